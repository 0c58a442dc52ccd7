"""A referral as the commands name it and answer it."""

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import written
from app.cli.parser import NUMBER, Parser
from app.domain.patients import Patient
from app.domain.records import Referral

FILED = (
    '{"patient", "state", "referrer", "condition", "letter", "expected_by", "visits",\n'
    ' "until", "judged_by", "why"}'
)
WHOLE = (
    '{"number", "credential", "npi", "practice", "phone", "fax", "statement", "route",\n'
    ' "received", "how"} and, as `record referral` has them, '
    '"patient", "state", "referrer",\n "condition", "letter", "expected_by", "visits", '
    '"until", "judged_by", "why"\n'
    "state: expected received accepted rejected given-up"
)


def add_number(parser: Parser) -> None:
    """Which letter it is."""
    parser.add_argument(
        "--referral", required=True, type=NUMBER, metavar="N", help="its number, as the list has it"
    )


def referral_answer(patient: Patient, kept: Referral) -> Answer:
    """A referral with everything that was filed of it."""
    document: Document = {
        "number": kept.id,
        **short_document(patient, kept),
        "credential": kept.credential or None,
        "npi": kept.npi or None,
        "practice": kept.practice or None,
        "phone": kept.phone or None,
        "fax": kept.fax or None,
        "statement": kept.statement.value,
        "route": kept.route or None,
        "received": written(kept.received_on),
        "how": kept.received_how or None,
    }
    return Answer(document=document, lines=said_of(patient, kept))


def short_document(patient: Patient, kept: Referral) -> Document:
    """A referral as `record referral` answers it."""
    return {
        "patient": patient.chart,
        "state": kept.state.value,
        "referrer": kept.referrer,
        "condition": kept.condition or None,
        "letter": written(kept.letter_on),
        "expected_by": written(kept.expected_by),
        "visits": kept.visits,
        "until": written(kept.valid_until),
        "judged_by": kept.judged_by or None,
        "why": kept.reason or None,
    }


def said_of(patient: Patient, kept: Referral) -> tuple[str, ...]:
    """Whose letter it is, and how far it has come."""
    state = words.referral_word(kept.state).lower()
    said = f"referral {kept.id} from {kept.titled} is {state}."
    return (f"{patient.listed} ({patient.chart}): {said}",)
