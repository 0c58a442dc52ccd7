"""The tables of the patients: who they are, by what they are found, who is read as whom."""

from sqlalchemy import Column, ForeignKey, Index, Integer

from app.domain.batches import BatchState
from app.domain.patients import Contact, Phone, Representative
from app.storage.columns import DAY, FLAG, INSTANT, TEXTS, Text, document, word
from app.storage.schema import field, later, maybe, number, table

import_batch = table(
    "import_batch",
    number(),
    Column("token", Text, nullable=False, unique=True),
    Column("state", word(BatchState), nullable=False, index=True),
    field("by", Text),
    field("at", INSTANT),
    field("first_patient", Integer, key="first"),
    field("last_patient", Integer, key="last"),
)
"""Patients taken over from a table: they are seen once their batch is done."""

import_mapping = table(
    "import_mapping",
    Column("headings", Text, primary_key=True, nullable=False),
    field("fields", TEXTS),
)
"""What the columns of a table with these headings were taken for."""

patient = table(
    "patient",
    number(),
    Column("chart", Text, nullable=False, unique=True),
    field("given", Text),
    field("family", Text),
    field("preferred", Text),
    field("pronouns", Text),
    field("sort_as", Text),
    field("born", DAY),
    field("phones", document(tuple[Phone, ...])),
    field("email", Text),
    later("address", Text, "''"),
    field("language", Text),
    later("large_print", FLAG, "0"),
    later("interpreter", Text, "''"),
    maybe("emergency", document(Contact)),
    maybe("representative", document(Representative)),
    field("alert", Text),
    later("notes", Text, "''"),
    later("part2", FLAG, "0"),
    later("version", Integer, "1"),
    field("names", Text),
    Column("import_id", Integer, ForeignKey("import_batch.id"), key="batch"),
    Index("ix_patient_by_name", "names", "id"),
    Index("ix_patient_by_birth", "born", "names", "id"),
)
"""With all the folded words of a patient's names, the sorting name first."""

patient_word = table(
    "patient_word",
    Column("word", Text, primary_key=True, nullable=False),
    Column("names", Text, primary_key=True, nullable=False),
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    with_rowid=False,
)
"""Every word of a patient's names with all of them, to be found by its beginning in their order."""

patient_phone = table(
    "patient_phone",
    Column("reversed", Text, primary_key=True, nullable=False),
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    with_rowid=False,
)
"""The digits of every telephone number backwards: people know the last four."""

name_word = table(
    "name_word",
    Column("word", Text, primary_key=True, nullable=False),
    Column("sound", Text, nullable=False, index=True),
    with_rowid=False,
)
"""Every word that is in a name, once, and how it sounds."""

name_inside = table(
    "name_inside",
    Column("inside", Text, primary_key=True, nullable=False),
    Column("word", Text, primary_key=True, nullable=False),
    with_rowid=False,
)
"""Those words without their first letters, to be found by what is inside."""

merge = table(
    "merge",
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    Column("into_id", Integer, ForeignKey("patient.id"), nullable=False, key="into", index=True),
    field("at", INSTANT),
    field("by", Text),
)
"""Patients who are read as another one: a pointer, and nothing of theirs is rewritten."""

told_apart = table(
    "told_apart",
    Column("one_id", Integer, ForeignKey("patient.id"), primary_key=True, key="one"),
    Column("other_id", Integer, ForeignKey("patient.id"), primary_key=True, key="other"),
    field("at", INSTANT),
    field("by", Text),
    Index("ix_told_apart_other_id", "other"),
)
"""Charts that look like one person's and are of two, each pair once, the earlier chart first."""
