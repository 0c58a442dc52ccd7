"""The open clinic and its two doors: the only ways to the data.

Whoever enters names the act. The door asks the permission table, opens the transaction, appends the
act's audit row, commits, and then tells the listeners what changed.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from app.domain.access import EMERGENCY, PERMISSIONS, Act, may
from app.domain.audit import Entry, Outcome, canonical
from app.domain.binder import Binder
from app.domain.clinics import DEMO_MORNING, ClinicDetails, Place
from app.domain.courses import CourseTemplate
from app.domain.ears import Ears
from app.domain.gate import Policy
from app.domain.packet_rules import PacketRule, PaperPolicy
from app.domain.refusal import Reason, Refused
from app.domain.scheduling import VisitType
from app.domain.staff import THE_CLINIC, Person
from app.domain.time import Clock, local_day, settled, system_clock
from app.library import templates
from app.security.proofs import Proof
from app.storage.database import Database
from app.storage.unit import Unit

JOURNAL = "diary"
"""Where an act's audit row keeps what it changed in the diary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an act changed, for windows that show it."""

    act: Act | None
    """None for what another program did: anything may have changed."""
    patient: int | None = None
    visit: int | None = None
    token: str = field(default="", compare=False)
    """By which the act is found in the audit, and taken back."""
    by: str = field(default="", compare=False)
    """Login of whoever did it; the clinic's own for an act of the clock."""


WITH_ANY_PASSWORD = frozenset({Act.SIGN_IN, Act.CHANGE_PASSWORD})
"""What somebody can do whose password another one has chosen."""

ELSEWHERE = Change(act=None)
"""Another program did something."""

Listener = Callable[[Change], None]
Settle = Callable[["Clinic", Unit, Act], None]
"""What follows from an act is found and kept in its own transaction, before its audit row."""


def new_token() -> str:
    """A mark for an act that is about to be asked for; nobody else will make the same."""
    return uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the clinic decided: types, courses, policy, forms, packet rules, hours on papers."""

    details: ClinicDetails
    types: Mapping[str, VisitType]
    courses: Mapping[str, CourseTemplate]
    policy: Policy
    rules: tuple[PacketRule, ...]
    hours: Mapping[str, int]
    papers: PaperPolicy = field(default_factory=PaperPolicy)
    forms: Binder = field(default_factory=Binder)
    edition: int = 0
    """Counts the changes, so that an open clinic sees that others have decided something else."""
    house: int = 0
    """Counts those of them after which a visit may have lost its people, its room or the hours."""


def read_setup(unit: Unit) -> Setup:
    """What the clinic decided, as stored."""
    details = unit.settings.clinic()
    return Setup(
        details=details,
        edition=unit.settings.edition(),
        house=unit.settings.house(),
        types=unit.settings.visit_types(),
        courses=unit.settings.course_templates() or _shipped_courses(details),
        policy=unit.settings.policy(),
        rules=unit.settings.packet_rules(),
        hours=unit.settings.text_policy(),
        papers=unit.settings.paper_policy(),
        forms=unit.forms.binder(),
    )


def _shipped_courses(details: ClinicDetails) -> dict[str, CourseTemplate]:
    """What a clinic offers that was made before there were courses."""
    return {course.slug: course for course in templates.template(details.template).courses}


@dataclass
class Clinic:
    """A clinic that somebody has open: database, clock, signed-in person, listeners."""

    place: Place
    database: Database
    setup: Setup
    person: Person
    clock: Clock = system_clock
    listeners: list[Listener] = field(default_factory=list[Listener])
    settle: Settle | None = None
    """Judges the visits again that an act has touched; every open clinic has it."""
    opened: datetime | None = None
    """When it was opened, by the same clock."""
    must_change: bool = False
    """Whether nothing may be done before whoever is signed in has chosen a password."""
    emergency_until: datetime | None = None
    """Until when whoever is signed in has broken the glass."""
    locked: bool = False
    """Whether the window is locked: then nothing can be done in it at all."""
    proof: Proof | None = None
    """By what whoever has signed in to a server is known when they come back to the window."""
    untold: list[Entry] = field(default_factory=list[Entry])
    """What the audit has yet to hear of, because the server was away."""

    def __post_init__(self) -> None:
        self.opened = self.opened or self.clock()

    @property
    def name(self) -> str:
        """The clinic's name."""
        return self.setup.details.name

    @property
    def is_demo(self) -> bool:
        """Whether everybody in it is made up."""
        return self.setup.details.demo_day is not None

    @property
    def is_on_server(self) -> bool:
        """Whether a server keeps it, with logins of its own."""
        return isinstance(self.place, str)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the clinic's wall clock."""
        return self.setup.details.time_zone

    @property
    def forms(self) -> Binder:
        """Every version of every form that the clinic keeps."""
        return self.setup.forms

    def now(self) -> datetime:
        """This instant; a demo clinic lives on its own day, and is opened in the morning."""
        moment = self.clock()
        day = self.setup.details.demo_day
        if day is None:
            return moment
        morning = settled(datetime.combine(day, DEMO_MORNING), self.zone)
        return morning + (moment - (self.opened or moment))

    def today(self) -> date:
        """The clinic's calendar day."""
        return local_day(self.now(), self.zone)

    def by_itself(self) -> "Clinic":
        """The same clinic with the clinic as actor, for set-up and acts of the clock."""
        own = copy(self)
        own.person, own.must_change, own.locked = THE_CLINIC, False, False
        return own

    @contextmanager
    def reading(self, act: Act) -> Generator[Unit, None, None]:
        """A read snapshot for an act; its audit row is kept before anything is handed out."""
        self._admit(act)
        with self.database.reading() as unit:
            self.setup = self._decided(unit)
            yield unit
            seen = [unit.noted] if unit.noted_each is None else unit.noted_each
        if seen and PERMISSIONS[act].audited:
            self._keep(act, Outcome.DONE, *seen)

    @contextmanager
    def writing(self, act: Act, *, token: str = "") -> Generator[Unit, None, None]:
        """A transaction for an act with its audit row; the listeners hear of it once it is kept.

        What it changed in the diary is kept in that row, so that it can be taken back whole. An
        act that is not audited concerns nobody else: it has no row, and nobody hears of it.
        """
        self._admit(act)
        token, audited = token or new_token(), PERMISSIONS[act].audited
        try:
            with self.database.writing() as unit:
                self.setup = self._decided(unit)
                yield unit
                if audited and self.settle is not None:
                    self.settle(self, unit, act)
                decided = self._decided(unit)
                noted = dict(unit.noted)
                changes = unit.scheduling.journal.document()
                kept = noted | ({JOURNAL: changes} if changes else {})
                if audited:
                    unit.audit.append(self._entry(act, Outcome.DONE, kept, token))
        except Refused as refused:
            codes = [reason.code for reason in refused.reasons]
            self._keep(act, Outcome.REFUSED, {"reasons": codes})
            raise
        self.setup = decided
        if not audited:
            return
        patient, visit = noted.get("patient"), noted.get("visit")
        by = self.person.login
        self._tell(Change(act=act, patient=patient, visit=visit, token=token, by=by))

    def _decided(self, unit: Unit) -> Setup:
        """What the clinic decided, read again only when that has changed."""
        same = unit.settings.edition() == self.setup.edition
        return self.setup if same else read_setup(unit)

    def changed_elsewhere(self) -> bool:
        """Whether another program has done something here since this was asked before."""
        return self.database.changed_elsewhere()

    def listen(self, ears: Ears) -> Callable[[], None] | None:
        """Have what others do told at once; gives what ends that, None where one has to ask."""
        return self.database.listen(ears)

    def _admit(self, act: Act) -> None:
        """Refuse whoever the permission table does not name, and keep that in the audit."""
        if self.locked:
            raise Refused([Reason("window-locked")])
        if self.must_change and act not in WITH_ANY_PASSWORD:
            raise Refused([Reason("password-temporary")])
        if not (may(self.person.roles, act) or self._in_emergency(act)):
            self._keep(act, Outcome.REFUSED, {"reasons": ["not-permitted"]})
            roles = tuple(sorted(role.value for role in PERMISSIONS[act].roles))
            raise Refused([Reason("not-permitted", {"who": self.person.name, "roles": roles})])

    @property
    def in_emergency(self) -> bool:
        """Whether the glass is broken now."""
        return self.emergency_until is not None and self.clock() < self.emergency_until

    def _in_emergency(self, act: Act) -> bool:
        return act in EMERGENCY and self.in_emergency

    def keep_refused(self, act: Act, code: str, *facts: Mapping[str, object]) -> None:
        """Keep in the audit that something was refused, once or often, before it came to the door.

        Each of the facts is about one time.
        """
        each = facts or ({},)
        self._keep(act, Outcome.REFUSED, *({"reasons": [code], **told} for told in each))

    def _keep(self, act: Act, outcome: Outcome, *noted: Mapping[str, object]) -> None:
        entries = [self._entry(act, outcome, each, "") for each in noted]
        with self.database.writing() as unit:
            unit.audit.append(*entries)

    def _entry(self, act: Act, outcome: Outcome, noted: Mapping[str, object], token: str) -> Entry:
        facts = {key: value for key, value in noted.items() if key != "patient"}
        if not may(self.person.roles, act) and self._in_emergency(act):
            facts["emergency"] = True
        patient = noted.get("patient")
        return Entry(
            at=self.now(),
            who=self.person.login,
            act=act.value,
            patient=patient if isinstance(patient, int) else None,
            outcome=outcome,
            payload=canonical(facts),
            token=token,
        )

    def _tell(self, change: Change) -> None:
        for listener in tuple(self.listeners):
            listener(change)

    def close(self) -> None:
        """Close the database; a folder can then be copied."""
        self.database.close()
