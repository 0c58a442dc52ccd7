"""What was typed of a clinic that is yet to be made, kept from one start to the next."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any

from app.domain.access import Role
from app.domain.beginning import Beginning, Named
from app.domain.refusal import Trouble
from app.paths import begun_file
from app.security.files import PRIVATE_FOLDER, write_whole

TEXTS = tuple(each.name for each in fields(Beginning) if each.type in {str, "str"})
"""The fields that are plain texts."""


def begun() -> Beginning | None:
    """What was typed before, if somebody left half-way; what cannot be read was not."""
    try:
        return _read(json.loads(begun_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(kept: Mapping[str, Any]) -> Beginning:
    people = tuple(
        Named(name=str(each["name"]), role=Role(each["role"])) for each in kept["people"]
    )
    texts = {name: str(kept[name]) for name in TEXTS}
    left_out = frozenset(map(str, kept["left_out"]))
    return Beginning(**texts, people=people, left_out=left_out, step=int(kept["step"]))


def keep_begun(new: Beginning) -> None:
    """Keep what was typed."""
    file, told = begun_file(), {**asdict(new), "left_out": sorted(new.left_out)}
    try:
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_whole(file, json.dumps(told, ensure_ascii=False, indent=1).encode())
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("file-not-written", file=str(file), why=why) from fault


def forget_begun() -> None:
    """Nothing is half-way any more."""
    with suppress(OSError):
        begun_file().unlink(missing_ok=True)
