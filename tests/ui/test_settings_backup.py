"""Backups in the window: a folder chosen by keyboard, made by the clock, said when they fail."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.storage.places import FILE
from app.storage.restoring import find_copies
from app.ui.common.chips import Chip
from app.ui.main_window import MainWindow
from app.ui.settings.backup_pane import BackupPane
from app.use_cases import locking
from app.use_cases.backups import backup_state, plan_backups
from app.use_cases.logins import remove_login
from tests.documents.reading_back import page_texts
from tests.small import NOW, PASSWORD, Small
from tests.ui.managing import open_as_manager, open_section, push, tab_to, write
from tests.ui.robots import Keyboard


class Hands:
    """A clock that a test sets, and holds still for whoever works beside the window."""

    now = NOW

    def __init__(self) -> None:
        self.goes = Event()
        self.goes.set()

    def __call__(self) -> datetime:
        if current_thread() is not main_thread():
            self.goes.wait()
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def clinic(small: Small, hands: Hands) -> Clinic:
    """The small clinic, open for its manager."""
    clinic = open_as_manager(small)
    clinic.clock = hands
    return clinic


@pytest.fixture
def pane(window: MainWindow) -> BackupPane:
    return pane_of(window)


def pane_of(window: MainWindow) -> BackupPane:
    return next(each for each in window.settings_page.panes if isinstance(each, BackupPane))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def chosen(clinic: Clinic, stick: Path) -> Path:
    """The folder to which backups go."""
    plan_backups(clinic, str(stick))
    return stick


def _settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.desk.backing_up.is_running)


def test_a_folder_is_chosen_and_the_first_backup_made(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, qtbot: QtBot, stick: Path
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, str(stick))
    keyboard.press("Ctrl+Return")
    _settled(qtbot, window)

    assert window.toast.text.text() == "Changed: where backups go."
    assert len(find_copies(stick)) == 1
    assert pane.told.text() == "Last backup: Mon 23 Nov 2026 at 09:00."
    assert window.status.backup.text() == "Backup: 09:00"


def test_the_choice_is_taken_back(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, clinic: Clinic, stick: Path
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, str(stick))
    keyboard.press("Ctrl+Return")
    keyboard.press("Ctrl+Z")

    assert backup_state(clinic).plan.folder == ""
    assert pane.folder.text() == ""


def test_a_folder_that_is_not_there_is_said(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, clinic: Clinic, stick: Path
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, str(stick / "nowhere"))
    keyboard.press("Ctrl+Return")

    assert pane.reasons.sentences == (
        "Not changed.",
        (
            f"There is no folder {stick / 'nowhere'}. Type one that is there, or plug the stick in "
            "first."
        ),
    )
    assert pane.folder.text() == str(stick / "nowhere")
    assert backup_state(clinic).plan.folder == ""


def test_the_next_one_is_made_an_hour_later_by_the_windows_clock(
    window: MainWindow, qtbot: QtBot, clinic: Clinic, stick: Path, hands: Hands
) -> None:
    plan_backups(clinic, str(stick))
    made: list[int] = []
    for minutes in (0, 30, 61, 90, 125):
        hands.now = NOW + timedelta(minutes=minutes)
        window.desk.turn_clock()
        _settled(qtbot, window)
        made.append(len(list((stick / "copies").iterdir())))

    assert made == [1, 1, 2, 2, 3]


def test_one_that_is_stopped_is_not_kept_and_the_clock_makes_the_next_an_hour_later(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, chosen: Path, hands: Hands
) -> None:
    pane = pane_of(window)
    _settled(qtbot, window)
    open_section(keyboard, window, pane)
    hands.goes.clear()
    pane.now.setFocus()
    keyboard.press("Space")
    running = pane.stop.hasFocus(), pane.now.isVisible(), pane.told.text()
    keyboard.press("Space")
    hands.goes.set()
    _settled(qtbot, window)
    said, made = pane.reasons.sentences, [len(list((chosen / "copies").iterdir()))]
    for minutes in (59, 61):
        hands.now = NOW + timedelta(minutes=minutes)
        window.desk.turn_clock()
        _settled(qtbot, window)
        made.append(len(list((chosen / "copies").iterdir())))

    assert running == (True, False, "A backup is being made …")
    assert said == (
        "No backup was made.",
        "The backup was stopped before it was whole; nothing of it is kept.",
    )
    assert made == [0, 0, 1]
    assert pane.now.hasFocus()


def test_a_stick_that_is_out_is_said_on_today_once_the_last_backup_is_old(
    window: MainWindow, qtbot: QtBot, clinic: Clinic, stick: Path, hands: Hands
) -> None:
    plan_backups(clinic, str(stick))
    window.desk.turn_clock()
    _settled(qtbot, window)
    gone = stick.rename(stick.with_name("drawer"))
    hands.now = NOW + timedelta(hours=26)
    window.desk.turn_clock()
    _settled(qtbot, window)

    note = window.today.unsaved
    assert note.text.text() == (
        "No backup since Mon 23 Nov 09:00. "
        f"{stick} cannot be reached. Look whether the stick is in, or the drive is on; what is "
        "whole there stays whole. Then try again, or choose another folder."
    )
    assert window.status.backup.text() == "No backup since Mon 23 Nov 09:00"
    assert not stick.exists()

    gone.rename(stick)
    note.button.click()
    _settled(qtbot, window)
    assert note.isHidden()
    assert len(find_copies(stick)) == 2


def test_one_is_made_now_and_what_prevents_it_stands_beside(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, qtbot: QtBot, stick: Path
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, str(stick))
    keyboard.press("Ctrl+Return")
    _settled(qtbot, window)
    stick.rename(stick.with_name("drawer"))
    tab_to(keyboard, pane.now)
    keyboard.press("Space")
    _settled(qtbot, window)

    assert pane.reasons.sentences[0] == "No backup was made."
    assert pane.told.text() == "Last backup: Mon 23 Nov 2026 at 09:00."
    assert window.status.backup.text() == "Last backup 09:00, the next failed"


@pytest.fixture
def backed_up(window: MainWindow, qtbot: QtBot, clinic: Clinic, stick: Path) -> Path:
    """The folder with the first backup in it."""
    plan_backups(clinic, str(stick))
    window.desk.turn_clock()
    _settled(qtbot, window)
    return stick


def _tried(qtbot: QtBot, window: MainWindow) -> None:
    drilling = window.desk.backing_up.drilling
    qtbot.waitUntil(lambda: not drilling.is_running, timeout=30_000)


def _rows(pane: BackupPane) -> list[str]:
    return [chip.text for chip in pane.drill.findChildren(Chip)]


@pytest.mark.usefixtures("backed_up")
def test_a_drill_is_done_beside_the_window_and_its_day_is_kept(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, qtbot: QtBot, hands: Hands
) -> None:
    open_section(keyboard, window, pane)
    before = pane.drill.told.text()
    push(keyboard, pane.drill.begin_)
    _tried(qtbot, window)

    assert before == "Never tried yet."
    assert _rows(pane) == ["Whole"] * 4
    assert pane.drill.told.text() == "Last tried on 23 Nov 2026: whole."
    assert pane.drill.result.text().startswith("This backup gives back a whole clinic, in ")
    assert pane.drill.page.hasFocus()
    hands.now = NOW + timedelta(days=100)
    pane.refresh()
    assert pane.drill.told.text() == "Last tried on 23 Nov 2026, which is long ago: whole."


def test_a_backup_that_is_not_whole_is_said_and_has_its_page(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, qtbot: QtBot, backed_up: Path
) -> None:
    (copy,) = find_copies(backed_up)
    (copy.folder / FILE).unlink()
    open_section(keyboard, window, pane)
    push(keyboard, pane.drill.begin_)
    _tried(qtbot, window)

    assert _rows(pane) == ["Failed"]
    assert pane.drill.told.text() == "Last tried on 23 Nov 2026: not whole."
    keyboard.press("Return")
    panel = window.printing.drill
    qtbot.waitUntil(lambda: panel.paged.preview.count == 1, timeout=30_000)
    (text,) = page_texts(panel.pdf)
    assert "This backup does not give back a whole clinic" in text


@pytest.mark.usefixtures("backed_up")
def test_a_drill_that_is_stopped_leaves_nothing(
    window: MainWindow, pane: BackupPane, keyboard: Keyboard, qtbot: QtBot
) -> None:
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.drill.begin_)
    keyboard.press("Return", "Return")
    _tried(qtbot, window)

    assert _rows(pane) == []
    assert pane.drill.told.text() == "Never tried yet."
    assert pane.drill.begin_.hasFocus()
    assert window.toast.text.text() == (
        "It was stopped; the backup is as it was, and nothing else of it is kept."
    )


@pytest.mark.usefixtures("backed_up")
def test_a_drill_that_was_begun_is_done_though_the_window_is_locked(
    window: MainWindow, qtbot: QtBot, clinic: Clinic
) -> None:
    window.desk.backing_up.drilling.begin()
    window.desk.rest(partial(locking.lock, clinic))
    _tried(qtbot, window)
    assert clinic.locked
    locking.unlock(clinic, PASSWORD)
    window.desk.wake()

    plan = backup_state(clinic).plan
    assert (plan.drilled_at, plan.drilled_whole) == (NOW, True)


def test_a_backup_from_before_a_new_key_says_so(
    pane: BackupPane, qtbot: QtBot, window: MainWindow, clinic: Clinic, backed_up: Path
) -> None:
    assert remove_login(clinic, "moss")
    assert find_copies(backed_up)
    pane.drill.begin_.click()
    _tried(qtbot, window)

    assert _rows(pane) == ["Failed"]


def test_the_front_desk_sees_it_and_cannot_change_it(
    small: Small, window: MainWindow, pane: BackupPane, stick: Path
) -> None:
    window.desk.clinic.person = small.open("desk").person
    other = BackupPane(window.desk)

    assert other.folder.isReadOnly()
    assert not other.save.isVisibleTo(other)
    assert other.now.isVisibleTo(other)
