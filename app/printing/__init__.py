"""Jobs to a printer: CUPS and Windows take the PDF itself, anything else is given pictures."""

from app.domain.refusal import Trouble
from app.printing import cups, windows
from app.printing.jobs import Job, Seen, Sides, Standing, Tray, Way
from app.printing.joining import joined

__all__ = ["Job", "Seen", "Sides", "Standing", "Tray", "Way", "joined"]


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first; this may take as long as a service."""
    if windows.is_there():
        return windows.printers()
    if cups.is_there():
        return cups.printers()
    from app.printing import raster  # noqa: PLC0415 -- brings Qt, which a command does not need

    return raster.printers()


def trays(printer: str) -> tuple[Tray, ...]:
    """The trays of a printer; none where only the printer itself knows them."""
    if not printer:
        return ()
    if windows.is_there():
        return windows.trays(printer)
    return cups.trays(printer) if cups.is_there() else ()


def look(printer: str) -> Seen:
    """How a printer stands."""
    if windows.is_there():
        return windows.look(printer)
    if cups.is_there():
        return cups.look(printer)
    from app.printing import raster  # noqa: PLC0415 -- brings Qt, which a command does not need

    return raster.look(printer)


def require(printer: str) -> None:
    """Stop when no printer is chosen, before anything is made for one."""
    if not printer:
        raise Trouble("printer-none")


def require_ready(printer: str) -> None:
    """Stop when a printer would not print, so that no job waits there unseen."""
    require(printer)
    trouble = look(printer).trouble()
    if trouble is not None:
        raise trouble


def print_job(job: Job) -> None:
    """Give a job to its printer; that paper came out is for a person to see."""
    require_ready(job.way.printer)
    hand_over(job)


def hand_over(job: Job) -> None:
    """Give a job to a printer that has just been looked at."""
    if windows.is_there():
        windows.spool(job)
    elif cups.is_there():
        cups.spool(job)
    else:
        from app.printing import raster  # noqa: PLC0415 -- brings Qt, which a command does not need

        raster.draw(job)
