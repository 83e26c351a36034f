"""Reads back what SHACL says of the judges' findings, which it meets as triples.

A fault of code reaches the report through SHACL like anything else: the triple
``st:x lgs:dateFault "…"`` is what the shape lgs:date-fault forbids. The result then gets the
fault's own words, and the property and value that are wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rdflib.term import Node, URIRef

from libgraph.validation.fault import Fault
from libgraph.validation.result import AnyPath, Result

_Key = tuple[Node, AnyPath | None, Node | None]


def explained(results: Iterable[Result], faults: Iterable[Fault]) -> list[Result]:
    """Results in terms of the data: faults in their own words, and no mistake told twice."""
    by_triple: defaultdict[_Key, list[Fault]] = defaultdict(list)
    known: set[_Key] = set()
    for fault in faults:
        subject, predicate, text = fault.triple
        by_triple[subject, URIRef(str(predicate)), text].append(fault)
        known.add((fault.focus, _iri(fault.path), fault.value))
    return [told for result in results for told in _explain(result, by_triple, known)]


def _explain(
    result: Result, by_triple: dict[_Key, list[Fault]], known: set[_Key]
) -> Iterator[Result]:
    key = result.focus, result.path, result.value
    if key in by_triple:
        for fault in by_triple[key]:
            path = _iri(fault.path)
            yield replace(result, path=path, value=fault.value, message=fault.text)
    elif result.value is None or key not in known:
        yield result


def _iri(path: Node | None) -> URIRef | None:
    return None if path is None else URIRef(str(path))
