"""The figures of the education sheets, drawn in lines that also print well in black and white."""

from collections.abc import Mapping

from app.documents.layout import Act, Drawing
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, HAIR, INK, REGULAR, SOFT, STRONG, TINT, WHITE, Hand

_SMALL = 8.5


def _leader(pen: Pen, start: Point, end: Point, words: str) -> None:
    pen.rule(start, end, SOFT, 0.6)
    pen.write(end[0] + 4, end[1] - 3, words, Hand(REGULAR, _SMALL, INK))


def _synapse(pen: Pen, x: float, top: float, wide: float) -> None:
    del wide
    left, right = x, x + 240
    _sender(pen, left, right, top)
    for dx, dy in _MESSENGERS:
        pen.circle((left + dx, top - dy), 2.4, fill=ACCENT)
    _receiver(pen, left, right, top)
    _leader(pen, (right - 22, top - 20), (right + 24, top - 20), "Brain cell that sends")
    _leader(pen, (left + 177, top - 66), (right + 24, top - 62), "Glutamate, the messenger")
    _leader(pen, (left + 184, top - 92), (right + 24, top - 92), "AMPA door: open")
    _leader(pen, (right - 22, top - 128), (right + 24, top - 128), "Brain cell that receives")


_MESSENGERS = (
    (60, 58),
    (76, 67),
    (98, 57),
    (118, 68),
    (134, 58),
    (152, 66),
    (166, 57),
    (174, 68),
)


def _sender(pen: Pen, left: float, right: float, top: float) -> None:
    pen.curve(
        [
            (left, top),
            (left, top - 38),
            (left + 10, top - 48),
            (left + 50, top - 48),
            (left + 90, top - 48),
            (right - 90, top - 48),
            (right - 50, top - 48),
            (right - 10, top - 48),
            (right, top - 38),
            (right, top),
        ],
        ACCENT,
        1.3,
        TINT,
    )
    for cx, cy in ((66, 18), (116, 14), (168, 19), (92, 34), (142, 34)):
        pen.circle((left + cx, top - cy), 7.5, stroke=ACCENT, fill=WHITE, thickness=0.9)
        for dx, dy in ((-2.6, 1.6), (2.6, 1.6), (0, -3)):
            pen.circle((left + cx + dx, top - cy + dy), 1.5, fill=ACCENT)


def _receiver(pen: Pen, left: float, right: float, top: float) -> None:
    membrane = top - 96
    pen.panel((left, membrane - 54, right - left, 54), TINT, 16)
    pen.rule((left + 12, membrane), (right - 12, membrane), ACCENT, 1.3)
    for place in (72, 172):
        _door(pen, left + place, membrane)
    _plug(pen, left + 72, membrane + 13)
    _arrow_down(pen, left + 172, membrane + 19, membrane - 26)
    pen.write_at(left + 72, membrane - 31, "NMDA door", Hand(STRONG, _SMALL, INK))
    pen.write_at(left + 72, membrane - 42, "blocked by ketamine", Hand(REGULAR, 7.6, GREY))
    pen.write_at(left + 172, membrane - 42, "AMPA door", Hand(STRONG, _SMALL, INK))


def _door(pen: Pen, x: float, y: float) -> None:
    for side in (-1, 1):
        points = [(x + side * 6, y + 12), (x + side * 14, y + 12), (x + side * 14, y - 18)]
        pen.shape(
            [*points, (x + side * 6, y - 18)],
            stroke=ACCENT,
            fill=WHITE,
            thickness=1.2,
            closed=True,
        )


def _plug(pen: Pen, x: float, y: float) -> None:
    half: list[Point] = [(9, 10), (9, 3), (4.5, -3), (4.5, -16)]
    right = [(x + dx, y + dy) for dx, dy in half]
    left = [(x - dx, y + dy) for dx, dy in reversed(half)]
    pen.shape([*right, *left], fill=INK, closed=True)


def _arrow_down(pen: Pen, x: float, top: float, bottom: float) -> None:
    pen.rule((x, top), (x, bottom + 4), INK, 1.6)
    pen.shape([(x - 4, bottom + 6), (x + 4, bottom + 6), (x, bottom)], fill=INK, closed=True)


def _course(pen: Pen, x: float, top: float, wide: float) -> None:
    del wide
    left, bottom, right = x + 4, top - 128, x + 396
    high = top - 22
    marks = ((0, "Infusion"), (60, "Hours"), (130, "Next day"), (255, "About a week"))
    pen.rule((left, bottom), (right, bottom), GREY, 0.9)
    pen.rule((left, bottom), (left, top - 8), GREY, 0.9)
    for place, words in marks:
        pen.rule((left + place, bottom), (left + place, bottom - 4), GREY, 0.9)
        write = pen.write if place == 0 else pen.write_at
        write(left + place, bottom - 15, words, Hand(REGULAR, _SMALL))
    pen.shape([(left, high), (right, high)], stroke=HAIR, thickness=1.0)
    curve = [
        (left, high),
        (left + 22, high),
        (left + 34, high - 78),
        (left + 70, high - 80),
        (left + 150, high - 84),
        (left + 190, high - 70),
        (left + 255, high - 34),
        (left + 290, high - 10),
        (left + 320, high - 4),
        (right, high - 2),
    ]
    pen.curve(curve, ACCENT, 2.2)
    pen.write(left + 6, high + 6, "How strong the symptoms were before", Hand(REGULAR, 7.6, GREY))
    pen.write(left + 92, high - 68, "fewer symptoms", Hand(STRONG, _SMALL, ACCENT))
    pen.write_to(right, bottom - 28, "Drawn to explain, not to scale", Hand(REGULAR, 7.2, SOFT))


FIGURES: Mapping[str, tuple[float, Act]] = {
    "glutamate": (152, _synapse),
    "depression-course": (158, _course),
}
_WIDEST = 1.2  # so much larger a figure still fits between the margins


def figure(name: str, factor: float) -> Drawing:
    """A figure by its name; larger in large print, as far as the page is wide."""
    high, draw = FIGURES[name]
    scale = min(factor, _WIDEST)

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        pen.canvas.scale(scale, scale)
        draw(pen, x, top / scale, wide / scale)

    return Drawing(high * scale, act, before=10, after=8)
