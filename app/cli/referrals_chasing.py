"""`referral`: chasing a letter that is waited for: whom to call, what it came to, giving up."""

from collections.abc import Sequence

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, maybe_day, stamp, written
from app.cli.columns import columns
from app.cli.parser import Commands, Help, Parser, whole_number
from app.cli.referral_answers import WHOLE, add_number, referral_answer
from app.clinic import Clinic
from app.domain.referrals import CALLED, WAYS
from app.use_cases import chasing, referrals
from app.use_cases.chasing import Outstanding, Try

ATTEMPT = Help(
    summary="Note that somebody reminded the referrer, and when to call again.",
    document='{"referral", "at", "by", "how", "answer", "note", "next_call"}',
    example="anteroom referral attempt --referral 7 --answer message --next +2",
)
GIVE_UP = Help(
    summary="Wait for a letter no longer.",
    document=WHOLE,
    example="anteroom referral give-up --referral 7",
)
LIST = Help(
    summary="List every letter that is expected, whom to call first in front.",
    document='{"referrals": [{"number", "patient", "referrer", "phone", "due", "next_call",\n'
    '                "attempts", "last": {"at", "by", "how", "answer"} or null,\n'
    '                "visit": {"visit", "type", "start"} or null}], "total"}',
    example="anteroom referral list --json",
)


def add(level: Commands) -> None:
    """Put the commands on the list of `referral`."""
    _add_attempt(level.add("attempt", _attempt, ATTEMPT))
    add_number(level.add("give-up", _give_up, GIVE_UP))
    level.add("list", _list, LIST).add_argument(
        "--limit", type=whole_number(1, 1000), default=200, metavar="N", help="at most (200)"
    )


def _add_attempt(parser: Parser) -> None:
    add_number(parser)
    parser.add_argument("--answer", required=True, choices=CALLED, help="what it came to")
    parser.add_argument("--how", choices=WAYS, default="phone", help="how (phone)")
    parser.add_argument("--note", default="", metavar="TEXT", help="what they said")
    parser.add_argument("--next", dest="next_call", metavar="DAY", help="call again on (+2)")


def _attempt(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        tried = Try(
            answer=asked.answer,
            how=asked.how,
            note=asked.note,
            next_call=maybe_day(clinic, asked.next_call),
        )
        kept = chasing.note_attempt(clinic, asked.referral, tried)
        document: Document = {
            "referral": kept.referral,
            "at": stamp(clinic, kept.at),
            "by": kept.by,
            "how": kept.how,
            "answer": kept.answer,
            "note": kept.note or None,
            "next_call": kept.next_call.isoformat(),
        }
    said = f"{words.called_word(kept.answer)}. Next call {words.day(kept.next_call)}."
    return Answer(document=document, lines=(said,))


def _give_up(call: Call) -> Answer:
    with call.clinic() as clinic:
        kept = referrals.give_up_referral(clinic, call.words.referral)
        patient = chasing.patient_of(clinic, kept)
    return referral_answer(patient, kept)


def _list(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = chasing.outstanding_referrals(clinic, call.words.limit)
        document: Document = {
            "referrals": [_outstanding(clinic, each) for each in found.lines],
            "total": found.total,
        }
    lines = columns([_row(each) for each in found.lines], indent="")
    return Answer(document=document, lines=lines or ("No letter is waited for.",))


def _outstanding(clinic: Clinic, each: Outstanding) -> Document:
    last, view = each.last, each.visit
    return {
        "number": each.referral.id,
        "patient": each.patient.chart,
        "referrer": each.referral.titled,
        "phone": each.referral.phone or None,
        "due": written(each.referral.expected_by),
        "next_call": each.next_call.isoformat(),
        "attempts": len(each.attempts),
        "last": last
        and {
            "at": stamp(clinic, last.at),
            "by": last.by,
            "how": last.how,
            "answer": last.answer,
        },
        "visit": view
        and {
            "visit": view.visit.id,
            "type": view.type.slug,
            "start": stamp(clinic, view.visit.start),
        },
    }


def _row(each: Outstanding) -> Sequence[str]:
    last = each.last
    return (
        f"{each.referral.id}",
        f"call {words.short_day(each.next_call)}",
        each.referral.titled,
        each.patient.listed,
        words.called_word(last.answer) if last else "nobody has called yet",
    )
