"""Validation: what files say against the shapes, each finding with its file and line.

report = validate([Path("data")])
print(FORMATS["text"](report))
"""

from libgraph.validation.check import validate, validate_graph, validate_reading
from libgraph.validation.engines import ENGINES
from libgraph.validation.formats import FORMATS, summary
from libgraph.validation.reading import Input
from libgraph.validation.report import Finding, Report

__all__ = [
    "ENGINES",
    "FORMATS",
    "Finding",
    "Input",
    "Report",
    "summary",
    "validate",
    "validate_graph",
    "validate_reading",
]
