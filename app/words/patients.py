"""What the fields of a patient's record are called."""

from collections.abc import Mapping

from app.words.tongue import tr_of

FIELDS: Mapping[str, str] = {
    "nothing": "Left out",
    "chart": "Chart number",
    "name": "Whole name",
    "given": "Given names",
    "family": "Family names",
    "preferred": "Preferred name",
    "pronouns": "Pronouns",
    "born": "Date of birth",
    "phone": "Telephone",
    "phones": "Telephones",
    "email": "Email",
    "address": "Address",
    "language": "Language of the papers",
    "large_print": "Large print",
    "interpreter": "Interpreter",
    "emergency": "Emergency contact",
    "emergency-name": "Emergency contact",
    "emergency-relation": "Emergency relation",
    "emergency-phone": "Emergency telephone",
    "representative": "Legal representative",
    "alert": "Alert",
    "notes": "Notes",
    "part2": "Protected by Part 2",
}
"""Fields of the record, and what else a column of a table can be."""


def aside_word(field: str) -> str:
    """What a value is that is kept in the notes, as a sentence says it."""
    return tr_of("field", field.capitalize()).lower()


def field_word(field: str) -> str:
    """What a field of the record is called."""
    return tr_of("field", FIELDS.get(field, field))
