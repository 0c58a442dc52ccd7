"""The words by which a command prints: the printer, its tray, the sides."""

from argparse import Namespace

from app.cli.parser import Parser
from app.domain.refusal import refuse
from app.printing import Sides, Way

NEEDS_PRINTER = ("tray", "one_sided", "pages", "all")
"""What says nothing where nothing is printed."""


def add_ways_out(parser: Parser, *files: tuple[str, str, str]) -> None:
    """Options of which exactly one is given: some file, or a printer."""
    out = parser.add_mutually_exclusive_group(required=True)
    for name, metavar, told in files:
        out.add_argument(name, metavar=metavar, help=told)
    out.add_argument("--print", metavar="PRINTER", help="the printer that they go to")
    parser.add_argument("--tray", default="", metavar="TRAY", help="the printer's tray")
    parser.add_argument("--one-sided", action="store_true", help="print on one side only")


def way_of(words: Namespace) -> Way | None:
    """How the words want it printed; None when they name no printer."""
    if words.print is not None:
        sides = Sides.ONE if words.one_sided else Sides.LONG
        return Way(printer=words.print, tray=words.tray, sides=sides)
    for name in NEEDS_PRINTER:
        if getattr(words, name, None):
            option = name.replace("_", "-")
            raise refuse("usage", problem=f"--{option} goes with --print PRINTER.")
    return None
