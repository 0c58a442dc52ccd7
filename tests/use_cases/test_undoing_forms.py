"""What was decided about a form is taken back, as long as no paper was made of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.forms import Form, FormState
from app.domain.patients import Patient
from app.use_cases.forms import approve_all, approve_form, keep_draft, see_form, withdraw_form
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.undoing import undo_act
from tests.small import MONDAY, Small
from tests.use_cases.asking import book, refusal

CONSENT = "ketamine-consent"
DAY = timedelta(days=1)


@pytest.fixture
def director(small: Small) -> Iterator[Clinic]:
    clinic = small.open("hale")
    yield clinic
    clinic.close()


def draft(clinic: Clinic, text: str = "No hurry.") -> Form:
    newest = see_form(clinic, CONSENT).form
    texts = {name: f"{text}\n\n{each}" for name, each in newest.texts.items()}
    return keep_draft(clinic, replace(newest, texts=texts), newest)


def state(clinic: Clinic) -> tuple[int, FormState]:
    form = see_form(clinic, CONSENT).form
    return form.version, form.state


def test_an_approval_is_taken_back_and_done_again(director: Clinic) -> None:
    second = draft(director)
    approved = approve_form(director, CONSENT, material=False, token="approving")

    undone = undo_act(director, "approving")
    back = see_form(director, CONSENT).form
    undo_act(director, undone.token)

    assert back == second
    assert see_form(director, CONSENT).form == approved


def test_a_withdrawal_is_taken_back_and_done_again(director: Clinic) -> None:
    first = see_form(director, CONSENT).form
    withdraw_form(director, CONSENT, why="A sentence was wrong.", token="withdrawing")

    undone = undo_act(director, "withdrawing")
    back = see_form(director, CONSENT).form
    undo_act(director, undone.token)

    assert back == first
    assert state(director) == (1, FormState.WITHDRAWN)


def test_all_that_were_approved_at_once_are_drafts_again_at_once(director: Clinic) -> None:
    draft(director)
    approve_all(director, token="all")

    undo_act(director, "all")

    assert state(director) == (2, FormState.DRAFT)


def test_an_approval_stays_once_a_paper_was_made_of_it(director: Clinic, ana: Patient) -> None:
    visit = book(director, ana).visit.id
    draft(director)
    approve_form(director, CONSENT, token="approving")
    issue_packet(director, draft_packet(director, visit))

    assert refusal(partial(undo_act, director, "approving")) == ["undo-form-printed"]
    assert state(director) == (2, FormState.APPROVED)


def test_an_approval_stays_once_a_newer_version_was_begun(director: Clinic) -> None:
    draft(director)
    approve_form(director, CONSENT, token="approving")
    draft(director, "Take your time.")

    assert refusal(partial(undo_act, director, "approving")) == ["undo-form-followed"]


def test_a_text_that_was_changed_since_is_not_approved_by_doing_it_again(director: Clinic) -> None:
    draft(director)
    approve_form(director, CONSENT, token="approving")
    undone = undo_act(director, "approving")
    draft(director, "Take your time.")

    assert refusal(partial(undo_act, director, undone.token)) == ["undo-house-moved-on"]


def test_a_withdrawn_version_does_not_come_back_beside_one_that_took_its_place(
    director: Clinic,
) -> None:
    draft(director)
    approve_form(director, CONSENT, effective=MONDAY + 9 * DAY)
    withdraw_form(director, CONSENT, why="A sentence was wrong.", token="withdrawing")
    draft(director, "Take your time.")
    approve_form(director, CONSENT, effective=MONDAY + DAY)

    assert refusal(partial(undo_act, director, "withdrawing")) == ["form-two-at-once"]


def test_only_the_medical_director_takes_it_back(director: Clinic, clinic: Clinic) -> None:
    draft(director)
    approve_form(director, CONSENT, token="approving")

    assert refusal(partial(undo_act, clinic, "approving")) == ["undo-not-yours"]
