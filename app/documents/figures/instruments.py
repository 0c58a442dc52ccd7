"""What a clinic works with, drawn in lines: vial, drip bag, nasal spray."""

from app.documents.figures.picture import rounded
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, SOFT, TINT, WHITE


def vial(pen: Pen, x: float, bottom: float) -> None:
    """A small bottle with a stopper, 30 high, around a line upwards."""
    rounded(pen, (x - 8, bottom, 16, 20), 2.5)
    pen.panel((x - 6.9, bottom + 1.1, 13.8, 8), TINT, 1.6)
    pen.rule((x - 7.5, bottom + 9.5), (x + 7.5, bottom + 9.5), ACCENT, 0.7)
    pen.outlined((x - 4, bottom + 20, 8, 4), WHITE, ACCENT, 1.1)
    pen.outlined((x - 5.5, bottom + 24, 11, 5.5), ACCENT, ACCENT, 1.1)
    for up in (12.5, 15.5):
        pen.rule((x - 4.5, bottom + up), (x + 4.5, bottom + up), SOFT, 0.6)


def bag(pen: Pen, x: float, top: float) -> None:
    """A drip bag of 22 by 34 that hangs from a point, with its drip chamber below, 50 in all."""
    pen.curve([(x, top), (x + 4, top), (x + 4, top - 4), (x, top - 4)], ACCENT, 1.0)
    body: list[Point] = [
        *((x - 11, top - 7), (x - 11, top - 4), (x - 8, top - 4), (x, top - 4)),
        *((x + 8, top - 4), (x + 11, top - 4), (x + 11, top - 7)),
        *((x + 11, top - 16), (x + 11, top - 24), (x + 11, top - 31)),
        *((x + 11, top - 36), (x + 5, top - 36), (x, top - 38)),
        *((x - 5, top - 36), (x - 11, top - 36), (x - 11, top - 31)),
        *((x - 11, top - 24), (x - 11, top - 16), (x - 11, top - 7)),
    ]
    pen.curve(body, ACCENT, 1.1, WHITE)
    pen.panel((x - 9.8, top - 34, 19.6, 18), TINT, 4)
    pen.rule((x - 10.5, top - 15.5), (x + 10.5, top - 15.5), ACCENT, 0.7)
    for down in (20, 24, 28):
        pen.rule((x + 5, top - down), (x + 9, top - down), SOFT, 0.6)
    rounded(pen, (x - 3, top - 50, 6, 11), 2, thickness=0.9)
    pen.circle((x, top - 43.5), 1.1, fill=ACCENT)


def sprayer(pen: Pen, x: float, bottom: float) -> None:
    """A nasal spray device, 100 high, around a line upwards."""
    tip: list[Point] = [
        *(
            (x - 6, bottom + 60),
            (x - 6, bottom + 72),
            (x - 3.4, bottom + 84),
            (x - 3.2, bottom + 94),
        ),
        *((x - 3.2, bottom + 99), (x + 3.2, bottom + 99), (x + 3.2, bottom + 94)),
        *((x + 3.4, bottom + 84), (x + 6, bottom + 72), (x + 6, bottom + 60)),
    ]
    pen.curve(tip, ACCENT, 1.2, WHITE)
    pen.circle((x, bottom + 95.5), 0.9, fill=ACCENT)
    shoulder: list[Point] = [
        *((x - 22, bottom + 47), (x - 20, bottom + 57), (x - 12, bottom + 61), (x, bottom + 61)),
        *((x + 12, bottom + 61), (x + 20, bottom + 57), (x + 22, bottom + 47)),
        *((x + 22, bottom + 43), (x + 16, bottom + 42), (x + 13, bottom + 44)),
        *((x + 4, bottom + 44), (x - 4, bottom + 44), (x - 13, bottom + 44)),
        *((x - 16, bottom + 42), (x - 22, bottom + 43), (x - 22, bottom + 47)),
    ]
    rounded(pen, (x - 11, bottom + 20, 22, 26), 2, thickness=1.2)
    pen.panel((x - 7, bottom + 26, 14, 12), TINT, 2)
    for place in (-3.2, 3.2):
        pen.circle((x + place, bottom + 32), 2, stroke=ACCENT, fill=ACCENT, thickness=0.8)
    pen.curve(shoulder, ACCENT, 1.2, TINT)
    rounded(pen, (x - 7.5, bottom + 3, 15, 17), 1.5, fill=WHITE, thickness=1.2)
    rounded(pen, (x - 10, bottom, 20, 4.5), 2, fill=ACCENT, thickness=1.2)
