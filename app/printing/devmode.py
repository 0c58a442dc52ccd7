"""How a Windows printer is told its settings: the structure DEVMODEW, filled for a job.

Laid out by fixed widths, as `wingdi.h` of the Windows SDK has it, so that it is the same anywhere.
"""

from ctypes import Structure, c_int16, c_uint16, c_uint32
from typing import ClassVar

from app.printing.jobs import Job, Sides

ORIENTATION, PAPER_SIZE, COPIES, SOURCE, DUPLEX, COLLATE = 0x1, 0x2, 0x100, 0x200, 0x1000, 0x8000
"""The bits of `dmFields` that say which settings are meant."""

PORTRAIT, LETTER, COLLATED = 1, 1, 1
ON_SIDES = {Sides.ONE: 1, Sides.LONG: 2, Sides.SHORT: 3}


class DevMode(Structure):
    """DEVMODEW; what a driver keeps for itself follows behind it and is left alone."""

    dmFields: int  # noqa: N815 -- the names of Windows
    dmOrientation: int  # noqa: N815
    dmPaperSize: int  # noqa: N815
    dmCopies: int  # noqa: N815
    dmDefaultSource: int  # noqa: N815
    dmDuplex: int  # noqa: N815
    dmCollate: int  # noqa: N815

    _fields_: ClassVar = [
        ("dmDeviceName", c_uint16 * 32),
        *((name, c_uint16) for name in ("dmSpecVersion", "dmDriverVersion")),
        *((name, c_uint16) for name in ("dmSize", "dmDriverExtra")),
        ("dmFields", c_uint32),
        *((name, c_int16) for name in ("dmOrientation", "dmPaperSize", "dmPaperLength")),
        *((name, c_int16) for name in ("dmPaperWidth", "dmScale", "dmCopies")),
        *((name, c_int16) for name in ("dmDefaultSource", "dmPrintQuality", "dmColor")),
        *((name, c_int16) for name in ("dmDuplex", "dmYResolution", "dmTTOption", "dmCollate")),
        ("dmFormName", c_uint16 * 32),
        ("dmLogPixels", c_uint16),
        *((name, c_uint32) for name in ("dmBitsPerPel", "dmPelsWidth", "dmPelsHeight")),
        *((name, c_uint32) for name in ("dmDisplayFlags", "dmDisplayFrequency")),
        *((name, c_uint32) for name in ("dmICMMethod", "dmICMIntent", "dmMediaType")),
        *((name, c_uint32) for name in ("dmDitherType", "dmReserved1", "dmReserved2")),
        *((name, c_uint32) for name in ("dmPanningWidth", "dmPanningHeight")),
    ]


def fill(mode: DevMode, job: Job) -> None:
    """Say how a job is to come out; every other setting stays as the printer has it."""
    mode.dmFields |= ORIENTATION | PAPER_SIZE | COPIES | DUPLEX | COLLATE
    mode.dmOrientation, mode.dmPaperSize = PORTRAIT, LETTER
    mode.dmDuplex = ON_SIDES[job.way.sides]
    mode.dmCopies, mode.dmCollate = job.copies, COLLATED
    if job.way.tray.isdigit():
        mode.dmFields |= SOURCE
        mode.dmDefaultSource = int(job.way.tray)
