"""`referral`: asking for a letter, filing it, and what a clinician says of it."""

from dataclasses import replace
from pathlib import Path

from app import words
from app.cli import referrals_chasing
from app.cli.answer import Answer, Document
from app.cli.call import Call, maybe_day, patient_of
from app.cli.parser import NUMBER, Commands, Help, Parser, whole_number
from app.cli.referral_answers import (
    FILED,
    WHOLE,
    add_number,
    referral_answer,
    said_of,
    short_document,
)
from app.clinic import Clinic
from app.domain.form_lists import INDICATIONS
from app.domain.records import Letter, Statement
from app.domain.referrals import CREDENTIALS, HOWS
from app.domain.refusal import refuse
from app.use_cases import attachments, part2, referrals
from app.use_cases.files import write_file
from app.use_cases.referral_requests import request_letter
from app.use_cases.referrals import ROUTES

RECORD = Help(
    summary="File a referral that arrived or is expected; or judge the one that waits.",
    document=f"{FILED}\nstate: expected received accepted rejected given-up",
    example='anteroom record referral --patient 10001 --from "Dr. Quinn, MD" --letter 2026-11-20\n'
    "anteroom record referral --patient 10001 --accept --as iyer",
    more="The desk files with --from and --letter or --expected-by; a clinician judges the newest "
    "letter\nthat waits with --accept, or with --reject and --why.",
)
REQUEST = Help(
    summary="Note that a letter is asked for, of whom and by when; --out writes the request.",
    document=f'{WHOLE}\n"part2": true when 42 CFR Part 2 protects the patient of a written letter',
    example='anteroom referral request --patient 10001 --from "Dr. Quinn" --credential MD \\\n'
    '  --phone "202 555 0142" --due +7 --out letter.pdf',
)
RECEIVE = Help(
    summary="File a letter that arrived, in place of the one that was expected.",
    document=WHOLE,
    example='anteroom referral receive --patient 10001 --from "Dr. Quinn" --letter 2026-11-20 \\\n'
    "  --visits 6 --until 2027-05-19 --how fax",
)
ACCEPT = Help(
    summary="Accept the newest letter that waits; the login must be a clinician's.",
    document=WHOLE,
    example="anteroom referral accept --patient 10001 --as iyer",
)
REJECT = Help(
    summary="Do not accept the newest letter that waits, and say why.",
    document=WHOLE,
    example='anteroom referral reject --patient 10001 --why "Not signed." --as iyer',
)
ATTACH = Help(
    summary="Keep the scan of a letter with its referral: a PDF, PNG, JPEG or TIFF file.",
    document='{"attachment", "referral", "kind", "pages", "sha256"}',
    example="anteroom referral attach --referral 7 --file letter.pdf",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    level = commands.level("referral", "Ask for a referral letter, chase it, file it, judge it.")
    _add_request(level.add("request", _request, REQUEST))
    _add_receive(level.add("receive", _receive, RECEIVE))
    _add_patient(level.add("accept", _accept, ACCEPT))
    reject = level.add("reject", _reject, REJECT)
    _add_patient(reject)
    reject.add_argument("--why", required=True, metavar="TEXT", help="why it is not accepted")
    attach = level.add("attach", _attach, ATTACH)
    add_number(attach)
    attach.add_argument("--file", required=True, metavar="FILE", help="the scan")
    referrals_chasing.add(level)


def add_record(record: Commands) -> None:
    """`record referral`: the same acts in one command."""
    parser = record.add("referral", _record, RECORD)
    _add_patient(parser)
    parser.add_argument("--from", dest="referrer", metavar="NAME", help="who refers, credential")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--letter", metavar="DAY", help="the date on the letter that arrived")
    when.add_argument("--expected-by", metavar="DAY", help="no letter yet, it is due by then")
    _add_scope(parser)
    judging = parser.add_mutually_exclusive_group()
    judging.add_argument("--accept", action="store_true", help="accept the letter that waits")
    judging.add_argument("--reject", action="store_true", help="reject the letter that waits")
    parser.add_argument("--why", default="", metavar="TEXT", help="why it is rejected")


def _add_patient(parser: Parser) -> None:
    parser.add_argument("--patient", required=True, metavar="CHART", help="chart number")


def _add_scope(parser: Parser) -> None:
    parser.add_argument(
        "--visits", type=whole_number(1, 1000), metavar="N", help="dosing visits that it allows"
    )
    parser.add_argument("--until", metavar="DAY", help="the letter's own last day")
    parser.add_argument(
        "--condition", choices=INDICATIONS, default="", help="what it is for (any condition)"
    )


def _add_referrer(parser: Parser) -> None:
    _add_patient(parser)
    parser.add_argument("--from", dest="referrer", required=True, metavar="NAME", help="who refers")
    known = ", ".join(CREDENTIALS)
    parser.add_argument("--credential", default="", metavar="TEXT", help=f"{known} or another")
    parser.add_argument("--npi", default="", metavar="NUMBER", help="NPI, ten digits, if any")
    parser.add_argument("--practice", default="", metavar="NAME", help="where they practise")
    parser.add_argument("--phone", default="", metavar="NUMBER", help="their telephone")
    parser.add_argument("--fax", default="", metavar="NUMBER", help="their fax")
    parser.add_argument("--route", choices=ROUTES, default="", help="route it covers (any)")
    parser.add_argument(
        "--statement",
        choices=[each.value for each in Statement],
        default=Statement.REFERRAL.value,
        help="what the letter says (referral)",
    )
    _add_scope(parser)


def _add_request(parser: Parser) -> None:
    _add_referrer(parser)
    parser.add_argument("--due", required=True, metavar="DAY", help="by when it is expected")
    parser.add_argument("--out", metavar="FILE", help="write the request letter here, a PDF")


def _add_receive(parser: Parser) -> None:
    _add_referrer(parser)
    parser.add_argument("--letter", required=True, metavar="DAY", help="the date on the letter")
    parser.add_argument("--received", metavar="DAY", help="the day it arrived (today)")
    parser.add_argument("--how", choices=HOWS, default="", help="how it arrived")
    parser.add_argument("--referral", type=NUMBER, default=0, metavar="N", help="which request")


def _record(call: Call) -> Answer:
    asked = call.words
    judging = asked.accept or asked.reject
    filing = (asked.referrer, asked.letter, asked.expected_by, asked.visits, asked.until)
    if judging and (any(filing) or asked.condition):
        problem = "Judge a letter with --accept or --reject alone; file one with --from."
        raise refuse("usage", problem=problem)
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        if judging:
            kept = referrals.judge_referral(clinic, patient.id, accept=asked.accept, why=asked.why)
        else:
            letter = Letter(
                referrer=asked.referrer or "",
                condition=asked.condition,
                letter_on=maybe_day(clinic, asked.letter),
                expected_by=maybe_day(clinic, asked.expected_by),
                visits=asked.visits,
                valid_until=maybe_day(clinic, asked.until),
            )
            kept = referrals.record_referral(clinic, patient.id, letter)
    return Answer(document=short_document(patient, kept), lines=said_of(patient, kept))


def _letter(call: Call, clinic: Clinic) -> Letter:
    asked = call.words
    return Letter(
        referrer=asked.referrer,
        credential=asked.credential,
        npi=asked.npi,
        practice=asked.practice,
        phone=asked.phone,
        fax=asked.fax,
        statement=Statement(asked.statement),
        condition=asked.condition,
        route=asked.route,
        visits=asked.visits,
        valid_until=maybe_day(clinic, asked.until),
    )


def _request(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        wanted = replace(_letter(call, clinic), expected_by=maybe_day(clinic, asked.due))
        kept = referrals.request_referral(clinic, patient.id, wanted)
        if asked.out:
            write_file(Path(asked.out), request_letter(clinic, kept.id))
    answer = referral_answer(patient, kept)
    if not (asked.out and patient.part2):
        return answer
    warned = words.say_all(part2.warnings(part2.protected([patient])))
    document: Document = {**answer.document, "part2": True}
    return Answer(document=document, lines=(*answer.lines, warned))


def _receive(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        letter = replace(
            _letter(call, clinic),
            letter_on=maybe_day(clinic, asked.letter),
            received_on=maybe_day(clinic, asked.received),
            received_how=asked.how,
        )
        kept = referrals.receive_referral(clinic, patient.id, letter, asked.referral)
    return referral_answer(patient, kept)


def _accept(call: Call) -> Answer:
    return _judge(call, accept=True, why="")


def _reject(call: Call) -> Answer:
    return _judge(call, accept=False, why=call.words.why)


def _judge(call: Call, *, accept: bool, why: str) -> Answer:
    with call.clinic() as clinic:
        patient = patient_of(clinic, call.words.patient)
        kept = referrals.judge_referral(clinic, patient.id, accept=accept, why=why)
    return referral_answer(patient, kept)


def _attach(call: Call) -> Answer:
    scan = attachments.look_at_scan(Path(call.words.file))
    with call.clinic() as clinic:
        kept = attachments.attach_letter(clinic, call.words.referral, scan)
    document: Document = {
        "attachment": kept.id,
        "referral": kept.subject,
        "kind": kept.kind,
        "pages": kept.pages,
        "sha256": kept.sha256,
    }
    said = f"Attached to referral {kept.subject}: {words.plural(kept.pages, 'page')}."
    return Answer(document=document, lines=(said,))
