"""What a command answers, and its exit code."""

from collections.abc import Mapping
from dataclasses import dataclass

DONE, TROUBLE, REFUSED = 0, 1, 2
"""The exit codes: done, the surroundings prevented it, refused with reasons."""

Document = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command answers: a JSON document, and the same in lines for people."""

    document: Document
    lines: tuple[str, ...] = ()
    code: int = DONE
