"""Typing commands, and what they answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from app.clinic import Clock

Document: TypeAlias = Any
"""What a JSON text holds, as a test looks into it."""

NOW = datetime(2026, 11, 23, 16, 40, tzinfo=UTC)
"""A Monday, 09:40 in Denver."""


def clock() -> datetime:
    return NOW


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Document:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def done(self) -> Document:
        """The document of a command that was done."""
        assert self.code == 0, self
        return self.document

    @property
    def reasons(self) -> list[str]:
        """The codes of the reasons of a refusal."""
        assert self.code == 2, self
        refused = self.document["refused"]
        assert all(reason.keys() == {"code", "sentence"} for reason in refused)
        return [reason["code"] for reason in refused]

    @property
    def trouble(self) -> str:
        """The code of a trouble."""
        assert self.code == 1, self
        assert self.document["error"].keys() == {"code", "sentence"}
        return self.document["error"]["code"]


Ask = Callable[..., Said]
"""The words of a command, several in one text, to what it answers."""


def no_sign_in(_folder: Path, _clock: Clock) -> int:
    """A window that nobody should be asked to sign in to."""
    raise AssertionError
