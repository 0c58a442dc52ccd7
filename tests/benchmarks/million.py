"""A million made-up patients, put straight into the tables of a clinic."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from app import paths
from app.domain.names import insides, names_in, sound
from app.library.templates import read_toml
from app.storage.database import FILE
from app.storage.driver import connect

PATIENTS = 1_000_000
AT_ONCE = 50_000
FIRST_CHART = 10_001
OLDEST, YOUNGEST = date(1935, 1, 1), date(2008, 12, 31)
KEY = bytes(range(32))
"""The key of the encrypted copy."""

STARTS = ("b", "br", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t")
MIDDLES = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
ENDS = ("", "l", "n", "r", "s", "ll", "nd", "rt", "tz", "ck")
LAST = ("son", "ez", "man", "ton", "berg", "ini", "sky", "ley", "er", "a", "s", "sen")
COMMON, RARE = 5, 60_000
"""How fast names become rarer down their list."""

Row = tuple[Any, ...]
TABLES = {
    "patient": (
        "id, chart, given, family, preferred, pronouns, sort_as, born, phones, email, language,"
        " alert, names"
    ),
    "patient_word": "word, names, patient_id",
    "patient_phone": "reversed, patient_id",
    "name_word": "word, sound",
    "name_inside": "inside, word",
}


@cache
def _styles() -> tuple[Sequence[str], Sequence[str]]:
    """Given and family names of the demo clinic, all styles together."""
    styles = read_toml(paths.DEMO / "people.toml")["style"]
    given = [name for style in styles for name in style["given"]]
    return given, [name for style in styles for name in style["family"] if name]


def people(count: int) -> Iterator[tuple[str, str, date, str]]:
    """Given name, family name, date of birth and telephone: a third have a common name."""
    chance = random.Random("a million")  # noqa: S311 -- made-up people
    given, family = _styles()
    days = (YOUNGEST - OLDEST).days
    for _ in range(count):
        first = chance.choice(given)
        second = chance.choice(family) if chance.random() < 1 / 3 else _made(chance)
        born = OLDEST + timedelta(days=chance.randrange(days))
        yield first, second, born, f"+1{chance.randrange(2_000_000_000, 9_999_999_999)}"


def _made(chance: random.Random) -> str:
    """A family name that nobody bears: the commonest in one of a hundred, most hardly ever."""
    rank = int(COMMON * RARE ** chance.random())
    chosen = random.Random(rank)  # noqa: S311 -- the same name for the same rank
    parts = [f"{chosen.choice(STARTS)}{chosen.choice(MIDDLES)}{chosen.choice(ENDS)}" for _ in "ab"]
    return f"{''.join(parts[: chosen.randint(1, 2)])}{chosen.choice(LAST)}".capitalize()


def rows(count: int) -> Iterator[dict[str, list[Row]]]:
    """The rows of every table, so many patients at once."""
    everybody, known, first = people(count), set[str](), 1
    while some := list(islice(everybody, AT_ONCE)):
        made: dict[str, list[Row]] = {table: [] for table in TABLES}
        for number, (given, family, born, phone) in enumerate(some, start=first):
            names = names_in(family, given)
            kept = f'[{{"number":"{phone}"}}]'
            chart, day = str(FIRST_CHART + number), born.isoformat()
            told = (number, chart, given, family, "", "", "", day, kept, "", "en", "", names)
            made["patient"].append(told)
            made["patient_phone"].append((phone[:0:-1], number))
            for word in names.split():
                made["patient_word"].append((word, names, number))
                if word not in known:
                    known.add(word)
                    made["name_word"].append((word, sound(word)))
                    made["name_inside"] += [(inside, word) for inside in insides(word)]
        yield made
        first += len(some)


def fill_folder(folder: Path, count: int = PATIENTS, key: bytes | None = None) -> None:
    """Put the patients into a clinic of a folder that nobody has open."""
    with closing(connect(folder / FILE, key)) as store:
        for setting in ("synchronous = OFF", "cache_size = -800000"):
            store.execute(f"PRAGMA {setting}")
        for made in rows(count):
            store.execute("BEGIN")
            for table, columns in TABLES.items():
                marks = ", ".join("?" * len(columns.split(",")))
                store.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 -- our names
                    sorted(made[table]),
                )
            store.execute("COMMIT")


def fill_server(address: str, count: int = PATIENTS) -> None:
    """Put the patients into a clinic of a server."""
    with psycopg.connect(address, autocommit=True) as store:
        for made in rows(count):
            for table, columns in TABLES.items():
                with store.cursor().copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                    for row in made[table]:
                        copy.write_row(row)
        store.execute("VACUUM ANALYZE")


def encrypt(folder: Path, target: Path) -> None:
    """A copy of a clinic's file, encrypted with the key."""
    target.touch()
    with closing(connect(folder / FILE)) as store:
        store.execute(f"ATTACH ? AS keyed KEY \"x'{KEY.hex()}'\"", (str(target),))
        store.execute("SELECT sqlcipher_export('keyed')")
        store.execute("DETACH keyed")
