"""Which countries have a centre, which have none on record, and by which agreements centres work."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import OF_DOCUMENTS, Said
from libgraph.dates import Holds, Span
from libgraph.graph import Graph, open_graph
from libgraph.history.coverage import Audit, Centre, Place, audit
from libgraph.history.coverage_history import history
from libgraph.history.coverage_tables import of_places
from libgraph.territories import territory

Run = Callable[..., Said]
DATA = Path(__file__).parent / "coverage" / "network.ttl"
YEAR = Span.parse("2008")


@pytest.fixture(scope="module")
def network() -> Graph:
    return open_graph([DATA])


@pytest.fixture(scope="module")
def found(network: Graph) -> Audit:
    return audit(network, YEAR)


def names(places: tuple[Place, ...]) -> list[str]:
    return [place.label for place in places]


def centre(found: Audit, name: str) -> Centre:
    return next(one for one in found.centres if one.centre.label == name)


def place(found: Audit, code: str) -> Place:
    return next(one for one in found.countries if one.code == code)


def test_countries_stand_by_how_many_centres_claim_them(found: Audit) -> None:
    assert names(found.several) == ["Germany", "Our France"]
    assert names(found.one) == ["A country without a code", "Belgium", "Kosovo", "Netherlands"]
    assert len(found.none) + 7 == len(found.countries) == 251  # ISO 3166-1 and two more


def test_certain_and_possible_stand_apart(found: Audit) -> None:
    counted = {code: place(found, code) for code in ("FR", "DE", "NL", "XK", "LU")}
    assert {code: (one.certain, one.possible) for code, one in counted.items()} == {
        "FR": (2, 2),
        "DE": (1, 2),
        "NL": (0, 1),
        "XK": (1, 1),
        "LU": (0, 0),
    }


def test_a_claim_says_since_when_and_by_which_source(found: Audit) -> None:
    claims = [(c.centre.label, c.when, c.sources) for c in place(found, "FR").claims]
    late, source = "since 2004", "https://w3id.org/libgraph/id/source/"
    assert claims == [
        ("Alpha", "2000 to 2010", (f"{source}list", f"{source}other")),
        ("Beta", late, (f"{source}late",)),
    ]


def test_a_country_that_a_centre_lies_in_is_not_taken_for_covered(
    network: Graph, found: Audit
) -> None:
    assert names(found.seated) == ["Switzerland"]
    seat = found.seated[0].seats[0]
    assert (seat.centre.label, seat.holds, seat.when) == ("Beta", Holds.YES, "since 2004")
    assert "CH" in [one.code for one in audit(network, Span.parse("2002")).none]


def test_an_area_stays_an_area(found: Audit) -> None:
    assert names(found.areas) == ["The West"]
    assert "The West" not in names(found.countries)


def test_what_a_closed_centre_once_covered_does_not_go_on(network: Graph, found: Audit) -> None:
    assert "Delta" not in [one.centre.label for one in found.centres]
    before = audit(network, Span.parse("1992"))
    assert names(before.one) == ["Luxembourg"]
    assert place(before, "LU").certain == 1


def test_an_agreement_that_establishes_or_is_with_the_programme_is_a_ground(found: Audit) -> None:
    grounds = {
        name: [(g.agreement.label, g.why, str(g.in_force)) for g in centre(found, name).grounds]
        for name in ("Alpha", "Beta", "Gamma")
    }
    assert grounds == {
        "Alpha": [
            ("Renewal", "carries that on", "yes"),
            ("Founding agreement", "establishes it", "no"),
        ],
        "Beta": [("Accord", "is with its programme", "no")],
        "Gamma": [],  # an agreement with another library is none
    }
    assert centre(found, "Beta").in_force is Holds.NO


def test_in_its_time_the_host_s_agreement_counts(network: Graph) -> None:
    assert centre(audit(network, Span.parse("2006")), "Beta").in_force is Holds.YES


def test_lists_that_differ_are_shown_with_their_centre(found: Audit) -> None:
    assert [bool(one.differences) for one in found.centres] == [True, False, False]
    assert "Belgium" in centre(found, "Alpha").differences[0].explanation


def test_a_list_of_another_time_is_told_apart(documents: Graph) -> None:
    now = centre(audit(documents, Span.parse("2020")), "PAC Regional Centre for Central Asia")
    assert now.differs_ever
    assert not now.differences


def test_certain_counts_only_what_is_certain(network: Graph) -> None:
    sure = audit(network, YEAR, certain=True)
    assert names(sure.several) == ["Our France"]
    assert names(sure.one) == ["Belgium", "Germany", "Kosovo"]
    assert all(one.at_work is Holds.YES for one in sure.centres)


def test_a_region_keeps_its_countries_and_the_centres_that_reach_it(network: Graph) -> None:
    west = audit(network, YEAR, region=territory("Western Europe"))
    assert len(west.countries) == 9
    assert [one.centre.label for one in west.centres] == ["Alpha", "Beta"]
    swiss = audit(network, YEAR, region=territory("CH"))  # where the host of Beta has its seat
    assert [one.centre.label for one in swiss.centres] == ["Beta"]
    assert (names(swiss.seated), swiss.none) == (["Switzerland"], ())
    assert names(swiss.areas) == ["The West"]


def test_history_tells_the_same_as_the_audit_of_each_year(network: Graph) -> None:
    for period in history(network):
        for year in {period.first, period.last}:
            one, counts = audit(network, Span.parse(str(year))), period.counts
            served = [p for p in one.countries if p.possible]
            assert counts.served == (sum(p.certain > 0 for p in served), len(served))
            assert counts.several[1] == len(one.several)
            assert counts.none == len(one.none)
            assert counts.seated[1] == len(one.seated)
            assert counts.areas[1] == len(one.areas)
            assert counts.centres[1] == len(one.centres)


def test_history_begins_and_ends_with_what_the_sources_speak_of(network: Graph) -> None:
    periods = history(network)
    assert (periods[0].first, periods[-1].last) == (1990, 2016)
    assert all(a.last + 1 == b.first and a.counts != b.counts for a, b in pairwise(periods))
    some = history(network, span=Span.parse("2006/2008"))
    assert (some[0].first, some[-1].last) == (2006, 2008)


def test_nothing_on_record_is_told_so(write: Callable[[str, str], Path], libgraph: Run) -> None:
    empty = write("empty.ttl", 'src:x a lg:Source ; dcterms:title "X"@en .\n')
    said = libgraph("coverage", "-g", empty, "--as-of", "2012")
    assert said.code == 0
    assert "0 of the 249 countries and territories of the world are named" in said.out.replace(
        "\n", " "
    )
    assert "No PAC centre is on record as at work then." in said.out.replace("\n", " ")
    assert "No source dates any coverage" in libgraph("coverage", "-g", empty, "--history").out


def test_a_centre_stands_once_with_each_country_that_it_lies_in(shipped: Graph) -> None:
    """By its own lifespan, and by its host's place."""
    found = of_places(audit(shipped, Span.parse("2020")).countries)
    at = [found.columns.index(name) for name in ("place", "placeLabel", "claim", "centre")]
    rows = [tuple(map(str, (row[n] for n in at))) for row in found.rows if row[at[3]]]
    assert len(rows) > 10
    assert len(rows) == len(set(rows))


def test_a_table_of_countries_says_that_areas_have_their_own(libgraph: Run) -> None:
    asked = ["coverage", "--as-of", "2012", "-f", "csv"]
    said = libgraph(*asked)
    found = re.fullmatch(
        r"libgraph: sources also name (\d+) areas as a whole: --table areas  lists them\n", said.err
    )
    areas = libgraph(*asked, "--table", "areas")
    assert found
    assert len({row.split(",")[0] for row in areas.out.splitlines()[1:]}) == int(found[1])
    assert areas.err == ""


def test_a_country_is_told_of_as_one(libgraph: Run) -> None:
    """Its own areas first; and that no centre works there is not said of the world."""
    told = " ".join(libgraph("coverage", "--region", "Germany", "--as-of", "2020").out.split())
    assert "In 2020, no source on record names Germany as covered by a PAC centre. That" in told
    assert "areas without listing countries (Western Europe; " in told
    assert "No PAC centre that reaches Germany is on record as at work then." in told
    told = libgraph("coverage", "--region", "Kazakhstan", "--as-of", "2020", *OF_DOCUMENTS).out
    assert told.startswith("In 2020, Kazakhstan is named as covered by a PAC centre, certainly. 1 ")


def test_the_shipped_data_tells_two_stories(libgraph: Run) -> None:
    early = libgraph(
        "coverage", *OF_DOCUMENTS, "--as-of", "2009", "--region", "Центральная Азия"
    ).out
    late = libgraph("coverage", *OF_DOCUMENTS, "--as-of", "2020", "--region", "143").out
    told = [" ".join(text.split("\n\n")[0].split()) for text in (early, late)]
    assert "4 certainly, 1 only possibly" in told[0]
    assert "in force certainly for 1, possibly for none" in told[0]
    assert "list different countries for PAC Regional Centre for Central Asia" in told[0]
    assert "covered by a PAC centre: all certainly" in told[1]
    assert "no agreement of theirs is on record as in force (PAC Regional" in told[1]
    assert "uncovered" not in early + late


def test_the_shipped_areas_are_not_expanded(documents: Graph) -> None:
    found = audit(documents, Span.parse("2019"))
    assert names(found.areas) == ["Eastern Europe"]
    assert "PL" in [one.code for one in found.none]


def test_known_at_uses_only_what_was_written_by_then(libgraph: Run) -> None:
    story = libgraph(
        "coverage", *OF_DOCUMENTS, "--as-of", "2009", "--known-at", "2015", "--region", "143"
    ).out
    assert "written by 2015, 4 of" in " ".join(story.split())
    assert "Kyrgyzstan" in story.split("No centre on record (1)")[1]


@pytest.mark.parametrize("table", ["countries", "areas", "centres", "differences"])
def test_each_table_as_csv(libgraph: Run, table: str) -> None:
    said = libgraph("coverage", "-g", DATA, "--as-of", "2008", "--table", table, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    column = "placeLabel" if table in ("countries", "areas") else "centreLabel"
    expected = {
        "countries": "Our France",
        "areas": "The West",
        "centres": "Gamma",
        "differences": "Alpha",
    }
    assert expected[table] in [row[column] for row in rows]


def test_json_holds_the_whole_audit(libgraph: Run) -> None:
    document = json.loads(libgraph("coverage", "-g", DATA, "--as-of", "2008", "-f", "json").out)
    assert document["counts"] == {
        "countries": 251,
        "none": 244,
        "seated": 1,
        "one": {"certainly": 2, "possibly": 2},
        "several": {"certainly": 1, "possibly": 1},
    }
    assert [one["name"] for one in document["areas"]] == ["The West"]
    assert document["centres"][0]["differences"][0]["sources"]


@pytest.mark.parametrize("format_", ["table", "markdown", "csv", "tsv", "json", "xml", "jsonl"])
@pytest.mark.parametrize("more", [(), ("--history",)])
def test_every_format_is_the_same_each_time(
    libgraph: Run, format_: str, more: tuple[str, ...]
) -> None:
    asked = ("coverage", "-g", DATA, "--as-of", "2006/2009", "-f", format_, *more)
    first, second = libgraph(*asked), libgraph(*asked, "--no-cache")
    assert first.code == 0, first.err
    assert first.out
    assert first.out == second.out


def test_names_follow_the_language(libgraph: Run) -> None:
    said = libgraph(
        "coverage", *OF_DOCUMENTS, "--as-of", "2020", "--region", "143", "--lang", "kk"
    ).out
    assert "Қазақстан" in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--region", "Centrl Asia"), "Central Asia (143)"),
        (("--region", "777"), "try a code"),
        (("--as-of", "soon"), "soon"),
        (("--certain",), "--certain is about a time"),
    ],
)
def test_a_wrong_question_is_answered_in_one_sentence(
    libgraph: Run, arguments: tuple[str, ...], complaint: str
) -> None:
    said = libgraph("coverage", *arguments)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.err


def test_a_region_tells_of_areas_that_may_lie_there(libgraph: Callable[..., Said]) -> None:
    told = " ".join(libgraph("coverage", "--region", "Africa", "--as-of", "2015").out.split())
    assert "English-speaking Africa" in told
    assert "do not say what of Africa lies there" in told
    asia = libgraph("coverage", "--region", "Central Asia", "--as-of", "2020").out
    assert "without listing countries" not in asia  # each country there is named
