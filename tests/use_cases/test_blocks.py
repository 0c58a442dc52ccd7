"""Blocking time: over free time, over visits, again and again, and giving it back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.audit import Outcome
from app.domain.blocks import Repeat
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.domain.scheduling import Kind, Status
from app.domain.time import minute, wall
from app.use_cases.affected import HouseChange, affected
from app.use_cases.blocks import (
    Blocked,
    BlockWish,
    Which,
    block_time,
    see_block,
    unblock,
    wanted_blocks,
)
from app.use_cases.days import see_day
from app.use_cases.openings import find_openings
from app.use_cases.resources import resource_named
from app.use_cases.scheduling import advance_visit, see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import Small, at, everything_held
from tests.use_cases.asking import book, refusal

TUESDAY = date(2026, 11, 24)


def asked(
    clinic: Clinic,
    name: str = "Room 2",
    *,
    day: int = 24,
    start: str = "09:00",
    end: str = "11:00",
    kind: str = "service",
    repeat: Repeat | None = None,
) -> BlockWish:
    return BlockWish(
        resource=resource_named(clinic, name).id,
        start=at(clinic, day, start),
        end=at(clinic, day, end),
        kind=kind,
        note="  Carpet \n cleaning ",
        repeat=repeat,
    )


def lunches(clinic: Clinic, until: date = date(2027, 3, 31)) -> Blocked:
    repeat = Repeat(weekdays=frozenset(range(5)), until=until)
    wish = asked(clinic, "Ira Moss", start="12:00", end="12:30", kind="lunch", repeat=repeat)
    return block_time(clinic, wish)


def both_rooms(clinic: Clinic, *, displace: bool = False) -> list[Blocked]:
    return [
        block_time(clinic, asked(clinic, name), displace=displace) for name in ("Room 2", "Room 3")
    ]


def room_of(view: VisitView) -> str:
    return next(held.name for held in view.holds if held.role == "room")


def test_blocked_time_is_not_offered(clinic: Clinic) -> None:
    both_rooms(clinic)

    first = find_openings(clinic, "iv-dosing", from_day=TUESDAY, limit=1)[0]

    assert wall(first.start, clinic.zone) == datetime(2026, 11, 24, 11, 0)


def test_a_block_stands_on_its_day_with_its_note(clinic: Clinic) -> None:
    done = block_time(clinic, asked(clinic))

    (shown,) = see_day(clinic, TUESDAY).blocks
    assert (shown.id, shown.kind, shown.note) == (done.blocks[0].id, "service", "Carpet cleaning")


def test_a_block_over_a_visit_names_it_and_changes_nothing(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    with pytest.raises(Refused) as refused:
        block_time(clinic, asked(clinic, room_of(view)))

    lead, reason = refused.value.reasons
    assert (lead.code, reason.code) == ("visits-in-the-way", "visit-in-the-way")
    assert reason.facts == {
        "name": "Romero Gil, Ana María",
        "type": "IV infusion",
        "start": datetime(2026, 11, 24, 9, 0),
        "visit": view.visit.id,
    }
    assert see_day(clinic, TUESDAY).blocks == ()
    assert not see_visit(clinic, view.visit.id).visit.displaced


def test_the_visits_in_the_way_are_shown_before(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    blocks = wanted_blocks(clinic, asked(clinic, room_of(view)))

    found = affected(clinic, HouseChange(blocks=blocks))

    assert [(hit.view.visit.id, hit.loses) for hit in found] == [(view.visit.id, True)]


def test_a_displaced_visit_stays_booked_holds_nothing_and_needs_attention(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)

    done = block_time(clinic, asked(clinic, room_of(view)), displace=True)

    after = see_visit(clinic, view.visit.id)
    assert [each.visit.id for each in done.displaced] == [view.visit.id]
    assert (after.visit.status, after.visit.displaced, after.visit.claims) == (
        Status.BOOKED,
        True,
        (),
    )
    assert [reason.code for reason in after.attention] == ["displaced"]
    with clinic.database.reading() as unit:
        assert [v.id for v in unit.scheduling.displaced_visits()] == [view.visit.id]


def test_block_and_displaced_visits_are_taken_back_as_one(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    done = block_time(clinic, asked(clinic, room_of(view)), displace=True)

    undone = undo_act(clinic, done.token)

    assert see_day(clinic, TUESDAY).blocks == ()
    assert see_visit(clinic, view.visit.id).visit.claims == view.visit.claims
    again = undo_act(clinic, undone.token)
    assert len(see_day(clinic, TUESDAY).blocks) == 1
    assert [each.visit.displaced for each in again.visits] == [True]


def test_a_visit_under_way_keeps_its_time(clinic: Clinic, bruno: Patient) -> None:
    view = book(clinic, bruno, 23, "09:05", kind="follow-up")
    advance_visit(clinic, view.visit.id)
    wish = asked(clinic, "Room 1", day=23, start="09:15", end="10:00")

    codes = refusal(partial(block_time, clinic, wish, displace=True))

    assert codes == ["visit-keeps-its-time"]
    later = asked(clinic, "Room 1", day=23, start="09:40", end="10:00")
    assert len(block_time(clinic, later).blocks) == 1


def test_a_seat_loses_its_time_with_its_session(clinic: Clinic, bruno: Patient) -> None:
    seat = _group_seat(clinic, bruno)

    done = block_time(clinic, asked(clinic, "Eva Lund", start="10:00", end="11:00"), displace=True)

    assert [view.visit.id for view in done.displaced] == [seat.visit.id]
    with clinic.database.reading() as unit:
        session = unit.scheduling.session(seat.visit.session or 0)
        assert session is not None
        assert (session.displaced, session.claims) == (True, ())
    undo_act(clinic, done.token)
    assert see_visit(clinic, seat.visit.id).visit.holds_time


def _group_seat(clinic: Clinic, patient: Patient) -> VisitView:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        room = next(r for r in unit.scheduling.resources() if r.name == "Room 3")
        unit.resources.change(replace(room, skills=frozenset({"group"})))
        seats = replace(room, id=0, kind=Kind.SEAT, name="Seats", within=room.id)
        unit.scheduling.add_resource(replace(seats, skills=frozenset({"group"})), 4)
    return book(clinic, patient, kind="group-dosing", hold_until=(23, "17:00"))


def test_the_time_of_a_hold_past_its_deadline_is_free_to_block(
    clinic: Clinic, bruno: Patient, small: Small
) -> None:
    view = book(clinic, bruno, 24, kind="iv-dosing", hold_until=(23, "10:00"))
    later = Small(small.place, lambda: clinic.now() + timedelta(hours=2)).open()

    done = block_time(later, asked(later, room_of(view)))

    assert done.displaced == ()
    later.close()


def test_lunch_comes_every_weekday_at_noon_over_the_clock_change(clinic: Clinic) -> None:
    done = lunches(clinic)

    at_noon = {wall(block.start, clinic.zone).time().hour for block in done.blocks}
    assert (len(done.blocks), at_noon) == (92, {12})
    assert len({block.series for block in done.blocks}) == 1


def test_a_day_off_may_lie_over_lunch_and_leave_it_there(clinic: Clinic) -> None:
    lunches(clinic)
    wish = asked(clinic, "Ira Moss", start="08:00", end="18:00", kind="time-off")
    done = block_time(clinic, wish)

    unblock(clinic, done.blocks[0].id)

    moss = resource_named(clinic, "Ira Moss")
    with clinic.database.reading() as unit:
        day = minute(at(clinic, 24, "08:00")), minute(at(clinic, 24, "18:00"))
        (claim,) = everything_held(unit, *day, moss.lanes)
    assert (claim.start, claim.end) == (
        minute(at(clinic, 24, "12:00")),
        minute(at(clinic, 24, "12:30")),
    )


@pytest.mark.parametrize(("which", "left"), [(Which.ONE, 4), (Which.FOLLOWING, 2), (Which.ALL, 0)])
def test_one_this_and_following_or_all_are_given_back(
    clinic: Clinic, which: Which, left: int
) -> None:
    done = lunches(clinic, until=date(2026, 11, 30))

    unblock(clinic, done.blocks[2].id, which)

    assert len(see_block(clinic, done.blocks[0].id)[1]) == left
    assert refusal(partial(unblock, clinic, done.blocks[2].id, which)) == ["block-lifted"]


def test_what_was_given_back_can_be_taken_again(clinic: Clinic) -> None:
    done = lunches(clinic, until=date(2026, 11, 30))
    lifted = unblock(clinic, done.blocks[0].id, Which.ALL)

    undo_act(clinic, lifted.token)

    assert len(see_block(clinic, done.blocks[0].id)[1]) == 5


def test_a_year_of_lunches_is_one_act(clinic: Clinic) -> None:
    done = lunches(clinic, until=date(2027, 11, 24))

    undo_act(clinic, done.token)

    assert len(done.blocks) == 262
    assert see_block(clinic, done.blocks[0].id)[1] == ()


def weekly(*weekdays: int, until: date) -> Repeat:
    return Repeat(weekdays=frozenset(weekdays), until=until)


BAD: dict[str, Callable[[BlockWish], BlockWish]] = {
    "resource-unknown": lambda wish: replace(wish, resource=999),
    "block-kind-unknown": lambda wish: replace(wish, kind="holiday"),
    "block-backwards": lambda wish: replace(wish, end=wish.start - timedelta(hours=1)),
    "block-off-grain": lambda wish: replace(wish, start=wish.start + timedelta(minutes=2)),
    "block-past": lambda wish: replace(wish, start=wish.start - timedelta(days=3)),
    "block-long": lambda wish: replace(wish, end=wish.end + timedelta(days=3650)),
    "start-far": lambda wish: replace(
        wish, start=wish.start + timedelta(days=3650), end=wish.end + timedelta(days=3650)
    ),
    "repeat-over-midnight": lambda wish: replace(
        wish, end=wish.end + timedelta(days=1), repeat=weekly(1, until=date(2026, 12, 1))
    ),
    "repeat-backwards": lambda wish: replace(wish, repeat=weekly(1, until=date(2026, 11, 1))),
    "repeat-long": lambda wish: replace(wish, repeat=weekly(1, until=date(2036, 11, 1))),
    "repeat-never": lambda wish: replace(wish, repeat=weekly(6, until=date(2026, 11, 25))),
}


@pytest.mark.parametrize("code", BAD)
def test_a_block_that_cannot_be_is_one_clear_reason(clinic: Clinic, code: str) -> None:
    wish = BAD[code](asked(clinic))

    assert refusal(partial(block_time, clinic, wish)) == [code]


def test_a_block_that_is_unknown_or_over_is_said(clinic: Clinic, small: Small) -> None:
    done = block_time(clinic, asked(clinic))
    later = Small(small.place, lambda: at(clinic, 24, "11:00")).open()

    assert refusal(partial(unblock, clinic, 999)) == ["block-unknown"]
    assert refusal(partial(unblock, later, done.blocks[0].id)) == ["block-over"]
    later.close()


def test_the_audit_has_numbers_and_no_names(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    block_time(clinic, asked(clinic, room_of(view)), displace=True)

    with clinic.database.reading() as unit:
        entry = next(e for e in unit.audit.last(10) if e.act == Act.BLOCK_TIME)
    assert entry.outcome is Outcome.DONE
    assert f'"displaced":[{view.visit.id}]' in entry.payload
    assert "Romero" not in entry.payload
