"""What the desk has written down of a patient, as rows of the card."""

from collections.abc import Iterator

from app.domain.patients import Contact, Patient, Phone, Representative
from app.ui.common.lists import Row
from app.ui.patients.new_patient import LANGUAGES
from app.use_cases.phones import shown_phone
from app.words.tongue import later, tr

ALLOWED = {
    (True, True): later("messages and texts allowed"),
    (True, False): later("messages allowed"),
    (False, True): later("texts allowed"),
    (False, False): later("calls only"),
}
"""What may be done with a number, by whether messages and whether texts are welcome."""


def record_rows(patient: Patient) -> Iterator[Row]:
    """Everything of the record but the name and what stands in the card's head already."""
    for number, phone in enumerate(patient.phones):
        yield _row(f"phone-{number}", shown_phone(phone.number), _about(phone), "call")
    told = (
        ("email", patient.email, tr("Email"), "letter"),
        ("address", patient.address, tr("Address"), "room"),
        ("papers", _papers(patient), tr("Papers"), "paper"),
        ("interpreter", patient.interpreter, tr("Interpreter needed"), "patients"),
        ("emergency", _name(patient.emergency), _contact(patient.emergency), "warning"),
        (
            "representative",
            _name(patient.representative),
            _representative(patient.representative),
            "person",
        ),
        ("notes", patient.notes, tr("Notes for the desk"), "edit"),
    )
    yield from (_row(*each) for each in told if each[1])


def _row(value: str, title: str, detail: str, icon: str) -> Row:
    return Row(value=("record", value), title=title, detail=detail, icon=icon)


def _about(phone: Phone) -> str:
    """Whose a number is, and what may be done with it; what may not is not said."""
    return f"{phone.label or tr('telephone')}, {tr(ALLOWED[phone.message, phone.text])}"


def _papers(patient: Patient) -> str:
    language = next((name for name, code in LANGUAGES if code == patient.language), "")
    return tr("{language}, large print", language=language) if patient.large_print else language


def _name(other: Contact | Representative | None) -> str:
    return other.name or shown_phone(other.phone) if other else ""


def _contact(other: Contact | None) -> str:
    if other is None:
        return ""
    parts = (
        tr("Emergency contact"),
        other.relation,
        shown_phone(other.phone) if other.name else "",
    )
    return ", ".join(part for part in parts if part)


def _representative(other: Representative | None) -> str:
    if other is None:
        return ""
    phone = shown_phone(other.phone) if other.name else ""
    parts = (tr("Legal representative"), other.authority, other.proof, phone)
    return ", ".join(part for part in parts if part)
