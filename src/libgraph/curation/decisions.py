"""What curators decided about identity: read from a graph, and written to the curation file.

A decision is added at the end of the file; all that stands there stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from libgraph.errors import BadFile, UsageError
from libgraph.graph.protocol import Graph
from libgraph.namespaces import DIFFERENT_FROM, ID, PREFIXES, SAME_AS, XSD, lg, shorten
from libgraph.writing import write

FILE = "curation.ttl"
_BEGINNING = (
    "# Decisions of the curators: who is one, and who is not. Nothing that a source says is "
    "changed\n# or removed by them.\n"
)
_DECLARED = re.compile(
    r"^[ \t]*@?prefix[ \t]+([\w-]*):[ \t]*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE
)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]*[\w])?", re.ASCII)
_USED = ("id", "lg", "owl", "xsd")
Described = tuple[str, str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Decision:
    """That one thing (an IRI) is the other, which is kept; or that the two are different.

    `described` is what is to be said of things that the graph does not have.
    """

    one: str
    other: str
    same: bool
    reason: str
    by: str
    on: date
    language: str = "en"
    described: tuple[Described, ...] = ()

    def quads(self) -> set[Quad]:
        """The decision as it is read again."""
        node = NamedNode(self.one)
        about = {
            Quad(NamedNode(thing), NamedNode(predicate), value)
            for thing, predicate, value in self.described
        }
        return about | {
            Quad(node, NamedNode(predicate), value)
            for predicate, value in (
                (SAME_AS if self.same else DIFFERENT_FROM, NamedNode(self.other)),
                (lg("identityReason"), Literal(self.reason, language=self.language)),
                (lg("decidedBy"), Literal(self.by)),
                (lg("decidedOn"), Literal(str(self.on), datatype=NamedNode(f"{XSD}date"))),
            )
        }


@dataclass(slots=True)
class Decided:
    """Which things are held to be one, and which are held to be different."""

    _kept: dict[str, str] = field(default_factory=dict)
    _different: list[tuple[str, str]] = field(default_factory=list)

    def learn(self, same: Iterable[tuple[str, ...]], different: Iterable[tuple[str, ...]]) -> None:
        """Add pairs of IRIs."""
        for one, other in same:
            first, second = self.one(one), self.one(other)
            if first != second:
                self._kept[first] = second
        self._different += [(one, other) for one, other in different]

    def one(self, iri: str) -> str:
        """What stands for all that are held to be one with this."""
        while (kept := self._kept.get(iri)) is not None:
            iri = kept
        return iri

    def same(self, one: str, other: str) -> bool:
        """Whether the two are held to be one."""
        return self.one(one) == self.one(other)

    def different(self, one: str, other: str) -> bool:
        """Whether the two are held to be different."""
        pair = {self.one(one), self.one(other)}
        return any({self.one(a), self.one(b)} == pair for a, b in self._different)

    def about(self, one: str, other: str) -> bool:
        """Whether it is decided what the two are to each other."""
        return self.same(one, other) or self.different(one, other)


def decided(graph: Graph, path: Path | None = None) -> Decided:
    """The decisions in a graph, and in a curation file beside it.

    Raises:
        BadFile: the file cannot be read.
    """
    found = Decided()
    found.learn(
        graph.texts("SELECT ?a ?b { ?a owl:sameAs ?b }"),
        graph.texts("SELECT ?a ?b { ?a owl:differentFrom ?b }"),
    )
    if path and path.exists():
        quads = _parsed(_content(path), path)
        found.learn(_pairs(quads, SAME_AS), _pairs(quads, DIFFERENT_FROM))
    return found


def _pairs(quads: Iterable[Quad], predicate: str) -> list[tuple[str, ...]]:
    return sorted(
        (quad.subject.value, quad.object.value)
        for quad in quads
        if quad.predicate.value == predicate
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
    )


def file_for(graph: Sequence[str], given: Path | None = None) -> Path:
    """The file that decisions about a graph (what -g names) go to.

    Raises:
        UsageError: there is no folder that decisions could be written into.
    """
    if given:
        if given.suffix != ".ttl":
            raise UsageError(f"{given} is not Turtle by its ending: name it {given.stem}.ttl")
        return given
    folder = next((Path(path) for path in graph if Path(path).is_dir()), None)
    if folder is None:
        raise UsageError(
            f"decisions go to {FILE} in the folder of a graph, and no folder is named: add  "
            "-g FOLDER, or  --curation FILE"
        )
    return folder / FILE


def decide(path: Path, decision: Decision, known: Decided) -> bool:
    """Write a decision to the end of a curation file; False where it is decided so already.

    Raises:
        UsageError: it contradicts a decision, or says who or why to nobody.
        BadFile: the file is no Turtle, or cannot be written; it stays as it was.
    """
    _check(decision, known)
    if known.about(decision.one, decision.other):
        return False
    old = _content(path) if path.exists() else _BEGINNING.encode()
    before = _parsed(old, path)
    for shortened in (True, False):
        new = old + _added(old.decode("utf-8-sig"), decision, shortened=shortened).encode()
        if _is_whole(new, before, decision):
            write(path, new)
            return True
    raise BadFile(f"{path} does not take a further statement at its end: correct it there")


def _check(decision: Decision, known: Decided) -> None:
    names = " and ".join(map(shorten, (decision.one, decision.other)))
    if decision.one == decision.other:
        raise UsageError(f"{shorten(decision.one)} is named twice: name two things")
    if not decision.reason.strip():
        raise UsageError(f'nothing says why {names} are one or two: add  --reason "…"')
    if not decision.by.strip():
        raise UsageError("a decision says who made it: add  --by NAME, or set LIBGRAPH_CURATOR")
    if decision.same and known.different(decision.one, decision.other):
        raise UsageError(
            f"{names} are held to be different: take owl:differentFrom out of the curation file "
            "first"
        )
    kept = known.one(decision.one)
    if decision.same and kept != decision.one and not known.same(decision.one, decision.other):
        raise UsageError(
            f"{shorten(decision.one)} is held to be {shorten(kept)} already: decide about that one"
        )
    if not decision.same and known.same(decision.one, decision.other):
        raise UsageError(
            f"{names} are held to be one: take owl:sameAs out of the curation file first"
        )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(
            f"{path} cannot be read ({error.strerror}): check its name and its rights"
        ) from None


def _parsed(content: bytes, path: Path) -> set[Quad]:
    try:
        return _quads(content)
    except (SyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}:{line}" if line else str(path)
        raise BadFile(f"{where}: this is not Turtle: correct it before deciding") from None


def _quads(content: bytes) -> set[Quad]:
    text = content.decode("utf-8-sig")
    return set(parse(text, format=RdfFormat.TURTLE, base_iri=ID))


def _is_whole(content: bytes, before: set[Quad], decision: Decision) -> bool:
    """Whether the new file says what the old one said, and the decision, and nothing else."""
    try:
        after = _quads(content)
    except SyntaxError:
        return False
    named = {quad for quad in before if not _has_blank(quad)}
    return {quad for quad in after if not _has_blank(quad)} == named | decision.quads()


def _has_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def _added(old: str, decision: Decision, *, shortened: bool) -> str:
    """What is written at the end of the file: prefixes that it lacks, and the decision."""
    used = _USED if shortened else ()
    declared = dict(_DECLARED.findall(old))
    missing = [name for name in used if name not in declared]
    usable = {name for name in used if declared.get(name, PREFIXES[name]) == PREFIXES[name]}
    lines = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in missing]
    statement = _statement(decision, usable)
    start = [""] if not old.endswith("\n") else []
    text = "\n".join([*start, *([""] if lines else []), *lines, "", statement, ""])
    return text.replace("\n", "\r\n") if "\r\n" in old else text


def _statement(decision: Decision, usable: set[str]) -> str:
    relation = SAME_AS if decision.same else DIFFERENT_FROM
    day = f'"{decision.on}"^^{_term(f"{XSD}date", usable)}'
    return (
        f"{_term(decision.one, usable)} {_term(relation, usable)} "
        f"{_term(decision.other, usable)} ;\n"
        f"    {_term(lg('identityReason'), usable)} "
        f"{Literal(decision.reason, language=decision.language)} ;\n"
        f"    {_term(lg('decidedBy'), usable)} {Literal(decision.by)} ; "
        f"{_term(lg('decidedOn'), usable)} {day} ."
    ) + "".join(_described(thing, usable) for thing in decision.described)


def _described(said: Described, usable: set[str]) -> str:
    thing, predicate, value = said
    written = str(value) if isinstance(value, Literal) else _term(value.value, usable)
    return f"\n{_term(thing, usable)} {_term(predicate, usable)} {written} ."


def _term(iri: str, usable: set[str]) -> str:
    prefix, _, local = shorten(iri).partition(":")
    if prefix in usable and _LOCAL.fullmatch(local):
        return f"{prefix}:{local}"
    return str(NamedNode(iri))
