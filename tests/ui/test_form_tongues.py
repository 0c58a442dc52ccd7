"""What is typed in a form in one language stands there in another one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.common.typed import fill_in, typed_in
from app.ui.desk import Desk
from app.ui.gate.clearance_forms import AskClearanceForm, GiveClearanceForm, WithdrawClearanceForm
from app.ui.gate.diagnosis_form import DiagnosisForm
from app.ui.gate.item_form import ItemForm
from app.ui.gate.letter_forms import AttachForm, CorrectForm, JudgeReferralForm
from app.ui.gate.referral_forms import ArrivedForm, AskReferralForm, ChaseForm
from app.ui.gate.ride_form import RideForm
from app.ui.gate.tick_form import OpenAgeForm, TickForm
from app.ui.gate.waiver_forms import WaiverForm
from app.ui.main_window import MainWindow
from app.use_cases import referrals
from app.use_cases.referral_views import ReferralView, see_referral
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from app.words.tongue import speaking
from tests.small import Small, at
from tests.ui.conftest import opened
from tests.use_cases.test_referrals import ASKED

VISIT_FORMS = (
    AskClearanceForm,
    GiveClearanceForm,
    WithdrawClearanceForm,
    RideForm,
    TickForm,
    OpenAgeForm,
    WaiverForm,
)
LETTER_FORMS = (AttachForm, ChaseForm, CorrectForm, JudgeReferralForm)
PATIENT_FORMS = (ArrivedForm, AskReferralForm, DiagnosisForm)


@pytest.fixture
def doctors(qtbot: QtBot, small: Small, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of the medical director."""
    with opened(small.open("hale"), tmp_path / "hale.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion to come."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 27, "11:00")))


@pytest.fixture
def letter(clinic: Clinic, bruno: Patient) -> ReferralView:
    """A letter that is expected."""
    asked = referrals.request_referral(clinic, bruno.id, ASKED)
    return see_referral(clinic, asked.id)


def every_form(qtbot: QtBot, desk: Desk, view: VisitView, letter: ReferralView) -> list[ItemForm]:
    """Each kind of form in the language that is spoken."""
    forms: list[ItemForm] = [kind(desk, view, view.items[0]) for kind in VISIT_FORMS]
    forms += [kind(desk, letter) for kind in LETTER_FORMS]
    forms += [kind(desk, view.patient) for kind in PATIENT_FORMS]
    for form in forms:
        qtbot.addWidget(form)
    return forms


def test_a_draft_keeps_its_fields_under_the_same_keys_in_every_language(
    qtbot: QtBot, doctors: MainWindow, infusion: VisitView, letter: ReferralView
) -> None:
    english = every_form(qtbot, doctors.desk, infusion, letter)
    with speaking("es"):
        spanish = every_form(qtbot, doctors.desk, infusion, letter)

    assert [typed_in(form).keys() for form in spanish] == [
        typed_in(form).keys() for form in english
    ]


def test_what_was_chosen_in_spanish_is_chosen_in_english(
    qtbot: QtBot, doctors: MainWindow, infusion: VisitView
) -> None:
    item = infusion.items[0]
    with speaking("es"):
        spanish = WaiverForm(doctors.desk, infusion, item)
    qtbot.addWidget(spanish)
    spanish.cause.setCurrentIndex(2)
    spanish.scope.setCurrentText("Todas las citas")
    spanish.why.setText("Lives next door")

    english = WaiverForm(doctors.desk, infusion, item)
    qtbot.addWidget(english)
    fill_in(english, typed_in(spanish))

    assert (spanish.why.accessibleName(), english.why.accessibleName()) == (
        "Motivo en palabras",
        "Reason in words",
    )
    assert (english.cause.currentIndex(), english.scope.currentText(), english.why.text()) == (
        2,
        "Every visit",
        "Lives next door",
    )
