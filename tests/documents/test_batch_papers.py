"""The papers of a batch: the slips that patients take round, the sheets between packets."""

from dataclasses import replace

import pytest

from app.documents import make_routing_slips, make_separator
from tests.documents.batch_samples import ANA, COLLECT, DAY, STATIONS, separator, slip, slips
from tests.documents.reading_back import page_texts, pictures, shades


def test_a_slip_says_where_the_patient_goes_and_what_is_collected() -> None:
    (text,) = page_texts(make_routing_slips(slips(slip())))

    told = [part for station in STATIONS for part in (station.time, station.what, station.where)]
    assert [part for part in (*told, *COLLECT, DAY, "Ana 1 Romero Gil") if part not in text] == []
    assert "Speaks Spanish" in text
    assert "shred after use" in text


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (1, 1), (2, 1), (3, 2), (8, 4)])
def test_two_slips_share_a_page(count: int, pages: int) -> None:
    texts = page_texts(make_routing_slips(slips(*(slip(n) for n in range(count))))) if count else []

    assert len(texts) == pages
    assert [n for n in range(count) if f"Ana {n} Romero" not in texts[n // 2]] == []


def test_a_slip_that_is_longer_than_half_a_page_has_one_of_its_own() -> None:
    long = slip(2, stations=STATIONS * 4)

    texts = page_texts(make_routing_slips(slips(slip(1), long, slip(3))))

    assert [[n for n in (1, 2, 3) if f"Ana {n} Romero" in text] for text in texts] == [[2], [1, 3]]


def test_the_same_slips_are_the_same_bytes() -> None:
    sheet = slips(slip(), slip(2))

    assert make_routing_slips(sheet) == make_routing_slips(sheet)


def test_a_separator_says_whose_packet_comes_next() -> None:
    (text,) = page_texts(make_separator(separator()))

    for said in ("Ana María Romero Gil", "10001", "9:00 AM", "Room 2", "12 pages", "3 of 9"):
        assert said in text


def test_the_mark_at_the_edge_goes_down_from_packet_to_packet() -> None:
    def black(number: int) -> int:
        (picture,) = pictures(make_separator(separator(number)), dpi=36)
        shade = shades(picture)
        return next(y for y in range(picture.height) if shade(picture.width - 11, y) < 80)

    heights = [black(number) for number in (1, 2, 16, 17)]

    assert heights[0] < heights[1] < heights[2]
    assert heights[3] == heights[0]


@pytest.mark.parametrize("name", ["<b>&\"'", "Nguyễn Thị Ánh", "W" * 300])
def test_any_name_is_printed_or_shortened(name: str) -> None:
    patient = replace(ANA, name=name)

    (page,) = page_texts(make_separator(separator(patient=patient)))
    (half,) = page_texts(make_routing_slips(slips(slip(patient=patient))))

    assert name[:12] in page
    assert name[:12] in half
