"""What is on file for the demo clinic's patients: complete files, and the cast's stories."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from random import Random

from app.domain.records import (
    Clearance,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
    Tick,
    Waiver,
)
from app.domain.referrals import CALLED, Attempt
from app.domain.scheduling import Visit
from app.library import diagnoses as library
from app.storage.unit import Unit
from app.use_cases.demo.house import House
from app.use_cases.demo.people import People

RUN_OUT = 185
"""Days after which a letter or a clearance of half a year has run out for five days."""
RECENT = (15, 75)
"""Days that most of what is on file lies back."""
CODES: Mapping[str, tuple[str, ...]] = {
    "depression": (
        *("F32.0", "F32.1", "F32.2", "F32.4", "F32.9", "F32.A"),
        *("F33.0", "F33.1", "F33.2", "F33.41", "F33.9"),
    ),
    "bipolar": ("F31.30", "F31.31", "F31.32", "F31.4", "F31.81"),
    "anxiety": ("F41.0", "F41.1", "F41.8", "F41.9"),
    "social-anxiety": ("F40.10", "F40.11"),
    "ptsd": ("F43.10", "F43.11", "F43.12"),
    "pain": ("G89.21", "G89.29", "G89.4", "G90.50", "M79.7"),
}
CONDITIONS = ("depression",) * 6 + ("ptsd", "anxiety", "bipolar", "social-anxiety")


class Filing:
    """Files what the gate asks for, as of the demo's own day."""

    def __init__(
        self,
        unit: Unit,
        *,
        house: House,
        people: People,
        now: datetime,
        today: date,
        chance: Random,
    ) -> None:
        self._unit = unit
        self._people = people
        self._now = now
        self._today = today
        self._chance = chance
        self._house = house
        self._doctor = house.titled("iyer")
        self._therapist = house.titled("tran")
        self._doctor_login = house.staff["iyer"].login

    def complete(
        self, patient: int, route: str, condition: str = "", *, until: date | None = None
    ) -> None:
        """A diagnosis, an accepted letter and a clearance for a route."""
        self.diagnosed(patient, condition)
        self.referral(patient, until=until)
        self.clearance(patient, route)

    def diagnosed(self, patient: int, condition: str = "") -> None:
        """A diagnosis some weeks old."""
        wanted = condition or self._chance.choice(CONDITIONS)
        code = self._chance.choice(CODES[wanted])
        self._unit.records.add_diagnosis(
            Diagnosis(
                patient=patient,
                code=code,
                title=library.listed(code)[-1].title,
                condition=wanted,
                made_on=self._some_days_ago(),
                made_by=self._chance.choice([self._doctor, self._therapist]),
                recorded_at=self._now,
            )
        )

    def referral(
        self,
        patient: int,
        *,
        letter: date | None = None,
        visits: int | None = None,
        until: date | None = None,
        state: ReferralState = ReferralState.ACCEPTED,
        why: str = "",
    ) -> None:
        """A letter, accepted unless something else is said."""
        judged = state in {ReferralState.ACCEPTED, ReferralState.REJECTED}
        self._unit.records.add_referral(
            Referral(
                patient=patient,
                state=state,
                referrer=self._people.referrer(),
                letter_on=letter or self._some_days_ago(),
                visits=visits,
                valid_until=until,
                judged_by=self._doctor if judged else "",
                reason=why,
            )
        )

    def expected(self, patient: int, in_days: int = 0) -> None:
        """A letter that has been asked for and has not come; some referrers were called."""
        asked = self._unit.records.add_referral(
            Referral(
                patient=patient,
                state=ReferralState.EXPECTED,
                referrer=self._people.referrer(),
                phone=f"+130355501{patient % 100:02}",
                asked_on=self._today - timedelta(days=6),
                expected_by=self._today + timedelta(days=in_days),
            )
        )
        if in_days > 0:
            self._unit.letters.add_attempt(
                Attempt(
                    referral=asked.id,
                    patient=patient,
                    at=self._now - timedelta(days=1),
                    by="desk",
                    answer=CALLED[in_days % len(CALLED)],
                    next_call=self._today + timedelta(days=in_days),
                )
            )

    def clearance(self, patient: int, route: str, on: date | None = None) -> None:
        """A prescriber's clearance for a route."""
        self._unit.records.add_clearance(
            Clearance(
                patient=patient,
                route=route,
                cleared_on=on or self._some_days_ago(),
                cleared_by=self._doctor,
            )
        )

    def clearance_asked(self, patient: int, route: str) -> None:
        """A clearance that a prescriber has been asked for."""
        self._unit.records.add_clearance(
            Clearance(patient=patient, route=route, asked_of=self._doctor, due=self._today)
        )

    def waived(self, patient: int, item: str, why: str) -> None:
        """A prescriber's waiver, good for a month."""
        self._unit.records.add_waiver(
            Waiver(
                patient=patient,
                item=item,
                reason=why,
                until=self._today + timedelta(days=30),
                by_login=self._doctor_login,
                by_name=self._doctor,
                at=self._now - timedelta(days=1),
            )
        )

    def ride(self, visit: Visit) -> None:
        """An adult who takes the patient home after a visit."""
        ride = Ride(visit=visit.id, name=self._people.companion(), phone=self._people.phone())
        self._unit.records.set_ride(ride)

    def tick(
        self,
        item: str,
        login: str,
        on: date,
        *,
        patient: int | None = None,
        visit: int | None = None,
    ) -> Tick:
        """A tick by somebody on staff, not kept yet."""
        return Tick(
            item=item,
            patient=patient,
            visit=visit,
            done_on=on,
            by_login=login,
            by_name=self._house.titled(login),
            at=self._now,
        )

    def days_ago(self, days: int) -> date:
        """A day so long before the demo's own."""
        return self._today - timedelta(days=days)

    def _some_days_ago(self) -> date:
        return self.days_ago(self._chance.randint(*RECENT))


def _refused(filing: Filing, patient: int) -> None:
    filing.referral(patient, letter=filing.days_ago(RUN_OUT))


def _waiting(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "depression")
    filing.expected(patient)
    filing.clearance_asked(patient, "iv")


def _expired(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "depression")
    filing.referral(patient, letter=filing.days_ago(RUN_OUT))
    filing.clearance(patient, "iv")


def _ends(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "ptsd")
    filing.referral(patient, until=filing.days_ago(0))
    filing.clearance(patient, "iv")


def _waived(filing: Filing, patient: int) -> None:
    _expired(filing, patient)
    filing.waived(patient, "referral", "The new letter is in the mail; spoke with the referrer.")


def _undiagnosed(filing: Filing, patient: int) -> None:
    filing.referral(patient)
    filing.clearance(patient, "iv")


def _rejected(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "anxiety")
    filing.referral(patient, state=ReferralState.REJECTED, why="The letter is not signed.")
    filing.clearance(patient, "iv")


def _received(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "depression")
    filing.referral(patient, letter=filing.days_ago(2), state=ReferralState.RECEIVED)
    filing.clearance(patient, "iv")


def _used_up(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "depression")
    filing.referral(patient, letter=filing.days_ago(60), visits=2)
    filing.clearance(patient, "iv")


def _uncleared(filing: Filing, patient: int) -> None:
    filing.diagnosed(patient, "depression")
    filing.referral(patient)
    filing.clearance(patient, "iv", on=filing.days_ago(RUN_OUT))


def _complete(filing: Filing, patient: int) -> None:
    filing.complete(patient, "iv", "depression")


def _sprayed(filing: Filing, patient: int) -> None:
    filing.complete(patient, "esketamine", "depression")


def _seated(filing: Filing, patient: int) -> None:
    filing.complete(patient, "sublingual", "depression")


STORIES: Mapping[str, Callable[[Filing, int], None]] = {
    "ready": _complete,
    "refused": _refused,
    "met": _complete,
    "waiting": _waiting,
    "expired": _expired,
    "ends": _ends,
    "waived": _waived,
    "undiagnosed": _undiagnosed,
    "used-up": _used_up,
    "rejected": _rejected,
    "received": _received,
    "minor": _complete,
    "uncleared": _uncleared,
    "first": _complete,
    "fourth": _complete,
    "spray": _sprayed,
    "seat": _seated,
}
"""What is on file for each patient of the cast."""
