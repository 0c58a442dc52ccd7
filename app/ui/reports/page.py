"""Reports: a picture for each, its finding above it and its table behind it."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.pictures import Told
from app.domain.refusal import Refused
from app.domain.reports import Asked, Period, Report
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice
from app.ui.common.flow import Flow
from app.ui.common.hearing import hear_keys
from app.ui.common.notices import EmptyPlace, Reasons
from app.ui.common.surfaces import Card, bare, scrolling
from app.ui.common.tabs import Tabs
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.reports.patterns import sign
from app.ui.reports.picture import PictureBoard
from app.ui.reports.table import ReportTable
from app.ui.worklists.exporting import AskFile, Exporting, ask_csv
from app.use_cases.report_sheets import export_report
from app.use_cases.reports import Seen, see_report
from app.words.reports import period_word, report_title, tell_report
from app.words.tongue import later, tr

NARROW = 560
"""Pixels at 100 % text below which the buttons of the head are icons alone."""
LOW = 330
"""Pixels at 100 % text below which only the finding and the key stand over the picture."""
KINDS = tuple(Report)


class ReportsPage(QWidget):
    """One report at a time: the finding, the picture or its table, and what leaves the window."""

    """A report that is to be printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.choose_file: AskFile = ask_csv
        self._seen: dict[Asked, Seen] = {}
        self._told: Told | None = None
        self._reading: set[Asked] = set()
        self._again: set[Asked] = set()
        self.table_shown = Button(tr("Table"), Variant.QUIET, "list", "T")
        self.export = Button(tr("Export"), Variant.QUIET, "save", "E")
        self.print = Button(tr("Print"), Variant.QUIET, "print", "P")
        self.title = Text(tr("Reports"), Style.TITLE)
        self.tabs = Tabs(tr("Reports"), tuple(map(report_title, KINDS)))
        self.period = Choice(later("Days"))
        self.finding = wrapped("", Style.HEADING)
        self.about = wrapped("", Style.SMALL, Tone.MUTED)
        self.note = wrapped("", Style.SMALL, Tone.MUTED)
        self.warning = Reasons("waiting")
        self.reasons = Reasons()
        self.picture = PictureBoard()
        self.table = ReportTable()
        self.way = Button(tr("Show the next 2 weeks"), icon="right")
        self.empty = EmptyPlace("chart", "", "", self.way)
        self.key = Flow(gap=6)
        self._nothing = scrolling(self.empty, QPalette.ColorRole.Base)
        self._places = QStackedWidget()
        self._exporting = Exporting(desk, self, self.warning, self.reasons)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.table_shown.setCheckable(True)
        for period in Period:
            self.period.addItem(period_word(period), period)
        longest = max(len(period_word(period)) for period in Period)
        self.period.setMinimumContentsLength(longest + 1)
        head = bare(QHBoxLayout(), 4)
        head.addWidget(self.title)
        head.addStretch(1)
        for part in (self.period, self.table_shown, self.export, self.print):
            head.addWidget(part)
        card = Card((8, 8, 8, 8))
        card.body.addWidget(self._places)
        for part in (self.picture, self.table, self._nothing):
            self._places.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(6)
        whole.addLayout(head)
        for part in (self.tabs, self.warning, self.reasons, self.finding, self.about):
            whole.addWidget(part)
        whole.addWidget(self.key)
        whole.addWidget(card, 1)
        whole.addWidget(self.note)
        for number in range(self.tabs.count()):
            self.tabs.setTabToolTip(
                number, f"{self.tabs.tabText(number)}  (Ctrl+PgUp, Ctrl+PgDown)"
            )

    def _connect(self) -> None:
        desk = self._desk
        self.tabs.currentChanged.connect(self._turn)
        self.period.activated.connect(self._turn)
        keys = {
            "Ctrl+PgUp": lambda: self._turn_by(-1),
            "Ctrl+PgDown": lambda: self._turn_by(1),
            "T": self.table_shown.click,
            "P": self.print.click,
            "E": self.export.click,
        }
        hear_keys(self, keys)
        self.table_shown.toggled.connect(self._turn_over)
        self.table.taken.connect(desk.card_wanted.emit)
        self.print.clicked.connect(lambda: desk.print_wanted.emit(self.asked))
        self.export.clicked.connect(self._export)
        self.way.clicked.connect(lambda: self.show_period(Period.NEXT_2_WEEKS))
        desk.changes.happened.connect(self._refresh_if_seen)
        desk.private_changed.connect(self._show)

    @property
    def asked(self) -> Asked:
        """The report that is shown, and of which days."""
        kind = KINDS[self.tabs.currentIndex()]
        chosen = Period(self.period.currentData())  # Qt hands the bare word back
        return Asked(kind, chosen if kind is Report.UTILISATION else Period.LAST_4_WEEKS)

    def show_report(self, kind: Report) -> None:
        """Another report, with the keyboard on it."""
        self.tabs.setCurrentIndex(KINDS.index(kind))
        self.begin()

    def show_period(self, period: Period) -> None:
        """The use of rooms, people and pumps of other days."""
        self.period.setCurrentIndex(list(Period).index(period))
        self._turn()
        self.begin()

    def _turn_by(self, by: int) -> None:
        """The next report, or the one before; after the last comes the first."""
        self.show_report(KINDS[(self.tabs.currentIndex() + by) % len(KINDS)])

    def _turn(self, _place: int = 0) -> None:
        self.warning.clear()
        self.reasons.clear()
        self._show()
        self._refresh_if_seen()

    def _turn_over(self, _ticked: object) -> None:
        """The picture, or the table behind it; the keyboard goes along."""
        self._show_place()
        self.begin()

    def begin(self) -> None:
        """Put the keyboard on what is shown."""
        shown = self._places.currentWidget()
        empty = self.way if self.way.isVisibleTo(self) else self.tabs
        (empty if shown is self._nothing or shown is None else shown).setFocus()

    def _refresh_if_seen(self) -> None:
        """What nobody looks at is read when it is shown again."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the report again off the window's thread; what changes meanwhile is read after."""
        asked = self.asked
        if asked in self._reading:
            self._again.add(asked)
            return
        self._reading.add(asked)
        read = partial(see_report, self._desk.clinic, asked.kind, asked.period)
        background = self._desk.background
        background.run(read, partial(self._take, asked), partial(self._fail, asked))

    def _take(self, asked: Asked, seen: Seen) -> None:
        self._reading.discard(asked)
        self._seen[asked] = seen
        if asked in self._again:
            self._again.discard(asked)
            self._refresh_if_seen()
        if asked == self.asked:
            self.reasons.clear()
            first = self._told is None
            self._show()
            if first and self.isVisible() and self.tabs.hasFocus():
                self.begin()

    def _fail(self, asked: Asked, error: Exception) -> None:
        self._reading.discard(asked)
        self._seen.pop(asked, None)
        if asked == self.asked:
            self._show()
            lead = "" if isinstance(error, Refused) else tr("The report could not be read.")
            self.reasons.show_error(error, lead)

    def _name(self, seen: Seen, patient: int) -> tuple[str, str]:
        """The chart of a patient and who that is, as far as whoever looks may see it."""
        whom = seen.people[patient]
        if not seen.named:
            return whom.chart, whom.chart
        return "" if self._desk.private else whom.chart, self._desk.name(whom)

    def _show(self) -> None:
        """The report that is shown, as it was last read."""
        seen = self._seen.get(self.asked)
        told = tell_report(seen.numbers, partial(self._name, seen)) if seen else None
        self._told = told
        picture = told.picture if told else None
        self.period.setVisible(self.asked.kind is Report.UTILISATION)
        self.finding.setText(picture.title if picture else "")
        self.about.setText(f"{picture.about}." if picture else tr("Counting …"))
        self.note.setText(picture.note if picture else "")
        self._show_key()
        if told is not None and picture is not None:
            self.picture.show_picture(picture)
            self.table.show_lines(picture.title, told.heads, told.lines)
            self.empty.say(picture.title, told.why)
        else:
            self.empty.say("", "")
        self._show_place()
        self._fit()

    def _show_key(self) -> None:
        self.key.clear()
        for told in self._told.picture.key if self._told and not self._told.is_empty else ():
            self.key.add(sign(told))

    def _fit(self) -> None:
        """In large text the picture goes first: what else is said is in a tool tip then.

        The numbers behind the bars say all that the key does.
        """
        narrow, low = self.width() < scaled(NARROW), self.height() < scaled(LOW)
        for button in (self.table_shown, self.export, self.print):
            button.fold(folded=narrow)
        self.title.setVisible(not narrow)
        self.key.setVisible(not (narrow and low))
        told = "\n".join(each.text() for each in (self.about, self.note) if each.text())
        self.finding.setToolTip(told if low else "")
        self.about.setVisible(not low)
        self.note.setVisible(not low and bool(self.note.text()))

    def _show_place(self) -> None:
        """The picture, its table, or why there is neither; the keyboard follows if it was here."""
        empty = self._told is None or self._told.is_empty
        full = self.table if self.table_shown.isChecked() else self.picture
        wanted = self._nothing if empty else full
        focused: QWidget | None = self.window().focusWidget()
        mine = bool(focused) and self._places.isAncestorOf(focused)
        turned = wanted is not self._places.currentWidget()
        self._places.setCurrentWidget(wanted)
        back = self.asked == Asked(Report.UTILISATION, Period.LAST_4_WEEKS)
        self.way.setVisible(empty and self._told is not None and back)
        self.finding.setVisible(not empty)
        for button in (self.table_shown, self.export, self.print):
            button.setEnabled(not empty)
        if turned and mine:
            self.begin()

    def _export(self) -> None:
        """Write the table where somebody chooses."""
        asked = self.asked
        people = self._seen[asked].people.values()
        export = partial(export_report, self._desk.clinic, asked.kind, asked.period)
        self._exporting.ask(self.choose_file, f"report-{asked.kind}", people, export)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._show()
        self.refresh()
