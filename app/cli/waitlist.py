"""`waitlist`: who would come sooner, who fits a gap, and booking them into it."""

from collections.abc import Sequence
from datetime import time

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, maybe_day, patient_of, stamp, when, written
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.cli.visits import VISIT_AND_ACT, add_act, visit_answer
from app.cli.wishing import WEEKDAYS, between_of, weekdays_of
from app.clinic import Clinic, new_token
from app.domain import gate
from app.domain.refusal import refuse
from app.domain.time import wall
from app.domain.waiting import ANSWERS, Gap, WaitEntry
from app.use_cases import waitlist
from app.use_cases.gaps import Taker, freed_gap, who_fits
from app.use_cases.resources import resource_named
from app.use_cases.scheduling import see_visit, visit_type
from app.use_cases.waitlist import WaitView, WaitWish

ENTRY = (
    '{"entry", "patient", "type", "since", "urgent", "on": [...], "after", "before", "until",\n'
    ' "with", "note", "ready", "later", "offered": {"at", "by", "start", "answer"} or null}'
)
"""One entry; `later` is the start of such a visit that the patient has already."""

LIST = Help(
    summary="List who waits: urgent first, then whoever waits longest.",
    document=f'{{"waiting": [{ENTRY}]}}',
    example="anteroom waitlist list --json",
)
ADD = Help(
    summary="Put a patient on the wait list for a kind of visit.",
    document=ENTRY,
    example="anteroom waitlist add --patient 10001 --type iv-dosing --between 08:00-12:00",
    more="The entry ends by itself after its last day, or once the patient has such a visit\n"
    "sooner than the one they have now.",
)
REMOVE = Help(
    summary="Take somebody off the wait list.",
    document='{"entry"}',
    example="anteroom waitlist remove --entry 3",
)
FIT = Help(
    summary="Say who on the wait list can fill a gap: ready first, urgent, then longest waiting.",
    document='{"gap": {"start", "end"},\n'
    ' "takers": [{"entry", "patient", "type", "start", "end", "resources": [...], "ready",\n'
    '             "met", "of", "held_only", "later", "offered"}]}',
    example="anteroom waitlist fit --visit 123\n"
    'anteroom waitlist fit --from "2026-12-01 09:00" --to "2026-12-01 12:00" --in "Room 2"',
    more="Name the visit whose time is free, or the gap; with --in the visit uses that room,\n"
    "person or pump.",
)
OFFER = Help(
    summary="Note that a patient is being offered a time, so that nobody else calls them.",
    document=ENTRY,
    example='anteroom waitlist offer --entry 3 --at "2026-12-01 09:00"',
)
ANSWER = Help(
    summary="Note what a call came to.",
    document=ENTRY,
    example="anteroom waitlist answer --entry 3 --said no-answer",
)
FILL = Help(
    summary="Book somebody from the wait list, who then waits no longer.",
    document=VISIT_AND_ACT,
    example='anteroom waitlist fill --entry 3 --at "2026-12-01 09:00" --json',
    more="A later visit of the same kind is brought forward, and its old time is free.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    level = commands.level("waitlist", "Who would come sooner, and who fits a gap.")
    level.add("list", _list, LIST)
    _add_options(level.add("add", _add, ADD))
    _of_an_entry(level.add("remove", _remove, REMOVE))
    fit = level.add("fit", _fit, FIT)
    fit.add_argument("--visit", type=NUMBER, metavar="N", help="the visit whose time is free")
    fit.add_argument("--from", dest="first", metavar="WHEN", help="where the gap begins")
    fit.add_argument("--to", dest="last", metavar="WHEN", help="where the gap ends")
    fit.add_argument("--in", dest="resource", metavar="R", help="a room, person or pump")
    offer = _of_an_entry(level.add("offer", _offer, OFFER))
    offer.add_argument("--at", metavar="WHEN", help="the time that is offered")
    answer = _of_an_entry(level.add("answer", _answer, ANSWER))
    answer.add_argument("--said", required=True, metavar="WORD", help=", ".join(ANSWERS))
    fill = _of_an_entry(level.add("fill", _fill, FILL))
    fill.add_argument("--at", required=True, metavar="WHEN", help="start of the visit")
    fill.add_argument("--hold-until", metavar="WHEN", help="hold it until then if it must be")
    fill.add_argument("--keep-later", action="store_true", help="leave the later visit as it is")
    add_act(fill)


def _add_options(parser: Parser) -> None:
    parser.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    parser.add_argument("--type", required=True, metavar="SLUG", help="visit type, like iv-dosing")
    parser.add_argument("--urgent", action="store_true", help="before others who wait longer")
    parser.add_argument("--on", default="", metavar="DAYS", help="on these days, like mon,tue")
    parser.add_argument("--between", default="", metavar="FROM-TO", help="like 08:00-12:00")
    parser.add_argument("--until", metavar="DAY", help="the last day on which they would come")
    parser.add_argument("--with", dest="person", default="", metavar="PERSON", help="with them")
    parser.add_argument("--note", default="", metavar="TEXT", help="what they said")


def _of_an_entry(parser: Parser) -> Parser:
    parser.add_argument("--entry", required=True, type=NUMBER, metavar="N", help="entry number")
    return parser


def _list(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = waitlist.see_waitlist(clinic)
        document = {"waiting": [_entry(clinic, view) for view in found]}
        lines = columns([_row(clinic, view) for view in found], indent="")
    return Answer(document=document, lines=lines or ("Nobody waits.",))


def _add(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        after, before = between_of(asked.between) if asked.between else (None, None)
        wish = WaitWish(
            patient=patient_of(clinic, asked.patient).id,
            type=visit_type(clinic, asked.type).slug,
            urgent=asked.urgent,
            weekdays=weekdays_of(asked.on),
            after=after,
            before=before,
            until=maybe_day(clinic, asked.until),
            person=resource_named(clinic, asked.person).id if asked.person else 0,
            note=asked.note,
        )
        return _one(clinic, waitlist.add_to_waitlist(clinic, wish))


def _one(clinic: Clinic, entry: WaitEntry) -> Answer:
    """The answer about one entry that is on the list."""
    found = waitlist.see_waitlist(clinic)
    view = next(each for each in found if each.entry.id == entry.id)
    return Answer(document=_entry(clinic, view), lines=columns([_row(clinic, view)], indent=""))


def _remove(call: Call) -> Answer:
    with call.clinic() as clinic:
        entry = waitlist.remove_from_waitlist(clinic, call.words.entry)
    return Answer(document={"entry": entry.id}, lines=(f"Entry {entry.id} is off the list.",))


def _fit(call: Call) -> Answer:
    with call.clinic() as clinic:
        gap = _gap(clinic, call)
        found = who_fits(clinic, gap) if gap else ()
        document: Document = {
            "gap": {"start": stamp(clinic, gap.start), "end": stamp(clinic, gap.end)}
            if gap
            else None,
            "takers": [_taker(clinic, taker) for taker in found],
        }
        lines = columns([_taker_row(clinic, taker) for taker in found], indent="")
    return Answer(document=document, lines=lines or ("Nobody on the wait list fits.",))


def _gap(clinic: Clinic, call: Call) -> Gap | None:
    """The gap that was named, or the one that a visit leaves; None when that is past."""
    asked = call.words
    if asked.visit is not None:
        return freed_gap(clinic, see_visit(clinic, asked.visit))
    if not (asked.first and asked.last):
        raise refuse("usage", problem="Say either --visit N, or --from and --to.")
    resource = (resource_named(clinic, asked.resource).id,) if asked.resource else ()
    return Gap(start=when(clinic, asked.first), end=when(clinic, asked.last), resources=resource)


def _offer(call: Call) -> Answer:
    with call.clinic() as clinic:
        start = when(clinic, call.words.at) if call.words.at else None
        return _one(clinic, waitlist.offer(clinic, call.words.entry, start))


def _answer(call: Call) -> Answer:
    with call.clinic() as clinic:
        return _one(clinic, waitlist.answer(clinic, call.words.entry, call.words.said))


def _fill(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        view = waitlist.fill(
            clinic,
            asked.entry,
            when(clinic, asked.at),
            forward=not asked.keep_later,
            hold_until=when(clinic, asked.hold_until) if asked.hold_until else None,
            token=act,
        )
        return visit_answer(clinic, view, act)


def _entry(clinic: Clinic, view: WaitView) -> Document:
    entry = view.entry
    return {
        "entry": entry.id,
        "patient": view.patient.chart,
        "type": entry.type,
        "since": stamp(clinic, entry.since),
        "urgent": entry.urgent,
        "on": [WEEKDAYS[day] for day in sorted(entry.weekdays)],
        "after": _clock(entry.after),
        "before": _clock(entry.before),
        "until": written(entry.until),
        "with": view.person or None,
        "note": entry.note,
        "ready": gate.is_ready(view.items),
        "later": stamp(clinic, view.later.start) if view.later else None,
        "offered": _offered(clinic, entry),
    }


def _clock(at: time | None) -> str | None:
    return None if at is None else at.isoformat("minutes")


def _offered(clinic: Clinic, entry: WaitEntry) -> Document | None:
    if entry.offered_at is None:
        return None
    return {
        "at": stamp(clinic, entry.offered_at),
        "by": entry.offered_by,
        "start": stamp(clinic, entry.offered_start) if entry.offered_start else None,
        "answer": entry.answer or None,
    }


def _row(clinic: Clinic, view: WaitView) -> Sequence[str]:
    entry = view.entry
    since = words.short_day(wall(entry.since, clinic.zone).date())
    urgent = "urgent" if entry.urgent else ""
    names = {entry.person: view.person} if view.person else {}
    said = words.waiting_for(entry.wishes, names, entry.until)
    return str(entry.id), view.patient.listed, view.type.short, f"since {since}", urgent, said


def _taker(clinic: Clinic, taker: Taker) -> Document:
    met, of = gate.count(taker.items)
    return {
        "entry": taker.entry.id,
        "patient": taker.patient.chart,
        "type": taker.entry.type,
        "start": stamp(clinic, taker.start),
        "end": stamp(clinic, taker.end),
        "resources": list(taker.names),
        "ready": taker.ready,
        "met": met,
        "of": of,
        "held_only": taker.held_only,
        "later": stamp(clinic, taker.later.start) if taker.later else None,
        "offered": _offered(clinic, taker.entry),
    }


def _taker_row(clinic: Clinic, taker: Taker) -> Sequence[str]:
    start, end = (wall(moment, clinic.zone) for moment in (taker.start, taker.end))
    met, of = gate.count(taker.items)
    return (
        str(taker.entry.id),
        taker.patient.listed,
        taker.type.short,
        words.span(start, end),
        f"{met} of {of} ready" if of else "nothing needed",
        ", ".join(taker.names),
    )
