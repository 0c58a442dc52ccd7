"""A form laid out once and filled in is, byte for byte, the form laid out anew for a patient."""

import zlib
from collections.abc import Iterator, Mapping
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from reportlab.platypus.doctemplate import LayoutError

from app import library
from app.documents import filled, fonts, make_packet, paper
from app.documents.compiled import SetPaper
from app.documents.layout import typeset
from app.documents.paper import LaidOut, lay_out
from app.documents.pen import Sheets
from app.documents.style import CLOSE, LARGE, LARGE_CLOSE, ORDINARY
from app.documents.values import PacketSheet, PaperSheet
from app.domain.forms import FIELDS
from tests.documents.reading_back import page_texts
from tests.documents.samples import TEXT, form, named, packet
from tests.documents.samples import paper as small_paper

FORMS = {name: form for name, form in library.forms().items() if form.fields}
TEXTS = [(name, language) for name, form in FORMS.items() for language in form.texts]
NAMES = (
    "Ana Ruiz",
    "Nguyễn Thị Ánh Tuyết",
    "Đặng Thị Mỹ Hạnh",
    "María del Carmen Esperanza García-Montenegro y Hernández de la Cruz",
    "Łukasz Wiśniewski-Żółć",
    "Wolfeschlegelsteinhausenbergerdorff" * 5,
    "",
)
WORDS = some.sampled_from(NAMES) | some.text("abcdefgh ñáéữĐłW-’()\\", max_size=90)
VALUES = some.dictionaries(some.sampled_from(sorted(FIELDS)), WORDS)
CONDITIONS = ("iv", "im", "sublingual", "kap", "witness", "representative", "large-print")
few = settings(max_examples=settings().max_examples // 5)
"""Each is several papers laid out: 20 in the gate, 400 when there is time."""


@some.composite
def patients(draw: some.DrawFn) -> PacketSheet:
    """One form for one patient, with whatever values and conditions."""
    name, language = draw(some.sampled_from(TEXTS))
    called = draw(WORDS)
    conditions = frozenset(draw(some.sets(some.sampled_from(CONDITIONS))))
    sheet = PaperSheet(
        code="K7QF9M2X",
        form=FORMS[name],
        blocks=library.form_text(FORMS[name], language),
        language=language,
        values={"patient.name": called, "patient.born": "4 Mar 1988", **draw(VALUES)},
        conditions=conditions,
    )
    return packet(sheet, name=called)


def the_paper(sheet: PacketSheet) -> PaperSheet:
    """The one form of a packet."""
    (only,) = sheet.papers
    assert isinstance(only, PaperSheet)
    return only


def filled_in(sheet: PacketSheet) -> LaidOut:
    """The form as packets hold it."""
    fonts.register()
    return lay_out(the_paper(sheet), sheet)


def codes(laid: SetPaper) -> list[str]:
    """What is drawn on each page."""
    return [zlib.decompress(page.stream).decode("latin-1") for page in laid.pages]


def laid_out_whole(sheet: PacketSheet) -> Iterator[list[str]]:
    """What is drawn on each page when all of it is laid out for this patient, in both settings."""
    only, patient = the_paper(sheet), sheet.patient
    large = "large-print" in only.conditions
    values = {
        **only.values,
        "identity.name": patient.name,
        "identity.born": patient.born,
        "identity.chart": patient.chart,
    }
    kinds = LARGE if large else ORDINARY
    named = paper._is_named(only, patient, kinds)
    for scale in (kinds, LARGE_CLOSE if large else CLOSE):
        for slots in (True, False):
            story = paper._story(only, scale, values, named=named, slots=slots)
            try:
                pages = typeset(Sheets("", only.language), story, language=only.language).pages
            except LayoutError:
                continue
            yield ["\n".join(page.drawn) for page in pages]


@few
@given(patients())
def test_what_is_filled_in_is_what_is_laid_out_whole(sheet: PacketSheet) -> None:
    assert codes(filled_in(sheet).paper) in list(laid_out_whole(sheet))


@few
@given(patients())
def test_the_same_facts_make_the_same_bytes_whoever_came_before(sheet: PacketSheet) -> None:
    warm = make_packet(sheet)

    paper._layouts.cache_clear()
    filled._snippet.cache_clear()
    cold = make_packet(sheet)

    assert warm == cold


def test_the_next_patient_of_the_same_form_is_not_laid_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_packet(named("Ana Ruiz"))
    monkeypatch.setattr("app.documents.compiled.typeset", lambda *_, **__: pytest.fail("laid out"))

    texts = page_texts(make_packet(packet(small_paper(values=filled_values("Đặng Mỹ")))).pdf)

    assert "This form is for Đặng Mỹ, born" in texts[0]


def filled_values(name: str) -> Mapping[str, str]:
    return {"patient.name": name, "patient.born": "4 Mar 1988"}


def test_a_text_that_needs_another_line_makes_room_for_it() -> None:
    short = make_packet(packet(small_paper(values=filled_values("Ana Ruiz"))))
    long = make_packet(packet(small_paper(values=filled_values("María del Carmen " * 9))))

    boxes = zip(short.papers[0].boxes, long.papers[0].boxes, strict=True)
    lower = {round(one.y - other.y, 1) for one, other in boxes if one.page == other.page}
    assert lower == {2 * ORDINARY.body.leading}


def test_a_text_with_fields_is_never_divided_between_pages() -> None:
    text = "One line.\n\n" * 41 + "{{patient.name}} " + "and more words " * 40
    made = make_packet(packet(small_paper(text=text, values=filled_values("Ana Ruiz"))))

    assert ["Ana Ruiz and more" in page for page in page_texts(made.pdf)][:2] == [False, True]


def test_a_changed_text_of_the_same_version_is_laid_out_anew() -> None:
    one = make_packet(packet(small_paper(text=TEXT)))
    other = make_packet(packet(small_paper(text=TEXT.replace("sleepy", "tired"))))

    assert "sleepy" in page_texts(one.pdf)[0]
    assert "tired" in page_texts(other.pdf)[0]


def test_another_title_is_laid_out_anew() -> None:
    made = make_packet(packet(small_paper(form=form(titles={"en": "Another title"}))))

    assert "Another title" in page_texts(made.pdf)[0]
