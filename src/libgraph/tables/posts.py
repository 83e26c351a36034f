"""The posts that rows of tenures name: those that are known, and those that they create."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import NamedNode

from libgraph.folding import fold
from libgraph.namespaces import ID, lg
from libgraph.tables.entry import Entry
from libgraph.tables.lookup import short
from libgraph.tables.made import Made, Maker
from libgraph.tables.things import slug

_POST, _POST_IN, _AGENT = lg("Post"), lg("postIn"), lg("Agent")
_HEADS = re.compile(
    r"((executive|general|managing|founding) )?(director|secretary of state|manager)( general)?"
    r"|(national |chief |state |parliamentary |university )?librarian( of congress)?"
    r"|president|head|chief( executive)?( officer)?|rector|chair(man|woman|person)?"
    r"|consul( general)?|ambassador|minister|governor|mayor|dean"
)
_DEPUTIES = re.compile(r"(first |senior |acting )*(deputy|vice|assistant|associate)\b.*")
_COORDINATORS = re.compile(r"(national |regional |programme |program |project )?co ?ordinator")


class Posts(Maker):
    """Finds or makes the post of each row."""

    def prepare(self, entries: Iterable[Entry]) -> None:
        """Find the post of each row that names a body; make those that nobody described."""
        for entry in entries:
            title, body = entry.text("post"), self._body(entry)
            if not title or body is None:
                continue
            iri = ID + f"{short(body)}-{slug(title)}"
            known = self._known(iri, title, body)
            self.chosen[entry.key] = known or iri
            if known is None and slug(title):
                self._make(entry, iri, title, body)

    def _body(self, entry: Entry) -> str | None:
        """The body of a row, without a word about what is wrong there: that comes later."""
        return self.names.seek(entry.text("body"), (_AGENT,)) if entry.text("body") else None

    def _known(self, iri: str, title: str, body: str) -> str | None:
        """The post that is described already: by its slug, or by its name in this body."""
        if self.names.is_a(iri, (_POST,)):
            return self.names.kept(iri)
        if self.names.is_a(ID + title, (_POST,)):
            return self.names.kept(ID + title)
        words = {_bare(title), _bare(f"{title} {self.names.label(body)}")}
        named = (
            post
            for post in self._by_body.get(body, ())
            if words & {_bare(label) for label in self.names.labels.get(post, {}).values()}
        )
        return next(named, None)

    @cached_property
    def _by_body(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for post, body in sorted(self.names.values[_POST_IN].items()):
            found[self.names.kept(body)].append(self.names.kept(post))
        return found

    def _make(self, entry: Entry, iri: str, title: str, body: str) -> None:
        written = entry.term("post_type") if entry.text("post_type") else None
        label = _label(title, self.names.label(body))
        pairs = ((iri, _POST_IN, NamedNode(body)),)
        self.make(
            entry, Made(iri, written or kind(title), bool(written), label, pairs), "post_type"
        )

    def post(self, entry: Entry) -> str | None:
        """The post of a row; what is wrong with it is noted."""
        body = entry.thing("body")
        if entry.text("body") and body is None:
            return None
        chosen = self.chosen.get(entry.key)
        if body is None or chosen is None:
            return entry.thing("post")
        actual = self.names.values[_POST_IN].get(chosen)
        if actual and self.names.kept(actual) != body:
            entry.wrong(
                "post", entry.text("post"), f"is a post in {self.names.told(actual)}, and the row "
                f"names {self.names.told(body)}: correct one of the two",
            )  # fmt: skip
        self._check_type(entry, chosen)
        return chosen

    def _check_type(self, entry: Entry, post: str) -> None:
        if entry.text("post_type") and post not in self.made:
            said, known = entry.term("post_type"), self.names.types.get(post, set())
            if said and said not in known:
                where = self.names.where.get(post, "another file")
                why = f"is not what {short(post)} is in {where}: leave it empty, or correct it"
                entry.wrong("post_type", entry.text("post_type"), why)


def kind(title: str) -> str:
    """The class of a post by its title, where the row does not say it.

    >>> [kind(title).rpartition("#")[2] for title in ("Director-General", "first deputy director")]
    ['HeadPost', 'DeputyPost']
    """
    plain = " ".join(re.findall(r"\w+", title.lower()))
    if _HEADS.fullmatch(plain):
        return lg("HeadPost")
    if _DEPUTIES.fullmatch(plain):
        return lg("DeputyPost")
    return lg("CoordinatorPost") if _COORDINATORS.fullmatch(plain) else _POST


def _label(title: str, body: str) -> str:
    """What a post is called: the title, and where.

    >>> _label("director-general", "Hill Library")
    'Director General of Hill Library'
    >>> _label("head of the map room", "Hill Library")
    'Head of the map room, Hill Library'
    """
    if re.fullmatch(r"[a-z-]+", title):
        title = title.replace("-", " ").title()
    title = title[:1].upper() + title[1:]
    return (
        f"{title}, {body}"
        if re.search(r"\b(of|for|in|at)\b", title.lower())
        else f"{title} of {body}"
    )


def _bare(name: str) -> str:
    return " ".join(word for word in fold(name).split() if word not in ("of", "the"))
