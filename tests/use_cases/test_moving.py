"""Moving a visit, making it longer, and where it may go."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status, VisitType
from app.domain.time import wall
from app.domain.wishes import Wishes
from app.use_cases import moving
from app.use_cases.moving import lawful_starts, move_visit, resize_visit, why_not_move
from app.use_cases.openings import openings_for_move
from app.use_cases.scheduling import advance_visit, cancel_visit
from app.use_cases.shelf import put_on_shelf, shelf, take_off_shelf
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from app.use_cases.visit_types import keep_visit_type
from tests.small import add_patient, at, file_everything
from tests.use_cases.asking import book, give_clearance, refusal


def named(clinic: Clinic, name: str) -> int:
    with clinic.database.reading() as unit:
        return next(r.id for r in unit.scheduling.resources() if r.name == name)


def test_a_moved_visit_keeps_its_people_where_they_are_free(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    moved = move_visit(clinic, view.visit.id, at(clinic, 25, "13:00"))

    assert moved.visit.start == at(clinic, 25, "13:00")
    assert {h.name for h in moved.holds} == {h.name for h in view.holds}
    assert moved.visit.version == 2


def test_the_old_time_is_free_at_once(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    move_visit(clinic, book(clinic, ana).visit.id, at(clinic, 25, "09:00"))

    assert book(clinic, other).visit.start == at(clinic, 24, "09:00")


def test_a_visit_can_move_over_its_own_time(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    assert move_visit(clinic, view.visit.id, at(clinic, 24, "09:30")).visit.status is Status.BOOKED


def test_a_move_is_refused_with_every_reason(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    book(clinic, other, 25)
    view = book(clinic, ana)

    codes = refusal(partial(move_visit, clinic, view.visit.id, at(clinic, 25, "09:00")))

    assert codes == ["need-taken", "nearest-start"]


def test_what_has_begun_does_not_move(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 23, "11:00")
    advance_visit(clinic, view.visit.id)

    codes = refusal(partial(move_visit, clinic, view.visit.id, at(clinic, 25, "09:00")))

    assert codes == ["status-over"]


def test_a_move_counts_the_spacing_of_other_doses_only(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24)
    later = book(clinic, ana, 30, "09:00")

    assert move_visit(clinic, later.visit.id, at(clinic, 30, "13:00")).visit.status is Status.BOOKED
    codes = refusal(partial(move_visit, clinic, later.visit.id, at(clinic, 25, "13:00")))
    assert codes[0] == "spacing-gap"


def test_a_wished_room_is_taken_or_the_reason_is_told(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    room = Wishes(rooms=(named(clinic, "Room 3"),))

    moved = move_visit(clinic, view.visit.id, at(clinic, 24, "09:00"), wishes=room)

    assert "Room 3" in {held.name for held in moved.holds}


def test_only_lawful_columns_and_times_are_offered(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    view = book(clinic, ana)
    book(clinic, other, 24, "13:00")

    lawful = lawful_starts(clinic, view.visit.id, date(2026, 11, 24))

    rooms = {name: lawful.get(named(clinic, name)) for name in ("Room 1", "Room 2", "Room 3")}
    assert rooms["Room 1"] is None
    assert at(clinic, 24, "09:05") in (rooms["Room 2"] or ())
    assert at(clinic, 24, "13:00") not in (rooms["Room 2"] or ())
    assert at(clinic, 24, "13:00") not in (rooms["Room 3"] or ())  # the pump is in use
    assert at(clinic, 24, "14:00") in (rooms["Room 3"] or ())


def test_a_column_that_meets_no_need_says_so(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    room = named(clinic, "Room 1")

    reasons = why_not_move(clinic, view.visit.id, at(clinic, 24, "13:00"), room)

    assert [reason.code for reason in reasons] == ["resource-of-no-use"]


def test_openings_for_a_move_take_the_visits_own_time_as_free(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 23, "11:00")

    starts = [opening.start for opening in openings_for_move(clinic, view.visit.id)]

    assert at(clinic, 23, "11:15") in starts


@pytest.mark.parametrize(("minutes", "phase_ends"), [(130, "11:10"), (100, "10:40")])
def test_a_visit_grows_and_shrinks_in_its_last_phase(
    clinic: Clinic, ana: Patient, minutes: int, phase_ends: str
) -> None:
    view = book(clinic, ana)

    sized = resize_visit(clinic, view.visit.id, minutes)

    ends = {h.role: f"{wall(h.end, clinic.zone):%H:%M}" for h in sized.holds}
    assert ends["patient"] == ends["monitor"] == phase_ends
    assert ends["pump"] == "10:10"
    assert sized.type.patient_minutes == minutes


def test_a_visit_keeps_its_length_when_it_moves(clinic: Clinic, ana: Patient) -> None:
    view = resize_visit(clinic, book(clinic, ana).visit.id, 130)

    moved = move_visit(clinic, view.visit.id, at(clinic, 25, "09:00"))

    assert moved.visit.end - moved.visit.start == timedelta(minutes=130)


@pytest.mark.parametrize(
    ("minutes", "code"), [(72, "phase-minutes"), (70, "phase-too-short"), (20, "phase-too-short")]
)
def test_a_length_that_will_not_do_is_refused(
    clinic: Clinic, ana: Patient, minutes: int, code: str
) -> None:
    view = book(clinic, ana)

    assert code in refusal(partial(resize_visit, clinic, view.visit.id, minutes))


def test_a_longer_visit_says_who_is_not_free(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    view = book(clinic, ana)
    move_visit(
        clinic,
        book(clinic, other, 24, "13:00").visit.id,
        at(clinic, 24, "11:15"),
        wishes=Wishes(rooms=(named(clinic, "Room 2"),)),
    )

    codes = refusal(partial(resize_visit, clinic, view.visit.id, 180))

    assert "part-not-free" in codes


def change(clinic: Clinic, slug: str = "iv-dosing", **minutes: int) -> VisitType:
    """Give some phases of a kind of visit other lengths, once visits of it are booked."""
    kind = clinic.setup.types[slug]
    phases = tuple(replace(p, minutes=minutes.get(p.name, p.minutes)) for p in kind.phases)
    return keep_visit_type(clinic.by_itself(), replace(kind, phases=phases)).type


def spans(view: VisitView) -> dict[str, tuple[int, int]]:
    """From which minute to which each role is held."""
    return {part.role: (part.start, part.end) for part in view.visit.parts}


def test_a_visit_planned_before_its_type_changed_grows_by_its_own_plan(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    change(clinic, arrival=5, infusion=90, recovery=60)

    sized = resize_visit(clinic, view.visit.id, 130)

    assert sized.visit.end - sized.visit.start == timedelta(minutes=130)
    assert spans(sized) == {
        "patient": (0, 130),
        "room": (0, 145),
        "monitor": (0, 130),
        "therapist": (0, 130),
        "pump": (20, 70),
    }


def test_it_shrinks_no_further_than_its_own_plan_allows(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    change(clinic, recovery=60)

    sized = resize_visit(clinic, view.visit.id, 75)

    assert spans(sized)["monitor"] == (0, 75)
    assert refusal(partial(resize_visit, clinic, view.visit.id, 70)) == ["plan-too-short"]
    assert refusal(partial(resize_visit, clinic, view.visit.id, 77)) == ["phase-minutes"]


def test_the_watch_is_not_shortened_because_the_type_is_longer_now(
    clinic: Clinic, ana: Patient
) -> None:
    give_clearance(clinic, ana, "esketamine")
    view = book(clinic, ana, kind="esketamine")
    change(clinic, "esketamine", observation=150)

    assert refusal(partial(resize_visit, clinic, view.visit.id, 145)) == ["plan-too-short"]
    resize_visit(clinic, view.visit.id, 170)
    assert spans(resize_visit(clinic, view.visit.id, 150)) == spans(view)


def test_it_is_resized_though_its_type_needs_nothing_of_it_any_more(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    kind = clinic.setup.types["iv-dosing"]
    keep_visit_type(clinic.by_itself(), replace(kind, needs=kind.needs[:1]))

    sized = resize_visit(clinic, view.visit.id, 120)

    assert spans(sized)["therapist"] == (0, 120)


def test_it_is_moved_as_its_type_is_now_and_comes_back_as_it_was(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    kind = change(clinic, recovery=60)

    moved = move_visit(clinic, view.visit.id, at(clinic, 25, "09:00"), token="moving")
    (back,) = undo_act(clinic, "moving").visits

    assert spans(moved)["monitor"] == (0, kind.patient_minutes)
    assert moved.visit.end - moved.visit.start == timedelta(minutes=130)
    assert replace(back.visit, version=view.visit.version) == view.visit


def test_a_resize_of_it_is_taken_back(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    change(clinic, recovery=60)
    resize_visit(clinic, view.visit.id, 125, token="growing")

    (back,) = undo_act(clinic, "growing").visits

    assert replace(back.visit, version=view.visit.version) == view.visit


def test_a_visit_that_was_made_shorter_than_its_type_now_allows_keeps_the_least(
    clinic: Clinic, ana: Patient
) -> None:
    view = resize_visit(clinic, book(clinic, ana).visit.id, 80)
    change(clinic, recovery=20)

    moved = move_visit(clinic, view.visit.id, at(clinic, 25, "09:00"))

    assert (moved.visit.stretch, moved.type.phases[3].minutes) == (-15, 5)
    assert moved.visit.end - moved.visit.start == timedelta(minutes=75)


def test_the_shelf_keeps_a_visit_at_its_old_time_until_it_is_dropped(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    put_on_shelf(clinic, view.visit.id)
    put_on_shelf(clinic, view.visit.id)
    assert [each.visit for each in shelf(clinic)] == [view.visit]

    move_visit(clinic, view.visit.id, at(clinic, 25, "09:00"))

    assert shelf(clinic) == ()


def test_what_is_cancelled_or_taken_off_is_no_more_on_the_shelf(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    first, second = book(clinic, ana), book(clinic, bruno, 25, "09:00", kind="preparation")
    for view in (first, second):
        put_on_shelf(clinic, view.visit.id)

    cancel_visit(clinic, first.visit.id)
    take_off_shelf(clinic, second.visit.id)

    assert shelf(clinic) == ()


def test_a_hold_never_outlives_the_start_of_its_visit(clinic: Clinic, bruno: Patient) -> None:
    view = book(clinic, bruno, 27, kind="preparation", hold_until=(26, "12:00"))

    moved = moving.move_visit(clinic, view.visit.id, at(clinic, 25, "09:00"))

    assert moved.visit.hold_until == moved.visit.start
