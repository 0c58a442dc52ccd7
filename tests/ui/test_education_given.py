"""What a patient was given to read stands on the card, with the day and the language."""

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.common.lists import Row
from app.ui.main_window import MainWindow
from app.use_cases.packets import draft_packet, issue_packet, mark_handed_over
from tests.ui.managing import infuse


@pytest.fixture
def packet(clinic: Clinic, ana: Patient) -> int:
    """The packet of a first infusion, made and not handed over."""
    return issue_packet(clinic, draft_packet(clinic, infuse(clinic, ana).visit.id)).id


def education(window: MainWindow, patient: Patient) -> list[Row]:
    window.show_page(window.pages.index(window.patients))
    window.open_card(patient.id)
    rows = window.patients.card.file.rows
    return [row for row in rows if row.title.startswith("Education: ")]


def test_a_sheet_is_given_once_its_packet_is_handed_over(
    window: MainWindow, clinic: Clinic, ana: Patient, packet: int
) -> None:
    before = education(window, ana)

    mark_handed_over(clinic, packet)
    after = education(window, ana)

    assert {row.chip for row in before} == {"Not handed over"}
    assert {row.chip for row in after} == {"Given"}
    assert [row.title for row in before] == [row.title for row in after]
    assert {row.detail for row in after} == {"given 23 Nov 2026, in English, version 1"}
