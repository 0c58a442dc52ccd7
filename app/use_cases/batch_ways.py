"""Where the papers of a batch go: to printers, into a folder, or into one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app import printing
from app.domain.access import Act
from app.printing import Job, Way
from app.use_cases.files import write_file

PACKET, SEPARATOR, SLIPS, DAY_SHEET = "packet", "separator", "routing slips", "day sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document on its way out of the program."""

    what: str
    code: str
    """By which the printer's display names it; never a patient."""
    name: str
    """What it is called as a file."""
    pdf: bytes


class Goes(Protocol):
    """A way out."""

    @property
    def act(self) -> Act:
        """What a packet's leaving is called in the audit."""
        ...

    def check(self, what: str) -> None:
        """Stop before anything is issued that could not leave."""
        ...

    def take(self, piece: Piece) -> None:
        """Let a document go."""
        ...

    def finish(self) -> None:
        """What is to be done once the last one has gone."""
        ...


@dataclass(frozen=True, slots=True)
class ToPrinters:
    """Each kind of paper to its printer, a job each; what has none goes with the packets."""

    ways: Mapping[str, Way]
    act: Act = Act.PRINT_PACKET

    def way(self, what: str) -> Way:
        """How a kind of paper is printed."""
        return self.ways.get(what) or self.ways[PACKET]

    def check(self, what: str) -> None:
        """Look at the printer."""
        printing.require_ready(self.way(what).printer)

    def take(self, piece: Piece) -> None:
        """Hand a job over; the printer has just been looked at."""
        way = self.way(piece.what)
        copies = way.copies if piece.what in self.ways else 1
        printing.hand_over(
            Job(pdf=piece.pdf, code=piece.code, way=way, what=piece.what, copies=copies)
        )

    def finish(self) -> None:
        """A printer has them already."""


@dataclass(frozen=True, slots=True)
class ToFolder:
    """A file each."""

    folder: Path
    act: Act = Act.SAVE_PACKET

    def check(self, what: str) -> None:
        """A folder takes what there is room for."""

    def take(self, piece: Piece) -> None:
        """Write a file, whole or not at all."""
        write_file(self.folder / piece.name, piece.pdf)

    def finish(self) -> None:
        """Every file is there already."""


@dataclass(frozen=True, slots=True)
class ToFile:
    """All of them one after the other in one PDF."""

    path: Path
    act: Act = Act.SAVE_PACKET
    _kept: list[bytes] = field(default_factory=list[bytes])

    def check(self, what: str) -> None:
        """It is written at the end."""

    def take(self, piece: Piece) -> None:
        """Keep the document until then."""
        self._kept.append(piece.pdf)

    def finish(self) -> None:
        """Write the file."""
        if self._kept:
            write_file(self.path, printing.joined(self._kept))
