"""The values of a form: what is known about it, and its text as blocks that hold no markup."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

FIELDS: Mapping[str, str] = {
    "clinic.name": "the clinic's name",
    "clinic.address": "the clinic's address on one line",
    "clinic.phone": "the clinic's telephone",
    "clinic.after_hours_phone": "the telephone outside opening hours",
    "patient.name": "the patient's name",
    "patient.preferred": "the name the patient likes to be called",
    "patient.born": "the patient's date of birth",
    "patient.chart": "the chart number",
    "patient.address": "the patient's address on one line",
    "patient.phone": "the patient's first telephone",
    "patient.email": "the patient's email address",
    "emergency.name": "the emergency contact",
    "emergency.relation": "who that is to the patient",
    "emergency.phone": "that person's telephone",
    "representative.name": "who may sign for the patient",
    "representative.authority": "by what authority",
    "interpreter.language": "the language the interpreter speaks with the patient",
    "referrer.name": "who referred the patient",
    "visit.type": "the visit type's name",
    "visit.day": "the day of the visit",
    "visit.arrive": "when the patient should arrive",
    "visit.start": "when the visit starts",
    "visit.infusion": "when the infusion starts",
    "visit.dose": "when the dose is given, by whatever route",
    "visit.end": "when the visit ends",
    "visit.leave": "when the patient may leave",
    "prescriber.name": "the prescriber of the visit",
    "therapist.name": "the therapist of the visit",
    "diagnosis.words": "the diagnosis in plain words",
    "ride.name": "who takes the patient home",
    "ride.phone": "that person's telephone",
    "times.food_until": "the last time for food",
    "times.clear_until": "the last time for clear liquids",
    "times.alcohol_until": "the last time for alcohol before the visit",
    "times.alcohol_after": "the first time for alcohol after the visit",
    "times.drive_after": "the first time the patient may drive",
    "times.prepared_day": "the day on which things are made ready",
    "policy.food_hours": "hours without food",
    "policy.clear_hours": "hours without clear liquids",
    "policy.alcohol_hours_before": "hours without alcohol before",
    "policy.alcohol_hours_after": "hours without alcohol after",
    "policy.driving_hours": "hours without driving",
    "policy.escort_age": "the least age of the person who takes the patient home",
    "policy.cancel_hours": "hours of notice for cancelling",
    "course.sessions": "how many sessions are planned",
    "course.weeks": "over how many weeks",
}

CONDITIONS: Mapping[str, str] = {
    "iv": "the dose is an infusion",
    "im": "the dose is an injection into a muscle",
    "sublingual": "the dose is a lozenge or tablet under the tongue",
    "esketamine": "the dose is esketamine nasal spray",
    "kap": "a therapist is in the room",
    "group": "the visit is a seat in a group",
    "telehealth": "the visit is by video",
    "minor": "the patient is under the age at which one signs alone",
    "compounded": "the clinic gives ketamine that a pharmacy compounds",
    "take-home": "lozenges are taken at home",
    "interpreter": "somebody interprets for the patient",
    "witness": "the clinic wants a witness of the signature",
    "large-print": "the paper is set in large print",
    "representative": "somebody signs for the patient",
    "teach-back": "the clinic asks patients to say in own words what they sign",
}

KINDS = ("consent", "agreement", "disclosure", "instructions", "education", "statement")


class FormState(StrEnum):
    """What the clinic decided about a version of a form."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


ROUTES = ("iv", "im", "sublingual", "esketamine")
INDICATIONS = (
    "depression",
    "bipolar",
    "social-anxiety",
    "anxiety",
    "ptsd",
    "ocd",
    "substance-use",
    "pain",
)
FIGURES = (
    "glutamate",
    "depression-course",
    "balance",
    "question-pad",
    "writing-lines",
    "esketamine-visit",
    "infusion-pumps",
    "ketamine-timeline",
    "social-anxiety-study",
    "ocd-studies",
    "ptsd-studies",
    "sober-days",
    "crps-pain",
    "help-now",
    "evidence-ladder",
)
NEW_ROUTE = "new-route"
RESIGN_ON = ("material-version", NEW_ROUTE, "new-indication", "new-signer", "revocation")


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
    """A versioned text of the clinic; `texts` holds its Markdown by language."""

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
