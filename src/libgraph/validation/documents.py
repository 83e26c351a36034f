"""RDF/XML and JSON-LD: formats in which a triple has no line of its own. Never the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException

from rdflib import Dataset
from rdflib.plugins.parsers import jsonld

from .lines import Broken, check_terms
from .places import Triple


def rdf_xml(content: bytes, base: str) -> Iterator[Triple]:
    """The triples of an RDF/XML file.

    Raises:
        Broken: it does not parse.
    """
    dataset = Dataset(default_union=True)
    try:
        dataset.default_graph.parse(data=content, format="xml", publicID=base)
    except SAXParseException as error:
        raise Broken(error.getLineNumber() or 0, error.getMessage()) from error
    except Exception as error:  # rdflib's own complaints have no common parent
        raise Broken(0, str(error).strip().rpartition("\n")[2] or "unreadable") from error
    yield from _triples(dataset)


def json_ld(content: bytes, base: str) -> Iterator[Triple]:
    """The triples of a JSON-LD file, of all its graphs.

    Raises:
        Broken: it does not parse, or it wants a context from elsewhere.
    """
    dataset = Dataset(default_union=True)
    try:
        document = json.loads(content.decode("utf-8-sig"))
        _refuse_remote_contexts(document)
        jsonld.to_rdf(document, dataset, base=base)
    except UnicodeDecodeError:
        raise
    except json.JSONDecodeError as error:
        raise Broken(error.lineno, error.msg) from error
    except Broken:
        raise
    except Exception as error:
        raise Broken(0, str(error).partition("\n")[0] or "unreadable") from error
    yield from _triples(dataset)


def _triples(dataset: Dataset) -> Iterator[Triple]:
    for subject, predicate, value, _ in dataset.quads():
        triple = (subject, predicate, value)
        try:
            check_terms(triple)
        except ValueError as error:
            raise Broken(0, str(error)) from error
        yield triple


def _refuse_remote_contexts(document: Any) -> None:
    rest = [document]
    while rest:
        node = rest.pop()
        if isinstance(node, dict):
            for address in _addresses(node.get("@context")):
                raise Broken(
                    0,
                    f"the remote context {address} is not fetched, so that validation needs no "
                    "network; put the context itself into the file",
                )
            rest.extend(node.values())
        elif isinstance(node, list):
            rest.extend(node)


def _addresses(context: Any) -> Iterator[str]:
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and "@import" in part:
            yield str(part["@import"])
