"""The one way a visit gets its time: one visit or a whole course, all of them or none.

It runs inside the write lock. Every rule that the database does not hold by itself is judged again
there; then everything is taken in one statement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.clinic import Clinic
from app.domain import gate
from app.domain import openings as search
from app.domain.diary import Diary, with_claims
from app.domain.gate import Item
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import (
    Resource,
    Status,
    Visit,
    VisitType,
    claims_of,
    ends_at,
    off_grain,
)
from app.domain.spacing import against_spacing
from app.domain.time import MINUTE, from_minute, local_day, midnight, minute, wall
from app.domain.why_not import why_not
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases import seats
from app.use_cases.diaries import diary_for
from app.use_cases.facts import Files, same_route_days
from app.use_cases.taking import or_say
from app.use_cases.views import judge_one, kind_of

HORIZON = 60
"""Days searched for the nearest start that works."""

AROUND = (
    (timedelta(days=3), timedelta(days=3)),
    (timedelta(days=7), timedelta(days=HORIZON)),
)
"""How far before and after a wished start the nearest one is looked for, step by step."""

FURTHEST = 730
"""Days ahead that a visit can be booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A visit that is to be placed: new, or one that is to move (`visit.id`)."""

    visit: Visit
    """Who, what type, from when; its plan is made here."""
    wishes: Wishes = NO_WISHES
    deadline: datetime | None = None
    """Until when it is held when the gate does not let it be booked; None then refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One want as judged: the visit with its plan, or every reason against it."""

    want: Want
    visit: Visit | None
    """Placed: with its plan, booked or held. None when something stands against it."""
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...]
    nearest: bool = False
    """Whether another start would help."""
    beyond: bool = False
    """Whether the time would do with a lane that is there for overbooking alone."""

    @property
    def of_time(self) -> tuple[Reason, ...]:
        """The reasons that are about the time and not about what is on file."""
        papers = tuple(item.reason for item in self.items if item.open)
        return tuple(reason for reason in self.reasons if reason not in papers)


def place_all(clinic: Clinic, unit: Unit, wants: Sequence[Want]) -> tuple[Visit, ...]:
    """The visits as kept, with everything they hold; `Refused` with every reason against any."""
    assessed = tuple(assess(clinic, unit, wants))
    refuse_if(reason for each in assessed for reason in _told(clinic, unit, each))
    kept = _keep(clinic, unit, [each.visit for each in assessed if each.visit is not None])
    for visit, each in zip(kept, assessed, strict=True):
        unit.scheduling.keep_snapshot(visit.id, snapshot(clinic, visit, each.items))
    return kept


def _told(clinic: Clinic, unit: Unit, each: Assessed) -> Iterator[Reason]:
    """The reasons against a want, the nearest fix last."""
    yield from each.reasons
    if each.nearest:
        best = nearest_start(clinic, unit, each.want)
        if best is None:
            yield Reason("no-start-near", {"days": HORIZON})
        else:
            yield Reason("nearest-start", {"start": wall(best, clinic.zone)})


def assess(clinic: Clinic, unit: Unit, wants: Sequence[Want]) -> Iterator[Assessed]:
    """Judge every want against time, papers, spacing and diary, each after those before it.

    All are one patient's, or nobody's: then papers and spacing say nothing.
    """
    patient = wants[0].visit.patient
    days = [local_day(want.visit.start, clinic.zone) for want in wants]
    moving = [want.visit.id for want in wants if want.visit.id]
    diary = diary_for(clinic, unit, patient or None, (min(days), max(days)), without=moving)
    judged = judge_wants(clinic, unit, wants) if patient else _unjudged(clinic, wants)
    for want, (visit, items, rules) in zip(wants, judged, strict=True):
        ready = replace(want, visit=visit)
        if any(reason.code in UNTIMELY for reason in rules):
            yield Assessed(want=ready, visit=None, items=items, reasons=rules)
            continue
        fitted, against = _fit(clinic, unit, diary, ready, diary.patient)
        if fitted is not None:
            diary = with_claims(diary, claims_of(0, fitted.start, fitted.parts))
        spacing = tuple(reason for reason in rules if reason.code in SPACING)
        papers = tuple(reason for reason in rules if reason not in spacing)
        yield Assessed(
            want=ready,
            visit=None if rules else fitted,
            items=items,
            reasons=(*papers, *against, *spacing),
            nearest=bool(against or spacing),
            beyond=bool(against) and not spacing and _fits_beyond(clinic, diary, ready),
        )


SPACING = frozenset({"spacing-gap", "spacing-most"})
UNTIMELY = frozenset({"start-off-grain", "start-past", "start-far"})
"""Nothing more is said of a time that is no time for a visit anyway."""

Judged = tuple[Visit, tuple[Item, ...], tuple[Reason, ...]]


def judge_wants(clinic: Clinic, unit: Unit, wants: Sequence[Want]) -> Iterator[Judged]:
    """Each visit as it can be booked or held, its readiness, and what stands against it.

    They are judged in turn, since each one booked uses up a visit of the referral. Those that are
    to move and have not had their turn are nowhere meanwhile.
    """
    files = Files(clinic, unit, [want.visit for want in wants])
    settled: list[Visit] = [
        replace(want.visit, status=Status.CANCELLED) for want in wants if want.visit.id
    ]
    for number, want in enumerate(wants):
        asked = want.visit
        shown = asked if asked.id or len(wants) == 1 else replace(asked, id=-1 - number)
        items = judge_one(clinic, files, shown, files.of(shown, also=settled))
        visit = _as_booked_or_held(want, items)
        found = [*off_grain(visit.start), *_untimely(clinic, visit)]
        if visit.status is not Status.HELD:
            found += _against_gate(clinic, files, want, items)
        found += _against_spacing(clinic, files, visit, settled)
        settled = [each for each in settled if each.id != shown.id]
        settled.append(replace(visit, id=shown.id))
        yield visit, items, tuple(found)


def _as_booked_or_held(want: Want, items: tuple[Item, ...]) -> Visit:
    """Booked when the gate lets it; else held until the deadline, when there is one."""
    visit = want.visit
    open_still = any(True for _ in gate.against_booking(items))
    if visit.status is Status.BOOKED and open_still and want.deadline is not None:
        return replace(visit, status=Status.HELD, hold_until=want.deadline)
    return visit


def _against_gate(
    clinic: Clinic, files: Files, want: Want, items: tuple[Item, ...]
) -> Iterator[Reason]:
    """What would not let it be booked; a visit that moves is told only what its new day brings."""
    before: set[str] = set()
    old = files.stored(want.visit.id)
    if old is not None and old.status is Status.BOOKED:
        shown = judge_one(clinic, files, old, files.of(old))
        before = {item.item for item in shown if item.open}
    for item in items:
        if item.item not in before:
            yield from gate.against_booking((item,))


def _against_spacing(
    clinic: Clinic, files: Files, visit: Visit, settled: Sequence[Visit]
) -> Iterator[Reason]:
    kind = clinic.setup.types[visit.type]
    on = local_day(visit.start, clinic.zone)
    return against_spacing(kind.spacing, on, files.same_route_days(visit, also=settled))


def _untimely(clinic: Clinic, visit: Visit) -> Iterator[Reason]:
    now = clinic.now()
    if visit.start <= now:
        yield Reason("start-past", {"start": wall(visit.start, clinic.zone)})
    elif visit.start > now + timedelta(days=FURTHEST):
        yield Reason("start-far", {"start": wall(visit.start, clinic.zone), "days": FURTHEST})
    held = visit.status is Status.HELD and visit.hold_until is not None
    if held and not now < (visit.hold_until or now) <= visit.start:
        yield Reason("hold-needs-deadline")


def _unjudged(clinic: Clinic, wants: Sequence[Want]) -> Iterator[Judged]:
    for want in wants:
        untimely = (*off_grain(want.visit.start), *_untimely(clinic, want.visit))
        yield want.visit, (), untimely


def _fit(
    clinic: Clinic, unit: Unit, diary: Diary, want: Want, own: Resource | None
) -> tuple[Visit | None, tuple[Reason, ...]]:
    """The visit with its plan, or every reason in the diary against it."""
    visit, kind = want.visit, kind_of(clinic, want.visit)
    seat = seats.free_seat(unit, kind, own, diary, visit.start) if own else None
    if seat is not None:
        joined = replace(visit, session=seat.session, end=seat.end, parts=seat.parts)
        return replace(joined, overbooked=""), ()
    grain = diary.at(visit.start)
    prefer = frozenset(part.resource for part in visit.parts)
    parts = search.plan(kind, diary, own, grain, want.wishes, prefer=prefer)
    if parts is not None:
        return replace(visit, session=None, parts=parts, overbooked=""), ()
    if visit.overbooked:
        parts = search.plan(kind, diary, own, grain, want.wishes, extra=True)
    if parts is not None:
        return replace(visit, session=None, parts=parts), ()
    found = tuple(why_not(kind, diary, own, visit.start, want.wishes))
    return None, found or (Reason("taken-meanwhile"),)


def _fits_beyond(clinic: Clinic, diary: Diary, want: Want) -> bool:
    """Whether a lane for overbooking would do where no other is free."""
    kind, grain = kind_of(clinic, want.visit), diary.at(want.visit.start)
    return search.plan(kind, diary, diary.patient, grain, want.wishes, extra=True) is not None


def nearest_start(clinic: Clinic, unit: Unit, want: Want) -> datetime | None:
    """The start nearest to a wished one that the diary and the rules of spacing allow.

    Few days are looked at first; more only when none of them has one near enough to be the nearest.
    """
    start = want.visit.start
    soonest = clinic.now() + MINUTE
    found = None
    for before, after in AROUND:
        begin = max(soonest, midnight(local_day(start - before, clinic.zone), clinic.zone))
        last = max(begin, start + after)
        found = _nearest_within(clinic, unit, want, begin=begin, last=last)
        until_end = midnight(local_day(last, clinic.zone) + timedelta(days=1), clinic.zone) - start
        reach = until_end if begin == soonest else min(until_end, start - begin)
        if found is not None and abs(found - start) <= reach:
            break
    return found


def _nearest_within(
    clinic: Clinic,
    unit: Unit,
    want: Want,
    *,
    begin: datetime,
    last: datetime,
) -> datetime | None:
    kind = kind_of(clinic, want.visit)
    days = (local_day(begin, clinic.zone), local_day(last, clinic.zone))
    gone = [want.visit.id] if want.visit.id else []
    diary = diary_for(clinic, unit, want.visit.patient or None, days, without=gone)
    own, start, wishes = diary.patient, want.visit.start, want.wishes
    allowed = spaced_days(clinic, unit, want.visit, diary) if own else diary.whole
    return search.nearest(kind, diary, own, start, wishes, allowed=allowed, since=begin)


def spaced_days(clinic: Clinic, unit: Unit, visit: Visit, diary: Diary) -> int:
    """The grains of the days on which the rules of spacing allow such a visit."""
    kind = clinic.setup.types[visit.type]
    if not kind.spacing.gap_days and not kind.spacing.most:
        return diary.whole
    mine = unit.scheduling.visits_of(visit.patient)
    others = same_route_days(clinic, visit, mine)
    bits = 0
    for day in diary.days:
        if not any(True for _ in against_spacing(kind.spacing, day.day, others)):
            bits |= day.bits
    return bits


def _keep(clinic: Clinic, unit: Unit, placed: Sequence[Visit]) -> tuple[Visit, ...]:
    """Everything at once; a group's first patient opens its session as well."""
    with or_say(refuse("taken-meanwhile")):
        opened = [seats.with_session(clinic, unit, visit) for visit in placed]
        return unit.scheduling.keep(opened)


def wished(clinic: Clinic, kind: VisitType, patient: int, start: datetime) -> Visit:
    """A visit that somebody asks for, not yet placed."""
    return Visit(
        patient=patient,
        type=kind.slug,
        start=start,
        end=ends_at(kind, start),
        booked_by=clinic.person.login,
        booked_at=from_minute(minute(clinic.now())),
    )


def snapshot(clinic: Clinic, visit: Visit, items: tuple[Item, ...]) -> dict[str, object]:
    """What the gate saw when a visit was let through: states, codes and versions, no names."""
    asked = {form for _, _, form in (each.item.partition(":") for each in items) if form}
    in_force = clinic.forms.on(local_day(visit.start, clinic.zone))
    return {
        "policy": clinic.setup.policy.version,
        "forms": {name: in_force[name].version for name in sorted(asked & in_force.keys())},
        "items": {
            item.item: {"state": item.state.value, "code": item.reason.code} for item in items
        },
    }
