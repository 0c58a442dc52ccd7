from typing import Any

import pytest
from reportlab.platypus import Flowable, Spacer

from app.documents import fonts
from app.documents.figures import FIGURES as DRAWN
from app.documents.figures import figure
from app.documents.layout import ONE_PIECE, PAGE_ROOM, Drawing, Grid, grid, together, typeset
from app.documents.marks import MARKS
from app.documents.pen import Pen, Sheets
from app.documents.style import ORDINARY, Type
from app.documents.tables import table
from app.documents.text import Words, end_bound, frags, plain_text, set_text
from app.documents.values import STATES
from app.domain.form_lists import FIGURES
from app.domain.gate import State

LINE = ORDINARY.body.leading


@pytest.fixture(autouse=True)
def shipped_fonts() -> None:
    fonts.register()


def lines_of(words: Words, wide: float) -> list[str]:
    """The lines of a paragraph, as they are read."""
    words.wrap(wide, PAGE_ROOM)
    broken: Any = words
    if broken.blPara.kind == 0:
        lines = [" ".join(line[1]) for line in broken.blPara.lines]
    else:
        lines = ["".join(part.text for part in line.words) for line in broken.blPara.lines]
    return [line.replace("\xa0", " ").strip() for line in lines]


def parts_of(flowable: Flowable, wide: float, room: float) -> list[Flowable]:
    """What a flowable is divided into."""
    return flowable.splitOn(Sheets("", "en"), wide, room)


def box(name: str, high: float = 100, *, keep: bool = False) -> Drawing:
    """A drawing that notes itself, so that its page can be asked for."""

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        pen.box(name, "box", "patient", (x, top - high, wide, high))

    return Drawing(high, act, keep=keep)


def pages_of(*story: Flowable) -> list[list[str]]:
    """The names of the boxes on each page."""
    pages = typeset(Sheets("", "en"), story).pages
    return [[noted.id for noted in page.boxes] for page in pages]


def test_flowables_fill_a_page_and_go_on_the_next() -> None:
    assert pages_of(*(box(name, 300) for name in "abcde")) == [["a", "b"], ["c", "d"], ["e"]]


def test_a_heading_goes_with_what_follows() -> None:
    story = (box("text", PAGE_ROOM - 100), box("heading", 50, keep=True), box("more", 60))

    assert pages_of(*story) == [["text"], ["heading", "more"]]


def test_the_last_of_what_is_kept_together_may_go_on_over_the_page() -> None:
    rows = grid([[box(name)] for name in "abc"], [200])

    assert pages_of(box("text", PAGE_ROOM - 260), *together(box("heading", 50), rows)) == [
        ["text", "heading", "a", "b"],
        ["c"],
    ]


def test_what_is_kept_together_and_taller_than_a_page_is_set_all_the_same() -> None:
    story = together(*(box(name, 300) for name in "abcd"))

    assert pages_of(box("first"), *story) == [["first"], ["a", "b"], ["c", "d"]]


def test_rows_are_whole_below_a_height_and_divided_without_loss_above_it() -> None:
    rows = [[Spacer(10, 10)] for _ in range(10)]

    assert parts_of(grid(rows, [200], whole_below=100), 200, 45) == []
    parts = parts_of(grid(rows, [200], whole_below=90), 200, 45)
    assert [part.wrap(200, 0)[1] for part in parts] == [40, 60]


def test_a_row_is_divided_in_itself_only_when_it_is_tall() -> None:
    def row(count: int) -> Grid:
        return grid([[plain_text("\n".join("word" for _ in range(count)), ORDINARY.body)]], [200])

    assert parts_of(row(int(ONE_PIECE / LINE)), 200, 120) == []
    assert len(parts_of(row(int(ONE_PIECE / LINE) + 1), 200, 120)) == 2


def test_a_box_is_noted_where_it_lies_on_its_page() -> None:
    inside = grid([["", box("inside", 20)]], [100, 50], ("TOPPADDING", (0, 0), (-1, -1), 5))
    sheets = Sheets("", "en")

    _, page = typeset(sheets, [box("first", PAGE_ROOM), inside], top=704, bottom=92).pages

    (noted,) = page.boxes
    assert (noted.page, noted.x, noted.y, noted.width) == (2, 160, 679, 50)


def test_lines_are_broken_at_spaces_and_lose_nothing() -> None:
    said = "It can go up for some hours, and then it comes down again by itself. " * 4

    lines = lines_of(plain_text(said, ORDINARY.body), 200)

    assert " ".join(lines) == said.strip()
    assert all(fonts.width(line, ORDINARY.body.face, ORDINARY.body.size) <= 200 for line in lines)


def test_a_word_longer_than_the_line_is_broken() -> None:
    text = plain_text("Wolfeschlegel-steinhausen" * 20, ORDINARY.body)

    lines = lines_of(text, 150)

    assert "".join(lines) == "Wolfeschlegel-steinhausen" * 20
    assert all(fonts.width(line, ORDINARY.body.face, ORDINARY.body.size) <= 150 for line in lines)


@pytest.mark.parametrize(
    "said", ["8:00 AM (08:00)", "Tue 24 Nov 2026", "24 November 2026", "(303) 555-0142"]
)
def test_times_dates_and_telephones_are_not_broken(said: str) -> None:
    for wide in range(100, 300, 7):
        text = plain_text(f"Be here at {said} or call us before that day", ORDINARY.body)

        assert any(said in line for line in lines_of(text, wide))


def test_a_short_word_does_not_stand_alone_on_the_last_line() -> None:
    for wide in range(100, 300, 7):
        said = list(frags("We would like to help you as far as we can do it.", ORDINARY.body))
        text = set_text(end_bound(said), ORDINARY.body)

        assert lines_of(text, wide)[-1] != "it."


def test_a_title_has_lines_of_about_one_length() -> None:
    one, other = lines_of(plain_text("Consent to treatment by IV infusion", ORDINARY.title), 330)

    assert (one, other) == ("Consent to treatment", "by IV infusion")


def test_a_title_breaks_no_word_to_that_end() -> None:
    said = "Nguyễn Thị Ánh García-Montenegro-Hernández"

    assert lines_of(plain_text(said, ORDINARY.title), 400)[1] == "García-Montenegro-Hernández"


def test_a_word_in_two_faces_stays_together() -> None:
    kind: Type = ORDINARY.body
    parts = [*frags("see (", kind), *frags("dissociation", kind, italic=True), *frags(").", kind)]

    assert lines_of(set_text(parts, kind), 75)[-1] == "(dissociation)."


def test_nothing_is_read_as_markup() -> None:
    said = '<b>&amp;"</b> <img src="file:///etc/passwd"/> </para>'

    assert lines_of(plain_text(said, ORDINARY.body), 480) == [said]


def test_a_paragraph_is_never_split_so_that_a_line_stands_alone() -> None:
    text = plain_text("word " * 60, ORDINARY.body)
    count = len(lines_of(text, 200))

    assert parts_of(text, 200, LINE) == []
    assert parts_of(plain_text("three lines of words " * 5, ORDINARY.body), 230, 2 * LINE) == []
    head, tail = parts_of(text, 200, LINE * (count - 1))
    assert [part.wrap(200, 0)[1] for part in (head, tail)] == pytest.approx(
        [LINE * (count - 2), LINE * 2]
    )


def test_an_empty_text_takes_no_room() -> None:
    assert plain_text("", ORDINARY.body).wrap(100, 100)[1] == 0


def test_columns_that_find_no_room_stand_below_each_other() -> None:
    def made(wide: float) -> Grid:
        heads = [plain_text(f"Heading {number}", ORDINARY.cell_head) for number in range(3)]
        row = [plain_text("Tue 24 Nov 2026", ORDINARY.cell) for _ in range(3)]
        return table(heads, [row], wide)

    assert made(480).repeatRows == 1
    assert made(200).wrap(200, 0)[1] > 2 * made(480).wrap(480, 0)[1]


def test_a_column_to_mark_is_narrower_than_one_to_write_in() -> None:
    def width_under(head: str) -> float:
        heads = [plain_text(words, ORDINARY.cell_head) for words in ("What", head)]
        row = [plain_text(words, ORDINARY.cell) for words in ("Vital signs and test results", "")]
        made: Any = table(heads, [row], 400)
        return made._argW[2]

    assert width_under("X") < width_under("By") / 1.5


def test_every_gate_state_has_its_mark() -> None:
    assert set(MARKS) == set(STATES) == {state.value for state in State}


def test_every_figure_a_form_may_name_is_drawn() -> None:
    assert set(DRAWN) == set(FIGURES)


def test_every_figure_has_all_its_words_in_english_and_in_spanish() -> None:
    for picture in DRAWN.values():
        assert set(picture.words) == {"en", "es"}
        assert set(picture.words["en"]) == set(picture.words["es"]) >= {"alt"}


def test_a_figure_grows_with_large_print_as_far_as_the_page_is_wide() -> None:
    people, wide = DRAWN["ocd-studies"], DRAWN["glutamate"]

    assert figure("ocd-studies", 1.0, "en").height == people.high
    assert figure("ocd-studies", 1.5, "en").height == people.high * 1.5
    assert figure("glutamate", 1.5, "en").height == pytest.approx(wide.high * 1.2)
