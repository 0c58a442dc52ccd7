"""A desk that does things at random, and a plain model that says what must come of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.domain.scheduling import Claim, Kind, Need, Resource, Status, Visit, VisitType, stretched
from app.domain.time import instant, minute
from app.use_cases.blocks import BlockWish, block_time, unblock
from app.use_cases.moving import move_visit, resize_visit
from app.use_cases.scheduling import Wish, book_visit, cancel_visit
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import NOW, add_patient, everything_held, file_everything

DAYS = (date(2026, 11, 24), date(2026, 11, 27))
KINDS = ("preparation", "integration", "evaluation", "follow-up", "iv-dosing")
BLOCKED = ("Room 1", "Room 2", "Pump 1", "Ira Moss", "Rosa Ortiz")
OPEN, CLOSED = time(8), time(18)
COMING = {Status.BOOKED, Status.HELD}

State = Visit | Block


@dataclass
class Desk:
    """A clinic, what the model says it holds, and the acts that could be taken back."""

    clinic: Clinic
    chance: Random
    patients: list[Patient]
    resources: tuple[Resource, ...]
    own: dict[int, Resource]
    visits: dict[int, Visit] = field(default_factory=dict[int, Visit])
    blocks: dict[int, Block] = field(default_factory=dict[int, Block])
    acts: list[tuple[str, dict[tuple[str, int], tuple[State | None, State]]]] = field(
        default_factory=list[tuple[str, dict[tuple[str, int], tuple[State | None, State]]]]
    )
    numbers: Iterator[int] = field(default_factory=count)
    done: int = 0

    def step(self) -> None:
        """One act at random; whatever comes of it must be what the model says."""
        acts = (self.book, self.book, self.move, self.resize, self.cancel, self.block)
        self.chance.choice((*acts, self.lift, self.undo, self.undo))()

    def book(self) -> None:
        """Book some kind of visit for somebody."""
        patient, kind = self.chance.choice(self.patients), self.kind()
        start, token = self.start(), self.token()
        wish = Wish(patient=patient.id, type=kind.slug, start=start, token=token)
        works = self.can(kind, patient.id, start)
        self.ask(works, lambda: book_visit(self.clinic, wish), token)

    def move(self) -> None:
        """Move a visit to come."""
        visit = self.coming()
        if visit is None:
            return
        start, token = self.start(), self.token()
        kind = stretched(self.clinic.setup.types[visit.type], visit.stretch)
        works = self.can(kind, visit.patient, start, without=visit.id)
        self.ask(works, lambda: move_visit(self.clinic, visit.id, start, token=token), token)

    def resize(self) -> None:
        """Make a visit a little longer or shorter."""
        visit = self.coming()
        if visit is None:
            return
        more, token = self.chance.choice((-10, -5, 5, 10, 15, 30)), self.token()
        kind = self.clinic.setup.types[visit.type]
        minutes = kind.patient_minutes + visit.stretch + more
        works = self.can_grow(visit, kind, more)
        self.ask(works, lambda: resize_visit(self.clinic, visit.id, minutes, token=token), token)

    def cancel(self) -> None:
        """Call a visit off, once it is there."""
        if not self.visits:
            return
        visit, token = self.chance.choice(list(self.visits.values())), self.token()
        works = visit.status in COMING
        self.ask(works, lambda: cancel_visit(self.clinic, visit.id, token=token), token)

    def block(self) -> None:
        """Block somebody or something, now and then taking the time of visits."""
        name = self.chance.choice(BLOCKED)
        resource = next(each for each in self.resources if each.name == name)
        start, length = self.start(), self.chance.choice((15, 30, 60))
        end = start + timedelta(minutes=length)
        displace, token = self.chance.random() < 0.3, self.token()
        hit = self.holders(resource.lanes, minute(start), minute(end)) - self.blocks.keys()
        same = (resource.id, start, end)
        again = any(
            (b.resource, b.start, b.end) == same for b in self.blocks.values() if not b.lifted
        )
        works = (displace or not hit) and not again
        wish = BlockWish(resource=resource.id, start=start, end=end, kind="meeting")

        def act() -> None:
            blocked = block_time(self.clinic, wish, displace=displace, token=token)
            changed: list[State] = [view.visit for view in blocked.displaced]
            assert {visit.id for visit in changed} == hit
            self.keep(token, [*changed, *blocked.blocks])

        self.try_it(works, act)

    def lift(self) -> None:
        """Take a block away."""
        if not self.blocks:
            return
        block, token = self.chance.choice(list(self.blocks.values())), self.token()

        def act() -> None:
            self.keep(token, list(unblock(self.clinic, block.id, token=token).blocks))

        self.try_it(works=not block.lifted, act=act)

    def undo(self) -> None:
        """Take one of the last acts back."""
        if not self.acts:
            return
        token, changes = self.acts[-self.chance.randint(1, min(4, len(self.acts)))]
        mine = self.token()
        works = self.can_undo(changes)

        def act() -> None:
            undone = undo_act(self.clinic, token, mine=mine)
            with self.clinic.database.reading() as unit:
                blocks = [unit.scheduling.block(n) for kind, n in changes if kind == "block"]
            self.keep(mine, [*(v.visit for v in undone.visits), *(b for b in blocks if b)])

        self.try_it(works, act)

    def ask(self, works: bool, act: Callable[[], VisitView], token: str) -> None:  # noqa: FBT001
        """Do an act about one visit, and keep what came of it."""
        self.try_it(works, lambda: self.keep(token, [act().visit]))

    def try_it(self, works: bool, act: Callable[[], None]) -> None:  # noqa: FBT001
        """The act is done exactly when the model says that it can be."""
        self.done += 1
        refused: list[str] = []
        try:
            act()
        except Refused as error:
            refused = [reason.code for reason in error.reasons]
        assert works == (not refused), refused or "done against the model"

    def keep(self, token: str, changed: Sequence[State]) -> None:
        """What an act left is what the model holds from now on."""
        before: dict[tuple[str, int], tuple[State | None, State]] = {}
        for each in changed:
            if isinstance(each, Visit):
                before["visit", each.id] = (self.visits.get(each.id), replace(each, version=0))
                self.visits[each.id] = each
            else:
                before["block", each.id] = (self.blocks.get(each.id), replace(each, version=0))
                self.blocks[each.id] = each
        self.acts.append((token, before))
        self.check()

    def check(self) -> None:
        """Nothing is held twice, and every plan meets the needs of its visit."""
        claims = [claim for visit in self.visits.values() for claim in visit.claims]
        taken = grains(claims)
        assert len(taken) == sum((c.end - c.start) // 5 for c in claims)
        assert not taken & grains(self.blocked())
        for visit in self.visits.values():
            if visit.claims:
                kind = stretched(self.clinic.setup.types[visit.type], visit.stretch)
                wanted = {need.role for need in kind.needs if not need.presence} | {"patient"}
                assert {part.role for part in visit.parts} == wanted

    def compare(self) -> None:
        """The store holds what the model holds, and its chain is whole."""
        lanes = [lane for r in (*self.resources, *self.own.values()) for lane in r.lanes]
        with self.clinic.database.reading() as unit:
            kept = everything_held(unit, minute(NOW), minute(NOW) + 30 * 1440, lanes)
        assert grains(kept) == grains(self.claims())
        assert len(grains(kept)) == sum((c.end - c.start) // 5 for c in kept)

    def forget_what_is_over(self) -> None:
        """Cancelled visits and lifted blocks that no act to come can touch leave the model."""
        kept = {key for _, changes in self.acts[-4:] for key in changes}
        self.acts = self.acts[-4:]
        for number, visit in list(self.visits.items()):
            if visit.status is Status.CANCELLED and ("visit", number) not in kept:
                del self.visits[number]
        for number, block in list(self.blocks.items()):
            if block.lifted and ("block", number) not in kept:
                del self.blocks[number]

    def claims(self, without: int = 0) -> Iterator[Claim]:
        """Everything held, by the model."""
        for visit in self.visits.values():
            if visit.id != without:
                yield from visit.claims
        yield from self.blocked()

    def blocked(self) -> Iterator[Claim]:
        """What blocks hold; several may be about the same time."""
        lanes = {resource.id: resource.lanes for resource in self.resources}
        for block in self.blocks.values():
            yield from block.claims(lanes[block.resource])

    def holders(self, lanes: Sequence[int], first: int, end: int, without: int = 0) -> set[int]:
        """Who holds any of these lanes in a span."""
        return {
            claim.holder
            for claim in self.claims(without)
            if claim.lane in lanes and claim.start < end and first < claim.end
        }

    def can(self, kind: VisitType, patient: int, start: datetime, without: int = 0) -> bool:
        """Whether such a visit fits: every way to meet the needs is tried."""
        begin = minute(start)
        own = self.own[patient].lanes
        if self.holders(own, begin, begin + kind.patient_minutes, without):
            return False
        if self.too_near(kind, patient, start.date(), without):
            return False
        here = [need for need in kind.needs if need.presence]
        if not all(self.somebody_there(kind, need, begin) for need in here):
            return False
        wanted = [need for need in kind.needs if not need.presence]
        return self.met(kind, wanted, begin, without, [])

    def too_near(self, kind: VisitType, patient: int, on: date, without: int) -> bool:
        """Whether another dose by the same route is too near; the days of one week never crowd."""
        types = self.clinic.setup.types
        return any(
            abs((other.start.date() - on).days) < kind.spacing.gap_days
            for other in self.visits.values()
            if other.patient == patient
            and other.id != without
            and types[other.type].route is kind.route
            and other.status is not Status.CANCELLED
        )

    def somebody_there(self, kind: VisitType, need: Need, begin: int) -> bool:
        """Whether somebody with the skill is at work and not blocked."""
        first, end = (begin + at for at in kind.span(need))
        return any(
            self.at_work(first, end)
            and not any(number in self.blocks for number in self.holders(each.lanes, first, end))
            for each in self.pool(need)
        )

    def met(
        self,
        kind: VisitType,
        wanted: Sequence[Need],
        begin: int,
        without: int,
        used: list[tuple[int, int, int]],
    ) -> bool:
        """Whether the needs can be met by people and things that are not on it already."""
        if not wanted:
            return True
        need, rest = wanted[0], wanted[1:]
        first, end = (begin + at for at in kind.span(need))
        return any(
            self.at_work(first, end)
            and any(not self.holders([lane], first, end, without) for lane in each.lanes)
            and not any(each.id == who and first < b and a < end for who, a, b in used)
            and self.met(kind, rest, begin, without, [*used, (each.id, first, end)])
            for each in self.pool(need)
        )

    def pool(self, need: Need) -> list[Resource]:
        """Who has the kind and the skill."""
        return [r for r in self.resources if r.kind is need.kind and need.skill in r.skills]

    def at_work(self, first: int, end: int) -> bool:
        """Whether a span lies within the hours of one of the days."""
        zone = self.clinic.zone
        return any(
            minute(instant(datetime.combine(day, OPEN), zone)) <= first
            and end <= minute(instant(datetime.combine(day, CLOSED), zone))
            for day in DAYS
        )

    def can_grow(self, visit: Visit, kind: VisitType, more: int) -> bool:
        """Whether everybody on a visit is free for so much longer."""
        before, after = stretched(kind, visit.stretch), stretched(kind, visit.stretch + more)
        if min(phase.minutes for phase in after.phases) < 5:
            return False
        if visit.displaced:
            return True
        spans = {need.role: (before.span(need), after.span(need)) for need in kind.needs}
        begin = minute(visit.start)
        for part in visit.parts:
            ends = part.end + more
            if part.role != "patient":
                ends = part.end + spans[part.role][1][1] - spans[part.role][0][1]
            if self.holders([part.lane], begin + part.start, begin + ends, visit.id):
                return False
            if part.role != "patient" and not self.at_work(begin + part.start, begin + ends):
                return False
        return True

    def can_undo(self, changes: dict[tuple[str, int], tuple[State | None, State]]) -> bool:
        """Whether nothing was changed again since, and the old time is free."""
        visits: list[Claim] = []
        blocks: list[Claim] = []
        lanes = {resource.id: resource.lanes for resource in self.resources}
        for (kind, number), (was, after) in changes.items():
            now = self.visits[number] if kind == "visit" else self.blocks[number]
            if replace(now, version=0) != after:
                return False
            if isinstance(was, Visit):
                visits += was.claims
            elif was is not None:
                blocks += was.claims(lanes[was.resource])
        touched = {number for _, number in changes}
        stay = [claim for claim in self.claims() if claim.holder not in touched]
        held = [claim for claim in stay if claim.holder not in self.blocks]
        return not (grains(visits) & grains([*stay, *blocks]) or grains(blocks) & grains(held))

    def kind(self) -> VisitType:
        """Some kind of visit."""
        return self.clinic.setup.types[self.chance.choice(KINDS)]

    def start(self) -> datetime:
        """Some start within or just past the hours."""
        minutes = self.chance.randrange(8 * 60 - 30, 18 * 60, 15)
        wall = datetime.combine(self.chance.choice(DAYS), time(minutes // 60, minutes % 60))
        return instant(wall, self.clinic.zone)

    def coming(self) -> Visit | None:
        """Some visit that is still to come."""
        coming = [visit for visit in self.visits.values() if visit.status in COMING]
        return self.chance.choice(coming) if coming else None

    def token(self) -> str:
        """A mark for an act."""
        return f"act-{next(self.numbers)}"


def grains(claims: Iterable[Claim]) -> set[tuple[int, int]]:
    """Every five minutes of every lane that is held."""
    return {(claim.lane, at) for claim in claims for at in range(claim.start, claim.end, 5)}


def open_desk(clinic: Clinic, chance: Random) -> Desk:
    """The desk of a small clinic with a few patients who have everything on file."""
    patients = [add_patient(clinic, f"Given{n}", f"Family{n}") for n in range(5)]
    for patient in patients:
        file_everything(clinic, patient)
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        resources = unit.scheduling.resources()
        own = {patient.id: unit.scheduling.patient_resource(patient.id) for patient in patients}
    known = tuple(each for each in resources if each.kind is not Kind.PATIENT)
    return Desk(clinic=clinic, chance=chance, patients=patients, resources=known, own=own)
