"""The toast: what has just happened, with its undo, at the foot of the page over no button."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from typing_extensions import override

from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.notices import Shape, announce
from app.ui.common.surfaces import Floating
from app.ui.common.type import Style, Text, scaled, wrapped
from app.words.tongue import tr

SHAPES = {"undone": ("undo", "")}
"""Looks that have a shape of their own."""

STAYS = 20_000
"""Milliseconds; Undo stays reachable in the Edit menu afterwards."""

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QTabBar)
"""What it never covers while there is another place."""

WATCHED = 700
"""Milliseconds after which it is looked whether something stands below it by now."""

GAP = 6
"""Pixels between it and what stands below it."""

MARGIN = 16
WIDTH = 560
NARROW = 440


class Toast(Floating):
    """Says what happened until the next act, or for twenty seconds."""

    undo = Signal()

    def __init__(self, parent: QWidget, page: QStackedWidget) -> None:
        super().__init__(parent)
        self._page = page
        self.text: Text = wrapped("", Style.STRONG)
        self.shape = Shape("ready", "ready")
        self.undo_button = Button(tr("Undo"), Variant.QUIET, "undo", "Ctrl+Z")
        self.close_button = icon_button("close", tr("Close this message"))
        self._grid = QGridLayout(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCHED)
        self._arrange()
        self._timer.timeout.connect(self.hide)
        self._watch.timeout.connect(self._place_if_shown)
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.hide)
        page.installEventFilter(self)
        page.currentChanged.connect(self._place_if_shown)
        self.hide()

    def _arrange(self) -> None:
        grid = self._grid
        grid.setContentsMargins(16, 8, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.shape, 0, 0)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.undo_button, 0, 2)
        grid.addWidget(self.close_button, 0, 3)
        for button in (self.undo_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hear(self, text: str, look: str, can_undo: bool) -> None:  # noqa: FBT001 -- a signal's
        """Say what a signal tells."""
        self.say(text, look=look, can_undo=can_undo)

    def say(self, text: str, *, look: str = "ready", can_undo: bool = False) -> None:
        """Say that something happened."""
        self.text.setText(text)
        self.shape.show_shape(*SHAPES.get(look, (look, look)))
        self.undo_button.setVisible(can_undo)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        self._watch.start()
        QTimer.singleShot(0, self, self._place_if_shown)  # the act may have changed the page
        announce(self, tr("{said} Control Z takes it back.", said=text) if can_undo else text)

    def _place(self) -> None:
        page, parent = self._page, self.parentWidget()
        if parent is None:
            return
        corner = page.mapTo(parent, QPoint(0, 0))
        width = min(page.width() - 2 * MARGIN, scaled(WIDTH))
        self._place_undo(narrow=width < scaled(NARROW))
        height = max(self._grid.heightForWidth(width), self.minimumSizeHint().height())
        within = QRect(corner, page.size()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        found = place_free(QSize(width, height), within, list(_controls(page, corner)))
        self.setGeometry(found)

    def _place_if_shown(self) -> None:
        if self.isVisible():
            self._place()
        else:
            self._watch.stop()

    def _place_undo(self, *, narrow: bool) -> None:
        self._grid.removeWidget(self.undo_button)
        if narrow:
            self._grid.addWidget(self.undo_button, 1, 0, 1, 4, Qt.AlignmentFlag.AlignRight)
        else:
            self._grid.addWidget(self.undo_button, 0, 2)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_if_shown()
        return super().eventFilter(watched, event)


def _controls(page: QStackedWidget, corner: QPoint) -> Iterator[QRect]:
    """Where what can be pressed or typed in stands on the page, as far as it is to be seen."""
    shown = page.currentWidget()
    for widget in shown.findChildren(QWidget) if shown else ():
        if isinstance(widget, CONTROLS) and widget.isVisible():
            seen = _seen(widget, page).translated(corner)
            if not seen.isEmpty():
                yield seen


def _seen(widget: QWidget, page: QWidget) -> QRect:
    """The part of a widget that nothing it stands in cuts off, in the page's places."""
    seen = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    around = widget.parentWidget()
    while around is not None and around is not page:
        seen &= QRect(around.mapTo(page, QPoint(0, 0)), around.size())
        around = around.parentWidget()
    return seen


def place_free(size: QSize, within: QRect, taken: Sequence[QRect]) -> QRect:
    """The lowest place that covers nothing that is taken: in the middle, at the left or right.

    Where everything is taken it is the foot, in the middle.
    """
    middle = within.left() + (within.width() - size.width()) // 2
    columns = (middle, within.left(), within.right() - size.width() + 1)
    lowest = within.bottom() - size.height() + 1
    tops = {lowest, *(rect.top() - GAP - size.height() for rect in taken)}
    for top in sorted((top for top in tops if within.top() <= top <= lowest), reverse=True):
        for left in columns:
            place = QRect(QPoint(left, top), size)
            if not any(place.intersects(rect) for rect in taken):
                return place
    return QRect(QPoint(middle, lowest), size)
