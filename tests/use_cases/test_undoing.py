"""Taking acts back, and saying why when it cannot be."""

from functools import partial

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.moving import move_visit, resize_visit
from app.use_cases.scheduling import advance_visit, cancel_visit, no_show
from app.use_cases.undoing import undo_act
from tests.small import Small, add_patient, at, disjoint, file_everything
from tests.use_cases.asking import book, refusal


def test_a_booking_is_taken_back_and_done_again(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, asked="booking")

    undone = undo_act(clinic, "booking")
    again = undo_act(clinic, undone.token)

    assert [each.visit.status for each in undone.visits] == [Status.CANCELLED]
    assert [each.visit.status for each in again.visits] == [Status.BOOKED]
    assert again.visits[0].visit.claims == view.visit.claims


def test_a_move_is_taken_back_to_the_old_time_and_plan(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    move_visit(clinic, view.visit.id, at(clinic, 25, "13:00"), token="moving")

    (back,) = undo_act(clinic, "moving").visits

    assert (back.visit.start, back.visit.parts) == (view.visit.start, view.visit.parts)


def test_several_moves_are_taken_back_one_after_the_other(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, asked="booking")
    for number, day in enumerate((25, 26)):
        move_visit(clinic, view.visit.id, at(clinic, day, "13:00"), token=f"move-{number}")

    starts = [
        undone.visit.start
        for token in ("move-1", "move-0", "booking")
        for undone in undo_act(clinic, token).visits
    ]

    assert starts == [at(clinic, 25, "13:00"), view.visit.start, view.visit.start]


def test_a_resize_is_taken_back(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    resize_visit(clinic, view.visit.id, 150, token="growing")

    (back,) = undo_act(clinic, "growing").visits

    assert (back.visit.end, back.visit.stretch) == (view.visit.end, 0)


def test_a_no_show_frees_what_lies_ahead_and_is_taken_back(
    small: Small, ana: Patient, clinic: Clinic
) -> None:
    view = book(clinic, ana, 23, "11:00")
    clinic.clock = lambda: at(clinic, 23, "11:20")

    gone = no_show(clinic, view.visit.id, token="missing")
    held = gone.visit.claims
    (back,) = undo_act(clinic, "missing").visits

    assert max((claim.end - claim.start for claim in held), default=0) == 35
    assert back.visit.claims == view.visit.claims


def test_a_visit_that_has_not_begun_is_no_no_show(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    assert refusal(partial(no_show, clinic, view.visit.id)) == ["no-show-early"]


def test_what_changed_again_since_is_not_taken_back(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, asked="booking")
    move_visit(clinic, view.visit.id, at(clinic, 25, "13:00"))

    assert refusal(partial(undo_act, clinic, "booking")) == ["undo-visit-moved-on"]
    with clinic.database.reading() as unit:
        kept = unit.scheduling.visit(view.visit.id)
    assert kept is not None
    assert kept.start == at(clinic, 25, "13:00")


def test_an_act_is_taken_back_once(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, asked="booking")
    undo_act(clinic, "booking")

    assert refusal(partial(undo_act, clinic, "booking")) == ["undo-visit-moved-on"]


def test_a_visit_is_not_booked_again_past_the_gate(clinic: Clinic) -> None:
    patient = add_patient(clinic, "Noé", "Díaz")
    file_everything(clinic, patient, visits=1)
    view = book(clinic, patient, 24)
    cancel_visit(clinic, view.visit.id, token="cancelling")
    book(clinic, patient, 26)

    assert "referral-used-up" in refusal(partial(undo_act, clinic, "cancelling"))


def test_unknown_and_unchanging_acts_say_so(clinic: Clinic, ana: Patient) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC, token="nothing"):
        pass

    assert refusal(partial(undo_act, clinic, "never")) == ["act-unknown"]
    assert refusal(partial(undo_act, clinic, "")) == ["act-unknown"]
    assert refusal(partial(undo_act, clinic, "nothing")) == ["act-not-undoable"]


def test_only_who_may_do_an_act_may_take_it_back(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    with doctor.by_itself().writing(Act.MAKE_CLINIC, token="made") as unit:
        room = unit.scheduling.resources()[-1]
        start, end = at(clinic, 24, "08:00"), at(clinic, 24, "09:00")
        unit.scheduling.keep([Block(resource=room.id, kind="service", start=start, end=end)])

    assert refusal(partial(undo_act, clinic, "made")) == ["undo-not-yours"]


def test_undo_is_an_act_of_its_own_in_the_audit(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, asked="booking")

    token = undo_act(clinic, "booking").token

    with clinic.database.reading() as unit:
        (last,) = unit.audit.last(1)
    assert (last.act, last.who, last.token, last.patient) == ("undo", "desk", token, ana.id)


def test_no_name_is_in_the_journal(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    cancel_visit(clinic, view.visit.id)

    with clinic.database.reading() as unit:
        payloads = [entry.payload for entry in unit.audit.last(5)]
    assert not any("Romero" in payload or "Ana" in payload for payload in payloads)


def test_leaving_early_frees_the_rest_but_the_rooms_turnover(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 23, "10:00", kind="integration")
    for minutes in ("10:00", "10:00", "10:30"):
        clinic.clock = lambda at_=minutes: at(clinic, 23, at_)
        left = advance_visit(clinic, view.visit.id)

    assert left.visit.status is Status.LEFT
    lengths = {part.role: 0 for part in left.visit.parts}
    by_lane = {part.lane: part.role for part in left.visit.parts}
    for claim in left.visit.claims:
        lengths[by_lane[claim.lane]] = claim.end - claim.start
    assert lengths == {"patient": 30, "room": 40, "therapist": 30}
    assert disjoint(left.visit.claims)
