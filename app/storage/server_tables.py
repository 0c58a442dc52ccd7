"""The tables that only a clinic on a server has, in place of what a file and a folder give."""

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, MetaData, Table

from app.storage.columns import Text
from app.storage.tables import metadata

server_metadata = MetaData(naming_convention=metadata.naming_convention)

archive = Table(
    "archive",
    server_metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The issued PDFs by the hash of their content."""

audit_count = Table(
    "audit_count",
    server_metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("given", Integer, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)
"""The highest number ever given in the audit, so that a cut tail is noticed; its trigger counts."""
