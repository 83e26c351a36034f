"""What rows become: things, statements, and where several speak of one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tabled import TEXTS, folder, lines, read

from libgraph.export.rdf import serialized
from libgraph.tables.faults import BadTables
from libgraph.tables.posts import kind
from libgraph.tables.things import slug


def said(place: Path, **tables: str) -> list[str]:
    return lines(read(folder(place, **tables)))


def faults(place: Path, **tables: str) -> list[str]:
    with pytest.raises(BadTables) as found:
        read(folder(place, **tables))
    return [str(one).removeprefix(f"{place}/") for one in found.value.faults]


# ── Agreements ───────────────────────────────────────────────────────────────────────────


def test_one_row_of_agreements_makes_every_statement_that_it_means(tmp_path: Path) -> None:
    assert said(tmp_path, agreements="""
id,label,label_ru,type,parties,signers,signed,place,theme,during,renews,source,note
memo-2021,Memorandum of Hill and Lake,Меморандум,memorandum,hill; Lake Library,Anna Berg (lake-director); lake-director; Serik Dana (hill),2021-03-04,lake-city,exchange,2021-03-04/2024,memorandum-old,news,as printed
""") == [
        'id:memo-2021: rdf:type lg:Memorandum; rdfs:label "Memorandum of Hill and Lake"@en; '
        'rdfs:label "Меморандум"@ru',
        'st:news-lifespan-#: lg:during "2021-03-04/2024"; lg:of id:memo-2021; lg:theme "exchange"@en; '
        'prov:wasQuotedFrom src:news; rdf:type lg:Lifespan; skos:note "as printed"@en',
        'st:news-link-#: lg:during "2021-03-04/2024"; lg:from id:memo-2021; lg:relation lg:renews; '
        "lg:to id:memorandum-old; prov:wasQuotedFrom src:news; rdf:type lg:Link",
        'st:news-party-#: lg:agreement id:memo-2021; lg:during "2021-03-04/2024"; lg:party id:hill; '
        "prov:wasQuotedFrom src:news; rdf:type lg:Party",
        'st:news-party-#: lg:agreement id:memo-2021; lg:during "2021-03-04/2024"; lg:party id:lake; '
        "prov:wasQuotedFrom src:news; rdf:type lg:Party",
        'st:news-signing-#: lg:agreement id:memo-2021; lg:during "2021-03-04"; lg:inPost id:lake-director; '
        "lg:onBehalfOf id:lake; lg:place id:lake-city; lg:signer id:berg-anna; "
        "prov:wasQuotedFrom src:news; rdf:type lg:Signing",
        'st:news-signing-#: lg:agreement id:memo-2021; lg:during "2021-03-04"; lg:onBehalfOf id:hill; '
        "lg:place id:lake-city; lg:signer id:serik-dana; prov:wasQuotedFrom src:news; rdf:type lg:Signing",
        'st:news-signing-#: lg:agreement id:memo-2021; lg:during "2021-03-04"; lg:onBehalfOf id:lake; '
        "lg:place id:lake-city; lg:signer id:lake-director; prov:wasQuotedFrom src:news; rdf:type lg:Signing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "dating"),
    [
        ("2021-03-04,,,", 'lg:during "2021-03-04/"'),
        ("2021~,,,", 'lg:during "2021~/"'),
        ("[..2021-03-04],,,", 'lg:attested "[..2021-03-04]"'),
        ("2021-03-04/2021-03-06,,,", 'lg:attested "2021-03-04/2021-03-06"'),
        (",2021/2024,,", 'lg:during "2021/2024"'),
        (",,2021,", 'lg:attested "2021"'),
        (",,,2025", 'lg:announced "2025"'),
        (",,,", "lg:undated true"),
    ],
)
def test_an_agreement_is_in_force_from_its_signing_unless_the_row_says_when(
    tmp_path: Path, cells: str, dating: str
) -> None:
    rows = f"id,parties,signed,during,attested,announced,source\nmemorandum-old,hill,{cells},news"
    found = [line for line in said(tmp_path, agreements=rows) if "lg:Party" in line]
    assert dating in found[0].replace('"true"', "true")


def test_a_signing_date_that_no_statement_can_say_is_kept_as_a_note(tmp_path: Path) -> None:
    rows = "id,parties,signed,during,source\nmemorandum-old,hill,[..2015-05],2015/2018,news"
    assert any(
        'skos:note "signed: [..2015-05]"' in line for line in said(tmp_path, agreements=rows)
    )


def test_brackets_may_belong_to_a_name_and_hold_a_post_and_a_party(tmp_path: Path) -> None:
    rows = """
id,parties,signers,signed,source
memorandum-old,hill,"Serik Dana (Federation of Reading Rooms (FRR)); Anna Berg (chair-of-readers, hill)",2015,news
"""
    found = [line for line in said(tmp_path, agreements=rows) if "lg:Signing" in line]
    assert "lg:onBehalfOf id:federation; lg:signer id:serik-dana" in found[1]
    assert (
        "lg:inPost id:chair-of-readers; lg:onBehalfOf id:hill; lg:signer id:berg-anna" in found[0]
    )


def test_a_row_without_a_label_speaks_of_an_agreement_that_another_row_creates(
    tmp_path: Path,
) -> None:
    rows = """
id,label,parties,source
,,hill,news
memo,,hill,report
memo,The memo,lake,news
other-memo,,hill,news
"""
    assert faults(tmp_path, agreements=rows) == [
        "agreements.csv, row 2, column id: the row says not of which agreement: write its id, or a "
        "label for a new one",
        "agreements.csv, row 5, column id: 'other-memo' is not known as an agreement: the nearest are "
        "The memo (memo): write one of them, or describe a new one",
    ]


# ── Tenures, coverages, events, corners ──────────────────────────────────────────────────


def test_a_tenure_finds_the_post_of_a_body_or_makes_it(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        tenures="""
person,post,body,post_type,degree,attested,source
berg-anna,director,lake,,Ph.D.,2021,news
berg-anna,Director,Lake Library,,,2022,report
serik-dana,first deputy director,hill,,,,news
serik-dana,Chair of the Federation,,,,,news
berg-anna,keeper of maps,hill,single,,,news
""",
    )
    assert [line for line in found if line.startswith("id:")] == [
        "id:hill-first-deputy-director: lg:postIn id:hill; rdf:type lg:DeputyPost; "
        'rdfs:label "First deputy director of Hill Library"@en',
        "id:hill-keeper-of-maps: lg:postIn id:hill; rdf:type lg:SingleHolderPost; "
        'rdfs:label "Keeper of maps, Hill Library"@en',
    ]
    assert sum("lg:post id:lake-director;" in line for line in found) == 2
    assert sum("lg:post id:chair-of-readers;" in line for line in found) == 1
    assert any('lg:degree "Ph.D."@en' in line for line in found)


def test_a_post_that_tenures_make_can_be_named_in_any_table(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        tenures="person,post,body,source\nserik-dana,director-general,hill,news",
        agreements="id,parties,signers,source\nmemorandum-old,hill,hill-director-general,news",
    )
    found = lines(read(place))
    assert any(
        "lg:onBehalfOf id:hill; lg:signer id:hill-director-general" in line for line in found
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("director", "HeadPost"), ("Director-General", "HeadPost"), ("General Director", "HeadPost"),
        ("Librarian of Congress", "HeadPost"), ("chairwoman", "HeadPost"),
        ("deputy director", "DeputyPost"), ("Vice-President", "DeputyPost"),
        ("coordinator", "CoordinatorPost"), ("head of department", "Post"), ("expert", "Post"),
    ],
)  # fmt: skip
def test_the_title_of_a_post_tells_its_kind(title: str, name: str) -> None:
    assert kind(title).rpartition("#")[2] == name


def test_coverages_find_or_make_the_region_of_a_centre(tmp_path: Path) -> None:
    found = said(tmp_path, coverages="""
centre,covers,during,source
centre-hill,Lakeland,2010/,news
centre-lake,country-xl,2012/,news
""")  # fmt: skip
    assert found[:2] == [
        "id:centre-lake-region: rdf:type lg:PACRegion; "
        'rdfs:label "Region of PAC Centre at the Lake"@en',
        "id:centre-lake: lg:serves id:centre-lake-region",
    ]
    assert "lg:region id:centre-lake-region" in found[2] + found[3]
    assert "lg:region id:region-hill" in found[2] + found[3]


def test_a_row_of_organizations_makes_the_region_that_its_centre_serves(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        organizations="id,label,type,serves\ncentre-dale,Dale centre,PAC centre,region-dale",
        coverages="centre,covers,source\nDale centre,country-xl,news",
    )
    assert "id:centre-dale: lg:serves id:region-dale; rdf:type lg:PACCentre" in found[0]
    assert found[1].startswith("id:region-dale: rdf:type lg:PACRegion")
    assert "lg:region id:region-dale" in found[2]


def test_an_event_has_a_life_participants_and_ties(tmp_path: Path) -> None:
    assert said(tmp_path, events="""
id,label,type,series,number,theme,mode,place,organisers,opens,during,source
days-2021,Reading Days 2021,conference,Reading Days,7,Maps@en,online,lake-city,hill;lake,,2021-05,news
days-2021,,,,,,,,,centre-lake,2021-05-02,report
""") == [
        'id:days-2021: lg:inSeries id:reading-days; rdf:type lg:Conference; rdfs:label "Reading Days 2021"@en',
        'st:news-lifespan-#: lg:during "2021-05"; lg:mode "online"; lg:number "7"; lg:of id:days-2021; '
        'lg:place id:lake-city; lg:theme "Maps"@en; prov:wasQuotedFrom src:news; rdf:type lg:Lifespan',
        'st:news-participation-#: lg:during "2021-05"; lg:event id:days-2021; lg:participant id:hill; '
        "lg:role lg:organiser; prov:wasQuotedFrom src:news; rdf:type lg:Participation",
        'st:news-participation-#: lg:during "2021-05"; lg:event id:days-2021; lg:participant id:lake; '
        "lg:role lg:organiser; prov:wasQuotedFrom src:news; rdf:type lg:Participation",
        'st:report-lifespan-#: lg:during "2021-05-02"; lg:of id:days-2021; '
        "prov:wasQuotedFrom src:report; rdf:type lg:Lifespan",
        'st:report-link-#: lg:during "2021-05-02"; lg:from id:days-2021; lg:relation lg:opens; '
        "lg:to id:centre-lake; prov:wasQuotedFrom src:report; rdf:type lg:Link",
    ]  # fmt: skip


def test_a_corner_is_hosted_presents_and_is_helped(tmp_path: Path) -> None:
    found = said(tmp_path, corners="""
id,label,host,presents,supporters,books,approximate,place,during,source
corner-x,Corner of Lakeland,hill,Lakeland,lake; federation,300,yes,lake-city,2021/,news
""")  # fmt: skip
    kinds = [line.partition("-#")[0] for line in found]
    assert kinds == [
        'id:corner-x: rdf:type lg:Corner; rdfs:label "Corner of Lakeland"@en',
        "st:news-figure", "st:news-hosting", "st:news-lifespan", "st:news-link",
        "st:news-support", "st:news-support",
    ]  # fmt: skip
    assert 'lg:approximate "true"' in found[1]
    assert 'lg:quantity lg:books; lg:value "300"' in found[1]
    assert "lg:supportKind lg:partnership" in found[5]


# ── One row, one statement; several values, several ──────────────────────────────────────


def test_ends_with_several_values_make_a_statement_each_and_other_values_stand_together(
    tmp_path: Path,
) -> None:
    found = said(
        tmp_path,
        memberships="member,body,capacity,source\nhill;lake,FRR,full member,news\nhill,frr,,report",
        lifespans="of,place,during,source\nhill,lake-city;country-xl,2001/,news",
        links="from,relation,to,source\ncentre-lake,part of,federation,news",
        names="thing,form,language,source\nhill,Хилл,ru,news",
        contacts="of,kind,value,source\nhill,phone,+7 727 267 2883,news",
    )
    memberships = [line for line in found if "lg:Membership" in line]
    assert len(memberships) == 3
    assert "lg:capacity lg:plain-member" in memberships[2]
    assert any("lg:place id:country-xl; lg:place id:lake-city" in line for line in found)
    assert any("lg:relation lg:partOf" in line for line in found)
    assert any('lg:form "Хилл"@ru' in line for line in found)
    assert any('lg:value "+7 727 267 2883"' in line for line in found)


def test_the_same_row_twice_is_one_statement_whatever_rank_and_note_say(tmp_path: Path) -> None:
    found = said(tmp_path, figures="""
of,quantity,value,attested,source,rank,rank_reason,note
hill,books,300,2021,news,,,
Hill Library,Books,300,2021,src:news,preferred,The better count.,once more
hill,books,300,2021,report,,,
""")  # fmt: skip
    assert len(found) == 2
    assert 'lg:rank lg:preferred; lg:rankReason "The better count."@en; lg:value "300"' in found[0]
    assert 'skos:note "once more"@en' in found[0]


def test_bytes_do_not_depend_on_the_order_of_rows_or_on_hash_seeds(tmp_path: Path) -> None:
    head, *rows = [
        "participant,event,role,during,source",
        "hill;lake,reading-days,speaker,2021,news",
        "berg-anna,reading-days,,2021,news",
        "lake-director,reading-days,,2021,report",
    ]
    one = read(folder(tmp_path / "1", participations="\n".join([head, *rows])))
    other = read(folder(tmp_path / "2", participations="\n".join([head, *reversed(rows)])))
    first = serialized([said.triple for said in one.said], "turtle")
    assert first == serialized([said.triple for said in other.said], "turtle")
    script = (
        "import sys; from pathlib import Path; from tabled import read\n"
        "from libgraph.export.rdf import serialized\n"
        "sys.stdout.buffer.write(serialized([s.triple for s in read(Path(sys.argv[1])).said], 'turtle'))"
    )
    paths = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        made = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "1")],
            capture_output=True, check=True, env=environment,
        )  # fmt: skip
        assert made.stdout == first


# ── Things ───────────────────────────────────────────────────────────────────────────────


def test_rows_describe_things(tmp_path: Path) -> None:
    assert said(
        tmp_path,
        organizations="id,label,label_fr,type,seat,isil,website,note\n,Dale Library,Bibliothèque,library,Dale town,XX-1,https://dale.example,our friend",
        places="label,type,within\nDale town,city,Lakeland",
        things="id,label,type,post_in,in_series\n,Keeper at Dale,post,Dale Library,",
        sources="id,title,title_language,language,publisher,date,read,url\n"
        "dale-1,Новости,ru,en,Some Press,,2026-11-21,https://dale.example/1\n"
        "dale-2,News,,en,hill,2020~,,",
    ) == [
        "id:dale-library: foaf:homepage https://dale.example; lg:isil \"XX-1\"; lg:seat id:dale-town; rdf:type lg:Library; "
        'rdfs:label "Bibliothèque"@fr; rdfs:label "Dale Library"@en; skos:note "our friend"@en',
        'id:dale-town: lg:within id:country-xl; rdf:type lg:City; rdfs:label "Dale town"@en',
        'id:keeper-at-dale: lg:postIn id:dale-library; rdf:type lg:Post; rdfs:label "Keeper at Dale"@en',
        'src:dale-1: dc:publisher "Some Press"; dcterms:date "[..2026-11-21]"; dcterms:language "en"; '
        'dcterms:title "Новости"@ru; rdf:type lg:Source; schema:url "https://dale.example/1"',
        'src:dale-2: dcterms:date "2020~"; dcterms:language "en"; dcterms:publisher id:hill; '
        'dcterms:title "News"@en; rdf:type lg:Source',
    ]  # fmt: skip


def test_an_id_is_made_from_any_script(tmp_path: Path) -> None:
    assert slug("Қазақ бұрышы, Göteborg (2010)") == "qazaq-buryshy-goteborg-2010"
    found = said(tmp_path, people="label\nДана Серик")
    assert found == ['id:dana-serik: rdf:type lg:Person; rdfs:label "Дана Серик"@en']


def test_one_thing_defined_differently_names_both_places(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        organizations="id,label,type\nhill,Hill Library,library\nhill,The Hill,library\n"
        "lake,Lake Library,library\ndale,Dale,library\ndale,Dale,association\ndale,Dale House,library",
        people="label\nAnn-a Moon\nAnn A. Moon",
    ) == [
        f"organizations.csv, row 3, column label: 'The Hill' is another label of hill than 'Hill Library' in {tmp_path}/world.ttl: keep one, and write the other as a row of names",
        f"organizations.csv, row 4, column type: 'library' is not what lake is in {tmp_path}/world.ttl, a national library: keep one of the two",
        f"organizations.csv, row 6, column type: 'association' is not what dale is in {tmp_path}/organizations.csv, row 5, a library: keep one of the two",
        f"organizations.csv, row 7, column label: 'Dale House' is another label of dale than 'Dale' in {tmp_path}/organizations.csv, row 5: keep one, and write the other as a row of names",
        f"people.csv, row 3, column label: 'Ann A. Moon' gives the id ann-a-moon, which 'Ann-a Moon' has already ({tmp_path}/people.csv, row 2): write an id of its own in one of the two",
    ]


def test_a_row_without_an_id_is_about_the_thing_that_has_its_label(tmp_path: Path) -> None:
    found = said(tmp_path, agreements="""
label,parties,source
"Memorandum of Hill and Lake, 2015",hill,news
""")  # fmt: skip
    assert [line for line in found if line.startswith("id:")] == [
        'id:memorandum-old: rdfs:label "Memorandum of Hill and Lake, 2015"@en'
    ]


# ── Evidence ─────────────────────────────────────────────────────────────────────────────

FIGURE = "of,quantity,value,source,quote,passage\nhill,books,3,{}\n"


def evidence(place: Path, cells: str, texts: Path | None = TEXTS) -> list[str]:
    found = read(folder(place, figures=FIGURE.format(cells)), texts)
    return sorted(
        said.triple.object.value.rpartition("/")[2]
        for said in found.said
        if said.triple.predicate.value.endswith("wasQuotedFrom")
    )


def test_a_quote_becomes_the_passage_where_the_text_is_at_hand(tmp_path: Path) -> None:
    assert evidence(tmp_path, 'news,"SIGNED a  memorandum",') == ["news#char=54,73"]
    assert evidence(tmp_path, "news,Anna Berg … for her house,") == [
        "news#char=119,128", "news#char=167,180",
    ]  # fmt: skip
    assert evidence(tmp_path, 'news,,"0,9; 20,30"') == ["news#char=0,9", "news#char=20,30"]


def test_without_the_text_a_quote_stands_for_its_source_and_that_is_said(tmp_path: Path) -> None:
    assert evidence(tmp_path, "news,Hill Library,", texts=None) == ["news"]
    assert evidence(tmp_path, "report,Hill Library,") == ["report"]
    place = folder(tmp_path, figures=FIGURE.format("report,a,\nlake,books,4,report,b,"))
    assert read(place).notices == (
        f"{place}/figures.csv: 2 quotes stand for the whole source, because the text is not at "
        "hand: name the folder of texts with --sources",
    )


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ("news,they never said it,", "column quote: 'they never said it' is not what the text of news says: copy the words, and mark what is left out by …"),
        ("news,the Lake Library,", "column quote: 'the Lake Library' stands 3 times in the text of news: quote more words"),
        ('news,Anna,"0,9"', "column passage: '0,9' stands beside a quote, and one is enough: keep the quote"),
        ('news,,"0,9999"', "column passage: '0,9999' is no passage of the text: the passage 0,9999 reaches past the end of its source, which has"),
    ],
)  # fmt: skip
def test_a_quote_that_proves_nothing_is_a_fault(tmp_path: Path, cells: str, wrong: str) -> None:
    with pytest.raises(BadTables) as found:
        evidence(tmp_path, cells)
    assert f"figures.csv, row 2, {wrong}" in str(found.value)


def test_unknown_columns_are_said_beside_faults_that_they_may_explain(tmp_path: Path) -> None:
    place = folder(tmp_path, things="лабел,type\nA New One,library")
    with pytest.raises(BadTables) as found:
        read(place)
    first, fault, notice = str(found.value).splitlines()
    assert first.startswith("1 fault in the tables")
    assert "things.csv, row 1, column label: the column is missing" in fault
    assert notice == f"{place}/things.csv: the column is not known and kept as notes: 'лабел'"


def test_unknown_columns_are_kept_as_notes_and_said(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        figures="of,quantity,value,source,Seen by,Shelf\nhill,books,3,news,Dana,7",
        people="label,Shelf\nA New One,8",
    )
    found = read(place)
    assert 'skos:note "Seen by: Dana"; skos:note "Shelf: 7"' in lines(found)[1]
    assert 'skos:note "Shelf: 8"' in lines(found)[0]
    assert found.notices == (
        f"{place}/figures.csv: the columns are not known and kept as notes: 'Seen by', 'Shelf'",
        f"{place}/people.csv: the column is not known and kept as notes: 'Shelf'",
    )
