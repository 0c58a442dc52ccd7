"""Files as a broken disk, a bad wire or somebody who means harm makes them of good ones."""

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from time import process_time
from typing import Any, TypeVar

from hypothesis import strategies as st

from app import words
from app.domain.refusal import Reason, Refused, Trouble
from app.sandbox import Reader, Told
from app.sandbox.child import outcome
from app.sandbox.crossing import head
from app.sandbox.limits import is_forbidden
from app.sandbox.parent import understood

T = TypeVar("T")

PLACES = st.integers(0, 1 << 22)
FEW = st.integers(0, 100)
NASTY = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b"'", b"<", b">>", b"\r", b"\n"),
    *(b"-1", b"99999999999999999999", b"1e999", b"NaN", b"../../x", b"C:\\x", b"{" * 40, b"[" * 40),
    *(b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"%s{0.__class__}", "\u202e\U0001f600".encode()),
)
"""What readers have stumbled over before."""


def _put(file: bytes, at: int, to: int, bits: bytes) -> bytes:
    return file[:at] + bits + file[at + len(bits) :]


def _insert(file: bytes, at: int, to: int, bits: bytes) -> bytes:
    return file[:at] + bits + file[at:]


def _cut(file: bytes, at: int, to: int, bits: bytes) -> bytes:
    return file[:at] + bits


def _drop(file: bytes, at: int, to: int, bits: bytes) -> bytes:
    return file[: min(at, to)] + bits + file[max(at, to) :]


def _repeat(file: bytes, at: int, to: int, bits: bytes) -> bytes:
    piece = file[min(at, to) : max(at, to)][:200]
    return file[:at] + piece * 20 + file[at:]


def _move(file: bytes, at: int, to: int, bits: bytes) -> bytes:
    piece = file[at : at + 60]
    return file[:to] + piece + file[to:]


CHANGES: Mapping[str, Callable[[bytes, int, int, bytes], bytes]] = {
    each.__name__: each for each in (_put, _insert, _cut, _drop, _repeat, _move)
}
_Change = tuple[str, int, int, bytes]


@dataclass(frozen=True, slots=True)
class Harm:
    """What is done to good files: one is cut, spliced with another, and changed here and there."""

    which: int
    other: int | None
    at: int
    changes: tuple[_Change, ...]

    def done(self, *samples: bytes) -> bytes:
        """What becomes of one of these."""
        made = samples[self.which % len(samples)]
        if self.other is not None:
            other = samples[self.other % len(samples)]
            made = made[: self.at % (len(made) + 1)] + other[self.at // 3 % (len(other) + 1) :]
        for name, first, second, bits in self.changes:
            length = len(made) + 1
            made = CHANGES[name](made, first % length, second % length, bits)
        return made


def harm(nasty: Sequence[bytes] = ()) -> st.SearchStrategy[Harm]:
    """Something that is done to good files, whichever they are."""
    bits = st.one_of(st.binary(max_size=4), st.sampled_from([*NASTY, *nasty]))
    change = st.tuples(st.sampled_from(sorted(CHANGES)), PLACES, PLACES, bits)
    changes = st.lists(change, max_size=5).map(tuple)
    return st.builds(Harm, FEW, st.one_of(st.none(), FEW), PLACES, changes)


def damaged(*samples: bytes, nasty: Sequence[bytes] = ()) -> st.SearchStrategy[bytes]:
    """Good files mutated, cut off, and spliced into one another."""
    return harm(nasty).map(lambda each: each.done(*samples))


WEIRD: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [
            *(None, True, [], {}, [[]], {"": None}, -1, 0, 2**31, 2**70, 1.5, float("inf"), 1e300),
            *(
                "",
                "..",
                "../x",
                "/etc/passwd",
                "a\0b",
                "\ud800",
                "x" * 300,
                "9" * 5_000,
                "0001-01-01",
            ),
        ]
    ),
    st.integers(),
    st.text(max_size=8),
)


def _paths(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    yield path
    if isinstance(document, dict | list):
        keys: Any = document if isinstance(document, dict) else range(len(document))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        for key in keys:
            yield from _paths(document[key], (*path, key))


@dataclass(frozen=True, slots=True)
class Lie:
    """What is done to a JSON document: here and there something else stands in it."""

    changes: tuple[tuple[int, Any], ...]

    def told(self, document: Any) -> Any:  # noqa: ANN401 -- what JSON holds
        """What becomes of a document."""
        paths = list(_paths(document))
        whole: Any = [deepcopy(document)]
        for which, value in self.changes:
            place, key = whole, 0
            try:
                for step in paths[which % len(paths)]:
                    place, key = place[key], step
                place[key] = deepcopy(value)
            except (LookupError, TypeError):
                continue  # what was changed before stands where this would be
        return whole[0]


LIES = st.lists(st.tuples(PLACES, WEIRD), min_size=1, max_size=3).map(tuple).map(Lie)


def sandboxed(reader: Reader, content: bytes, told: Told, into: Callable[[bytes], T]) -> T:
    """What a reader makes of a file in this process, its answer judged as the child's is."""
    ended, payload = outcome(reader, BytesIO(head(told) + content))
    return understood(ended.value.encode() + b"\n" + payload, into)


def given(act: Callable[[], T], seconds: float = 5) -> T | None:
    """What an act gives, None when it is refused in a sentence; another error goes through.

    It may take so many seconds of this process.
    """
    begun = process_time()
    found: T | None = None
    against: tuple[Reason, ...] | None = None
    try:
        found = act()
    except Refused as refused:
        against = refused.reasons
    except Trouble as trouble:
        against = (trouble.reason,)
    assert process_time() - begun < seconds
    assert against is None or words.say_all(against)
    return found


class Watch:
    """What this process opens, starts and calls, while somebody looks."""

    def __init__(self) -> None:
        self._seen: list[str] | None = None
        self._looks: Callable[[str, tuple[object, ...]], bool] = is_forbidden
        sys.addaudithook(self._note)

    def _note(self, name: str, facts: tuple[object, ...]) -> None:
        if self._seen is not None and self._looks(name, facts):
            self._seen.append(f"{name} {facts[0] if facts else ''}")

    @contextmanager
    def looking(
        self, looks: Callable[[str, tuple[object, ...]], bool] = is_forbidden
    ) -> Generator[list[str]]:
        """Look at what the limited child would not be let do, or at something else."""
        self._seen, self._looks = seen, _ = [], looks
        try:
            yield seen
        finally:
            self._seen = None


WATCH = Watch()
