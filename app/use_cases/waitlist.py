"""The wait list: putting somebody on it, offering a time, and booking it in one act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from app.clinic import Clinic, new_token
from app.domain import gate
from app.domain.access import Act
from app.domain.both import both_kept
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.refusal import Reason, Refused, refuse, refuse_if
from app.domain.scheduling import Status, Visit, VisitType
from app.domain.time import midnight, wall
from app.domain.waiting import (
    ANSWERS,
    DAWN,
    NIGHT,
    WaitEntry,
    against_entry,
    is_waiting,
    later_visit,
    offer_stands,
)
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases.facts import Files
from app.use_cases.gaps import asked_visit
from app.use_cases.patients import by_number
from app.use_cases.placing import Want, place_all
from app.use_cases.resources import numbered
from app.use_cases.scheduling import release_late_holds, visit_type
from app.use_cases.views import VisitView, judge, judge_one, view_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitWish:
    """What somebody waits for, and when they can come."""

    patient: int
    type: str
    urgent: bool = False
    weekdays: frozenset[int] = frozenset()
    after: time | None = None
    before: time | None = None
    until: date | None = None
    person: int = 0
    """The resource with whom it has to be, 0 when anybody will do."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitView:
    """One entry of the wait list as a line shows it."""

    entry: WaitEntry
    patient: Patient
    type: VisitType
    person: str
    """Name of whoever it has to be with, empty when anybody will do."""
    items: tuple[Item, ...]
    """The readiness of such a visit today."""
    later: Visit | None
    """Such a visit that they have already."""
    called_by: str
    """Name of whoever called them last."""


def wait_wish(patient: int, slug: str, wishes: Wishes) -> WaitWish:
    """What somebody waits for who has told their wishes while booking."""
    kept = kept_wishes(wishes)
    after, before = kept.between or (DAWN, NIGHT)
    return WaitWish(
        patient=patient,
        type=slug,
        weekdays=kept.weekdays,
        after=None if after == DAWN else after,
        before=None if before == NIGHT else before,
        person=kept.people[0] if kept.people else 0,
    )


def add_to_waitlist(clinic: Clinic, wish: WaitWish) -> WaitEntry:
    """Put somebody on the wait list; they leave it by themselves once they have a sooner visit."""
    with clinic.writing(Act.EDIT_WAITLIST) as unit:
        return put_on(clinic, unit, wish)


def put_on(clinic: Clinic, unit: Unit, wish: WaitWish) -> WaitEntry:
    """The same inside a door that is open already."""
    kind = visit_type(clinic, wish.type)
    by_number(unit, wish.patient)
    close_what_is_over(clinic, unit)
    coming = _coming(clinic, unit, wish)
    asked = _wished(WaitEntry(patient=wish.patient, type=wish.type, since=clinic.now()), wish)
    entry = replace(asked, sooner_than=coming.start if coming else None)
    refuse_if(_against(clinic, unit, entry, kind))
    kept = unit.waiting.add(entry)
    unit.note(patient=kept.patient, entry=kept.id, type=kept.type)
    return kept


def kept_wishes(wishes: Wishes) -> Wishes:
    """What the wait list keeps of some wishes: days, hours, and one person."""
    people = wishes.people if len(wishes.people) == 1 else ()
    return Wishes(people=people, between=wishes.between, weekdays=wishes.weekdays)


def left_wishes(wishes: Wishes) -> Wishes:
    """What the wait list has no place for but the note."""
    people = () if kept_wishes(wishes).people else wishes.people
    return replace(wishes, between=None, weekdays=frozenset(), people=people)


def _coming(clinic: Clinic, unit: Unit, wish: WaitWish) -> Visit | None:
    """The next visit of the kind that the patient has already."""
    now = clinic.now()
    entry = WaitEntry(patient=wish.patient, type=wish.type, since=now)
    return later_visit(entry, unit.scheduling.visits_of(wish.patient), now)


def _wished(entry: WaitEntry, wish: WaitWish) -> WaitEntry:
    return replace(
        entry,
        urgent=wish.urgent,
        weekdays=wish.weekdays,
        after=wish.after,
        before=wish.before,
        until=wish.until,
        person=wish.person,
        note=wish.note.strip(),
    )


def _against(clinic: Clinic, unit: Unit, entry: WaitEntry, kind: VisitType) -> Iterator[Reason]:
    others = _waiting(clinic, unit, unit.waiting.open([entry.patient]))
    if any(each.type == entry.type and each.id != entry.id for each in others):
        yield Reason("wait-twice")
    yield from against_entry(entry, kind.patient_minutes, clinic.today())
    if entry.person:
        person = numbered(unit, entry.person)
        if not any(n.kind is person.kind and n.skill in person.skills for n in kind.needs):
            yield Reason("wait-person", {"name": person.name, "type": kind.title})


def _waiting(clinic: Clinic, unit: Unit, entries: Sequence[WaitEntry]) -> tuple[WaitEntry, ...]:
    """The entries whose patient still waits."""
    visits = unit.scheduling.visits_of_many({entry.patient for entry in entries})
    now, today = clinic.now(), clinic.today()
    return tuple(
        entry for entry in entries if is_waiting(entry, visits.get(entry.patient, ()), now, today)
    )


def close_what_is_over(clinic: Clinic, unit: Unit) -> None:
    """Close the entries that can never be waiting again, so that the list stays short to read."""
    entries, now = unit.waiting.open(), clinic.now()
    visits = unit.scheduling.visits_of_many({entry.patient for entry in entries})
    for entry in entries:
        begun = [v for v in visits.get(entry.patient, ()) if v.start <= now]
        if not is_waiting(entry, begun, now, clinic.today()):
            unit.waiting.keep(replace(entry, closed_at=now))


def change_entry(
    clinic: Clinic, number: int, wish: WaitWish, *, since: WaitEntry | None = None
) -> WaitEntry:
    """Change when somebody can come, or how urgent it is; who waits and for what stays.

    `since` is the entry as whoever changed it had seen it: what others did meanwhile is kept, and
    asked about where it is the same.
    """
    with clinic.writing(Act.EDIT_WAITLIST) as unit:
        before = _known(unit, number)
        seen = before if since is None else since
        asked = both_kept(seen, _wished(seen, wish), before)
        refuse_if(_against(clinic, unit, asked, visit_type(clinic, before.type)))
        return unit.waiting.keep(asked)


def remove_from_waitlist(clinic: Clinic, number: int) -> WaitEntry:
    """Take somebody off the list."""
    with clinic.writing(Act.EDIT_WAITLIST) as unit:
        return unit.waiting.keep(replace(_known(unit, number), closed_at=clinic.now()))


def put_back(clinic: Clinic, number: int) -> WaitEntry:
    """Put somebody on the list again who was taken off it, in their old place."""
    with clinic.writing(Act.EDIT_WAITLIST) as unit:
        entry = replace(_known(unit, number), closed_at=None)
        refuse_if(_against(clinic, unit, entry, visit_type(clinic, entry.type)))
        return unit.waiting.keep(entry)


def _known(unit: Unit, number: int) -> WaitEntry:
    """The entry with a number; an unknown one is refused."""
    entry = unit.waiting.entry(number)
    if entry is None:
        raise refuse("wait-unknown", entry=number)
    unit.note(patient=entry.patient, entry=entry.id)
    return entry


def _known_waiting(clinic: Clinic, unit: Unit, number: int) -> WaitEntry:
    """The entry with a number; one whose patient no longer waits is refused."""
    entry = _known(unit, number)
    if not _waiting(clinic, unit, [entry]):
        raise refuse("wait-over")
    return entry


def offer(clinic: Clinic, number: int, start: datetime | None = None) -> WaitEntry:
    """Note that a patient is being called; somebody else's call that is still open is in the way.

    What is offered is a time, or none in particular.
    """
    with clinic.writing(Act.OFFER_TIME) as unit:
        entry = _known_waiting(clinic, unit, number)
        if offer_stands(entry, clinic.person.login, clinic.now()):
            raise refuse("offer-stands", by=_caller(unit, entry), at=_when(clinic, entry))
        called = replace(
            entry,
            offered_at=clinic.now(),
            offered_by=clinic.person.login,
            offered_start=start,
            answer="",
        )
        return unit.waiting.keep(called)


def _caller(unit: Unit, entry: WaitEntry) -> str:
    person = unit.staff.by_login(entry.offered_by)
    return person.name if person else entry.offered_by


def _when(clinic: Clinic, entry: WaitEntry) -> datetime:
    return wall(entry.offered_at or clinic.now(), clinic.zone)


def answer(clinic: Clinic, number: int, said: str) -> WaitEntry:
    """Note what a call came to; without an offer before it, it is one of no time in particular."""
    if said not in ANSWERS:
        raise refuse("answer-unknown", known=ANSWERS)
    with clinic.writing(Act.OFFER_TIME) as unit:
        entry = _known_waiting(clinic, unit, number)
        if entry.offered_at is None or entry.answer:
            called = {"offered_at": clinic.now(), "offered_by": clinic.person.login}
            entry = replace(entry, **called, offered_start=None)
        unit.note(answer=said)
        return unit.waiting.keep(replace(entry, answer=said))


def take_call_back(clinic: Clinic, before: WaitEntry) -> WaitEntry:
    """What was noted of a call never was: the last call is the one before it."""
    with clinic.writing(Act.OFFER_TIME) as unit:
        entry = replace(
            _known(unit, before.id),
            offered_at=before.offered_at,
            offered_by=before.offered_by,
            offered_start=before.offered_start,
            answer=before.answer,
        )
        return unit.waiting.keep(entry)


def fill(
    clinic: Clinic,
    number: int,
    start: datetime,
    *,
    wishes: Wishes = NO_WISHES,
    forward: bool = True,
    hold_until: datetime | None = None,
    token: str = "",
) -> VisitView:
    """Book somebody from the wait list, who then waits no longer.

    A later visit of the same kind is brought forward: it keeps its papers and its place in the
    course, and its old time is free in the same act. With `forward=False` it stays where it is.
    What the gate does not let be booked is held until `hold_until`, or refused.
    """
    with clinic.writing(Act.FILL_GAP, token=token or new_token()) as unit:
        entry = _known_waiting(clinic, unit, number)
        release_late_holds(clinic, unit)
        visits = unit.scheduling.visits_of(entry.patient)
        later = later_visit(entry, visits, start) if forward else None
        asked = asked_visit(clinic, entry, start, later)
        kept_to = wishes if wishes != NO_WISHES else Wishes(people=entry.wishes.people)
        visit = _place(clinic, unit, Want(visit=asked, wishes=kept_to, deadline=hold_until))
        unit.shelf.take([visit.id])
        unit.note(visit=visit.id, status=visit.status.value, forward=later is not None)
        return view_visits(clinic, unit, [visit])[0]


def _place(clinic: Clinic, unit: Unit, want: Want) -> Visit:
    """The visit as kept; one that was only held is booked if the gate lets it now."""
    if want.visit.status is not Status.HELD:
        return place_all(clinic, unit, [want])[0]
    until = want.deadline or want.visit.start
    held = replace(want, visit=replace(want.visit, hold_until=until))
    (visit,) = place_all(clinic, unit, [held])
    against = tuple(gate.against_booking(judge(clinic, unit, [visit])[visit.id]))
    if against and want.deadline is None:
        raise Refused(against)
    if against:
        return visit
    return unit.scheduling.keep([replace(visit, status=Status.BOOKED, hold_until=None)])[0]


def see_entry(clinic: Clinic, number: int) -> WaitView:
    """One entry of the wait list as it is now."""
    found = next((view for view in see_waitlist(clinic) if view.entry.id == number), None)
    if found is None:
        raise refuse("wait-over")
    return found


def see_waitlist(clinic: Clinic) -> tuple[WaitView, ...]:
    """Everybody who waits, urgent first, then whoever waits longest."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        return read_waitlist(clinic, unit)


def read_waitlist(clinic: Clinic, unit: Unit) -> tuple[WaitView, ...]:
    """The same inside a door that is open already, in a fixed number of look-ups."""
    waiting = _waiting(clinic, unit, unit.waiting.open())
    entries = sorted(waiting, key=lambda entry: (not entry.urgent, entry.since, entry.id))
    people = unit.patients.many({entry.patient for entry in entries})
    visits = unit.scheduling.visits_of_many(people)
    names = {resource.id: resource.name for resource in unit.scheduling.resources()}
    staff = {person.login: person.name for person in unit.staff.all()}
    today = midnight(clinic.today(), clinic.zone)
    later = [later_visit(e, visits.get(e.patient, ()), clinic.now()) for e in entries]
    types = clinic.setup.types
    asked = [asked_visit(clinic, e, today, has) for e, has in zip(entries, later, strict=True)]
    files = Files(clinic, unit, asked)
    return tuple(
        WaitView(
            entry=entry,
            patient=people[entry.patient],
            type=types[entry.type],
            person=names.get(entry.person, ""),
            items=judge_one(clinic, files, visit, files.of(visit)),
            later=has,
            called_by=staff.get(entry.offered_by, ""),
        )
        for entry, visit, has in zip(entries, asked, later, strict=True)
    )
