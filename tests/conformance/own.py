"""All of the project's own cases, run: they need no package, and take seconds."""

from __future__ import annotations

from pathlib import Path

import own_jsonld
import own_protocol
import own_shacl
import own_sparql
from starlette.testclient import TestClient
from suites import Outcome

from libgraph.web.app import application
from libgraph.web.settings import Settings


def sparql_and_protocol() -> dict[str, list[Outcome]]:
    """SPARQL through `query` and /sparql, and the protocol."""
    app = application(Settings(paths=(str(own_sparql.TOWN),)))
    client = TestClient(app, follow_redirects=False)
    ways = {"query": own_sparql.by_command, "/sparql": own_sparql.by_http(client)}
    try:
        found = {
            way: [Outcome(c.name, c.chapter, own_sparql.wrong(c, ask)) for c in own_sparql.CASES]
            for way, ask in ways.items()
        }
        asked = [
            Outcome(c.name, "protocol", own_protocol.wrong(c, client)) for c in own_protocol.CASES
        ]
        return found | {"the protocol": asked}
    finally:
        app.state.held.close()


def shacl(folder: Path) -> dict[str, list[Outcome]]:
    """SHACL with each engine, and what must be refused."""
    found = {
        f"validate --engine {engine}": [
            Outcome(c.name, c.component, own_shacl.wrong(c, folder, engine))
            for c in own_shacl.CASES
        ]
        for engine in ("auto", "pyshacl")
    }
    ours = [case for case in own_shacl.CASES if own_shacl.is_ours(case, folder)]
    found["validate --engine columns"] = [
        Outcome(c.name, c.component, own_shacl.wrong(c, folder, "columns")) for c in ours
    ]
    found["shapes that must be refused"] = [
        Outcome(
            f"own SHACL refused: {what}",
            "refused",
            "" if own_shacl.is_refused(shapes, folder) else "not refused",
        )
        for what, shapes in own_shacl.REFUSED.items()
    ]
    return found


def jsonld() -> dict[str, list[Outcome]]:
    """JSON-LD through `export`."""
    return {
        "export -f jsonld": [
            Outcome(name, "JSON-LD", "" if case() else "no")
            for name, case in own_jsonld.CASES.items()
        ]
    }
