"""The Markdown of a form, as blocks: a small closed subset, everything else is a problem."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.form_lists import FIGURES
from app.domain.forms import Block, Choice, Figure, If, Initial, Note, Reaffirm, Required, Sign
from app.library.broken import BrokenForm
from app.library.markdown import markdown_blocks

_MOST_LINES = 12
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_CONTAINER = re.compile(r"^:{3,}[ \t]*(.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a form's text."""
    lines = iter([_Line(number, text) for number, text in _numbered(markdown)])
    return _until_close(lines, opened=None)


def _numbered(markdown: str) -> Iterator[tuple[int, str]]:
    return enumerate(markdown.replace("\r\n", "\n").split("\n"), start=1)


def _until_close(lines: Iterator[_Line], opened: _Line | None) -> tuple[Block, ...]:
    found: list[Block] = []
    plain: list[_Line] = []
    for line in lines:
        mark = _CONTAINER.match(line.text)
        if not mark:
            plain.append(line)
            continue
        found += _plain_blocks(plain)
        plain = []
        if mark[1]:
            found.append(_container(mark[1], line, lines))
        elif opened:
            return tuple(found)
        else:
            raise BrokenForm(line.number, "::: closes a block that was never opened")
    if opened:
        raise BrokenForm(opened.number, f"“{opened.text.strip()}” is never closed by :::")
    return (*found, *_plain_blocks(plain))


def _plain_blocks(lines: list[_Line]) -> tuple[Block, ...]:
    if not lines:
        return ()
    return markdown_blocks("\n".join(line.text for line in lines), lines[0].number)


def _container(words: str, line: _Line, lines: Iterator[_Line]) -> Block:
    name, *rest = words.split()
    make = _CONTAINERS.get(name)
    if make is None:
        raise BrokenForm(line.number, f"“::: {name}” is not known")
    inside = _until_close(lines, opened=line)
    try:
        return make(rest, inside)
    except ValueError as error:
        raise BrokenForm(line.number, f"“::: {words}”: {error}") from error


def _one_name(words: list[str]) -> str:
    if len(words) != 1 or not _NAME.fullmatch(words[0]):
        message = "one name in small letters must follow"
        raise ValueError(message)
    return words[0]


def _choice(words: list[str], inside: tuple[Block, ...]) -> Choice:
    options = tuple(option.strip() for option in " ".join(words[1:]).split("|"))
    if len(options) < 2 or not all(options):  # noqa: PLR2004 -- one option is no choice
        message = "a name and options like yes|no must follow"
        raise ValueError(message)
    return Choice(id=_one_name(words[:1]), options=options, blocks=inside)


def _if(words: list[str], inside: tuple[Block, ...]) -> If:
    if any(isinstance(block, If) for block in inside):
        message = "an if may not stand in an if"
        raise ValueError(message)
    return If(condition=_one_name(words), blocks=inside)


def _note(words: list[str], inside: tuple[Block, ...]) -> Note:
    if words:
        message = "nothing may follow"
        raise ValueError(message)
    return Note(blocks=inside)


def _reaffirm(words: list[str], inside: tuple[Block, ...]) -> Reaffirm:
    number = int(words[0]) if len(words) == 1 and words[0].isdecimal() else 0
    if not 1 <= number <= _MOST_LINES:
        message = f"a number of lines from 1 to {_MOST_LINES} must follow"
        raise ValueError(message)
    return Reaffirm(lines=number, blocks=inside)


def _figure(words: list[str], inside: tuple[Block, ...]) -> Figure:
    name = _one_name(words)
    if name not in FIGURES:
        message = f"there is no figure of this name; there are {', '.join(FIGURES)}"
        raise ValueError(message)
    return Figure(name=name, caption=inside)


_CONTAINERS: Mapping[str, Callable[[list[str], tuple[Block, ...]], Block]] = {
    "initial": lambda words, inside: Initial(id=_one_name(words), blocks=inside),
    "sign": lambda words, inside: Sign(who=_one_name(words), blocks=inside),
    "choice": _choice,
    "if": _if,
    "note": _note,
    "required": lambda words, inside: Required(id=_one_name(words), blocks=inside),
    "reaffirm": _reaffirm,
    "figure": _figure,
}
