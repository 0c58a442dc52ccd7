"""What was decided about a form is taken back, as long as no paper was made of it."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from app.clinic import Clinic
from app.domain.forms import Form, FormState
from app.domain.patients import Patient
from app.use_cases.forms import approve_all, approve_form, keep_draft, see_form, withdraw_form
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.undoing import undo_act
from tests.small import MONDAY
from tests.use_cases.asking import book, refusal

CONSENT = "ketamine-consent"
DAY = timedelta(days=1)


def draft(clinic: Clinic, text: str = "No hurry.") -> Form:
    newest = see_form(clinic, CONSENT).form
    texts = {name: f"{text}\n\n{each}" for name, each in newest.texts.items()}
    return keep_draft(clinic, replace(newest, texts=texts), newest)


def state(clinic: Clinic) -> tuple[int, FormState]:
    form = see_form(clinic, CONSENT).form
    return form.version, form.state


def test_an_approval_is_taken_back_and_done_again(doctor: Clinic) -> None:
    second = draft(doctor)
    approved = approve_form(doctor, CONSENT, material=False, token="approving")

    undone = undo_act(doctor, "approving")
    back = see_form(doctor, CONSENT).form
    undo_act(doctor, undone.token)

    assert back == second
    assert see_form(doctor, CONSENT).form == approved


def test_a_withdrawal_is_taken_back_and_done_again(doctor: Clinic) -> None:
    first = see_form(doctor, CONSENT).form
    withdraw_form(doctor, CONSENT, why="A sentence was wrong.", token="withdrawing")

    undone = undo_act(doctor, "withdrawing")
    back = see_form(doctor, CONSENT).form
    undo_act(doctor, undone.token)

    assert back == first
    assert state(doctor) == (1, FormState.WITHDRAWN)


def test_all_that_were_approved_at_once_are_drafts_again_at_once(doctor: Clinic) -> None:
    draft(doctor)
    approve_all(doctor, token="all")

    undo_act(doctor, "all")

    assert state(doctor) == (2, FormState.DRAFT)


def test_an_approval_stays_once_a_paper_was_made_of_it(doctor: Clinic, ana: Patient) -> None:
    visit = book(doctor, ana).visit.id
    draft(doctor)
    approve_form(doctor, CONSENT, token="approving")
    issue_packet(doctor, draft_packet(doctor, visit))

    assert refusal(partial(undo_act, doctor, "approving")) == ["undo-form-printed"]
    assert state(doctor) == (2, FormState.APPROVED)


def test_an_approval_stays_once_a_newer_version_was_begun(doctor: Clinic) -> None:
    draft(doctor)
    approve_form(doctor, CONSENT, token="approving")
    draft(doctor, "Take your time.")

    assert refusal(partial(undo_act, doctor, "approving")) == ["undo-form-followed"]


def test_a_text_that_was_changed_since_is_not_approved_by_doing_it_again(doctor: Clinic) -> None:
    draft(doctor)
    approve_form(doctor, CONSENT, token="approving")
    undone = undo_act(doctor, "approving")
    draft(doctor, "Take your time.")

    assert refusal(partial(undo_act, doctor, undone.token)) == ["undo-house-moved-on"]


def test_a_withdrawn_version_does_not_come_back_beside_one_that_took_its_place(
    doctor: Clinic,
) -> None:
    draft(doctor)
    approve_form(doctor, CONSENT, effective=MONDAY + 9 * DAY)
    withdraw_form(doctor, CONSENT, why="A sentence was wrong.", token="withdrawing")
    draft(doctor, "Take your time.")
    approve_form(doctor, CONSENT, effective=MONDAY + DAY)

    assert refusal(partial(undo_act, doctor, "withdrawing")) == ["form-two-at-once"]


def test_only_the_medical_director_takes_it_back(doctor: Clinic, clinic: Clinic) -> None:
    draft(doctor)
    approve_form(doctor, CONSENT, token="approving")

    assert refusal(partial(undo_act, clinic, "approving")) == ["undo-not-yours"]
