"""One call of a command."""

import sys
from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from getpass import getpass
from pathlib import Path

from app import paths, words
from app.cli.answer import Answer
from app.cli.screen import Screen
from app.clinic import Change, Clinic, Clock
from app.domain.access import Act
from app.domain.clinics import Place, place_of
from app.domain.patients import Patient
from app.domain.refusal import Reason, Trouble, refuse
from app.domain.staff import THE_CLINIC
from app.domain.time import iso, parse_day, parse_when
from app.use_cases import clinics, patients, unlocking
from app.use_cases.judging import rejudge_visits

LONGEST_LINE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The words of one command and what it may ask of its surroundings."""

    words: Namespace
    clock: Clock
    screen: Screen | None
    booked: list[int] = field(default_factory=list[int])
    """Held visits that this call has let become booked by themselves."""

    @property
    def place(self) -> Place:
        """Where the clinic is: the folder or the server named, or this person's own folder."""
        return place_of(self.words.clinic) if self.words.clinic else paths.default_clinic()

    @contextmanager
    def clinic(
        self, place: Place | None = None, *, password: str | None = None
    ) -> Generator[Clinic]:
        """The clinic, open as whoever the words name, and closed at the end.

        When something was decided anew, the visits to come are judged by it before that.
        """
        where = place or self.place
        asks = self.words.password_file or unlocking.needs_password(where)
        if password is None and asks:
            password = self.password()
        login, code = self.words.login, self.words.second_factor
        clinic = clinics.open_clinic(where, login, self.clock, password=password, code=code)
        clinic.listeners.append(self._hear)
        edition = clinic.setup.edition
        try:
            yield clinic
            if clinic.setup.edition != edition:
                with suppress(Trouble):  # what was decided is kept; a window judges by it
                    rejudge_visits(clinic)
        finally:
            clinic.close()

    def password(self) -> str:
        """The password, from the file that is named or from whoever sits at the terminal."""
        if self.words.password_file:
            return first_line(self.words.password_file)
        if not sys.stdin.isatty():
            raise refuse("password-needed")
        return getpass(f"Password of {self.words.login}: " if self.words.login else "Password: ")

    def _hear(self, change: Change) -> None:
        by_itself = change.act is Act.BOOK_HELD_VISIT and change.by == THE_CLINIC.login
        if by_itself and change.visit is not None:
            self.booked.append(change.visit)

    def announced(self, answer: Answer) -> Answer:
        """The answer, with the held visits that were booked by themselves."""
        if not self.booked:
            return answer
        said = (words.say(Reason("hold-booked", {"visit": visit})) for visit in self.booked)
        document = {**answer.document, "booked": self.booked}
        return replace(answer, document=document, lines=(*answer.lines, *said))

    def tell(self, sentence: str) -> None:
        """Say on standard error what takes a while."""
        print(sentence, file=sys.stderr, flush=True)


def first_line(file: str) -> str:
    """The first line of a file, or of standard input, which a password is kept in."""
    try:
        if file == "-":
            return sys.stdin.readline().rstrip("\r\n")
        with Path(file).open(encoding="utf-8") as opened:
            return opened.readline(LONGEST_LINE).rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        raise Trouble("password-file", file=file) from error


def patient_of(clinic: Clinic, chart: str) -> Patient:
    """The patient with the chart number that was typed."""
    return patients.patient_of_chart(clinic, chart)


def when(clinic: Clinic, typed: str) -> datetime:
    """The instant that was typed."""
    return parse_when(typed, clinic.zone)


def day_of(clinic: Clinic, typed: str) -> date:
    """The day that was typed."""
    return parse_day(typed, clinic.today())


def maybe_day(clinic: Clinic, typed: str | None) -> date | None:
    """The day that was typed, if one was."""
    return None if typed is None else day_of(clinic, typed)


def stamp(clinic: Clinic, moment: datetime) -> str:
    """An instant as the documents give it: ISO 8601 with the clinic's offset."""
    return iso(moment, clinic.zone)


def written(day: date | None) -> str | None:
    """A day as the documents give it."""
    return None if day is None else day.isoformat()
