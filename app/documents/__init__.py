"""Values in, PDF bytes out: packets, day sheets, the schedule. ReportLab is known only here."""

import sys

from app.documents.batch_values import RoutingSlips, Separator
from app.documents.drill_values import DrillSheet
from app.documents.letter_values import RequestLetter, ScopeStatement
from app.documents.record_values import RecordSheet
from app.documents.report_values import ReportSheet
from app.documents.schedule_values import CoursePlan, GridSheet, WeekSheet
from app.documents.values import (
    DaySheet,
    KeyCard,
    MadePacket,
    PacketSheet,
    PrintTest,
    RecoverySheet,
    WorklistSheet,
)
from app.domain.own_pdfs import OwnPdf
from app.words.tongue import speaking


@speaking("en")
def make_packet(sheet: PacketSheet) -> MadePacket:
    """A packet as a PDF, with what lies where in it."""
    from app.documents import packet  # noqa: PLC0415 -- slow import

    return packet.make_packet(sheet)


def make_day_sheet(sheet: DaySheet) -> bytes:
    """A day's sheet as a PDF."""
    from app.documents import day_sheet  # noqa: PLC0415 -- slow import

    return day_sheet.make_day_sheet(sheet)


def make_worklist(sheet: WorklistSheet) -> bytes:
    """A worklist as a PDF."""
    from app.documents import worklist  # noqa: PLC0415 -- slow import

    return worklist.make_worklist(sheet)


def make_report(sheet: ReportSheet) -> bytes:
    """A report as a PDF of one page."""
    from app.documents import report  # noqa: PLC0415 -- slow import

    return report.make_report(sheet)


def make_grid(sheet: GridSheet) -> bytes:
    """A schedule by columns as a PDF."""
    from app.documents import day_columns  # noqa: PLC0415 -- slow import

    return day_columns.make_grid(sheet)


def make_week(sheet: WeekSheet) -> bytes:
    """The visits of a week as a PDF."""
    from app.documents import week  # noqa: PLC0415 -- slow import

    return week.make_week(sheet)


def make_course_plan(plan: CoursePlan) -> bytes:
    """A patient's list of visits to come as a PDF."""
    from app.documents import course_plan  # noqa: PLC0415 -- slow import

    return course_plan.make_course_plan(plan)


def make_request_letter(letter: RequestLetter) -> bytes:
    """A letter that asks for a referral as a PDF."""
    from app.documents import request_letter  # noqa: PLC0415 -- slow import

    return request_letter.make_request_letter(letter)


def make_routing_slips(sheet: RoutingSlips) -> bytes:
    """The routing slips of a day as a PDF."""
    from app.documents import routing_slip  # noqa: PLC0415 -- slow import

    return routing_slip.make_routing_slips(sheet)


def make_separator(sheet: Separator) -> bytes:
    """The sheet before a packet of a batch as a PDF."""
    from app.documents import separator  # noqa: PLC0415 -- slow import

    return separator.make_separator(sheet)


def make_record(sheet: RecordSheet) -> bytes:
    """A patient's complete record as a PDF."""
    from app.documents import record  # noqa: PLC0415 -- slow import

    return record.make_record(sheet)


def make_drill(sheet: DrillSheet) -> bytes:
    """What came of a restore drill as a PDF."""
    from app.documents import drill  # noqa: PLC0415 -- slow import

    return drill.make_drill(sheet)


def make_scope_statement(statement: ScopeStatement) -> bytes:
    """What goes with records under 42 CFR Part 2 as a PDF."""
    from app.documents import consent_scope  # noqa: PLC0415 -- slow import

    return consent_scope.make_scope_statement(statement)


def make_key_card(card: KeyCard) -> bytes:
    """The keys of the window as a PDF of one page."""
    from app.documents import key_card  # noqa: PLC0415 -- slow import

    return key_card.make_key_card(card)


def make_recovery_sheet(sheet: RecoverySheet) -> bytes:
    """The sheet with the recovery code as a PDF."""
    from app.documents import recovery_sheet  # noqa: PLC0415 -- slow import

    return recovery_sheet.make_recovery_sheet(sheet)


def make_scanned_code(payload: str) -> tuple[bytes, ...]:
    """A QR symbol for the screen, which nothing keeps: a row of squares each, 1 for ink."""
    from app.documents import codes  # noqa: PLC0415 -- slow import

    return codes.secret_qr(payload)


def make_print_test(page: PrintTest) -> bytes:
    """The page that tries a printer as a PDF."""
    from app.documents import print_test  # noqa: PLC0415 -- slow import

    return print_test.make_print_test(page)


def share_of(own: OwnPdf) -> float:
    """How large the pages of a clinic's own PDF are printed, against what they are."""
    from app.documents import own_paper  # noqa: PLC0415 -- slow import

    return own_paper.share_of(own)


def missing_letters(text: str) -> str:
    """The letters of a text that the shipped fonts cannot show, each once."""
    from app.documents import fonts  # noqa: PLC0415 -- slow import

    return fonts.missing_letters(text)


NAMING = (
    ("codes", "qr"),
    ("codes", "matrix"),
    ("filled", "snippet_of"),
    ("fonts", "width_at_one"),
    ("page", "words_at_foot"),
    ("pen", "line_of_text"),
)
"""What keeps in memory the words that it has set last, names among them."""


def forget_people() -> None:
    """Forget the words that were set last, when whoever set them has left the desk."""
    for room, name in NAMING:
        module = sys.modules.get(f"{__name__}.{room}")  # what was never needed keeps nothing
        if module is not None:
            getattr(module, name).cache_clear()
    face = sys.modules.get(f"{__name__}.face")
    if face is not None:
        face.Face.divided.cache_clear()
