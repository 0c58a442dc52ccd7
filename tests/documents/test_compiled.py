"""A form laid out once and filled in is, byte for byte, the form laid out anew for a patient."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as some
from reportlab.platypus.doctemplate import LayoutError

from app import library
from app.documents import cover, filled, fonts, make_packet, paper
from app.documents.compiled import Layouts, SetPaper
from app.documents.filled import Recipe, set_filled
from app.documents.layout import typeset
from app.documents.paper import LaidOut, lay_out
from app.documents.pen import Sheets
from app.documents.style import CLOSE, LARGE, LARGE_CLOSE, ORDINARY
from app.documents.text import Words
from app.documents.values import CoverSheet, PacketSheet, PaperSheet, ReadinessLine
from app.domain.form_lists import FIELDS
from app.domain.forms import Run
from tests.documents.reading_back import page_texts
from tests.documents.samples import TEXT, form, packet
from tests.documents.samples import cover as sample_cover
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
    named = paper.is_named(only, patient, kinds)
    for scale in (kinds, LARGE_CLOSE if large else CLOSE):
        for slots in (True, False):
            story = paper.story_of(only, scale, values, named=named, slots=slots)
            try:
                pages = typeset(Sheets("", only.language), story, language=only.language).pages
            except LayoutError:
                continue
            yield ["\n".join(page.drawn) for page in pages]


def told_cover(sheet: PacketSheet) -> CoverSheet:
    """A cover that says several things of the patient."""
    name = sheet.patient.name
    line = ReadinessLine(item="Ride home", state="missing", words=f"{name} is alone.")
    plain = sample_cover()
    visit = replace(plain.visit, needs_attention=name, room=name[:9])
    return replace(plain, visit=visit, readiness=(*plain.readiness, line), note=name)


@few
@given(patients())
def test_what_is_filled_in_is_what_is_laid_out_whole(sheet: PacketSheet) -> None:
    assert codes(filled_in(sheet).paper) in list(laid_out_whole(sheet))


@few
@given(patients())
def test_the_same_facts_make_the_same_bytes_whoever_came_before(sheet: PacketSheet) -> None:
    sheet = replace(sheet, papers=(told_cover(sheet), *sheet.papers))
    warm = make_packet(sheet)

    for kept in (paper.layouts_of, cover.layouts_of, filled.snippet_of):
        kept.cache_clear()
    cold = make_packet(sheet)

    assert warm == cold


def test_a_form_is_laid_out_again_only_for_a_height_that_is_new() -> None:
    fonts.register()
    layouts, laid_out = Layouts("en"), list[str]()

    def story(*, slots: bool, name: str) -> Iterator[Words]:
        laid_out.append(name)
        yield set_filled(Recipe((Run(field="name"),), ORDINARY.body), {"name": name}, slots=slots)

    for name in ("Ana", "Đặng", "much longer " * 20, "Bo", "still longer " * 20):
        layouts.planned(partial(story, name=name), {"name": name})

    assert laid_out == ["Ana", "much longer " * 20]


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
