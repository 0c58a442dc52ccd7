"""The tables of the diary: what can be held, who holds it, who waits."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from app.domain.courses import CourseTemplate
from app.domain.scheduling import Kind, Status
from app.domain.wishes import Wishes
from app.storage.columns import (
    CLOCK,
    DAY,
    FIELDS,
    FLAG,
    INSTANT,
    MARKS,
    MINUTE,
    NUMBERS,
    PARTS,
    STATES,
    TOKEN,
    Minutes,
    Text,
    document,
    word,
    words,
)
from app.storage.guards import guard
from app.storage.schema import GRAIN, field, later, maybe, number, of, table

course_template = table(
    "course_template",
    Column("slug", Text, primary_key=True, nullable=False),
    field("position", Integer),
    field("definition", document(CourseTemplate)),
)

resource = table(
    "resource",
    number(),
    field("kind", word(Kind)),
    field("name", Text),
    field("skills", words()),
    field("note", Text),
    Column("patient_id", Integer, ForeignKey("patient.id"), unique=True, key="patient"),
    maybe("good_until", DAY),
    maybe("within", Integer),
    later("retired", FLAG, "0"),
)

lane = table(
    "lane",
    number(),
    Column("resource_id", Integer, ForeignKey("resource.id"), nullable=False, key="resource"),
    field("number", Integer),
    later("use", Integer, "0"),
    UniqueConstraint("resource", "number"),
)
"""Used for any visit (0), for overbooking alone (1), or no more (2)."""

hours = table(
    "hours",
    Column("resource_id", Integer, ForeignKey("resource.id"), primary_key=True, key="resource"),
    Column("weekday", Integer, primary_key=True),
    Column("start_clock", CLOCK, primary_key=True, key="start", nullable=False),
    field("end_clock", CLOCK, key="end"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    with_rowid=False,
)

holder = table(
    "holder",
    number(),
    field("kind", Text),
    CheckConstraint("kind IN ('visit', 'session', 'block')", name="kind"),
)
"""What can hold time: it gives the number that claims refer to."""

visit = table(
    "visit",
    Column("id", Integer, ForeignKey("holder.id"), primary_key=True),
    Column("patient_id", Integer, ForeignKey("patient.id"), nullable=False, key="patient"),
    Column("type", Text, ForeignKey("visit_type.slug"), nullable=False),
    Column("start_min", MINUTE, nullable=False, key="start", index=True),
    field("end_min", MINUTE, key="end"),
    field("zone", Text),
    field("wall_start", Text),
    field("status", word(Status)),
    maybe("hold_until", INSTANT),
    field("parts", PARTS),
    field("booked_by", Text),
    maybe("arrived_at", INSTANT),
    Column("token", TOKEN, unique=True),
    maybe("snapshot", Text),
    field("version", Integer),
    later("stretch", Integer, "0"),
    Column("session_id", Integer, ForeignKey("session.id"), key="session", index=True),
    Column("course_id", Integer, ForeignKey("course.id"), key="course", index=True),
    later("step", Integer, "0"),
    maybe("freed_at", INSTANT),
    later("cancelled_by", Text, "''"),
    later("why", Text, "''"),
    later("late", FLAG, "0"),
    later("overbooked", Text, "''"),
    later("displaced", FLAG, "0"),
    maybe("booked_min", MINUTE, key="booked_at"),
    CheckConstraint(GRAIN, name="grain"),
    Index("ix_visit_holds", "status", "hold_until"),
    Index("ix_visit_of_patient", "patient", "start", "type", "status"),
)
"""The zone and wall clock are what the patient was told; the minutes of UTC follow from them."""

session = table(
    "session",
    Column("id", Integer, ForeignKey("holder.id"), primary_key=True),
    Column("type", Text, ForeignKey("visit_type.slug"), nullable=False),
    Column("start_min", MINUTE, nullable=False, key="start", index=True),
    field("end_min", MINUTE, key="end"),
    field("zone", Text),
    field("wall_start", Text),
    field("parts", PARTS),
    field("cancelled", FLAG),
    field("displaced", FLAG),
    field("made_by", Text),
    field("version", Integer),
    CheckConstraint(GRAIN, name="grain"),
)
"""A group session: what its seats share is held once."""

course = table(
    "course",
    number(),
    of("patient"),
    field("template", Text),
    field("plan", document(CourseTemplate)),
    field("wishes", document(Wishes)),
    field("made_at", INSTANT),
    field("made_by", Text),
)
"""A course with its steps and rules as they were when it was booked."""

block = table(
    "block",
    Column("id", Integer, ForeignKey("holder.id"), primary_key=True),
    of("resource"),
    field("kind", Text),
    Column("start_min", MINUTE, nullable=False, key="start"),
    Column("end_min", MINUTE, nullable=False, key="end", index=True),
    field("note", Text),
    later("series", Text, "''"),
    later("source", Text, "''"),
    later("lifted", FLAG, "0"),
    later("version", Integer, "1"),
    CheckConstraint(GRAIN, name="grain"),
)

closure = table(
    "closure",
    number(),
    Column("day", DAY, nullable=False, index=True),
    maybe("start_clock", CLOCK, key="start"),
    maybe("end_clock", CLOCK, key="end"),
    field("name", Text),
)
"""A day, or a part of it, on which the whole clinic is closed; it holds nothing of its own."""

judged = table(
    "judged",
    Column("visit_id", Integer, ForeignKey("visit.id"), primary_key=True, key="visit"),
    field("states", STATES),
    field("day", DAY),
    field("policy", Integer),
    field("house", Integer),
    field("basis", Text),
    field("marks", MARKS),
    Column("since", INSTANT, index=True),
    maybe("seen_at", INSTANT),
)
"""Every visit to come as it was last judged, and what has come to stand against it."""

shelf = table(
    "shelf",
    Column("visit_id", Integer, ForeignKey("visit.id"), primary_key=True, key="visit"),
    field("at", INSTANT),
    field("by", Text),
)
"""Visits picked up to be put elsewhere; they keep their time until then."""

waiting = table(
    "waiting",
    number(),
    of("patient"),
    Column("type", Text, ForeignKey("visit_type.slug"), nullable=False),
    field("since", INSTANT),
    maybe("sooner_than", INSTANT),
    field("urgent", FLAG),
    field("weekdays", NUMBERS),
    maybe("from_clock", CLOCK, key="after"),
    maybe("to_clock", CLOCK, key="before"),
    maybe("until", DAY),
    field("person", Integer),
    field("note", Text),
    maybe("offered_at", INSTANT),
    field("offered_by", Text),
    maybe("offered_start", INSTANT),
    field("answer", Text),
    Column("closed_at", INSTANT, index=True),
    field("version", Integer),
)
"""Who would come sooner, when they can, and whether somebody has offered them a time."""

recall = table(
    "recall",
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    maybe("due", DAY),
    maybe("tried_at", INSTANT),
    field("tried_by", Text),
    field("answer", Text),
    maybe("closed_at", INSTANT),
)
"""What is known of a patient's next maintenance visit beyond what their visits tell."""

rebook = table(
    "rebook",
    Column("visit_id", Integer, ForeignKey("visit.id"), primary_key=True, key="visit"),
    maybe("tried_at", INSTANT),
    field("tried_by", Text),
    field("answer", Text),
    maybe("closed_at", INSTANT),
)
"""Visits that were called off or missed: whether the patient was called about another."""

day_note = table(
    "day_note",
    Column("day", DAY, primary_key=True, nullable=False),
    field("text", Text),
    field("by", Text),
    field("at", INSTANT),
)

draft = table(
    "draft",
    number(),
    Column("login", Text, nullable=False, index=True),
    field("kind", Text),
    field("document", FIELDS, key="fields"),
    field("at", INSTANT),
)
"""What somebody has begun to enter and not finished: nothing typed is lost."""

claim = table(
    "claim",
    of("holder"),
    Column("lane_id", Integer, ForeignKey("lane.id"), primary_key=True, key="lane"),
    Column("start_min", Minutes, primary_key=True, key="start"),
    field("end_min", Minutes, key="end"),
    CheckConstraint(GRAIN, name="grain"),
    with_rowid=False,
)
"""The one table that says what is taken; its guards forbid overlap and change."""

guard(claim)
