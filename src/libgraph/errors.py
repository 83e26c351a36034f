"""Everything libgraph raises on purpose, each with the exit code of the command line.

LibgraphError
├── UsageError (2)        what was asked cannot be meant
│   ├── UnknownName (2)   nothing has that name
│   ├── AmbiguousName (2) several things have it
│   ├── BadDate (2)       not an EDTF date, or an impossible one
│   └── BadQuery (2)      SPARQL that does not parse, or that may not run
└── CannotRun (3)         the world is not as it should be: files, folders, extras
    ├── BadFile (3)       a file that is missing, unreadable or broken
    │   └── BadTables (3) tables with faults, all of them (libgraph.tables.faults)
    ├── LimitReached (3)  a question cost more than it may
    ├── BadEndpoint (3)   a server that cannot be asked, or does not answer as it should
    ├── DamagedStore (3)  a built store that cannot be read
    ├── ChangedMeanwhile (3)  a file was changed while it was read
    └── MissingExtra (3)  a package that this command needs is not installed

Each message is one sentence: what, where, what to do.
"""

from __future__ import annotations


class LibgraphError(Exception):
    """The root: catch this to catch everything libgraph raises on purpose."""

    exit_code = 3


class UsageError(LibgraphError):
    """What was asked cannot be meant: a name, a date, an option."""

    exit_code = 2


class UnknownName(UsageError):
    """Nothing has that name; the message lists the nearest."""


class AmbiguousName(UsageError):
    """Several things have that name; the message lists them."""


class BadDate(UsageError, ValueError):
    """Not an EDTF date, or one that no calendar has."""


class BadQuery(UsageError):
    """SPARQL that does not parse, or that is not a query."""


class CannotRun(LibgraphError):
    """The command is right, but the world around it is not."""


class BadFile(CannotRun):
    """A file or folder that is missing, unreadable, unwritable or broken.

    `places` are what is wrong, for programs: file and line, where they are certain, and words.
    """

    def __init__(self, sentence: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(sentence)
        self.places: tuple[tuple[str | None, int | None, str], ...] = ((file, line, sentence),)

    @classmethod
    def at(cls, file: object, line: int | None, wrong: str) -> BadFile:
        """What is wrong at a line of a file, or, without one, somewhere in it.

        >>> str(BadFile.at("a.ttl", 3, "this is no Turtle")), str(BadFile.at("a.ttl", None, "…"))
        ('a.ttl:3: this is no Turtle', 'a.ttl: …')
        """
        place = f"{file}:{line}" if line else str(file)
        return cls(f"{place}: {wrong}", str(file), line or None)


class LimitReached(CannotRun):
    """A question cost more time or memory than it may; what came of its answer is not whole."""

    @classmethod
    def of_time(cls, seconds: float) -> LimitReached:
        """The time is up."""
        return cls(
            f"stopped after {seconds:g} s, and the answer is not whole: "
            "ask for less, or allow more with --timeout"
        )

    @classmethod
    def of_memory(cls, size: int) -> LimitReached:
        """The memory is used up."""
        return cls(
            f"stopped, for the answer needs more than {size / 1e6:,.0f} MB of memory: "
            "ask for less, or allow more with --max-memory"
        )


class BadEndpoint(CannotRun):
    """A server that cannot be reached, or that does not answer as a SPARQL server should."""


class DamagedStore(CannotRun):
    """A built store that is damaged, or of a version that cannot be read."""


class ChangedMeanwhile(CannotRun):
    """A file was changed while it was read."""


class MissingExtra(CannotRun):
    """An optional package is needed.

    >>> str(MissingExtra("SVG pictures", "draw"))
    "SVG pictures need the extra [draw]: run  pip install 'libgraph[draw]'"
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} need the extra [{extra}]: run  pip install 'libgraph[{extra}]'")
