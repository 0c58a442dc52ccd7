"""Printing some pages of an issued packet again, after a jam: the same bytes, the same codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packets import Packet
from app.domain.page_spans import Span, said_spans, whole_sheets
from app.domain.refusal import refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """The archived bytes of a packet, and which pages of them are wanted."""

    packet: Packet
    pdf: bytes
    pages: tuple[Span, ...]


def reprint_pages(
    clinic: Clinic, packet_id: int, spans: Sequence[Span], *, both_sides: bool
) -> Reprint:
    """Some pages of a packet on their way to a printer, as whole sheets when both sides print."""
    with clinic.reading(Act.REPRINT_PAGES) as unit:
        packet = unit.packets.get(packet_id)
        if packet is None:
            raise refuse("packet-none", packet=packet_id)
        if packet.is_superseded:
            raise refuse("packet-superseded")
        for first, last in spans:
            if not 1 <= first <= last <= packet.pages:
                raise refuse("pages-beyond", text=said_spans([(first, last)]), count=packet.pages)
        pages = whole_sheets(spans, packet.pages) if both_sides else tuple(spans)
        unit.note(patient=packet.patient, packet=packet.id, pages=said_spans(pages))
        return Reprint(packet=packet, pdf=unit.archive.get(packet.sha256), pages=pages)
