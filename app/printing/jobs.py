"""What goes to a printer, and how: no name of a patient is ever in it but on the pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.page_spans import Span
from app.domain.refusal import Trouble


class Sides(StrEnum):
    """On which sides of the paper, in the words of the print service."""

    ONE = "one-sided"
    LONG = "two-sided-long-edge"
    SHORT = "two-sided-short-edge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How something is printed on this computer: the printer, its tray, the sides."""

    printer: str
    tray: str = ""
    """As the printer calls it; empty leaves it to the printer."""
    sides: Sides = Sides.LONG
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A document on its way: the title says a paper's code or a day, never a patient."""

    pdf: bytes
    code: str
    way: Way
    what: str = "packet"
    pages: tuple[Span, ...] = ()
    """Only these pages; every one when none is named."""
    copies: int = 1

    @property
    def title(self) -> str:
        """What the printer's display and its log show."""
        return f"Anteroom {self.what} {self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """Where a printer takes its paper from."""

    key: str
    """As a job names it."""
    title: str


class Standing(StrEnum):
    """Whether a printer works, as far as the print service knows."""

    READY = "ready"
    STOPPED = "stopped"
    GONE = "gone"
    SILENT = "silent"
    NO_SERVICE = "no-service"
    """This computer has no print service at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A printer as the print service sees it."""

    printer: str
    standing: Standing
    why: str = ""

    def trouble(self) -> Trouble | None:
        """What stands against printing there."""
        match self.standing:
            case Standing.READY:
                return None
            case Standing.STOPPED:
                return Trouble("printer-stopped", printer=self.printer, why=self.why)
            case Standing.GONE:
                return Trouble("printer-gone", printer=self.printer)
            case Standing.SILENT:
                return Trouble("printer-silent", printer=self.printer)
            case Standing.NO_SERVICE:
                return Trouble("printer-no-service")


def refused(job: Job, why: str) -> Trouble:
    """A printer that did not take a job, with what it said."""
    said = " ".join(why.replace("lp:", "").split()).rstrip(".")
    return Trouble("printer-refused", printer=job.way.printer, why=said or "it gave no reason")


def usual_first(names: Iterable[str], usual: str) -> tuple[str, ...]:
    """Printers by name, the usual one before them."""
    return tuple(sorted(names, key=lambda name: (name != usual, name.casefold())))
