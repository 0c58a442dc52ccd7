"""The whole record of a patient, several telephones each, and what the search by name takes."""

import json
import re
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from app.domain.names import insides, names_in, sound

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

RENAMED = (
    ("fold_family", "names"),
    ("fold_given", "sort_as"),
    ("phone", "phones"),
    ("phone_reversed", "email"),
)
"""Columns that only served the search go on as others, so that none is dropped."""

ADDED = (
    "address TEXT DEFAULT '' NOT NULL",
    "large_print INTEGER DEFAULT 0 NOT NULL",
    "interpreter TEXT DEFAULT '' NOT NULL",
    "emergency TEXT",
    "representative TEXT",
    "notes TEXT DEFAULT '' NOT NULL",
    "part2 INTEGER DEFAULT 0 NOT NULL",
    "version INTEGER DEFAULT 1 NOT NULL",
)

AT_ONCE = 1_000
PEOPLE = """SELECT id, given, family, preferred, phones FROM patient
WHERE id > :last ORDER BY id LIMIT :most"""
CHANGED = (
    "UPDATE patient SET names = :names, sort_as = '', phones = :phones, email = '' WHERE id = :id"
)
WORD = "INSERT INTO patient_word (word, names, patient_id) VALUES (:word, :names, :id)"
PHONE = "INSERT INTO patient_phone (reversed, patient_id) VALUES (:reversed, :id)"
KNOWN = "INSERT INTO name_word (word, sound) VALUES (:word, :sound) ON CONFLICT DO NOTHING"
INSIDE = "INSERT INTO name_inside (inside, word) VALUES (:inside, :word) ON CONFLICT DO NOTHING"


def text(*names: str) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, TEXT, nullable=False) for name in names)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names, name=f"pk_{table}")


def refers(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=f"fk_{table}_patient_id")


def make(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(table, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def upgrade() -> None:
    for index in ("by_name", "born", "phone_reversed"):
        op.drop_index(f"ix_patient_{index}", "patient")
    op.drop_table("patient_word")
    for old, new in RENAMED:
        op.execute(f"ALTER TABLE patient RENAME COLUMN {old} TO {new}")
    server = op.get_context().dialect.name == "postgresql"
    for added in ADDED:
        told = added.replace(" TEXT", ' TEXT COLLATE "C"') if server else added
        op.execute(f"ALTER TABLE patient ADD COLUMN {told}")
    make_search()
    fill(op.get_bind())
    op.create_index("ix_patient_by_name", "patient", ["names", "id"])
    op.create_index("ix_patient_by_birth", "patient", ["born", "names", "id"])


def make_search() -> None:
    make(
        "patient_word",
        *text("word", "names"),
        number("patient_id"),
        key("patient_word", "word", "names", "patient_id"),
        refers("patient_word"),
    )
    make(
        "patient_phone",
        *text("reversed"),
        number("patient_id"),
        key("patient_phone", "reversed", "patient_id"),
        refers("patient_phone"),
    )
    make("name_word", *text("word", "sound"), key("name_word", "word"))
    op.create_index("ix_name_word_sound", "name_word", ["sound"])
    make("name_inside", *text("inside", "word"), key("name_inside", "inside", "word"))


def fill(connection: sa.Connection) -> None:
    """Give every patient that is there what the search reads; the one telephone is the first."""
    last = 0
    while rows := connection.execute(sa.text(PEOPLE), {"last": last, "most": AT_ONCE}).all():
        last = rows[-1].id
        for patient, given, family, preferred, phone in rows:
            names = names_in(family, given, preferred)
            words = [{"id": patient, "names": names, "word": word} for word in names.split()]
            told = [{"number": phone, "label": "", "message": False, "text": False}]
            changed = {"id": patient, "names": names, "phones": json.dumps(told if phone else [])}
            connection.execute(sa.text(CHANGED), changed)
            if phone:
                digits = re.sub(r"\D", "", phone)
                connection.execute(sa.text(PHONE), {"id": patient, "reversed": digits[::-1]})
            for each in words:
                word = str(each["word"])
                connection.execute(sa.text(WORD), each)
                connection.execute(sa.text(KNOWN), {"word": word, "sound": sound(word)})
                for inside in insides(word):
                    connection.execute(sa.text(INSIDE), {"inside": inside, "word": word})
