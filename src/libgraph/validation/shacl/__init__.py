"""Our shapes as set operations over columns: what pySHACL finds, in a fraction of the time.

It knows the part of SHACL Core that the shapes of this project are written in, and says so when
it meets anything else: then pySHACL, which stays the judge, does the work.
"""

from libgraph.validation.shacl.compiled import run
from libgraph.validation.shacl.known import Unknown, refuse_unknown

__all__ = ["Unknown", "refuse_unknown", "run"]
