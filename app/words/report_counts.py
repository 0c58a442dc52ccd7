"""The reports that name nobody in words: time used, visits missed, papers out."""

from collections.abc import Mapping

from app.domain.pictures import (
    Bar,
    Group,
    Line,
    Pattern,
    Picture,
    Sign,
    Step,
    Stretch,
    Told,
    even_steps,
)
from app.domain.reports import (
    FEW,
    AgeBar,
    Consents,
    LeadBar,
    NoShows,
    OlderBar,
    Period,
    Usage,
    Utilisation,
)
from app.domain.scheduling import Kind
from app.words.times import day, short_days
from app.words.tongue import later, tr, tr_many, tr_of

HOUR = 60
WEEK = 7
LEAST_RATE = 10.0
"""The measure of rates reaches so far at the least, so that a low one looks low."""
GROUPS: Mapping[Kind, str] = {
    Kind.ROOM: later("Rooms"),
    Kind.PERSON: later("People"),
    Kind.PUMP: later("Pumps"),
}
ONE: Mapping[Kind, str] = {
    Kind.ROOM: later("Room"),
    Kind.PERSON: later("Person"),
    Kind.PUMP: later("Pump"),
}


def _hours(minutes: int) -> str:
    """Such as “7.5 h”; a whole number without its zero."""
    return f"{_number(minutes / HOUR)} h"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _steps(most: float, said: str) -> tuple[Step, ...]:
    return tuple(Step(at=at, said=said.format(count=_number(at))) for at in even_steps(most))


# --- time used ---


def tell_utilisation(told: Utilisation) -> Told:
    """How much of the working hours is used, booked and lost."""
    most = max((max(each.hours, each.booked) for each in told.usages), default=HOUR) / HOUR
    past = told.period is Period.LAST_4_WEEKS
    return Told(
        picture=Picture(
            title=_use_found(told),
            about=tr("{days}: hours booked against working hours", days=short_days(*told.days)),
            groups=tuple(
                Group(title=tr(title), bars=bars)
                for kind, title in GROUPS.items()
                if (bars := tuple(_use(each) for each in told.usages if each.kind is kind))
            ),
            end=most,
            steps=_steps(most, tr("{count} h")),
            key=(
                Sign(said=tr_of("report", "Used"), pattern=Pattern.SOLID),
                Sign(said=tr("Booked, not used yet"), pattern=Pattern.SLANTED),
                Sign(said=tr("Lost: missed or called off late"), pattern=Pattern.CROSSED),
                Sign(said=tr("Working hours"), pattern=Pattern.OPEN),
            ),
        ),
        heads=(
            tr("Kind"),
            tr("Name"),
            tr("Working hours"),
            tr_of("report", "Booked"),
            tr_of("report", "Used"),
            tr_of("report", "Lost"),
            tr("Share of hours"),
        ),
        lines=tuple(_use_line(each) for each in told.usages),
        why=tr(
            "Nobody is at work on these days, and no room is open. "
            "See the hours in Settings (Ctrl+,)."
        )
        if past
        else tr("No room is open in the next 2 weeks. See the hours in Settings (Ctrl+,)."),
    )


def _use_found(told: Utilisation) -> str:
    if not told.usages:
        return tr("Nothing is open on these days")
    lost = sum(each.lost for each in told.usages if each.kind is Kind.ROOM)
    rooms = [each for each in told.usages if each.kind is Kind.ROOM] or list(told.usages)
    hours = sum(each.hours for each in rooms)
    share = round(100 * sum(each.used + each.ahead for each in rooms) / hours) if hours else 0
    if told.period is Period.NEXT_2_WEEKS:
        fullest = max(told.usages, key=lambda each: each.share)
        return tr(
            "Rooms are {share} % booked; {name} is the fullest, at {most} %",
            share=share,
            name=fullest.name,
            most=fullest.share,
        )
    if not lost:
        return tr(
            "Rooms were used {share} % of their hours, and no room time was lost", share=share
        )
    return tr(
        "Rooms were used {share} % of their hours, and {hours} of room time were lost",
        share=share,
        hours=_hours(lost),
    )


def _use(each: Usage) -> Bar:
    edges = [0.0]
    for minutes in (each.used, each.ahead, each.lost):
        edges.append(edges[-1] + minutes / HOUR)
    patterns = (Pattern.SOLID, Pattern.SLANTED, Pattern.CROSSED)
    filled = [
        Stretch(start=first, end=last, pattern=pattern)
        for first, last, pattern in zip(edges, edges[1:], patterns, strict=False)
        if last > first
    ]
    track = Stretch(start=0, end=each.hours / HOUR, pattern=Pattern.OPEN)
    lost = tr("{hours} lost", hours=_hours(each.lost)) if each.lost else ""
    whole = tr("{share} % of {hours}", share=each.share, hours=_hours(each.hours))
    return Bar(
        name=each.name,
        said=" · ".join(part for part in (whole, lost) if part),
        stretches=(*([track] if each.hours else []), *filled),
    )


def _use_line(each: Usage) -> Line:
    minutes = (each.hours, each.booked, each.used, each.lost)
    told = (_number(one / HOUR) for one in minutes)
    return Line(cells=(tr(ONE[each.kind]), each.name, *told, f"{each.share} %"))


# --- visits missed ---


def tell_no_shows(told: NoShows) -> Told:
    """How many visits came to nothing, by how far ahead they were booked."""
    shown = [bar for bar in told.bars if bar.count]
    most = max([LEAST_RATE, *(bar.absence for bar in told.bars if bar.tells)])
    return Told(
        picture=Picture(
            title=_absence_found(told),
            about=tr(
                "{days}: missed visits and late cancellations by the days between booking and "
                "visit. It times reminder calls; it judges no patient",
                days=short_days(*told.days),
            ),
            groups=(Group(bars=tuple(map(_lead, told.bars))),) if shown else (),
            end=most,
            steps=_steps(most, "{count} %"),
            key=(
                Sign(said=tr_of("report", "Missed"), pattern=Pattern.SOLID),
                Sign(said=tr("Called off late"), pattern=Pattern.SLANTED),
            ),
            note=_not_known(told),
        ),
        heads=(
            tr("Booked ahead"),
            tr("Visits"),
            tr_of("report", "Missed"),
            tr("Called off late"),
            tr("Missed, %"),
            tr("Called off late, %"),
        ),
        lines=tuple(map(_lead_line, told.bars)) if shown else (),
        why=_not_known(told)
        or tr(
            "A visit counts here from the day after it, once it is known whether the patient came."
        ),
    )


def _absence_found(told: NoShows) -> str:
    telling = [bar for bar in told.bars if bar.tells]
    if not telling:
        return tr("Too few visits to tell a rate by")
    worst = max(telling, key=lambda bar: bar.absence)
    if not worst.absence:
        return tr("No visit was missed or called off late")
    return tr(
        "{rate} % of visits booked {ahead} ahead were missed or called off late",
        rate=_number(worst.absence),
        ahead=days_word(worst.first, worst.last),
    )


def _not_known(told: NoShows) -> str:
    if not told.unknown:
        return ""
    return tr_many(
        told.unknown,
        "{count} visit is left out: it is not known when it was booked.",
        "{count} visits are left out: it is not known when they were booked.",
    )


def days_word(first: int, last: int | None) -> str:
    """Such as “2\N{EN DASH}7 days” or “29 days or more”."""
    if last is None:
        return tr("{first} days or more", first=first)
    return tr("{first}\N{EN DASH}{last} days", first=first, last=last)


def _lead(bar: LeadBar) -> Bar:
    count = tr("n = {count}", count=bar.count)
    missed, both = bar.rate(bar.missed), bar.absence
    filled = (
        Stretch(start=0, end=missed, pattern=Pattern.SOLID),
        Stretch(start=missed, end=both, pattern=Pattern.SLANTED),
    )
    rate = f"{_number(both)} %" if bar.tells else tr("fewer than {few}: no rate", few=FEW)
    return Bar(
        name=days_word(bar.first, bar.last),
        said=f"{rate} · {count}" if bar.count else count,
        stretches=tuple(each for each in filled if each.end > each.start) if bar.tells else (),
        quiet=not bar.tells,
    )


def _lead_line(bar: LeadBar) -> Line:
    rates = (_number(bar.rate(each)) if bar.tells else "" for each in (bar.missed, bar.late))
    counts = (bar.count, bar.missed, bar.late)
    return Line(cells=(days_word(bar.first, bar.last), *map(str, counts), *rates))


# --- papers out ---


def tell_consents(told: Consents) -> Told:
    """How long papers have been out, and which signatures are of older versions."""
    papers = [each.count for each in told.out]
    signed = [each.again + each.good for each in told.older]
    most = max(1, *papers, *signed)
    groups = (
        Group(title=tr("Out and not back, by days"), bars=tuple(map(_age, told.out))),
        Group(title=tr("Signed in an older version"), bars=tuple(map(_older, told.older))),
    )
    lines = (*map(_age_line, told.out), *map(_older_line, told.older))
    return Told(
        picture=Picture(
            title=_consents_found(told),
            about=tr(
                "{day}: papers that are out, and signatures of patients with a visit to come",
                day=day(told.today),
            ),
            groups=tuple(group for group in groups if group.bars),
            end=most,
            steps=_steps(most, "{count}"),
            key=(
                Sign(said=tr("Papers out"), pattern=Pattern.SOLID),
                Sign(said=tr("Must sign again"), pattern=Pattern.CROSSED),
                Sign(said=tr("Older version, good still"), pattern=Pattern.SLANTED),
            ),
        ),
        heads=(
            tr_of("report", "What"),
            tr("Days or version"),
            tr("Papers"),
            tr("Of these sign again"),
        ),
        lines=lines if sum((*papers, *signed)) else (),
        why=tr(
            "A paper stands here once it is printed, until it is checked in; a signature, once its "
            "form has a newer version. To print papers, open Consents (Ctrl+5)."
        ),
    )


def _consents_found(told: Consents) -> str:
    out = sum(each.count for each in told.out)
    long_out = sum(each.count for each in told.out if each.first > WEEK)
    again = sum(each.again for each in told.older)
    if again:
        return tr_many(
            again,
            "{count} signature is of a version that must be signed again",
            "{count} signatures are of a version that must be signed again",
        )
    if long_out:
        return tr_many(
            long_out,
            "{count} paper has been out for more than a week",
            "{count} papers have been out for more than a week",
        )
    if out:
        return tr_many(
            out,
            "{count} paper is out, none for more than a week",
            "{count} papers are out, none for more than a week",
        )
    return tr("No paper is out and every signature is of the newest version")


def _age(bar: AgeBar) -> Bar:
    return Bar(
        name=days_word(bar.first, bar.last),
        said=str(bar.count),
        stretches=(Stretch(start=0, end=bar.count, pattern=Pattern.SOLID),) if bar.count else (),
        quiet=not bar.count,
    )


def _older(bar: OlderBar) -> Bar:
    filled = (
        Stretch(start=0, end=bar.again, pattern=Pattern.CROSSED),
        Stretch(start=bar.again, end=bar.again + bar.good, pattern=Pattern.SLANTED),
    )
    again = tr_many(bar.again, "{count} signs again", "{count} sign again") if bar.again else ""
    good = tr_many(bar.good, "{count} good still", "{count} good still") if bar.good else ""
    return Bar(
        name=bar.title,
        said=" · ".join(part for part in (again, good) if part),
        stretches=tuple(each for each in filled if each.end > each.start),
        trouble=bool(bar.again),
    )


def _age_line(bar: AgeBar) -> Line:
    return Line(cells=(tr_of("report", "Out"), days_word(bar.first, bar.last), str(bar.count), ""))


def _older_line(bar: OlderBar) -> Line:
    version = tr("older than version {version}", version=bar.newest)
    return Line(cells=(bar.title, version, str(bar.again + bar.good), str(bar.again)))
