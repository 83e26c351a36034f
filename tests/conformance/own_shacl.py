"""The project's own cases of SHACL: each component, target, path, severity, and SPARQL.

A case is what a shape says, and what must be found in one small graph: nodes, with the value
where there is one. Each goes through `libgraph validate --shapes` with the reference engine, with
`auto`, and with our own, which must find the same or say that it does not know enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from driven import Told, libgraph
from rdflib import RDF, SH, Graph
from rdflib.term import Literal, Node

PREFIXES = """@prefix ex: <https://example.org/town/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = (
    PREFIXES
    + """
ex:Branch rdfs:subClassOf ex:Library .
ex:one a ex:Branch ; ex:name "One"@en , "Бір"@kk ; ex:shelves 12 ; ex:opens 9 ; ex:closes 18 ;
    ex:near ex:two ; ex:code "A1" ; ex:in ex:town .
ex:two a ex:Library ; ex:name "Two"@en , "Second"@en ; ex:shelves "many" ; ex:opens 9 ;
    ex:closes 8 ; ex:near ex:one , ex:three ; ex:code "b-22" ; ex:in ex:village .
ex:three a ex:Branch ; ex:shelves 3 ; ex:near ex:three , "nearby" ; ex:alias "A1" ; ex:code "A1" .
ex:town ex:size 5 .
ex:village ex:size 1 .
"""
)
NODES = "ex:s a sh:NodeShape ; sh:targetClass ex:Library ; "
OF = 'ex:s a sh:PropertyShape ; sh:targetClass ex:Library ; sh:message "no" ; sh:path '


@dataclass(frozen=True)
class Case:
    """What a shape says, the component that finds, and what is found, as `one`, `one=value`."""

    component: str
    shapes: str
    found: str
    severity: str = "Violation"

    @property
    def name(self) -> str:
        if ":" in self.component:
            return f"own SHACL {self.component}"
        return f"own SHACL {self.component}: {' '.join(self.shapes.split())}"


SPARQL = """ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/town/"^^xsd:anyURI ] .
"""
CASES = [
    # value types
    Case("Class", OF + "ex:near ; sh:class ex:Library .", "three=nearby"),
    Case("Datatype", OF + "ex:shelves ; sh:datatype xsd:integer .", "two=many"),
    Case("NodeKind", OF + "ex:near ; sh:nodeKind sh:IRI .", "three=nearby"),
    # cardinality
    Case("MinCount", OF + "ex:name ; sh:minCount 1 .", "three"),
    Case("MaxCount", OF + "ex:near ; sh:maxCount 1 .", "two three"),
    # ranges
    Case("MinExclusive", OF + "ex:shelves ; sh:minExclusive 3 .", "two=many three=3"),
    Case("MinInclusive", OF + "ex:shelves ; sh:minInclusive 4 .", "two=many three=3"),
    Case("MaxExclusive", OF + "ex:shelves ; sh:maxExclusive 12 .", "two=many one=12"),
    Case("MaxInclusive", OF + "ex:shelves ; sh:maxInclusive 11 .", "two=many one=12"),
    # texts
    Case("MinLength", OF + "ex:code ; sh:minLength 3 .", "one=A1 three=A1"),
    Case("MaxLength", OF + "ex:code ; sh:maxLength 2 .", "two=b-22"),
    Case("Pattern", OF + 'ex:code ; sh:pattern "^[A-Z]" .', "two=b-22"),
    Case("Pattern", OF + 'ex:code ; sh:pattern "^[A]" ; sh:flags "i" .', "two=b-22"),
    Case("LanguageIn", OF + 'ex:name ; sh:languageIn ( "en" ) .', "one=Бір"),
    Case("UniqueLang", OF + "ex:name ; sh:uniqueLang true .", "two"),
    # pairs of properties
    Case("Equals", OF + "ex:code ; sh:equals ex:alias .", "one=A1 two=b-22"),
    Case("Disjoint", OF + "ex:code ; sh:disjoint ex:alias .", "three=A1"),
    Case("LessThan", OF + "ex:opens ; sh:lessThan ex:closes .", "two=9"),
    Case("LessThanOrEquals", OF + "ex:opens ; sh:lessThanOrEquals ex:closes .", "two=9"),
    # logic
    Case("Not", NODES + "sh:not [ sh:path ex:name ; sh:minCount 1 ] .", "one=one two=two"),
    Case("And", NODES + "sh:and ( [ sh:path ex:name ; sh:minCount 1 ] [ sh:path ex:near ; sh:maxCount 1 ] ) .", "two=two three=three"),
    Case("Or", NODES + "sh:or ( [ sh:path ex:name ; sh:minCount 1 ] [ sh:path ex:alias ; sh:minCount 1 ] ) .", ""),
    Case("Or", NODES + "sh:or ( [ sh:path ex:opens ; sh:hasValue 8 ] [ sh:path ex:alias ; sh:minCount 1 ] ) .", "one=one two=two"),
    Case("Xone", NODES + "sh:xone ( [ sh:path ex:code ; sh:minCount 1 ] [ sh:path ex:alias ; sh:minCount 1 ] ) .", "three=three"),
    # shapes in shapes
    Case("Node", OF + "ex:in ; sh:node [ sh:property [ sh:path ex:size ; sh:minInclusive 2 ] ] .", "two=village"),
    Case("MinInclusive", NODES + "sh:property [ sh:path ex:in ; sh:property [ sh:path ex:size ; sh:minInclusive 2 ] ] .", "village=1"),
    Case("QualifiedMinCount", OF + "ex:near ; sh:qualifiedValueShape [ sh:class ex:Library ] ; sh:qualifiedMinCount 2 .", "one three"),
    Case("QualifiedMaxCount", OF + "ex:near ; sh:qualifiedValueShape [ sh:class ex:Library ] ; sh:qualifiedMaxCount 1 .", "two"),
    Case("QualifiedMaxCount", NODES + "sh:property [ sh:path ex:near ; sh:qualifiedValueShape [ sh:class ex:Branch ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMaxCount 0 ] , [ sh:path ex:near ; sh:qualifiedValueShape [ sh:class ex:Library ] ; sh:qualifiedMinCount 0 ] .", ""),
    # others
    Case("Closed", "ex:s a sh:NodeShape ; sh:targetNode ex:town , ex:village ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:name ] .", "town=5 village=1"),
    Case("HasValue", OF + "ex:near ; sh:hasValue ex:one .", "one three"),
    Case("In", OF + 'ex:code ; sh:in ( "A1" "B2" ) .', "two=b-22"),
    # targets
    Case("MinCount", "ex:s sh:targetNode ex:town ; sh:property [ sh:path ex:name ; sh:minCount 1 ] .", "town"),
    Case("MinCount", 'ex:s sh:targetSubjectsOf ex:size ; sh:message "no" ; sh:path ex:name ; sh:minCount 1 .', "town village"),
    Case("MinCount", "ex:s sh:targetObjectsOf ex:in ; sh:path ex:name ; sh:minCount 1 .", "town village"),
    Case("MinCount", "ex:Branch a rdfs:Class , sh:NodeShape ; sh:property [ sh:path ex:name ; sh:minCount 1 ] .", "three"),
    # paths
    Case("MaxCount", OF + "( ex:near ex:near ) ; sh:maxCount 1 .", "one two three"),
    Case("MinCount", OF + "[ sh:inversePath ex:near ] ; sh:minCount 2 .", "one two"),
    Case("MinCount", OF + "[ sh:alternativePath ( ex:name ex:alias ) ] ; sh:minCount 2 .", "three"),
    Case("MaxCount", OF + "[ sh:zeroOrMorePath ex:near ] ; sh:maxCount 2 .", "one two"),
    Case("MaxCount", OF + "[ sh:oneOrMorePath ex:near ] ; sh:maxCount 2 .", "one two"),
    Case("MinCount", OF + "[ sh:zeroOrOnePath ex:near ] ; sh:minCount 3 .", "one three"),
    # severities, and shapes at rest
    Case("MinCount", OF + "ex:name ; sh:minCount 1 ; sh:severity sh:Warning .", "three", "Warning"),
    Case("MinCount", OF + "ex:name ; sh:minCount 1 ; sh:severity sh:Info .", "three", "Info"),
    Case("MinCount", OF + "ex:name ; sh:minCount 1 ; sh:deactivated true .", ""),
    # SHACL-SPARQL
    Case("SPARQL", SPARQL + NODES + 'sh:sparql [ sh:prefixes ex: ; sh:message "no" ; sh:select "SELECT $this ?value { $this ex:code ?value . FILTER(STRLEN(?value) > 2) }" ] .', "two=b-22"),
    Case("SPARQL", SPARQL + OF + 'ex:code ; sh:sparql [ sh:prefixes ex: ; sh:select "SELECT $this ?value { $this $PATH ?value ; ex:alias ?value }" ] .', "three=A1"),
    Case("SPARQL", NODES + 'sh:sparql [ sh:prefixes ex: ; sh:select "SELECT $this { $this ex:alias ?value }" ] . ex: owl:imports ex:more . ex:more sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/town/"^^xsd:anyURI ] .', "three=three"),
    Case("ex:Fewest", SPARQL + 'ex:Fewest a sh:ConstraintComponent ; sh:parameter [ sh:path ex:fewest ] ; sh:validator [ a sh:SPARQLAskValidator ; sh:message "no" ; sh:ask "ASK { FILTER(!isNumeric($value) || $value >= $fewest) }" ] . ' + OF + "ex:shelves ; ex:fewest 5 .", "three=3"),
]  # fmt: skip
COMPONENTS = {
    "Class", "Datatype", "NodeKind", "MinCount", "MaxCount", "MinExclusive", "MinInclusive",
    "MaxExclusive", "MaxInclusive", "MinLength", "MaxLength", "Pattern", "LanguageIn",
    "UniqueLang", "Equals", "Disjoint", "LessThan", "LessThanOrEquals", "Not", "And", "Or",
    "Xone", "Node", "QualifiedMinCount", "QualifiedMaxCount", "Closed", "HasValue", "In",
    "SPARQL",
}  # fmt: skip
"""Of the recommendation, but sh:property, whose findings are those of other shapes."""
REFUSED = {
    "MINUS": NODES + 'sh:sparql [ sh:select "SELECT $this { $this ?p ?o MINUS { $this a ?c } }" ] .',
    "VALUES": NODES + 'sh:sparql [ sh:select "SELECT $this { VALUES ?x { 1 } $this ?p ?x }" ] .',
    "SERVICE": NODES + 'sh:sparql [ sh:select "SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }" ] .',
    "FROM": NODES + 'sh:sparql [ sh:select "SELECT $this FROM <http://127.0.0.1:9/> { $this ?p ?o }" ] .',
    "a count that is no number": OF + 'ex:name ; sh:minCount "one" .',
    "a pattern that is none": OF + 'ex:code ; sh:pattern "(" .',
    "a least value that is none": OF + "ex:shelves ; sh:minInclusive ex:town .",
    "broken SPARQL": NODES + 'sh:sparql [ sh:select "SELECT $this {" ] .',
}  # fmt: skip
"""What must be refused: the recommendation's failures, and what would fetch from elsewhere."""


def wrong(case: Case, folder: Path, engine: str) -> str:
    """In what a report differs from what must be found; '' where it does not."""
    told = _validated(case.shapes, folder, engine)
    if engine == "columns" and told.code == 3:
        return "" if "--engine pyshacl" in told.err else told.err
    if told.code != (1 if case.found and case.severity == "Violation" else 0):
        return f"{case.name}: exit code {told.code}: {told.err}"
    report = Graph().parse(data=told.out, format="turtle")
    got = sorted(
        _finding(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)
    )
    component = case.component if ":" in case.component else f"{case.component}ConstraintComponent"
    wanted = sorted(
        (one, component.rpartition(":")[2], case.severity) for one in case.found.split()
    )
    (conforms,) = report.objects(None, SH.conforms)
    if conforms != Literal(not case.found):
        return f"{case.name}: sh:conforms {conforms}"
    return "" if got == wanted else f"{case.name} ({engine}): {got}, expected {wanted}"


def is_refused(shapes: str, folder: Path) -> bool:
    """Whether shapes are refused, in a sentence, and not as something unexpected."""
    told = _validated(shapes, folder, "auto")
    return told.code == 3 and "unexpected" not in told.err


def is_ours(case: Case, folder: Path) -> bool:
    """Whether our own engine knows enough for a case."""
    return _validated(case.shapes, folder, "columns").code != 3


def _validated(shapes: str, folder: Path, engine: str) -> Told:
    data, rules = folder / "data.ttl", folder / "shapes.ttl"
    data.write_text(DATA, "utf-8")
    rules.write_text(PREFIXES + shapes, "utf-8")
    return libgraph("validate", data, "--shapes", rules, "--engine", engine, "-f", "turtle")


def _finding(report: Graph, result: Node) -> tuple[str, str, str]:
    focus, value = (report.value(result, what) for what in (SH.focusNode, SH.value))
    text = _local(focus) + (f"={_local(value)}" if value is not None else "")
    component, severity = (
        _local(report.value(result, what))
        for what in (SH.sourceConstraintComponent, SH.resultSeverity)
    )
    return text, component, severity


def _local(node: Node | None) -> str:
    return str(node).replace("#", "/").rpartition("/")[2]
