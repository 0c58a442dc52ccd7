"""The letter that asks a referrer for a referral or clearance, on one page.

What the answer is to state is what the clinic files of a referral: who refers, with credential and
NPI where there is one, the date, the condition, that it is for this treatment, and what it allows.
An NPI is ten digits, and a therapist may lack one (45 CFR 162.406). Whether a release goes with it
is ticked by hand: providers may also exchange records for treatment without one (45 CFR
164.506(c)). It names no dose and says nothing about the patient's health.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable

from app.documents import fonts
from app.documents.consent_scope import scope_story
from app.documents.desk_page import DeskFrame, framed
from app.documents.flow import small_heading
from app.documents.labels import label
from app.documents.layout import Drawing, columns, grid, padded, together, typeset
from app.documents.letter_values import RequestLetter
from app.documents.paper import facts_row, title_block
from app.documents.pen import Pen, Sheets
from app.documents.style import (
    BOX_LINE,
    GREY,
    INK,
    LEFT,
    ORDINARY,
    PAGE_HEIGHT,
    REGULAR,
    RIGHT,
    SOFT,
    STRONG,
    TICK,
    WIDTH,
    Hand,
    Type,
)
from app.documents.tags import blank
from app.documents.text import Words, frags, items, plain_text, set_text

_HEAD, _FOOT = PAGE_HEIGHT - 50, 62.0
_TOP, _BOTTOM = PAGE_HEIGHT - 84, 76.0
_LANGUAGE = "en"
_BODY = replace(ORDINARY.body, after=5)
_ITEM = replace(ORDINARY.item, after=1.5)
_WHERE = Type(size=10.5, leading=14.6)
_STATES = (
    "The patient’s name and date of birth.",
    "The diagnosis for which you refer, with its ICD-10-CM code if you know it.",
    "That the referral or clearance is for ketamine-assisted treatment at this clinic{scope}.",
    "How many visits it covers and until which day, if you set a limit.",
    "The date, your name, your credential and your signature.",
    "Your NPI (National Provider Identifier), if you have one.",
)
_RELEASE = (
    "The patient’s signed release of information is enclosed.",
    "No release is enclosed. If you need one, please ask the patient or this clinic for it.",
)


def make_request_letter(letter: RequestLetter) -> bytes:
    """The bytes of a letter, and of the statement that goes with it when it is asked for."""
    fonts.register()
    title = label("request", _LANGUAGE)
    sheets = Sheets(title, _LANGUAGE)
    pages = list(typeset(sheets, _story(letter), _TOP, _BOTTOM).pages)
    if letter.part2:
        pages += typeset(sheets, scope_story(letter.patient), _TOP, _BOTTOM).pages
    frame = DeskFrame(
        clinic=letter.clinic.name,
        title=title,
        printed=label("printed", _LANGUAGE, printed=letter.printed),
        under=_address(letter),
        warning="Confidential: for the person named above only",
        left=LEFT,
        right=RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, _LANGUAGE)


def _address(letter: RequestLetter) -> str:
    clinic = letter.clinic
    return "  ·  ".join(part for part in (clinic.address, clinic.phone) if part)


def _story(letter: RequestLetter) -> Iterator[Flowable]:
    yield from title_block("Please answer by letter", label("request", _LANGUAGE), ORDINARY)
    yield _parties(letter)
    yield _patient(letter)
    yield plain_text(_asking(letter), _BODY)
    yield plain_text("Please send us a letter that states:", replace(_BODY, keep=True, after=3))
    scope = f", by this route: {letter.scope}" if letter.scope else ""
    stated = [
        set_text(frags(text.format(scope=scope), _ITEM), _ITEM, f"{number}.", 20)
        for number, text in enumerate(_STATES, start=1)
    ]
    yield from items(stated, numbered=True)
    yield from together(
        small_heading("How to return it", ORDINARY, before=14, after=3),
        plain_text(_returning(letter), _BODY),
    )
    yield from together(
        small_heading("Release of information (tick one)", ORDINARY, before=10, after=5),
        *(_ticked(text) for text in _RELEASE),
    )
    yield _signed(letter)


def _parties(letter: RequestLetter) -> Flowable:
    clinic = letter.clinic
    ours = (clinic.name, clinic.address, f"Telephone {clinic.phone}" if clinic.phone else "")
    cells = [_lines("To", letter.to), _lines("From", ours)]
    return grid([cells], columns(WIDTH, (1.0, 1.0), 18), *padded(2), before=4, after=12)


def _lines(name: str, lines: tuple[str, ...]) -> list[Words]:
    first, *others = [line for line in lines if line] or [""]
    strong = replace(_WHERE, face=STRONG)
    return [
        plain_text(name, ORDINARY.label),
        plain_text(first, strong),
        *(plain_text(line, _WHERE) for line in others),
    ]


def _patient(letter: RequestLetter) -> Flowable:
    facts = (
        (label("patient", _LANGUAGE), letter.patient.name),
        (label("date-of-birth", _LANGUAGE), letter.patient.born),
        ("Our chart number", letter.patient.chart),
        ("Date of this request", letter.day),
    )
    return facts_row(facts, (2.0, 1.1, 1.0, 1.2), ORDINARY, after=12)


def _asking(letter: RequestLetter) -> str:
    due = f" Please let us have it by {letter.due}." if letter.due else ""
    return (
        "This clinic asks for a referral or clearance letter before it gives "
        "ketamine-assisted treatment. We ask you for such a letter for the patient named above."
        f"{due} If you do not want to write one, please tell us so."
    )


def _returning(letter: RequestLetter) -> str:
    phone = letter.clinic.phone
    call = f", or call {phone} to agree on another way" if phone else ""
    return (
        f"By mail to the address above{call}. Please put our chart number on it. "
        "Please do not send it by ordinary email."
    )


def _ticked(text: str) -> Flowable:
    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        with pen.blank(label("to-tick", _LANGUAGE, what=text), tick=True):
            pen.frame((x, top - TICK - 1, TICK, TICK), INK, BOX_LINE)

    return grid(
        [[Drawing(TICK + 3, act, wide=TICK), plain_text(text, _WHERE)]],
        [TICK + 10, WIDTH - TICK - 10],
        *padded(1.5),
    )


def _signed(letter: RequestLetter) -> Flowable:
    """A line to sign on for whoever asks."""

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        pen.rule((x, top - 30), (x + 240, top - 30), SOFT)
        pen.write(x, top - 42, fonts.printable(letter.asked_by), Hand(REGULAR, 9.5, INK))
        pen.write(x, top - 54, fonts.printable(letter.clinic.name), Hand(REGULAR, 8.5, GREY))

    told = label("by-hand", _LANGUAGE, what=f"{label('signature', _LANGUAGE)}, {letter.asked_by}")
    return Drawing(58, act, before=18, tag=blank(told))
