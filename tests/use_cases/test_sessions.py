"""Group sessions: held once, a seat for each patient, each with a gate of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Clearance
from app.domain.scheduling import Kind, Resource, Status
from app.use_cases.days import see_day
from app.use_cases.openings import find_openings
from app.use_cases.scheduling import cancel_visit
from app.use_cases.visit_types import keep_visit_type
from tests.small import NOW, WEEK, Small, add_patient, at, file_everything
from tests.use_cases.asking import book, refusal

SEATS = 2


@pytest.fixture
def clinic(small: Small) -> Iterator[Clinic]:
    """The small clinic with a group room of two seats."""
    opened = small.open()
    with opened.by_itself().writing(Act.MAKE_CLINIC) as unit:
        skills = frozenset({"group"})
        room = unit.scheduling.add_resource(
            Resource(kind=Kind.ROOM, name="Group room", skills=skills, hours=WEEK), 1
        )
        seats = Resource(kind=Kind.SEAT, name="Seats", skills=skills, hours=WEEK, within=room.id)
        unit.scheduling.add_resource(seats, SEATS)
    yield opened
    opened.close()


def cleared(clinic: Clinic, name: str) -> Patient:
    patient = add_patient(clinic, name, "Vega")
    file_everything(clinic, patient)
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.records.add_clearance(
            Clearance(
                patient=patient.id,
                route="sublingual",
                cleared_on=NOW.date(),
                cleared_by="Dr. Miriam Hale, MD",
            )
        )
    return patient


def test_a_seat_lasts_as_long_as_the_session_that_was_opened_before_its_kind_changed(
    clinic: Clinic,
) -> None:
    first, second = (cleared(clinic, name) for name in ("Luz", "Noa"))
    one = book(clinic, first, 24, "10:00", kind="group-dosing")
    kind = clinic.setup.types["group-dosing"]
    longer = tuple(replace(p, minutes=p.minutes + 15) for p in kind.phases)
    keep_visit_type(clinic.by_itself(), replace(kind, phases=longer))

    two = book(clinic, second, 24, "10:00", kind="group-dosing")

    assert (two.visit.session, two.visit.end) == (one.visit.session, one.visit.end)
    assert [(part.start, part.end) for part in two.visit.parts] == [
        (part.start, part.end) for part in one.visit.parts
    ]


def test_the_first_patient_opens_the_session_and_the_second_joins(clinic: Clinic) -> None:
    first, second = (cleared(clinic, name) for name in ("Luz", "Noa"))

    one = book(clinic, first, 24, "10:00", kind="group-dosing")
    two = book(clinic, second, 24, "10:00", kind="group-dosing")

    assert one.visit.session == two.visit.session is not None
    assert {part.role for part in two.visit.parts} == {"patient", "seat"}
    assert {h.role for h in two.holds} >= {"room", "therapist", "second-therapist", "monitor"}
    assert len(see_day(clinic, two.day).sessions) == 1


def test_a_full_session_says_that_no_seat_is_free(clinic: Clinic) -> None:
    for name in ("Luz", "Noa"):
        book(clinic, cleared(clinic, name), 24, "10:00", kind="group-dosing")

    codes = refusal(partial(book, clinic, cleared(clinic, "Ida"), 24, "10:00", kind="group-dosing"))

    assert "need-taken" in codes


def test_a_session_with_a_free_seat_is_an_opening(clinic: Clinic) -> None:
    book(clinic, cleared(clinic, "Luz"), 24, "10:10", kind="group-dosing")
    other = cleared(clinic, "Noa")

    tomorrow = date(2026, 11, 24)
    found = find_openings(clinic, "group-dosing", patient=other.id, from_day=tomorrow, days=1)

    (joining,) = [each for each in found if "joins-group" in each.tags]
    assert joining.start == at(clinic, 24, "10:10")


def test_one_patient_who_cancels_leaves_the_others_their_session(clinic: Clinic) -> None:
    first, second = (cleared(clinic, name) for name in ("Luz", "Noa"))
    one = book(clinic, first, 24, "10:00", kind="group-dosing")
    two = book(clinic, second, 24, "10:00", kind="group-dosing")

    cancel_visit(clinic, one.visit.id)

    day = see_day(clinic, two.day)
    (session,) = day.sessions
    assert session.claims
    assert [v.visit.status for v in day.visits] == [Status.CANCELLED, Status.BOOKED]


def test_each_seat_has_a_gate_of_its_own(clinic: Clinic) -> None:
    ready, unready = cleared(clinic, "Luz"), add_patient(clinic, "Noa", "Vega")
    book(clinic, ready, 24, "10:00", kind="group-dosing")

    codes = refusal(partial(book, clinic, unready, 24, "10:00", kind="group-dosing"))

    assert codes[:3] == ["diagnosis-missing", "referral-missing", "clearance-missing"]


def test_a_displaced_session_takes_nobody(clinic: Clinic) -> None:
    one = book(clinic, cleared(clinic, "Luz"), 24, "10:00", kind="group-dosing")
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        session = unit.scheduling.session(one.visit.session or 0)
        assert session is not None
        unit.scheduling.keep([replace(session, displaced=True)])

    two = book(clinic, cleared(clinic, "Noa"), 24, "10:00", kind="group-dosing")

    assert two.visit.session != one.visit.session
