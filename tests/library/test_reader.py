import shutil
from pathlib import Path

import pytest

from app import library, paths, words
from app.domain.form_lists import FIGURES
from app.domain.forms import (
    Bullets,
    Choice,
    Figure,
    Heading,
    If,
    Initial,
    Note,
    Paragraph,
    Reaffirm,
    Run,
    Sign,
    Table,
)
from app.domain.refusal import Trouble
from tests.documents.samples import form

FRONT = """\
id = "small-form"
kind = "consent"
version = 1
effective = 2026-11-01
state = "approved"
approved_by = "Medical director"
approved_on = 2026-11-01
signers = ["patient"]
fields = ["patient.name"]
text_sha256 = { en = "00" }
[title]
en = "A small form"
[short]
en = "Small form"
[[sources]]
label = "Somebody"
date = "2017"
url = "https://example.org"
supports = "one line"
"""


def folder_with(tmp_path: Path, front: str = FRONT, text: str = "Words.\n") -> Path:
    """A folder of forms with one form in it."""
    (tmp_path / "small-form").mkdir()
    (tmp_path / "small-form" / "form.toml").write_text(front, encoding="utf-8")
    (tmp_path / "small-form" / "en.md").write_text(text, encoding="utf-8")
    return tmp_path


def trouble_of(text: str) -> dict[str, object]:
    """What is told about a text that cannot be read."""
    with pytest.raises(Trouble) as caught:
        library.form_text(form(text), "en")

    assert words.say(caught.value.reason).startswith("The form “small-form” cannot be read: en.md")
    return dict(caught.value.reason.facts)


def test_a_form_is_read_with_all_it_says(tmp_path: Path) -> None:
    found = library.forms(folder_with(tmp_path))["small-form"]

    assert (found.title("en"), found.short("es"), found.version) == (
        "A small form",
        "Small form",
        1,
    )
    assert found.signers == ("patient",)
    assert found.texts == {"en": "Words.\n"}
    assert found.sources[0].label == "Somebody"
    assert found.material_since == 1


def test_a_text_becomes_blocks_without_markup() -> None:
    blocks = library.form_text(form(), "en")

    assert [type(block) for block in blocks] == [
        Paragraph,
        Heading,
        Initial,
        Initial,
        Bullets,
        Table,
        Choice,
        If,
        Note,
        Sign,
        Reaffirm,
    ]
    first, heading, initial = blocks[:3]
    assert isinstance(first, Paragraph)
    assert first.text[:4] == (
        Run(text="This form is for "),
        Run(field="patient.name"),
        Run(text=", born "),
        Run(field="patient.born"),
    )
    assert heading == Heading(text=(Run(text="Risks"),), level=2, id="risks")
    assert initial == Initial(
        id="risk-pressure",
        blocks=(
            Paragraph(
                text=(
                    Run(text="Blood pressure.", bold=True),
                    Run(text=" It can go up for "),
                    Run(text="some", italic=True),
                    Run(text=" hours."),
                )
            ),
        ),
    )


def test_an_if_may_hold_boxes_of_its_own() -> None:
    (block,) = library.form_text(form("::: if iv\n::: initial one\nText.\n:::\n:::\n"), "en")

    inside = Initial(id="one", blocks=(Paragraph(text=(Run(text="Text."),)),))
    assert block == If(condition="iv", blocks=(inside,))


def test_a_block_id_may_stand_after_the_first_words() -> None:
    (block,) = library.form_text(form("**Privacy.** {#privacy} We share."), "en")

    assert block == Paragraph(
        text=(Run(text="Privacy.", bold=True), Run(text=" We share.")), id="privacy"
    )


def test_straight_quotes_become_typographic() -> None:
    (block,) = library.form_text(form('It\'s "so".'), "en")

    assert block == Paragraph(text=(Run(text="It’s “so”."),))


def test_a_figure_has_a_caption() -> None:
    (block,) = library.form_text(form("::: figure glutamate\nCaption.\n:::"), "en")

    assert isinstance(block, Figure)
    assert block.caption == (Paragraph(text=(Run(text="Caption."),)),)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("Text.\n\n::: initial one\nText.\n", 3, "“::: initial one” is never closed by :::"),
        ("Text.\n:::\n", 2, "::: closes a block that was never opened"),
        ("::: sing patient\n:::\n", 1, "“::: sing” is not known"),
        ("::: initial\n:::\n", 1, "“::: initial”: one name in small letters must follow"),
        ("::: initial A B\n:::\n", 1, "“::: initial A B”: one name in small letters must follow"),
        (
            "::: choice a yes\n:::\n",
            1,
            "“::: choice a yes”: a name and options like yes|no must follow",
        ),
        (
            "::: reaffirm many\n:::\n",
            1,
            "“::: reaffirm many”: a number of lines from 1 to 12 must follow",
        ),
        ("::: note well\n:::\n", 1, "“::: note well”: nothing may follow"),
        ("\n::: if iv\n::: if kap\n:::\n:::\n", 2, "“::: if iv”: an if may not stand in an if"),
        (
            "::: figure heart\n:::\n",
            1,
            (
                "“::: figure heart”: there is no figure of this name; "
                f"there are {', '.join(FIGURES)}"
            ),
        ),
        ("Text.\n\n# Title\n", 3, "a heading must begin with ## or ###"),
        ("Text <b>bold</b>.\n", 1, "HTML is not allowed in a form"),
        ("Text.\n\n<script>\n", 3, "HTML is not allowed in a form"),
        ("See [this](https://example.org).\n", 1, "a link is not allowed in a form"),
        ("![](x.png)\n", 1, "an image is not allowed in a form"),
        ("    code\n", 1, "a code block is not allowed in a form"),
        ("- one\n\n  two\n", 1, "a list item must be one paragraph"),
        ("For {{Patient.name}}.\n", 1, "a field must look like {{patient.name}}"),
        ("For {{patient.name.\n", 1, "a field must look like {{patient.name}}"),
        ("::: note\nText.\n\nA [link](x).\n:::\n", 4, "a link is not allowed in a form"),
    ],
)
def test_a_broken_text_is_one_clear_sentence(text: str, line: int, problem: str) -> None:
    facts = {"form": "small-form", "file": "en.md", "line": line, "problem": problem}

    assert trouble_of(text) == facts


def test_a_missing_language_is_a_trouble() -> None:
    with pytest.raises(Trouble) as caught:
        library.form_text(form(), "es")

    assert caught.value.reason.facts["problem"] == "the file is missing"


@pytest.mark.parametrize(
    ("front", "line", "problem"),
    [
        (FRONT.replace("version = 1", "version = "), 3, "not readable as TOML: Invalid value"),
        (
            FRONT.replace("version = 1", "version = true"),
            3,
            "“version” must be a whole number from 1 to 100000",
        ),
        (FRONT.replace("version = 1\n", ""), 1, "the key “version” is missing"),
        (
            FRONT.replace("version = 1", "version = 1\ncolour = 1"),
            4,
            "the key “colour” is not known",
        ),
        (
            FRONT.replace("2026-11-01\nstate", '"soon"\nstate'),
            4,
            "“effective” must be a date like 2026-11-01",
        ),
        (
            FRONT.replace('"approved"', '"done"'),
            5,
            "“state” must be one of draft, approved, withdrawn",
        ),
        (FRONT.replace('["patient"]', '"patient"'), 8, "“signers” must be a list of names"),
        (
            FRONT.replace("[short]\nen", "[short]\nes"),
            13,
            "“short” must be a table with a text for en",
        ),
        (FRONT.replace('date = "2017"', "date = 2017"), 17, "“date” must be text"),
        (
            FRONT.replace("small-form", "other-form"),
            1,
            "the id is other-form, but the folder is small-form",
        ),
    ],
)
def test_broken_front_matter_is_one_clear_sentence(
    tmp_path: Path, front: str, line: int, problem: str
) -> None:
    with pytest.raises(Trouble) as caught:
        library.forms(folder_with(tmp_path, front))

    facts = {"form": "small-form", "file": "form.toml", "line": line, "problem": problem}
    assert caught.value.reason.facts == facts


def test_a_text_that_is_not_utf_8_says_where(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "small-form" / "en.md").write_bytes(b"One.\nTwo \xff.\n")

    with pytest.raises(Trouble) as caught:
        library.forms(folder)

    assert caught.value.reason.facts["line"] == 2
    assert caught.value.reason.facts["problem"] == "en.md is not UTF-8 text"


def test_a_shipped_form_read_from_a_copy_is_the_same(tmp_path: Path) -> None:
    shutil.copytree(paths.FORMS, tmp_path / "forms")

    assert library.forms(tmp_path / "forms") == library.forms()


def test_the_mark_of_a_folder_is_another_with_every_change(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    file = folder / "small-form" / "en.md"
    first = library.shipped_mark(folder)
    same = library.shipped_mark(folder)
    file.write_bytes(file.read_bytes() + b" ")
    longer = library.shipped_mark(folder)
    file.rename(file.with_name("es.md"))
    renamed = library.shipped_mark(folder)

    assert same == first
    assert len({first, longer, renamed}) == 3


def test_blocks_in_one_another_without_end_are_refused() -> None:
    assert trouble_of("::: note\n" * 5000)["line"] == 9


def test_only_those_sign_who_are_known() -> None:
    assert trouble_of("Words.\n\n::: sign patinet\nI agree.\n:::\n")["line"] == 3
