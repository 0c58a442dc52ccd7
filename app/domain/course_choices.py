"""The starts that one step of a course may have, day by day, and what each would cost."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from app.domain.diary import Diary, bits_of, run_of_bits
from app.domain.time import GRAIN, local_day

NEVER = 1 << 60
"""The cost of what cannot be; no sum of real costs comes near it."""


class Slot(NamedTuple):
    """One start and its cost."""

    grain: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a search, counted from the first one; those before the diary only have been."""

    first: date
    begins: tuple[int, ...]
    """The grain at which each day begins."""
    lengths: tuple[int, ...]
    """The grains of each day: none for a day before the diary."""

    @property
    def count(self) -> int:
        """How many days there are."""
        return len(self.begins)

    def of(self, day: date) -> int:
        """The number of a day."""
        return (day - self.first).days

    def day(self, number: int) -> date:
        """The day of a number."""
        return self.first + timedelta(days=number)


def days_of(diary: Diary, done: Collection[datetime]) -> Days:
    """The days of a diary, and those before it on which a step has been."""
    begins = diary.days[0].day
    first = min(begins, *(local_day(start, diary.zone) for start in done), begins)
    nothing = (0,) * (begins - first).days
    return Days(
        first=first,
        begins=(*nothing, *(day.first for day in diary.days)),
        lengths=(*nothing, *(day.end - day.first for day in diary.days)),
    )


class Choices(Protocol):
    """When one step may be: by the day, its cheapest start first."""

    @property
    def costs(self) -> Sequence[int]:
        """The least that a start on each day can cost."""
        ...

    def slots(self, number: int, latest: int, also_until: int = -1) -> Iterator[Slot]:
        """The cheapest start of a day up to a latest one, then later ones up to one not before."""
        ...


class Open:
    """A step to be placed: near its aim is cheap, and a start that it keeps costs nothing.

    Each day has an aim of its own, and what a start on it costs in any case.
    """

    def __init__(
        self,
        days: Days,
        bits: int,
        *,
        aims: Sequence[int] | None = None,
        tolls: Sequence[int] | None = None,
        kept: Collection[int] = (),
        fits: Callable[[int], bool] | None = None,
    ) -> None:
        self._begins = days.begins
        self._free = [
            bits >> begin & run_of_bits(0, length)
            for begin, length in zip(days.begins, days.lengths, strict=True)
        ]
        self._aims = aims
        self._tolls = tolls
        self._kept = frozenset(kept)
        self._fits = fits
        self.costs = [self._least(number) for number in range(days.count)]
        """People who share needs are not matched yet: it may cost more, never less."""

    def slots(self, number: int, latest: int, also_until: int = -1) -> Iterator[Slot]:
        """The cheapest start of a day up to a latest one, then later ones up to one not before."""
        best = self._cheapest(number, latest)
        if best is not None:
            yield best
            if best.grain < also_until:  # after a kept start, a later one may be the cheaper
                until = latest if best.grain in self._kept else also_until
                yield from self._later(number, best.grain, latest, until)

    def _least(self, number: int) -> int:
        free = self._free[number]
        if not free:
            return NEVER
        begin = self._begins[number]
        if self._kept and any(g >= begin and free >> (g - begin) & 1 for g in self._kept):
            return 0
        return self._cost(self._nearest(number, free), number)

    def _cheapest(self, number: int, latest: int) -> Slot | None:
        begin, free = self._begins[number], self._up_to(number, latest)
        for grain in sorted(self._kept):
            if grain >= begin and free >> (grain - begin) & 1:
                return Slot(grain, 0)
        while free:
            grain = self._nearest(number, free)
            if self._works(grain):
                return Slot(grain, self._cost(grain, number))
            free ^= 1 << (grain - begin)
        return None

    def _later(self, number: int, after: int, latest: int, until: int) -> Iterator[Slot]:
        """The starts after one, the first that is not before another the last of them."""
        begin, free = self._begins[number], self._up_to(number, latest)
        for grain in (begin + place for place in bits_of(free)):
            if grain > after and self._works(grain):
                yield Slot(grain, self._cost(grain, number))
                if grain >= until:
                    return

    def _up_to(self, number: int, latest: int) -> int:
        free, last = self._free[number], latest - self._begins[number]
        return free if last >= free.bit_length() else free & run_of_bits(0, last + 1)

    def _nearest(self, number: int, free: int) -> int:
        """The free start of a day that lies nearest to its aim; the first when there is none."""
        begin = self._begins[number]
        aim = -1 if self._aims is None else self._aims[number] - begin
        early = free & run_of_bits(0, aim + 1)
        late = free ^ early
        before, after = early.bit_length() - 1, (late & -late).bit_length() - 1
        if not late or (early and aim - before <= after - aim):
            return begin + before
        return begin + after

    def _works(self, grain: int) -> bool:
        return grain in self._kept or self._fits is None or self._fits(grain)

    def _cost(self, grain: int, number: int) -> int:
        if grain in self._kept:
            return 0
        off = 0 if self._aims is None else abs(grain - self._aims[number]) * GRAIN
        return off if self._tolls is None else off + self._tolls[number]


class Done:
    """A step that has been: its one start costs nothing and moves no more."""

    def __init__(self, days: Days, number: int, grain: int) -> None:
        self.costs = [0 if each == number else NEVER for each in range(days.count)]
        self._slot = Slot(grain, 0)

    def slots(self, number: int, latest: int, also_until: int = -1) -> Iterator[Slot]:
        """The one start there is."""
        del number, also_until
        if self._slot.grain <= latest:
            yield self._slot
