"""What the gate looks at, and what it says of each item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.diagnoses import Listed
from app.domain.forms import Form
from app.domain.gate_policy import Policy, Stop
from app.domain.packets import Paper
from app.domain.patients import Patient
from app.domain.records import (
    Clearance,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
    Tick,
    Waiver,
)
from app.domain.refusal import Reason
from app.domain.scheduling import VisitType


class State(StrEnum):
    """How one gate item stands."""

    MET = "met"
    WAITING = "waiting"
    MISSING = "missing"
    EXPIRED = "expired"
    ENDS_BEFORE_VISIT = "ends_before_visit"
    WAIVED = "waived"
    NOT_NEEDED = "not_needed"


FULFILLED = frozenset({State.MET, State.WAIVED, State.NOT_NEEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything on file that the gate looks at for one visit."""

    patient: Patient
    today: date
    diagnoses: tuple[Diagnosis, ...] = ()
    referrals: tuple[Referral, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    papers: tuple[Paper, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    ride: Ride | None = None
    dosing_days: tuple[date, ...] = ()
    """Days of the patient's other booked dosing visits, earliest first."""
    ticks: tuple[Tick, ...] = ()
    """The patient's, those of single visits included, and the whole clinic's."""
    route_days: tuple[date, ...] = ()
    """Those of the dosing days on which the dose is given by this visit's route."""
    codes: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict[str, tuple[Listed, ...]])
    """How the codes of the diagnoses stand in the official set, each through its days."""

    @property
    def conditions(self) -> frozenset[str]:
        """The conditions that diagnoses on file name."""
        return frozenset(diagnosis.condition for diagnosis in self.diagnoses if diagnosis.stands)

    @property
    def referrer(self) -> str:
        """Who referred the patient, by the newest letter that was accepted; nobody's name else."""
        accepted = [each for each in self.referrals if each.state is ReferralState.ACCEPTED]
        newest = max(accepted, key=lambda each: (each.letter_on or date.min, each.id), default=None)
        return newest.titled if newest else ""

    def diagnosed(self, day: date) -> tuple[Diagnosis, ...]:
        """The diagnoses that stand on file and were made by a day, the latest last."""
        made = (each for each in self.diagnoses if each.stands and each.made_on <= day)
        return tuple(sorted(made, key=lambda each: (each.made_on, each.id)))

    def main_diagnosis(self, day: date) -> Diagnosis | None:
        """The latest diagnosis by a day that stands for itself."""
        own = [each for each in self.diagnosed(day) if not each.secondary]
        return own[-1] if own else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The visit that is judged; `visit` is 0 while it is only wished for."""

    type: VisitType
    on: date
    dose_at: datetime | None = None
    """When the medicine is first given: a signature counts only before it."""
    visit: int = 0
    to_be_booked: bool = False
    """Whether it is only held, or called off: it must leave room for every visit booked already."""
    forms: tuple[Form, ...] = ()
    """The forms that the packet rules ask to be signed for this visit."""
    missing_forms: tuple[str, ...] = ()
    """Forms the rules ask for that have no approved text for this route."""
    booking_login: str = ""
    course: int | None = None
    arrived: bool = False
    """Whether the patient is there, or was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One judged gate item: where it stands, what it stops, why, and until when it holds."""

    item: str
    state: State
    stops: Stop
    reason: Reason
    until: date | None = None
    title: str = ""
    """What the clinic calls it, when it has a name of its own for it."""
    warns: bool = True
    """Whether it is time to warn of it while it is open."""

    @property
    def open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state not in FULFILLED


def judged(
    name: str,
    state: State,
    policy: Policy,
    reason: Reason,
    until: date | None = None,
    *,
    title: str = "",
) -> Item:
    """An item as it stands."""
    stops = policy.stop(name)
    return Item(item=name, state=state, stops=stops, reason=reason, until=until, title=title)


def lapsed(last: date, subject: Subject, facts: Facts) -> State:
    """How something stands that is good through a last day."""
    if last >= subject.on:
        return State.MET
    return State.EXPIRED if last < facts.today else State.ENDS_BEFORE_VISIT
