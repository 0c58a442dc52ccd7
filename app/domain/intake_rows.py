"""Lines of a table as patients, or why a line is none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.birth_dates import Order, read_birth
from app.domain.intake import Field, Mapped
from app.domain.names import fold
from app.domain.patients import Contact, Patient, Phone
from app.domain.refusal import Reason, Refused
from app.domain.tables import Line, Table

Dial = Callable[[str], str]
"""Gives a telephone number as it is dialled, or refuses it."""

LANGUAGES: Mapping[str, str] = {
    name: code
    for code, names in {"en": "en eng english ingles", "es": "es spa spanish espanol"}.items()
    for name in names.split()
}
"""The languages that papers can be in, as tables call them, folded."""

BIRTHS: Mapping[str, str] = {
    "birth-unreadable": "import-row-birth-unreadable",
    "birth-order": "import-row-birth-order",
    "birth-century": "import-row-birth-century",
    "birth-long-ago": "import-row-birth-long-ago",
    "patient-born-later": "import-row-birth-later",
}
"""The same reasons, of a row."""

NONE = frozenset(
    {"", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "?", "no", "ninguno"}
)
"""What stands where nothing is known."""

JOINTS: Mapping[Field, str] = {Field.ADDRESS: ", ", Field.ALERT: "; ", Field.NOTES: "\n"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a line speaks of, and what of it could not be kept in its place."""

    row: int
    patient: Patient
    notices: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What a table gives: people, and the faults of the lines that give none."""

    candidates: tuple[Candidate, ...]
    faults: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a table is read: what its columns are, what comes first in its dates, and when."""

    mapped: Mapped
    headings: tuple[str, ...]
    order: Order | None
    today: date
    dial: Dial


def read_lines(table: Table, way: Way) -> Readout:
    """The people of a table; a line with any fault is left out with all of them."""
    candidates: list[Candidate] = []
    faults: list[Reason] = []
    for line in table.lines:
        try:
            candidates.append(_candidate(line, way))
        except Refused as refused:
            faults += refused.reasons
    return Readout(candidates=tuple(candidates), faults=tuple(faults))


def _candidate(line: Line, way: Way) -> Candidate:
    said = _said(line, way)
    given, family = _names(said)
    against = [*line.faults]
    if not given and not family:
        against.append(Reason("import-row-nameless", {"row": line.row}))
    born = _born(line.row, said.get(Field.BORN, [""])[0], way, against)
    if against or born is None:
        raise Refused(against)
    notices: list[Reason] = []
    patient = _patient(line.row, said, way, notices, (given, family, born))
    return Candidate(line.row, patient, tuple(notices))


def _said(line: Line, way: Way) -> dict[Field, list[str]]:
    """What the line says, by field; a telephone with its heading."""
    said: dict[Field, list[str]] = {}
    for field, text in zip(way.mapped, line.cells, strict=True):
        if text and field is not Field.NOTHING:
            said.setdefault(field, []).append(text)
    return said


def _names(said: Mapping[Field, list[str]]) -> tuple[str, str]:
    given, family = (" ".join(said.get(each, ())) for each in (Field.GIVEN, Field.FAMILY))
    whole = said.get(Field.NAME, [""])[0]
    if given or family or not whole:
        return given or family, family if given else ""
    before, comma, after = whole.partition(",")
    return (after.strip(), before.strip()) if comma and after.strip() else (whole, "")


def _born(row: int, text: str, way: Way, against: list[Reason]) -> date | None:
    if not text:
        against.append(Reason("import-row-birth-missing", {"row": row}))
        return None
    try:
        return read_birth(text, way.order, way.today)
    except Refused as refused:
        (reason,) = refused.reasons
        against.append(Reason(BIRTHS[reason.code], {"row": row, **reason.facts}))
        return None


def _patient(
    row: int,
    said: Mapping[Field, list[str]],
    way: Way,
    notices: list[Reason],
    who: tuple[str, str, date],
) -> Patient:
    given, family, born = who

    def text(field: Field) -> str:
        return JOINTS.get(field, " ").join(said.get(field, ()))

    kept: list[str] = []

    def aside(what: str, text: str) -> None:
        """Keep in the notes what cannot be kept in its place."""
        kept.append(f"{what}: {text}")
        notices.append(Reason("import-aside", {"row": row, "what": what.lower(), "text": text}))

    phones = tuple(_phones(said.get(Field.PHONE, ()), way.dial, aside))
    email = _email(text(Field.EMAIL), aside)
    language = _language(text(Field.LANGUAGE), aside)
    emergency = _emergency(text, way.dial, aside)
    return Patient(
        chart=text(Field.CHART),
        given=given,
        family=family,
        preferred=text(Field.PREFERRED),
        pronouns=text(Field.PRONOUNS),
        born=born,
        phones=phones,
        email=email,
        address=text(Field.ADDRESS),
        language=language,
        interpreter=_unless_none(text(Field.INTERPRETER)),
        emergency=emergency,
        alert=text(Field.ALERT),
        notes="\n".join([*filter(None, [text(Field.NOTES)]), *kept]),
    )


Aside = Callable[[str, str], None]


def _unless_none(text: str) -> str:
    return "" if fold(text) in NONE else text


def _phones(texts: list[str] | tuple[()], dial: Dial, aside: Aside) -> Iterator[Phone]:
    seen: set[str] = set()
    for text in texts:
        number = _number(text, dial, aside, "Phone")
        if number and number not in seen:
            seen.add(number)
            yield Phone(number=number)


def _number(text: str, dial: Dial, aside: Aside, what: str) -> str:
    if fold(text) in NONE:
        return ""
    try:
        return dial(text)
    except Refused:
        aside(what, text)
        return ""


def _email(text: str, aside: Aside) -> str:
    before, at, after = text.strip().partition("@")
    if fold(text) in NONE:
        return ""
    if before and at and "." in after and not any(map(str.isspace, text.strip())):
        return text.strip()
    aside("Email", text)
    return ""


def _language(text: str, aside: Aside) -> str:
    if fold(text) in NONE:
        return "en"
    code = LANGUAGES.get(fold(text).split("-")[0].split("_")[0].strip("."))
    if code is None:
        aside("Language", text)
    return code or "en"


def _emergency(text: Callable[[Field], str], dial: Dial, aside: Aside) -> Contact | None:
    name, relation = text(Field.EMERGENCY_NAME), text(Field.EMERGENCY_RELATION)
    phone = _number(text(Field.EMERGENCY_PHONE), dial, aside, "Emergency phone")
    if not name and not phone:
        return None
    return Contact(name=name, relation=relation, phone=phone)
