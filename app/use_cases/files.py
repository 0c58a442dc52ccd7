"""Writing a file for somebody: whole or not at all."""

from contextlib import suppress
from pathlib import Path

from app.domain.refusal import Trouble


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; its folder is made when absent."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        why = fault.strerror or str(fault)
        raise Trouble("file-not-written", file=str(path), why=why) from fault
