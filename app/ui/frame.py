"""What stands around the pages: the top line, the status line, the frame of a demo clinic."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.ui.common.buttons import Button, Variant
from app.ui.common.notices import Shape
from app.ui.common.painting import fill_pair, smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import ElidedText, Style, Text, Tone, font, metrics, scaled
from app.ui.connection import ConnectionLine
from app.ui.desk import Desk
from app.ui.patients.search_box import SearchBox
from app.words.tongue import later, tr, tr_of

DEMO = later("DEMO  ·  invented people")
EDGE = 3

EMERGENCY = later("EMERGENCY ACCESS  ·  every look is kept")


class DemoBadge(QWidget):
    """Says that nobody in this clinic is real."""

    def __init__(self) -> None:
        super().__init__()
        self._said = tr(DEMO)
        self.setAccessibleName(self._said)
        self.setToolTip(
            tr("Everybody in this clinic is made up. Nothing here is about a real person.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        measures = metrics(Style.LABEL)
        self.setFixedSize(measures.horizontalAdvance(self._said) + 24, measures.height() + 10)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Its words."""
        measures = metrics(Style.LABEL)
        needed = measures.horizontalAdvance(self._said)
        area = QRectF(self.rect())
        return (TextBox(text=self._said, area=area, needed=needed, height=measures.height()),)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        pair = table.demo
        with QPainter(self) as painter:
            smooth(painter)
            fill_pair(painter, QRectF(self.rect()), pair, table, self.height() / 2)
            painter.setPen(QColor(pair.mark))
            painter.setFont(font(Style.LABEL))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._said)


class TopLine(QWidget):
    """The search box, the clinic, and the button that books."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__()
        self.search = SearchBox(desk, window)
        self.search.setMaximumWidth(520)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.badge = DemoBadge()
        self.badge.setVisible(desk.clinic.is_demo)
        self.drafts = Button("", Variant.QUIET, "hold")
        self.drafts.setVisible(False)
        self.new_visit = Button(tr("&New visit"), Variant.PRIMARY, "plus", "Ctrl+N")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 10, 12, 4)
        line.setSpacing(12)
        line.addWidget(self.search, 3)
        line.addStretch(1)
        line.addWidget(self.badge)
        line.addWidget(self.drafts)
        line.addWidget(self.new_visit)

    def show_drafts(self, names: Sequence[str]) -> None:
        """The bookings half made: one by its name, several by their number."""
        self.drafts.say(words.plural(len(names), "draft"))
        self.drafts.setToolTip(tr("Go on with what was begun"))
        self.drafts.setVisible(bool(names))


class StatusLine(QStatusBar):
    """The clinic, who is signed in, the printer, the last backup."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName(tr_of("line", "Status"))
        self.clinic = ElidedText(desk.clinic.name, Style.SMALL, Tone.MUTED)
        who = tr("Signed in: {who}", who=desk.clinic.person.titled)
        self.person = ElidedText(who, Style.SMALL, Tone.MUTED)
        self.printer = ElidedText("", Style.SMALL, Tone.MUTED)
        self._desk = desk
        self.backup = ElidedText("", Style.SMALL, Tone.MUTED)
        self.backup_mark = Shape("save")
        self.shelf = ElidedText("", Style.SMALL, Tone.MUTED)
        self.shelf_mark = Shape("shelf")
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(12, 3, 12, 3)
        line.setSpacing(6)
        for icon, label in (
            ("clinic", self.clinic),
            ("person", self.person),
            ("print", self.printer),
        ):
            line.addWidget(Shape(icon))
            line.addWidget(label)
            line.addSpacing(scaled(12))
        line.addWidget(self.backup_mark)
        line.addWidget(self.backup)
        line.addSpacing(scaled(12))
        line.addWidget(self.shelf_mark)
        line.addWidget(self.shelf)
        self.show_shelf(0)
        line.addStretch(1)
        self.emergency = Text(tr(EMERGENCY), Style.LABEL, Tone.ACCENT)
        self._desk = desk
        self._note_emergency()
        desk.emergency_changed.connect(self._note_emergency)
        desk.minute_passed.connect(self._note_emergency)
        line.addWidget(self.emergency)
        self.demo = Text("DEMO", Style.LABEL, Tone.ACCENT)
        self.demo.setVisible(desk.clinic.is_demo)
        line.addWidget(self.demo)
        self.addWidget(whole, 1)
        desk.changes.happened.connect(self._name_clinic)
        desk.printer_chosen.connect(self.show_printer)
        desk.backing_up.changed.connect(self.show_backup)
        desk.minute_passed.connect(self.show_backup)
        self.show_backup()

    def _name_clinic(self) -> None:
        self.clinic.setText(self._desk.clinic.name)

    def _note_emergency(self) -> None:
        self.emergency.setVisible(self._desk.clinic.in_emergency)

    def show_printer(self, name: str) -> None:
        """The printer that quick print goes to."""
        said = tr("Printer: {name}", name=name) if name else tr("No printer chosen")
        self.printer.setText(said)

    def show_backup(self) -> None:
        """When the last backup was made; a demo clinic needs none."""
        clinic, state = self._desk.clinic, self._desk.backing_up.state
        told = words.backup_told(state.plan, clinic.clock(), clinic.zone)
        fine = not state.is_old and state.plan.trouble is None
        self.backup.setText(told)
        self.backup_mark.show_shape("save" if fine else "waiting", "" if fine else "waiting")
        wanted = state.possible and bool(state.plan.folder or not clinic.is_demo)
        self.backup.setVisible(wanted)
        self.backup_mark.setVisible(wanted)

    def show_shelf(self, count: int) -> None:
        """How many visits wait on the shelf, while some do."""
        self.shelf.setText(tr("Shelf: {visits}", visits=words.plural(count, "visit")))
        self.shelf.setVisible(count > 0)
        self.shelf_mark.setVisible(count > 0)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(table.canvas))
            painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(table.hairline))


class Frame(QWidget):
    """The ground of the window; a demo clinic is framed so that nobody mistakes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._demo = demo = desk.clinic.is_demo
        self.connection = ConnectionLine(desk)
        self.column = QVBoxLayout(self)
        edge = EDGE if demo else 0
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(0)
        self.column.addWidget(self.connection)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(table.canvas))
            if self._demo:
                edge = QColor(table.demo.fill if not table.dark else table.demo.mark)
                painter.setPen(QPen(edge, EDGE))
                half = EDGE / 2
                painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
