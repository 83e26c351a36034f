"""What a row of agreements says: its parties, its signers, its time, its ties, a statement each."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from libgraph.dates import check
from libgraph.errors import BadDate
from libgraph.namespaces import lg
from libgraph.tables.entry import UNDATED, Entry, Pair
from libgraph.tables.rows import details, links, nodes
from libgraph.tables.statements import Draft, draft

# that it ends with a bracket is seen first: else every other one is tried with every end
_IN_BRACKETS = re.compile(r"(?=.*\)$)(.*?\S)\s*\((.+)\)")
_AGENT, _POST = lg("Agent"), lg("Post")


def agreement(entry: Entry, one: str) -> list[Draft | None]:
    """The statements of a row about one agreement."""
    force = _in_force(entry)
    signers = _signers(entry)
    places = entry.pairs("place")
    told = [*details(entry, "Lifespan"), *([] if signers else places)]
    parties = [
        draft(entry, lg("Party"), nodes([(lg("agreement"), one), (lg("party"), party)]), force)
        for party in entry.things("parties")
    ]
    others = [*parties, *_signings(entry, one, signers, places), *links(entry, one, force)]
    if told or force != UNDATED or not others:
        life = draft(entry, lg("Lifespan"), [*nodes([(lg("of"), one)]), *told], force)
        if life and (signed := _unsaid(entry)):
            life.note(f"signed: {signed}")
        return [life, *others]
    return others


def _in_force(entry: Entry) -> Pair:
    """When the agreement was in force: as the row says, else from its signing on."""
    signed = entry.text("signed")
    if entry.dating != UNDATED:
        return entry.dating
    if not signed:
        return UNDATED
    open_end = f"{signed}/"
    if signed[0] not in "[{" and "/" not in signed and _is_date(open_end):
        return lg("during"), Literal(open_end)
    return lg("attested"), Literal(signed)


def _unsaid(entry: Entry) -> str:
    """The date of a signing that no statement says: a signing has a signer."""
    signed = entry.text("signed")
    said = entry.dating == UNDATED or entry.text("during").split("/")[0] == signed
    return "" if said or entry.text("signers") else signed


def _is_date(text: str) -> bool:
    try:
        check(text)
    except BadDate:
        return False
    return True


def _signings(
    entry: Entry, one: str, signers: list[list[Pair]], places: list[Pair]
) -> list[Draft | None]:
    signed = entry.text("signed")
    dating: Pair = (lg("during"), Literal(signed)) if signed else UNDATED
    if not signed and entry.dating[0] == lg("announced"):
        dating = entry.dating
    ends = nodes([(lg("agreement"), one)])
    return [draft(entry, lg("Signing"), [*ends, *who, *places], dating) for who in signers]


def _signers(entry: Entry) -> list[list[Pair]]:
    """Who signed: the signer, and for whom and in which post, as far as the row says it."""
    found = []
    for cell in entry.row.values("signers"):
        who, acting = _parted(entry, cell)
        signer = entry.named("signers", who)
        if signer is not None:
            found.append([(lg("signer"), NamedNode(signer)), *_acting(entry, signer, acting)])
    return found


def _parted(entry: Entry, cell: str) -> tuple[str, list[str]]:
    """A signer's name, and what stands in brackets after it; brackets may belong to names."""
    classes = entry.table.kind.columns["signers"].classes
    match = _IN_BRACKETS.fullmatch(cell)
    if match is None or _is_known(entry, cell, classes):
        return cell, []
    inside = match[2]
    if ", " in inside and not _is_known(entry, inside, (_AGENT, _POST)):
        return match[1], [part.strip() for part in inside.split(", ")]
    return match[1], [inside]


def _is_known(entry: Entry, cell: str, classes: tuple[str, ...]) -> bool:
    return entry.desk.names.seek(cell, classes) is not None


def _acting(entry: Entry, signer: str, acting: list[str]) -> list[Pair]:
    """For whom a signer signs, and in which post; a post speaks for its body."""
    names = entry.desk.names
    parties, posts = [], [signer] if names.is_a(signer, (_POST,)) else []
    said: list[tuple[str, str]] = []
    for cell in acting:
        thing = entry.named("signers", cell, (_AGENT, _POST))
        if thing is None:
            continue
        if names.is_a(thing, (_POST,)):
            posts.append(thing)
            said.append((lg("inPost"), thing))
        else:
            parties.append(thing)
    bodies = (names.values[lg("postIn")].get(post) for post in posts)
    for party in parties or [names.kept(body) for body in bodies if body]:
        said.append((lg("onBehalfOf"), party))
    return nodes(dict.fromkeys(said))
