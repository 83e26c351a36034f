"""What a curator decides about two things, made ready to be written: checked, and with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from libgraph.curation.candidates import Known, Thing
from libgraph.curation.decision import Decision, Described
from libgraph.curation.proposals import between
from libgraph.errors import UsageError
from libgraph.namespaces import shorten


@dataclass(frozen=True, slots=True)
class Register:
    """The things that may be decided about: those of a graph, and the records of a file."""

    known: Known
    records: Mapping[str, Thing]

    def decision(
        self, one: str, other: str, *, same: bool, by: str, on: date,
        reason: str | None = None, language: str = "en",
    ) -> Decision:  # fmt: skip
        """That two things (IRIs) are one, or are not; without a reason, for what is known of them.

        Args:
            one: who becomes the other, if they are one.
            other: who is kept.
            same: whether they are one.
            by: who decides.
            on: the day.
            reason: why, in `language`.
            language: the tag of its language.

        Raises:
            UsageError: one of them is no person and no body, or they are not of one kind.
        """
        self._refuse_kinds(one, other)
        why = reason or self._own_words(one, other, same)
        described = self._described(one, other) if same else ()
        if not same and one not in self.known.things:
            one, other = other, one  # who is in the graph is said to be another than who is not
        return Decision(one, other, same, why, by, on, language if reason else "en", described)

    def label(self, iri: str) -> str:
        """What a thing is called; its IRI where it is not known."""
        thing = self._thing(iri)
        return thing.label if thing else iri

    def _thing(self, iri: str) -> Thing | None:
        return self.known.things.get(iri) or self.records.get(iri)

    def _refuse_kinds(self, one: str, other: str) -> None:
        kinds = []
        for iri in (one, other):
            thing = self._thing(iri)
            if thing is None:
                raise UsageError(f"{shorten(iri)} is no person and no body: match is about those")
            kinds.append(thing.kind)
        if kinds[0] != kinds[1]:
            raise UsageError(
                f"{shorten(one)} is a {kinds[0]}, and {shorten(other)} is a {kinds[1]}: they "
                "cannot be one"
            )

    def _own_words(self, one: str, other: str, same: bool) -> str:
        """What the proposal says for it, or against it; '' where there is nothing to say."""
        first, second = self._thing(one), self._thing(other)
        if first is None or second is None or one == other:
            return ""
        found = between(first, second, self.known)
        if found is None:
            return ""
        parts = [found.reason, *found.shared] if same else list(found.against)
        text = "; ".join(part for part in parts if part)
        return f"{text[0].upper()}{text[1:]}." if text else ""

    def _described(self, one: str, other: str) -> tuple[Described, ...]:
        """What the graph must know of a thing that only the file has."""
        missing = [iri for iri in (one, other) if iri not in self.known.things]
        if len(missing) != 1:
            return ()
        known = self.known.things[other if missing[0] == one else one]
        return self.records[missing[0]].described(known.types)
