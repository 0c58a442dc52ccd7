"""What a Windows printer is told, as far as it can be said without Windows."""

from ctypes import sizeof

import pytest

from app.printing import Job, Sides, Standing, Way, windows
from app.printing.devmode import (
    COLLATE,
    COPIES,
    DUPLEX,
    ORIENTATION,
    PAPER_SIZE,
    SOURCE,
    DevMode,
    fill,
)

ALWAYS = ORIENTATION | PAPER_SIZE | COPIES | DUPLEX | COLLATE
COLOUR = 0x800


def filled(way: Way, copies: int = 1) -> DevMode:
    mode = DevMode(dmFields=COLOUR, dmColor=2)
    fill(mode, Job(pdf=b"", code="ABCD2345", way=way, copies=copies))
    return mode


def test_the_structure_is_as_long_as_windows_has_it() -> None:
    named = ("dmFields", "dmDuplex", "dmLogPixels")

    assert sizeof(DevMode) == 220
    assert [getattr(DevMode, name).offset for name in named] == [72, 94, 166]


@pytest.mark.parametrize(("sides", "number"), [(Sides.ONE, 1), (Sides.LONG, 2), (Sides.SHORT, 3)])
def test_the_sides_are_told(sides: Sides, number: int) -> None:
    mode = filled(Way(printer="Desk", sides=sides))

    assert mode.dmDuplex == number


def test_the_tray_and_the_copies_are_told() -> None:
    mode = filled(Way(printer="Desk", tray="261"), copies=3)

    assert (mode.dmDefaultSource, mode.dmCopies, mode.dmCollate) == (261, 3, 1)
    assert mode.dmFields == ALWAYS | SOURCE | COLOUR


def test_what_is_not_asked_for_stays_as_the_printer_has_it() -> None:
    mode = filled(Way(printer="Desk"))

    assert mode.dmFields == ALWAYS | COLOUR
    assert (mode.dmDefaultSource, mode.dmPaperSize, mode.dmOrientation) == (0, 1, 1)


@pytest.mark.parametrize(
    ("status", "standing", "why"),
    [
        (0, Standing.READY, ""),
        (0x400, Standing.READY, ""),
        (0x1, Standing.STOPPED, "paused"),
        (0x8 | 0x80, Standing.STOPPED, "paper jam, offline"),
    ],
)
def test_the_status_of_a_printer_is_read(status: int, standing: Standing, why: str) -> None:
    seen = windows.standing_of("Desk", status)

    assert (seen.standing, seen.why) == (standing, why)


def test_the_names_of_trays_are_read_by_their_length() -> None:
    told = "Upper".ljust(24, "\0") + "A tray of exactly 24 let" + "Lower".ljust(24, "\0")

    assert [windows.bin_name(told, number) for number in range(3)] == [
        "Upper",
        "A tray of exactly 24 let",
        "Lower",
    ]
