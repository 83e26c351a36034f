"""Commands in any order on one folder, beside a model that says what the graph must hold.

python machine.py FOUND SECONDS     for make fuzz: as many orders as there is time for
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import click
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from model import Model, Said
from pyoxigraph import RdfFormat, parse

from libgraph.cli.main import main
from libgraph.curation import journal, turtle
from libgraph.errors import LibgraphError
from libgraph.namespaces import DIFFERENT_FROM, ID, LABEL, SAME_AS, lg

BASE = """@prefix id: <https://w3id.org/libgraph/id/> .
@prefix src: <https://w3id.org/libgraph/id/source/> .
@prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
src:roll a lg:Source ; dcterms:title "A roll of members"@en ; dcterms:publisher id:guild ;
    dcterms:language "en" ; dcterms:date "2012-05" .
id:guild a lg:Association ; rdfs:label "Guild of Reading Rooms"@en .
id:room-1 a lg:Library ; rdfs:label "First Room"@en .
id:room-2 a lg:Library ; rdfs:label "Second Room"@en .
id:room-3 a lg:Library ; rdfs:label "Third Room"@en .
"""
ROOMS = {"room-1": "First Room", "room-2": "Second Room", "room-3": "Third Room"}
DATES = ("1998/..", "2004", "[2006..2007]", "2001-05/2009-12-31", "../2003", "200X~")
BAD_DATES = ("31.12.2009", "2009/2001", "soon", "=1+1")
NAMES = st.text(st.sampled_from("abZ éщЖқ\"',;.-1"), min_size=1, max_size=12).map("R{}".format)
PLACES = st.integers(0, 7)


class Commands(RuleBasedStateMachine):
    """Each rule is a command; what it must do is asked of the model first."""

    examples = steps = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).examples += 1
        self.at = Path(tempfile.mkdtemp(prefix="libgraph-machine-"))
        self.data, self.store = self.at / "data", self.at / "my.store"
        self.data.mkdir()
        (self.data / "base.ttl").write_text(BASE, "utf-8")
        self.model = Model(dict(ROOMS))
        self.built: Said | None = None
        self.files = 0

    def teardown(self) -> None:
        self.exported()
        shutil.rmtree(self.at)

    def run(self, *words: object) -> int:
        """The exit code; an error that is none of libgraph's is raised."""
        type(self).steps += 1
        arguments = [str(word) for word in words]
        said = CliRunner().invoke(main, arguments, standalone_mode=False)
        if isinstance(said.exception, LibgraphError):
            return said.exception.exit_code
        if isinstance(said.exception, click.ClickException):
            return 2
        if said.exception:
            raise said.exception
        return said.return_value if isinstance(said.return_value, int) else 0

    # ── Commands ─────────────────────────────────────────────────────────────────────────

    @rule(name=NAMES, member=PLACES, during=st.sampled_from(DATES * 2 + BAD_DATES))
    def import_table(self, name: str, member: int, during: str) -> None:
        """A library that is new, and that some library is a member."""
        self.files += 1
        slug, target = f"new-{self.files}", self.data / f"new-{self.files}.ttl"
        who = self.model.thing(member)
        things, said = self.at / "new-organizations.csv", self.at / "new-memberships.csv"
        quoted = name.replace('"', '""')
        things.write_text(f'id,label,type\n{slug},"{quoted}",library\n', "utf-8")
        said.write_text(f"member,body,during,source\n{who},guild,{during},roll\n", "utf-8")
        code = self.run("import", "table", things, said, "-g", self.data, "-o", target)
        if during in BAD_DATES:
            assert code == 3
            assert not target.exists()
        else:
            assert code == 0
            self.model.add(slug, " ".join(name.split()), self.model.kept(who), during)

    @rule(one=PLACES, other=PLACES)
    def accept(self, one: int, other: int) -> None:
        self.decide("--accept", one, other, same=True)

    @rule(one=PLACES, other=PLACES)
    def reject(self, one: int, other: int) -> None:
        self.decide("--reject", one, other, same=False)

    def decide(self, option: str, one: int, other: int, *, same: bool) -> None:
        pair = self.model.thing(one), self.model.thing(other)
        code = self.run(
            *("-g", self.data, "match", option, *pair, "--by", "B. L.", "--reason", "Alike.")
        )
        assert code == (0 if self.model.decide(*pair, same=same) else 2)

    @rule(number=st.one_of(st.none(), st.integers(1, 9)))
    def undo(self, number: int | None) -> None:
        words = ("-g", self.data, "match", "--by", "C. D.", "--undo")
        code = self.run(*words, *([number] if number else []))
        assert code == (0 if self.model.undo(number) else 2)

    @rule()
    def build(self) -> None:
        assert self.run("build", self.data, "-o", self.store) == 0
        self.built = self.model.said()

    @rule()
    def update(self) -> None:
        code = self.run("build", "--update", "-o", self.store)
        assert code == (0 if self.built else 2)
        if self.built:
            self.built = self.model.said()
            assert self.export(self.store) == self.export(self.data)

    @precondition(lambda self: self.built)
    @rule()
    def diff(self) -> None:
        assert self.run("diff", self.store, self.data) == int(self.built != self.model.said())
        assert self.run("diff", self.store, self.store) == 0

    @rule()
    def exported(self) -> None:
        """What is exported is what the model says; of the store, what it said when built."""
        assert self.told(self.export(self.data)) == self.model.said()
        if self.built:
            assert self.told(self.export(self.store)) == self.built

    def export(self, graph: Path) -> bytes:
        target = self.at / "out.nq"
        assert self.run("-g", graph, "export", "-f", "nquads", "-o", target) == 0
        return target.read_bytes()

    def told(self, written: bytes) -> Said:
        """What an export says, in the words of the model."""
        about: dict[str, dict[str, str]] = {}
        pairs = set()
        for quad in parse(written, format=RdfFormat.N_QUADS):
            subject, predicate, value = (getattr(term, "value", "") for term in quad.triple)
            about.setdefault(subject, {})[predicate] = value.removeprefix(ID)
            if predicate in (SAME_AS, DIFFERENT_FROM):
                one, other = (term.removeprefix(ID) for term in (subject, value))
                pairs.add((one, other, predicate == SAME_AS))
        names = {
            (slug, found[LABEL])
            for iri, found in about.items()
            if LABEL in found and (slug := iri.removeprefix(ID)) != "guild"
        }
        member, during = lg("member"), lg("during")
        stated = {(one[member], one[during]) for one in about.values() if member in one}
        return frozenset(names), frozenset(stated), frozenset(pairs)

    # ── What always holds ────────────────────────────────────────────────────────────────

    @invariant()
    def the_journal_tells_all(self) -> None:
        path = self.data / "curation.ttl"
        found = journal.read(path)
        told = [
            (one.one.removeprefix(ID), one.other.removeprefix(ID), one.same, one.undoes)
            for one in found.entries
        ]
        assert told == [(one.one, one.other, one.same, one.undoes) for one in self.model.entries]
        assert [one.number for one in found.entries] == list(range(1, len(told) + 1))
        assert all(found.done.values())
        assert not found.open()
        assert not found.torn
        read = turtle.parsed(turtle.content(path), path)
        for predicate, same in ((SAME_AS, True), (DIFFERENT_FROM, False)):
            pairs = {
                tuple(iri.removeprefix(ID) for iri in pair)
                for pair in turtle.pairs(read, predicate)
            }
            assert pairs == {(o.one, o.other) for o in self.model.standing() if o.same == same}

    @invariant()
    def nothing_is_left_over(self) -> None:
        drafts = [path.name for path in self.at.rglob("*") if ".libgraph-" in path.name]
        assert not drafts
        if self.built:
            assert len(list(self.store.glob("made-*"))) == 1


def search(found: Path, seconds: float) -> None:
    """As many orders as there is time for; the first that does not hold is written down."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        wanted = settings(
            max_examples=20, stateful_step_count=20, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), print_blob=False,
            phases=[Phase.generate], derandomize=False,
        )  # fmt: skip
        try:
            run_state_machine_as_test(Commands, settings=wanted)
        except Exception as error:
            notes = "\n".join(getattr(error, "__notes__", ()))
            (found / f"found-{abs(hash(notes)):x}.txt").write_text(f"{error!r}\n{notes}\n", "utf-8")
            print(f"FOUND commands: {error!r}\n{notes}", flush=True)
            break
    print(f"{Commands.steps:,} commands in {Commands.examples:,} orders")
    print(f"DONE: {Commands.steps} runs", flush=True)


if __name__ == "__main__":
    search(Path(sys.argv[1]), float(sys.argv[2]))
