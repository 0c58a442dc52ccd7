"""The desk's note for a day, kept, taken back, and never over somebody else's."""

from datetime import date
from functools import partial

import pytest

from app import words
from app.clinic import Clinic
from app.domain.refusal import Refused
from app.use_cases.day_notes import note_day
from app.use_cases.days import see_day
from app.use_cases.undoing import undo_act
from tests.use_cases.asking import refusal

TUESDAY = date(2026, 11, 24)


def note(clinic: Clinic) -> str:
    return see_day(clinic, TUESDAY).note


def test_a_note_stands_on_its_day_until_it_is_taken_away(clinic: Clinic) -> None:
    note_day(clinic, TUESDAY, "  Pump 2 is\n in service. ")
    kept = note(clinic)
    note_day(clinic, TUESDAY, " ")

    assert kept == "Pump 2 is in service."
    assert note(clinic) == ""


def test_each_note_is_taken_back_and_put_again(clinic: Clinic) -> None:
    note_day(clinic, TUESDAY, "Pump 2 is in service.", token="first")
    note_day(clinic, TUESDAY, "Pump 2 is back.", token="second")
    note_day(clinic, TUESDAY, "", token="third")
    seen: list[str] = []

    for token in ("third", "second", "first"):
        back = undo_act(clinic, token)
        seen.append(note(clinic))
    undo_act(clinic, back.token)

    assert seen == ["Pump 2 is back.", "Pump 2 is in service.", ""]
    assert note(clinic) == "Pump 2 is in service."


def test_what_has_been_written_since_is_not_taken_back(clinic: Clinic) -> None:
    note_day(clinic, TUESDAY, "Pump 2 is in service.", token="first")
    note_day(clinic, TUESDAY, "Pump 2 is back.")

    with pytest.raises(Refused) as refused:
        undo_act(clinic, "first")

    assert words.say_all(refused.value.reasons) == (
        "The note for Tue 24 Nov 2026 has been changed again since. Change it by hand."
    )


def test_nobody_writes_over_what_they_have_not_seen(clinic: Clinic) -> None:
    note_day(clinic, TUESDAY, "Pump 2 is in service.")

    assert refusal(partial(note_day, clinic, TUESDAY, "Staff lunch.", was="")) == ["note-changed"]
    assert refusal(partial(note_day, clinic, TUESDAY, "More.", was="Less.")) == ["note-changed"]
    note_day(clinic, TUESDAY, "")
    assert refusal(partial(note_day, clinic, TUESDAY, "More.", was="Less.")) == ["note-gone"]


def test_a_note_is_a_line_and_no_letter(clinic: Clinic) -> None:
    assert refusal(partial(note_day, clinic, TUESDAY, "x" * 301)) == ["note-long"]
