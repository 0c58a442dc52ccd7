"""The one window: rail, top line, pages, the right panel, the status line."""

from datetime import datetime

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.clinic import Clinic
from app.domain.gate import Item
from app.domain.packet_rules import AS_NEEDED, PacketWish
from app.domain.reports import Asked
from app.domain.scheduling import Resource
from app.domain.waiting import Gap
from app.domain.wishes import Wishes
from app.domain.worklists import Worklist
from app.ui.common.buttons import Button
from app.ui.common.look import Look
from app.ui.common.placing import keep_place, put_back
from app.ui.common.surfaces import bare
from app.ui.common.toast import Toast
from app.ui.desk import Ask
from app.ui.documents.page import DocumentsPage
from app.ui.forms.page import FormsPage
from app.ui.frame import Frame, StatusLine, TopLine
from app.ui.gate.letter_panels import LetterPanels
from app.ui.packets.packet_panel import PacketPanel
from app.ui.packets.printing_panels import PrintingPanels
from app.ui.panels import PanelledWindow
from app.ui.patients.patient_panels import PatientPanels
from app.ui.scheduling.booking_drafts import draft_name
from app.ui.scheduling.booking_panel import BookingPanel
from app.ui.scheduling.page import SchedulePage
from app.ui.scheduling.print_panel import SchedulePrintPanel
from app.ui.today.board import TodayPage
from app.ui.tour_pane import TourPane
from app.ui.worklists.page import WorklistsPage
from app.use_cases import papers
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitView


class MainWindow(PanelledWindow):
    """Anteroom."""

    def __init__(self, clinic: Clinic, settings: QSettings, look: Look) -> None:
        super().__init__(clinic, settings, look)
        self._settings = settings
        self._make_panels()
        self._arrange()
        self._connect()
        put_back(self, settings)
        self.show_page(0)

    def _make_panels(self) -> None:
        self.booking = self.place.add_panel(BookingPanel(self.desk))
        self.packet = self.place.add_panel(PacketPanel(self.desk))
        self.print_schedule = self.place.add_panel(SchedulePrintPanel(self.desk))
        self.letters = LetterPanels(self.desk, self.place)
        self.patient = PatientPanels(self.desk, self.place)
        self.printing = PrintingPanels(self.desk, self.place)

    def _arrange(self) -> None:
        self.setWindowTitle("Anteroom")
        frame = Frame(self.desk)
        self.top = TopLine(self.desk, frame)
        inside = QWidget()
        column = bare(QVBoxLayout(inside), 0)
        column.addWidget(self.top)
        column.addWidget(self.place, 1)
        whole = QWidget()
        line = bare(QHBoxLayout(whole), 0)
        self.tour = TourPane()
        line.addWidget(self.rail)
        line.addWidget(self.tour)
        line.addWidget(inside, 1)
        frame.column.addWidget(whole, 1)
        self.setCentralWidget(frame)
        self.status = StatusLine(self.desk)
        self.setStatusBar(self.status)
        self.status.show_printer(str(self._settings.value("print/printer", "")))
        self.toast = Toast(inside, self.place.pages)
        self._note_shelf()
        self._note_drafts()

    def _connect(self) -> None:
        desk = self.desk
        for number, button in enumerate(self.rail.buttons):
            button.clicked.connect(lambda _=False, n=number: self.show_page(n))
        self.top.search.found.connect(self.open_card)
        self.top.new_visit.clicked.connect(lambda: desk.booking_wanted.emit(Ask()))
        desk.said.connect(self.toast.hear)
        desk.private_changed.connect(self.toast.hide)
        desk.card_wanted.connect(self.open_card)
        desk.visit_wanted.connect(self.open_visit)
        desk.item_wanted.connect(self._open_item)
        desk.refused.connect(self._show_refusal)
        desk.packet_wanted.connect(self.open_packet)
        desk.papers_wanted.connect(self.open_packet)
        desk.archived_wanted.connect(self.open_archived)
        desk.booking_wanted.connect(self.open_booking)
        desk.move_wanted.connect(self.open_move)
        desk.cancel_wanted.connect(self.open_cancel)
        desk.fill_wanted.connect(self.open_fill)
        desk.sooner_wanted.connect(self.open_move)
        desk.course_wanted.connect(self.show_course)
        desk.wait_wanted.connect(self.open_wait)
        desk.block_wanted.connect(self.open_block)
        desk.paper_wanted.connect(self.open_paper)
        desk.forms_wanted.connect(lambda: self.show_page(self.pages.index(self.forms)))
        self.booking.pick_wanted.connect(lambda: self.show_page(self.pages.index(self.schedule)))
        self.booking.drafts_changed.connect(self._note_drafts)
        self.place.panel_closed.connect(self._note_drafts)
        self.top.drafts.clicked.connect(self._take_up)
        self.schedule.tools.edit_wanted.connect(self.open_views)
        self.today.print.clicked.connect(self.open_huddle_print)
        desk.print_wanted.connect(self.open_worklist_print)
        self.schedule.tools.print.clicked.connect(self.open_schedule_print)
        self.schedule.shelf.changed.connect(self._note_shelf)
        self.place.panel_closed.connect(self._note_printer)
        self.place.focus_wanted.connect(self._focus_page)

    def show_page(self, number: int) -> None:
        """Another page, with the keyboard on it."""
        self.rail.show_page(number)
        page = self.pages.show(number)
        of_visits = isinstance(page, TodayPage | SchedulePage | WorklistsPage)
        self.desk.choose_visit(self.desk.visit if of_visits else None)
        page.begin()

    def _focus_page(self) -> None:
        self.pages.current.begin()

    def open_card(self, patient: int) -> None:
        """A patient's card."""
        self.show_page(self.pages.index(self.patients))
        self.patients.show_patient(patient)
        self.patients.card.tabs.setFocus()

    def open_course(self, patient: int | None = None) -> None:
        """Planning a course, for a patient or for whoever is named."""
        self.show_page(self.pages.index(self.courses))
        self.courses.start(patient)

    def show_course(self, course: int) -> None:
        """A booked course, with its repair when it needs one."""
        self.show_page(self.pages.index(self.courses))
        self.courses.show_course(course)

    def open_visit(self, visit: int) -> None:
        """A visit beside the page."""
        self.visit.show_visit(visit)
        self.place.open_panel(self.visit)

    def open_packet(self, visit: int, wish: PacketWish = AS_NEEDED) -> None:
        """The packet of a visit, or the papers that somebody wishes for it, beside the page."""
        self.packet.show_visit(visit, wish)
        self.place.open_panel(self.packet)

    def open_archived(self, packet: int) -> None:
        """A packet from the archive, beside the page."""
        self.packet.show_packet(packet)
        self.place.open_panel(self.packet)

    def open_booking(self, ask: Ask) -> None:
        """Booking beside the page."""
        self.booking.start(ask)
        self.place.open_panel(self.booking)
        self._note_drafts()

    def open_move(self, visit: int, wishes: Wishes | None = None) -> None:
        """Moving a visit, beside the page."""
        self.move_panel.start(visit, wishes)
        self.place.open_panel(self.move_panel)

    def open_block(self, spot: tuple[Resource, datetime] | None) -> None:
        """Blocking time, beside the page."""
        if spot is None:
            self.block.start()
        else:
            self.block.start(spot[0].id, spot[1])
        self.place.open_panel(self.block)

    def open_cancel(self, visit: int) -> None:
        """Calling a visit off, beside the page."""
        self.cancel.start(visit)
        self.place.open_panel(self.cancel)

    def open_fill(self, gap: Gap) -> None:
        """Who can fill a gap, beside the page."""
        self.fill.start(gap)
        self.place.open_panel(self.fill)

    def open_wait(self, asked: WaitView | int | None = None) -> None:
        """Putting somebody on the wait list, or changing their wishes, beside the page."""
        self.wait.start(asked)
        self.place.open_panel(self.wait)

    def open_paper(self, code: str) -> None:
        """Checking a paper in, beside the page."""
        self.paper.show_code(code)
        self.place.open_panel(self.paper)

    def open_views(self) -> None:
        """The views of the schedule beside it."""
        self.show_page(self.pages.index(self.schedule))
        self.place.open_panel(self.views)

    def open_schedule_print(self) -> None:
        """What the schedule shows, as it is printed, beside it."""
        self.show_page(self.pages.index(self.schedule))
        self.print_schedule.show_schedule(self.schedule.views.shown, self.desk.day)
        self.place.open_panel(self.print_schedule)

    def open_huddle_print(self) -> None:
        """The sheet of the day, as it is printed, beside the Today board."""
        self.show_page(self.pages.index(self.today))
        self.print_schedule.show_huddle(self.desk.day)
        self.place.open_panel(self.print_schedule)

    def open_worklist_print(self, asked: Worklist | Asked) -> None:
        """A worklist or a report, as it is printed, beside it."""
        self.print_schedule.show_asked(asked)
        self.place.open_panel(self.print_schedule)

    def open_import(self) -> None:
        """Taking patients over from a table, beside the page."""
        self.show_page(self.pages.index(self.patients))
        self.patient.open_import()

    def _open_item(self, view: VisitView, item: Item) -> None:
        """The next action of an item: papers are printed or checked in, the rest is filed."""
        if item.item.startswith("consent"):
            code = self._code_out(view, item)
            if code:
                self.open_paper(code)
            else:
                self.open_packet(view.visit.id)
            return
        self.visit.show_visit(view.visit.id)
        self.place.open_panel(self.visit)
        self.visit.show_item(view, item)

    def _code_out(self, view: VisitView, item: Item) -> str:
        """The code of the paper that is out for an item; empty when none is."""
        form = item.item.partition(":")[2]
        mine = papers.papers_of(self.desk.clinic, view.patient.id)
        out = (p.paper for p in mine if p.paper.form == form and p.paper.is_out)
        return next((paper.code for paper in out if paper.serves(view.visit.id)), "")

    def _show_refusal(self, view: VisitView, error: Exception) -> None:
        self.visit.show_refusal(view, error)
        self.place.open_panel(self.visit)

    def _note_shelf(self) -> None:
        self.status.show_shelf(len(self.schedule.shelf.views))

    def _note_drafts(self) -> None:
        """The bookings half made, on top, unless they stand in the panel that is open."""
        shown = self.place.panel is self.booking
        waiting = () if shown else self.booking.keeper.every()
        self.top.show_drafts([draft_name(view, private=self.desk.private) for view in waiting])

    def _take_up(self) -> None:
        """Go on with the booking that was begun last."""
        every = self.booking.keeper.every()
        if every and self.booking.keeper.number not in {view.draft.id for view in every}:
            self.booking.resume(every[-1])
        self.place.open_panel(self.booking)
        self._note_drafts()

    def _note_printer(self) -> None:
        self.status.show_printer(str(self._settings.value("print/printer", "")))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.desk.turn_clock()
        self._focus_page()

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        try:
            keep_place(self, self._settings)
            self.booking.keeper.keep()
            self.patient.record.keeper.keep()
            for forms in self.made(FormsPage):
                forms.let_go()
            self.desk.stop()
            self.packet.preview.let_go()
            self.letters.let_go()
            for documents in self.made(DocumentsPage):
                documents.let_go()
        finally:
            event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Alt:
            self._show_mnemonics()

    @override
    def keyReleaseEvent(self, event: QKeyEvent, /) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Alt:
            self._show_mnemonics()

    def _show_mnemonics(self) -> None:
        """Buttons underline their letter while Alt is held."""
        for button in self.findChildren(Button):
            button.update()
