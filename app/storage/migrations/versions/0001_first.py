"""The first schema: everything a clinic keeps, and the guards that forbid what must never be."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MINUTES = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def text(*names: str, empty: bool = False) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, TEXT, nullable=empty) for name in names)


def number(*names: str, empty: bool = False) -> Iterator[sa.Column[int]]:
    return (sa.Column(name, sa.Integer(), nullable=empty) for name in names)


def minutes(*names: str) -> Iterator[sa.Column[int]]:
    return (sa.Column(name, MINUTES, nullable=False) for name in names)


def key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names or ["id"], name=f"pk_{table}")


def one(table: str, *names: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*names, name=f"uq_{table}_{'_'.join(names)}")


def refers(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}")


GRAIN = (
    "start_min >= 0 AND end_min > start_min AND start_min % 5 = 0 AND end_min % 5 = 0 "
    "AND end_min < 4294967296"
)

FILE_GUARDS = (
    """CREATE TRIGGER claim_overlap BEFORE INSERT ON claim
WHEN (SELECT end_min FROM claim WHERE lane_id = NEW.lane_id AND start_min < NEW.end_min
      ORDER BY start_min DESC LIMIT 1) > NEW.start_min
BEGIN SELECT RAISE(ABORT, 'claim overlap'); END""",
    """CREATE TRIGGER claim_immutable BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'claims are immutable'); END""",
    """CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'audit out of order'); END""",
    """CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END""",
)

SERVER_GUARDS = (
    """CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
END $function$
""",
    """CREATE FUNCTION public.audit_next() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
  last record;
BEGIN
  SELECT seq, hash INTO last FROM public.audit ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(last.seq, 0) + 1
  OR NEW.previous IS DISTINCT FROM coalesce(last.hash, '') THEN
    RAISE EXCEPTION 'audit out of order' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO public.audit_count (id, given) VALUES (1, NEW.seq)
  ON CONFLICT (id) DO UPDATE SET given = excluded.given;
  RETURN NEW;
END $function$
""",
    """ALTER TABLE claim ADD CONSTRAINT claim_overlap EXCLUDE USING gist
(int8range((lane_id::int8 << 32) + start_min, (lane_id::int8 << 32) + end_min) WITH &&)""",
    """CREATE TRIGGER claim_immutable BEFORE UPDATE ON claim
FOR EACH ROW EXECUTE FUNCTION refuse('claims are immutable')""",
    """CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
FOR EACH ROW EXECUTE FUNCTION audit_next()""",
    """CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse('the audit is never changed')""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse('the audit is never deleted')""",
    """CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit is never deleted')""",
)

GUARDS = {"sqlite": FILE_GUARDS, "postgresql": SERVER_GUARDS}


def upgrade() -> None:
    op.create_table(
        "audit",
        *number("seq"),
        *text("at", "who", "act"),
        *number("patient_id", empty=True),
        *text("outcome", "payload", "token", "previous", "hash"),
        key("audit", "seq"),
        one("audit", "hash"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_patient_id", "audit", ["patient_id"])
    op.create_table(
        "clinic",
        *number("id"),
        *text("uuid", "name", "zone", "template", "address", "phone", "after_hours_phone"),
        *text("demo_day", empty=True),
        sa.CheckConstraint("id = 1", name="only_one"),
        key("clinic"),
        sqlite_strict=True,
    )
    op.create_table(
        "holder",
        *number("id"),
        *text("kind"),
        sa.CheckConstraint("kind IN ('visit', 'session', 'block')", name="kind"),
        key("holder"),
        sqlite_strict=True,
    )
    op.create_table(
        "packet_rule",
        *number("position"),
        *text("form", "types"),
        key("packet_rule", "position"),
        sqlite_strict=True,
    )
    op.create_table(
        "patient",
        *number("id"),
        *text(
            "chart",
            "given",
            "family",
            "preferred",
            "pronouns",
            "born",
            "phone",
            "language",
            "alert",
            "fold_family",
            "fold_given",
            "phone_reversed",
        ),
        key("patient"),
        one("patient", "chart"),
        sqlite_strict=True,
    )
    op.create_index("ix_patient_born", "patient", ["born"])
    op.create_index("ix_patient_by_name", "patient", ["fold_family", "fold_given", "id"])
    op.create_index("ix_patient_phone_reversed", "patient", ["phone_reversed"])
    op.create_table(
        "policy",
        *number("version"),
        *text("document", "at", "by"),
        key("policy", "version"),
        sqlite_strict=True,
    )
    op.create_table(
        "text_policy",
        *text("key"),
        *number("value"),
        key("text_policy", "key"),
        sqlite_strict=True,
    )
    op.create_table(
        "visit_type",
        *text("slug"),
        *number("position"),
        *text("definition"),
        key("visit_type", "slug"),
        sqlite_strict=True,
    )
    op.create_table(
        "clearance",
        *number("id", "patient_id"),
        *text("route"),
        *text("cleared_on", empty=True),
        *text("cleared_by", "asked_of"),
        *text("due", empty=True),
        key("clearance"),
        refers("clearance", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_clearance_patient_id", "clearance", ["patient_id"])
    op.create_table(
        "diagnosis",
        *number("id", "patient_id"),
        *text("code", "title", "condition", "made_on", "made_by"),
        key("diagnosis"),
        refers("diagnosis", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_diagnosis_patient_id", "diagnosis", ["patient_id"])
    op.create_table(
        "patient_word",
        *text("word"),
        *number("patient_id"),
        key("patient_word", "word", "patient_id"),
        refers("patient_word", "patient_id", "patient.id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral",
        *number("id", "patient_id"),
        *text("state", "referrer", "condition"),
        *text("letter_on", "expected_by", empty=True),
        *number("visits", empty=True),
        *text("valid_until", empty=True),
        *text("judged_by", "reason"),
        key("referral"),
        refers("referral", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_referral_patient_id", "referral", ["patient_id"])
    op.create_table(
        "resource",
        *number("id"),
        *text("kind", "name", "skills", "note"),
        *number("patient_id", empty=True),
        key("resource"),
        one("resource", "patient_id"),
        refers("resource", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "visit",
        *number("id", "patient_id"),
        *text("type"),
        *minutes("start_min", "end_min"),
        *text("zone", "wall_start", "status"),
        *text("hold_until", empty=True),
        *text("parts", "booked_by"),
        *text("arrived_at", "token", "snapshot", empty=True),
        *number("version"),
        sa.CheckConstraint(GRAIN, name="grain"),
        key("visit"),
        refers("visit", "id", "holder.id"),
        refers("visit", "patient_id", "patient.id"),
        refers("visit", "type", "visit_type.slug"),
        one("visit", "token"),
        sqlite_strict=True,
    )
    op.create_index("ix_visit_holds", "visit", ["status", "hold_until"])
    op.create_index("ix_visit_patient_id", "visit", ["patient_id"])
    op.create_index("ix_visit_start_min", "visit", ["start_min"])
    op.create_table(
        "waiver",
        *number("id", "patient_id"),
        *text("item", "reason", "until", "by_login", "by_name", "at"),
        key("waiver"),
        refers("waiver", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_waiver_patient_id", "waiver", ["patient_id"])
    op.create_table(
        "block",
        *number("id", "resource_id"),
        *text("kind"),
        *minutes("start_min", "end_min"),
        *text("note"),
        sa.CheckConstraint(GRAIN, name="grain"),
        key("block"),
        refers("block", "id", "holder.id"),
        refers("block", "resource_id", "resource.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_block_end_min", "block", ["end_min"])
    op.create_index("ix_block_resource_id", "block", ["resource_id"])
    op.create_table(
        "hours",
        *number("resource_id", "weekday"),
        *text("start_clock", "end_clock"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        key("hours", "resource_id", "weekday", "start_clock"),
        refers("hours", "resource_id", "resource.id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lane",
        *number("id", "resource_id", "number"),
        one("lane", "resource_id", "number"),
        key("lane"),
        refers("lane", "resource_id", "resource.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "packet",
        *number("id", "visit_id", "patient_id"),
        *text("made_at", "made_by", "sha256"),
        *number("pages"),
        *text("fingerprint"),
        key("packet"),
        refers("packet", "visit_id", "visit.id"),
        refers("packet", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_packet_patient_id", "packet", ["patient_id"])
    op.create_index("ix_packet_sha256", "packet", ["sha256"])
    op.create_index("ix_packet_visit_id", "packet", ["visit_id"])
    op.create_table(
        "ride",
        *number("id", "visit_id"),
        *text("name", "phone"),
        key("ride"),
        one("ride", "visit_id"),
        refers("ride", "visit_id", "visit.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "staff",
        *number("id"),
        *text("login", "name", "roles", "credential"),
        *number("resource_id", empty=True),
        key("staff"),
        one("staff", "login"),
        one("staff", "resource_id"),
        refers("staff", "resource_id", "resource.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "claim",
        *number("holder_id", "lane_id"),
        *minutes("start_min", "end_min"),
        sa.CheckConstraint(GRAIN, name="grain"),
        key("claim", "lane_id", "start_min"),
        refers("claim", "holder_id", "holder.id"),
        refers("claim", "lane_id", "lane.id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_holder_id", "claim", ["holder_id"])
    op.create_table(
        "paper",
        *number("id"),
        *text("code"),
        *number("packet_id", "visit_id", "patient_id"),
        *text("form"),
        *number("version"),
        *text("language"),
        *number("pages", "first_page", "per_visit"),
        *text("why", "state", "issued_at"),
        *text("signed_at", "signed_on", empty=True),
        *text("signed_by", "empty", "boxes"),
        key("paper"),
        one("paper", "code"),
        refers("paper", "packet_id", "packet.id"),
        refers("paper", "visit_id", "visit.id"),
        refers("paper", "patient_id", "patient.id"),
        sqlite_strict=True,
    )
    op.create_index("ix_paper_packet_id", "paper", ["packet_id"])
    op.create_index("ix_paper_patient_id", "paper", ["patient_id"])
    op.create_index("ix_paper_state", "paper", ["state"])
    op.create_index("ix_paper_visit_id", "paper", ["visit_id"])
    if op.get_bind().dialect.name == "postgresql":
        make_server_tables()
    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)


def make_server_tables() -> None:
    op.create_table(
        "archive",
        *text("sha256"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        key("archive", "sha256"),
    )
    op.create_table(
        "audit_count",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        *number("given"),
        sa.CheckConstraint("id = 1", name="only_one"),
        key("audit_count"),
    )
