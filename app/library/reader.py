"""The shipped forms from their folder, and the text of one as blocks."""

import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app import __version__, paths
from app.domain.forms import Block, Form
from app.domain.refusal import Trouble
from app.library.broken import BrokenForm
from app.library.front import front_matter
from app.library.text import blocks

COMMON = "common"
"""The folder of the texts that several forms share word by word."""
_COMMON = re.compile(r"^:::[ \t]*common[ \t]+([a-z][a-z0-9-]*)[ \t]*\n:::[ \t]*$", re.MULTILINE)


def forms(folder: Path | None = None) -> dict[str, Form]:
    """Every form of a folder of forms by its id; those shipped with the program by default."""
    found = (_form(path.parent) for path in sorted((folder or paths.FORMS).glob("*/form.toml")))
    return {form.id: form for form in found}


def shipped_mark(folder: Path | None = None) -> str:
    """A hash of every byte in a folder of forms, and of the program that reads them."""
    whole = sha256(__version__.encode())
    root = str(folder or paths.FORMS)
    for inside, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(inside, name)  # noqa: PTH118 -- some hundred files at every start
            with open(path, "rb") as file:  # noqa: PTH123 -- the same
                content = file.read()
            whole.update(f"\0{path.removeprefix(root)}\0{len(content)}\0".encode())
            whole.update(content)
    return whole.hexdigest()


def form_text(form: Form, language: str) -> tuple[Block, ...]:
    """The text of a form in one language, as blocks; the same text is read once."""
    with told(form.id, f"{language}.md"):
        if language not in form.texts:
            raise BrokenForm(1, "the file is missing")
        return _blocks(form.texts[language])


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[Block, ...]:
    return blocks(text)


def _form(folder: Path) -> Form:
    with told(folder.name, "form.toml"):
        form = front_matter(_read(folder / "form.toml"), _texts(folder))
        if form.id != folder.name:
            raise BrokenForm(1, f"the id is {form.id}, but the folder is {folder.name}")
        return form


def _texts(folder: Path) -> dict[str, str]:
    commons = folder.parent / COMMON
    return {
        path.stem: _with_commons(_read(path), commons, path.stem)
        for path in sorted(folder.glob("*.md"))
    }


def with_shipped_commons(text: str, language: str) -> str:
    """The same with the texts that the program's own forms share."""
    return _with_commons(text, paths.FORMS / COMMON, language)


def _with_commons(text: str, commons: Path, language: str) -> str:
    """The text with every shared text in its place, so that a form is whole by itself."""

    def shared(found: re.Match[str]) -> str:
        return _read(commons / f"{found[1]}.{language}.md").rstrip("\n")

    return _COMMON.sub(shared, text)


def commons(folder: Path | None = None) -> dict[tuple[str, str], str]:
    """The texts that several forms share, by name and language."""
    found = sorted(((folder or paths.FORMS) / COMMON).glob("*.*.md"))
    return {(path.name.split(".")[0], path.name.split(".")[1]): _read(path) for path in found}


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BrokenForm(line, f"{path.name} is not UTF-8 text") from error
    except OSError as error:
        raise BrokenForm(1, f"{path.name} cannot be read: {error.strerror}") from error


@contextmanager
def told(form: str, file: str) -> Generator[None]:
    """What is wrong with a file of a form, as a trouble that says where."""
    try:
        yield
    except BrokenForm as broken:
        raise Trouble(
            "form-broken", form=form, file=file, line=broken.line, problem=broken.problem
        ) from broken
