"""The statement that goes with records under 42 CFR Part 2: what the patient has agreed to.

A copy of the consent, or a clear explanation of its scope, goes with each disclosure made with the
patient's consent (42 CFR 2.32(b)), and so do prescribed words (42 CFR 2.32(a)(2)); the lines are
what a written consent holds (42 CFR 2.31(a)). The rest of the wording is the clinic's own draft
until its medical director has approved it. The program knows no such consent, so that every line
is filled in by hand.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable

from app import words
from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.flow import small_heading
from app.documents.labels import label
from app.documents.layout import Drawing, columns, grid, padded, typeset
from app.documents.letter_values import ScopeStatement
from app.documents.paper import identity, title_block
from app.documents.pen import Pen, Sheets
from app.documents.style import LEFT, ORDINARY, PAGE_HEIGHT, RIGHT, SOFT, WIDTH
from app.documents.tags import blank
from app.documents.text import plain_text
from app.documents.values import PatientDetails

TITLE = "What the patient’s consent covers"
_LANGUAGE = "en"
_HEAD, _FOOT = PAGE_HEIGHT - 50, 62.0
_TOP, _BOTTOM = PAGE_HEIGHT - 84, 76.0
_PROTECTED = f"{words.PART_2} Not all of them may be protected. Keep this page with them."
_AGAINST = (
    "They may not be used or disclosed in a civil, criminal, administrative or legislative "
    "proceeding against the patient, unless the patient has consented to that in writing or a "
    "court has ordered it as Part 2 provides."
)
_SCOPE = (
    "Who discloses",
    "Who receives",
    "What is disclosed, and how much",
    "For which purpose",
    "Until when the consent holds, or which event ends it",
    "Date on which the patient signed it",
)
_REVOKE = (
    "The patient may revoke the consent in writing, except as far as somebody has already acted "
    "on it."
)
_DRAFT = (
    "Draft wording of the clinic, to be approved by its medical director. Sources: 42 CFR 2.31 "
    "and 2.32, as amended by the final rule of 16 February 2024."
)


def make_scope_statement(statement: ScopeStatement) -> bytes:
    """The bytes of the statement alone, for whatever else leaves the clinic."""
    fonts.register()
    sheets = Sheets(TITLE, _LANGUAGE)
    pages = typeset(sheets, scope_story(statement.patient), _TOP, _BOTTOM).pages
    frame = DeskFrame(
        clinic=statement.clinic.name,
        title=TITLE,
        printed=label("printed", _LANGUAGE, printed=statement.printed),
        under=statement.clinic.address,
        warning="Confidential",
        left=LEFT,
        right=RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, _LANGUAGE)


def scope_story(patient: PatientDetails | None) -> Iterator[Flowable]:
    """The statement's page; without a patient it holds for everybody on the list it goes with."""
    yield from title_block("Goes with these records", TITLE, ORDINARY)
    if patient is not None:
        yield identity(patient, _LANGUAGE, ORDINARY)
    for text in (_PROTECTED, _AGAINST):
        yield plain_text(text, ORDINARY.body)
    yield small_heading("Scope of the consent", ORDINARY, before=12, after=6)
    for name in _SCOPE:
        yield _line(name)
    yield plain_text(_REVOKE, replace(ORDINARY.body, before=12))
    yield plain_text(_DRAFT, replace(ORDINARY.small, before=10))


def _line(name: str) -> Flowable:
    """One thing that a consent says, and a line to write it on."""

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        pen.rule((x, top - 20), (x + wide, top - 20), SOFT)

    told = blank(label("by-hand", _LANGUAGE, what=name))
    cells = [plain_text(name, ORDINARY.cell), Drawing(22, act, wide=WIDTH * 0.58, tag=told)]
    return grid([cells], columns(WIDTH, (1.0, 1.45), 10), *padded(5))
