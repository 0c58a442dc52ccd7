"""A clinician records a diagnosis at the keyboard, and takes one off the file."""

from datetime import date

import pytest

from app import words
from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.records import Diagnosis
from app.ui.gate.diagnosis_form import DiagnosisForm, RemoveDiagnosisForm
from app.ui.main_window import MainWindow
from app.use_cases.diagnoses import record_diagnosis
from app.use_cases.patients import see_patient
from tests.small import Small
from tests.ui.finding import faults, named_controls, shared_letters
from tests.ui.robots import Keyboard
from tests.ui.test_look import settle


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its medical director."""
    return small.open("hale")


@pytest.fixture
def form(window: MainWindow, bruno: Patient) -> DiagnosisForm:
    """The form on Bruno's card, as the button opens it."""
    window.open_card(bruno.id)
    window.patients.card.tabs.setCurrentIndex(2)
    window.patients.card.add_diagnosis.click()
    (form,) = window.patients.card.findChildren(DiagnosisForm)
    return form


def kept(clinic: Clinic, patient: Patient) -> list[tuple[str, date, bool, bool, str]]:
    return [
        (each.code, each.made_on, each.secondary, each.resistant, each.trials)
        for each in see_patient(clinic, patient.id).diagnoses
    ]


def test_a_code_is_typed_taken_and_filed_with_enter_twice(
    form: DiagnosisForm, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.type("f332")
    keyboard.press("Return", "Return")

    assert kept(clinic, bruno) == [("F33.2", date(2026, 11, 23), False, False, "")]
    assert keyboard.dialogs == []


def test_words_find_and_treatment_resistance_asks_what_did_not_help(
    form: DiagnosisForm, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.type("severe depress recur")
    keyboard.press("Down", "Up", "Return")
    keyboard.press("Tab", "Tab", "Space", "Tab")
    keyboard.type("sertraline, bupropion")
    keyboard.press("Tab", "Ctrl+A")
    keyboard.type("20 Nov 2026")
    keyboard.press("Return")

    trials = "sertraline, bupropion"
    assert kept(clinic, bruno) == [("F33.2", date(2026, 11, 20), False, True, trials)]


def test_the_short_list_stands_under_its_conditions(
    form: DiagnosisForm, keyboard: Keyboard
) -> None:
    keyboard.press("Down")

    headings = [row.title for row in form.code.list.rows if row.is_heading]
    assert headings == [
        "Depression",
        "Bipolar depression",
        "Social anxiety disorder",
        "Anxiety disorder",
        "Post-traumatic stress disorder",
        "Obsessive-compulsive disorder",
        "Substance use disorder",
        "Chronic pain",
        words.SYMPTOMS,
    ]


def test_a_code_of_the_who_is_answered_with_the_right_ones(
    form: DiagnosisForm, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.type("F42.0")
    told = form.told.text()
    keyboard.press("Return", "Return")

    assert told.startswith("“F42.0” is a code of the WHO's ICD-10, not of ICD-10-CM.")
    assert [code for code, *_ in kept(clinic, bruno)] == ["F42.2"]


def test_a_refusal_stands_in_the_form_and_nothing_typed_is_lost(
    form: DiagnosisForm, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.type("F33")
    keyboard.press("Ctrl+Return")

    assert form.reasons.sentences == (
        "“F33” is a heading, not a diagnosis. Below it: F33.0, F33.1, F33.2, F33.3 and F33.40.",
    )
    assert form.code.line.text() == "F33"
    assert kept(clinic, bruno) == []


def test_a_symptom_is_secondary_by_itself(
    form: DiagnosisForm, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.type("R45.851")
    keyboard.press("Return")
    ticked = form.secondary.isChecked()
    keyboard.press("Return")

    assert ticked
    assert form.reasons.sentences == (
        "Record the disorder first; “R45.851” is recorded beside it.",
    )
    assert kept(clinic, bruno) == []


def test_a_diagnosis_is_taken_off_the_card_with_a_reason(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    record_diagnosis(clinic, bruno.id, "F33.2")
    window.open_card(bruno.id)
    card = window.patients.card
    card.tabs.setCurrentIndex(2)
    card.file.setFocus()

    keyboard.press("Return")
    keyboard.press("Return")
    (form,) = card.findChildren(RemoveDiagnosisForm)
    refused = form.reasons.sentences
    keyboard.type("ruled out")
    keyboard.press("Return")

    assert refused == ("Say why the diagnosis is removed.",)
    (removed,) = see_patient(clinic, bruno.id).diagnoses
    assert (removed.stands, removed.removed_why) == (False, "ruled out")
    (row,) = card.file.rows
    assert (row.chip, row.detail) == (
        "Removed",
        "removed by Dr. Miriam Hale, MD on 23 Nov 2026: ruled out",
    )


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("typed", ["dep", "F42.0", "F33.2\n"])
def test_the_form_is_whole_on_a_small_screen(
    window: MainWindow,
    form: DiagnosisForm,
    keyboard: Keyboard,
    *,
    typed: str,
    percent: int,
    mode: str,
) -> None:
    window.look.set_mode(mode)
    window.look.set_percent(percent)
    window.resize(1366, 768)
    keyboard.type(typed.strip())
    if typed.endswith("\n"):
        keyboard.press("Return")
        form.resistant.setChecked(True)

    settle(window)

    assert faults(window) == []
    assert (window.width(), window.height()) == (1366, 768)
    assert [widget for widget, name in named_controls(window) if not name] == []
    assert shared_letters(window) == []


class TestAtTheDesk:
    """What the front desk has of it."""

    @pytest.fixture
    def clinic(self, small: Small) -> Clinic:
        """The small clinic, open at the front desk."""
        return small.open()

    def test_the_desk_reads_the_condition_and_has_no_way_to_change_it(
        self, window: MainWindow, ana: Patient
    ) -> None:
        window.open_card(ana.id)
        card = window.patients.card
        card.tabs.setCurrentIndex(2)

        card.file.take_current()

        assert card.file.rows[0].title == "Diagnosis: Depression"
        assert not card.add_diagnosis.isVisible()
        assert card.findChildren(RemoveDiagnosisForm) == []


def test_a_diagnosis_without_a_name_is_only_on_file() -> None:
    unnamed = Diagnosis(
        patient=1, code="", title="", condition="", made_on=date(2026, 11, 1), made_by="Hale"
    )

    assert words.diagnosis_told(unnamed) == "Diagnosis on file"


def test_neighbouring_codes_are_told_apart_where_a_line_begins(
    form: DiagnosisForm, keyboard: Keyboard
) -> None:
    keyboard.type("F32")
    depressed = form.code.list.rows[3:5]
    keyboard.press("Ctrl+A")
    keyboard.type("G90.5")
    pained = form.code.list.rows[2:4]

    assert [(row.title, row.detail) for row in (*depressed, *pained)] == [
        (
            "F32.2  Major depressive disorder",
            "single episode, severe without psychotic features",
        ),
        ("F32.3  Major depressive disorder", "single episode, severe with psychotic features"),
        ("G90.511  Complex regional pain syndrome I", "of right upper limb"),
        ("G90.512  Complex regional pain syndrome I", "of left upper limb"),
    ]
