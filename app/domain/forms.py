"""The values of a form: what is known about it, and its text as blocks that hold no markup."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.form_lists import NEW_ROUTE
from app.domain.own_pdfs import OwnFile
from app.domain.titles import Title


class FormState(StrEnum):
    """What the clinic decided about a version of a form."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one face, or the place of a field's value."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    field: str = ""


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 2 or 3."""

    text: Inline
    level: int = 2
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    text: Inline
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; numbered when it has a first number."""

    items: tuple[Inline, ...]
    first: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one row of headings."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure the documents room draws by its name, and its caption."""

    name: str
    caption: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Initial:
    """Text with a box for the patient's initials beside it."""

    id: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A signature block for one signer, with the sentence above it."""

    who: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question with boxes, one of which is ticked by hand."""

    id: str
    options: tuple[str, ...]
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A calm tinted box: whom to call, what to remember."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """Blocks whose wording is prescribed; the id names its citation in the form's front matter."""

    id: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class If:
    """Blocks that are there only when the named condition holds."""

    condition: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaffirm:
    """The strip re-affirmed on each day of treatment: so many lines."""

    lines: int
    blocks: tuple["Block", ...] = ()


Block = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | Figure
    | Initial
    | Sign
    | Choice
    | Note
    | Required
    | If
    | Reaffirm
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement of the form comes from."""

    label: str
    date: str
    url: str
    supports: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A versioned text of the clinic; `texts` holds its Markdown by language.

    A form that the clinic has as a PDF of its own has `files` in place of texts.
    """

    id: str
    kind: str
    version: int
    effective: date
    state: FormState
    titles: Mapping[str, str] = field(hash=False)
    shorts: Mapping[str, str] = field(hash=False)
    texts: Mapping[str, str] = field(hash=False, repr=False)
    hashes: Mapping[str, str] = field(hash=False, repr=False)
    material: bool = True
    approved_by: str = ""
    approved_on: date | None = None
    routes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    valid_days: int | None = None
    gap_days: int | None = None
    per_visit: bool = False
    resign_on: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    named_conditions: tuple[str, ...] = ()
    evidences: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    """How sure the sheet's subject is, in a few words, by language; empty where nothing is."""
    sources: tuple[Source, ...] = ()
    required: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    """The citation of each block whose wording is prescribed, by the block's id."""
    material_since: int = 1
    """The earliest version whose signatures still count."""
    shipped: int = 0
    """The version of the program's own form that this one is, word by word; 0 for a clinic's."""
    changed: str = ""
    """What was changed in this version, in the words of whoever changed it."""
    files: Mapping[str, OwnFile] = field(default_factory=dict[str, OwnFile], hash=False)
    """The clinic's own PDFs by language, printed as they are."""

    @property
    def is_draft(self) -> bool:
        """Whether the medical director has not approved it."""
        return self.state is FormState.DRAFT

    def approved(self, by: str, on: date, effective: date) -> "Form":
        """The same version as somebody approved it, for visits from a day on."""
        state = FormState.APPROVED
        return replace(self, state=state, approved_by=by, approved_on=on, effective=effective)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the form has a title in."""
        return tuple(self.titles)

    @property
    def printed_in(self) -> tuple[str, ...]:
        """The languages that it can be printed in."""
        return (*self.texts, *self.files)

    @property
    def kept_files(self) -> tuple[str, ...]:
        """What the archive keeps for its PDFs, by hash."""
        return tuple(digest for file in self.files.values() for digest in (file.came, file.printed))

    def is_for(self, route: str) -> bool:
        """Whether the text is for this route; a form without routes is for any."""
        return not self.routes or route in self.routes

    def for_route(self, route: str) -> "Form":
        """The form as this route asks for it: where each route is signed anew, for it alone."""
        anew = self.routes and NEW_ROUTE in self.resign_on
        return replace(self, routes=(route,)) if anew else self

    def is_about(self, conditions: AbstractSet[str]) -> bool:
        """Whether it is about one of these conditions; a form that names none is for all."""
        return not self.conditions or not conditions.isdisjoint(self.conditions)

    def title(self, language: str) -> str:
        """The title in a language, or in English where it has none."""
        return self.titles.get(language) or self.titles["en"]

    def short(self, language: str) -> str:
        """The short title of lists and footers, in a language or in English."""
        return self.shorts.get(language) or self.shorts["en"]

    @property
    def named(self) -> Title:
        """The short title in every language at once."""
        return Title(self.shorts["en"], self.shorts)

    def evidence(self, language: str) -> str:
        """How sure its subject is, in a language or in English; nothing where nothing is said."""
        return self.evidences.get(language) or self.evidences.get("en", "")


def shown(blocks: tuple[Block, ...], conditions: AbstractSet[str]) -> tuple[Block, ...]:
    """The blocks as they are printed when these conditions hold, without any `If` left."""
    return tuple(_shown(blocks, conditions))


def _shown(blocks: tuple[Block, ...], conditions: AbstractSet[str]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Initial | Sign | Choice | Note | Required | Reaffirm):
            yield replace(block, blocks=shown(block.blocks, conditions))
        elif not isinstance(block, If):
            yield block
        elif block.condition in conditions:
            yield from _shown(block.blocks, conditions)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, also those inside others, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Figure():
                yield from walk(block.caption)
            case Initial() | Sign() | Choice() | Note() | Required() | If() | Reaffirm():
                yield from walk(block.blocks)
            case _:
                pass


def inlines(block: Block) -> Iterator[Inline]:
    """The inline texts a block holds itself, not those of blocks inside it."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Bullets():
            yield from block.items
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row
        case _:
            pass


def fields_of(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The names of the fields merged anywhere in the blocks."""
    return frozenset(
        run.field
        for block in walk(blocks)
        for inline in inlines(block)
        for run in inline
        if run.field
    )


def conditions_of(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The names of the conditions asked for anywhere in the blocks."""
    return frozenset(block.condition for block in walk(blocks) if isinstance(block, If))


def ids_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Every block id and box id, in order, doubles kept."""
    return tuple(
        block.id
        for block in walk(blocks)
        if isinstance(block, Heading | Paragraph | Initial | Choice | Required) and block.id
    )


def plain(inline: Inline) -> str:
    """The text of an inline, with {field} where a value goes."""
    return "".join(run.text or f"{{{run.field}}}" for run in inline)
