"""The standing judgement: what touches a visit to come judges it again."""

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import State, Stop
from app.domain.judged import DAY_TURNED, DECIDED, PLAN, Judged
from app.domain.patients import Patient
from app.domain.records import Referral, ReferralState
from app.domain.refusal import Refused
from app.domain.scheduling import STANDING, Resource, Status
from app.use_cases import records
from app.use_cases.blocks import BlockWish, block_time
from app.use_cases.judging import (
    day_begins,
    is_behind,
    judge_now,
    rejudge_visits,
    see_attention,
)
from app.use_cases.moving import move_visit
from app.use_cases.scheduling import book_held_visit, cancel_visit, see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import NOW, Small, add_patient, at, file_everything
from tests.use_cases.asking import book, refusal
from tests.use_cases.random_acts import KINDS


def judged(clinic: Clinic, view: VisitView) -> Judged | None:
    with clinic.database.reading() as unit:
        return unit.judged.of([view.visit.id]).get(view.visit.id)


def marks(clinic: Clinic, view: VisitView) -> list[tuple[str, str, str]]:
    found = judged(clinic, view)
    assert found is not None
    return [(mark.item, mark.reason.code, mark.cause) for mark in found.marks]


def reject_referral(clinic: Clinic, patient: Patient) -> None:
    """The referral on file turns out to be of no use."""
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        (referral,) = unit.records.referrals([patient.id])[patient.id]
        unit.records.update_referral(
            replace(referral, state=ReferralState.REJECTED, reason="not signed")
        )


def accept_another(clinic: Clinic, patient: Patient) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.records.add_referral(
            Referral(
                patient=patient.id,
                state=ReferralState.ACCEPTED,
                referrer="Dr. Vale, MD",
                letter_on=date(2026, 11, 20),
            )
        )


def payload(clinic: Clinic) -> dict[str, object]:
    with clinic.database.reading() as unit:
        return json.loads(unit.audit.last(1)[0].payload)


def all_as_fresh(clinic: Clinic) -> None:
    """What is stored of every visit to come is what a judgement finds now."""
    with clinic.reading(Act.SEE_DAY) as unit:
        since = day_begins(clinic)
        visits = [
            visit
            for visit in unit.scheduling.visits_between(since, since + timedelta(days=400))
            if visit.status in STANDING
        ]
        stored = unit.judged.of([visit.id for visit in visits])
        fresh = list(judge_now(clinic, unit, visits, {visit.id for visit in visits}))
    assert {n: dict(each.states) for n, each in stored.items()} == {
        f.visit.id: {item.item: item.state for item in f.items} for f in fresh
    }
    for found in fresh:
        mine = stored[found.visit.id]
        plan = [mark.reason for mark in mine.marks if mark.item == PLAN]
        assert plan == list(found.lost or ())
        stops = {i.item for i in found.items if i.open and i.stops is Stop.BOOKING}
        marked = {mark.item for mark in mine.marks} - {PLAN}
        assert marked <= {item.item for item in found.items if item.open}
        assert found.visit.status is not Status.BOOKED or stops <= marked


def test_a_visit_is_judged_by_the_act_that_books_it(clinic: Clinic, ana: Patient) -> None:
    visit = book(clinic, ana, 25)

    found = judged(clinic, visit)

    assert found is not None
    assert (found.day, found.marks, found.since) == (date(2026, 11, 23), (), None)
    assert found.states["referral"] is State.MET
    assert found.states["ride"] is State.MISSING
    assert not is_behind(clinic)


def test_what_is_lost_is_marked_by_the_act_and_said_in_its_audit_row(
    clinic: Clinic, ana: Patient
) -> None:
    near, far = book(clinic, ana, 25), book(clinic, ana, 30)

    reject_referral(clinic, ana)

    expected = [("referral", "referral-rejected", "make-clinic")]
    assert [marks(clinic, visit) for visit in (near, far)] == [expected, expected]
    assert payload(clinic)["attention"] == [near.visit.id, far.visit.id]
    attention = see_visit(clinic, far.visit.id).attention
    assert [reason.code for reason in attention] == ["referral-rejected"]


def test_a_mark_keeps_its_moment_and_goes_by_itself(small: Small) -> None:
    now = [NOW]
    clinic = replace(small, clock=lambda: now[0]).open()
    ana = add_patient(clinic, "Ana", "Romero")
    file_everything(clinic, ana)
    visit = book(clinic, ana, 25)
    reject_referral(clinic, ana)
    now[0] += timedelta(hours=1)
    records.record_ride(clinic, visit.visit.id, "Luz", "+12025550111")

    later = judged(clinic, visit)
    accept_another(clinic, ana)

    assert later is not None
    assert [mark.since for mark in later.marks] == [NOW]
    assert marks(clinic, visit) == []
    assert payload(clinic)["well"] == [visit.visit.id]
    clinic.close()


def test_what_never_was_there_is_no_loss(clinic: Clinic, bruno: Patient) -> None:
    visit = book(clinic, bruno, 25, hold_until=(24, "18:00"))

    assert marks(clinic, visit) == []
    assert see_visit(clinic, visit.visit.id).attention == ()


def test_a_hold_that_loses_what_it_had_is_marked_too(clinic: Clinic, ana: Patient) -> None:
    visit = book(clinic, ana, 25, hold_until=(24, "18:00"))

    reject_referral(clinic, ana)

    assert marks(clinic, visit) == [("referral", "referral-rejected", "make-clinic")]
    assert refusal(lambda: book_held_visit(clinic, visit.visit.id)) == ["referral-rejected"]


def test_a_ride_that_was_named_counts_for_its_visit_alone(clinic: Clinic, ana: Patient) -> None:
    near, far = book(clinic, ana, 25), book(clinic, ana, 30)

    records.record_ride(clinic, near.visit.id, "Luz", "+12025550111")

    states = [found.states["ride"] for v in (near, far) if (found := judged(clinic, v))]
    assert states == [State.MET, State.MISSING]


def test_a_visit_that_is_over_or_called_off_is_not_kept(clinic: Clinic, ana: Patient) -> None:
    first, second = book(clinic, ana, 25), book(clinic, ana, 30)

    cancel_visit(clinic, first.visit.id)

    assert judged(clinic, first) is None
    assert judged(clinic, second) is not None


def test_one_booked_before_uses_up_the_referral_of_those_after(
    clinic: Clinic, bruno: Patient
) -> None:
    file_everything(clinic, bruno, visits=2)
    book(clinic, bruno, 25)
    second = book(clinic, bruno, 30)

    move_visit(clinic, second.visit.id, at(clinic, 27, "09:00"))

    assert marks(clinic, second) == []
    all_as_fresh(clinic)


def test_somebody_on_site_who_is_blocked_marks_the_visit(clinic: Clinic, ana: Patient) -> None:
    visit = book(clinic, ana, 25)
    hale = named(clinic, "Dr. Miriam Hale")
    start, end = at(clinic, 25, "08:00"), at(clinic, 25, "18:00")

    wish = BlockWish(resource=hale.id, start=start, end=end)
    block_time(clinic, wish, displace=True, token="block")

    assert marks(clinic, visit) == [(PLAN, "plan-nobody-there", "block-time")]
    undo_act(clinic, "block")
    assert marks(clinic, visit) == []


def named(clinic: Clinic, name: str) -> Resource:
    with clinic.database.reading() as unit:
        return next(each for each in unit.scheduling.resources() if each.name == name)


def test_a_prescriber_who_leaves_is_found_beside_the_act(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana, 25)
    hale = named(clinic, "Dr. Miriam Hale")
    with clinic.by_itself().writing(Act.CHANGE_RESOURCE) as unit:
        unit.resources.keep(replace(hale, retired=True))
    behind = is_behind(clinic)

    found = rejudge_visits(clinic)

    assert (behind, found.count, found.marked) == (True, 1, (visit.visit.id,))
    assert marks(clinic, visit) == [(PLAN, "plan-nobody-there", DECIDED)]
    assert not is_behind(clinic)


def test_a_rule_that_is_edited_marks_what_it_stops_and_frees_it_again(
    clinic: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana, 25)
    keep_days(clinic, "referral", 10)
    first = rejudge_visits(clinic)
    marked = marks(clinic, visit)
    keep_days(clinic, "referral", 180)

    second = rejudge_visits(clinic)

    assert (first.marked, second.well) == ((visit.visit.id,), (visit.visit.id,))
    assert marked == [("referral", "referral-expired", DECIDED)]
    assert marks(clinic, visit) == []


def test_what_a_window_leaves_over_is_judged_when_it_is_done_the_next_time(
    clinic: Clinic, ana: Patient
) -> None:
    book(clinic, ana, 25)
    keep_days(clinic, "referral", 10)

    left = rejudge_visits(clinic, lambda: False)
    behind = is_behind(clinic)
    done = rejudge_visits(clinic, lambda: True)

    assert (left.count, behind, done.count) == (0, True, 1)
    assert not is_behind(clinic)


def keep_days(clinic: Clinic, item: str, days: int) -> None:
    """The clinic decides for how long something on file counts."""
    with clinic.by_itself().writing(Act.EDIT_SETTINGS) as unit:
        before = unit.settings.policy()
        rule = before.rule(item)
        assert rule is not None
        policy = before.with_rule(replace(rule, days=days))
        policy = replace(policy, version=before.version + 1)
        unit.settings.keep_policy(policy, clinic.now(), "manager")


def test_when_the_day_turns_every_visit_is_judged_once(small: Small) -> None:
    now = [NOW]
    clinic = replace(small, clock=lambda: now[0]).open()
    ana = add_patient(clinic, "Ana", "Romero")
    file_everything(clinic, ana)
    gone, visit = book(clinic, ana, 23, "10:00"), book(clinic, ana, 30)
    now[0] += timedelta(days=1)

    found, again = rejudge_visits(clinic), rejudge_visits(clinic)

    assert (found.count, again.count) == (1, 0)
    kept = judged(clinic, visit)
    assert kept is not None
    assert kept.day == date(2026, 11, 24)
    assert judged(clinic, gone) is None
    with clinic.database.reading() as unit:
        (entry,) = unit.audit.last(1)
    assert (entry.who, entry.act) == ("clinic", "rejudge")
    assert json.loads(entry.payload) == {"cause": DAY_TURNED, "judged": 1}
    clinic.close()


def test_a_visit_that_somebody_touches_meanwhile_is_left_to_them(
    clinic: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana, 25)
    keep_days(clinic, "referral", 10)

    def meanwhile() -> None:
        keep_days(clinic, "referral", 180)
        rejudge_visits(clinic)

    rejudge_visits(Interrupted.of(clinic, meanwhile))

    assert marks(clinic, visit) == []


@dataclass
class Interrupted(Clinic):
    """A clinic in which something happens between the snapshot and the writing."""

    @classmethod
    def of(cls, clinic: Clinic, meanwhile: object) -> "Interrupted":
        own = cls(**{name: getattr(clinic, name) for name in clinic.__dataclass_fields__})
        own.__dict__["meanwhile"] = meanwhile
        return own

    def writing(self, act: Act, *, token: str = ""):  # noqa: ANN201 -- as the clinic's own
        meanwhile = self.__dict__.pop("meanwhile", None)
        if act is Act.REJUDGE and meanwhile is not None:
            meanwhile()
        return super().writing(act, token=token)


def test_who_knows_of_a_mark_says_so_until_another_comes(small: Small) -> None:
    now = [NOW]
    clinic = replace(small, clock=lambda: now[0]).open()
    ana = add_patient(clinic, "Ana", "Romero")
    file_everything(clinic, ana)
    visit = book(clinic, ana, 25)
    nothing = refusal(lambda: see_attention(clinic, visit.visit.id))
    reject_referral(clinic, ana)

    see_attention(clinic, visit.visit.id)

    seen = judged(clinic, visit)
    now[0] += timedelta(hours=1)
    keep_days(clinic, "clearance", 3)
    rejudge_visits(clinic)
    another = judged(clinic, visit)
    assert nothing == ["attention-none"]
    assert seen is not None
    assert another is not None
    assert (seen.is_news, another.is_news) == (False, True)
    clinic.close()


def test_after_acts_at_random_every_visit_is_judged_as_it_would_be_now(
    clinic: Clinic, acts: int
) -> None:
    someone = Someone.of(clinic)
    for step in range(acts):
        with suppress(Refused):
            someone.step()
        if step % 10 == 0:
            rejudge_visits(clinic)
            all_as_fresh(clinic)

    assert someone.done > acts // 3


@pytest.fixture
def acts(pytestconfig: pytest.Config) -> int:
    """How many acts on each kind of database."""
    return 4_000 if pytestconfig.getoption("--long") else 200


@dataclass
class Someone:
    """Somebody who books, moves, blocks, files, rejects, decides and takes back at random."""

    clinic: Clinic
    chance: Random
    patients: list[Patient]
    resources: tuple[Resource, ...]
    tokens: list[str] = field(default_factory=list[str])
    done: int = 0

    @classmethod
    def of(cls, clinic: Clinic) -> "Someone":
        patients = [add_patient(clinic, f"Given{n}", f"Family{n}") for n in range(4)]
        for patient in patients[:3]:
            file_everything(clinic, patient, visits=2)
        with clinic.database.reading() as unit:
            resources = unit.scheduling.resources()
        chance = Random(4)  # noqa: S311 -- the same acts each time
        return cls(clinic, chance, patients, resources)

    def step(self) -> None:
        diary = (self.book, self.book, self.move, self.cancel, self.block, self.undo)
        self.chance.choice((*diary, self.referral, self.referral, self.ride, self.decide))()
        self.done += 1

    def book(self) -> None:
        held = (24, "18:00") if self.chance.random() < 0.5 else None
        patient, kind = self.chance.choice(self.patients), self.chance.choice(KINDS)
        token = self.token()
        book(self.clinic, patient, *self.start(), kind=kind, hold_until=held, asked=token)

    def move(self) -> None:
        visit, start = self.coming(), at(self.clinic, *self.start())
        move_visit(self.clinic, visit, start, token=self.token())

    def cancel(self) -> None:
        cancel_visit(self.clinic, self.coming(), token=self.token())

    def block(self) -> None:
        resource, (day, clock) = self.chance.choice(self.resources), self.start()
        start = at(self.clinic, day, clock)
        wish = BlockWish(resource=resource.id, start=start, end=start + timedelta(hours=2))
        block_time(self.clinic, wish, displace=True, token=self.token())

    def undo(self) -> None:
        undo_act(self.clinic, self.chance.choice(self.tokens), mine=self.token())

    def referral(self) -> None:
        patient = self.chance.choice(self.patients[:3])
        with self.clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
            (on_file,) = unit.records.referrals([patient.id])[patient.id]
            other = self.chance.choice(list(ReferralState))
            unit.records.update_referral(replace(on_file, state=other))

    def ride(self) -> None:
        records.record_ride(self.clinic, self.coming(), "Luz", "+12025550111")

    def decide(self) -> None:
        keep_days(self.clinic, "referral", self.chance.choice((5, 180)))

    def coming(self) -> int:
        with self.clinic.database.reading() as unit:
            every = unit.scheduling.visits_between(NOW, NOW + timedelta(days=9))
        coming = [visit.id for visit in every if visit.status in STANDING]
        return self.chance.choice(coming or [0])

    def start(self) -> tuple[int, str]:
        return self.chance.choice((24, 25, 27)), f"{self.chance.randrange(8, 16):02}:00"

    def token(self) -> str:
        self.tokens.append(f"act-{len(self.tokens)}")
        return self.tokens[-1]
