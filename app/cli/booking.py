"""`book`, `openings` and `why-not`: finding a time and taking it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, maybe_day, patient_of, stamp, when
from app.cli.columns import columns
from app.cli.parser import Commands, Help, whole_number
from app.cli.visits import VISIT, add_act, visit_answer
from app.cli.wishing import add_wishes, wishes_of
from app.clinic import Clinic
from app.domain.refusal import Reason
from app.domain.scheduling import Part
from app.domain.time import from_minute, minute, wall
from app.use_cases import days, scheduling
from app.use_cases.openings import Opening, Search, WhyNot, search_openings, why_not
from app.use_cases.placing import HORIZON
from app.use_cases.scheduling import Wish

BOOK = Help(
    summary="Book a visit with everything it needs, or say every reason why not.",
    document=VISIT,
    example='anteroom book --patient 10001 --type iv-dosing --at "2026-12-01 09:00" --json',
    more="A visit that the gate does not let through yet can be held with --hold-until: its time\n"
    "is kept until then. The patient's own claim gives the chart number as its resource.",
)
OPENINGS = Help(
    summary="List the next times at which a visit fits, with room, people and pump.",
    document='{"openings": [{"start", "end", "claims": [{"resource", "role", "start", "end"}],\n'
    '               "reasons"}],\n'
    ' "searched": {"type", "patient", "from", "until", "days", "limit"}}',
    example="anteroom openings --type iv-dosing --from tomorrow --days 7 --limit 5",
    more="With --patient only times at which the patient has no other visit, and none too near,\n"
    "are listed. “reasons” says what speaks for a time: soonest, usual-time, no-gap, joins-group.",
)


WHY_NOT = Help(
    summary="Say whether a visit can begin at a time, and everything that stands against it.",
    document='{"start", "bookable", "blocking": [{"code", "sentence", "resource", "visit"}],\n'
    ' "nearest"}',
    example='anteroom why-not --type iv-dosing --at "2026-12-01 09:00" --patient 10001',
    more="Each line of “blocking” names the fewest things that are in the way: another resource\n"
    "of the same kind is not named when one alone would do.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    book = commands.add("book", _book, BOOK)
    book.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    book.add_argument("--type", required=True, metavar="SLUG", help="visit type, like iv-dosing")
    book.add_argument("--at", required=True, metavar="WHEN", help="start of the visit")
    book.add_argument("--hold-until", metavar="WHEN", help="hold it until then, do not book it")
    book.add_argument(
        "--overbook",
        default="",
        metavar="REASON",
        help="use an overbooking lane if need be",
    )
    add_act(book)
    why = commands.add("why-not", _why_not, WHY_NOT)
    why.add_argument("--type", required=True, metavar="SLUG", help="visit type")
    why.add_argument("--at", required=True, metavar="WHEN", help="start of the visit")
    why.add_argument("--patient", metavar="CHART", help="for this patient, papers included")
    add_wishes(why)
    openings = commands.add("openings", _openings, OPENINGS)
    openings.add_argument("--type", required=True, metavar="SLUG", help="visit type")
    openings.add_argument("--patient", metavar="CHART", help="for this patient")
    openings.add_argument("--from", dest="first", metavar="DAY", help="first day (today)")
    openings.add_argument(
        "--days", type=whole_number(1, 366), default=28, metavar="N", help="days to look at (28)"
    )
    openings.add_argument(
        "--limit", type=whole_number(1, 1000), default=20, metavar="N", help="at most (20)"
    )
    openings.add_argument(
        "--usual", action="store_true", help="the patient's usual weekday and time go first"
    )
    add_wishes(openings)


def _book(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        wish = Wish(
            patient=patient_of(clinic, asked.patient).id,
            type=scheduling.visit_type(clinic, asked.type).slug,
            start=when(clinic, asked.at),
            hold_until=when(clinic, asked.hold_until) if asked.hold_until else None,
            overbook=asked.overbook,
            token=asked.act,
        )
        return visit_answer(clinic, scheduling.book_visit(clinic, wish))


def _why_not(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient).id if asked.patient else None
        wishes = wishes_of(clinic, asked)
        found = why_not(clinic, asked.type, when(clinic, asked.at), patient=patient, wishes=wishes)
        nearest = found.nearest and stamp(clinic, found.nearest)
        document: Document = {
            "start": stamp(clinic, found.start),
            "bookable": found.bookable,
            "blocking": [_blocking(reason) for reason in found.reasons],
            "nearest": nearest,
        }
        return Answer(document=document, lines=tuple(_why_lines(clinic, found)))


def _blocking(reason: Reason) -> Document:
    visits = reason.facts.get("visits", ())
    first = visits[0] if isinstance(visits, tuple) and visits else None
    return {
        "code": reason.code,
        "sentence": words.say(reason),
        "resource": reason.facts.get("resource"),
        "visit": int(first) if first else None,
    }


def _why_lines(clinic: Clinic, found: WhyNot) -> Iterator[str]:
    at = words.day_time(wall(found.start, clinic.zone))
    if found.bookable:
        yield f"{at} can be booked."
        return
    yield from (words.say(reason) for reason in found.reasons)
    if found.nearest is not None:
        near = wall(found.nearest, clinic.zone)
        yield words.say(Reason("nearest-start", {"start": near}))
    else:
        yield words.say(Reason("no-start-near", {"days": HORIZON}))


def _openings(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        first = max(maybe_day(clinic, asked.first) or clinic.today(), clinic.today())
        patient = patient_of(clinic, asked.patient) if asked.patient else None
        wanted = Search(
            type=asked.type,
            patient=patient.id if patient else None,
            first=first,
            days=asked.days,
            limit=asked.limit,
            wishes=wishes_of(clinic, asked),
            usual=asked.usual,
        )
        found = search_openings(clinic, wanted)
        names = _names(clinic)
        document: Document = {
            "openings": [_opening(clinic, each, names, asked.patient) for each in found],
            "searched": {
                "type": asked.type,
                "patient": patient.chart if patient else None,
                "from": first.isoformat(),
                "until": (first + timedelta(days=asked.days - 1)).isoformat(),
                "days": asked.days,
                "limit": asked.limit,
            },
        }
        rows = [_opening_row(clinic, each) for each in found]
    nothing = f"Nothing is free in {words.plural(asked.days, 'day')} from {words.day(first)}."
    return Answer(document=document, lines=columns(rows, indent="") or (nothing,))


def _names(clinic: Clinic) -> Mapping[int, str]:
    """The names of everything that can be held."""
    view = days.see_day(clinic, clinic.today())
    return {resource.id: resource.name for resource in view.resources}


def _opening(
    clinic: Clinic, opening: Opening, names: Mapping[int, str], chart: str | None
) -> Document:
    return {
        "start": stamp(clinic, opening.start),
        "end": stamp(clinic, opening.end),
        "claims": [_planned(clinic, opening, part, names, chart) for part in opening.parts],
        "reasons": list(opening.tags),
    }


def _planned(
    clinic: Clinic, opening: Opening, part: Part, names: Mapping[int, str], chart: str | None
) -> Document:
    start, end = (from_minute(minute(opening.start) + at) for at in (part.start, part.end))
    return {
        "resource": names.get(part.resource, chart),
        "role": part.role,
        "start": stamp(clinic, start),
        "end": stamp(clinic, end),
    }


def _opening_row(clinic: Clinic, opening: Opening) -> Sequence[str]:
    start, end = (wall(moment, clinic.zone) for moment in (opening.start, opening.end))
    tags = ", ".join(words.opening_tag(tag) for tag in opening.tags)
    names = ", ".join(opening.names)
    return words.day(start.date()), words.span(start, end), names, tags
