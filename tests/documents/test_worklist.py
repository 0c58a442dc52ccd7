"""A worklist on paper: every row with what is missing, its next action and a box to tick."""

from app.documents import make_worklist
from app.documents.values import ClinicDetails, TaskLine, WorklistSheet
from tests.documents.reading_back import page_texts

LINE = TaskLine(
    due="Tue 24 Nov 09:00",
    patient="Romero Gil, Ana",
    visit="IV infusion",
    state="missing",
    words=("No adult is named who takes the patient home.", "Also open: Ketamine consent."),
    action="Add the ride",
)


def sheet(rows: int) -> WorklistSheet:
    return WorklistSheet(
        clinic=ClinicDetails(name="Juniper Clinic", address="", phone=""),
        title="Next 7 days",
        about="Visits of today and the next 7 days that something stands against",
        printed="Mon 23 Nov 2026 at 09:00",
        lines=(LINE,) * rows,
    )


def test_a_row_says_by_when_who_what_and_what_next() -> None:
    (text,) = page_texts(make_worklist(sheet(1)))

    assert (
        "Tue 24 Nov 09:00 Romero Gil, Ana IV infusion Missing: No adult is named who takes the "
        "patient home. Also open: Ketamine consent. Add the ride"
    ) in text
    assert "as of Mon 23 Nov 2026 at 09:00: 1 row." in text


def test_a_long_list_goes_on_with_its_heads_on_each_page() -> None:
    pages = page_texts(make_worklist(sheet(40)))

    assert len(pages) > 1
    assert sum(page.count("Romero Gil, Ana") for page in pages) == 40
    assert ["Next action" in page for page in pages] == [True] * len(pages)
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


def test_an_empty_list_is_a_page_that_says_so() -> None:
    (text,) = page_texts(make_worklist(sheet(0)))

    assert "0 rows." in text


def test_the_same_list_is_the_same_file() -> None:
    assert make_worklist(sheet(3)) == make_worklist(sheet(3))
