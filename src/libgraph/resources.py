"""Where the ontology, the shipped data and the queries are: in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "_bundled", _PACKAGE.parent.parent)


def folder(name: str) -> Path:
    """The folder `name` (``ontology``, ``data``, ``queries``) that travels with the package."""
    return next(root / name for root in _ROOTS if (root / name).is_dir())
