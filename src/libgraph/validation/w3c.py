"""The W3C validation report in Turtle, the same bytes for the same results."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.term import BNode, Literal, Node, URIRef

from libgraph.namespaces import PREFIXES, shorten
from libgraph.validation.result import REPEATED, AnyPath, Result
from libgraph.validation.terms import SHAPES

_PREFIXES = {**PREFIXES, "lgs": str(SHAPES)}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')  # in graphs that rdflib let pass
_LOCAL = re.compile(r"[a-z]+:[A-Za-z_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")


def turtle(results: Sequence[Result]) -> str:
    """The validation report: prefixes, then the results in the order given.

    Here a warning spoils conformance, too: so the recommendation has it.
    """
    heads = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(_PREFIXES.items())]
    listed = " ,".join(f" [\n{_result(result)}    ]" for result in results)
    begin = f"\n[] a sh:ValidationReport ;\n    sh:conforms {str(not results).lower()}"
    end = f" ;\n    sh:result{listed} .\n" if results else " .\n"
    return "".join(heads) + begin + end


def _result(result: Result) -> str:
    return "".join(f"        {line} ;\n" for line in _lines(result))


def _lines(result: Result) -> Iterator[str]:
    yield "a sh:ValidationResult"
    yield f"sh:focusNode {_term(result.focus)}"
    if result.path is not None:
        yield f"sh:resultPath {_path(result.path)}"
    if result.value is not None:
        yield f"sh:value {_term(result.value)}"
    yield f"sh:resultSeverity {_term(result.severity)}"
    yield f"sh:sourceConstraintComponent {_term(result.component)}"
    yield f"sh:sourceShape {_term(result.shape)}"
    yield f"sh:resultMessage {_term(Literal(result.message))}"


def _path(path: AnyPath) -> str:
    match path:
        case InvPath():
            return f"[ sh:inversePath {_path(path.arg)} ]"
        case SequencePath():
            return f"( {' '.join(map(_path, path.args))} )"
        case AlternativePath():
            return f"[ sh:alternativePath ( {' '.join(map(_path, path.args))} ) ]"
        case MulPath():
            name = next(name for name, sign in REPEATED.items() if sign == path.mod)
            return f"[ {_term(name)} {_path(path.path)} ]"
    return _term(URIRef(str(path)))


def _literal(value: Literal) -> str:
    quoted = json.dumps(str(value), ensure_ascii=False)  # JSON's escapes are Turtle's, too
    if value.language:
        return f"{quoted}@{value.language}"
    return quoted if value.datatype is None else f"{quoted}^^{_term(value.datatype)}"


def _term(node: Node) -> str:
    if isinstance(node, BNode):
        return f"_:{node}"
    if isinstance(node, Literal):
        return _literal(node)
    iri = str(node)
    curie = f"lgs:{iri[len(SHAPES) :]}" if iri.startswith(SHAPES) else shorten(iri)
    if curie != iri and _LOCAL.fullmatch(curie):
        return curie
    return f"<{_NOT_IN_IRI.sub(lambda sign: f'%{ord(sign[0]):02X}', iri)}>"
