"""A report on paper: one page in black and white, however many bars there are."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.documents import make_report
from app.documents.report_values import ReportSheet
from app.documents.values import ClinicDetails
from app.domain.pictures import Bar, Group, Mark, Pattern, Picture, Sign, Step, Stretch
from tests.documents.reading_back import page_texts

PICTURE = Picture(
    title="3 referrals lapse before a booked visit",
    about="Accepted letters",
    end=42.0,
    steps=(Step(at=0, said="Today"), Step(at=7, said="30 Nov")),
    key=(
        Sign(said="The letter holds", pattern=Pattern.SOLID),
        Sign(said="Visit that no letter covers", mark=Mark(at=0, trouble=True)),
    ),
    note="4 more letters are in the table.",
)


def picture(bars: int, pattern: Pattern = Pattern.SOLID) -> Picture:
    stretch = Stretch(start=0, end=20, pattern=pattern)
    marks = (Mark(at=3), Mark(at=25, trouble=True))
    every = tuple(
        Bar(
            name=f"Romero Gil, Ana {number}",
            said="20 days · 2 visits left",
            stretches=(stretch,),
            marks=marks,
            trouble=not number,
        )
        for number in range(bars)
    )
    return replace(PICTURE, groups=(Group(title="Letters", bars=every),))


def sheet(shown: Picture, *, language: str = "en", notice: str = "") -> ReportSheet:
    return ReportSheet(
        clinic=ClinicDetails(name="Juniper Clinic", address="", phone=""),
        title="Referrals",
        picture=shown,
        printed="Mon 23 Nov 2026 at 09:00",
        language=language,
        warning="Names patients: shred after use",
        notice=notice,
    )


@pytest.mark.parametrize("bars", [1, 24, 70])
def test_every_bar_stands_on_the_one_page_with_its_name_and_numbers(bars: int) -> None:
    (text,) = page_texts(make_report(sheet(picture(bars))))

    assert text.count("20 days · 2 visits left") == bars
    assert text.count("Romero Gil, Ana") == bars
    for said in (PICTURE.title, "The letter holds", "Today", PICTURE.note, "Page 1 of 1"):
        assert said in text


def test_a_picture_without_bars_says_its_finding() -> None:
    (text,) = page_texts(make_report(sheet(PICTURE)))

    assert PICTURE.title in text


def test_the_frame_speaks_the_language_of_the_sheet() -> None:
    (text,) = page_texts(make_report(sheet(picture(1), language="es", notice="Protegido.")))

    assert "Página 1 de 1" in text
    assert "Protegido." in text


def drawn(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as read:
        contents = read.pages[0].Contents
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        return b"\n".join(part.read_bytes() for part in parts).decode("latin-1")


def lines(pattern: Pattern) -> int:
    return len(re.findall(r"\bl\b S|\bl S\b", drawn(make_report(sheet(picture(1, pattern))))))


def test_the_patterns_are_told_apart_without_colour() -> None:
    open_, slanted, crossed = (
        lines(each) for each in (Pattern.OPEN, Pattern.SLANTED, Pattern.CROSSED)
    )

    assert open_ < slanted < crossed
