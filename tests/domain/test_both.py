"""What two made of the same thing is brought together, and nobody is overwritten unseen."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.both import meet, told, without_mine
from app.domain.patients import Contact, Phone
from app.domain.records import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    id: int = 1
    version: int = 1
    one: str = ""
    two: str = ""
    three: str = ""


WORDS = st.sampled_from(["", "a", "b", "c"])
THINGS = st.builds(Thing, one=WORDS, two=WORDS, three=WORDS)
FIELDS = ("one", "two", "three")


@given(THINGS, THINGS, THINGS)
def test_each_field_is_as_whoever_changed_it_left_it(seen: Thing, mine: Thing, now: Thing) -> None:
    met = meet(seen, mine, replace(now, version=7))

    assert met.value.version == 7
    for field in FIELDS:
        was, my, their, kept = (getattr(each, field) for each in (seen, mine, now, met.value))
        assert kept == (their if my == was else my)
        assert (field in met.both) == (was != my != their != was)
        assert (field in met.theirs) == (was == my and was != their)


@given(THINGS, THINGS, THINGS)
def test_taking_mine_back_leaves_theirs(seen: Thing, mine: Thing, now: Thing) -> None:
    met = meet(seen, mine, now)

    left = without_mine(seen, mine, met.value)

    assert [getattr(left, each) for each in met.theirs] == [
        getattr(now, each) for each in met.theirs
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Latex", "Latex"),
        (3, 3),
        (True, "yes"),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (None, ""),
        ((), ""),
        (frozenset({"therapy"}), "therapy"),
        (Statement.REFERRAL, "referral"),
        (Contact(name="Luis", phone="+12025550178"), "Luis, +12025550178"),
        (
            (Phone(number="+12025550178", label="mother", text=True),),
            "+12025550178, mother, text",
        ),
    ],
)
def test_what_stands_in_a_field_is_told(value: object, said: object) -> None:
    assert told(value) == said
