"""Looking for a name that nothing has."""

from __future__ import annotations

from collections.abc import Callable

from conftest import Said


def test_a_misspelt_name_leads_to_the_nearest(libgraph: Callable[..., Said]) -> None:
    told = libgraph("find", "natoinal libary of korea")
    assert (told.code, told.out) == (0, "nothing found\n")
    assert "the nearest are National Library of Korea (id:nl-korea)" in told.err


def test_what_is_like_nothing_is_only_not_found(libgraph: Callable[..., Said]) -> None:
    assert libgraph("find", "zzxxww").err == "libgraph: nothing is called 'zzxxww'\n"
