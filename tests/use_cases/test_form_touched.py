"""Before a form is approved or withdrawn it is known who would have to sign again."""

from dataclasses import replace
from datetime import timedelta

from app.clinic import Clinic
from app.domain.forms import Form
from app.domain.patients import Patient
from app.use_cases.form_touched import would_be_without, would_sign_again
from app.use_cases.forms import keep_draft, see_form
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.papers import return_paper
from tests.small import MONDAY, NOW
from tests.use_cases.asking import book

CONSENT = "ketamine-consent"


def drafted(clinic: Clinic) -> Form:
    """The next version of the consent, with a word changed."""
    form = see_form(clinic, CONSENT).form
    text = form.texts["en"].replace("Please take your time.", "Take your time.")
    return keep_draft(clinic, replace(form, texts={**form.texts, "en": text}), form)


def sign_consent(clinic: Clinic, visit: int) -> None:
    """Print the papers of a visit and check its consent in."""
    packet = issue_packet(clinic, draft_packet(clinic, visit))
    (code,) = (paper.code for paper in packet.papers if paper.form == CONSENT)
    return_paper(clinic, code, NOW)


def test_whoever_has_signed_signs_again_for_visits_from_the_day_on(
    clinic: Clinic, doctor: Clinic, ana: Patient, bruno: Patient
) -> None:
    sooner, later = book(clinic, ana, 25), book(clinic, ana, 30)
    book(clinic, bruno, 30, "14:00", hold_until=(24, "18:00"))
    sign_consent(clinic, sooner.visit.id)
    draft = drafted(doctor)

    every = would_sign_again(doctor, draft, MONDAY, material=True)
    some = would_sign_again(doctor, draft, MONDAY + timedelta(days=5), material=True)

    assert [each.visit.id for each in every.visits] == [sooner.visit.id, later.visit.id]
    assert [each.visit.id for each in some.visits] == [later.visit.id]
    assert some.visits[0].stopped[0].code == "consent-sign-again"
    assert (every.patients, some.patients) == (1, 1)
    assert would_sign_again(doctor, draft, MONDAY, material=False).visits == ()


def test_a_withdrawn_form_leaves_those_who_signed_it_without(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana, 25)
    book(clinic, ana, 30)
    form = see_form(doctor, CONSENT).form
    before = would_be_without(doctor, form)
    sign_consent(clinic, view.visit.id)

    after = would_be_without(doctor, form)

    assert before.visits == ()
    assert [each.stopped[0].code for each in after.visits] == ["form-not-available"] * 2
