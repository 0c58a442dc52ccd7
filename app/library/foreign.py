"""Folders of forms that somebody brings: read with care, however they were made."""

import re
import stat
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.forms import Form
from app.domain.refusal import Trouble
from app.library.broken import BrokenForm
from app.library.front import front_matter
from app.library.reader import told, with_shipped_commons

MOST_FORMS = 100
MOST_BYTES = 150_000
"""Of one file; ours are far shorter."""
LONGEST_TITLE = 200
MOST_ENTRIES = 1_000
"""So many files and folders are looked at in one folder."""

FRONT = "form.toml"
_TEXT = re.compile(r"([a-z]{2})\.md")
_PDF = re.compile(r"([a-z]{2})\.pdf")
_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A form that somebody brings: with its texts, or with where the clinic's own PDFs lie."""

    form: Form
    pdfs: Mapping[str, Path]
    """By language."""


def foreign_forms(folder: Path) -> tuple[Brought, ...]:
    """The form of a folder, or those of every folder in it; nothing is read outside of it."""
    places = [folder] if _is_file(folder / FRONT) else list(_within(folder))
    if not places:
        raise Trouble("form-folder-empty", folder=folder.name)
    if len(places) > MOST_FORMS:
        raise Trouble("form-folder-full", folder=folder.name, most=MOST_FORMS)
    return tuple(_foreign(place) for place in places)


def _within(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        if _is_folder(entry) and _is_file(entry / FRONT):
            yield entry


def _foreign(folder: Path) -> Brought:
    with told(folder.name, FRONT):
        form = front_matter(_read(folder / FRONT), dict(_texts(folder)))
        require_names(form)
        pdfs = dict(_pdfs(folder))
        if pdfs and form.texts:
            raise BrokenForm(1, "beside it lie texts and PDFs; a form is the one or the other")
        return Brought(form=form, pdfs=pdfs)


def require_names(form: Form) -> None:
    """Stop at a name that would not do for a folder, or a title that is no line."""
    if not _ID.fullmatch(form.id):
        raise BrokenForm(1, "the id must be a short name in small letters, like my-consent")
    for title in (*form.titles.values(), *form.shorts.values()):
        if len(title) > LONGEST_TITLE or not title.isprintable():
            raise BrokenForm(1, f"a title is one line of at most {LONGEST_TITLE} letters")


def _pdfs(folder: Path) -> Iterator[tuple[str, Path]]:
    for entry in _entries(folder):
        found = _PDF.fullmatch(entry.name)
        if found:
            if not _is_file(entry):
                raise BrokenForm(1, f"{entry.name} is not a plain file")
            yield found[1], entry


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for entry in _entries(folder):
        found = _TEXT.fullmatch(entry.name)
        if found:
            yield found[1], with_shipped_commons(_read(entry), found[1])


def _entries(folder: Path) -> list[Path]:
    with _reading(folder):
        entries: list[Path] = []
        for entry in folder.iterdir():
            entries.append(entry)
            if len(entries) > MOST_ENTRIES:
                raise Trouble("form-folder-full", folder=folder.name, most=MOST_ENTRIES)
        return sorted(entries)


def _read(path: Path) -> str:
    """A file's text; a link, or what is no plain file, is not followed."""
    if not _is_file(path):
        raise BrokenForm(1, f"{path.name} is not a plain file")
    with _reading(path), path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BrokenForm(1, f"{path.name} is larger than {MOST_BYTES // 1000} KB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BrokenForm(line, f"{path.name} is not UTF-8 text") from error
    if "\0" in text:
        raise BrokenForm(text[: text.index("\0")].count("\n") + 1, f"{path.name} is not text")
    return text.replace("\r\n", "\n")


@contextmanager
def _reading(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("file-not-read", file=str(path), why=why) from fault


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(_kind(path))


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(_kind(path))


def _kind(path: Path) -> int:
    """What a path is itself, not what it may lead to; 0 where nothing is."""
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0
