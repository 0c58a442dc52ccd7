"""The marks of the seven gate states: each a shape of its own, told apart without colour."""

from collections.abc import Callable, Mapping

from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, INK, WHITE

_R = 5.0


def _met(pen: Pen, x: float, y: float) -> None:
    pen.circle((x, y), _R, fill=ACCENT)
    _check(pen, x, y)


def _check(pen: Pen, x: float, y: float) -> None:
    points: list[Point] = [(x - 2.4, y), (x - 0.7, y - 1.9), (x + 2.5, y + 2)]
    pen.shape(points, stroke=WHITE, thickness=1.3)


def _waiting(pen: Pen, x: float, y: float) -> None:
    pen.circle((x, y), _R - 0.5, stroke=INK, fill=WHITE, thickness=1.1)
    pen.shape([(x, y + 2.8), (x, y), (x + 2.2, y)], stroke=INK, thickness=1.1)


def _missing(pen: Pen, x: float, y: float) -> None:
    r = _R + 0.6
    corners: list[Point] = [(x, y + r), (x + r, y), (x, y - r), (x - r, y)]
    pen.shape(corners, stroke=INK, fill=INK, closed=True, thickness=0.6)
    pen.rule((x, y + 2.6), (x, y - 0.4), WHITE, 1.3)
    pen.rule((x, y - 1.6), (x, y - 2.8), WHITE, 1.3)


def _expired(pen: Pen, x: float, y: float) -> None:
    pen.frame((x - 4.4, y - 4.4, 8.8, 8.8), INK, 1.1)
    pen.shape([(x - 2.2, y - 2.2), (x + 2.2, y + 2.2)], stroke=INK, thickness=1.1)
    pen.shape([(x - 2.2, y + 2.2), (x + 2.2, y - 2.2)], stroke=INK, thickness=1.1)


def _ends_before(pen: Pen, x: float, y: float) -> None:
    corners: list[Point] = [(x, y + 5), (x + 5.2, y - 4), (x - 5.2, y - 4)]
    pen.shape(corners, stroke=INK, fill=WHITE, closed=True, thickness=1.1)
    pen.rule((x, y + 1.6), (x, y - 1), INK, 1.1)
    pen.rule((x, y - 1.9), (x, y - 3), INK, 1.1)


def _waived(pen: Pen, x: float, y: float) -> None:
    pen.circle((x, y), _R - 0.5, stroke=ACCENT, fill=WHITE, thickness=1.2)
    pen.shape([(x - 2.8, y - 2.8), (x + 2.8, y + 2.8)], stroke=ACCENT, thickness=1.2)


def _not_needed(pen: Pen, x: float, y: float) -> None:
    pen.rule((x - 3.6, y), (x + 3.6, y), GREY, 1.4)


MARKS: Mapping[str, Callable[[Pen, float, float], None]] = {
    "met": _met,
    "waiting": _waiting,
    "missing": _missing,
    "expired": _expired,
    "ends_before_visit": _ends_before,
    "waived": _waived,
    "not_needed": _not_needed,
}
