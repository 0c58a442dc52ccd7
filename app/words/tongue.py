"""The language in which the window speaks: each sentence is looked up by its English text.

Translations are gettext's: `resources/translations/LANGUAGE/ROOM.po`, a file for each room of the
window and one for these words. What is not translated stays English.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from app.paths import TRANSLATIONS

TONGUES = {"en": "English", "es": "Español"}
"""What the window speaks, each named in itself."""

_window = ["en"]
_here: ContextVar[str] = ContextVar("_here", default="")


def speak(language: str) -> None:
    """From now on the window speaks a language, whichever thread asks."""
    _window[0] = language


def tongue() -> str:
    """The language that is spoken here."""
    return _here.get() or _window[0]


@contextmanager
def speaking(language: str) -> Generator[None]:
    """What is said meanwhile in this thread is said in another language than the window's."""
    before = _here.set(language)
    try:
        yield
    finally:
        _here.reset(before)


@lru_cache(maxsize=len(TONGUES))
def catalogue(language: str) -> NullTranslations:
    """The sentences of a language; English needs none."""
    whole = NullTranslations()
    for file in sorted((TRANSLATIONS / language).glob("*.po"), reverse=True):
        room = _read(file, language)
        room.add_fallback(whole)
        whole = room
    return whole


def _read(file: Path, language: str) -> GNUTranslations:
    from babel.messages import mofile, pofile  # noqa: PLC0415 -- English starts without them

    compiled = BytesIO()
    with file.open("rb") as text:
        mofile.write_mo(compiled, pofile.read_po(text, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def tr(text: str, /, **facts: object) -> str:
    """A sentence in the language of the window, with its {facts} filled in."""
    said = catalogue(tongue()).gettext(text) if text else ""  # nothing is a catalogue's heading
    return said.format(**facts) if facts else said


def tr_of(matter: str, text: str, /, **facts: object) -> str:
    """A sentence whose translation depends on what it is said of, such as “Open” of a form."""
    said = catalogue(tongue()).pgettext(matter, text)
    return said.format(**facts) if facts else said


def tr_many(count: int, one: str, many: str, /, **facts: object) -> str:
    """One of two sentences by a {count}, as the language counts."""
    return catalogue(tongue()).ngettext(one, many, count).format(count=count, **facts)


def later(text: str) -> str:
    """Marks a sentence that stands in a table and is told by `tr` when it is shown."""
    return text
