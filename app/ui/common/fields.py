"""Fields to type or choose in, drawn alike, each under its label."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app import words
from app.domain.refusal import Refused
from app.domain.typed_days import read_day
from app.ui.common.buttons import plain, words_flags
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, focus_ring, outline, smooth, within_ring
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.text_field import FieldLabel, TextField, field_height, labelled, paint_field
from app.ui.common.type import Style, Tone, font, metrics, scaled, wrapped
from app.words.tongue import later, tr

__all__ = ["Choice", "DayField", "FieldLabel", "PassesKeysOn", "TextField", "Tick", "labelled"]


class Choice(QComboBox):
    """One of a few, chosen from a list that opens."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.key = name
        self.setAccessibleName(tr(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.currentTextChanged.connect(self.setToolTip)

    @property
    def _said(self) -> str:
        """What is chosen, or what stands there while nothing is."""
        return self.currentText() or self.placeholderText()

    def text_boxes(self) -> tuple[TextBox, ...]:
        """What is chosen; it may end in dots, the tool tip says it whole."""
        measures = metrics(Style.BODY)
        area = QRectF(self.rect()).adjusted(12, 0, -34, 0)
        needed = measures.horizontalAdvance(self._said)
        return (
            TextBox(
                text=self._said,
                area=area,
                needed=needed,
                height=measures.height(),
                whole=self.toolTip(),
            ),
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 24, field_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80), field_height())

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, body = tokens(self), QRectF(self.rect())
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        with QPainter(self) as painter:
            smooth(painter)
            paint_field(painter, self, body)
            painter.setFont(font(Style.BODY))
            painter.setPen(QColor(table.ink if self.isEnabled() else table.edge))
            area = body.adjusted(12, 0, -34, 0)
            shown = self.fontMetrics().elidedText(
                self._said, Qt.TextElideMode.ElideRight, round(area.width())
            )
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
            side = max(16, scaled(14))
            mark = QRectF(body.right() - side - 12, body.center().y() - side / 2, side, side)
            paint_icon(painter, "down", mark, table.muted)


class Tick(QCheckBox):
    """A box to tick."""

    def __init__(self, text: str) -> None:
        super().__init__(tr(text))
        self.key = plain(text)
        self.setAccessibleName(plain(tr(text)))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, text: str) -> None:
        """Something else to tick, with its name for the screen reader."""
        self.setText(text)
        self.setAccessibleName(plain(text))
        self.updateGeometry()

    def be_cut(self) -> None:
        """From now on it is cut where there is no room, and a tool tip says it whole."""
        self.setToolTip(plain(self.text()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read; it is still as readable as before."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, read_only)
        none = Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(none if read_only else Qt.FocusPolicy.StrongFocus)

    def _side(self) -> int:
        return max(18, metrics(Style.BODY).height() - 1)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """What is ticked."""
        said, measures = plain(self.text()), metrics(Style.BODY)
        area = QRectF(self.rect()).adjusted(self._side() + 12, 0, 0, 0)
        return (
            TextBox(
                text=said,
                area=area,
                needed=measures.horizontalAdvance(said),
                height=measures.height(),
                whole=self.toolTip(),
            ),
        )

    @override
    def sizeHint(self) -> QSize:
        wide = metrics(Style.BODY).horizontalAdvance(plain(self.text()))
        return QSize(wide + self._side() + 16, max(30, self._side() + 12))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: object, /) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, side = tokens(self), self._side()
        box = QRectF(3, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            smooth(painter)
            if self.hasFocus():
                focus_ring(painter, box.adjusted(-3, -3, 3, 3), table, 7)
            box = within_ring(box, table, focused=self.hasFocus())
            if self.isChecked():
                fill_round(painter, box, table.accent_fill if self.isEnabled() else table.edge, 5)
                paint_icon(painter, "tick", box.adjusted(2, 2, -2, -2), table.on_accent)
            else:
                fill_round(painter, box, table.surface, 5)
                outline(painter, box, table.edge, 5, 1.5)
            painter.setFont(font(Style.BODY))
            painter.setPen(QColor(table.ink if self.isEnabled() else table.edge))
            area = QRectF(side + 12, 0, self.width() - side - 12, self.height())
            said, room = self.text(), round(area.width())
            if metrics(Style.BODY).horizontalAdvance(plain(said)) > room:
                dots = Qt.TextElideMode.ElideRight
                said = metrics(Style.BODY).elidedText(plain(said), dots, room)
            painter.drawText(area, words_flags(), said)


class DayField(QWidget):
    """A day typed in any usual way; the day understood stands below it with its weekday."""

    def __init__(
        self,
        name: str,
        today: date,
        hint: str = later("24 Nov 2026, today, +7"),
        read: Callable[[str, date], date] = read_day,
    ) -> None:
        super().__init__()
        self._today, self._reads = today, read
        self.line = TextField(name, tr(hint))
        self.echo = wrapped("", Style.SMALL, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.echo)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._read)
        self._read("")

    def set_day(self, day: date) -> None:
        """Write a day into the field."""
        self.line.setText(words.short_day(day))

    def day(self) -> date | None:
        """The day typed, None while nothing is; what cannot be read is refused."""
        typed = self.line.text().strip()
        return self._reads(typed, self._today) if typed else None

    def count_from(self, today: date) -> None:
        """What "today" and "+7" count from."""
        self._today = today

    def _read(self, _typed: str) -> None:
        try:
            day = self.day()
        except Refused as refused:
            self.echo.setText(words.say(refused.reasons[0]))
        else:
            self.echo.setText(words.headed(words.long_day(day)) if day else "")
        self.echo.setVisible(bool(self.echo.text()))


class PassesKeysOn(QObject):
    """Hands the arrow keys of a search field to the list below it."""

    KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

    def __init__(self, field: QLineEdit, to: QWidget) -> None:
        super().__init__(field)
        self._to = to
        field.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in self.KEYS and plain_key:
                self._to.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
