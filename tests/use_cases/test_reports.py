"""The reports: what each counts on a real clinic, who may see it, and what leaves the window."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.audit import Outcome
from app.domain.patients import Patient
from app.domain.reports import (
    Consents,
    NoShows,
    Period,
    Referrals,
    Report,
    Usage,
    Utilisation,
)
from app.domain.scheduling import Status
from app.domain.worklists import Worklist
from app.use_cases.forms import approve_form
from app.use_cases.moving import move_visit
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.report_sheets import export_report, report_pdf, told
from app.use_cases.reports import see_report
from app.use_cases.scheduling import cancel_visit, no_show
from app.use_cases.waivers import waive_item
from app.use_cases.worklist_sheets import Exported
from app.use_cases.worklists import see_paper_lists
from tests.documents.reading_back import page_texts
from tests.small import NOW, Small, add_patient, at, file_everything
from tests.use_cases.asking import book, look_ups, refusal
from tests.use_cases.test_form_touched import CONSENT, drafted, sign_consent

Numbers = TypeVar("Numbers", Referrals, Utilisation, NoShows, Consents)


def seen(
    clinic: Clinic,
    kind: type[Numbers],
    report: Report,
    period: Period = Period.NEXT_2_WEEKS,
) -> Numbers:
    numbers = see_report(clinic, report, period).numbers
    assert isinstance(numbers, kind)
    return numbers


def letters(clinic: Clinic) -> list[tuple[date, int | None, tuple[date, ...]]]:
    bars = seen(clinic, Referrals, Report.REFERRALS).bars
    return [(bar.last, bar.left, bar.uncovered) for bar in bars]


def room(clinic: Clinic, name: str, period: Period = Period.NEXT_2_WEEKS) -> Usage:
    usages = seen(clinic, Utilisation, Report.UTILISATION, period).usages
    return next(each for each in usages if each.name == name)


def numbered(clinic: Clinic, given: str, visits: int) -> Patient:
    patient = add_patient(clinic, given, "Vega")
    file_everything(clinic, patient, visits=visits)
    return patient


def test_a_letter_that_holds_for_months_is_no_news(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    assert letters(clinic) == []


def test_a_letter_whose_visits_are_used_up_lapses_before_the_next_one(clinic: Clinic) -> None:
    one = numbered(clinic, "Una", 1)
    book(clinic, one, 24)
    book(clinic, one, 30, hold_until=(27, "17:00"))

    assert letters(clinic) == [(date(2026, 11, 24), 1, (date(2026, 11, 30),))]


def test_a_waived_letter_is_no_trouble(clinic: Clinic, doctor: Clinic) -> None:
    one = numbered(clinic, "Una", 1)
    book(clinic, one, 24)
    held = book(clinic, one, 30, hold_until=(27, "17:00"))
    assert held.visit.status is Status.HELD
    waive_item(doctor, one.id, "referral", "Spoke with the referrer.", date(2026, 12, 1))

    assert letters(clinic) == [(date(2026, 11, 24), 1, ())]


def test_many_letters_take_no_more_look_ups_than_one(clinic: Clinic) -> None:
    act = partial(see_report, clinic, Report.REFERRALS)
    book(clinic, numbered(clinic, "Una", 1), 24)
    one = look_ups(clinic, act)
    for number, clock in enumerate(("11:30", "14:00")):
        book(clinic, numbered(clinic, f"Otra {number}", 1), 25, clock)

    assert look_ups(clinic, act) == one


def test_a_booked_visit_takes_its_room_and_a_missed_one_loses_it(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana, 23, "11:00", kind="preparation")
    held = next(each for each in view.holds if each.kind.value == "room")
    minutes = (held.end - held.start) // timedelta(minutes=1)
    before = room(clinic, held.name)
    clinic.clock = lambda: at(clinic, 23, "11:30")
    no_show(clinic, view.visit.id)

    after = room(clinic, held.name)

    assert (before.ahead, before.used, before.lost) == (minutes, 0, 0)
    assert (after.ahead, after.used, after.lost) == (0, 0, minutes)
    assert before.hours == 10 * 10 * 60


def test_time_that_was_filled_again_is_not_lost(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    view = book(clinic, ana, 23, "11:00", kind="preparation")
    held = next(each for each in view.holds if each.kind.value == "room")
    cancel_visit(clinic, view.visit.id)
    lost = room(clinic, held.name).lost
    book(clinic, bruno, 23, "11:00", kind="preparation")

    assert lost > 0
    assert room(clinic, held.name).lost == 0


def test_a_visit_called_off_in_time_loses_nothing(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 30, "11:00", kind="preparation")
    held = next(each for each in view.holds if each.kind.value == "room")
    cancel_visit(clinic, view.visit.id)

    assert room(clinic, held.name).booked == 0


def test_it_is_kept_when_a_visit_was_booked_and_a_move_leaves_it(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana, 25)
    clinic.clock = lambda: NOW + timedelta(hours=2)

    moved = move_visit(clinic, view.visit.id, at(clinic, 26, "09:00"))

    assert (view.visit.booked_at, moved.visit.booked_at) == (NOW, NOW)


def test_absence_is_counted_by_the_days_booked_ahead(clinic: Clinic, ana: Patient) -> None:
    came, missed = Status.LEFT, Status.NO_SHOW
    past_visits(clinic, ana, [(3, 1, came), (4, 5, missed), (5, 40, missed), (6, None, came)])

    told = seen(clinic, NoShows, Report.NO_SHOW)

    assert [(bar.count, bar.missed) for bar in told.bars] == [
        (1, 0),
        (1, 1),
        (0, 0),
        (0, 0),
        (1, 1),
    ]
    assert told.unknown == 1


def past_visits(
    clinic: Clinic, patient: Patient, visits: list[tuple[int, int | None, Status]]
) -> None:
    """Visits of so many days ago, booked so many days before; None when nobody knows."""
    with clinic.database.writing() as unit:
        own = unit.scheduling.patient_resource(patient.id)
    for ago, ahead, status in visits:
        view = book(clinic, patient, 30, "09:00", kind="integration")
        start = NOW - timedelta(days=ago)
        booked = None if ahead is None else start - timedelta(days=ahead)
        gone = replace(
            view.visit,
            start=start,
            end=start + timedelta(hours=1),
            status=status,
            booked_at=booked,
            parts=tuple(part for part in view.visit.parts if part.resource == own.id),
        )
        with clinic.database.writing() as unit:
            unit.scheduling.keep([gone])


def test_a_paper_is_out_from_the_day_it_was_made(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 30)
    issue_packet(clinic, draft_packet(clinic, view.visit.id))
    clinic.clock = lambda: NOW + timedelta(days=3)

    told = seen(clinic, Consents, Report.CONSENTS)

    out = len(see_paper_lists(clinic)[Worklist.NOT_RETURNED])
    assert [bar.count for bar in told.out] == [0, out, 0, 0, 0]
    assert out > 0


@pytest.mark.parametrize("counted", [(1, 0), (0, 1)])
def test_a_signature_of_an_older_version_is_good_or_asked_for_again(
    clinic: Clinic, doctor: Clinic, ana: Patient, counted: tuple[int, int]
) -> None:
    first, _later = book(clinic, ana, 25), book(clinic, ana, 30)
    sign_consent(clinic, first.visit.id)
    before = seen(clinic, Consents, Report.CONSENTS).older
    drafted(doctor)
    approve_form(doctor, CONSENT, material=counted == (1, 0))

    (older,) = seen(clinic, Consents, Report.CONSENTS).older

    assert before == ()
    assert (older.newest, (older.again, older.good)) == (2, counted)


def table(exported: Exported) -> list[dict[str, str]]:
    return list(csv.DictReader(exported.content.decode("utf-8-sig").splitlines()))


@pytest.fixture
def lapsing(clinic: Clinic) -> Patient:
    """Somebody whose letter ends before a visit, with a name that looks like a formula."""
    patient = add_patient(clinic, "Eve", "=HYPERLINK(A1)")
    file_everything(clinic, patient, visits=1)
    book(clinic, patient, 24)
    book(clinic, patient, 30, hold_until=(27, "17:00"))
    return patient


def test_the_table_leaves_as_text_and_is_kept_in_the_audit(
    clinic: Clinic, lapsing: Patient
) -> None:
    (line,) = table(export_report(clinic, Report.REFERRALS, Period.LAST_4_WEEKS))

    assert line == {
        "Chart": lapsing.chart,
        "Patient": "'=HYPERLINK(A1), Eve",
        "Referrer": "Dr. Quinn, MD",
        "Good until": "24 Nov 2026",
        "Days left": "1",
        "Visits left": "1",
        "Next visits": "24 Nov, 30 Nov",
        "Not covered": "30 Nov",
        "Notice": "",
    }
    with clinic.database.reading() as unit:
        (entry,) = [each for each in unit.audit.last(3) if each.act == Act.EXPORT_REPORT]
    assert entry.outcome is Outcome.DONE
    assert '"report":"referrals"' in entry.payload
    assert "HYPERLINK" not in entry.payload


def test_the_paper_says_the_finding_and_is_one_page(clinic: Clinic, lapsing: Patient) -> None:
    (text,) = page_texts(report_pdf(clinic, Report.REFERRALS, Period.LAST_4_WEEKS))

    assert "1 referral lapses before a booked visit" in text
    assert "1 day · 1 visit left · 1 visit not covered" in text
    assert "Names patients: shred after use" in text


def test_a_protected_record_leaves_with_its_notice(clinic: Clinic, lapsing: Patient) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.patients.keep(replace(lapsing, part2=True))

    exported = export_report(clinic, Report.REFERRALS, Period.LAST_4_WEEKS)
    (paper,) = page_texts(report_pdf(clinic, Report.REFERRALS, Period.LAST_4_WEEKS))

    notice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    assert ([line["Notice"] for line in table(exported)], exported.part2) == ([notice], 1)
    assert notice in paper


def test_an_auditor_sees_the_charts_and_no_names(small: Small, lapsing: Patient) -> None:
    auditor = small.open("audit")

    report = told(see_report(auditor, Report.REFERRALS))

    assert [line.cells[:2] for line in report.lines] == [(lapsing.chart, lapsing.chart)]
    auditor.close()


def test_who_treats_patients_is_not_shown_the_clinics_figures(small: Small) -> None:
    nurse = small.open("ortiz")

    assert refusal(partial(see_report, nurse, Report.UTILISATION)) == ["not-permitted"]
    nurse.close()


@pytest.mark.parametrize("kind", Report)
def test_an_empty_report_says_why_and_what_next(clinic: Clinic, kind: Report) -> None:
    report = told(see_report(clinic, kind))

    assert report.is_empty == (kind is not Report.UTILISATION)
    assert report.why.endswith(".")
