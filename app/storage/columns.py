"""Column types: how each kind of domain value is written in a row."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, TypeDecorator
from sqlalchemy import Text as PlainText
from typing_extensions import override

from app.domain.forms import Form
from app.domain.gate_policy import Policy
from app.domain.time import from_minute, minute
from app.storage import codec
from app.storage.policies import read_policy

Kept = Any
"""A value of the kind that a column keeps, or what is written for it."""


Text = PlainText().with_variant(PlainText(collation="C"), "postgresql")
"""Text compared by its letters' numbers: what SQLite does, and no language of the server's."""

Minutes = Integer().with_variant(BigInteger(), "postgresql")
"""Minutes of UTC, which outgrow PostgreSQL's integer."""


class Written(TypeDecorator[Any]):
    """A value kept as text, by a function that writes and one that reads."""

    impl = Text
    cache_ok = True

    def __init__(self, write: Callable[[Any], Any], read: Callable[[Any], Any]) -> None:
        super().__init__()
        self.write = write
        self.read = read

    @override
    def process_bind_param(self, value: Kept, dialect: Dialect) -> Kept:
        return None if value is None else self.write(value)

    @override
    def process_result_value(self, value: Kept, dialect: Dialect) -> Kept:
        return None if value is None else self.read(value)

    @override
    def bind_processor(self, dialect: Dialect) -> Any:
        write = self.write

        def straight(value: Kept) -> Kept:  # done for each field of each row
            return None if value is None else write(value)

        return straight

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        read = self.read

        def straight(value: Kept) -> Kept:  # done for each field of each row
            return None if value is None else read(value)

        return straight


class Counted(Written):
    """A value kept as a whole number."""

    impl = Integer
    cache_ok = True


class Minute(Counted):
    """An instant kept as minutes of UTC."""

    impl = Minutes
    cache_ok = True


class Token(TypeDecorator[str]):
    """An asker's own mark, unique where there is one: none is kept as nothing."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Kept, dialect: Dialect) -> Kept:
        return value or None

    @override
    def process_result_value(self, value: Kept, dialect: Dialect) -> Kept:
        return value or ""


def _write_instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")  # one width, so it sorts


def word(kind: type[StrEnum]) -> Written:
    """One word of a closed list."""
    known = {each.value: each for each in kind}  # asking the list itself takes ten times as long
    return Written(str, known.__getitem__)


def words(kind: type[str] = str) -> Written:
    """A set of words."""
    return Written(codec.dump, partial(_read_words, kind))


def _read_words(kind: type[str], text: str) -> frozenset[str]:
    return frozenset(kind(each) for each in json.loads(text))


def _read_numbers(text: str) -> frozenset[int]:
    return frozenset(json.loads(text))


def _read_texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def document(kind: type) -> Written:
    """A whole domain value as one JSON document."""
    return Written(codec.dump, partial(_read_document, kind))


def _read_document(kind: type, text: str) -> Kept:
    return codec.decode(kind, json.loads(text))


@lru_cache(maxsize=1024)
def _read_form(text: str) -> Form:
    return codec.decode(Form, json.loads(text))


def _read_policy(text: str) -> Policy:
    return read_policy(json.loads(text))


DAY = Written(date.isoformat, date.fromisoformat)
CLOCK = Written(time.isoformat, lru_cache(time.fromisoformat))  # a few are read very often
INSTANT = Written(_write_instant, datetime.fromisoformat)
MINUTE = Minute(minute, from_minute)
FLAG = Counted(int, bool)
TOKEN = Token()
FIELDS = Written(codec.dump, json.loads)
TEXTS = Written(codec.dump, _read_texts)
NUMBERS = Written(codec.dump, _read_numbers)
PARTS = Written(codec.dump_parts, codec.load_parts)
FORM = Written(codec.dump, _read_form)
POLICY = Written(codec.dump, _read_policy)
BOXES = Written(codec.dump_boxes, codec.load_boxes)
SIGNATURES = Written(codec.dump, codec.load_signatures)
REASON = Written(codec.dump_reason, codec.load_reason)
STATES = Written(codec.dump, codec.load_states)
MARKS = Written(codec.dump_marks, codec.load_marks)
