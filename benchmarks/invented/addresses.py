"""The addresses of what has a number, and the names of people."""

from __future__ import annotations

from invented.naming import LANGUAGES, Names
from invented.naming import person as named
from invented.writing import Term


def library(number: int) -> Term:
    """The address of a library."""
    return f"id:library-{number}"


def association(number: int) -> Term:
    """The address of an association."""
    return f"id:association-{number}"


def person(number: int) -> Term:
    """The address of a person."""
    return f"id:person-{number}"


def person_names(number: int) -> Names:
    """A person's name: in English, and for every other person in three languages."""
    names = named(number)
    return names if number % 2 else {LANGUAGES[0]: names[LANGUAGES[0]]}
