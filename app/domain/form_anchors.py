"""Where the same block stands in the texts of two languages: ids tie them together."""

import re
from collections.abc import Iterator, Sequence

_ID = re.compile(r"\{#([a-z][a-z0-9-]*)\}")
_BOX = re.compile(r"^:::+\s*(initial|choice|required|sign|if)\s+([a-z][a-z0-9-]*)")


def anchors(lines: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The lines that begin a block with a name, counted from 1; a name that comes again counts on.

    Signers and conditions stand more than once in a text, in the same order in every language.
    """
    seen: dict[str, int] = {}
    found: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        for name in _names(line):
            seen[name] = seen.get(name, 0) + 1
            found.append((number, f"{name}/{seen[name]}"))
    return tuple(found)


def _names(line: str) -> Iterator[str]:
    yield from _ID.findall(line)
    box = _BOX.match(line)
    if box:
        yield f"{box[1]} {box[2]}"


def same_place(line: int, here: Sequence[str], there: Sequence[str]) -> int:
    """The line of another text that answers a line of this one, by the last name before it."""
    others = {name: number for number, name in anchors(there)}
    before = [(n, name) for n, name in anchors(here) if n <= line and name in others]
    if not before:
        return min(line, max(len(there), 1))
    number, name = before[-1]
    return min(others[name] + line - number, max(len(there), 1))
