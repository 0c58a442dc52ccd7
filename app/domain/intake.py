"""Taking patients over from a table: which column is which field of the record."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from app.domain import birth_dates
from app.domain.birth_dates import Order
from app.domain.names import fold
from app.domain.refusal import Reason, Refused
from app.domain.tables import Table, column_letter


class Field(StrEnum):
    """What a column of the table can be."""

    NOTHING = "nothing"
    CHART = "chart"
    NAME = "name"
    """Both names in one, the family name first when there is a comma."""
    GIVEN = "given"
    FAMILY = "family"
    PREFERRED = "preferred"
    PRONOUNS = "pronouns"
    BORN = "born"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    EMERGENCY_NAME = "emergency-name"
    EMERGENCY_RELATION = "emergency-relation"
    EMERGENCY_PHONE = "emergency-phone"
    ALERT = "alert"
    NOTES = "notes"


Mapped = tuple[Field, ...]
"""A field for each column of a table."""

SEVERAL = frozenset(
    {
        *(Field.NOTHING, Field.GIVEN, Field.FAMILY, Field.PHONE, Field.ADDRESS, Field.ALERT),
        Field.NOTES,
    }
)
"""What several columns may be: first and middle name, street and town, home and mobile."""

HEADINGS: Mapping[Field, str] = {
    Field.CHART: "chart|chart number|chart no|chart #|mrn|medical record number|patient id|"
    "patient number|patient no|id|record number|account number|expediente|no expediente|"
    "numero de expediente|historia clinica|numero de historia|nhc",
    Field.NAME: "name|full name|patient|patient name|client|client name|nombre completo|paciente|"
    "nombre y apellidos|apellidos y nombre|nombre del paciente",
    Field.GIVEN: "first|first name|firstname|given|given name|given names|forename|fname|"
    "middle name|middle|middle initial|mi|nombre|nombres|primer nombre|segundo nombre|"
    "patient first name|client first name",
    Field.FAMILY: "last|last name|lastname|family|family name|family names|surname|lname|"
    "apellido|apellidos|primer apellido|segundo apellido|apellido paterno|apellido materno|"
    "patient last name|client last name",
    Field.PREFERRED: "preferred|preferred name|nickname|goes by|known as|chosen name|"
    "nombre preferido|apodo",
    Field.PRONOUNS: "pronouns|pronombres",
    Field.BORN: "dob|birth date|birthdate|date of birth|born|birthday|d o b|patient dob|"
    "fecha de nacimiento|nacimiento|fecha nacimiento|f nacimiento|nacido|fdn",
    Field.PHONE: "phone|phone number|telephone|tel|mobile|mobile phone|cell|cell phone|cellphone|"
    "home phone|work phone|phone 1|phone 2|primary phone|secondary phone|day phone|"
    "evening phone|telefono|telefonos|celular|movil|telefono movil|telefono celular|"
    "telefono de casa|telefono del trabajo",
    Field.EMAIL: "email|e mail|email address|mail|correo|correo electronico",
    Field.ADDRESS: "address|address 1|address 2|address line 1|address line 2|street|"
    "street address|city|town|state|province|zip|zip code|zipcode|postal code|postcode|country|"
    "direccion|domicilio|calle|ciudad|estado|provincia|codigo postal|cp|pais",
    Field.LANGUAGE: "language|preferred language|primary language|idioma|lengua|idioma preferido",
    Field.INTERPRETER: "interpreter|interpreter needed|interprete",
    Field.EMERGENCY_NAME: "emergency contact|emergency contact name|emergency name|"
    "next of kin|contacto de emergencia|nombre del contacto de emergencia",
    Field.EMERGENCY_RELATION: "emergency relation|emergency contact relation|"
    "emergency contact relationship|emergency relationship|parentesco|"
    "relacion del contacto de emergencia",
    Field.EMERGENCY_PHONE: "emergency phone|emergency contact phone|emergency number|"
    "emergency contact number|telefono de emergencia|telefono del contacto de emergencia",
    Field.ALERT: "alert|alerts|warning|flag|alerta|alertas|aviso",
    Field.NOTES: "notes|note|comments|comment|remarks|notas|nota|comentarios|observaciones",
}
"""What columns are called in English and in Spanish, folded."""

BY_HEADING: Mapping[str, Field] = {
    heading: field for field, listed in HEADINGS.items() for heading in listed.split("|")
}

LOOKED_AT = 200
"""Lines by which a column without a known heading is judged."""
MOST_OF = 0.9
"""So many of its values must be of one kind."""

_MARKS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PHONE = re.compile(r"\+?[\d\s().-]{7,20}(?:\s*(?:x|ext\.?)\s*\d+)?")
_DIGITS = range(10, 16)


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded, in words."""
    return " ".join(_MARKS.sub(" ", fold(_CAMEL.sub(" ", heading))).split())


def guessed(table: Table, today: date) -> Mapped:
    """What each column is by its heading, or else by what is in it; what is unsure is nothing."""
    fields = [BY_HEADING.get(heading_key(heading), Field.NOTHING) for heading in table.headings]
    for field, is_such in _kinds(today).items():
        if field not in fields:
            columns = [i for i, f in enumerate(fields) if f is Field.NOTHING]
            fits = [i for i in columns if _mostly(table, i, is_such)]
            if len(fits) == 1:
                fields[fits[0]] = field
    return tuple(_once(fields))


def _kinds(today: date) -> Mapping[Field, Callable[[str], bool]]:
    return {
        Field.EMAIL: lambda text: "@" in text and " " not in text,
        Field.BORN: lambda text: _is_date(text, today),
        Field.PHONE: lambda text: (
            _PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) in _DIGITS
        ),
    }


def _is_date(text: str, today: date) -> bool:
    try:
        birth_dates.read_birth(text, birth_dates.Order.MONTH, today)
    except Refused:
        return bool(birth_dates.orders_shown([text]))
    return True


def _mostly(table: Table, column: int, is_such: Callable[[str], bool]) -> bool:
    texts = [line.cells[column] for line in table.lines[:LOOKED_AT] if line.cells[column]]
    return bool(texts) and sum(map(is_such, texts)) >= MOST_OF * len(texts)


def _once(fields: Sequence[Field]) -> Iterator[Field]:
    """A field that only one column can be is the first of those that look like it."""
    seen: set[Field] = set()
    has_parts = Field.GIVEN in fields and Field.FAMILY in fields
    for field in fields:
        is_again = field in seen and field not in SEVERAL
        is_doubled = has_parts and field is Field.NAME
        seen.add(field)
        yield Field.NOTHING if is_again or is_doubled else field


def against_mapping(mapped: Mapped, headings: Sequence[str]) -> Iterator[Reason]:
    """Say why this is no way to read a table."""
    if not {Field.NAME, Field.GIVEN, Field.FAMILY} & set(mapped):
        yield Reason("import-no-name", {"headings": tuple(headings)})
    if Field.BORN not in mapped:
        yield Reason("import-no-birth", {"headings": tuple(headings)})
    for field in Field:
        columns = [i for i, each in enumerate(mapped) if each is field]
        if field not in SEVERAL and len(columns) > 1:
            names = tuple(headings[i] or column_letter(i) for i in columns)
            yield Reason("import-field-twice", {"field": field.value, "columns": names})


def order_of(table: Table, mapped: Mapped) -> Order | None:
    """What comes first in the table's dates of birth, when they themselves show it."""
    shown = birth_dates.orders_shown(dates_in(table, mapped))
    return next(iter(shown)) if len(shown) == 1 else None


def unclear_date(table: Table, mapped: Mapped) -> str:
    """A date that nobody can read without knowing the order, when nothing else shows it."""
    is_shown = order_of(table, mapped) is not None
    return "" if is_shown else birth_dates.unclear(dates_in(table, mapped))


def dates_in(table: Table, mapped: Mapped) -> Iterator[str]:
    """The texts in the column with the dates of birth."""
    if Field.BORN in mapped:
        column = mapped.index(Field.BORN)
        yield from (line.cells[column] for line in table.lines)
