"""What the reports count: letters that lapse, time used and lost, absence by lead, papers out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.pictures import even_steps
from app.domain.reports import (
    AGES,
    LEADS,
    Attendance,
    Dose,
    Letter,
    LetterBar,
    Outcome,
    Period,
    age_bars,
    days_of,
    lapsing,
    lead_bars,
    letter_bar,
    usage_of,
)
from app.domain.scheduling import Kind, Resource
from app.domain.time import GRAIN

TODAY = date(2026, 11, 23)
ROOM = Resource(kind=Kind.ROOM, name="Room 2")


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def letter(last: int, allowed: int | None = None, route: str = "", since: int = -30) -> Letter:
    return Letter(
        referrer="Dr. Quinn, MD", since=day(since), last=day(last), allowed=allowed, route=route
    )


def dose(ahead: int, route: str = "iv", *, met: bool | None = None) -> Dose:
    return Dose(day=day(ahead), route=route, coming=ahead >= 0, met=met)


def bar(letters: list[Letter], doses: list[Dose]) -> LetterBar:
    made = letter_bar(1, letters, doses)
    assert made is not None
    return made


def test_a_letter_holds_through_its_last_day_and_no_longer() -> None:
    made = bar([letter(10)], [dose(10), dose(11)])

    assert (made.last, made.days_left(TODAY), made.left) == (day(10), 10, None)
    assert made.uncovered == (day(11),)


def test_a_letter_for_some_visits_ends_with_the_last_of_them() -> None:
    made = bar([letter(60, allowed=3)], [dose(-5), dose(2), dose(9), dose(16)])

    assert (made.last, made.used_up, made.left) == (day(9), True, 2)
    assert made.uncovered == (day(16),)


def test_a_visit_from_before_the_letter_uses_none_of_it() -> None:
    made = bar([letter(60, allowed=1, since=-3)], [dose(-5), dose(2)])

    assert (made.left, made.uncovered) == (1, ())


def test_a_letter_for_a_route_does_not_count_another() -> None:
    made = bar([letter(60, allowed=1, route="im")], [dose(1, "iv"), dose(2, "im")])

    assert made.last == day(2)


def test_the_letter_that_holds_longest_is_shown() -> None:
    made = bar([letter(60, allowed=1), letter(20)], [dose(5), dose(12), dose(25)])

    assert (made.last, made.used_up) == (day(20), False)
    assert made.uncovered == (day(25),)


def test_what_the_gate_finds_counts_whatever_the_days_of_the_letter_say() -> None:
    assert bar([letter(-5)], [dose(3, met=True)]).uncovered == ()
    assert bar([letter(60)], [dose(3, met=False), dose(4)]).uncovered == (day(3),)


def test_who_has_no_letter_has_no_bar() -> None:
    assert letter_bar(1, [], [dose(3)]) is None


def test_who_lapses_first_is_on_top_and_what_lies_far_ahead_is_left_out() -> None:
    def of(patient: int, last: int, *doses: Dose) -> LetterBar:
        made = letter_bar(patient, [letter(last)], doses)
        assert made is not None
        return made

    bars = lapsing(
        [of(1, 30), of(2, 3), of(3, 43), of(4, -9), of(5, -9, dose(2)), of(6, 42)], TODAY
    )

    assert [each.patient for each in bars] == [5, 2, 1, 6]


@given(
    st.lists(st.tuples(st.integers(-60, 60), st.booleans()), max_size=12),
    st.integers(-30, 90),
    st.none() | st.integers(0, 8),
)
def test_no_visit_right_of_the_bars_end_is_covered(
    doses: list[tuple[int, bool]], last: int, allowed: int | None
) -> None:
    made = bar([letter(last, allowed)], [dose(ahead) for ahead, _ in doses])

    assert made.last <= day(last)
    assert all(each.day <= made.last for each in made.coming if each.covered)


def bits(first: int, end: int) -> int:
    return ((1 << end - first) - 1) << first if end > first else 0


def test_time_that_was_given_to_somebody_else_is_not_lost() -> None:
    made = usage_of(
        ROOM,
        bits(0, 120),
        [(Outcome.LOST, bits(0, 24)), (Outcome.USED, bits(12, 24)), (Outcome.AHEAD, bits(60, 72))],
    )

    assert (made.hours, made.used, made.ahead, made.lost) == (600, 60, 60, 60)
    assert (made.booked, made.share) == (180, 20)


def test_who_serves_two_at_once_is_busy_once() -> None:
    made = usage_of(ROOM, bits(0, 12), [(Outcome.USED, bits(0, 6)), (Outcome.USED, bits(0, 6))])

    assert (made.used, made.share) == (30, 50)


SPANS = st.lists(
    st.tuples(st.sampled_from(Outcome), st.integers(0, 80), st.integers(0, 20)).map(
        lambda each: (each[0], bits(each[1], each[1] + each[2]))
    )
)


@given(SPANS)
def test_every_minute_counts_once(spans: list[tuple[Outcome, int]]) -> None:
    made = usage_of(ROOM, 0, spans)
    every = 0
    for _, grains in spans:
        every |= grains

    assert made.booked == every.bit_count() * GRAIN
    assert made.share == 0


def test_absence_is_put_together_by_the_days_booked_ahead() -> None:
    came, missed, late = Attendance.CAME, Attendance.MISSED, Attendance.LATE
    bars = lead_bars(
        [(0, came, 8), (1, missed, 1), (1, late, 1), (7, came, 9), (8, missed, 3), (400, late, 2)]
    )

    assert [(each.came, each.missed, each.late) for each in bars] == [
        (8, 1, 1),
        (9, 0, 0),
        (0, 3, 0),
        (0, 0, 0),
        (0, 0, 2),
    ]
    assert bars[0].absence == 20.0
    assert [each.tells for each in bars] == [True, False, False, False, False]


@given(st.lists(st.tuples(st.integers(-3, 900), st.sampled_from(Attendance), st.integers(0, 50))))
def test_no_visit_is_counted_twice_or_forgotten(
    counted: list[tuple[int, Attendance, int]],
) -> None:
    bars = lead_bars(counted)

    assert sum(each.count for each in bars) == sum(count for _, _, count in counted)
    assert [(each.first, each.last) for each in bars] == list(LEADS)


def test_papers_are_told_by_the_days_they_are_out() -> None:
    bars = age_bars([0, 1, 2, 7, 8, 14, 15, 30, 31, 365])

    assert [each.count for each in bars] == [2, 2, 2, 2, 2]
    assert [(each.first, each.last) for each in bars] == list(AGES)


def test_the_days_behind_end_yesterday_and_those_ahead_begin_today() -> None:
    assert days_of(Period.LAST_4_WEEKS, TODAY) == (day(-28), day(-1))
    assert days_of(Period.NEXT_2_WEEKS, TODAY) == (day(0), day(13))


@given(st.floats(1, 20_000))
def test_a_measure_has_a_few_round_places_within_it(most: float) -> None:
    places = even_steps(most)

    assert places[0] == 0.0
    assert places[-1] <= most
    assert 2 <= len(places) <= 5
