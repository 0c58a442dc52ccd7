"""Translations hold what the code says, no less and no more, and say the same thing everywhere."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages import pofile
from babel.messages.catalog import Message

from app.paths import ROOT, TRANSLATIONS

FOLDER = TRANSLATIONS / "es"

ROOMS = tuple(sorted(file.stem for file in FOLDER.glob("*.po")))
"""The rooms whose sentences are all translated."""

TELLERS = {"tr": 0, "later": 0, "tr_of": 1, "tr_many": 1, "plural": 1}
"""What tells or marks a sentence, and which argument that is."""

COUNTING = {"tr_many", "plural"}
"""What tells one sentence of two."""

HOLD_WORDS = ("words", "domain", "library")
"""The parts of the program whose tables hold words that are told."""

ANY = "*"
"""What is only marked is told of one matter or another."""


class Said(NamedTuple):
    """A sentence by its English text."""

    text: str
    many: str = ""
    matter: str = ""


class Entry(NamedTuple):
    """A sentence of a room, and what it is there."""

    said: Said
    told: tuple[str, ...]
    fuzzy: bool


def code_in(part: str) -> list[Path]:
    """The code of a part of the program."""
    return sorted((ROOT / "app" / part).rglob("*.py"))


def code_of(room: str) -> list[Path]:
    """The code whose sentences a room of translations holds."""
    if room == "ui":
        return sorted((ROOT / "app" / "ui").glob("*.py"))
    return code_in("words" if room == "words" else f"ui/{room}")


@cache
def entries(room: str) -> tuple[Entry, ...]:
    """The sentences of a room with their translations."""
    with (FOLDER / f"{room}.po").open("rb") as text:
        return tuple(map(entry, filter(has_id, pofile.read_po(text, locale="es"))))


def has_id(message: Message) -> bool:
    """Whether a message is a sentence; the heading of a file has no text of its own."""
    return bool(message.id)


def entry(message: Message) -> Entry:
    """A message as it stands in its file."""
    told = message.string or ""
    one, many = (message.id, "") if isinstance(message.id, str) else message.id
    said = Said(text=one, many=many, matter=message.context or "")
    return Entry(said, (told,) if isinstance(told, str) else tuple(told), message.fuzzy)


def rooms() -> list[str]:
    """Every room that is translated, in whole or in part."""
    return sorted(file.stem for file in FOLDER.glob("*.po"))


@cache
def tree(file: Path) -> ast.Module:
    """A file of code, read once."""
    return ast.parse(file.read_text(encoding="utf-8"))


def sentences(file: Path) -> Iterator[Said]:
    """What a file tells or marks by the text itself."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and (name := name_of(node.func)) in TELLERS:
            yield from told_by(name, node.args)


def name_of(node: ast.expr) -> str:
    """The last name of what is called."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def told_by(name: str, given: list[ast.expr]) -> Iterator[Said]:
    """The sentences that one call tells."""
    at = TELLERS[name]
    for text in texts(given[at]) if len(given) > at else ():
        usual = f"{text}s" if name == "plural" else ""
        many = next(texts(given[at + 1]), "") if len(given) > at + 1 else usual
        matter = ANY if name == "later" else ""
        matter = next(texts(given[0]), "") if name == "tr_of" else matter
        yield Said(text=text, many=many if name in COUNTING else "", matter=matter)


def texts(node: ast.expr) -> Iterator[str]:
    """A text, or either of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def tabled(file: Path) -> Iterator[str]:
    """The words in the tables of a file, which functions tell."""
    for node in tree(file).body:
        if isinstance(node, ast.AnnAssign | ast.Assign) and node.value is not None:
            for each in ast.walk(node.value):
                if isinstance(each, ast.Constant):
                    yield from texts(each)


def matters(file: Path) -> Iterator[str]:
    """Of what a file tells words that it does not write out itself."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and name_of(node.func) == "tr_of":
            matter, text, *_ = node.args
            yield from () if any(texts(text)) else texts(matter)


@cache
def is_said() -> Callable[[Said], bool]:
    """Tells whether any code says a sentence."""
    every = sorted((ROOT / "app").rglob("*.py"))
    told = {said for file in every for said in sentences(file)}
    marked = {said.text for said in told if said.matter == ANY}
    held = {word for part in HOLD_WORDS for file in code_in(part) for word in tabled(file)}
    open_ones = {matter for file in every for matter in matters(file)}

    def found(said: Said) -> bool:
        return said in told or said.text in marked | held or said.matter in open_ones

    return found


def facts(text: str) -> set[tuple[str, str]]:
    """The facts that a sentence takes, and how it tells them."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None}


def is_reached_by_a_letter(text: str) -> bool:
    """Whether a letter of it is pressed with Alt."""
    return "&" in text.replace("&&", "")


@pytest.mark.parametrize("room", ROOMS)
def test_what_the_code_of_a_room_says_is_translated(room: str) -> None:
    known = {each.said for file in rooms() for each in entries(file)}
    known |= {Said(text=each, matter=ANY) for said in known for each in (said.text, said.many)}

    missing = {said for file in code_of(room) for said in sentences(file)} - known

    assert missing == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_translates_nothing_that_no_code_says(room: str) -> None:
    assert [each.said for each in entries(room) if not is_said()(each.said)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_of_a_room_is_told_whole(room: str) -> None:
    for said, told, fuzzy in entries(room):
        assert all(told), said
        assert not fuzzy, said
        assert len(told) == (2 if said.many else 1), said
        assert {frozenset(facts(each)) for each in told} == {
            frozenset(facts(said.many or said.text))
        }, said


@pytest.mark.parametrize("room", ROOMS)
def test_a_letter_reaches_a_field_where_one_does_in_english(room: str) -> None:
    for said, told, _ in entries(room):
        expected = is_reached_by_a_letter(said.text)
        assert {is_reached_by_a_letter(each) for each in told} == {expected}, said


def test_a_sentence_is_the_same_in_every_room() -> None:
    found: dict[Said, set[tuple[str, ...]]] = defaultdict(set)
    for room in ROOMS:
        for said, told, _ in entries(room):
            found[said].add(told)

    assert {said: told for said, told in found.items() if len(told) > 1} == {}
