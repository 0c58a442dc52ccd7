from io import BytesIO
from itertools import combinations
from typing import Any

import pypdf
import pytest

from app import words
from app.documents import make_packet
from app.documents.style import BOX_GAP, MM, PAGE_HEIGHT, PAGE_WIDTH
from app.documents.values import PacketSheet
from app.domain.codes import payload
from app.domain.forms import FormState
from app.domain.packets import Box
from app.domain.refusal import Reason, Refused
from tests.documents.reading_back import codes, page_texts, pictures, shades
from tests.documents.samples import TEXT, cover, form, named, packet, paper

LONG_TEXT = TEXT.replace("## Risks", "Some words. " * 900 + "\n\n## Risks")
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 8


def distance(one: Box, other: Box) -> float:
    """How much paper lies between two boxes."""
    across = max(one.x - other.x - other.width, other.x - one.x - one.width)
    up = max(one.y - other.y - other.height, other.y - one.y - one.height)
    return max(across, up)


def test_a_packet_says_what_was_put_in() -> None:
    made = make_packet(packet())

    desk, _, page, _ = page_texts(made.pdf)
    assert "Referral waived by Dr. Hale on 3 Nov 2026" in desk
    assert "Ready: 2 of 3" in desk
    assert "Needs a signature." in desk
    assert "This form is for Ana Ruiz, born 4 Mar 1988." in page
    assert "Small form · Version 3, in effect from 1 Nov 2026" in page
    assert "Page 1 of 1" in page
    assert "Printed Mon 23 Nov 2026 at 14:05" in page
    assert "K7QF-9M2X" in page


def test_what_does_not_hold_is_not_printed() -> None:
    without = make_packet(packet(paper()))
    with_therapist = make_packet(packet(paper(conditions=frozenset({"kap"}))))

    assert "Your therapist" not in "".join(page_texts(without.pdf))
    assert "Your therapist" in "".join(page_texts(with_therapist.pdf))


def test_a_field_without_a_value_is_a_line_to_write_on() -> None:
    made = make_packet(packet(paper()))

    assert "Your ride is ______________________." in page_texts(made.pdf)[0]


def test_the_same_values_give_the_same_bytes() -> None:
    assert make_packet(packet()).pdf == make_packet(packet()).pdf


def test_two_papers_never_share_a_sheet() -> None:
    made = make_packet(packet(cover(), paper("AAAAAAAA", LONG_TEXT), paper("BBBBBBBB")))

    texts = page_texts(made.pdf)
    assert [each.first_page % 2 for each in made.papers] == [1, 1, 1]
    assert len(texts) == made.pages == sum(each.pages + each.pages % 2 for each in made.papers)
    for each in made.papers:
        assert f"Page {each.pages} of {each.pages}" in texts[each.first_page + each.pages - 2]
    blank = [place for place, text in enumerate(texts) if "This side is left blank" in text]
    assert blank == [each.first_page + each.pages - 1 for each in made.papers if each.pages % 2]


def test_both_codes_of_every_page_are_read_from_a_scan() -> None:
    made = make_packet(packet(cover(), paper("K7QF9M2X", LONG_TEXT)))

    read = [codes(picture) for picture in pictures(made.pdf)]

    for each in made.papers:
        for page in range(1, each.pages + 1):
            wanted = payload(each.code, page)
            assert read[each.first_page + page - 2] == {"QR Code": wanted, "Data Matrix": wanted}


def test_no_code_holds_patient_data() -> None:
    first = next(pictures(make_packet(packet(paper())).pdf))

    assert set(codes(first).values()) == {payload("K7QF9M2X", 1)}


def test_every_font_is_embedded() -> None:
    reader = pypdf.PdfReader(BytesIO(make_packet(packet()).pdf))

    fonts: dict[str, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts |= {font["/BaseFont"]: font for font in resources["/Font"].get_object().values()}
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts.values())
    assert all("NotoSans" in name for name in fonts)


def test_the_description_of_the_file_names_no_patient() -> None:
    made = make_packet(named("Ana Ruiz"))

    assert "Ruiz" not in str(pypdf.PdfReader(BytesIO(made.pdf)).metadata)


@pytest.mark.parametrize(
    "name",
    [
        '<b>&"',
        "</para><img src='file:///etc/passwd'/>",
        "Nguyễn Thị Ánh Tuyết",
        "María del Carmen Esperanza García-Montenegro",
        "Đặng Thị Mỹ Hạnh",
        "{{clinic.name}} {name} %s",
    ],
)
def test_names_come_out_as_they_are(name: str) -> None:
    texts = page_texts(make_packet(named(name)).pdf)

    assert name in texts[0]
    assert f"This form is for {name}, born" in texts[2]


def test_a_long_name_is_whole_on_the_first_page_and_short_in_the_header() -> None:
    texts = page_texts(make_packet(named(LONG_NAME)).pdf)

    assert LONG_NAME in texts[0].replace(" ", "")
    assert LONG_NAME in texts[2].replace(" ", "")
    assert all("…" in text for text in texts if "Page" in text)


def test_a_name_longer_than_a_page_loses_nothing() -> None:
    made = make_packet(named("W" * 5000))

    start = made.papers[1].first_page
    texts = page_texts(made.pdf)
    assert sum(text.count("W") for text in texts[: start - 1]) >= 5000
    assert sum(text.count("W") for text in texts[start - 1 :]) >= 5000


def test_decomposed_letters_are_composed() -> None:
    assert "Nguyễn" in page_texts(make_packet(named("Nguye\u0302\u0303n")).pdf)[0]


def refused(sheet: PacketSheet) -> list[Reason]:
    """Why a packet cannot be printed."""
    with pytest.raises(Refused) as caught:
        make_packet(sheet)
    return list(caught.value.reasons)


def test_letters_the_fonts_lack_are_named_and_nothing_is_printed() -> None:
    (reason,) = refused(named("Ana 中文中"))

    assert words.say(reason) == (
        "The shipped fonts have no glyphs for 中 and 文, so these papers cannot be printed. "
        "Write it in other letters."
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [("علي", ("ع", "ل", "ي")), ("Ana \N{RIGHT-TO-LEFT OVERRIDE}ziuR", ("U+202E",))],
)
def test_letters_written_from_right_to_left_are_refused(
    name: str, letters: tuple[str, ...]
) -> None:
    assert refused(named(name)) == [Reason("right-to-left", {"letters": letters})]


def test_everything_that_cannot_be_printed_is_told_at_once() -> None:
    both = named("Ana", {"ride.name": "علي 中"})

    assert [reason.code for reason in refused(both)] == ["right-to-left", "no-glyphs"]


def test_every_box_is_noted() -> None:
    made = make_packet(packet(paper()))

    assert [(box.id, box.kind) for box in made.papers[0].boxes] == [
        ("risk-pressure", "initials"),
        ("risk-sleep", "initials"),
        ("copy-offered:yes", "choice"),
        ("copy-offered:no", "choice"),
        ("sign-patient:signature", "signature"),
        ("sign-patient:name", "name"),
        ("sign-patient:date", "date"),
        ("sign-patient:time", "time"),
        ("reaffirm-1:date", "reaffirm"),
        ("reaffirm-1:time", "reaffirm"),
        ("reaffirm-1:initials", "reaffirm"),
        ("reaffirm-2:date", "reaffirm"),
        ("reaffirm-2:time", "reaffirm"),
        ("reaffirm-2:initials", "reaffirm"),
    ]


@pytest.mark.parametrize("large", [False, True])
def test_boxes_lie_on_the_page_four_millimetres_apart(*, large: bool) -> None:
    conditions = frozenset({"large-print"}) if large else frozenset[str]()
    made = make_packet(packet(cover(), paper(text=LONG_TEXT, conditions=conditions)))

    assert BOX_GAP >= 4 * MM
    for each in made.papers:
        for box in each.boxes:
            assert 1 <= box.page <= each.pages
            assert 0 < box.x < box.x + box.width < PAGE_WIDTH
            assert 0 < box.y < box.y + box.height < PAGE_HEIGHT
        for one, other in combinations(each.boxes, 2):
            assert one.page != other.page or distance(one, other) >= 4 * MM - 0.01


def test_boxes_are_where_the_frames_are_drawn() -> None:
    made = make_packet(packet(paper()))
    grey = shades(next(pictures(made.pdf, 144)))

    for box in made.papers[0].boxes:
        left, top = round(2 * box.x), round(2 * (PAGE_HEIGHT - box.y - box.height))
        right, bottom = left + round(2 * box.width), top + round(2 * box.height)
        frame = [min(grey(x, top + d) for d in (-1, 0, 1)) for x in range(left + 4, right - 4)]
        assert max(frame) < 140, box
        assert grey(right - 5, bottom - 5) == 255, box


def test_large_print_flows_anew_and_is_never_scaled() -> None:
    ordinary = make_packet(packet(paper(text=LONG_TEXT))).papers[0]
    large = make_packet(
        packet(paper(text=LONG_TEXT, conditions=frozenset({"large-print"})))
    ).papers[0]

    assert large.pages > 2 * ordinary.pages
    assert [box.width for box in large.boxes if box.kind == "initials"] == [
        box.width for box in ordinary.boxes if box.kind == "initials"
    ]


def test_large_print_has_large_words_around_the_text_too() -> None:
    conditions = frozenset({"large-print"})
    shorts = {"en": "The quite long name of a form"}

    text = page_texts(
        make_packet(packet(paper(form=form(shorts=shorts), conditions=conditions))).pdf
    )[0]

    assert "The quite long name of a form Version 3, in effect from 1 Nov 2026" in text
    assert "Page 1 of 2" in text
    assert "Printed Mon 23 Nov 2026 at 14:05 · Code K7QF-9M2X" in text


def test_streams_are_binary() -> None:
    assert b"ASCII85Decode" not in make_packet(packet()).pdf


def test_a_draft_says_so_on_every_page() -> None:
    texts = page_texts(make_packet(packet(paper(form=form(state=FormState.DRAFT)))).pdf)

    assert "DRAFT" in texts[0]
    assert "DRAFT" not in page_texts(make_packet(packet()).pdf)[2]


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for lines in range(30, 60):
        text = "One line.\n\n" * lines + "## A heading\n\nWhat it is about.\n"
        texts = page_texts(make_packet(packet(paper(text=text))).pdf)

        assert [("A heading" in page) for page in texts] == [
            ("What it is about" in page) for page in texts
        ]


@pytest.mark.parametrize("lead", ["", "If you sign for a child:\n\n"])
def test_what_a_signer_is_asked_stands_on_the_page_of_the_signature(lead: str) -> None:
    asked = f"{lead}| By what right |\n|---|\n|  |\n"
    rest = "\n\nOne line." * 20
    for lines in range(15, 30):
        text = "One line.\n\n" * lines + f"::: sign patient\nI agree.\n:::\n\n{asked}{rest}"
        texts = page_texts(make_packet(packet(paper(text=text))).pdf)

        assert [("I agree." in page) for page in texts] == [
            ("By what right" in page) for page in texts
        ]


def test_what_is_initialed_is_whole_on_one_page() -> None:
    part = "::: initial one\nFirst word. " + "More words to read. " * 60 + "Last word.\n:::\n"
    for lines in range(0, 30, 3):
        texts = page_texts(make_packet(packet(paper(text="One line.\n\n" * lines + part))).pdf)

        assert [("First word" in page) for page in texts] == [
            ("Last word" in page) for page in texts
        ]


def test_a_time_of_day_is_not_broken_in_a_column() -> None:
    text = (
        "| Visit | Arrive | Medicine | Leave | Ride |\n|---|---|---|---|---|\n"
        "| {{visit.day}} | {{visit.arrive}} | {{visit.dose}} | {{visit.leave}} | {{ride.name}} |\n"
    )
    said = ("8:00 a. m. (08:00)", "9:00 a. m. (09:00)", "10:45 a. m. (10:45)")
    values = dict(zip(("visit.arrive", "visit.dose", "visit.leave"), said, strict=True))
    values |= {"visit.day": "martes 24 de noviembre de 2026", "ride.name": "Luis Romero"}

    (page,) = page_texts(make_packet(packet(paper(text=text, values=values))).pdf)[:1]

    assert [each for each in said if each not in page] == []


def test_many_long_options_stand_below_each_other() -> None:
    options = "|".join(f"a rather long answer number {number}" for number in range(5))
    made = make_packet(packet(paper(text=f"::: choice answer {options}\nWhich?\n:::\n")))

    boxes = made.papers[0].boxes
    assert len(boxes) == 5
    assert len({box.x for box in boxes}) == 1
    assert all(distance(one, other) >= 4 * MM - 0.01 for one, other in combinations(boxes, 2))


def test_a_table_beside_initials_keeps_off_their_box() -> None:
    table = "| One | Two |\n|---|---|\n| " + "word " * 40 + "| " + "word " * 40 + "|\n"
    made = make_packet(packet(paper(text=f"::: initial one\n{table}:::\n")))
    grey = shades(next(pictures(made.pdf, 144)))

    (box,) = made.papers[0].boxes
    left, middle = round(2 * box.x), round(2 * (PAGE_HEIGHT - box.y - box.height / 2))
    assert {grey(x, middle) for x in range(left - 12, left - 4)} == {255}


def test_blocks_without_words_do_no_harm() -> None:
    text = "::: sign patient\n:::\n::: note\n:::\n::: initial one\n:::\n::: reaffirm 1\n:::\n"

    assert make_packet(packet(paper(text=text))).papers[0].pages == 1
    assert make_packet(packet(paper(text=""))).papers[0].pages == 1


def test_the_cover_names_each_paper_in_english_and_says_which_text_it_is() -> None:
    shorts = {"en": "Small form", "es": "Formulario corto"}
    texts = {"en": TEXT, "es": TEXT}
    both = form(shorts=shorts, texts=texts, titles={"en": "A small form", "es": "Un formulario"})
    made = make_packet(packet(cover(), paper(form=both, language="es"), paper("B2222222")))

    desk, _, spanish, *_ = page_texts(made.pdf)
    assert "Small form v3 · Spanish" in desk
    assert "Small form v3 Needs" in desk
    assert "Formulario corto" in spanish
