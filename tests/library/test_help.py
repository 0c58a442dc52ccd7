"""The help says what the window has, in both languages, and is found by its words."""

import re
from collections.abc import Iterator

import pytest

from app import paths
from app.library import find_help, help_html, help_pages, tour_chapters
from app.library.help import topics
from app.ui.common.buttons import plain
from tests.words.test_translations import ROOMS, entries

LANGUAGES = ("en", "es")
LINK = re.compile(r"\]\(([^)]*)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
FEWEST, MOST = 120, 260
"""Words of a page: what a screen holds beside the work."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_a_page_and_every_page_a_topic(language: str) -> None:
    files = sorted(file.stem for file in (paths.HELP / language).glob("*.md"))

    assert files == sorted(topics())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_fits_beside_the_work(language: str) -> None:
    lengths = {page.topic: len(page.text.split()) for page in help_pages(language).values()}
    del lengths["tour"]  # shown a chapter at a time

    assert [page.topic for page in help_pages(language).values() if not page.title] == []
    assert {topic: n for topic, n in lengths.items() if not FEWEST <= n <= MOST} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_pages(language: str) -> None:
    linked = [link for page in help_pages(language).values() for link in LINK.findall(page.text)]

    assert sorted(set(linked) - {f"{topic}.md" for topic in topics()}) == []
    assert len(linked) > len(topics())


def test_both_languages_link_to_the_same_pages() -> None:
    english, spanish = (help_pages(language) for language in LANGUAGES)

    for topic, page in english.items():
        assert LINK.findall(spanish[topic].text) == LINK.findall(page.text)


@pytest.mark.parametrize("topic", topics())
def test_what_is_named_in_bold_is_named_so_in_the_window(topic: str) -> None:
    english, spanish = (BOLD.findall(help_pages(one)[topic].text) for one in LANGUAGES)

    assert len(english) == len(spanish)
    for name, told in zip(english, spanish, strict=True):
        assert told in translations(name)


def translations(name: str) -> set[str]:
    """What the window calls in Spanish what it calls so in English."""
    return {plainly(said) for text, said in every() if plainly(text) == name}


def every() -> Iterator[tuple[str, str]]:
    """Every sentence of the window with its Spanish."""
    for room in ROOMS:
        for said, told, _ in entries(room):
            yield said.text, told[0]


def plainly(text: str) -> str:
    """A text without the mark of its letter and the dots of more to come."""
    return plain(text).removesuffix(" …")


def test_a_page_is_found_by_the_beginnings_of_its_words_without_accents() -> None:
    assert "print-tomorrow" in [page.topic for page in find_help("en", "separat")]
    assert "undo" in [page.topic for page in find_help("es", "ERROR esta")]
    assert find_help("en", "zebra") == ()


def test_a_page_with_the_word_in_its_title_comes_first() -> None:
    assert find_help("en", "move")[0].topic == "moving"


def test_where_a_link_leads_is_no_word_of_a_page() -> None:
    assert find_help("es", "readiness") == ()


def test_what_is_typed_as_markup_is_shown_as_text() -> None:
    assert "<b>" not in help_html("a <b>word</b>")


def test_the_tour_begins_with_what_it_is_and_goes_on_by_letters() -> None:
    titles = [chapter.title for chapter in tour_chapters("en")]

    assert titles[0] == "The ten-minute tour"
    assert [title[:2] for title in titles[1:]] == ["A.", "B.", "C.", "D.", "E.", "F."]
