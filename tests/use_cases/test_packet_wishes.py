"""What somebody asks of a packet: other papers, another language, large print, or everything."""

from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packet_rules import PacketWish, Untranslated
from app.domain.packets import PaperState
from app.domain.patients import Contact, Patient, Representative
from app.use_cases import packets
from app.use_cases.packets import Draft, draft_packet, issue_packet
from app.use_cases.papers import return_paper
from app.use_cases.patients import edit_patient
from tests.documents.reading_back import page_texts
from tests.small import NOW
from tests.use_cases.asking import book, refusal


def forms(draft: Draft) -> list[str]:
    return [line.form for line in draft.lines]


def text_of(draft: Draft) -> str:
    """Everything on the patient's pages."""
    cover = draft.made.papers[0].pages + 1
    return " ".join(page_texts(draft.pdf)[cover:]).replace("\N{NO-BREAK SPACE}", " ")


def cover_of(draft: Draft) -> str:
    return page_texts(draft.pdf)[0]


def decide(clinic: Clinic, untranslated: Untranslated) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        now = unit.settings.paper_policy()
        unit.settings.keep_paper_policy(replace(now, untranslated=untranslated))


def test_exactly_the_papers_that_somebody_names_are_printed_in_that_order(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    wish = PacketWish(papers=("revocation", "ketamine-then-and-now"))

    draft = draft_packet(clinic, view.visit.id, wish)

    assert [(line.form, line.why.code) for line in draft.lines] == [
        ("cover-sheet", "why-cover"),
        ("revocation", "why-asked"),
        ("ketamine-then-and-now", "why-asked"),
    ]


@pytest.mark.parametrize(
    ("paper", "code"),
    [("no-such-form", "packet-form-none"), ("esketamine-consent", "packet-form-route")],
)
def test_a_paper_that_is_none_or_for_another_route_is_refused(
    clinic: Clinic, ana: Patient, paper: str, code: str
) -> None:
    view = book(clinic, ana)
    wish = PacketWish(papers=(paper,))

    assert refusal(partial(draft_packet, clinic, view.visit.id, wish)) == [code]


def test_a_paper_asked_for_by_name_leaves_the_others_that_are_out_alone(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    older = issue_packet(clinic, draft_packet(clinic, view.visit.id))
    wish = PacketWish(papers=("ketamine-consent",))

    issue_packet(clinic, draft_packet(clinic, view.visit.id, wish))

    kept = next(p for p in packets.packets_of_visit(clinic, view.visit.id) if p.id == older.id)
    gone = [paper.form for paper in kept.papers if paper.state is PaperState.VOIDED]
    assert gone == ["ketamine-consent"]


def test_everything_is_printed_when_somebody_asks_also_what_is_signed(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    first = issue_packet(clinic, draft_packet(clinic, view.visit.id))
    code = next(paper.code for paper in first.papers if paper.form == "ketamine-consent")
    return_paper(clinic, code, NOW)

    missing = draft_packet(clinic, view.visit.id)
    everything = draft_packet(clinic, view.visit.id, PacketWish(everything=True))

    assert "ketamine-consent" not in forms(missing)
    assert {line.form: line.why.code for line in everything.lines}["ketamine-consent"] == (
        "why-asked-signed"
    )
    assert len(everything.lines) == len(missing.lines) + 1


def test_the_papers_of_a_spanish_speaker_are_spanish_through_and_through(
    clinic: Clinic, ana: Patient
) -> None:
    edit_patient(clinic, replace(ana, language="es"))
    draft = draft_packet(clinic, book(clinic, ana).visit.id)

    said = text_of(draft)

    assert {line.language for line in draft.lines} == {"en", "es"}
    assert "Fecha de nacimiento: 12 mar 1988" in said
    assert "Impreso: lun 23 nov 2026 a las 09:00" in said
    assert "Depresión" in said
    for english in ("12 Mar 1988", "Nov 2026", "Printed"):
        assert english not in said


def test_somebody_can_have_a_packet_in_another_language_and_in_large_print(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    usual = draft_packet(clinic, view.visit.id)

    spanish = draft_packet(clinic, view.visit.id, PacketWish(language="es"))
    large = draft_packet(clinic, view.visit.id, PacketWish(large_print=True))

    assert {line.language for line in spanish.lines[1:]} == {"es"}
    assert forms(large) == forms(usual)
    assert large.made.pages > 1.5 * usual.made.pages


def test_a_patient_who_reads_large_print_always_gets_it(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    usual = draft_packet(clinic, view.visit.id).made.pages

    edit_patient(clinic, replace(ana, large_print=True))

    assert draft_packet(clinic, view.visit.id).made.pages > 1.5 * usual


def test_without_a_translation_the_paper_is_english_with_a_place_for_the_interpreter(
    clinic: Clinic, ana: Patient
) -> None:
    edit_patient(clinic, replace(ana, language="vi"))
    draft = draft_packet(clinic, book(clinic, ana).visit.id)

    said = text_of(draft)

    assert "interpreter-statement" in forms(draft)
    assert "I interpreted this form" in said
    assert "Vietnamese" in said
    assert "has no approved text in Vietnamese" in cover_of(draft)


def test_a_clinic_can_refuse_to_print_what_the_patient_cannot_read(
    clinic: Clinic, ana: Patient
) -> None:
    decide(clinic, Untranslated.REFUSE)
    edit_patient(clinic, replace(ana, language="vi"))
    view = book(clinic, ana)

    assert refusal(partial(draft_packet, clinic, view.visit.id)) == ["papers-untranslated"]


def test_a_language_that_no_form_has_is_refused_when_somebody_asks_for_it(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)

    asked = partial(draft_packet, clinic, view.visit.id, PacketWish(language="vi"))

    assert refusal(asked) == ["papers-untranslated"]


def test_a_paper_names_who_signs_for_the_patient_and_whom_to_call(
    clinic: Clinic, ana: Patient
) -> None:
    known = replace(
        ana,
        address="4 Aspen Way\nDenver",
        email="ana@example.org",
        emergency=Contact(name="Luis Romero", relation="brother", phone="+12025550178"),
        representative=Representative(name="Eva Gil", authority="guardian"),
    )
    edit_patient(clinic, known)

    said = text_of(draft_packet(clinic, book(clinic, ana).visit.id))

    for known_text in ("Luis Romero", "brother", "Eva Gil", "guardian"):
        assert known_text in said
