"""The worklists: everything that is still to be done for the visits to come, by the time left."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial

import pytest

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packets import Packet, Paper, PaperState
from app.domain.patients import Patient
from app.domain.records import Clearance, Letter, Referral, ReferralState
from app.domain.refusal import Reason
from app.domain.scheduling import Status
from app.domain.worklists import Worklist
from app.use_cases.gate_policy import edit_policy
from app.use_cases.referrals import record_referral
from app.use_cases.scheduling import advance_visit, cancel_visit
from app.use_cases.ticks import About, tick_item
from app.use_cases.worklists import Task, said_missing, see_worklists, visits_ahead
from tests.small import add_patient, file_everything
from tests.use_cases.asking import book, look_ups, past, refusal


def rows(clinic: Clinic, kind: Worklist) -> tuple[Task, ...]:
    return see_worklists(clinic)[kind]


def said(clinic: Clinic, kind: Worklist) -> list[str]:
    return [said_missing(task) for task in rows(clinic, kind)]


def letter(clinic: Clinic, patient: Patient, *, until: date, visits: int | None = None) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.records.add_referral(
            Referral(
                patient=patient.id,
                state=ReferralState.ACCEPTED,
                referrer="Dr. Okafor, MD",
                letter_on=date(2026, 11, 2),
                valid_until=until,
                visits=visits,
            )
        )


def clearance(clinic: Clinic, patient: Patient, on: date) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        given = Clearance(patient=patient.id, route="iv", cleared_on=on, cleared_by="Dr. Hale")
        unit.records.add_clearance(given)


def sign(clinic: Clinic, patient: Patient, on: date) -> None:
    """A ketamine consent signed on a day, as the archive has it."""
    form = clinic.forms.on(clinic.today())["ketamine-consent"]
    at = datetime.combine(on, time(16), UTC)
    visit = past(clinic, patient, 60)
    paper = Paper(
        code="ABCDEFGH",
        packet=0,
        visit=visit.id,
        patient=patient.id,
        form=form.id,
        version=form.version,
        language="en",
        pages=1,
        first_page=1,
        why=Reason("why-first-time"),
        state=PaperState.COMPLETE,
        issued_at=at,
        signed_at=at,
        signed_on=on,
        signed_by="patient",
    )
    packet = Packet(
        visit=visit.id,
        patient=patient.id,
        made_at=at,
        made_by="desk",
        sha256="",
        pages=1,
        papers=(paper,),
    )
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.packets.add(packet)


def test_each_visit_stands_on_the_lists_that_reach_its_day(clinic: Clinic, ana: Patient) -> None:
    visits = [
        book(clinic, ana, 23, "14:00"),
        book(clinic, ana, 25),
        book(clinic, ana, 27, kind="preparation"),
        book(clinic, ana, 30),
    ]
    lists = see_worklists(clinic)

    numbers = [view.visit.id for view in visits]

    assert [
        [task.view.visit.id for task in lists[kind] if task.view]
        for kind in (Worklist.TODAY, Worklist.TWO_DAYS, Worklist.WEEK)
    ] == [numbers[:1], numbers[:2], [*numbers[:2], numbers[3]]]


def test_a_row_says_everything_that_is_open_and_the_next_action(
    clinic: Clinic, bruno: Patient
) -> None:
    book(clinic, bruno, 24, hold_until=(23, "17:00"))

    (task,) = rows(clinic, Worklist.TWO_DAYS)

    assert task.view is not None
    assert task.reasons == tuple(item.reason for item in task.view.open_items)
    assert (task.item, task.action) == (task.view.open_items[0], "Ask the clinician")


def test_what_has_the_least_time_left_comes_first(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    later = book(clinic, bruno, 27, hold_until=(23, "17:00"))
    sooner = book(clinic, ana, 25)

    tasks = rows(clinic, Worklist.WEEK)

    assert [task.view and task.view.visit.id for task in tasks] == [
        later.visit.id,
        sooner.visit.id,
    ]


def test_what_is_called_off_or_has_begun_is_not_to_be_done(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    gone = book(clinic, bruno, 23, "11:00", hold_until=(23, "10:00"))
    cancel_visit(clinic, gone.visit.id)
    here = book(clinic, ana, 23, "14:00")
    waiting = advance_visit(clinic, here.visit.id)

    assert waiting.visit.status is Status.ARRIVED
    assert [task.patient.id for task in rows(clinic, Worklist.TODAY)] == [ana.id]
    assert [view.visit.id for view in visits_ahead(clinic, 0)] == [here.visit.id]


def test_a_referral_that_ends_soon_is_listed_without_a_visit(
    clinic: Clinic, bruno: Patient
) -> None:
    letter(clinic, bruno, until=date(2026, 12, 7))

    (task,) = rows(clinic, Worklist.EXPIRING)

    assert said_missing(task) == "Referral: what is on file is good until Mon 7 Dec 2026."
    assert (task.view, task.patient, task.action) == (None, bruno, "Open the card")


def test_a_result_of_the_clinics_own_that_ends_soon_is_listed_without_a_visit(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    rule = doctor.setup.policy.rule("ecg")
    assert rule is not None
    monthly = replace(rule, days=30, needed_for=("dosing",))
    edit_policy(doctor, doctor.setup.policy.with_rule(monthly))

    tick_item(doctor, "ecg", About(patient=bruno.id), done_on=date(2026, 11, 1))

    assert said(clinic, Worklist.EXPIRING) == [
        "Electrocardiogram (ECG): what is on file is good until Tue 1 Dec 2026."
    ]


@pytest.mark.parametrize(
    ("until", "listed"),
    [
        (date(2026, 11, 22), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 12, 7), 1),
        (date(2026, 12, 8), 0),
    ],
)
def test_it_is_said_from_14_days_before_until_it_has_ended(
    clinic: Clinic, bruno: Patient, until: date, listed: int
) -> None:
    letter(clinic, bruno, until=until)

    assert len(rows(clinic, Worklist.EXPIRING)) == listed


def test_what_a_newer_letter_takes_the_place_of_does_not_end(
    clinic: Clinic, bruno: Patient
) -> None:
    letter(clinic, bruno, until=date(2026, 12, 1))
    letter(clinic, bruno, until=date(2027, 4, 1))

    assert said(clinic, Worklist.EXPIRING) == []


def test_a_clearance_that_ends_names_the_first_visit_that_it_does_not_reach(
    clinic: Clinic, bruno: Patient
) -> None:
    clearance(clinic, bruno, on=date(2026, 5, 30))
    book(clinic, bruno, 25, hold_until=(24, "17:00"))
    beyond = book(clinic, bruno, 30, hold_until=(24, "17:00"))

    (task,) = rows(clinic, Worklist.EXPIRING)

    assert task.view is not None
    assert (task.view.visit.id, task.due) == (beyond.visit.id, beyond.visit.start)
    assert task.action == "Ask for clearance"
    assert said_missing(task) == (
        "The medical clearance by Dr. Hale ends on 26 Nov 2026, before the visit on 30 Nov 2026."
    )


def test_a_signature_that_ends_soon_is_listed_once(clinic: Clinic, ana: Patient) -> None:
    sign(clinic, ana, date(2025, 12, 1))
    book(clinic, ana, 24)
    book(clinic, ana, 27)

    assert said(clinic, Worklist.EXPIRING) == [
        "Ketamine consent: what is on file is good until Tue 1 Dec 2026."
    ]


def test_a_letter_that_is_only_expected_does_not_end(clinic: Clinic, bruno: Patient) -> None:
    expected = Letter(referrer="Dr. Okafor, MD", expected_by=date(2026, 11, 25))
    record_referral(clinic, bruno.id, expected)
    book(clinic, bruno, 30, hold_until=(24, "17:00"))

    assert said(clinic, Worklist.EXPIRING) == []


def test_a_hold_is_listed_when_it_is_released_within_two_days(
    clinic: Clinic, bruno: Patient
) -> None:
    near = book(clinic, bruno, 27, hold_until=(25, "17:00"))
    book(clinic, bruno, 30, hold_until=(26, "17:00"))

    (task,) = rows(clinic, Worklist.HOLDS)

    assert task.view is not None
    assert task.view.visit.id == near.visit.id
    assert words.say(task.reasons[-1]) == (
        "The hold for Fri 27 Nov 09:00 is released Wed 25 Nov 17:00 unless it is booked."
    )


def test_a_referral_names_the_visit_that_is_its_last(clinic: Clinic, bruno: Patient) -> None:
    file_everything(clinic, bruno, visits=3)
    past(clinic, bruno, 14)
    book(clinic, bruno, 24)
    one_left = said(clinic, Worklist.LAST_VISITS)
    book(clinic, bruno, 27)
    none_left = said(clinic, Worklist.LAST_VISITS)
    book(clinic, bruno, 30, hold_until=(24, "17:00"))

    last = (
        "The visit on Fri 27 Nov 09:00 is the last that the referral from Dr. Quinn, MD allows "
        "(3 of 3)."
    )
    over = "The referral from Dr. Quinn, MD allows 3 visits and 3 are already booked or done."
    assert one_left == [
        (
            "After the visit on Tue 24 Nov 09:00 one of the 3 visits is left that the referral "
            "from Dr. Quinn, MD allows."
        )
    ]
    assert none_left == [last]
    assert said(clinic, Worklist.LAST_VISITS) == [f"{last} {over}"]


def test_a_referral_with_more_than_one_visit_left_is_not_listed(
    clinic: Clinic, bruno: Patient
) -> None:
    file_everything(clinic, bruno, visits=3)
    book(clinic, bruno, 24)

    assert said(clinic, Worklist.LAST_VISITS) == []


def test_every_visit_of_the_next_days_is_listed_ready_or_not(clinic: Clinic, ana: Patient) -> None:
    visits = [book(clinic, ana, 24), book(clinic, ana, 25, kind="preparation")]
    book(clinic, ana, 27)

    assert [view.visit.id for view in visits_ahead(clinic, 2)] == [v.visit.id for v in visits]


@pytest.mark.parametrize(
    ("only", "patients"),
    [
        ("diagnosis", ["Bruno"]),
        ("ride", ["Ana María", "Bruno"]),
        ("consent", ["Ana María", "Bruno"]),
        ("consent:ketamine-consent", ["Ana María", "Bruno"]),
        ("age", []),
        ("open", ["Ana María", "Bruno"]),
        ("holds", ["Bruno"]),
        ("today", []),
    ],
)
def test_the_visits_are_narrowed_to_an_open_item_or_a_list(
    clinic: Clinic, ana: Patient, bruno: Patient, only: str, patients: list[str]
) -> None:
    book(clinic, ana, 24)
    book(clinic, bruno, 25, hold_until=(24, "17:00"))
    book(clinic, ana, 25, "14:00", kind="preparation")

    assert [view.patient.given for view in visits_ahead(clinic, 7, only)] == patients


def test_an_unknown_kind_is_refused(clinic: Clinic) -> None:
    assert refusal(partial(visits_ahead, clinic, 7, "weather")) == ["worklist-unknown"]


def test_the_look_ups_do_not_grow_with_the_visits(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24)
    few = look_ups(clinic, partial(see_worklists, clinic))
    for day in (25, 27, 30):
        patient = add_patient(clinic, f"Pat {day}", "Kim")
        letter(clinic, patient, until=date(2026, 12, 1), visits=1)
        book(clinic, patient, day, hold_until=(24, "17:00"))
        book(clinic, patient, day, "14:00", hold_until=(24, "17:00"), kind="preparation")

    assert look_ups(clinic, partial(see_worklists, clinic)) == few
