"""42 CFR Part 2: said by clinicians, and sent along with what leaves the clinic."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app import words
from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.use_cases import part2, referrals
from app.use_cases.calendars import export_calendars
from app.use_cases.day_sheets import day_sheet
from app.use_cases.packets import write_packet
from app.use_cases.patients import see_patient
from app.use_cases.referral_requests import request_letter
from app.use_cases.schedule_sheets import course_plan_pdf, day_columns_pdf, week_pdf
from app.use_cases.views import VisitView
from app.use_cases.worklist_sheets import export_visits, write_export
from tests.documents.reading_back import page_texts
from tests.small import add_patient
from tests.use_cases.asking import book, refusal
from tests.use_cases.test_referrals import ASKED


def test_only_a_clinician_says_it_of_a_record(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    assert refusal(partial(part2.set_part2, clinic, bruno.id, part2=True)) == ["not-permitted"]

    part2.set_part2(doctor, bruno.id, part2=True)

    assert see_patient(clinic, bruno.id).patient.part2
    with clinic.database.reading() as unit:
        acts = [entry.act for entry in unit.audit.last(2)]
    assert "set-part2" in acts


def test_the_request_letter_of_a_protected_record_brings_the_scope_of_the_consent(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)
    plain = page_texts(request_letter(clinic, asked.id))

    part2.set_part2(doctor, bruno.id, part2=True)
    letter, scope = page_texts(request_letter(clinic, asked.id))

    assert len(plain) == 1
    assert letter.count("Part 2") == 0
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in scope
    assert "Bruno Soto" in scope
    assert "to be approved by its medical director" in scope


def test_what_names_several_patients_warns_of_those_who_are_protected(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    other = add_patient(clinic, "Ida", "Wu")
    part2.set_part2(doctor, other.id, part2=True)
    people = [see_patient(clinic, each.id).patient for each in (bruno, other, other)]

    assert part2.warnings(part2.protected(people)) == (Reason("part2-leaves", {"count": 1}),)
    assert part2.warnings(part2.protected(people[:1])) == ()
    assert [part2.notice(each) for each in people[:2]] == ["", words.PART_2]


MARK = "§ Part 2"


@pytest.mark.parametrize("flag", [False, True])
def test_a_table_of_protected_records_leaves_with_the_scope_of_the_consent(
    clinic: Clinic, doctor: Clinic, bruno: Patient, tmp_path: Path, *, flag: bool
) -> None:
    part2.set_part2(doctor, bruno.id, part2=flag)
    book(clinic, bruno, 24, hold_until=(23, "17:00"))

    beside = write_export(clinic, export_visits(clinic, 2), tmp_path / "open.csv")

    assert beside == (tmp_path / "open-part2.pdf" if flag else None)
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["open-part2.pdf"] * flag
    assert (tmp_path / "open.csv").is_file()
    for (page,) in [page_texts(beside.read_bytes())] if beside else []:
        assert "Scope of the consent" in page
        assert "Bruno" not in page


def text_of(pdf: bytes) -> str:
    return "".join(page_texts(pdf)).replace("\N{NO-BREAK SPACE}", " ")


def cover_of(clinic: Clinic, view: VisitView, path: Path) -> str:
    """The desk's page of a packet; the patient's own consent in it names the law."""
    write_packet(clinic, view.visit.id, path)
    return page_texts(path.read_bytes())[0].replace("\N{NO-BREAK SPACE}", " ")


PAPERS: dict[str, Callable[[Clinic, VisitView, Path], str]] = {
    "day sheet": lambda clinic, view, _: text_of(day_sheet(clinic, view.day)),
    "day by rooms": lambda clinic, view, _: text_of(day_columns_pdf(clinic, view.day)),
    "week": lambda clinic, view, _: text_of(week_pdf(clinic, view.day)),
    "packet": cover_of,
}
OWN: dict[str, Callable[[Clinic, VisitView], str]] = {
    "visit list": lambda clinic, view: text_of(course_plan_pdf(clinic, view.patient.id)),
    "calendars": lambda clinic, view: "".join(
        each.content.decode() for each in export_calendars(clinic, view.day, 7)
    ),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_of_the_house_mark_the_patient_and_say_no_more(
    clinic: Clinic, doctor: Clinic, bruno: Patient, tmp_path: Path, paper: str
) -> None:
    view = book(clinic, bruno, 24, hold_until=(23, "17:00"))
    plain = PAPERS[paper](clinic, view, tmp_path / "plain.pdf")

    part2.set_part2(doctor, bruno.id, part2=True)
    marked = PAPERS[paper](clinic, view, tmp_path / "marked.pdf")

    assert (MARK in plain, MARK in marked) == (False, True)
    assert "42 CFR" not in marked


@pytest.mark.parametrize("paper", OWN)
def test_what_names_no_record_bears_no_mark(
    clinic: Clinic, doctor: Clinic, bruno: Patient, paper: str
) -> None:
    view = book(clinic, bruno, 24, hold_until=(23, "17:00"))
    part2.set_part2(doctor, bruno.id, part2=True)

    assert "Part" not in OWN[paper](clinic, view)


def test_a_packet_made_before_the_record_was_protected_is_made_anew(
    clinic: Clinic, doctor: Clinic, bruno: Patient, tmp_path: Path
) -> None:
    view = book(clinic, bruno, 24, hold_until=(23, "17:00"))
    first, same = (write_packet(clinic, view.visit.id, tmp_path / "packet.pdf") for _ in "ab")

    part2.set_part2(doctor, bruno.id, part2=True)
    anew = write_packet(clinic, view.visit.id, tmp_path / "packet.pdf")

    assert first == same
    assert {each.code for each in first.papers}.isdisjoint(each.code for each in anew.papers)
