from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.gate import State, Stop
from app.domain.patients import Patient
from app.domain.scheduling import OVER, Claim, Status
from app.domain.time import minute
from app.use_cases import clinics, days, demo, packets, papers, patients, scheduling
from app.use_cases.demo.filling import chart_of
from app.use_cases.gaps import gaps_with_takers
from app.use_cases.rebooking import rebook_list
from app.use_cases.recalls import recalls
from app.use_cases.views import VisitView
from app.use_cases.waitlist import see_waitlist
from tests.small import disjoint

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 16, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def monday(demo_made: Path) -> Iterator[Clinic]:
    """The demo clinic of a Monday, at 09:40, only to be looked at."""
    clinic = clinics.open_clinic(demo_made, clock=lambda: NOW)
    yield clinic
    clinic.close()


def everybody(clinic: Clinic) -> tuple[Patient, ...]:
    return patients.find_patients(clinic, "", 1000)


def visits_around(clinic: Clinic, first: int = -14, last: int = 14) -> tuple[VisitView, ...]:
    return tuple(
        view
        for step in range(first, last + 1)
        for view in days.see_day(clinic, clinic.today() + timedelta(days=step)).visits
    )


def shape(clinic: Clinic) -> list[object]:
    """What is the same whenever the clinic of a day is made."""
    return [
        everybody(clinic),
        [(view.visit, view.items) for view in visits_around(clinic)],
        [view.paper for view in papers.all_papers(clinic)],
    ]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same day's clinic made anew, where a making was stopped before."""
    folder = tmp_path_factory.mktemp("again")
    left = folder / ".making-stopped" / "new"
    left.mkdir(parents=True)
    (left / "clinic.db").write_bytes(b"half")
    demo.make_demo(folder, MONDAY)
    return folder


def test_the_same_day_gives_the_same_clinic(monday: Clinic, again: Path) -> None:
    clinic = clinics.open_clinic(again, clock=lambda: NOW)
    try:
        assert shape(clinic) == shape(monday)
    finally:
        clinic.close()


def test_a_making_that_was_stopped_is_cleared_away(again: Path) -> None:
    assert {path.name for path in again.iterdir()} == {"archive", "clinic.db", "clinic.keys"}
    assert demo.demo_day_of(again) == MONDAY


@pytest.mark.parametrize("today", [MONDAY, date(2026, 11, 27), date(2027, 3, 14)])
def test_today_and_the_next_open_day_show_every_state_of_the_gate(
    demo_made: Path, tmp_path: Path, today: date
) -> None:
    folder = demo_made if today == MONDAY else tmp_path / "demo"
    if demo.is_to_be_made(folder, today):
        demo.make_demo(folder, today)

    clinic = clinics.open_clinic(folder)
    try:
        tomorrow = days.next_open_day(clinic, today)
        shown = (view for day in (today, tomorrow) for view in days.see_day(clinic, day).visits)
        assert {item.state for view in shown for item in view.items} == set(State)
        assert demo.showcase(clinic).free is not None
    finally:
        clinic.close()


@pytest.mark.parametrize(("today", "day"), [(28, 28), (29, 30), (30, 30)])
def test_a_demo_made_on_a_closed_day_lives_on_the_next_open_one(today: int, day: int) -> None:
    assert demo.day_for(date(2026, 11, today)) == date(2026, 11, day)


def test_nothing_is_booked_twice(monday: Clinic) -> None:
    claims = [claim for view in visits_around(monday) for claim in standing_claims(view)]

    assert len(claims) > 1000
    assert disjoint(claims)


def standing_claims(view: VisitView) -> tuple[Claim, ...]:
    gone = {Status.CANCELLED, Status.NO_SHOW}
    return () if view.visit.status in gone else view.visit.claims


def test_every_kind_of_visit_is_on_in_four_weeks(monday: Clinic) -> None:
    kinds = {view.type.slug for view in visits_around(monday)}

    assert kinds == set(monday.setup.types)


def test_what_is_past_is_over_and_what_is_to_come_is_not(monday: Clinic) -> None:
    past, coming = visits_around(monday, -14, -1), visits_around(monday, 1, 14)

    assert {view.visit.status for view in past} == OVER
    assert {view.visit.status for view in coming} == {Status.BOOKED, Status.HELD}


def test_this_morning_is_under_way(monday: Clinic) -> None:
    now = minute(NOW)

    for view in visits_around(monday, 0, 0):
        if view.visit.status is Status.LEFT:
            assert minute(view.visit.end) <= now
        elif view.visit.status is Status.BOOKED:
            assert minute(view.visit.start) > now
        else:
            assert {item.item for item in view.items if item.open} <= {"pregnancy", "vitals"}
            assert view.ready or view.visit.status is Status.ARRIVED
            assert view.visit.arrived_at is not None


def test_a_hold_has_a_deadline_to_come_and_something_that_stops_its_booking(
    monday: Clinic,
) -> None:
    held = [view for view in visits_around(monday) if view.visit.status is Status.HELD]

    assert len(held) >= 5
    for view in held:
        assert view.visit.hold_until is not None
        assert NOW < view.visit.hold_until <= view.visit.start
        assert any(item.open and item.stops is Stop.BOOKING for item in view.items)


def test_past_infusions_were_ready_and_their_packets_can_be_seen(monday: Clinic) -> None:
    infusions = [view for view in visits_around(monday, -4, -1) if view.type.slug == "iv-dosing"]

    assert infusions
    for view in infusions:
        (packet,) = packets.packets_of_visit(monday, view.visit.id)
        assert packets.open_packet(monday, packet.id).pdf.startswith(b"%PDF")


def test_names_of_every_style_and_numbers_of_nobody(monday: Clinic) -> None:
    people = everybody(monday)
    phones = [patient.phone for patient in people]

    assert len(people) == len({patient.full for patient in people}) == 300
    assert len(set(phones)) == 300
    assert all(phone[-7:-2] == "55501" for phone in phones)
    assert sum(patient.language == "es" for patient in people) > 20
    families = [patient.family for patient in people]
    for sign in ("-", "ễ", "al-", "ñ"):
        assert any(sign in family for family in families), sign
    assert "" in families
    assert max(map(len, families)) > 30


def test_every_role_has_a_login(monday: Clinic) -> None:
    roles = [role.value for person in clinics.people(monday) for role in person.roles]

    assert {role: roles.count(role) for role in roles} == {
        "front-desk": 1,
        "manager": 1,
        "therapist": 4,
        "nurse": 3,
        "prescriber": 2,
        "medical-director": 1,
        "auditor": 1,
    }


def test_who_is_refused_is_refused_for_several_reasons(monday: Clinic) -> None:
    chart = demo.showcase(monday).refused
    refused = patients.patient_of_chart(monday, chart)

    items = scheduling.judge_wish(monday, refused.id, "iv-dosing", monday.today())

    stopping = [item.item for item in items if item.open and item.stops is Stop.BOOKING]
    assert stopping == ["diagnosis", "referral", "clearance"]


def test_the_desk_has_somebody_to_call_on_every_list(monday: Clinic) -> None:
    waiting, due, lost = see_waitlist(monday), recalls(monday).lines, rebook_list(monday).lines
    fits = [each.takers for each in gaps_with_takers(monday, monday.today())]

    assert len(waiting) >= 8
    assert {view.entry.answer for view in waiting} == {"", "no-answer", "message"}
    assert len(due) >= 10
    assert len(lost) >= 5
    assert fits


PACKETS = {
    "first": ("infusion-step-by-step", "ketamine-consent", "off-label-disclosure"),
    "fourth": (),
    "spray": ("esketamine-spray", "suicidal-thoughts", "esketamine-consent"),
    "seat": ("suicidal-thoughts", "group-agreement", "ketamine-consent"),
    "minor": ("infusion-step-by-step", "guardian-permission", "adolescent-assent"),
}
"""What the cast's packets hold, among others that everybody signs once."""


@pytest.mark.parametrize("story", PACKETS)
def test_the_cast_needs_each_another_packet(monday: Clinic, story: str) -> None:
    patient = patients.patient_of_chart(monday, chart_of(story))
    coming = [view for view in visits_around(monday, 1) if view.patient.id == patient.id]

    lines = packets.draft_packet(monday, coming[-1].visit.id).lines

    forms = [line.form for line in lines]
    assert forms[0] == "cover-sheet"
    assert forms[-2:] == ["ride-home-agreement", "before-and-after"]
    assert set(PACKETS[story]) <= set(forms)
    if story in {"first", "fourth"}:
        assert forms[1:-2] == list(PACKETS[story])


def test_no_first_packet_is_a_book(monday: Clinic) -> None:
    coming = visits_around(monday, 1, 7)
    usual = [v for v in coming if not (v.patient.large_print or v.patient.interpreter)]

    adults = [v for v in usual if v.type.is_dosing and v.patient.age_on(v.day) >= 18]
    pages = [packets.draft_packet(monday, v.visit.id).made.pages for v in adults]

    assert max(pages) <= 40
