"""The made-up patients of the demo clinic, drawn from names that are shipped as data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app import paths
from app.domain.patients import Contact, Patient, Representative, reached_at
from app.library.templates import read_toml

NUMBERS = range(100, 200)
"""555-0100 to 555-0199 belong to nobody."""

YOUNGEST, OLDEST = 19, 78
LAST_DAY_OF_ANY_MONTH = 28
RARE = 0.06
"""How often a patient has an alert or a name of choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A patient whose file tells one story of the gate."""

    story: str
    patient: Patient


class People:
    """Draws people and telephone numbers, none of them twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._data: dict[str, Any] = read_toml(paths.DEMO / "people.toml")
        self._numbers = list(self._all_numbers())
        chance.shuffle(self._numbers)
        self._names: set[tuple[str, str]] = set()

    def _all_numbers(self) -> Iterator[str]:
        for area in self._data["area_codes"]:
            yield from (f"+1{area}555{number:04}" for number in NUMBERS)

    def phone(self) -> str:
        """A telephone number nobody else has."""
        return self._numbers.pop()

    def referrer(self) -> str:
        """Somebody who refers patients, with credential."""
        return self._one(self._data["referrers"])

    def companion(self) -> str:
        """An adult who takes a patient home."""
        given, family = self._name(self._style())
        return f"{given} {family}".strip()

    def crowd(self, count: int, day: date) -> Iterator[Patient]:
        """So many patients, no two of one name."""
        while count:
            style = self._style()
            name = self._name(style)
            if name not in self._names:
                self._names.add(name)
                count -= 1
                yield self._patient(style, name, day)

    def cast(self, day: date) -> tuple[Actor, ...]:
        """The patients with a story, in the order of their charts."""
        entries = read_toml(paths.DEMO / "cast.toml")["patient"]
        return tuple(
            Actor(story=entry["story"], patient=self._actor(entry, day)) for entry in entries
        )

    def _actor(self, entry: dict[str, Any], day: date) -> Patient:
        name = (entry["given"], entry.get("family", ""))
        self._names.add(name)
        return Patient(
            given=name[0],
            family=name[1],
            preferred=entry.get("preferred", ""),
            born=self._born(entry["age"], day),
            phones=reached_at(self.phone()),
            language=entry.get("language", "en"),
            large_print=entry.get("large_print", False),
            interpreter=entry.get("interpreter", ""),
            address=entry.get("address", ""),
            emergency=self._contact(entry.get("emergency")),
            representative=_representative(entry.get("representative")),
        )

    def _contact(self, entry: dict[str, str] | None) -> Contact | None:
        return Contact(**entry, phone=self.phone()) if entry else None

    def _patient(self, style: dict[str, Any], name: tuple[str, str], day: date) -> Patient:
        rare = self._chance.random() < RARE
        return Patient(
            given=name[0],
            family=name[1],
            preferred=name[0].split()[0] if rare and " " in name[0] else "",
            pronouns=self._one(self._data["pronouns"]),
            born=self._born(self._chance.randint(YOUNGEST, OLDEST), day),
            phones=reached_at(self.phone()),
            language=self._one([style.get("language", "en"), "en"]),
            alert=self._one(self._data["alerts"]) if self._chance.random() < RARE else "",
        )

    def _born(self, age: int, day: date) -> date:
        """A birthday that makes somebody so old on a day."""
        birthday = day.replace(year=day.year - age, day=min(day.day, LAST_DAY_OF_ANY_MONTH))
        return birthday - timedelta(days=self._chance.randint(20, 340))

    def _style(self) -> dict[str, Any]:
        styles = self._data["style"]
        return self._chance.choices(styles, [style["share"] for style in styles])[0]

    def _name(self, style: dict[str, Any]) -> tuple[str, str]:
        return self._one(style["given"]), self._one(style["family"])

    def _one(self, choices: Sequence[str]) -> str:
        return self._chance.choice(choices)


def _representative(entry: dict[str, str] | None) -> Representative | None:
    return Representative(**entry) if entry else None
