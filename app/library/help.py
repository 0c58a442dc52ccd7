"""The help: pages read beside the work, found by the words in them, and the tour of the demo.

A page is `resources/help/LANGUAGE/TOPIC.md`; `contents.txt` names the topics in their order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app import paths
from app.domain.names import begins_each, fold, parts

TOUR = "tour"

_LINK = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """One page: its topic, its title, its Markdown without the title, and the words in both."""

    topic: str
    title: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of the tour: its title and its Markdown."""

    title: str
    text: str


@lru_cache
def help_pages(language: str) -> dict[str, HelpPage]:
    """Every page in a language by its topic, in the order of the contents; read when asked for."""
    return {topic: _page(topic, language) for topic in topics()}


def topics() -> tuple[str, ...]:
    """The topics in their order."""
    return tuple((paths.HELP / "contents.txt").read_text(encoding="utf-8").split())


def _page(topic: str, language: str) -> HelpPage:
    whole = (paths.HELP / language / f"{topic}.md").read_text(encoding="utf-8")
    title, _, text = whole.removeprefix("# ").partition("\n")
    words = parts(fold(_LINK.sub("]", f"{title}\n{text}")))
    return HelpPage(topic=topic, title=title, text=text.strip(), words=tuple(words))


def help_html(text: str) -> str:
    """A text of the help as HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- only whoever asks for help waits for it

    return MarkdownIt("commonmark", {"html": False}).render(text)


def find_help(language: str, typed: str) -> tuple[HelpPage, ...]:
    """The pages that have a word for each one begun, those first that have it in their title."""
    asked = parts(fold(typed))
    pages = help_pages(language).values()
    found = [page for page in pages if begins_each(page.words, asked)]
    return tuple(sorted(found, key=lambda page: not begins_each(parts(fold(page.title)), asked)))


def tour_chapters(language: str) -> tuple[Chapter, ...]:
    """The tour as it is gone through: what it is, then chapter by chapter."""
    page = help_pages(language)[TOUR]
    return tuple(_chapters(page.title, page.text))


def _chapters(title: str, text: str) -> Iterator[Chapter]:
    for number, part in enumerate(re.split(r"^## ", text, flags=re.MULTILINE)):
        head, _, rest = part.partition("\n") if number else (title, "", part)
        yield Chapter(title=head.strip(), text=rest.strip())
