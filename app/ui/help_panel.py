"""Help beside the page: what to do here, found by words; the tour stands below the page."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.library import TOUR, HelpPage, find_help, help_pages
from app.ui.about_panel import AboutPanel
from app.ui.common.buttons import Button
from app.ui.common.fields import PassesKeysOn, TextField
from app.ui.common.lists import PickList, Row
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.courses.page import CoursesPage
from app.ui.documents.page import DocumentsPage
from app.ui.entrance.emergency_panel import EmergencyPanel
from app.ui.forms.page import FormsPage
from app.ui.gate.referral_panel import ReferralPanel
from app.ui.help_text import HelpText
from app.ui.history_panel import HistoryPanel
from app.ui.keys_panel import KeysPanel
from app.ui.lists.cancel_panel import CancelPanel
from app.ui.lists.duplicates import DuplicateList
from app.ui.lists.fill_panel import FillPanel
from app.ui.lists.page import ListsPage
from app.ui.lists.wait_panel import WaitPanel
from app.ui.main_window import MainWindow
from app.ui.packets.batch_panel import BatchPanel
from app.ui.packets.letter_panel import LetterPanel
from app.ui.packets.packet_panel import PacketPanel
from app.ui.packets.paper_panel import PaperPanel
from app.ui.packets.scan_panel import ScanPanel
from app.ui.patients.import_panel import ImportPanel
from app.ui.patients.merge_panel import MergePanel
from app.ui.patients.new_patient_panel import NewPatientPanel
from app.ui.patients.page import PatientsPage
from app.ui.patients.record_panel import RecordPanel
from app.ui.place import Place
from app.ui.reports.page import ReportsPage
from app.ui.scheduling.block_panel import BlockPanel
from app.ui.scheduling.booking_panel import BookingPanel
from app.ui.scheduling.move_panel import MovePanel
from app.ui.scheduling.page import SchedulePage
from app.ui.scheduling.print_panel import SchedulePrintPanel
from app.ui.scheduling.views_panel import ViewsPanel
from app.ui.scheduling.visit_panel import VisitPanel
from app.ui.settings.backup_pane import BackupPane
from app.ui.settings.drill_panel import DrillPanel
from app.ui.settings.page import SettingsPage
from app.ui.settings.sign_in_pane import SignInPane
from app.ui.today.board import TodayPage
from app.ui.worklists.page import WorklistsPage
from app.words.tongue import later, tongue, tr

CONSENTS = "consents"
WORKLISTS = "to-do"

TOPICS: Mapping[type[QWidget], str] = {
    TodayPage: "today",
    SchedulePage: "schedule",
    PatientsPage: "patients",
    CoursesPage: "courses",
    DocumentsPage: "documents",
    FormsPage: "forms",
    ListsPage: "lists",
    WorklistsPage: WORKLISTS,
    ReportsPage: "reports",
    SettingsPage: "settings",
    BookingPanel: "booking",
    MovePanel: "moving",
    CancelPanel: "cancel-and-fill",
    FillPanel: "cancel-and-fill",
    WaitPanel: "wait-list",
    BlockPanel: "blocking-time",
    VisitPanel: "readiness",
    ReferralPanel: "letters",
    LetterPanel: "letters",
    PacketPanel: "packet",
    PaperPanel: "paper-back",
    ScanPanel: "paper-back",
    BatchPanel: "print-tomorrow",
    DrillPanel: "backups",
    SchedulePrintPanel: "printing-lists",
    ViewsPanel: "schedule",
    NewPatientPanel: "new-patient",
    RecordPanel: "new-patient",
    ImportPanel: "import",
    MergePanel: "merging",
    EmergencyPanel: "emergency",
    KeysPanel: "keys",
    HistoryPanel: "undo",
    AboutPanel: "keys",
}
"""What the help says to each page and each panel."""

PARTS: Mapping[type[QWidget], str] = {
    BackupPane: "backups",
    SignInPane: "signing-in",
    DuplicateList: "merging",
}
"""The same for parts of pages that have a topic of their own."""


def topic_of(window: MainWindow) -> str:
    """The topic of what is in front: the panel, else the part of the page, else the page."""
    panel = window.place.panel
    if panel is not None and type(panel) in TOPICS:
        return TOPICS[type(panel)]
    page = window.pages.current
    parts = (each for each in PARTS for found in page.findChildren(each) if found.isVisible())
    part = next(parts, None)
    if part is not None:
        return PARTS[part]
    return CONSENTS if page is window.consents else TOPICS[type(page)]


class HelpPanel(Panel):
    """A page of the help, and the box that finds others; closed, it gives its place back."""

    tour_wanted = Signal()

    def __init__(self, place: Place, *, is_demo: bool) -> None:
        super().__init__(tr("Help"))
        self._place, self._is_demo = place, is_demo
        self.before: Panel | None = None
        """The panel in whose place it stands."""
        self.page: HelpPage | None = None
        self.search = TextField(
            later("What do you want to do?"), tr("A word or two: move, ride"), "search"
        )
        self.list = PickList(tr("Pages of the help"), most=12)
        self.none = wrapped(tr("No page of the help has these words."), tone=Tone.MUTED)
        self.head = wrapped("", Style.TITLE)
        self.text = HelpText(tr("Page of the help"))
        self.every = Button(tr("Every page"), icon="list")
        self.tour = Button(tr("Tour"), icon="right", key="Shift+F1")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for part in (self.search, self.none, self.list, self.head):
            self.body.addWidget(part)
        self.body.addWidget(self.text, 1)
        self.body.addStretch(0)
        self.none.hide()
        self.list.hide()
        self.add_buttons(self.every, self.tour)

    def _connect(self) -> None:
        PassesKeysOn(self.search, self.list)
        self.search.textEdited.connect(self._find)
        self.search.returnPressed.connect(self.list.take_current)
        self.list.taken.connect(self.show_topic)
        self.text.followed.connect(self.show_topic)
        self.text.typed.connect(self._begin_finding)
        self.every.clicked.connect(self._show_all)
        self.tour.clicked.connect(self.tour_wanted)
        self._place.panel_closed.connect(self._give_back)

    def show_topic(self, topic: object) -> None:
        """A page; one that there is not leaves what is shown."""
        page = help_pages(tongue()).get(str(topic))
        if page is None:
            return
        self.page = page
        self.search.clear()
        self._show_found(None)
        self.head.setText(page.title)
        self.text.show_markdown(page.text)
        self.tour.setVisible(self._is_demo and page.topic == TOUR)
        self.begin()

    def _begin_finding(self, letter: str) -> None:
        """Whoever types while reading searches."""
        self.search.setFocus()
        self.search.setText(letter)
        self._find(letter)

    def _find(self, typed: str) -> None:
        self._show_found(find_help(tongue(), typed) if typed.strip() else None)

    def _show_all(self) -> None:
        self.search.clear()
        self._show_found(find_help(tongue(), ""))
        self.list.setFocus()

    def _show_found(self, pages: tuple[HelpPage, ...] | None) -> None:
        """The pages that answer, in place of the one that is open; None shows that one."""
        rows = [Row(value=page.topic, title=page.title) for page in pages or ()]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.none.setVisible(pages is not None and not rows)
        for part in (self.head, self.text):
            part.setVisible(not rows)

    def begin(self) -> None:
        """Put the keyboard on the page: arrows scroll it, Tab goes to its links, letters search."""
        self.text.setFocus()

    def open_here(self, topic: str) -> None:
        """Open beside the page, in place of a panel that comes back when this one is closed."""
        if self._place.panel is not self:
            self.before = self._place.panel
        self._place.open_panel(self)
        self.show_topic(topic)

    def _give_back(self) -> None:
        before, self.before = self.before, None
        if before is not None and self._place.panels.currentWidget() is self:
            self._place.open_panel(before)
