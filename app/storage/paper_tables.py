"""The tables of forms, packets and papers."""

from sqlalchemy import Column, Integer, UniqueConstraint

from app.domain.packet_rules import PaperPolicy, Use
from app.domain.packets import PaperState
from app.domain.paper_steps import Stand, StepKind, Told
from app.storage.columns import (
    BOXES,
    DAY,
    FLAG,
    FORM,
    INSTANT,
    REASON,
    SIGNATURES,
    TEXTS,
    Text,
    document,
    word,
)
from app.storage.schema import field, later, maybe, number, of, table

form = table(
    "form",
    number(),
    field("form", Text),
    field("version", Integer),
    field("document", FORM),
    UniqueConstraint("form", "version"),
)
"""Every version of every form that the clinic keeps."""

packet_rule = table(
    "packet_rule",
    Column("position", Integer, primary_key=True),
    field("form", Text),
    field("types", TEXTS),
    later("routes", TEXTS, "'[]'"),
    later("conditions", TEXTS, "'[]'"),
    later("use", word(Use), "'needed'"),
)

paper_policy = table(
    "paper_policy",
    number(),
    field("document", document(PaperPolicy)),
)
"""What the clinic decided about its papers as a whole: one row, or none while all is as usual."""

packet = table(
    "packet",
    number(),
    of("visit"),
    of("patient"),
    field("made_at", INSTANT),
    field("made_by", Text),
    Column("sha256", Text, nullable=False, index=True),
    field("pages", Integer),
    field("fingerprint", Text),
)

paper = table(
    "paper",
    number(),
    Column("code", Text, nullable=False, unique=True),
    of("packet"),
    of("visit"),
    of("patient"),
    field("form", Text),
    field("version", Integer),
    field("language", Text),
    field("pages", Integer),
    field("first_page", Integer),
    field("per_visit", FLAG),
    later("route", Text, "''"),
    field("why", REASON),
    Column("state", word(PaperState), nullable=False, index=True),
    field("issued_at", INSTANT),
    maybe("signed_at", INSTANT),
    maybe("signed_on", DAY),
    field("signed_by", Text),
    field("empty", TEXTS),
    later("signatures", SIGNATURES, "'[]'"),
    later("seen_by", Text, "''"),
    maybe("ended_on", DAY),
    field("boxes", BOXES),
)

paper_step = table(
    "paper_step",
    number(),
    of("paper"),
    field("kind", word(StepKind)),
    field("at", INSTANT),
    field("by", Text),
    field("cause", Text),
    field("why", Text),
    Column("token", Text, nullable=False, index=True),
    field("before", document(Stand)),
)
"""Everything done with a paper after it was issued."""

revocation = table(
    "revocation",
    number(),
    of("patient"),
    field("at", INSTANT),
    field("told", word(Told)),
    field("by", Text),
    field("received_by", Text),
    field("recorded_at", INSTANT),
    field("note", Text),
    field("papers", TEXTS),
)
"""Every time somebody took consents back."""
