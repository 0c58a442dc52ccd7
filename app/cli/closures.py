"""`close`, `reopen` and `holidays`: days on which the whole clinic is closed."""

from datetime import time

from app import words
from app.cli.answer import Answer, Document
from app.cli.blocks import add_displace, without_time
from app.cli.call import Call, day_of
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, whole_number
from app.cli.visits import add_act, visit_document
from app.clinic import Clinic
from app.domain.blocks import Closure
from app.domain.refusal import refuse
from app.use_cases.closures import (
    Closed,
    HolidayView,
    close_days,
    observe_holidays,
    reopen,
    see_holidays,
    set_region,
)

ANSWER = (
    '{"closures": [{"closure", "day", "from", "to", "name"}], "act",\n'
    ' "displaced": [{"visit", "status", "start", "end", "claims"}]}'
)

CLOSE = Help(
    summary="Close the clinic on a day or a part of it, or name every visit in the way.",
    document=ANSWER,
    example='anteroom close --day 2026-12-24 --from 12:00 --name "Christmas Eve"',
    more="With --displace the visits in the way lose their time: they stay booked, and need a\n"
    "new one.",
)
REOPEN = Help(
    summary="Open the clinic again on a day on which it was to be closed.",
    document=ANSWER,
    example="anteroom reopen --closure 7",
)
HOLIDAYS = Help(
    summary="List a year's public holidays where the clinic is; keep some of them.",
    document='{"region", "year", "holidays": [{"day", "name", "closure"}],\n'
    ' "act", "displaced": [...]}',
    example="anteroom holidays --region US-CO --year 2027 --observe 2027-07-05",
    more="“closure” is the number by which the clinic is closed on the day, or null.\n"
    "A region is a country's code, alone or with one of its parts; it is chosen once.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    close = commands.add("close", _close, CLOSE)
    close.add_argument("--day", required=True, metavar="DAY", help="the day")
    close.add_argument("--from", dest="first", metavar="TIME", help="from then on, like 12:00")
    close.add_argument("--to", dest="last", metavar="TIME", help="until then, like 12:00")
    close.add_argument("--name", required=True, metavar="TEXT", help="why it is closed")
    add_displace(close)
    add_act(close)
    again = commands.add("reopen", _reopen, REOPEN)
    again.add_argument("--closure", required=True, type=NUMBER, metavar="N", help="its number")
    add_act(again)
    holidays = commands.add("holidays", _holidays, HOLIDAYS)
    holidays.add_argument(
        "--year", type=whole_number(1900, 2100), metavar="N", help="the year (this one)"
    )
    holidays.add_argument("--region", metavar="CODE", help="whose holidays, like US-CO")
    holidays.add_argument(
        "--observe",
        action="append",
        default=[],
        metavar="DAY",
        help="close the clinic on this holiday; may be given again",
    )
    add_displace(holidays)
    add_act(holidays)


def _close(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        closure = Closure(
            day=day_of(clinic, asked.day),
            start=_clock(asked.first),
            end=_clock(asked.last),
            name=asked.name,
        )
        done = close_days(clinic, [closure], displace=asked.displace, token=asked.act)
        return _answer(clinic, done, "Closed")


def _clock(typed: str | None) -> time | None:
    if typed is None:
        return None
    try:
        read = time.fromisoformat(typed.strip())
    except ValueError:
        raise refuse("clock-unreadable", text=typed) from None
    return read.replace(tzinfo=None)


def _reopen(call: Call) -> Answer:
    with call.clinic() as clinic:
        done = reopen(clinic, [call.words.closure], token=call.words.act)
        return _answer(clinic, done, "Open again")


def _answer(clinic: Clinic, done: Closed, verb: str) -> Answer:
    lines = [f"{verb} (act {done.token}):", *columns(map(_row, done.closures))]
    return Answer(
        document={
            "closures": [_closure(each) for each in done.closures],
            **_done(clinic, done),
        },
        lines=(*lines, *without_time(clinic, done.displaced)),
    )


def _done(clinic: Clinic, done: Closed) -> dict[str, object]:
    return {
        "act": done.token,
        "displaced": [visit_document(clinic, view) for view in done.displaced],
    }


def _closure(closure: Closure) -> Document:
    return {
        "closure": closure.id,
        "day": closure.day.isoformat(),
        "from": closure.start and closure.start.isoformat("minutes"),
        "to": closure.end and closure.end.isoformat("minutes"),
        "name": closure.name,
    }


def _row(closure: Closure) -> tuple[str, ...]:
    span = words.hours(closure.start, closure.end)
    return f"closure {closure.id}", words.day(closure.day), span, closure.name


def _holidays(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        if asked.region is not None:
            set_region(clinic, asked.region)
        days = [day_of(clinic, typed) for typed in asked.observe]
        done = None
        if days:
            done = observe_holidays(clinic, days, displace=asked.displace, token=asked.act)
        year = asked.year or (days[0] if days else clinic.today()).year
        return _listed(clinic, year, see_holidays(clinic, year), done)


def _listed(
    clinic: Clinic, year: int, found: tuple[HolidayView, ...], done: Closed | None
) -> Answer:
    rows = [
        (words.day(view.holiday.day), view.holiday.name, "closed" if view.closure else "")
        for view in found
    ]
    document: Document = {
        "region": clinic.setup.details.holidays,
        "year": year,
        "holidays": [_holiday(view) for view in found],
        **(_done(clinic, done) if done else {}),
    }
    told = without_time(clinic, done.displaced) if done else []
    return Answer(document=document, lines=(*columns(rows, indent=""), *told))


def _holiday(view: HolidayView) -> Document:
    return {
        "day": view.holiday.day.isoformat(),
        "name": view.holiday.name,
        "closure": view.closure.id if view.closure else None,
    }
