"""Thousands of acts at random: each is done exactly when a plain model says that it can be."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers

from app.clinic import Clinic
from tests.small import make_small
from tests.use_cases.random_acts import open_desk

ACTS = 300
BETWEEN = 100
"""Acts between two looks at the whole store."""


@pytest.fixture(scope="session")
def acts(pytestconfig: pytest.Config) -> int:
    """How many acts on each kind of database."""
    return 130 * ACTS if pytestconfig.getoption("--long") else ACTS


def test_acts_at_random_come_out_as_a_plain_model_says(clinic: Clinic, acts: int) -> None:
    desk = open_desk(clinic, Random(2026))  # noqa: S311 -- the same acts each time
    while desk.done < acts:
        for _ in range(BETWEEN):
            desk.step()
        desk.compare()
        desk.forget_what_is_over()

    with clinic.database.reading() as unit:
        assert unit.audit.first_broken() is None


class Acts(RuleBasedStateMachine):
    """The same acts in orders that a shrinking search chooses."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="acts-")
        self._clinic = make_small(Path(self._folder.name) / "clinic").open()
        self._desk = open_desk(self._clinic, Random(0))  # noqa: S311 -- hypothesis chooses below

    def _with(self, seed: int) -> None:
        self._desk.chance.seed(seed)

    @rule(seed=integers(0, 10_000))
    def book(self, seed: int) -> None:
        self._with(seed)
        self._desk.book()

    @rule(seed=integers(0, 10_000))
    def move(self, seed: int) -> None:
        self._with(seed)
        self._desk.move()

    @rule(seed=integers(0, 10_000))
    def resize(self, seed: int) -> None:
        self._with(seed)
        self._desk.resize()

    @rule(seed=integers(0, 10_000))
    def cancel(self, seed: int) -> None:
        self._with(seed)
        self._desk.cancel()

    @rule(seed=integers(0, 10_000))
    def undo(self, seed: int) -> None:
        self._with(seed)
        self._desk.undo()

    @rule(seed=integers(0, 10_000))
    def block(self, seed: int) -> None:
        self._with(seed)
        self._desk.block()

    @rule(seed=integers(0, 10_000))
    def lift(self, seed: int) -> None:
        self._with(seed)
        self._desk.lift()

    @invariant()
    def nothing_is_held_twice_and_the_store_is_the_model(self) -> None:
        self._desk.check()
        self._desk.compare()

    def teardown(self) -> None:
        self._clinic.close()
        self._folder.cleanup()


@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.long)])
def test_acts_in_any_order_keep_what_must_hold(long: bool) -> None:  # noqa: FBT001
    examples = 100 if long else 10
    chosen = settings(max_examples=examples, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Acts, settings=chosen)
