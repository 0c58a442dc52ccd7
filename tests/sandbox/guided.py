"""Tries files on a reader, led by which lines each reaches; run by hand, as long as one likes.

Atheris (Linux alone) is no part of the project. Its words are the reader and then libFuzzer's:

    uv run --no-sync --with atheris python -P tests/sandbox/guided.py calendar -max_total_time=60
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["app", "icalendar", "openpyxl"]):
    from app import exchange, scans
    from app.domain.own_pdfs import read_own_pdf
    from app.exchange import agendas, tables
    from tests import hostile

    for slow in ("app.exchange.calendars", "app.scans.letters", "app.scans.own_pdfs", "openpyxl"):
        import_module(slow)

TOLD = {
    "calendar": {"zone": "America/Denver", "first": "2026-11-23", "days": 60},
    "table": {"sheet": ""},
    "letter": {"first": 0, "count": 0},
    "own-pdf": {},
}
INTO: Mapping[str, Callable[[bytes], object]] = {
    "calendar": agendas.read,
    "table": tables.read,
    "letter": scans.read_found,
    "own-pdf": read_own_pdf,
}


def main(words: list[str]) -> None:
    """Try files on the reader that the first word names, until one does more than be refused."""
    kind = words.pop(1)
    reader = {**exchange.READERS, **scans.READERS}[kind]

    def one(content: bytes) -> None:
        hostile.given(lambda: hostile.sandboxed(reader, content, TOLD[kind], INTO[kind]), 20)

    atheris.Setup(words, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
