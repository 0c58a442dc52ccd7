"""The binder: drafts are written, approved and withdrawn; visits are judged by what is in force."""

import shutil
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app import library, paths
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.binder import Standing
from app.domain.forms import Form
from app.domain.gate import State
from app.domain.patients import Patient
from app.use_cases.clinics import make_clinic, open_clinic
from app.use_cases.forms import (
    approve_all,
    approve_form,
    compare,
    faults_of,
    keep_draft,
    see_form,
    see_forms,
    take_in_shipped,
    withdraw_form,
)
from app.use_cases.scheduling import judge_wish
from tests.small import CHEAP, MONDAY, PASSWORD
from tests.use_cases.asking import refusal

CONSENT = "ketamine-consent"
DAY = timedelta(days=1)


def changed(form: Form, was: str = "Please take your time.", now: str = "Take your time.") -> Form:
    assert was in form.texts["en"]
    return replace(form, texts={**form.texts, "en": form.texts["en"].replace(was, now)})


def newest(clinic: Clinic) -> Form:
    return see_form(clinic, CONSENT).form


def state_on(clinic: Clinic, patient: Patient, days: int) -> State | None:
    items = judge_wish(clinic, patient.id, "iv-dosing", MONDAY + days * DAY)
    return next((each.state for each in items if each.item == f"consent:{CONSENT}"), None)


def test_shipped_forms_come_as_drafts(tmp_path: Path) -> None:
    new = tmp_path / "new"
    make_clinic(new, name="Juniper", zone="America/Denver", password=PASSWORD, cost=CHEAP)
    clinic = open_clinic(new, password=PASSWORD)
    views = see_forms(clinic)
    clinic.close()

    assert {view.form.id for view in views} == set(library.forms())
    assert {view.standing for view in views} == {Standing.DRAFT}
    assert all(view.form.shipped == 1 for view in views)


def test_taking_in_the_shipped_forms_again_changes_nothing(doctor: Clinic) -> None:
    before = doctor.setup.edition

    assert take_in_shipped(doctor) == 0
    assert doctor.setup.edition == before


def test_a_shipped_draft_that_was_mended_since_is_taken_in_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new"
    make_clinic(new, name="Juniper", zone="America/Denver", password=PASSWORD, cost=CHEAP)
    shutil.copytree(paths.FORMS, tmp_path / "forms")
    text = tmp_path / "forms" / CONSENT / "en.md"
    text.write_text(text.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    monkeypatch.setattr(paths, "FORMS", tmp_path / "forms")

    clinic = open_clinic(new, password=PASSWORD)
    taken_in, after = newest(clinic), take_in_shipped(clinic)
    with clinic.database.reading() as unit:
        acts = [entry.act for entry in unit.audit.last(9)]
    clinic.close()

    assert "One sentence more." in taken_in.texts["en"]
    assert after == 0
    assert acts.count(Act.TAKE_IN_FORMS) == 1


def test_a_change_of_an_approved_form_begins_its_next_version(doctor: Clinic) -> None:
    first = newest(doctor)
    second = keep_draft(doctor, changed(first), first)
    third = keep_draft(doctor, changed(second, "Take your time.", "No hurry."), second)

    assert (second.version, second.is_draft, second.shipped) == (2, True, 0)
    assert (third.version, third.hashes == second.hashes) == (2, False)
    assert see_form(doctor, CONSENT, 1).standing is Standing.IN_FORCE
    assert see_form(doctor, CONSENT).standing is Standing.DRAFT


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(doctor: Clinic) -> None:
    first = newest(doctor)
    keep_draft(doctor, changed(first), first)

    assert refusal(partial(keep_draft, doctor, changed(first), first)) == ["form-moved-on"]


def test_only_the_medical_director_approves(doctor: Clinic, clinic: Clinic) -> None:
    first = newest(doctor)
    keep_draft(doctor, changed(first), first)

    assert refusal(partial(approve_form, clinic, CONSENT)) == ["not-permitted"]
    assert refusal(partial(keep_draft, clinic, first, first)) == ["not-permitted"]
    kept = approve_form(doctor, CONSENT)
    assert (kept.approved_by, kept.effective) == ("Dr. Miriam Hale, MD", MONDAY)


def test_a_version_is_in_force_for_visits_from_its_day_on(doctor: Clinic) -> None:
    first = newest(doctor)
    keep_draft(doctor, changed(first), first)
    approve_form(doctor, CONSENT, effective=MONDAY + 7 * DAY)

    assert see_form(doctor, CONSENT).standing is Standing.COMING
    assert doctor.forms.on(MONDAY)[CONSENT].version == 1
    assert doctor.forms.on(MONDAY + 7 * DAY)[CONSENT].version == 2


@pytest.mark.parametrize(
    ("days", "codes"), [(-1, ["form-in-the-past", "form-two-at-once"]), (0, ["form-two-at-once"])]
)
def test_an_approval_that_cannot_be_is_refused(doctor: Clinic, days: int, codes: list[str]) -> None:
    first = newest(doctor)
    keep_draft(doctor, changed(first), first)
    approve_form(doctor, CONSENT, effective=MONDAY)
    second = newest(doctor)
    keep_draft(doctor, changed(second, "Take your time.", "No hurry."), second)

    asked = partial(approve_form, doctor, CONSENT, effective=MONDAY + days * DAY)
    assert refusal(asked) == codes
    assert refusal(partial(approve_form, doctor, CONSENT, 1)) == ["form-not-draft"]


def test_a_text_with_something_wrong_is_kept_and_not_approved(doctor: Clinic) -> None:
    first = newest(doctor)
    wrong = changed(first, now="Ketamine is safe.")
    kept = keep_draft(doctor, wrong, first)

    assert [fault.code for fault in faults_of(kept)] == ["form-false"]
    assert refusal(partial(approve_form, doctor, CONSENT)) == ["form-false"]
    assert approve_all(doctor) == ()


def test_a_withdrawn_form_leaves_future_visits_without_it(
    doctor: Clinic, clinic: Clinic, ana: Patient
) -> None:
    asked = partial(withdraw_form, doctor, CONSENT, why=" ")
    before = state_on(clinic, ana, 1)
    assert refusal(asked) == ["form-why-missing"]

    withdraw_form(doctor, CONSENT, why="A sentence was wrong.")

    items = judge_wish(clinic, ana.id, "iv-dosing", MONDAY + DAY)
    found = next(each for each in items if each.item == f"consent:{CONSENT}")
    assert (before, found.reason.code) == (State.MISSING, "form-not-available")


def test_what_changed_is_told_sentence_by_sentence(doctor: Clinic) -> None:
    first = newest(doctor)
    keep_draft(doctor, changed(first), first)

    found = compare(doctor, CONSENT, None, None, "en")
    told = [" ".join(each.text for each in edit.stretches) for edit in found.edits]
    assert (found.before.version, found.after.version, len(told)) == (1, 2, 1)
    assert told[0].startswith("Please take Take your time.")


def test_an_unknown_form_is_one_clear_reason(doctor: Clinic) -> None:
    assert refusal(partial(see_form, doctor, "rocket-consent")) == ["form-unknown"]
    assert refusal(partial(see_form, doctor, CONSENT, 9)) == ["form-version-unknown"]


def test_every_step_is_in_the_audit(doctor: Clinic) -> None:
    first = newest(doctor)
    keep_draft(doctor, changed(first), first)
    approve_form(doctor, CONSENT)
    withdraw_form(doctor, CONSENT, why="A sentence was wrong.")

    with doctor.database.reading() as unit:
        acts = [entry.act for entry in unit.audit.last(3)]
    assert acts == [Act.APPROVE_FORM, Act.APPROVE_FORM, Act.EDIT_FORM]
