"""What a referral letter takes: who refers, its scope, the calls made until it comes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

ADDED = (
    "credential TEXT DEFAULT '' NOT NULL",
    "npi TEXT DEFAULT '' NOT NULL",
    "practice TEXT DEFAULT '' NOT NULL",
    "phone TEXT DEFAULT '' NOT NULL",
    "fax TEXT DEFAULT '' NOT NULL",
    "statement TEXT DEFAULT 'referral' NOT NULL",
    "route TEXT DEFAULT '' NOT NULL",
    "asked_on TEXT",
    "received_on TEXT",
    "received_how TEXT DEFAULT '' NOT NULL",
    "judged_on TEXT",
    "corrected TEXT DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    for added in ADDED:
        told = added.replace(" TEXT", ' TEXT COLLATE "C"') if server else added
        op.execute(f"ALTER TABLE referral ADD COLUMN {told}")
    op.create_index("ix_referral_state", "referral", ["state"])
    op.create_table(
        "attempt",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", *OF_ATTEMPT)),
        *(sa.Column(name, TEXT, nullable=False) for name in TOLD),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        *(
            sa.ForeignKeyConstraint([name], [f"{name[:-3]}.id"], name=f"fk_attempt_{name}")
            for name in OF_ATTEMPT
        ),
        sqlite_strict=True,
    )
    for name in OF_ATTEMPT:
        op.create_index(f"ix_attempt_{name}", "attempt", [name])
    attachments()


def attachments() -> None:
    numbers = ("id", "patient_id", "subject", "pages", "size", "part2")
    op.create_table(
        "attachment",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        *(sa.Column(name, TEXT, nullable=False) for name in FILED),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_attachment_patient_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_attachment_patient_id", "attachment", ["patient_id"])
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])


FILED = ("belongs_to", "sha256", "kind", "added_at", "added_by")
OF_ATTEMPT = ("referral_id", "patient_id")
TOLD = ("at", "by", "how", "answer", "note", "next_call")
