"""What somebody wishes for, read out."""

from datetime import date, time

import pytest

from app.domain.wishes import NO_WISHES, Wishes
from app.words import say_wishes

NAMES = {4: "Ira Moss", 5: "Eva Lund", 8: "Room 2"}
CHRISTMAS = (date(2026, 12, 24), date(2026, 12, 26))


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (NO_WISHES, ""),
        (Wishes(weekdays=frozenset({1, 3, 0})), "Mondays, Tuesdays and Thursdays"),
        (Wishes(between=(time(0), time(12))), "Mornings"),
        (Wishes(between=(time(12), time(23, 59))), "Afternoons"),
        (Wishes(between=(time(15), time(23, 59))), "After 15:00"),
        (Wishes(between=(time(0), time(11))), "Before 11:00"),
        (Wishes(between=(time(9), time(12))), "Between 09:00 and 12:00"),
        (Wishes(people=(4, 5), rooms=(8,)), "With Ira Moss or Eva Lund, in Room 2"),
        (Wishes(without=(CHRISTMAS,)), "Not Thu 24 Dec 2026 to Sat 26 Dec 2026"),
        (Wishes(without=((CHRISTMAS[0], CHRISTMAS[0]),)), "Not on Thu 24 Dec 2026"),
    ],
)
def test_wishes_are_said_in_words(wishes: Wishes, said: str) -> None:
    assert say_wishes(wishes, NAMES, None) == said


def test_everything_is_said_in_one_line() -> None:
    wishes = Wishes(weekdays=frozenset({1}), between=(time(12), time(23, 59)))

    assert say_wishes(wishes, NAMES, date(2026, 12, 10), usual=True) == (
        "The usual day and time first, Tuesdays, afternoons, not before Thu 10 Dec 2026"
    )
