"""Every code that the program can give has its sentence, and every sentence its code."""

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from string import Formatter

import pytest

from app import paths, words
from app.domain.gate import Item, State, Stop
from app.domain.refusal import Reason
from app.domain.scheduling import Shift, Status
from app.words.english import ITEMS, OVERALL, SENTENCES, STATES, STATUSES

CODE = re.compile(r"[a-z]+(-[a-z]+)+|usage|waived")


def codes_in_source() -> Iterator[str]:
    """Every word in the source that is written like a code and is one of the sentences."""
    for path in sorted((paths.ROOT / "app").rglob("*.py")):
        if "words" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def raised_codes() -> Iterator[str]:
    """The first argument of every Reason(...), refuse(...) and Trouble(...)."""
    for path in sorted((paths.ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                named = node.func.id in {"Reason", "refuse", "Trouble"}
                if named and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_code_has_a_sentence() -> None:
    assert set(raised_codes()) - set(SENTENCES) == set()


def test_every_sentence_has_a_code_that_is_used() -> None:
    assert set(SENTENCES) - set(codes_in_source()) == set()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_can_be_said_and_ends_like_one(code: str) -> None:
    facts: dict[str, str | datetime] = {}
    for _, name, spec, _ in Formatter().parse(SENTENCES[code]):
        if name:
            facts[name] = datetime(2026, 11, 23, 9) if spec else "something"

    said = words.say(Reason(code, facts))

    assert "{" not in said
    assert code == "usage" or said[-1] in ".:" or said.endswith("something")


def test_dates_are_said_with_month_names_and_lists_with_and() -> None:
    ends = Reason("clearance-expired", {"by": "Dr. Hale", "until": date(2026, 11, 14)})
    taken = Reason(
        "need-taken",
        {
            "role": "room",
            "names": ("Room 2", "Room 3"),
            "start": datetime(2026, 12, 1, 9),
            "end": datetime(2026, 12, 1, 10, 55),
        },
    )

    assert words.say(ends) == "The medical clearance by Dr. Hale expired on 14 Nov 2026."
    assert words.say(taken) == (
        "No room is free from 09:00 to 10:55 on Tue 1 Dec 2026 (taken: Room 2 and Room 3)."
    )


def test_every_state_and_status_has_its_word() -> None:
    assert set(STATES) == {state.value for state in State}
    assert set(STATUSES) == {status.value for status in Status}
    assert set(OVERALL) == {"ready", "waived", "waiting", "blocked", "not_needed"}
    assert all(ITEMS.values())


def test_times_on_patient_papers_are_read_both_ways() -> None:
    assert words.clock_both(datetime(2026, 12, 1, 2)) == "2:00 AM (02:00)"


def shifts(days: Sequence[int], *clocks: tuple[int, int]) -> list[Shift]:
    return [
        Shift(weekday=day, start=time(first), end=time(last))
        for day in days
        for first, last in clocks
    ]


def test_weekly_hours_are_said_in_few_words() -> None:
    usual, short = shifts(range(5), (8, 18)), shifts([5], (9, 14))

    assert words.week([*usual, *short]) == "Mon–Fri 08:00–18:00, Sat 09:00–14:00"
    assert words.week(shifts([0, 2], (8, 12), (13, 17))) == (
        "Mon 08:00–12:00 and 13:00–17:00, Wed 08:00–12:00 and 13:00–17:00"
    )
    assert words.week([]) == "no hours"


def test_a_weekday_is_said_by_its_name() -> None:
    said = words.say(Reason("hours-overlap", {"weekday": 1}))

    assert said == "On Tuesday two stretches of work lie over each other."


def test_an_item_is_named_once() -> None:
    form = Item(
        item="consent:privacy",
        title="Privacy notice",
        state=State.MISSING,
        stops=Stop.START,
        reason=Reason("consent-missing", {"form": "Privacy notice"}),
    )
    ride = Item(item="ride", state=State.MISSING, stops=Stop.START, reason=Reason("ride-missing"))

    assert words.item_said(form) == "Privacy notice is not signed; it will be in the packet."
    assert words.item_said(ride).startswith("Ride home: ")
