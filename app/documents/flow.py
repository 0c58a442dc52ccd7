"""From the blocks of a form to platypus's flowables."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from app.documents import boxes, tables
from app.documents.figures import figure, in_words
from app.documents.filled import Recipe, set_filled
from app.documents.labels import signer
from app.documents.layout import ONE_PIECE, PAGE_ROOM, Grid, grid, padded, ruled, together
from app.documents.style import ACCENT, HAIR, TINT, WIDTH, Scale, Type
from app.documents.text import Words, items, plain_text
from app.domain.form_lists import WRITING_LINES
from app.domain.forms import (
    Block,
    Bullets,
    Choice,
    Figure,
    Heading,
    If,
    Initial,
    Inline,
    Note,
    Paragraph,
    Reaffirm,
    Required,
    Sign,
    Table,
    plain,
)

_INITIALS_COLUMN = 64.0
_COLUMN_GAP = 14.0
_NOTE_ACROSS, _NOTE_DOWN = 16.0, 9.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the blocks of one paper are set with."""

    scale: Scale
    language: str
    values: Mapping[str, str]
    conditions: AbstractSet[str]
    measure: float
    width: float = WIDTH
    slots: bool = False
    """Whether texts with fields are set so that others can take their places."""

    @property
    def right(self) -> float:
        """How far from the right edge running text ends."""
        return self.width - self.measure

    def within(self, width: float) -> "Setting":
        """The same inside something of this width."""
        return replace(self, width=width, measure=min(self.measure, width))


def flowables(blocks: Sequence[Block], setting: Setting) -> Iterator[Flowable]:
    """The flowables of a form's blocks, from which every `If` is gone."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        match block:
            case Heading():
                yield _heading(block, setting)
            case Paragraph():
                yield _paragraph(block, setting, following)
            case Bullets():
                yield from _items(block, setting, following)
            case Table():
                yield _table(block, setting)
            case Figure():
                yield from _figure(block, setting)
            case _:
                yield from _boxed(block, setting, following)


def _boxed(
    block: Initial | Sign | Choice | Note | Reaffirm | Required | If,
    setting: Setting,
    following: Block | None,
) -> Iterator[Flowable]:
    match block:
        case Initial():
            yield _initial(block, setting)
        case Sign():
            yield from _sign(block, setting, following)
        case Choice():
            yield from _choice(block, setting)
        case Note():
            yield _note(block, setting)
        case Reaffirm():
            yield from _reaffirm(block, setting)
        case Required() | If():
            yield from flowables(block.blocks, setting)


def _text(inline: Inline, kind: Type, setting: Setting, right: float = 0.0) -> Words:
    recipe = Recipe(inline, kind, right=right)
    return set_filled(recipe, setting.values, slots=setting.slots)


def _heading(block: Heading, setting: Setting) -> Words:
    scale = setting.scale
    kind = scale.section if block.level == 2 else scale.subsection  # noqa: PLR2004 -- Markdown's ##
    return _text(block.text, kind, setting, setting.right)


def _paragraph(block: Paragraph, setting: Setting, following: Block | None) -> Words:
    leads_on = _leads_on(block)
    kind = replace(
        setting.scale.body,
        keep=leads_on or isinstance(following, Table),
        after=3 if leads_on else setting.scale.body.after,
    )
    return _running(block.text, kind, setting)


def _leads_on(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and plain(block.text).rstrip().endswith(":")


def _running(inline: Inline, kind: Type, setting: Setting, marker: str = "") -> Words:
    recipe = Recipe(inline, kind, marker, setting.right, bound=True)
    return set_filled(recipe, setting.values, slots=setting.slots)


def _items(block: Bullets, setting: Setting, following: Block | None) -> Sequence[Words]:
    made: list[Words] = []
    last = len(block.items) - 1
    answered = isinstance(following, Figure) and following.name == WRITING_LINES
    for place, item in enumerate(block.items):
        kind = replace(
            setting.scale.item,
            keep=answered if place == last else place == 0 or (place == last - 1 and not answered),
            after=setting.scale.body.after if place == last else setting.scale.item.after,
        )
        marker = "•" if block.first is None else f"{block.first + place}."
        made.append(_running(item, kind, setting, marker))
    return items(made, numbered=block.first is not None)


def _initial(block: Initial, setting: Setting) -> Grid:
    box = boxes.initials(block.id, setting.scale, setting.language)
    inner = setting.within(min(setting.measure, setting.width - _INITIALS_COLUMN - _COLUMN_GAP))
    return grid(
        [[list(flowables(block.blocks, inner)), box]],
        [inner.width, setting.width - inner.width],
        *padded(8),
        ruled("ABOVE", HAIR),
        before=3,
        after=1,
        whole_below=PAGE_ROOM,
    )


def _sign(block: Sign, setting: Setting, following: Block | None) -> Iterator[Flowable]:
    """A place to sign; what a table after it asks of whoever signs stands on the same page."""
    language = setting.language
    stands_in = block.who == "patient" and "representative" in setting.conditions
    who = signer("patient-representative" if stands_in else block.who, language)
    box = boxes.signature(f"sign-{block.who}", block.who, who, setting.scale, language)
    box.keepWithNext = isinstance(following, Table) or _leads_on(following)
    yield from together(
        small_heading(who, setting.scale, before=12, after=5),
        *flowables(block.blocks, setting),
        box,
    )


def small_heading(
    words: str, kinds: Scale, before: float = 0.0, after: float = 4.0, wide: float = WIDTH
) -> Grid:
    """A small heading in the accent colour under a line; it stays with what follows."""
    made = grid(
        [[plain_text(words, kinds.who)]],
        [wide],
        ("TOPPADDING", (0, 0), (0, 0), 5),
        ruled("ABOVE", ACCENT, 1.0),
        before=before,
        after=after,
    )
    made.keepWithNext = 1
    return made


def _choice(block: Choice, setting: Setting) -> Iterator[Flowable]:
    ticks = boxes.choices(block.id, block.options, setting.scale, setting.width, setting.language)
    ticks.whole_below = PAGE_ROOM
    ticks.spaceBefore = 6
    yield from together(*flowables(block.blocks, setting), ticks)


def _note(block: Note, setting: Setting) -> Grid:
    inner = setting.within(setting.width - 2 * _NOTE_ACROSS)
    return grid(
        [[list(flowables(block.blocks, inner))]],
        [setting.width],
        *padded(_NOTE_DOWN),
        ("LEFTPADDING", (0, 0), (-1, -1), _NOTE_ACROSS),
        ("RIGHTPADDING", (0, 0), (-1, -1), _NOTE_ACROSS),
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        ruled("BEFORE", ACCENT, 2.5),
        before=10,
        after=12,
        whole_below=ONE_PIECE,
    )


def _reaffirm(block: Reaffirm, setting: Setting) -> Iterator[Flowable]:
    lines = boxes.strip(block.lines, setting.scale, setting.width, setting.language)
    lines.whole_below = PAGE_ROOM
    yield from together(*flowables(block.blocks, setting), lines)


def _figure(block: Figure, setting: Setting) -> Iterator[Flowable]:
    kind = setting.scale.caption
    captions = [
        _running(each.text, kind, setting) for each in block.caption if isinstance(each, Paragraph)
    ]
    factor, language = setting.scale.factor, setting.language
    yield from together(figure(block.name, factor, language), *captions)
    if said := in_words(block.name, factor, language):
        yield plain_text(said, kind, setting.right)


def _table(block: Table, setting: Setting) -> Grid:
    scale = setting.scale
    heads = [_text(cell, scale.cell_head, setting) for cell in block.head]
    rows = [[_cell(cell, scale.cell, setting) for cell in row] for row in block.rows]
    return tables.table(heads, rows, setting.width)


def _cell(inline: Inline, kind: Type, setting: Setting) -> Words:
    only_field = len(inline) == 1 and inline[0].field
    if only_field and not setting.values.get(inline[0].field, "").strip():
        return plain_text("", kind)
    return _text(inline, kind, setting)
