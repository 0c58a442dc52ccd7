"""The reports in words: each as a picture whose title is its finding, and the table behind it."""

from collections.abc import Callable, Mapping

from app.domain.months import DAY
from app.domain.pictures import (
    Bar,
    Group,
    Line,
    Mark,
    Pattern,
    Picture,
    Sign,
    Step,
    Stretch,
    Told,
)
from app.domain.reports import (
    NEAR,
    REACH,
    Consents,
    LetterBar,
    NoShows,
    Numbers,
    Period,
    Referrals,
    Report,
    Utilisation,
)
from app.words.report_counts import tell_consents, tell_no_shows, tell_utilisation
from app.words.times import day, day_month, short_day
from app.words.tongue import later, tr, tr_many

TITLES: Mapping[Report, str] = {
    Report.REFERRALS: later("Referrals"),
    Report.UTILISATION: later("Rooms and people"),
    Report.NO_SHOW: later("Missed visits"),
    Report.CONSENTS: later("Consents out"),
}
PERIODS: Mapping[Period, str] = {
    Period.LAST_4_WEEKS: later("Last 4 weeks"),
    Period.NEXT_2_WEEKS: later("Next 2 weeks"),
}
WEEK = 7
MOST = 40
"""Letters that the picture shows; the table has them all."""

Name = Callable[[int], tuple[str, str]]
"""The chart number of a patient, and who that is as far as the reader may know."""


def report_title(kind: Report) -> str:
    """What a report is called."""
    return tr(TITLES[kind])


def period_word(period: Period) -> str:
    """What a period is called."""
    return tr(PERIODS[period])


def tell_report(numbers: Numbers, name: Name) -> Told:
    """A report in words."""
    match numbers:
        case Referrals():
            return _referrals(numbers, name)
        case Utilisation():
            return tell_utilisation(numbers)
        case NoShows():
            return tell_no_shows(numbers)
        case Consents():
            return tell_consents(numbers)


def _referrals(told: Referrals, name: Name) -> Told:
    shown = told.bars[:MOST]
    more = len(told.bars) - len(shown)
    return Told(
        picture=Picture(
            title=_finding(told),
            about=tr(
                "Accepted letters from {day} on, by who lapses first; the visits booked in the "
                "next {weeks} weeks are marked",
                day=day(told.today),
                weeks=REACH // WEEK,
            ),
            groups=(Group(bars=tuple(_letter(bar, told, name) for bar in shown)),),
            end=float(REACH),
            steps=tuple(
                Step(at=at, said=tr("Today") if not at else day_month(told.today + at * DAY))
                for at in range(0, REACH + 1, WEEK)
            ),
            key=(
                Sign(said=tr("The letter holds"), pattern=Pattern.SOLID),
                Sign(said=tr("It ends within {days} days", days=NEAR), pattern=Pattern.SLANTED),
                Sign(said=tr("Visit booked or held"), mark=Mark(at=0)),
                Sign(said=tr("Visit that no letter covers"), mark=Mark(at=0, trouble=True)),
            ),
            note=tr_many(
                more,
                "{count} more letter is in the table.",
                "{count} more letters are in the table.",
            )
            if more
            else "",
        ),
        heads=(
            tr("Chart"),
            tr("Patient"),
            tr("Referrer"),
            tr("Good until"),
            tr("Days left"),
            tr("Visits left"),
            tr("Next visits"),
            tr("Not covered"),
        ),
        lines=tuple(_letter_line(bar, told, name) for bar in told.bars),
        why=tr(
            "A letter stands here from {weeks} weeks before it lapses, or when a visit is booked "
            "after it. To see letters that are asked for and have not come, open Lists (Ctrl+8).",
            weeks=REACH // WEEK,
        ),
    )


def _finding(told: Referrals) -> str:
    troubled = sum(bool(bar.uncovered) for bar in told.bars)
    if troubled:
        return tr_many(
            troubled,
            "{count} referral lapses before a booked visit",
            "{count} referrals lapse before a booked visit",
        )
    if told.bars:
        return tr_many(
            len(told.bars),
            "{count} referral lapses within {weeks} weeks, none before a booked visit",
            "{count} referrals lapse within {weeks} weeks, none before a booked visit",
            weeks=REACH // WEEK,
        )
    return tr("No referral lapses within {weeks} weeks", weeks=REACH // WEEK)


def _letter(bar: LetterBar, told: Referrals, name: Name) -> Bar:
    days = bar.days_left(told.today)
    near = Pattern.SLANTED if days <= NEAR else Pattern.SOLID
    until = float(min(REACH, max(0, days + 1)))
    return Bar(
        name=name(bar.patient)[1],
        said=_letter_said(bar, told),
        stretches=(Stretch(start=0, end=until, pattern=near),) if until else (),
        marks=tuple(
            Mark(at=(each.day - told.today).days + 0.5, trouble=not each.covered)
            for each in bar.coming
        ),
        trouble=bool(bar.uncovered),
    )


def _letter_said(bar: LetterBar, told: Referrals) -> str:
    parts = [_days_left(bar, told)]
    if bar.left is not None and bar.days_left(told.today) >= 0:
        parts.append(tr_many(bar.left, "{count} visit left", "{count} visits left"))
    if bar.uncovered:
        count = len(bar.uncovered)
        parts.append(tr_many(count, "{count} visit not covered", "{count} visits not covered"))
    return " · ".join(parts)


def _days_left(bar: LetterBar, told: Referrals) -> str:
    days = bar.days_left(told.today)
    if days < 0:
        return _over(bar)
    if not days:
        return tr("ends today")
    return tr_many(days, "{count} day", "{count} days")


def _over(bar: LetterBar) -> str:
    if bar.used_up:
        return tr("used up {day}", day=day_month(bar.last))
    return tr("lapsed {day}", day=day_month(bar.last))


def _letter_line(bar: LetterBar, told: Referrals, name: Name) -> Line:
    chart, shown = name(bar.patient)
    days = bar.days_left(told.today)
    return Line(
        cells=(
            chart,
            shown,
            bar.referrer,
            short_day(bar.last),
            str(days) if days >= 0 else tr("lapsed"),
            "" if bar.left is None else str(bar.left),
            ", ".join(day_month(each.day) for each in bar.coming),
            ", ".join(map(day_month, bar.uncovered)),
        ),
        patient=bar.patient,
    )
