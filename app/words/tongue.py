"""The language in which the window speaks: each sentence is looked up by its English text.

Translations are gettext's: `resources/translations/LANGUAGE/ROOM.po`, a file for each room of the
window and one for these words. A file is read in once those before it lack a sentence, so the page
before the clinic waits for next to none. What is not translated stays English.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from typing_extensions import override

from app.paths import TRANSLATIONS

TONGUES = {"en": "English", "es": "Español"}
"""What the window speaks, each named in itself."""

FIRST = ("entrance", "common", "first_run", "ui")
"""The rooms in which a sentence is looked for first: what is said before a clinic is open."""

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
    files = {file.stem: file for file in sorted((TRANSLATIONS / language).glob("*.po"))}
    first = [files.pop(room) for room in FIRST if room in files]
    return _Rooms(language, (*first, *files.values()))


class _Rooms(NullTranslations):
    """The sentences of some rooms, read in room by room."""

    def __init__(self, language: str, files: tuple[Path, ...]) -> None:
        super().__init__()
        self._language, self._files = language, files

    @cached_property
    def _first(self) -> NullTranslations:
        if not self._files:
            return NullTranslations()
        file, *others = self._files
        room = _read(file, self._language)
        room.add_fallback(_Rooms(self._language, tuple(others)))
        return room

    @override
    def gettext(self, message: str) -> str:
        return self._first.gettext(message)

    @override
    def pgettext(self, context: str, message: str) -> str:
        return self._first.pgettext(context, message)

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._first.ngettext(msgid1, msgid2, n)


def read_in_all() -> None:
    """Read in every sentence of the language that is spoken, while there is time."""
    catalogue(tongue()).gettext("\N{NULL}")  # what no room knows is looked for in every one


def _read(file: Path, language: str) -> GNUTranslations:
    from babel.messages import mofile, pofile  # noqa: PLC0415 -- English starts without them

    compiled = BytesIO()
    with file.open("rb") as text:
        mofile.write_mo(compiled, pofile.read_po(text, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def tr(text: str, /, **facts: object) -> str:
    """A sentence in the language of the window, with its {facts} filled in."""
    said = catalogue(tongue()).gettext(text) if text else ""  # gettext tells its header of nothing
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
