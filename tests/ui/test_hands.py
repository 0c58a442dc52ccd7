"""The eight things a front desk does all day, each within its seconds and without a dialog."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from app.clinic import Clinic
from app.domain.packets import PaperState
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.domain.worklists import Worklist
from app.ui.common.chips import readiness_look
from app.ui.main_window import MainWindow
from app.use_cases.packets import draft_packet, issue_packet, packets_of_visit
from app.use_cases.papers import find_paper
from app.use_cases.patients import see_patient
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist
from tests.cups_queue import Queue
from tests.small import add_patient, at, file_everything
from tests.ui.hands import Hands
from tests.ui.robots import Keyboard


@dataclass(frozen=True)
class Budget:
    """What a flow may cost, and how often somebody stops to think in it."""

    seconds: float
    thoughts: int
    keys: int = 20


BOOK = Budget(7.0, thoughts=4, keys=10)
MOVE = Budget(5.0, thoughts=3)
CANCEL_AND_FILL = Budget(6.5, thoughts=4)
CHECK_IN = Budget(2.5, thoughts=1)
PRINT = Budget(3.2, thoughts=2)
FILE = Budget(3.0, thoughts=2)
IS_SHE_READY = Budget(4.5, thoughts=2)
PRINT_TOMORROW = Budget(3.5, thoughts=2)


@pytest.fixture
def visit(clinic: Clinic, ana: Patient) -> VisitView:
    """Ana's infusion this afternoon."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "14:00")))


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    """Somebody's hands, without a mouse."""
    counted = Hands(qapp, has_mouse=False)
    yield counted
    counted.let_go()


def within(hands: Hands, budget: Budget) -> None:
    """What was done fits the budget, and nothing stood in the way."""
    assert hands.modal == []
    assert hands.keys <= budget.keys
    assert 0 < hands.seconds(budget.thoughts) <= budget.seconds


def test_a_the_next_visit_is_booked(
    hands: Hands, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return", "Return")

    (booked,) = see_patient(clinic, ana.id).visits
    assert booked.visit.status is Status.BOOKED
    within(hands, BOOK)


def test_b_a_visit_is_moved(
    visit: VisitView, window: MainWindow, keyboard: Keyboard, hands: Hands, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1")
    hands.keys = 0
    keyboard.press("Ctrl+M", "Down", "Down", "Return")

    assert see_visit(clinic, visit.visit.id).visit.start != visit.visit.start
    within(hands, MOVE)


def test_c_a_visit_is_called_off_and_its_time_filled(
    visit: VisitView, window: MainWindow, keyboard: Keyboard, hands: Hands, clinic: Clinic
) -> None:
    jo = add_patient(clinic, "Jo", "Park", "+12025550131")
    file_everything(clinic, jo)
    add_to_waitlist(clinic, WaitWish(patient=jo.id, type="iv-dosing", note="any afternoon"))
    keyboard.press("Ctrl+1")
    hands.keys = 0
    keyboard.press("Ctrl+Del", "2", "Return", "Return")

    assert see_visit(clinic, visit.visit.id).visit.status is Status.CANCELLED
    (filled,) = see_patient(clinic, jo.id).visits
    assert filled.visit.start == visit.visit.start
    within(hands, CANCEL_AND_FILL)


def test_d_somebody_is_checked_in(
    visit: VisitView, window: MainWindow, keyboard: Keyboard, hands: Hands, clinic: Clinic
) -> None:
    lea = add_patient(clinic, "Lea", "Novak")
    other = book_visit(
        clinic, Wish(patient=lea.id, type="preparation", start=at(clinic, 23, "10:00"))
    )
    keyboard.press("Ctrl+1", "Up", "Up")
    chosen = window.today.table.current()
    hands.keys = 0
    keyboard.type("ro")
    keyboard.press("Ctrl+Return")

    assert chosen is not None
    assert chosen.visit.id == other.visit.id
    assert see_visit(clinic, visit.visit.id).visit.status is Status.ARRIVED
    assert see_visit(clinic, other.visit.id).visit.status is Status.BOOKED
    within(hands, CHECK_IN)


def test_e_a_packet_is_printed(  # noqa: PLR0917 -- fixtures
    queue: Queue,
    visit: VisitView,
    window: MainWindow,
    keyboard: Keyboard,
    hands: Hands,
    clinic: Clinic,
) -> None:
    before = len(queue.jobs())
    keyboard.press("Ctrl+1")
    hands.keys = 0
    keyboard.press("Ctrl+P")
    keyboard.wait_for_work()
    keyboard.press("Return")
    keyboard.wait_for_work()

    assert len(queue.jobs()) == before + 1
    assert len(packets_of_visit(clinic, visit.visit.id)) == 1
    within(hands, PRINT)


def test_f_a_paper_that_came_back_is_filed_by_hand(
    visit: VisitView, window: MainWindow, keyboard: Keyboard, hands: Hands, clinic: Clinic
) -> None:
    issue_packet(clinic, draft_packet(clinic, visit.visit.id))
    keyboard.press("Ctrl+5")
    keyboard.wait_for_work()
    window.consents.show_list(Worklist.NOT_RETURNED)
    hands.keys = 0
    keyboard.press("Return")
    view = window.paper.view
    assert view is not None
    keyboard.press("Return", "Return")

    assert find_paper(clinic, view.paper.code).paper.state is PaperState.COMPLETE
    within(hands, FILE)


def test_g_is_she_ready(
    visit: VisitView, window: MainWindow, keyboard: Keyboard, hands: Hands, ana: Patient
) -> None:
    keyboard.press("Ctrl+F")
    keyboard.type("romer")
    keyboard.press("Return")

    assert window.patients.card.name.text() == "Romero Gil, Ana"
    assert window.patients.card.visits.isVisible()
    (shown,) = window.patients.card.visits.rows
    assert (shown.title, shown.chip) == ("Mon 23 Nov 2026 at 14:00", readiness_look(visit)[1])
    within(hands, IS_SHE_READY)


def test_h_tomorrows_packets_are_printed(  # noqa: PLR0917 -- fixtures
    queue: Queue,
    window: MainWindow,
    keyboard: Keyboard,
    hands: Hands,
    clinic: Clinic,
    ana: Patient,
) -> None:
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 24, "13:00"))
    tomorrow = book_visit(clinic, wish)
    before = len(queue.jobs())
    keyboard.press("Ctrl+Shift+P")
    keyboard.wait_for_work()
    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()

    assert len(queue.jobs()) > before
    assert len(packets_of_visit(clinic, tomorrow.visit.id)) == 1
    within(hands, PRINT_TOMORROW)
