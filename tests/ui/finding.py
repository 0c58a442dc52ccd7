"""Looks at every text a window shows and says which are cut, stick out, or run into each other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QMenu,
    QMenuBar,
    QWidget,
)

from app.ui.common.text_boxes import SaysPaintedTexts, TextBox
from app.ui.common.toast import Toast
from app.ui.common.type import ElidedText

SLACK = 1.5
"""Pixels that rounding may take."""

TOUCH = 2
"""Pixels that the empty edges of two lines may share."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text on the screen: who shows it, what, and where it really stands."""

    widget: QWidget
    text: str
    area: QRect


def faults(window: QWidget) -> list[str]:
    """Everything that is wrong with the texts of a window."""
    found: list[str] = []
    shown: list[Shown] = []
    for widget in visible(window):
        boxes = boxes_of(widget)
        found += [fault for box in boxes for fault in cut(widget, box)]
        found += sticks_out(widget, boxes)
        shown += [place for box in boxes for place in placed(window, widget, box)]
    return found + list(overlaps(shown))


def visible(window: QWidget) -> list[QWidget]:
    """The widgets somebody can see, at least in part."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and not widget.visibleRegion().isEmpty()
    ]


def boxes_of(widget: QWidget) -> tuple[TextBox, ...]:
    """The texts of a widget, whether it paints them itself or Qt does."""
    if isinstance(widget, SaysPaintedTexts):
        return tuple(box for box in widget.text_boxes() if box.text)
    if isinstance(widget, QLabel) and widget.text():
        return (label_box(widget),)
    if isinstance(widget, QMenuBar):
        return menu_boxes(widget)
    if isinstance(widget, QAbstractButton) and widget.text():
        measures = widget.fontMetrics()
        needed = measures.horizontalAdvance(widget.text())
        return (plain_box(widget.text(), QRectF(widget.rect()), needed, measures),)
    return ()


def label_box(label: QLabel) -> TextBox:
    measures, area = label.fontMetrics(), QRectF(label.contentsRect())
    text = label.text().replace("&", "") if label.buddy() else label.text()
    if not label.wordWrap():
        needed = max(measures.horizontalAdvance(line) for line in text.split("\n"))
        whole = label.toolTip() if isinstance(label, ElidedText) else ""
        height = measures.height() * (text.count("\n") + 1)
        return TextBox(text=text, area=area, needed=needed, height=height, whole=whole)
    flags = int(Qt.TextFlag.TextWordWrap)
    laid = measures.boundingRect(QRect(0, 0, int(area.width()), 10_000), flags, text)
    return TextBox(text=text, area=area, needed=laid.width(), height=laid.height())


def menu_boxes(bar: QMenuBar) -> tuple[TextBox, ...]:
    measures = bar.fontMetrics()
    return tuple(
        plain_box(
            text, QRectF(bar.actionGeometry(action)), measures.horizontalAdvance(text), measures
        )
        for action in bar.actions()
        if (text := action.text().replace("&", ""))
    )


def plain_box(text: str, area: QRectF, needed: float, measures: QFontMetrics) -> TextBox:
    return TextBox(text=text, area=area, needed=needed, height=measures.height())


def cut(widget: QWidget, box: TextBox) -> Iterator[str]:
    """A text with too little room; one that ends in dots says itself whole in its tool tip."""
    said_whole = bool(box.whole) and box.text in box.whole
    if box.needed > box.area.width() + SLACK and not said_whole:
        yield f"{name_of(widget)}: “{box.text}” needs {box.needed}, has {box.area.width():.0f}"
    if box.height > box.area.height() + SLACK:
        yield f"{name_of(widget)}: “{box.text}” is {box.height} high, has {box.area.height():.0f}"


def sticks_out(widget: QWidget, boxes: tuple[TextBox, ...]) -> Iterator[str]:
    """A text beyond the edge of a parent that does not scroll is cut by it."""
    if not boxes:
        return
    child, parent = widget, widget.parentWidget()
    area = widget.rect()
    while parent is not None and not child.isWindow():
        area = QRect(child.mapToParent(area.topLeft()), area.size())
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return
        inside = parent.rect().adjusted(-1, -1, 1, 1)
        if not inside.contains(area):
            yield f"{name_of(widget)}: “{boxes[0].text}” sticks out of {name_of(parent)}"
            return
        child, parent = parent, parent.parentWidget()


def placed(window: QWidget, widget: QWidget, box: TextBox) -> Iterator[Shown]:
    """Where a text is seen: what is scrolled away is not."""
    wide = min(box.needed, box.area.width())
    left = box.area.left()
    if isinstance(widget, QLabel) and widget.alignment() & Qt.AlignmentFlag.AlignHCenter:
        left = box.area.center().x() - wide / 2
    high = min(box.height, box.area.height())
    area = QRectF(left, box.area.center().y() - high / 2, wide, high).toRect()
    seen = area.intersected(seen_part(widget))
    if not seen.isEmpty():
        yield Shown(widget, box.text, QRect(widget.mapTo(window, seen.topLeft()), seen.size()))


def seen_part(widget: QWidget) -> QRect:
    region = widget.visibleRegion().boundingRect()
    if isinstance(widget, QAbstractScrollArea):
        inner = widget.viewport().visibleRegion().boundingRect()
        return inner.translated(widget.viewport().pos())
    return region


def overlaps(shown: list[Shown]) -> Iterator[str]:
    """Texts that run into each other; what floats over the page on purpose is left out."""
    steady = [text for text in shown if not floats(text.widget)]
    for one, other in combinations(steady, 2):
        both = one.area.intersected(other.area)
        if both.width() > TOUCH and both.height() > TOUCH:
            yield f"“{one.text}” and “{other.text}” share {both.width()}x{both.height()}"


def floats(widget: QWidget) -> bool:
    each: QWidget | None = widget
    while each is not None:
        if isinstance(each, Toast):
            return True
        each = each.parentWidget()
    return False


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} at {widget.mapTo(widget.window(), QPoint()).toTuple()}"


def named_controls(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every control the keyboard can reach, with its name for the screen reader."""
    for widget in window.findChildren(QWidget):
        reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
        ours = not widget.objectName().startswith("qt_") and widget.focusProxy() is None
        if reachable and ours:
            yield widget, widget.accessibleName()


def shared_letters(window: QWidget) -> list[str]:
    """The letters that two buttons, fields or menus are reached by, each with what it reaches."""
    buttons = [b.text() for b in window.findChildren(QAbstractButton) if b.isVisible()]
    labels = [x.text() for x in window.findChildren(QLabel) if x.buddy() and x.isVisible()]
    menus = [a.text() for bar in window.findChildren(QMenuBar) for a in bar.actions()]
    return shared_by([*buttons, *labels, *menus])


def shared_by(texts: list[str]) -> list[str]:
    """The letters that several texts mark, each with those texts."""
    reached: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        _, mark, rest = text.replace("&&", "").partition("&")
        if mark:
            reached[rest[:1].lower()].append(text)
    return [f"{letter}: {texts}" for letter, texts in reached.items() if len(texts) > 1]


def shared_in_menus(bar: QMenuBar) -> list[str]:
    """The letters that two actions of one menu are reached by."""
    found: list[str] = []
    for menu in bar.findChildren(QMenu):
        texts = [action.text() for action in menu.actions() if action.isVisible()]
        found += [f"{menu.title()}: {fault}" for fault in shared_by(texts)]
    return found
