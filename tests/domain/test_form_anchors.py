"""The same block is found in another language's text by its name."""

import pytest

from app.domain.form_anchors import same_place

ENGLISH = ["Words.", "", "## One {#one}", "A.", "", "::: sign patient", "B.", ":::"]
SPANISH = ["Palabras.", "## Uno {#one}", "A.", "Más.", "::: sign patient", "B.", ":::"]


@pytest.mark.parametrize(("line", "other"), [(1, 1), (3, 2), (4, 3), (6, 5), (8, 7)])
def test_a_line_is_found_by_the_last_name_before_it(line: int, other: int) -> None:
    assert same_place(line, ENGLISH, SPANISH) == other


def test_names_that_come_again_are_told_apart_by_their_order() -> None:
    text = ["::: if iv", "A.", ":::", "::: if iv", "B.", ":::"]

    assert same_place(5, text, ["", *text]) == 6


def test_a_shorter_text_ends_at_its_last_line() -> None:
    assert same_place(8, ENGLISH, ["Nada."]) == 1
