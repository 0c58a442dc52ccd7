"""One desk of the load test: does mixed acts for a while, and says what came of each.

Called with the clinic's place, its own number and how many seconds; answers a line an act: its
mark, what came of it, and how many milliseconds it took.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from time import monotonic

from app.clinic import Clinic, new_token
from app.domain.clinics import place_of
from app.domain.refusal import Refused, Trouble
from app.use_cases.day_notes import note_day
from app.use_cases.days import see_day
from app.use_cases.moving import move_visit
from app.use_cases.patients import edit_patient, find_patients
from app.use_cases.scheduling import Wish, book_visit, cancel_visit
from tests.small import NOW, Small, at

DAYS = range(24, 28)
CLOCKS = [f"{hour:02}:{part:02}" for hour in range(8, 17) for part in (0, 15, 30, 45)]
KINDS = ("preparation", "integration", "evaluation", "iv-dosing")


class Desk:
    """Somebody who books, moves, cancels, notes and looks, at random."""

    def __init__(self, clinic: Clinic, number: int) -> None:
        self._clinic = clinic
        self._chance = Random(number)  # noqa: S311 -- no secret
        self._patients = find_patients(clinic)
        self._mine: list[int] = []

    def step(self, token: str) -> bool:
        """One act, booking most often; whether it bears the mark."""
        acts = (self._book, self._book, self._book, self._move, self._cancel, self._note)
        acts += (self._look, self._look, self._edit)
        return self._chance.choice(acts)(token)

    def _start(self) -> str:
        return self._chance.choice(CLOCKS)

    def _book(self, token: str) -> bool:
        patient, kind = self._chance.choice(self._patients), self._chance.choice(KINDS)
        start = at(self._clinic, self._chance.choice(DAYS), self._start())
        wish = Wish(patient=patient.id, type=kind, start=start, token=token)
        view = book_visit(self._clinic, wish)
        self._mine.append(view.visit.id)
        return True

    def _move(self, token: str) -> bool:
        if not self._mine:
            return False
        start = at(self._clinic, self._chance.choice(DAYS), self._start())
        move_visit(self._clinic, self._chance.choice(self._mine), start, token=token)
        return True

    def _cancel(self, token: str) -> bool:
        if not self._mine:
            return False
        cancel_visit(self._clinic, self._mine.pop(0), token=token)
        return True

    def _note(self, token: str) -> bool:
        note_day(self._clinic, self._day(), f"Note {token[:8]}", token=token)
        return True

    def _edit(self, _token: str) -> bool:
        (seen,) = find_patients(self._clinic, self._chance.choice(self._patients).chart, 1)
        edit_patient(self._clinic, replace(seen, notes=f"{seen.notes[-20:]}x"), since=seen)
        return False

    def _look(self, _token: str) -> bool:
        see_day(self._clinic, self._day())
        return False

    def _day(self) -> date:
        return NOW.date() + timedelta(days=self._chance.randint(1, 4))


def outcome(act: Callable[[], bool]) -> str:
    """What came of an act, in a word."""
    try:
        marked = act()
    except Refused:
        return "refused"
    except Trouble as trouble:
        return trouble.reason.code
    return "done" if marked else "seen"


def say(line: str) -> None:
    """One line to whoever started this desk."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(place: str, number: str, seconds: str) -> None:
    """Work until the time is over."""
    clinic = Small(place_of(place), lambda: NOW).open()
    desk = Desk(clinic, int(number))
    say("ready")
    sys.stdin.readline()
    until = monotonic() + float(seconds)
    while (began := monotonic()) < until:
        token = new_token()
        came = outcome(lambda token=token: desk.step(token))
        say(f"{token} {came} {(monotonic() - began) * 1000:.1f}")
    clinic.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
