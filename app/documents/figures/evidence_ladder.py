"""The ladder of evidence: from what one person tells to many trials looked at together."""

from app.documents.figures.picture import LABEL, SMALL, Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, INK, REGULAR, STRONG, TINT, WHITE, Hand

_RUNGS = ("reviews", "trials", "compared", "reports", "story")
_STEP = 30.0
_FOOT, _HEAD = 46.0, 34.0
"""How far apart the rails stand below and above: the ladder leans away from the reader."""


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """A ladder with the words of each rung beside it, and an arrow that says surer."""
    middle, upper, lower = x + 82, top - 4, top - 160
    _arrow(pen, x + 10, upper, lower)
    pen.write(x + 18, upper - 5, say["surer"], Hand(STRONG, 8, ACCENT))
    for side in (-1, 1):
        _rail(pen, (middle + side * _HEAD / 2 + 6, upper), (middle + side * _FOOT / 2 + 6, lower))
    for number, name in enumerate(_RUNGS):
        height = upper - 20 - number * _STEP
        half = (_HEAD + (_FOOT - _HEAD) * (upper - height) / (upper - lower)) / 2
        rung = (middle + 6 - half, height - 2.4, 2 * half, 4.8)
        pen.outlined(rung, TINT, ACCENT, 1.1)
        pen.dots((middle + 6 + half + 5, height), (x + 128, height), GREY)
        pen.write(x + 132, height + 1, say[name], Hand(STRONG, LABEL, INK))
        pen.write(x + 132, height - 10.5, say[f"{name}-words"], Hand(REGULAR, SMALL, GREY))


def _rail(pen: Pen, head: tuple[float, float], foot: tuple[float, float]) -> None:
    outline = [
        (head[0] - 2.2, head[1]),
        (head[0] + 2.2, head[1]),
        (foot[0] + 3, foot[1]),
        (foot[0] - 3, foot[1]),
    ]
    pen.shape(outline, stroke=ACCENT, fill=WHITE, thickness=1.2, closed=True)


def _arrow(pen: Pen, x: float, upper: float, lower: float) -> None:
    pen.rule((x, lower), (x, upper - 8), ACCENT, 1.6)
    pen.shape([(x - 4.5, upper - 8), (x + 4.5, upper - 8), (x, upper)], fill=ACCENT, closed=True)


PICTURE = Picture(
    high=168,
    wide=372,
    draw=draw,
    words={
        "en": {
            "alt": "A ladder of five rungs. From the lowest to the highest: one person’s story, "
            "reports on patients, groups compared, trials by chance, all trials reviewed "
            "together.",
            "surer": "surer",
            "reviews": "All good trials, reviewed together",
            "reviews-words": "Many trials, weighed by set rules",
            "trials": "A trial where chance decides",
            "trials-words": "Some get the medicine, some a placebo; nobody picks",
            "compared": "Groups compared without chance",
            "compared-words": "The groups may differ in ways no one sees",
            "reports": "Reports on treated patients",
            "reports-words": "Nobody to compare them with",
            "story": "One person’s story",
            "story-words": "True for that person; it may not fit you",
        },
        "es": {
            "alt": "Una escalera de cinco peldaños. De abajo hacia arriba: la historia de una "
            "persona, informes de pacientes, grupos comparados, ensayos al azar, todos los "
            "ensayos revisados juntos.",
            "surer": "más certeza",
            "reviews": "Todos los buenos ensayos, revisados juntos",
            "reviews-words": "Muchos ensayos, valorados con reglas fijas",
            "trials": "Un ensayo donde decide el azar",
            "trials-words": "Unos reciben la medicina y otros un placebo; nadie elige",
            "compared": "Grupos comparados sin azar",
            "compared-words": "Los grupos pueden ser distintos sin que se note",
            "reports": "Informes de pacientes tratados",
            "reports-words": "Sin nadie con quien compararlos",
            "story": "La historia de una persona",
            "story-words": "Es cierta para ella; quizá no para usted",
        },
    },
)
