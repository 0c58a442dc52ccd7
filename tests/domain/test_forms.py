from app.domain.forms import (
    If,
    Initial,
    Paragraph,
    Run,
    conditions_of,
    fields_of,
    ids_of,
    plain,
    shown,
)


def said(text: str) -> Paragraph:
    """A paragraph in one face."""
    return Paragraph(text=(Run(text=text),))


def test_only_what_holds_is_shown_in_its_place() -> None:
    blocks = (said("a"), If(condition="kap", blocks=(said("b"),)), said("c"))

    assert shown(blocks, frozenset({"kap"})) == (said("a"), said("b"), said("c"))
    assert shown(blocks, frozenset()) == (said("a"), said("c"))


def test_conditions_inside_other_blocks_are_judged_too() -> None:
    inner = If(condition="iv", blocks=(said("b"),))
    blocks = (Initial(id="one", blocks=(said("a"), inner)),)

    assert shown(blocks, frozenset()) == (Initial(id="one", blocks=(said("a"),)),)


def test_fields_conditions_and_ids_are_found_at_any_depth() -> None:
    inside = Paragraph(text=(Run(text="For "), Run(field="patient.name")), id="who")
    blocks = (If(condition="iv", blocks=(Initial(id="one", blocks=(inside,)),)),)

    assert fields_of(blocks) == {"patient.name"}
    assert conditions_of(blocks) == {"iv"}
    assert ids_of(blocks) == ("one", "who")
    assert plain(inside.text) == "For {patient.name}"
