"""Values in, PDF bytes out: packets, cover sheets, day sheets. ReportLab is known only here."""

from app.documents.values import DaySheet, MadePacket, PacketSheet


def make_packet(sheet: PacketSheet) -> MadePacket:
    """A packet as a PDF, with what lies where in it."""
    from app.documents import packet  # noqa: PLC0415 -- slow import

    return packet.make_packet(sheet)


def make_day_sheet(sheet: DaySheet) -> bytes:
    """A day's sheet as a PDF."""
    from app.documents import day_sheet  # noqa: PLC0415 -- slow import

    return day_sheet.make_day_sheet(sheet)


def missing_letters(text: str) -> str:
    """The letters of a text that the shipped fonts cannot show, each once."""
    from app.documents import fonts  # noqa: PLC0415 -- slow import

    return fonts.missing_letters(text)
