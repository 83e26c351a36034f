"""What was found: one thing that was looked at, how it is, and the command that mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata

from libgraph.errors import CannotRun, LibgraphError


class State(StrEnum):
    """How a thing is. What is not installed is nobody's fault, and nothing wrong."""

    FINE = "fine"
    ABSENT = "not installed"
    STALE = "stale"
    BROKEN = "broken"
    CANNOT_RUN = "cannot run"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    `part` is where it belongs (installed, engine, extra, graph, cache), `says` what was seen in
    words, `mend` the command that helps, and `facts` the same as values, for programs.
    """

    part: str
    name: str
    state: State
    says: str
    mend: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def verdict(findings: Iterable[Finding]) -> State:
    """How all of it is together: as its worst part, save that what is absent is no harm.

    >>> verdict([Finding("extra", "draw", State.ABSENT, "no vl-convert")])
    <State.FINE: 'fine'>
    """
    states = {one.state for one in findings}
    order = (State.CANNOT_RUN, State.BROKEN, State.STALE)
    return next((state for state in order if state in states), State.FINE)


def tried(part: str, name: str, trial: Callable[[], str], mend: str, bad: State) -> Finding:
    """What came of trying something; whatever goes wrong in it is the finding."""
    try:
        return Finding(part, name, State.FINE, trial())
    except ImportError as error:  # it may be something below that is missing
        module = (error.name or "").partition(".")[0]
        (package, *_) = metadata.packages_distributions().get(module) or [module]
        again = f"pip install --force-reinstall {package}" if package else mend
        return Finding(part, name, bad, words(error), again)
    except Exception as error:
        return Finding(part, name, bad, words(error), mend)


def expect(holds: bool, complaint: str) -> None:
    """Raise an error with this complaint where something does not hold.

    Raises:
        CannotRun: it does not.
    """
    if not holds:
        raise CannotRun(complaint)


def words(error: BaseException) -> str:
    """What an error says, on one line."""
    said = " ".join(str(error).split())[:300]
    return said if isinstance(error, LibgraphError) else f"{type(error).__name__}: {said}"
