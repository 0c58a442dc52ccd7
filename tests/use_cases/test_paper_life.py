"""A paper's whole life: printed, out, back, completed, voided, refused, revoked, taken back."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from app import words
from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.forms import FormState
from app.domain.gate import Item, State
from app.domain.packet_rules import PacketRule
from app.domain.packets import PaperState
from app.domain.paper_query import PaperQuery
from app.domain.paper_steps import StepKind, Told, VoidCause
from app.domain.patients import Patient, Representative
from app.domain.scheduling import Status
from app.domain.signatures import Signature
from app.use_cases import packets
from app.use_cases.archive import export_record, search_papers
from app.use_cases.attachments import attach_paper, scan_of
from app.use_cases.judging import rejudge_visits
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.paper_steps import (
    mark_handed_over,
    mark_printed,
    record_refusal,
    void_paper,
)
from app.use_cases.papers import find_paper, papers_of, return_paper
from app.use_cases.part2 import set_part2
from app.use_cases.patients import edit_patient
from app.use_cases.revoking import Taken, preview_revocation, revocations_of, revoke
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.documents.reading_back import page_texts
from tests.small import NOW, Small
from tests.use_cases.asking import book, minutes_later, past, refusal

CONSENT = "ketamine-consent"
RECEIPT = "privacy-acknowledgement"


@pytest.fixture
def visit(clinic: Clinic, ana: Patient) -> VisitView:
    """Ana's infusion tomorrow at nine."""
    return book(clinic, ana)


@pytest.fixture
def code(clinic: Clinic, visit: VisitView) -> str:
    """The code of the consent in its packet."""
    return code_of(clinic, visit, CONSENT)


def code_of(clinic: Clinic, visit: VisitView, form: str) -> str:
    packet = issue_packet(clinic, draft_packet(clinic, visit.visit.id))
    return next(paper.code for paper in packet.papers if paper.form == form)


def state(clinic: Clinic, code: str) -> PaperState:
    return find_paper(clinic, code).paper.state


def life(clinic: Clinic, code: str) -> list[tuple[str, str, str]]:
    return [(step.kind.value, step.by, step.cause) for step in find_paper(clinic, code).steps]


def consent(clinic: Clinic, visit: VisitView, form: str = CONSENT) -> Item:
    items = see_visit(clinic, visit.visit.id).items
    return next(item for item in items if item.item == f"consent:{form}")


def ask_for(clinic: Clinic, form: str) -> None:
    """Have the packets of infusions ask for one more form."""
    with clinic.by_itself().writing(Act.EDIT_SETTINGS) as unit:
        rule = PacketRule(form=form, types=("iv-dosing",))
        unit.settings.keep_packet_rules([*clinic.setup.rules, rule])


def test_every_step_is_kept_with_who_did_it(clinic: Clinic, code: str) -> None:
    box = find_paper(clinic, code).boxes[0].id

    mark_printed(clinic, code)
    mark_handed_over(clinic, code)
    return_paper(clinic, code, NOW, empty=[box])
    return_paper(clinic, code, NOW)

    assert life(clinic, code) == [
        ("printed", "Ana Ruiz", ""),
        ("handed-over", "Ana Ruiz", ""),
        ("returned", "Ana Ruiz", ""),
        ("complete", "Ana Ruiz", ""),
    ]
    assert {step.at for step in find_paper(clinic, code).steps} == {NOW}


def test_a_paper_is_not_printed_after_it_was_handed_over(clinic: Clinic, code: str) -> None:
    mark_handed_over(clinic, code)

    assert refusal(partial(mark_printed, clinic, code)) == ["paper-step-past"]
    assert refusal(partial(mark_handed_over, clinic, code)) == ["paper-step-past"]


def test_a_packet_that_was_ticked_by_mistake_is_taken_back_whole(
    clinic: Clinic, visit: VisitView
) -> None:
    packet = issue_packet(clinic, draft_packet(clinic, visit.visit.id))
    token = new_token()
    packets.mark_printed(clinic, packet.id, token=token)

    undone = undo_act(clinic, token)
    after = {paper.state for paper in packets.packets_of_visit(clinic, visit.visit.id)[0].papers}
    undo_act(clinic, undone.token)
    again = {paper.state for paper in packets.packets_of_visit(clinic, visit.visit.id)[0].papers}

    assert (after, again) == ({PaperState.ISSUED}, {PaperState.PRINTED})


def test_what_became_of_a_paper_since_is_not_taken_back(clinic: Clinic, code: str) -> None:
    token = new_token()
    mark_printed(clinic, code, token=token)
    mark_handed_over(clinic, code)

    assert refusal(partial(undo_act, clinic, token)) == ["undo-paper-moved-on"]
    assert state(clinic, code) is PaperState.HANDED_OVER


def test_a_check_in_that_was_a_mistake_leaves_the_paper_out_again(
    clinic: Clinic, visit: VisitView, code: str
) -> None:
    token = new_token()
    mark_handed_over(clinic, code)
    return_paper(clinic, code, NOW, token=token)
    met = consent(clinic, visit).state

    undo_act(clinic, token)

    assert (met, consent(clinic, visit).state) == (State.MET, State.WAITING)
    paper = find_paper(clinic, code).paper
    assert (paper.state, paper.signed_at, paper.signatures) == (PaperState.HANDED_OVER, None, ())


def test_each_signer_is_kept_with_their_own_time(clinic: Clinic, code: str) -> None:
    later = minutes_later(20)

    view = return_paper(
        clinic, code, NOW, others=[Signature(who="prescriber", at=later, name="Dr. Hale")]
    )

    assert [(each.who, each.at, each.name) for each in view.paper.signatures] == [
        ("patient", NOW, ""),
        ("prescriber", later, "Dr. Hale"),
    ]
    assert view.paper.seen_by == "Ana Ruiz"
    assert view.until == date(2027, 5, 22)


def test_who_left_the_signature_empty_has_not_signed(clinic: Clinic, code: str) -> None:
    gap = next(
        box.id
        for box in find_paper(clinic, code).boxes
        if (box.kind, box.who) == ("signature", "prescriber")
    )

    first = return_paper(clinic, code, NOW, empty=[gap])
    later = minutes_later(60)
    completed = return_paper(clinic, code, later)

    assert [each.who for each in first.paper.signatures] == ["patient"]
    assert [(box.page, box.who) for box in first.empty_boxes] == [(6, "prescriber")]
    assert [(each.who, each.at) for each in completed.paper.signatures] == [
        ("patient", NOW),
        ("prescriber", later),
    ]
    assert completed.paper.signed_at == later


def test_somebody_who_has_no_place_on_the_paper_does_not_sign_it(clinic: Clinic, code: str) -> None:
    odd = Signature(who="escort", at=NOW)

    assert refusal(partial(return_paper, clinic, code, NOW, others=[odd])) == ["signer-unknown"]


def test_a_representative_signs_only_by_an_authority_on_file(
    clinic: Clinic, ana: Patient, code: str
) -> None:
    back = partial(return_paper, clinic, code, NOW, "representative")
    assert refusal(back) == ["authority-missing"]

    who = Representative(name="Luz Romero", authority="health-care proxy")
    edit_patient(clinic, replace(ana, representative=who))
    (signed, *_) = back().paper.signatures

    assert (signed.who, signed.name, signed.authority) == (
        "representative",
        "Luz Romero",
        "health-care proxy",
    )


def test_a_minors_paper_needs_the_guardian_and_the_adolescent(
    clinic: Clinic, ana: Patient, code: str
) -> None:
    who = Representative(name="Luz Romero", authority="mother")
    edit_patient(clinic, replace(ana, born=date(2010, 1, 1), representative=who))
    young = Signature(who="adolescent", at=NOW)

    assert refusal(partial(return_paper, clinic, code, NOW)) == ["signer-unknown"]
    assert refusal(partial(return_paper, clinic, code, NOW, "guardian")) == ["minor-needs-both"]
    view = return_paper(clinic, code, NOW, "guardian", others=[young])
    assert {each.who for each in view.paper.signatures} == {"guardian", "prescriber", "adolescent"}


def test_nothing_is_signed_on_the_day_after_a_dose(
    small: Small, clinic: Clinic, ana: Patient, code: str
) -> None:
    dosed = past(clinic, ana, 0, Status.RECOVERY)
    dose = dosed.start + timedelta(minutes=30)

    before = partial(return_paper, clinic, code, NOW + timedelta(minutes=29))
    after = partial(return_paper, clinic, code, dose)

    assert refusal(after) == ["signed-after-dose"]
    assert before().paper.state is PaperState.COMPLETE


def test_the_doctor_may_sign_after_the_dose(clinic: Clinic, ana: Patient, code: str) -> None:
    past(clinic, ana, 0, Status.LEFT)
    doctor = Signature(who="prescriber", at=NOW + timedelta(hours=2))

    assert return_paper(clinic, code, NOW, others=[doctor]).paper.state is PaperState.COMPLETE


def test_a_gap_is_not_filled_by_the_patient_after_the_dose(
    clinic: Clinic, ana: Patient, code: str
) -> None:
    past(clinic, ana, 0, Status.LEFT)
    box = find_paper(clinic, code).boxes[0].id
    return_paper(clinic, code, NOW, empty=[box])

    filled = partial(return_paper, clinic, code, NOW + timedelta(hours=2))
    assert refusal(filled) == ["signed-after-dose"]


def test_a_voided_paper_counts_no_more_and_says_why(
    clinic: Clinic, visit: VisitView, code: str
) -> None:
    return_paper(clinic, code, NOW)
    void = partial(void_paper, clinic, code)
    assert refusal(partial(void, VoidCause.OTHER)) == ["void-needs-why"]

    void(VoidCause.WRONG_PATIENT, "signed by the husband")

    assert consent(clinic, visit).state is State.MISSING
    (*_, last) = find_paper(clinic, code).steps
    assert (last.cause, last.why) == ("wrong-patient", "signed by the husband")
    assert refusal(partial(void, VoidCause.LOST)) == ["paper-ended"]


def test_a_receipt_that_was_declined_stops_nothing_and_is_not_asked_again(
    clinic: Clinic, ana: Patient
) -> None:
    ask_for(clinic, RECEIPT)
    visit = book(clinic, ana)
    packet = issue_packet(clinic, draft_packet(clinic, visit.visit.id))
    codes = {paper.form: paper.code for paper in packet.papers}

    assert refusal(partial(record_refusal, clinic, codes[CONSENT])) == ["paper-no-receipt"]
    record_refusal(clinic, codes[RECEIPT], "wants to read it at home")

    item = consent(clinic, visit, RECEIPT)
    assert (item.state, item.reason.code) == (State.MET, "consent-refused")
    lines = draft_packet(clinic, visit.visit.id).lines
    assert RECEIPT not in {line.form for line in lines}
    assert refusal(partial(return_paper, clinic, codes[RECEIPT], NOW)) == ["paper-ended"]


def test_a_revocation_is_previewed_and_takes_effect_at_once(
    clinic: Clinic, ana: Patient, visit: VisitView, code: str
) -> None:
    return_paper(clinic, code, NOW)
    taken = Taken(codes=(code,), at=NOW, told=Told.SPOKEN, note="on the phone")

    hits = preview_revocation(clinic, [code])
    revoke(clinic, taken)

    assert [(hit.view.visit.id, [item.item for item in hit.items]) for hit in hits] == [
        (visit.visit.id, [f"consent:{CONSENT}"])
    ]
    item = consent(clinic, visit)
    assert (item.state, item.reason.code) == (State.EXPIRED, "consent-revoked")
    marks = see_visit(clinic, visit.visit.id).judged
    assert marks is not None
    assert [(mark.item, mark.had) for mark in marks.marks] == [(f"consent:{CONSENT}", True)]
    (event,) = revocations_of(clinic, ana.id)
    assert (event.told, event.by, event.received_by, event.papers) == (
        Told.SPOKEN,
        "patient",
        "Ana Ruiz",
        (code,),
    )


def test_the_archived_bytes_stay_as_they_were_when_a_consent_is_revoked(
    clinic: Clinic, visit: VisitView, code: str
) -> None:
    packet = packets.packets_of_visit(clinic, visit.visit.id)[0]
    before = packets.open_packet(clinic, packet.id).pdf
    return_paper(clinic, code, NOW)

    revoke(clinic, Taken(codes=(code,), at=NOW))

    assert packets.open_packet(clinic, packet.id).pdf == before


def test_a_new_signature_opens_the_way_again(clinic: Clinic, visit: VisitView, code: str) -> None:
    return_paper(clinic, code, NOW)
    revoke(clinic, Taken(codes=(code,), at=NOW))

    new = code_of(clinic, visit, CONSENT)
    return_paper(clinic, new, NOW)

    assert new != code
    assert consent(clinic, visit).state is State.MET
    assert state(clinic, code) is PaperState.REVOKED


def test_a_revocation_that_was_a_mistake_is_taken_back_on_its_day(
    small: Small, clinic: Clinic, visit: VisitView, code: str
) -> None:
    token = new_token()
    return_paper(clinic, code, NOW)
    revoke(clinic, Taken(codes=(code,), at=NOW), token=token)

    tomorrow = replace(clinic, clock=lambda: NOW + timedelta(days=1))
    stands = refusal(partial(undo_act, tomorrow, token))
    undo_act(clinic, token)

    assert stands == ["revocation-stands"]
    assert consent(clinic, visit).state is State.MET


def test_only_signed_consents_of_one_patient_are_revoked(
    clinic: Clinic, bruno: Patient, code: str
) -> None:
    ahead = Taken(codes=(code,), at=NOW + timedelta(hours=1), by="nurse")

    assert refusal(partial(revoke, clinic, Taken(codes=(), at=NOW))) == ["revoke-nothing"]
    assert refusal(partial(revoke, clinic, ahead)) == [
        "revoke-unsigned",
        "revoke-later",
        "revoke-unsaid",
    ]


def test_a_scan_is_attached_to_its_paper(clinic: Clinic, ana: Patient, code: str) -> None:
    pdf = draft_packet(clinic, find_paper(clinic, code).paper.visit).pdf

    kept = attach_paper(clinic, code, scan_of(pdf))

    view = next(each for each in papers_of(clinic, ana.id) if each.paper.code == code)
    assert view.scans == (kept,)
    assert [step.kind for step in view.steps] == [StepKind.SCANNED]
    assert refusal(partial(attach_paper, clinic, code, scan_of(pdf))) == ["attachment-twice"]


def test_a_withdrawn_form_marks_the_visits_to_come(
    clinic: Clinic, visit: VisitView, code: str
) -> None:
    return_paper(clinic, code, NOW)
    see_visit(clinic, visit.visit.id)
    with clinic.by_itself().writing(Act.APPROVE_FORM) as unit:
        form = clinic.forms.newest(CONSENT)
        assert form is not None
        unit.forms.keep(replace(form, state=FormState.WITHDRAWN))

    found = rejudge_visits(clinic)

    assert found.marked == (visit.visit.id,)
    assert consent(clinic, visit).reason.code == "form-not-available"


def test_a_reprint_of_a_superseded_form_says_which_version_is_in_force(
    clinic: Clinic, visit: VisitView, code: str
) -> None:
    packet = packets.packets_of_visit(clinic, visit.visit.id)[0]
    with clinic.by_itself().writing(Act.APPROVE_FORM) as unit:
        form = clinic.forms.newest(CONSENT)
        assert form is not None
        unit.forms.keep(replace(form, version=2, effective=clinic.today()))
    draft_packet(clinic, visit.visit.id)

    (reason,) = packets.open_packet(clinic, packet.id).outdated

    assert (reason.code, reason.facts["version"], reason.facts["newer"]) == (
        "form-superseded",
        1,
        2,
    )


def test_a_protected_patients_record_carries_its_notice(
    small: Small, clinic: Clinic, ana: Patient, code: str, tmp_path: Path
) -> None:
    doctor = small.open("hale")
    set_part2(doctor, ana.id, part2=True)
    doctor.close()

    done = export_record(clinic, ana.id, tmp_path / "record.pdf")

    index = " ".join(page_texts((tmp_path / "record.pdf").read_bytes())[0].split())
    assert done.part2
    assert words.PART_2 in index
    with clinic.database.reading() as unit:
        assert "export-record" in [entry.act for entry in unit.audit.last(3)]


def test_papers_are_found_by_form_state_language_and_day(
    clinic: Clinic, ana: Patient, bruno: Patient, code: str
) -> None:
    return_paper(clinic, code, NOW)

    def found(**asked: object) -> list[str]:
        query = PaperQuery(**asked)  # pyright: ignore[reportArgumentType]
        return [view.paper.code for view in search_papers(clinic, query)]

    every = found()
    assert found(text="romero", form=CONSENT) == [code]
    assert found(states=frozenset({PaperState.COMPLETE})) == [code]
    assert found(language="en") == every
    assert found(language="es") == []
    assert found(text="bruno") == []
    assert found(first=date(2026, 11, 23), last=date(2026, 11, 23)) == every
    assert found(first=date(2026, 11, 24)) == []
    assert found(last=date(2026, 11, 22)) == []
