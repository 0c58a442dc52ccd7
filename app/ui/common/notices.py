"""Words that stand in the page instead of a pop-up: refusals, trouble, empty places."""

from collections.abc import Iterable

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.refusal import Reason, Refused, Trouble
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_pair, fill_round, smooth
from app.ui.common.palette import tokens
from app.ui.common.surfaces import GAP, empty
from app.ui.common.type import Style, Text, Tone, metrics, wrapped
from app.words.tongue import tr


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something that nobody asked for."""
    QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))


class Shape(QWidget):
    """An icon beside words, as large as they are."""

    def __init__(self, name: str, look: str = "", scale: float = 1.0) -> None:
        super().__init__()
        self._name, self._look, self._scale = name, look, scale
        self._fit()

    def show_shape(self, name: str, look: str = "") -> None:
        """Another icon."""
        self._name, self._look = name, look
        self.update()

    def _fit(self) -> None:
        side = round(metrics(Style.BODY).height() * self._scale)
        self.setFixedSize(side, side)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        colour = table.states[self._look].mark if self._look else table.muted
        with QPainter(self) as painter:
            smooth(painter)
            paint_icon(painter, self._name, QRectF(self.rect()), colour)


class Reasons(QWidget):
    """Every reason against an act, at once, beside what was asked for."""

    def __init__(self, look: str = "blocked") -> None:
        super().__init__()
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr("What stands against it"))
        self.setVisible(False)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says now."""
        return tuple(text.text() for text in self.findChildren(Text) if not text.isHidden())

    def clear(self) -> None:
        """Nothing stands against it any more."""
        self.setVisible(False)
        empty(self._column)

    def show_error(self, error: Exception, lead: str = "") -> None:
        """The reasons of a refusal or of a trouble; anything else is a bug and is raised."""
        match error:
            case Refused():
                self.show_reasons(error.reasons, lead)
            case Trouble():
                self.show_reasons([error.reason], lead)
            case _:
                raise error

    def show_reasons(self, reasons: Iterable[Reason], lead: str = "") -> None:
        """Say these reasons, under a lead that says what did not happen; nothing when none is."""
        self.clear()
        said = [words.say(reason) for reason in reasons]
        if not said and not lead:
            return
        if lead:
            self._column.addWidget(wrapped(lead, Style.STRONG))
        for sentence in said:
            self._column.addWidget(self._line(sentence))
        self.setVisible(True)
        announce(self, " ".join([lead, *said]))

    def _line(self, sentence: str) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(Shape(self._look, self._look), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(wrapped(sentence), 1)
        return whole

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, area = tokens(self), QRectF(self.rect())
        pair = table.states[self._look]
        with QPainter(self) as painter:
            smooth(painter)
            fill_pair(painter, area, pair, table)
            painter.setClipRect(QRectF(0, 0, 3, area.height()))
            fill_round(painter, area, pair.mark)


class EmptyPlace(QWidget):
    """What stands where nothing is: what, why, and what to do next."""

    def __init__(self, icon: str, title: str, why: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.title = wrapped(title, Style.HEADING)
        self.why = wrapped(why, Style.BODY, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(GAP)
        column.addStretch(1)
        column.addWidget(Shape(icon, "", 2.2), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.why):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        for action in actions:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, title: str, why: str = "") -> None:
        """Another emptiness."""
        self.title.setText(title)
        self.why.setText(why)
