"""The text of a curation file: a decision is added at its end, or taken out; the rest stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from libgraph.curation.decision import Decision, Described
from libgraph.errors import BadFile
from libgraph.namespaces import DIFFERENT_FROM, ID, PREFIXES, SAME_AS, XSD, lg, shorten

_BEGINNING = (
    "# Decisions of the curators: who is one, and who is not. Nothing that a source says is "
    "changed\n# or removed by them.\n"
)
_DECLARED = re.compile(
    r"^[ \t]*@?prefix[ \t]+([\w-]*):[ \t]*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE
)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]*[\w])?", re.ASCII)
_USED = ("id", "lg", "owl", "xsd")


def content(path: Path) -> bytes:
    """What stands in a curation file; the beginning of one where there is none.

    Raises:
        BadFile: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _BEGINNING.encode()
    except OSError as error:
        raise BadFile(
            f"{path} cannot be read ({error.strerror}): check its name and its rights"
        ) from None


def parsed(text: bytes, path: Path) -> set[Quad]:
    """What the text of a curation file says.

    Raises:
        BadFile: it is no Turtle.
    """
    try:
        return _quads(text)
    except (SyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}:{line}" if line else str(path)
        raise BadFile(f"{where}: this is not Turtle: correct it before deciding") from None


def pairs(quads: Iterable[Quad], predicate: str) -> list[tuple[str, ...]]:
    """The pairs of IRIs that a predicate ties."""
    return sorted(
        (quad.subject.value, quad.object.value)
        for quad in quads
        if quad.predicate.value == predicate
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
    )


def added(old: bytes, decision: Decision, path: Path) -> tuple[bytes, str]:
    """The text with a decision at its end; and the part of it that is the decision itself.

    Raises:
        BadFile: it is no Turtle, or takes nothing more at its end.
    """
    before = parsed(old, path)
    for shortened in (True, False):
        start, statement = _addition(old.decode("utf-8-sig"), decision, shortened=shortened)
        text = start + statement + "\n"
        new = old + (text.replace("\n", "\r\n") if b"\r\n" in old else text).encode()
        if _is_whole(new, before, decision):
            return new, statement
    raise BadFile(f"{path} does not take a further statement at its end: correct it there")


def without(old: bytes, statement: str, relation: Quad, path: Path) -> bytes | None:
    """The text without a decision (its part as it was added), so that it says `relation` no more.

    None where it does not stand there so any more.

    Raises:
        BadFile: it is no Turtle.
    """
    before = parsed(old, path)
    for part in (f"\n{statement}\n", statement):
        for end in ("\n", "\r\n"):
            head, found, tail = old.rpartition(part.replace("\n", end).encode())
            if found and _says_less(head + tail, before, relation):
                return head + tail
    return None


def _says_less(text: bytes, before: set[Quad], relation: Quad) -> bool:
    try:
        after = _quads(text)
    except (SyntaxError, UnicodeDecodeError):
        return False
    return relation in before and relation not in after and _named(after) <= _named(before)


def _quads(text: bytes) -> set[Quad]:
    return set(parse(text.decode("utf-8-sig"), format=RdfFormat.TURTLE, base_iri=ID))


def _is_whole(text: bytes, before: set[Quad], decision: Decision) -> bool:
    """Whether the new file says what the old one said, and the decision, and nothing else."""
    try:
        after = _quads(text)
    except SyntaxError:
        return False
    return _named(after) == _named(before) | decision.quads()


def _named(quads: Iterable[Quad]) -> set[Quad]:
    """Without those about blank nodes, which are called otherwise in every reading."""
    return {
        quad
        for quad in quads
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
    }


def _addition(old: str, decision: Decision, *, shortened: bool) -> tuple[str, str]:
    """What is written at the end of the file: prefixes that it lacks; and the decision."""
    used = _USED if shortened else ()
    declared = dict(_DECLARED.findall(old))
    missing = [name for name in used if name not in declared]
    usable = {name for name in used if declared.get(name, PREFIXES[name]) == PREFIXES[name]}
    lines = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in missing]
    start = [""] if not old.endswith("\n") else []
    return "\n".join([*start, *([""] if lines else []), *lines, "", ""]), _statement(
        decision, usable
    )


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
