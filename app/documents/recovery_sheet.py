"""The recovery sheet: the code that opens a clinic when every password is lost."""

from functools import partial

from app.documents import fonts
from app.documents.desk_page import DeskFrame, draw_desk_frame
from app.documents.fonts import printable
from app.documents.pen import Kept, Pen, Sheets
from app.documents.style import ACCENT, GREY, INK, PAGE_HEIGHT, PAGE_WIDTH, REGULAR, STRONG, Hand
from app.documents.values import RecoverySheet

_LEFT, _RIGHT = 60.0, PAGE_WIDTH - 60.0
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_IN_A_LINE = 4
"""Groups of the code in one line."""

_SAYS = (
    "This code opens the clinic when every password is lost: choose “I lost my password”",
    "on the page before the clinic, and type it with a new password.",
    "",
    "In each group the last letter checks the four before it: a slip is found at once.",
    "There is no 0, I, L, O or U in it.",
    "",
    "Keep this sheet locked away from the computer. Whoever has it and the clinic’s folder,",
    "or a backup of it, reads everything in it. A new recovery sheet makes this one worthless.",
)


def make_recovery_sheet(sheet: RecoverySheet) -> bytes:
    """The bytes of the sheet."""
    fonts.register()
    sheets = Sheets("Recovery sheet", "en")
    sheets.put(Kept((), ()), partial(_draw, sheet=sheet))
    return sheets.bytes()


def _draw(pen: Pen, sheet: RecoverySheet) -> None:
    frame = DeskFrame(
        clinic=printable(sheet.clinic),
        title="Recovery sheet",
        printed=f"Printed {sheet.printed}",
        warning="Opens the clinic: lock it away",
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    draw_desk_frame(pen, frame, "Page 1 of 1")
    y = PAGE_HEIGHT - 150
    pen.write_spaced(_LEFT, y, "RECOVERY CODE", Hand(STRONG, 10, ACCENT))
    groups = sheet.code.split("-")
    for start in range(0, len(groups), _IN_A_LINE):
        y -= 44
        line = "    ".join(groups[start : start + _IN_A_LINE])
        pen.write(_LEFT, y, line, Hand(STRONG, 26, INK))
    y -= 60
    for words in _SAYS:
        pen.write(_LEFT, y, words, Hand(REGULAR, 11.5, INK if words else GREY))
        y -= 18
