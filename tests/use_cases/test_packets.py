"""Packets and papers: what is previewed is issued, archived and found again."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.gate import State
from app.domain.packets import PaperState
from app.domain.patients import Patient
from app.use_cases import packets, papers
from app.use_cases.batch import write_packets
from app.use_cases.packets import draft_packet, issue_packet, open_packet
from app.use_cases.papers import find_paper, return_paper
from app.use_cases.patients import edit_patient
from app.use_cases.records import record_ride
from app.use_cases.scheduling import cancel_visit, see_visit
from tests.documents.reading_back import page_texts
from tests.small import NOW, at
from tests.use_cases.asking import book, give_clearance, refusal

SIGNED = {
    "privacy-acknowledgement",
    "emergency-contact",
    "financial-agreement",
    "psychotherapy-agreement",
    "touch-consent",
    "ketamine-consent",
    "off-label-disclosure",
    "ride-home-agreement",
}
"""What somebody new signs for an infusion."""


def codes(clinic: Clinic, visit: int) -> dict[str, str]:
    """The code of each paper of a visit's newest packet, by its form."""
    newest, *_ = packets.packets_of_visit(clinic, visit)
    return {paper.form: paper.code for paper in newest.papers}


def test_what_is_previewed_is_issued_and_found_again(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    draft = draft_packet(clinic, view.visit.id)

    packet = issue_packet(clinic, draft)

    assert packet.sha256 == hashlib.sha256(draft.pdf).hexdigest()
    assert open_packet(clinic, packet.id).pdf == draft.pdf
    assert [line.code for line in draft.lines] == [paper.code for paper in packet.papers]


def test_a_new_patient_gets_every_paper_of_an_infusion(clinic: Clinic, ana: Patient) -> None:
    draft = draft_packet(clinic, book(clinic, ana).visit.id)

    assert [(line.form, line.why.code) for line in draft.lines] == [
        ("cover-sheet", "why-cover"),
        ("infusion-step-by-step", "why-first-time"),
        ("suicidal-thoughts", "why-first-time"),
        ("privacy-acknowledgement", "why-never-signed"),
        ("emergency-contact", "why-never-signed"),
        ("financial-agreement", "why-never-signed"),
        ("psychotherapy-agreement", "why-never-signed"),
        ("touch-consent", "why-never-signed"),
        ("ketamine-consent", "why-never-signed"),
        ("off-label-disclosure", "why-never-signed"),
        ("ride-home-agreement", "why-each-visit"),
        ("before-and-after", "why-each-visit"),
    ]


def test_printing_again_gives_the_same_bytes(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    first = issue_packet(clinic, draft_packet(clinic, view.visit.id))

    again = draft_packet(clinic, view.visit.id)

    assert again.issued == first
    assert issue_packet(clinic, again).id == first.id


def test_a_changed_fact_makes_the_preview_stale(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    draft = draft_packet(clinic, view.visit.id)
    record_ride(clinic, view.visit.id, "Luis Romero", "202 555 0178")

    assert refusal(partial(issue_packet, clinic, draft)) == ["packet-stale"]
    assert packets.packets_of_visit(clinic, view.visit.id) == ()


def test_a_newer_packet_voids_the_older_papers(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    issue_packet(clinic, draft_packet(clinic, view.visit.id))
    old = codes(clinic, view.visit.id)["ketamine-consent"]
    record_ride(clinic, view.visit.id, "Luis Romero", "202 555 0178")
    issue_packet(clinic, draft_packet(clinic, view.visit.id))

    assert find_paper(clinic, old).paper.state is PaperState.VOIDED
    assert refusal(partial(return_paper, clinic, old, NOW)) == ["paper-voided"]


def test_a_packet_is_superseded_also_when_a_paper_of_it_came_back(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    older = issue_packet(clinic, draft_packet(clinic, view.visit.id))
    return_paper(clinic, codes(clinic, view.visit.id)["ketamine-consent"], NOW)
    record_ride(clinic, view.visit.id, "Luis Romero", "202 555 0178")

    newer = issue_packet(clinic, draft_packet(clinic, view.visit.id))

    assert open_packet(clinic, older.id).packet.is_superseded
    assert not newer.is_superseded


def test_printed_and_handed_over_are_ticked_by_people(clinic: Clinic, ana: Patient) -> None:
    packet = issue_packet(clinic, draft_packet(clinic, book(clinic, ana).visit.id))

    printed = packets.mark_printed(clinic, packet.id)
    given = packets.mark_handed_over(clinic, packet.id)

    assert {paper.state for paper in printed.papers} == {PaperState.PRINTED}
    assert {paper.state for paper in given.papers} == {PaperState.HANDED_OVER}


def test_only_a_complete_paper_meets_the_gate(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    issue_packet(clinic, draft_packet(clinic, view.visit.id))
    code = codes(clinic, view.visit.id)["ketamine-consent"]
    box = find_paper(clinic, code).boxes[0].id

    return_paper(clinic, code, NOW, empty=[box])
    with_gap = consent(clinic, view.visit.id)
    return_paper(clinic, code.lower(), NOW)
    complete = consent(clinic, view.visit.id)

    assert (with_gap, complete) == (State.WAITING, State.MET)


def consent(clinic: Clinic, visit: int) -> State:
    items = see_visit(clinic, visit).items
    return next(item.state for item in items if item.item == "consent:ketamine-consent")


def test_a_signed_consent_is_not_printed_again_for_the_next_visit(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    issue_packet(clinic, draft_packet(clinic, view.visit.id))
    printed = codes(clinic, view.visit.id)
    for form in SIGNED - {"ride-home-agreement", "privacy-acknowledgement"}:
        return_paper(clinic, printed[form], NOW)

    following = draft_packet(clinic, book(clinic, ana, 26).visit.id)

    assert [line.form for line in following.lines] == [
        "cover-sheet",
        "ride-home-agreement",
        "before-and-after",
    ]


def test_papers_that_are_out_are_those_to_be_signed(clinic: Clinic, ana: Patient) -> None:
    issue_packet(clinic, draft_packet(clinic, book(clinic, ana).visit.id))

    out = {view.paper.form for view in papers.all_papers(clinic) if view.awaits_signature}

    assert out == SIGNED


@pytest.mark.parametrize(
    ("form", "days", "signer", "empty", "expected"),
    [
        ("ketamine-consent", 1, "patient", [], ["signed-later"]),
        ("ketamine-consent", -1, "patient", [], ["signed-before-print"]),
        ("ketamine-consent", 0, "neighbour", ["ear"], ["signer-unknown", "box-unknown"]),
        ("infusion-step-by-step", 0, "patient", [], ["paper-not-signable"]),
        ("cover-sheet", 0, "patient", [], ["paper-not-signable"]),
    ],
)
def test_a_return_that_cannot_be_is_refused(
    clinic: Clinic,
    ana: Patient,
    *,
    form: str,
    days: int,
    signer: str,
    empty: list[str],
    expected: list[str],
) -> None:
    view = book(clinic, ana)
    issue_packet(clinic, draft_packet(clinic, view.visit.id))
    code = codes(clinic, view.visit.id)[form]
    when = NOW + timedelta(days=days)

    assert refusal(partial(return_paper, clinic, code, when, signer, empty)) == expected


@pytest.mark.parametrize(
    ("typed", "code"), [("ZZZZ0000", "paper-unknown"), ("what?", "paper-code-unreadable")]
)
def test_a_code_that_is_none_is_refused(clinic: Clinic, typed: str, code: str) -> None:
    assert refusal(partial(find_paper, clinic, typed)) == [code]


def test_nothing_is_printed_for_a_cancelled_visit(clinic: Clinic, ana: Patient) -> None:
    view = cancel_visit(clinic, book(clinic, ana).visit.id)

    assert refusal(partial(draft_packet, clinic, view.visit.id)) == ["visit-cancelled"]


def test_a_days_packets_are_written_in_clinic_order_without_names(
    clinic: Clinic, ana: Patient, tmp_path: Path
) -> None:
    late = book(clinic, ana, 24, "13:00").visit
    early = book(clinic, ana, 24, "08:00", kind="preparation").visit

    written = write_packets(clinic, at(clinic, 24, "00:00").date(), tmp_path)

    assert [each.visit for each in written] == [early.id, late.id]
    assert [each.file.name for each in written if each.file] == [
        f"2026-11-24-0800-visit-{early.id}.pdf",
        f"2026-11-24-1300-visit-{late.id}.pdf",
    ]
    for each in written:
        assert each.file is not None
        assert hashlib.sha256(each.file.read_bytes()).hexdigest() == each.sha256


def test_a_folder_that_cannot_be_written_is_said_and_the_packet_stays(
    clinic: Clinic, ana: Patient, tmp_path: Path
) -> None:
    view = book(clinic, ana)
    (tmp_path / "taken").write_text("a file where a folder should be")

    (written,) = write_packets(clinic, at(clinic, 24, "00:00").date(), tmp_path / "taken" / "here")

    assert written.error is not None
    assert written.error.code == "file-not-written"
    assert len(packets.packets_of_visit(clinic, view.visit.id)) == 1


def test_the_papers_of_a_patient_are_listed_newest_first(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    issue_packet(clinic, draft_packet(clinic, view.visit.id))

    listed = papers.papers_of(clinic, ana.id)

    assert [v.paper.form for v in listed][-1] == "cover-sheet"
    assert {v.patient.id for v in listed} == {ana.id}
    assert replace(listed[0].paper).visit == view.visit.id


def text_of(clinic: Clinic, visit: int) -> str:
    """Everything that a visit's packet says."""
    return " ".join(page_texts(draft_packet(clinic, visit).pdf))


def test_the_spray_has_the_hours_of_its_label(clinic: Clinic, ana: Patient) -> None:
    give_clearance(clinic, ana, "esketamine")

    spray = text_of(clinic, book(clinic, ana, kind="esketamine").visit.id)
    infusion = text_of(clinic, book(clinic, ana, 27).visit.id)

    assert "no food after 7:00 AM (07:00)" in spray
    assert "nothing to drink after 8:30 AM (08:30)" in spray
    assert "no food after 3:00 AM (03:00)" in infusion
    assert "clear liquids until 7:00 AM (07:00)" in infusion


def test_days_and_times_are_told_in_the_language_of_the_paper(clinic: Clinic, ana: Patient) -> None:
    spanish = edit_patient(clinic, replace(ana, language="es"))

    text = text_of(clinic, book(clinic, spanish).visit.id)

    assert "martes 24 de noviembre de 2026" in text
    assert "del lun 23 nov 2026" in text
