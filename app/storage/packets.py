"""Packets and their papers as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    or_,
    select,
)

from app.domain.packets import Packet, Paper, PaperState
from app.domain.paper_query import PaperQuery
from app.domain.paper_steps import STANDS
from app.storage import tables
from app.storage.merges import Merges
from app.storage.rows import WANTED, Rows, grouped, one_of_wanted, within
from app.storage.seen import Seen

PACKETS = Rows(tables.packet, Packet)
PAPERS = Rows(tables.paper, Paper)
PACKET = tables.packet.c
PAPER = tables.paper.c
OF_VISITS = PACKETS.select().where(one_of_wanted(PACKET.visit)).order_by(PACKET.id.desc())
NUMBERS = select(PAPER.code, PAPER.id).where(one_of_wanted(PAPER.packet))
CODES = select(PAPER.code).where(one_of_wanted(PAPER.code))


class Packets:
    """The papers issued to patients, packet by packet."""

    def __init__(self, connection: Connection, merges: Merges, touched: set[int]) -> None:
        self._connection = connection
        self._merges = merges
        self._touched = touched
        self._seen = Seen()

    def add(self, packet: Packet) -> Packet:
        """The packet as kept, with its papers; both with their numbers."""
        self._touch(packet.patient)
        kept = PACKETS.add(self._connection, packet)
        papers = [replace(paper, packet=kept.id) for paper in packet.papers]
        PAPERS.add_all(self._connection, papers)
        numbers = dict(self._connection.execute(NUMBERS, {WANTED: [kept.id]}).all())
        return replace(kept, papers=tuple(replace(each, id=numbers[each.code]) for each in papers))

    def get(self, packet_id: int) -> Packet | None:
        """The packet with a number."""
        return next(iter(self._packets(PACKETS.among("id"), [packet_id])), None)

    def of_visit(self, visit_id: int) -> tuple[Packet, ...]:
        """The packets of a visit, the newest first."""
        return self._packets(OF_VISITS, [visit_id])

    def newest_of(self, visit_ids: Iterable[int]) -> dict[int, Packet]:
        """The newest packet of each of these visits that has any, by visit."""
        found = self._packets(OF_VISITS, visit_ids)
        return {packet.visit: packet for packet in reversed(found)}

    def _packets(self, query: Select[Any], wanted: Iterable[int]) -> tuple[Packet, ...]:
        found = self._merges.standing(PACKETS.all(self._connection, query, wanted))
        if not found:
            return ()
        papers = grouped(self._among("packet", [packet.id for packet in found]), "packet")
        return tuple(replace(packet, papers=papers.get(packet.id, ())) for packet in found)

    def paper(self, code: str) -> Paper | None:
        """The paper with a page code."""
        return next(iter(self._papers(PAPER.code == code)), None)

    def numbered(self, numbers: Iterable[int]) -> dict[int, Paper]:
        """The papers with these numbers, by number."""
        found = self._among("id", numbers)
        return {paper.id: paper for paper in found}

    def papers(self, states: Iterable[PaperState] | None = None) -> tuple[Paper, ...]:
        """Every paper in one of these states, or every paper, in the order of issue."""
        if states is None:
            return self._papers()
        return self._papers(PAPER.state.in_(list(states)))

    def papers_of(self, patient_ids: Iterable[int]) -> dict[int, tuple[Paper, ...]]:
        """The papers of several patients, by patient, in the order of issue."""
        wanted = frozenset(patient_ids)

        def read() -> dict[int, tuple[Paper, ...]]:
            theirs = sorted(self._merges.everybody(wanted))
            return self._merges.by_patient(wanted, self._among("patient", theirs))

        return self._seen.once((wanted, self._merges.kin), read)

    def _touch(self, patient: int) -> None:
        """What was read is old now, and the patient's visits are to be judged again."""
        self._seen.forget()
        self._touched.add(patient)

    def signed_in(self, spans: Mapping[str, tuple[date, date]]) -> tuple[int, ...]:
        """The patients who signed one of these forms in its span of days."""
        near = [
            and_(PAPER.form == form, within(PAPER.signed_on, span)) for form, span in spans.items()
        ]
        query = select(PAPER.patient).where(or_(false(), *near))
        found = self._connection.execute(query.distinct()).scalars()
        return self._merges.survivors(found)

    def kept(self) -> tuple[Packet, ...]:
        """Every packet, without its papers."""
        return self._merges.standing(PACKETS.all(self._connection, PACKETS.select()))

    def search(
        self, asked: PaperQuery, patients: Sequence[int] | None, limit: int
    ) -> tuple[Paper, ...]:
        """The newest papers that answer; of these patients alone when any are named."""
        made = func.substr(cast(PAPER.issued_at, Text), 1, 10)
        day = func.coalesce(cast(PAPER.signed_on, Text), made)
        where = [
            PAPER.form == asked.form if asked.form else None,
            PAPER.state.in_(sorted(asked.states)) if asked.states else None,
            PAPER.language == asked.language if asked.language else None,
            day >= asked.first.isoformat() if asked.first else None,
            day <= asked.last.isoformat() if asked.last else None,
        ]
        if patients is not None:
            where.append(PAPER.patient.in_(self._merges.everybody(patients)))
        asks = [each for each in where if each is not None]
        query = PAPERS.select().where(*asks).order_by(PAPER.id.desc()).limit(limit)
        return self._merges.standing(PAPERS.all(self._connection, query))

    def signed_between(self, first: date, last: date) -> tuple[Paper, ...]:
        """The complete papers that were signed from one day to another, both included."""
        complete = PAPER.state == PaperState.COMPLETE
        return self._papers(complete, within(PAPER.signed_on, (first, last)))

    def _papers(self, *where: ColumnElement[bool]) -> tuple[Paper, ...]:
        query = PAPERS.select().where(*where).order_by(PAPER.id)
        return self._merges.standing(PAPERS.all(self._connection, query))

    def _among(self, name: str, wanted: Iterable[int]) -> tuple[Paper, ...]:
        every = PAPERS.all(self._connection, PAPERS.among(name), wanted)
        return self._merges.standing(every)

    def update_paper(self, paper: Paper) -> None:
        """Keep where a paper stands; all else about it stays as it was printed."""
        self._touch(paper.patient)
        PAPERS.change(self._connection, paper, *STANDS)

    def has_printed(self, form: str, version: int) -> bool:
        """Whether any paper was made of a version of a form."""
        query = select(PAPER.id).where(PAPER.form == form, PAPER.version == version).limit(1)
        return self._connection.execute(query).first() is not None

    def codes_in_use(self, codes: Iterable[str]) -> set[str]:
        """Those of the codes that a paper has already."""
        return set(self._connection.execute(CODES, {WANTED: list(codes)}).scalars())
