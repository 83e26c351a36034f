"""Validation: what files say against the shapes, each finding with its file and line.

report = validate([Path("data")])
print(FORMATS["text"](report))
"""

from libgraph.validation.check import validate, validate_graph, validate_reading
from libgraph.validation.formats import FORMATS, summary
from libgraph.validation.report import Finding, Report

__all__ = [
    "FORMATS",
    "Finding",
    "Report",
    "summary",
    "validate",
    "validate_graph",
    "validate_reading",
]
