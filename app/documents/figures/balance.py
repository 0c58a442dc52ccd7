"""A pair of scales: what may get better, the limits and risks, and the other choices below."""

from app.documents.figures.picture import Picture, Words, lines_at, rounded
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, INK, REGULAR, SOFT, STRONG, TINT, WHITE, Hand

_WIDE = 404.0
_ARM = 118.0


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """The scales, level, with a pan on each side and a row of other choices under them."""
    middle, beam = x + _WIDE / 2, top - 22
    pen.rule((middle, beam), (middle, top - 118), ACCENT, 2.6)
    foot: list[Point] = [
        *((middle - 40, top - 126), (middle - 36, top - 117), (middle - 14, top - 116)),
        *((middle, top - 112), (middle + 14, top - 116), (middle + 36, top - 117)),
        (middle + 40, top - 126),
    ]
    pen.curve(foot, ACCENT, 1.3, TINT)
    pen.rule((middle - 40, top - 126), (middle + 40, top - 126), ACCENT, 1.6)
    _beam(pen, middle, beam)
    for side, name in ((-1, "better"), (1, "limits")):
        _pan(pen, middle + side * _ARM, beam, say[name], say[f"{name}-what"])
    lines_at(pen, middle, top - 137, say["you"], Hand(STRONG, 8, INK))
    pen.write_at(middle, top - 166, say["others"], Hand(REGULAR, 7.6, GREY))
    _choices(pen, x, top - 192, say["choices"].split("|"))


def _beam(pen: Pen, middle: float, y: float) -> None:
    for side in (-1, 1):
        end = middle + side * _ARM
        pen.curve(
            [(middle, y + 2), (middle + side * 40, y + 10), (end - side * 30, y + 4), (end, y)],
            ACCENT,
            2.2,
        )
        pen.circle((end, y), 2.6, stroke=ACCENT, fill=WHITE, thickness=1.2)
    pen.circle((middle, y + 3), 6, stroke=ACCENT, fill=WHITE, thickness=1.6)
    pen.circle((middle, y + 3), 2, fill=ACCENT)


def _pan(pen: Pen, x: float, beam: float, name: str, what: str) -> None:
    y = beam - 66
    for side in (-1, 1):
        pen.rule((x, beam - 2.6), (x + side * 62, y), SOFT, 0.8)
    bowl: list[Point] = [(x - 66, y), (x - 50, y - 22), (x + 50, y - 22), (x + 66, y)]
    pen.curve(bowl, ACCENT, 1.3, TINT)
    pen.rule((x - 68, y), (x + 68, y), ACCENT, 1.8)
    pen.write_at(x, y - 11.5, name, Hand(STRONG, 8, ACCENT))
    lines_at(pen, x, y + 23, what, Hand(REGULAR, 7.4, GREY))


def _choices(pen: Pen, x: float, y: float, names: list[str]) -> None:
    wide = (_WIDE - 5 * (len(names) - 1)) / len(names)
    for place, name in enumerate(names):
        left = x + place * (wide + 5)
        rounded(pen, (left, y, wide, 18), 9, stroke=SOFT, thickness=0.9)
        pen.write_at(left + wide / 2, y + 6.2, name, Hand(REGULAR, 7.4, INK))


PICTURE = Picture(
    high=196,
    draw=draw,
    words={
        "en": {
            "alt": "Scales with two pans. In one: relief, soon, even when other care failed. In "
            "the other: wears off, side effects, time, cost. Below, other choices: other medicine, "
            "talk therapy, spray, TMS, ECT, waiting with a plan.",
            "better": "What may get better",
            "better-what": "relief, soon,|even if others failed",
            "limits": "Limits and risks",
            "limits-what": "wears off, cost,|side effects, time",
            "you": "you and your clinician weigh them",
            "others": "Other choices, alone or together",
            "choices": "other medicine|talk therapy|spray|TMS|ECT|wait, plan",
        },
        "es": {
            "alt": "Una balanza con dos platos. En uno: alivio, pronto, aunque otra cosa falló. En "
            "el otro: se pasa, efectos, tiempo, costo. Abajo, otras opciones: otra medicina, "
            "terapia hablada, spray, TMS, ECT, esperar con un plan.",
            "better": "Puede mejorar",
            "better-what": "alivio, pronto,|aunque otra cosa falló",
            "limits": "Límites y riesgos",
            "limits-what": "se pasa, efectos,|tiempo, costo",
            "you": "usted y su profesional los pesan",
            "others": "Otras opciones, solas o juntas",
            "choices": "otra medicina|terapia|spray|TMS|ECT|esperar",
        },
    },
)
