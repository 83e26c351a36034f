"""What is installed, what works, what the graph holds, what is stale, and how to mend each.

findings = examine(Case())
print(verdict(findings))
"""

from libgraph.doctor.examination import Case, examine
from libgraph.doctor.finding import Finding, State, verdict

__all__ = ["Case", "Finding", "State", "examine", "verdict"]
