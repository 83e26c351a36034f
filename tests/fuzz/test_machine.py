"""A few orders of commands; make fuzz tries thousands."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from machine import Commands
from model import Entry, Model

from libgraph.curation import deciding, turtle

FEW = settings(
    max_examples=2, stateful_step_count=9, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.generate],
)  # fmt: skip


def test_commands_in_any_order_hold_what_the_model_says() -> None:
    run_state_machine_as_test(Commands, settings=FEW)


def test_the_machine_sees_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision that is turned round, and one that stays though it is taken back."""
    machine = Commands()
    machine.accept(0, 1)
    machine.the_journal_tells_all()
    machine.undo(None)
    machine.the_journal_tells_all()
    monkeypatch.setattr(turtle, "without", lambda old, *_: old)
    machine.accept(0, 1)
    machine.undo(None)
    with pytest.raises(AssertionError):
        machine.the_journal_tells_all()
    monkeypatch.setattr(deciding.Register, "_refuse_kinds", _complain)
    with pytest.raises(ZeroDivisionError):
        machine.accept(1, 2)
    shutil.rmtree(machine.at)


def _complain(*_: object) -> None:
    raise ZeroDivisionError


def test_the_model_knows_who_is_kept() -> None:
    model = Model({"a": "A", "b": "B", "c": "C"})
    assert model.decide("a", "b", same=True)
    assert model.decide("a", "c", same=True)
    assert model.entries[-1] == Entry("b", "c", True)
    assert model.kept("a") == "c"
    assert not model.decide("a", "b", same=False)
    assert model.undo(1)
    assert not model.undo(1)
    assert not model.undo(3)
    assert model.decide("a", "b", same=False)
    assert model.entries[-1] == Entry("a", "c", False)
    assert not model.decide("c", "a", same=True)
