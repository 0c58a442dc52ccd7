"""Whom the demo clinic's desk has to call: who waits, and who is due for another dose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app import paths
from app.clinic import Clinic
from app.domain.months import DAY
from app.domain.recalls import Recall
from app.domain.scheduling import Status, Visit
from app.domain.waiting import WaitEntry, later_visit
from app.library.templates import read_toml
from app.storage.unit import Unit
from app.use_cases.demo.diary import BOOKED_BY, Planner
from app.use_cases.demo.house import House

SUNDAY = 6
BOOKED_BEFORE = timedelta(days=14)
"""The day on which nobody is there."""


class Lists:
    """Fills the wait list, and gives former patients the doses after which they are due again."""

    def __init__(
        self,
        clinic: Clinic,
        unit: Unit,
        house: House,
        people: Mapping[str, Sequence[int]],
        visits: Sequence[Visit],
    ) -> None:
        self._clinic, self._unit, self._house = clinic, unit, house
        self._people, self._visits = people, visits
        self._now, self._today = clinic.now(), clinic.today()
        self._told = read_toml(paths.DEMO / "lists.toml")

    def fill(self) -> None:
        """Everybody on the wait list, then everybody on the recall list."""
        for told in self._told["waiting"]:
            self._unit.waiting.add(self._entry(told))
        due = self._give_old_doses(self._told["recalls"])
        for told in self._told["called"]:
            number: int = told["number"]
            self._unit.recalls.keep(self._call(told, due[number]))

    def _entry(self, told: Mapping[str, Any]) -> WaitEntry:
        number: int = told.get("number", 0)
        patient = self._people[told["who"]][number]
        entry = WaitEntry(
            patient=patient,
            type=told["type"],
            since=self._now - told["days"] * DAY,
            urgent=told.get("urgent", False),
            weekdays=frozenset(told.get("weekdays", ())),
            after=told.get("after"),
            before=told.get("before"),
            note=told.get("note", ""),
        )
        theirs = [visit for visit in self._visits if visit.patient == patient]
        later = later_visit(entry, theirs, self._now)
        waits = replace(entry, sooner_than=later.start if later else None)
        return self._called(waits, told) if "answer" in told else waits

    def _called(self, entry: WaitEntry, told: Mapping[str, Any]) -> WaitEntry:
        at = self._now - timedelta(minutes=told["called"])
        return replace(entry, offered_at=at, offered_by=BOOKED_BY, answer=told["answer"])

    def _give_old_doses(self, told: Mapping[str, Any]) -> list[int]:
        """The patients who had a dose so many days ago, and none since."""
        chance = Random(f"anteroom demo lists {self._today}")  # noqa: S311 -- no secrets
        own, types = self._unit.scheduling.patient_resource, self._clinic.setup.types
        planner = Planner(self._house, types, self._clinic.zone, own, chance)
        patients = self._people[told["who"]]
        for patient, days in zip(patients, told["days"], strict=False):
            planner.place(told["type"], patient, self._open_day(days), told["at"])
        for visit in planner.visits:
            came = replace(
                visit,
                status=Status.LEFT,
                arrived_at=visit.start,
                booked_at=visit.start - BOOKED_BEFORE,
            )
            self._unit.scheduling.add_visit(came)
        return [visit.patient for visit in planner.visits]

    def _open_day(self, days: int) -> date:
        """The day so many days back, or the one before when the clinic was closed."""
        day = self._today - days * DAY
        return day - DAY if day.weekday() == SUNDAY else day

    def _call(self, told: Mapping[str, Any], patient: int) -> Recall:
        tried: datetime = self._now - told["days"] * DAY
        due = self._today + told["due"] * DAY if "due" in told else None
        return Recall(
            patient=patient, due=due, tried_at=tried, tried_by=BOOKED_BY, answer=told["answer"]
        )
