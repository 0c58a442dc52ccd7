"""How the sheets to read at home fall onto pages."""

from typing import Any

import pypdfium2

from app.documents import make_packet
from app.documents.style import TOP
from tests.documents.reading_back import page_texts
from tests.documents.samples import packet, paper

LARGE = frozenset({"large-print"})
QUESTIONS = "- One?\n- Two?\n- Three?\n\n::: figure writing-lines\n:::\n\nAfterward.\n"
LADDER = "::: figure evidence-ladder\nWhat it is.\n:::\n"


def lines(count: int) -> str:
    """So many lines of text."""
    return "One line.\n\n" * count


def height_of(pdf: bytes, page: int, words: str) -> float:
    """How high on a page some words stand."""
    document = pypdfium2.PdfDocument(pdf)
    text: Any = document[page].get_textpage()  # half its types are missing
    found = text.search(words).get_next()
    assert found is not None
    height: float = text.get_charbox(found[0])[3]
    document.close()
    return height


def test_room_to_write_begins_on_the_page_of_the_question_before_it() -> None:
    for count in range(18, 32):
        pdf = make_packet(packet(paper(text=lines(count) + QUESTIONS))).pdf
        said = page_texts(pdf)
        last = next(place for place, text in enumerate(said) if "Afterward." in text)

        assert "Three?" in said[last] or height_of(pdf, last, "Afterward.") > TOP - 20


def test_a_figure_in_large_print_leaves_its_words_to_the_next_page() -> None:
    together: set[bool] = set()
    for count in range(4, 16):
        sheet = packet(paper(text=lines(count) + LADDER, conditions=LARGE))
        said = page_texts(make_packet(sheet).pdf)

        assert ["One person’s story" in text for text in said] == [
            "What it is." in text for text in said
        ]
        together.add(any("What it is." in text and "five rungs" in text for text in said))

    assert together == {True, False}
