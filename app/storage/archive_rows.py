"""The archive of a clinic on a server: issued PDFs as rows, by the hash of their content."""

from hashlib import sha256

from sqlalchemy import Connection, select, text

from app.domain.clinics import Place, shown
from app.domain.refusal import Trouble
from app.storage.server_tables import archive

PUT = text("""
INSERT INTO archive (sha256, content) VALUES (:sha256, :content)
ON CONFLICT (sha256) DO UPDATE SET content = excluded.content
WHERE archive.content <> excluded.content
""")
"""Keeps a PDF once, and puts one that was damaged right."""


class ArchiveRows:
    """The archive inside one transaction."""

    def __init__(self, connection: Connection, place: Place) -> None:
        self._connection = connection
        self._place = place

    def put(self, content: bytes) -> str:
        """Keep a PDF, and give the SHA-256 by which it is found again."""
        digest = sha256(content).hexdigest()
        self._connection.execute(PUT, {"sha256": digest, "content": content})
        return digest

    def get(self, digest: str) -> bytes:
        """The PDF with a hash, exactly as it was put in."""
        query = select(archive.c.content).where(archive.c.sha256 == digest)
        content = self._connection.execute(query).scalar_one_or_none()
        if content is None:
            raise Trouble("archive-missing", folder=shown(self._place))
        if sha256(content).hexdigest() != digest:
            raise Trouble("archive-damaged", folder=shown(self._place))
        return content

    def finish(self) -> None:
        """Nothing is left to do once the transaction is kept."""

    def discard(self) -> None:
        """Nothing is left to do when the transaction is not kept."""
