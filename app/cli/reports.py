"""`report`: what the Reports page counts, as one document for each report."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help, Parser
from app.cli.worklists import write_csv
from app.domain.reports import (
    Consents,
    LetterBar,
    NoShows,
    Numbers,
    Period,
    Referrals,
    Report,
    Utilisation,
)
from app.use_cases.report_sheets import export_report, told
from app.use_cases.reports import Seen, see_report

CSV = '\nwith --csv also "file", "rows" and "part2", as anteroom worklist has them'
HELPS: Mapping[Report, Help] = {
    Report.UTILISATION: Help(
        summary="Count the hours used, booked and lost of every room, person and pump.",
        document='{"title", "period", "first", "last", "resources": [{"kind", "name", "hours",\n'
        ' "booked", "used", "ahead", "lost"}]}\n'
        "in minutes; ahead is booked and not used yet; lost was missed or called off late, and\n"
        "given to nobody else" + CSV,
        example="anteroom report utilisation --period next-2-weeks --json",
        more="Working hours are less closures and blocked time. A minute counts once, however\n"
        "many patients it serves.",
    ),
    Report.NO_SHOW: Help(
        summary="Count missed visits and late cancellations by how far ahead they were booked.",
        document='{"title", "first", "last", "unknown", "leads": [{"from", "to", "visits",\n'
        ' "missed", "late", "rate"}]}\n'
        "from and to: days between booking and visit; rate: of a hundred, null where there are\n"
        "too few visits to tell one; unknown: visits of which it is not kept when they were\n"
        "booked" + CSV,
        example="anteroom report no-show --json",
        more="Of the last half year. It names nobody, and is no score of a patient.",
    ),
    Report.REFERRALS: Help(
        summary="List the referrals that lapse soon, or before a visit to come.",
        document='{"title", "day", "referrals": [{"patient", "referrer", "until", "used_up",\n'
        ' "days_left", "visits_left", "visits", "uncovered"}]}\n'
        "until: the last day, or the day on which its visits are used up; visits: the days of\n"
        "the visits to come; uncovered: those that no letter covers" + CSV,
        example="anteroom report referrals --csv lapsing.csv --json",
    ),
    Report.CONSENTS: Help(
        summary="Count the papers that are out by days, and signatures of older versions.",
        document='{"title", "day", "out": [{"from", "to", "papers"}],\n'
        ' "older": [{"form", "version", "again", "good"}]}\n'
        "older: patients with a visit to come who signed a version before this one" + CSV,
        example="anteroom report consents --json",
    ),
}


def add(commands: Commands) -> None:
    """Put the command on the list."""
    report = commands.level("report", "What the Reports page counts.")
    for kind in HELPS:
        made = report.add(kind.value, partial(_report, kind), HELPS[kind])
        if kind is Report.UTILISATION:
            _add_period(made)
        made.add_argument("--csv", metavar="FILE", help="also write a table for a spreadsheet")


def _add_period(parser: Parser) -> None:
    parser.add_argument(
        "--period",
        choices=[period.value for period in Period],
        default=Period.LAST_4_WEEKS.value,
        help="of which days (last-4-weeks)",
    )


def _report(kind: Report, call: Call) -> Answer:
    asked = call.words
    period = Period(getattr(asked, "period", Period.LAST_4_WEEKS))
    with call.clinic() as clinic:
        seen = see_report(clinic, kind, period)
        report = told(seen)
        document: Document = {"title": report.picture.title, **numbers(seen)}
        table = columns([report.heads, *(line.cells for line in report.lines)], indent="")
        lines = (f"{report.picture.title}.", *(table if report.lines else (report.why,)))
        if asked.csv:
            written, said = write_csv(clinic, export_report(clinic, kind, period), asked.csv)
            document, lines = {**document, **written}, (*lines, *said)
    return Answer(document=document, lines=lines)


def numbers(seen: Seen) -> Document:
    """What a report counts, plain."""
    told: Numbers = seen.numbers
    match told:
        case Referrals():
            letter: Callable[[LetterBar], Document] = partial(_letter, seen, told.today)
            return {"day": told.today.isoformat(), "referrals": list(map(letter, told.bars))}
        case Utilisation():
            return {"period": told.period.value, **_days(told.days), "resources": _usages(told)}
        case NoShows():
            return {**_days(told.days), "unknown": told.unknown, "leads": _leads(told)}
        case Consents():
            return {"day": told.today.isoformat(), **_papers(told)}


def _days(days: tuple[date, date]) -> Document:
    return {"first": days[0].isoformat(), "last": days[1].isoformat()}


def _letter(seen: Seen, today: date, bar: LetterBar) -> Document:
    return {
        "patient": seen.people[bar.patient].chart,
        "referrer": bar.referrer,
        "until": bar.last.isoformat(),
        "used_up": bar.used_up,
        "days_left": bar.days_left(today),
        "visits_left": bar.left,
        "visits": [each.day.isoformat() for each in bar.coming],
        "uncovered": [day.isoformat() for day in bar.uncovered],
    }


def _usages(told: Utilisation) -> list[Document]:
    return [
        {
            "kind": each.kind.value,
            "name": each.name,
            "hours": each.hours,
            "booked": each.booked,
            "used": each.used,
            "ahead": each.ahead,
            "lost": each.lost,
        }
        for each in told.usages
    ]


def _leads(told: NoShows) -> list[Document]:
    return [
        {
            "from": bar.first,
            "to": bar.last,
            "visits": bar.count,
            "missed": bar.missed,
            "late": bar.late,
            "rate": round(bar.absence, 1) if bar.tells else None,
        }
        for bar in told.bars
    ]


def _papers(told: Consents) -> Document:
    return {
        "out": [{"from": bar.first, "to": bar.last, "papers": bar.count} for bar in told.out],
        "older": [
            {"form": bar.title, "version": bar.newest, "again": bar.again, "good": bar.good}
            for bar in told.older
        ],
    }
