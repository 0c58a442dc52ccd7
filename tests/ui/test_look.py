"""How the window looks: nothing cut, nothing overlapping."""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from datetime import date, timedelta

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.intake import guessed
from app.domain.reports import Report
from app.domain.scheduling import STANDING
from app.domain.tables import Line, Table
from app.domain.worklists import Worklist
from app.ui.commands import Commands
from app.ui.common.buttons import Button
from app.ui.common.surfaces import bring_into_sight
from app.ui.desk import Ask
from app.ui.forms.form_pane import TABS
from app.ui.gate.item_forms import form_for
from app.ui.gate.letter_forms import CorrectForm, JudgeReferralForm
from app.ui.gate.next_action import Way
from app.ui.gate.referral_forms import AskReferralForm, ChaseForm
from app.ui.help_panel import HelpPanel
from app.ui.lists.page import DUPLICATES, LETTERS, RECALLS
from app.ui.main_window import MainWindow
from app.ui.patients.patient_rows import patient_row
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.saved_views import SavedView, Span
from app.ui.settings.gate_pane import GatePane
from app.ui.settings.rules_pane import RulesPane
from app.use_cases.attachments import attach_letter, scan_of
from app.use_cases.days import see_day, see_days
from app.use_cases.gaps import gaps_with_takers
from app.use_cases.needs import Board, see_board
from app.use_cases.patient_imports import Reading
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.referral_views import ReferralView, see_referral
from app.use_cases.views import VisitView
from tests.scans.making import pdf
from tests.ui.entrance_screens import ENTRANCE_SCREENS, show_section
from tests.ui.finding import faults, named_controls, shared_letters
from tests.ui.paper_screens import PAPER_SCREENS

SMALL_SCREEN = QSize(1366, 768)
LEAST_TARGET = 28
STILL = 3
"""Pictures that are the same one after the other once nothing moves any more."""

DIM = 60
DAY = timedelta(days=1)


def infusion(window: MainWindow) -> VisitView:
    clinic = window.desk.clinic
    visits = see_day(clinic, clinic.today()).visits
    return next(view for view in visits if view.type.slug == "iv-dosing")


def show_today(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.desk.show_day(window.desk.clinic.today())
    window.show_page(0)
    window.today.refresh()


def show_late_today(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    window.today.needs.show_board(late_board(window))
    window.today.note.edit()
    qtbot.waitUntil(window.today.free.isVisible)


def late_board(window: MainWindow) -> Board:
    """What would need somebody in the afternoon, were nobody come by then."""
    clinic = copy(window.desk.clinic)
    now = clinic.now() + timedelta(hours=5)
    clinic.clock, clinic.opened = lambda: now, now
    return see_board(clinic, window.desk.day)


def show_empty_today(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    window.desk.show_day(date(2026, 11, 29))


def show_huddle_print(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    window.open_huddle_print()
    qtbot.waitUntil(lambda: bool(window.print_schedule.pdf), timeout=20_000)


def show_schedule(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(1)
    window.schedule.as_list.setChecked(False)
    window.schedule.views.show_saved(0)
    window.desk.show_day(window.desk.clinic.today())


def show_week(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(1)
    window.schedule.views.show(SavedView(name="", span=Span.WEEK, columns=Columns()))


def show_week_of_one(window: MainWindow, qtbot: QtBot) -> None:
    show_week(window, qtbot)
    window.schedule.views.show_columns(Columns(resources=(1,)))


def show_week_list(window: MainWindow, qtbot: QtBot) -> None:
    show_week(window, qtbot)
    window.schedule.as_list.setChecked(True)


def show_month(window: MainWindow, qtbot: QtBot) -> None:
    show_schedule(window, qtbot)
    window.schedule.views.show_span(Span.MONTH)


def show_month_beside_a_panel(window: MainWindow, qtbot: QtBot) -> None:
    show_month(window, qtbot)
    window.open_views()


def show_closed_day(window: MainWindow, qtbot: QtBot) -> None:
    show_schedule(window, qtbot)
    window.desk.show_day(date(2026, 11, 29))


def show_empty_columns(window: MainWindow, qtbot: QtBot) -> None:
    show_schedule(window, qtbot)
    window.desk.show_day(date(2026, 11, 28))
    window.schedule.views.show_columns(Columns(resources=(1,)))


def show_views(window: MainWindow, qtbot: QtBot) -> None:
    show_schedule(window, qtbot)
    window.open_views()


def show_schedule_print(window: MainWindow, qtbot: QtBot) -> None:
    show_schedule(window, qtbot)
    window.open_schedule_print()
    qtbot.waitUntil(lambda: bool(window.print_schedule.pdf), timeout=20_000)


def show_move(window: MainWindow, _qtbot: QtBot) -> None:
    window.show_page(1)
    window.open_move(infusion(window).visit.id)


def show_block(window: MainWindow, _qtbot: QtBot) -> None:
    window.show_page(1)
    window.open_block(None)


def show_group_session(window: MainWindow, qtbot: QtBot) -> None:
    show_schedule(window, qtbot)
    window.desk.show_day(window.desk.day + DAY)
    canvas = window.schedule.canvas
    layout = canvas.layout_now
    assert layout is not None
    canvas.choose_card(next(card for card in layout.cards if card.row >= 0))


def show_card(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.open_card(infusion(window).patient.id)


def show_look_alike(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(2)
    known = infusion(window).patient
    window.patient.open_new()
    form = window.patient.new.form
    form.fill({"given": known.given, "family": known.family, "born": known.born.isoformat()})


def show_merge(window: MainWindow, _qtbot: QtBot) -> None:
    show_card(window, _qtbot)
    one, other = at_once(window)
    window.patient.open_merge(one)
    window.patient.merge.other.set_row(patient_row(see_patient(window.desk.clinic, other).patient))


def at_once(window: MainWindow) -> tuple[int, int]:
    """Two patients who are booked for one time."""
    clinic = window.desk.clinic
    coming = see_days(clinic, clinic.today(), clinic.today() + 14 * DAY)
    booked = [view.visit for day in coming for view in day.visits if view.visit.is_open]
    pairs = ((a, b) for a in booked for b in booked if a.patient != b.patient)
    first, second = next((a, b) for a, b in pairs if a.start <= b.start < a.end)
    return first.patient, second.patient


def show_booking(window: MainWindow, _qtbot: QtBot) -> None:
    window.show_page(1)
    patient = find_patients(window.desk.clinic, "garcia")[0]
    window.open_booking(Ask(patient=patient.id))
    window.booking.kind.line.setText("iv")
    window.booking.kind.open()
    window.booking.kind.list.take_current()


def show_record(window: MainWindow, _qtbot: QtBot) -> None:
    (patient, *_) = find_patients(window.desk.clinic, "a", 1)
    window.open_card(patient.id)
    window.patients.card.tabs.setCurrentIndex(4)
    window.patient.open_record(patient.id)
    window.patient.record.form.lines["notes"].setText("Parks at the back")


def show_refused_booking(window: MainWindow, _qtbot: QtBot) -> None:
    window.show_page(1)
    patient = find_patients(window.desk.clinic, "suharto")[0]
    window.open_booking(Ask(patient=patient.id, type="iv-dosing"))
    bring_into_sight(window.booking.area, window.booking.judged.refused)


def show_packet(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page(0)
    window.open_packet(infusion(window).visit.id)
    qtbot.waitUntil(lambda: window.packet.draft is not None, timeout=20_000)


def show_visit(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    window.open_visit(window.today.needs.rows[-1].view.visit.id)


def coming(window: MainWindow) -> VisitView:
    """A visit of the day that is still to come."""
    return next(view for view in window.today.model.views if view.visit.status in STANDING)


def show_cancel(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    window.open_cancel(coming(window).visit.id)


def show_fill(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    window.open_fill(gaps_with_takers(window.desk.clinic, window.desk.day)[-1].gap)


def show_courses(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(3)
    window.courses.back.click()


def show_course_plan(window: MainWindow, qtbot: QtBot) -> None:
    show_courses(window, qtbot)
    window.open_course(find_patients(window.desk.clinic, "garcia")[0].id)
    window.courses.form.wishes.clear()
    window.courses.form.course.line.setText("standard")
    window.courses.form.course.open()
    window.courses.form.course.list.take_current()
    window.courses.proposal.elsewhere.click()


def show_course_that_does_not_fit(window: MainWindow, qtbot: QtBot) -> None:
    show_course_plan(window, qtbot)
    window.courses.form.wishes.setText("sundays")
    window.courses.form.wishes.editingFinished.emit()


def show_lists(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(window.pages.index(window.lists))
    window.lists.show_list(0)


def show_to_rebook(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.lists.show_list(1)


def show_recalls(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.lists.show_list(RECALLS)


def show_letters(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.lists.show_list(LETTERS)


def show_arrived(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    window.lists.letters.seek.click()


def show_request(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    window.lists.letters.letter.click()
    qtbot.waitUntil(lambda: bool(window.letters.request.pdf), timeout=20_000)


def waiting_referral(window: MainWindow) -> ReferralView:
    """The letter that the first on the list waits for."""
    number = window.lists.letters.list.current()
    assert isinstance(number, int)
    return see_referral(window.desk.clinic, number)


def show_ask(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    view = waiting_referral(window)
    window.letters.open_referral(view.patient, AskReferralForm(window.desk, view.patient))


def show_chase(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    view = waiting_referral(window)
    window.letters.open_referral(view.patient, ChaseForm(window.desk, view))


def show_letter_to_judge(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    view = waiting_referral(window)
    window.letters.open_referral(view.patient, JudgeReferralForm(window.desk, view))


def show_correction(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    view = waiting_referral(window)
    window.letters.open_referral(view.patient, CorrectForm(window.desk, view))


def show_scan(window: MainWindow, qtbot: QtBot) -> None:
    show_letters(window, qtbot)
    number = waiting_referral(window).referral.id
    if not see_referral(window.desk.clinic, number).scans:
        attach_letter(window.desk.clinic, number, scan_of(pdf(2)))
    window.letters.open_scan(see_referral(window.desk.clinic, number))
    scan = window.letters.scan
    qtbot.waitUntil(lambda: scan.paged.preview.count == 2, timeout=20_000)


def show_worklists(window: MainWindow, qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(window.pages.index(window.worklists))
    window.worklists.show_list(Worklist.WEEK)
    qtbot.waitUntil(lambda: window.desk.background.is_idle, timeout=20_000)


def show_expiring(window: MainWindow, qtbot: QtBot) -> None:
    show_worklists(window, qtbot)
    window.worklists.show_list(Worklist.EXPIRING)


def show_worklist_print(window: MainWindow, qtbot: QtBot) -> None:
    show_worklists(window, qtbot)
    window.open_worklist_print(Worklist.HOLDS)
    qtbot.waitUntil(lambda: bool(window.print_schedule.pdf), timeout=20_000)


def show_report(
    report: Report, *, table: bool = False, printed: bool = False
) -> Callable[[MainWindow, QtBot], None]:
    """A report as its picture or its table, with its paper beside it or not."""

    def show(window: MainWindow, qtbot: QtBot) -> None:
        page = window.reports
        window.place.close_panel()
        window.show_page(window.pages.index(page))
        page.show_report(report)
        page.table_shown.setChecked(table)
        qtbot.waitUntil(lambda: window.desk.background.is_idle, timeout=20_000)
        if printed:
            page.print.click()
            qtbot.waitUntil(lambda: bool(window.print_schedule.pdf), timeout=20_000)

    return show


REPORTS = {
    **{f"report: {kind}": show_report(kind) for kind in Report},
    "table of a report": show_report(Report.REFERRALS, table=True),
    "print a report": show_report(Report.UTILISATION, printed=True),
}


def show_wait(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.open_wait(find_patients(window.desk.clinic, "garcia")[0].id)
    window.wait.kind.line.setText("iv")
    window.wait.kind.open()
    window.wait.kind.list.take_current()
    window.wait.wishes.line.setText("mornings in birch")


def show_change_of_wishes(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.lists.waiting.change.click()


def show_bring_forward(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.lists.waiting.seek.click()


def show_duplicates(window: MainWindow, qtbot: QtBot) -> None:
    show_lists(window, qtbot)
    window.lists.show_list(DUPLICATES)
    qtbot.waitUntil(lambda: "  " in window.lists.tabs.tabText(DUPLICATES), timeout=20_000)


def show_settings(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Rooms, people and pumps")


def show_visit_types(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Visit types")


def show_backup(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Backup")


def show_gate_rules(window: MainWindow, qtbot: QtBot) -> None:
    """The rule for the letter, as it would be with fewer days, and the visits that touches."""
    show_section(window, "Gate rules")
    pane = window.settings_page.pane
    assert isinstance(pane, GatePane)
    pane.list.choose("referral")
    pane.list.take_current()
    pane.editor.days.setText("10")
    pane.editor.days.textEdited.emit("10")
    qtbot.waitUntil(pane.editor.touched.visits.isVisible)


def show_packet_rules(window: MainWindow, qtbot: QtBot) -> None:
    """The rule for the consent, as it would be when it only warned, and the visits that touches."""
    show_section(window, "Packet rules")
    pane = window.settings_page.pane
    assert isinstance(pane, RulesPane)
    pane.list.choose(("ketamine-consent", 0))
    pane.list.take_current()
    pane.editor.stops.setCurrentIndex(pane.editor.stops.count() - 1)
    pane.editor.stops.activated.emit(pane.editor.stops.currentIndex())
    qtbot.waitUntil(pane.editor.touched.visits.isVisible)


def show_closures(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Closures and holidays")


def show_forms(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(window.pages.index(window.forms))
    window.forms.show_list()


def show_form_side(side: int) -> Callable[[MainWindow, QtBot], None]:
    """A side of the consent."""

    def show(window: MainWindow, qtbot: QtBot) -> None:
        show_forms(window, qtbot)
        window.forms.open_form(("ketamine-consent", 1))
        window.forms.form.tabs.setCurrentIndex(side)
        qtbot.waitUntil(lambda: window.desk.background.is_idle, timeout=20_000)

    return show


def show_import(window: MainWindow, _qtbot: QtBot) -> None:
    headings = ("MRN", "First name", "Last name", "DOB")
    table = Table(headings=headings, lines=(Line(2, ("A1", "Ana", "Zeta", "03/02/1980")),))
    reading = Reading(table=table, mapped=guessed(table, window.desk.day), remembered=True, file="")
    window.open_import()
    window.patient.imports.show_reading("people.csv", reading)


def settle(window: MainWindow) -> None:
    """Let fonts, colours and layouts arrive, which Qt does through posted events."""
    seen: list[QImage] = []
    for _ in range(8):  # text that breaks into lines tells its place, that one the next, and so on
        QCoreApplication.sendPostedEvents()
        seen.append(window.grab().toImage())
        if len(seen) > STILL and all(each == seen[-1] for each in seen[-STILL:]):
            break


def wear(window: MainWindow, percent: int, mode: str) -> None:
    """Give a window a size of text and a colour, unless it has them; on a small screen."""
    look = window.look
    before = (look.mode, look.percent)
    if look.mode != mode:
        look.set_mode(mode)
    if look.percent != percent:
        look.set_percent(percent)
    window.resize(SMALL_SCREEN)
    if before != (mode, percent):
        settle(window)


def show_waiver(window: MainWindow, qtbot: QtBot) -> None:
    """A visit with the form of a waiver open, as a prescriber has it."""
    show_visit(window, qtbot)
    view = window.visit.view
    assert view is not None
    form = form_for(window.desk, view, view.items[1], Way.WAIVE)
    assert form is not None
    window.visit.form_place.show_form(form)


def show_batch(window: MainWindow, qtbot: QtBot) -> None:
    """The packets of the next open day, all laid out."""
    show_today(window, qtbot)
    window.printing.open_batch()
    qtbot.waitUntil(lambda: window.desk.long_work.is_idle, timeout=60_000)


def show_empty_batch(window: MainWindow, qtbot: QtBot) -> None:
    show_batch(window, qtbot)
    window.printing.batch.show_day(date(2026, 11, 29))


def help_of(window: MainWindow) -> HelpPanel:
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    return commands.help


def show_help(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    help_of(window).open_here("packet")


def show_help_found(window: MainWindow, qtbot: QtBot) -> None:
    show_help(window, qtbot)
    help_of(window).search.setText("ride")
    help_of(window).search.textEdited.emit("ride")


def show_key_card(window: MainWindow, qtbot: QtBot) -> None:
    show_today(window, qtbot)
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    commands.actions["print-keys"].trigger()
    qtbot.waitUntil(lambda: bool(window.print_schedule.pdf), timeout=20_000)


def show_history(window: MainWindow, _qtbot: QtBot) -> None:
    """The panel of what was done."""
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    commands.actions["history"].trigger()


SCREENS: dict[str, Callable[[MainWindow, QtBot], None]] = {
    "today": show_today,
    "history": show_history,
    "today in the afternoon": show_late_today,
    "empty today": show_empty_today,
    "print the huddle sheet": show_huddle_print,
    "schedule": show_schedule,
    "week": show_week,
    "week of one": show_week_of_one,
    "week as a list": show_week_list,
    "month": show_month,
    "month beside a panel": show_month_beside_a_panel,
    "closed day": show_closed_day,
    "nobody at work": show_empty_columns,
    "views": show_views,
    "print the schedule": show_schedule_print,
    "move": show_move,
    "block": show_block,
    "group session": show_group_session,
    "card": show_card,
    "new patient who is known": show_look_alike,
    "merge": show_merge,
    "import": show_import,
    "booking": show_booking,
    "booking that can only be held": show_refused_booking,
    "courses": show_courses,
    "course plan": show_course_plan,
    "course that does not fit": show_course_that_does_not_fit,
    "lists": show_lists,
    "to rebook": show_to_rebook,
    "recalls": show_recalls,
    "letters": show_letters,
    "letter arrived": show_arrived,
    "request letter": show_request,
    "ask for a letter": show_ask,
    "call about a letter": show_chase,
    "accept a letter": show_letter_to_judge,
    "correct a letter": show_correction,
    "scan of a letter": show_scan,
    "to do": show_worklists,
    "expiring": show_expiring,
    "print a worklist": show_worklist_print,
    **REPORTS,
    "put on the wait list": show_wait,
    "change wishes": show_change_of_wishes,
    "bring forward": show_bring_forward,
    "duplicates": show_duplicates,
    "settings": show_settings,
    "visit types": show_visit_types,
    "gate rules": show_gate_rules,
    "packet rules": show_packet_rules,
    "closures": show_closures,
    "backup": show_backup,
    "forms": show_forms,
    **{f"form: {title}": show_form_side(number) for number, title in enumerate(TABS)},
    "packet": show_packet,
    "help": show_help,
    "help that was found": show_help_found,
    "print the key card": show_key_card,
    "print tomorrow": show_batch,
    "nothing to print": show_empty_batch,
    "record": show_record,
    "visit": show_visit,
    "waiver": show_waiver,
    "cancel": show_cancel,
    "fill": show_fill,
    **PAPER_SCREENS,
    **ENTRANCE_SCREENS,
}


def unusable(window: MainWindow) -> list[str]:
    """What somebody could not use: without a name, too small to hit, a letter for two things."""
    unnamed = [repr(widget) for widget, name in named_controls(window) if not name]
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    small = [repr(each) for each in buttons if min(each.width(), each.height()) < LEAST_TARGET]
    return [*unnamed, *small, *shared_letters(window)]


IN_ENGLISH = {(100, "light"): 1, (200, "dark"): 3, (100, "dark"): 0, (200, "light"): 0}
"""Looks, and the screens that the gate sees in each: all, every third, none."""

LOOKS = [
    pytest.param(*look, marks=() if every else pytest.mark.long)
    for look, every in IN_ENGLISH.items()
]
"""Each size and each colour by itself; every pair of them in the long run."""


def in_looks(screens: Collection[str], looks: Mapping[tuple[int, str], int]) -> list[ParameterSet]:
    """Screens, look by look: so many of them in the gate, all of them in the long run."""
    return [
        pytest.param(screen, *look, marks=() if every and n % every == 0 else pytest.mark.long)
        for look, every in looks.items()
        for n, screen in enumerate(screens)
    ]


@pytest.fixture
def usual_look(demo_window: MainWindow) -> Iterator[MainWindow]:
    """The shared window in its usual look, on its own day again afterwards."""
    wear(demo_window, 100, "light")
    yield demo_window
    demo_window.schedule.as_list.setChecked(False)
    demo_window.desk.show_day(demo_window.desk.clinic.today())


@pytest.fixture
def some_look(demo_window: MainWindow) -> Iterator[MainWindow]:
    """The shared window in the look it had last: a change of it takes longer than a screen."""
    yield demo_window
    demo_window.schedule.as_list.setChecked(False)
    demo_window.desk.show_day(demo_window.desk.clinic.today())


@pytest.mark.parametrize(("screen", "percent", "mode"), in_looks(SCREENS, IN_ENGLISH))
def test_a_screen_can_be_read_and_used(
    some_look: MainWindow, qtbot: QtBot, screen: str, percent: int, mode: str
) -> None:
    window = some_look
    wear(window, percent, mode)

    SCREENS[screen](window, qtbot)
    settle(window)

    assert window.size() == SMALL_SCREEN
    assert faults(window) == []
    assert percent > 100 or unusable(window) == []  # in large text Qt's own arrows turn the tabs


def test_the_dark_window_is_dark(usual_look: MainWindow) -> None:
    wear(usual_look, 100, "dark")
    settle(usual_look)

    assert usual_look.grab().toImage().pixelColor(700, 80).lightness() < DIM


def test_a_cut_text_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    label = QLabel("A long sentence that has no room at all", page)
    label.setGeometry(0, 0, 60, 20)
    page.resize(300, 100)
    page.show()

    assert len(faults(page)) == 1


def test_texts_that_overlap_are_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    for left in (0, 30):
        QLabel("Readiness", page).setGeometry(left, 0, 120, 20)
    page.resize(300, 100)
    page.show()

    assert len(faults(page)) == 1


def test_a_squeezed_button_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = QHBoxLayout(page)
    button = Button("Print the packet")
    button.setMinimumWidth(1)
    button.setFixedWidth(60)
    line.addWidget(button)
    page.show()

    assert len(faults(page)) == 1


@pytest.mark.parametrize("percent", [100, 200])
def test_the_toast_lies_over_the_page_and_not_over_the_panel(
    usual_look: MainWindow, qtbot: QtBot, percent: int
) -> None:
    window = usual_look
    wear(window, percent, "light")
    show_visit(window, qtbot)
    settle(window)

    window.desk.say("Cancelled: Nguyễn, Thị Lan Anh, IV infusion, Tue 24 Nov.", can_undo=True)
    settle(window)

    toast, page = window.toast, window.place.pages
    over = (
        toast.mapTo(window, toast.rect().topLeft()),
        toast.mapTo(window, toast.rect().bottomRight()),
    )
    inside = page.rect().translated(page.mapTo(window, page.rect().topLeft()))
    assert all(inside.contains(corner) for corner in over)
    assert faults(window) == []
    toast.hide()
