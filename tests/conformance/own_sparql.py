"""The project's own cases of SPARQL 1.1, chapter by chapter of the recommendation.

They stand on a small town of libraries (town.ttl). A row is written as its cells are in TSV,
with prefixes; rows have no order unless the query gives one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from driven import libgraph
from starlette.testclient import TestClient

TOWN = Path(__file__).parent / "town.ttl"
PREFIXES = """PREFIX ex: <https://example.org/town/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_THINGS = "https://w3id.org/libgraph/graph/things"
_SHORT = {"https://example.org/town/": "ex:", "http://www.w3.org/2001/XMLSchema#": "xsd:"}


@dataclass(frozen=True)
class Case:
    """A chapter of the recommendation, a query, and the rows that it must give."""

    chapter: str
    query: str
    rows: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"own SPARQL {self.chapter}: {self.query}"

    @property
    def ordered(self) -> bool:
        return "ORDER BY" in self.query


def _cases(chapter: str, *told: tuple[str, str]) -> list[Case]:
    return [Case(chapter, query, tuple(filter(None, rows.split("; ")))) for query, rows in told]


CASES = [
    *_cases(
        "2 simple queries",
        ("SELECT ?b { ?b a ex:Branch }", "ex:north; ex:middle; ex:south"),
        ('SELECT ?b { ?b ex:name "Middle"@en }', "ex:middle"),
        ('SELECT ?b { ?b ex:name "Middle" }', ""),
        ("SELECT ?b { ?b ex:shelves 12 ; a ex:Branch }", "ex:north"),
        ("SELECT * { ex:van ex:serves ?one, ?other FILTER(?one != ?other) }", "ex:north | ex:south; ex:south | ex:north"),
        ("SELECT ?n { [] ex:calls ?n ; ex:knows [ ex:calls 'Dana' ] }", '"Berik"'),
        ("SELECT ?x { ?x ?p ex:asel }", "ex:middle"),
    ),
    *_cases(
        "3 constraints",
        ("SELECT ?b { ?b ex:shelves ?n FILTER(?n > 10) }", "ex:north; ex:middle"),
        ('SELECT ?b { ?b ex:name ?n FILTER REGEX(STR(?n), "^s", "i") }', "ex:south"),
        ("SELECT ?b { ?b ex:rating ?r FILTER(?r / 0 > 1) }", ""),
        ("SELECT ?b { ?b ex:rating ?r FILTER(?r / 0 > 1 || true) }", "ex:middle; ex:south"),
    ),
    *_cases(
        "4 syntax",
        ("BASE <https://example.org/town/> SELECT ?n { <van> <shelves> ?n }", "3"),
        ("SELECT ?x { VALUES ?x { 'a' \"b\" '''c''' \"\"\"d\"\"\" } }", '"a"; "b"; "c"; "d"'),
        ("SELECT ?x { VALUES ?x { 1 -2 1.5 1e3 true } }", '1; -2; 1.5; "1000"^^xsd:double; true'),
        ("SELECT (COUNT(*) AS ?n) { () <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ?x }", "0"),
    ),
    *_cases(
        "5 graph patterns",
        ("SELECT ?x { { ?x a ex:Van } }", "ex:van"),
        ("SELECT ?x { }", "UNBOUND"),
        ("SELECT ?b ?n { ?b a ex:Van . { ?b ex:shelves ?n FILTER(BOUND(?n)) } }", "ex:van | 3"),
    ),
    *_cases(
        "6 optional",
        ("SELECT ?b ?r { ?b a ex:Branch OPTIONAL { ?b ex:rating ?r } }", "ex:north | UNBOUND; ex:middle | 4.5; ex:south | 2.5"),
        ("SELECT ?b ?r { ?b a ex:Branch OPTIONAL { ?b ex:rating ?r FILTER(?r > 3) } }", "ex:north | UNBOUND; ex:middle | 4.5; ex:south | UNBOUND"),
        ("SELECT ?b ?r ?h { ?b a ex:Branch OPTIONAL { ?b ex:rating ?r } OPTIONAL { ?b ex:head ?h } }", "ex:north | UNBOUND | UNBOUND; ex:middle | 4.5 | ex:asel; ex:south | 2.5 | UNBOUND"),
    ),
    *_cases(
        "7 alternatives",
        ("SELECT ?x { { ?x a ex:Van } UNION { ?x ex:head ex:asel } }", "ex:van; ex:middle"),
        ("SELECT ?a ?b { { ?a a ex:Van } UNION { ?b ex:head ex:asel } }", "ex:van | UNBOUND; UNBOUND | ex:middle"),
    ),
    *_cases(
        "8 negation",
        ("SELECT ?b { ?b a ex:Branch FILTER NOT EXISTS { ?b ex:rating ?r } }", "ex:north"),
        ("SELECT ?b { ?b a ex:Branch FILTER EXISTS { ex:van ex:serves ?b } }", "ex:north; ex:south"),
        ("SELECT ?b { ?b a ex:Branch MINUS { ex:van ex:serves ?b } }", "ex:middle"),
        ("SELECT ?b { ?b a ex:Branch MINUS { ex:van ex:serves ?other } }", "ex:north; ex:middle; ex:south"),
        ("SELECT ?b { ?b ex:shelves ?n FILTER NOT EXISTS { ?c ex:shelves ?m FILTER(?m > ?n) } }", "ex:middle"),
    ),
    *_cases(
        "9 property paths",
        ("SELECT ?n { ex:middle ex:head/ex:calls ?n }", '"Asel"'),
        ("SELECT ?x { ex:north ^ex:serves ?x }", "ex:van"),
        ("SELECT ?x { ex:asel ex:knows+ ?x }", "ex:berik; ex:dana"),
        ("SELECT ?x { ex:asel ex:knows* ?x }", "ex:asel; ex:berik; ex:dana"),
        ("SELECT ?x { ex:asel ex:knows? ?x }", "ex:asel; ex:berik"),
        ("SELECT ?x { ex:middle (ex:head|ex:near) ?x }", "ex:asel; ex:south"),
        ("SELECT ?x { ex:asel !ex:calls ?x }", "ex:berik"),
        ("SELECT ?x { ex:berik !(ex:calls|^ex:near) ?x }", "ex:dana; ex:asel"),
        ("SELECT ?x { ex:north ex:near+ ?x }", "ex:middle; ex:south; ex:north"),
        ("SELECT ?x { ex:dana (^ex:knows)+/ex:calls ?x }", '"Berik"; "Asel"'),
        ("SELECT ?x { ?x ex:near/ex:near ex:south }", "ex:north"),
    ),
    *_cases(
        "10 assignment",
        ("SELECT ?x ?half { ?x a ex:Van ; ex:shelves ?n BIND(?n / 2 AS ?half) }", "ex:van | 1.5"),
        ("SELECT ?x { ?x a ex:Van BIND(?y + 1 AS ?z) FILTER(!BOUND(?z)) }", "ex:van"),
        ("SELECT ?b ?n { VALUES (?b ?n) { (ex:north UNDEF) (UNDEF 7) } ?b ex:shelves ?n }", "ex:north | 12; ex:south | 7"),
        ("SELECT ?b { ?b ex:shelves ?n } VALUES ?n { 3 7 }", "ex:van; ex:south"),
    ),
    *_cases(
        "11 aggregates",
        ("SELECT (COUNT(*) AS ?n) { ?b a ex:Branch }", "3"),
        ("SELECT (COUNT(DISTINCT ?t) AS ?n) { ?b a ?t ; ex:shelves ?s }", "2"),
        ("SELECT ?t (SUM(?n) AS ?sum) { ?b a ?t ; ex:shelves ?n } GROUP BY ?t", "ex:Branch | 49; ex:Van | 3"),
        ("SELECT (MIN(?n) AS ?least) (MAX(?n) AS ?most) { ?b ex:shelves ?n }", "3 | 30"),
        ("SELECT (AVG(?r) AS ?mean) { ?b ex:rating ?r }", "3.5"),
        ("SELECT (SAMPLE(?n) AS ?one) { ex:van ex:shelves ?n }", "3"),
        ("SELECT (GROUP_CONCAT(?n; SEPARATOR='+') AS ?all) { SELECT ?n { ?p ex:calls ?n } ORDER BY ?n }", '"Asel+Berik+Dana"'),
        ("SELECT ?t { ?b a ?t ; ex:shelves ?n } GROUP BY ?t HAVING(COUNT(?b) > 1)", "ex:Branch"),
        ("SELECT ?big (COUNT(?b) AS ?n) { ?b ex:shelves ?s } GROUP BY (?s > 10 AS ?big)", "true | 2; false | 2"),
        ("SELECT (COUNT(?x) AS ?n) { ?x a ex:Ship }", "0"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x a ex:Ship } GROUP BY ?x", ""),
        ("SELECT (SUM(?n) AS ?s) { VALUES ?n { 1 'one' } }", "UNBOUND"),
    ),
    *_cases(
        "12 subqueries",
        ("SELECT ?b { ?b ex:shelves ?n { SELECT (MAX(?m) AS ?n) { ?c ex:shelves ?m } } }", "ex:middle"),
        ("SELECT ?b ?n { { SELECT ?b { ?b ex:shelves ?s } ORDER BY DESC(?s) LIMIT 2 } ?b ex:name ?n FILTER(LANG(?n) = 'en') }", 'ex:middle | "Middle"@en; ex:north | "North"@en'),
    ),
    *_cases(
        "13 data sets",
        (f"SELECT ?x {{ GRAPH <{_THINGS}> {{ ?x a ex:Van }} }}", "ex:van"),
        ("SELECT ?g { GRAPH ?g { ?x a ex:Van } }", f"<{_THINGS}>"),
        (f"SELECT ?x FROM <{_THINGS}> {{ ?x a ex:Van }}", "ex:van"),
        ("SELECT ?x FROM <https://example.org/nothing> { ?x a ex:Van }", ""),
        (f"SELECT ?x FROM NAMED <{_THINGS}> {{ ?x a ex:Van }}", ""),
        (f"SELECT ?g FROM NAMED <{_THINGS}> {{ GRAPH ?g {{ ?x a ex:Van }} }}", f"<{_THINGS}>"),
    ),
    *_cases(
        "15 solution modifiers",
        ("SELECT ?n { ?b ex:shelves ?n } ORDER BY ?n", "3; 7; 12; 30"),
        ("SELECT ?n { ?b ex:shelves ?n } ORDER BY DESC(?n) LIMIT 2", "30; 12"),
        ("SELECT ?n { ?b ex:shelves ?n } ORDER BY ?n OFFSET 1 LIMIT 2", "7; 12"),
        ("SELECT ?b ?r { ?b a ex:Branch OPTIONAL { ?b ex:rating ?r } } ORDER BY ?r", "ex:north | UNBOUND; ex:south | 2.5; ex:middle | 4.5"),
        ("SELECT ?v { VALUES ?v { 'text' ex:iri 1 } } ORDER BY DESC(ISIRI(?v)) ISNUMERIC(?v)", 'ex:iri; "text"; 1'),
        ("SELECT DISTINCT ?t { ?b a ?t ; ex:shelves ?n }", "ex:Branch; ex:Van"),
        ("SELECT (?n * 2 AS ?twice) { ex:van ex:shelves ?n }", "6"),
        ("SELECT ?n { ?b ex:shelves ?n } LIMIT 0", ""),
    ),
]  # fmt: skip

# every operator and function of chapter 17: an expression, and its value as TSV has it
FUNCTIONS = {
    "BOUND": ("BOUND(?x)", "false"), "IF": ("IF(1 < 2, 'yes', 'no')", '"yes"'),
    "COALESCE": ("COALESCE(?x, 1/0, 'last')", '"last"'),
    "NOT EXISTS": ("NOT EXISTS { ex:van a ex:Ship }", "true"), "EXISTS": ("EXISTS { ex:van a ex:Van }", "true"),
    "||": ("false || true", "true"), "&&": ("true && false", "false"), "!": ("!true", "false"),
    "=": ("1 = 1.0", "true"), "!=": ("'a' != 'b'", "true"), "<": ("1 < 1.5", "true"), ">": ("'b' > 'a'", "true"),
    "<=": ("2 <= 2", "true"), ">=": ("3 >= 2", "true"),
    "+": ("+1 + 2.5", "3.5"), "-": ("-(3 - 5)", "2"), "*": ("3 * 2", "6"), "/": ("3 / 2", "1.5"),
    "sameTerm": ("sameTerm('a', 'a'@en)", "false"), "IN": ("2 IN (1, 2)", "true"), "NOT IN": ("2 NOT IN (1, 3)", "true"),
    "isIRI": ("isIRI(ex:van)", "true"), "isURI": ("isURI('ex')", "false"), "isBlank": ("isBlank(BNODE())", "true"),
    "isLiteral": ("isLiteral(1)", "true"), "isNumeric": ("isNumeric('1')", "false"),
    "STR": ("STR(ex:van)", '"https://example.org/town/van"'), "LANG": ("LANG('a'@en)", '"en"'),
    "DATATYPE": ("DATATYPE(1)", "xsd:integer"), "IRI": ("IRI('https://example.org/town/a')", "ex:a"),
    "URI": ("URI('https://example.org/town/b')", "ex:b"), "BNODE": ("ISBLANK(BNODE('x'))", "true"),
    "STRDT": ("STRDT('2', xsd:integer)", "2"), "STRLANG": ("STRLANG('a', 'kk')", '"a"@kk'),
    "UUID": ("STRSTARTS(STR(UUID()), 'urn:uuid:')", "true"), "STRUUID": ("STRLEN(STRUUID())", "36"),
    "STRLEN": ("STRLEN('Қаратау')", "7"), "SUBSTR": ("SUBSTR('library', 4)", '"rary"'),
    "UCASE": ("UCASE('ә')", '"Ә"'), "LCASE": ("LCASE('ÉCOLE'@fr)", '"école"@fr'),
    "STRSTARTS": ("STRSTARTS('abc', 'ab')", "true"), "STRENDS": ("STRENDS('abc', 'bc')", "true"),
    "CONTAINS": ("CONTAINS('abc', 'b')", "true"), "STRBEFORE": ("STRBEFORE('a-b', '-')", '"a"'),
    "STRAFTER": ("STRAFTER('a-b', '-')", '"b"'), "ENCODE_FOR_URI": ("ENCODE_FOR_URI('a b/ә')", '"a%20b%2F%D3%99"'),
    "CONCAT": ("CONCAT('a'@en, 'b'@en)", '"ab"@en'), "langMatches": ("langMatches('kk-Cyrl', 'KK')", "true"),
    "REGEX": ("REGEX('Abc', '^a.c$', 'i')", "true"), "REPLACE": ("REPLACE('abab', '(a)(b)', '$2$1')", '"baba"'),
    "ABS": ("ABS(-2)", "2"), "ROUND": ("ROUND(2.5)", '"3"^^xsd:decimal'), "CEIL": ("CEIL(2.1)", '"3"^^xsd:decimal'), "FLOOR": ("FLOOR(-2.1e0)", '"-3"^^xsd:double'),
    "RAND": ("RAND() < 1", "true"), "NOW": ("NOW() = NOW()", "true"),
    "YEAR": ("YEAR(?d)", "1999"), "MONTH": ("MONTH(?d)", "5"), "DAY": ("DAY(?d)", "1"), "HOURS": ("HOURS(?d)", "9"),
    "MINUTES": ("MINUTES(?d)", "30"), "SECONDS": ("SECONDS(?d)", '"15"^^xsd:decimal'),
    "TIMEZONE": ("TIMEZONE(?d)", '"PT6H"^^xsd:dayTimeDuration'), "TZ": ("TZ(?d)", '"+06:00"'),
    "MD5": ("MD5('abc')", '"900150983cd24fb0d6963f7d28e17f72"'),
    "SHA1": ("SHA1('abc')", '"a9993e364706816aba3e25717850c26c9cd0d89d"'),
    "SHA256": ("SHA256('abc')", '"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"'),
    "SHA384": ("STRLEN(SHA384('abc'))", "96"), "SHA512": ("STRLEN(SHA512('abc'))", "128"),
    "xsd:boolean": ("xsd:boolean('1')", "true"), "xsd:double": ("xsd:double('1e3')", '"1000"^^xsd:double'),
    "xsd:float": ("xsd:float('1.5')", '"1.5"^^xsd:float'), "xsd:decimal": ("xsd:decimal(1.5e0)", "1.5"),
    "xsd:integer": ("xsd:integer(2.9)", "2"), "xsd:string": ("xsd:string(12)", '"12"'),
    "xsd:dateTime": ("YEAR(xsd:dateTime('2020-01-02T00:00:00Z'))", "2020"),
}  # fmt: skip
CASES += [
    Case(
        "17 functions and operators",
        f"SELECT (({said}) AS ?v) {{ ex:north ex:opened ?d }}",
        (value,),
    )
    for said, value in FUNCTIONS.values()
]

CASES += _cases(
    "17 functions and operators", ("SELECT ?x { VALUES ?x { 1 } FILTER(true > false) }", "1")
)
"""Truth values have an order, too."""

Asker = Callable[[str, str], bytes]


def by_command(sparql: str, format_: str) -> bytes:
    """The answer of `libgraph query`."""
    told = libgraph("query", "-g", TOWN, "-e", PREFIXES + sparql, "-f", format_)
    assert told.code == 0, told.err
    return told.out


def by_http(client: TestClient) -> Asker:
    """The answer of /sparql."""

    def ask(sparql: str, format_: str) -> bytes:
        answer = client.post("/sparql", data={"query": PREFIXES + sparql, "format": format_})
        assert answer.status_code == 200, answer.text
        return bytes(answer.content)

    return ask


def wrong(case: Case, ask: Asker) -> str:
    """In what an answer differs; '' where it is right."""
    _, *lines = ask(case.query, "tsv").decode("utf-8").removesuffix("\n").split("\n")
    got = [" | ".join(_short(cell) for cell in line.split("\t")) for line in lines]
    wanted = list(case.rows)
    same = got == wanted if case.ordered else sorted(got) == sorted(wanted)
    return "" if same else f"{case.query}: {got}, expected {wanted}"


def _short(cell: str) -> str:
    for space, prefix in _SHORT.items():
        cell = re.sub(rf"<{re.escape(space)}([^>]*)>", rf"{prefix}\1", cell)
    return cell or "UNBOUND"
