"""The packet of a visit: what it holds and why, the preview, and one key to print it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from app import printing, words
from app.clinic import new_token
from app.domain.packet_rules import AS_NEEDED, PacketWish
from app.domain.packets import Packet, PaperState
from app.domain.page_spans import Span, read_spans
from app.domain.refusal import Reason
from app.domain.time import wall
from app.ui.acts import remember
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import FieldLabel, TextField, Tick
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.surfaces import column
from app.ui.common.type import ElidedText, Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.packets.paged_preview import PagedPreview
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases import packets
from app.use_cases.batch import packet_code
from app.use_cases.packets import Draft, Opened, PaperLine
from app.use_cases.reprints import reprint_pages
from app.use_cases.views import VisitView
from app.words.tongue import later, tr, tr_of

AskFile = Callable[[QWidget, str], str]


def ask_file(window: QWidget, name: str) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getSaveFileName(window, tr("Save packet as PDF"), name, "PDF (*.pdf)")[0]


OWN = later("Your own PDF.")
PRINTED = later("Printed: packet {code}.")
HANDED_OVER = later("Handed over: packet {code}.")


def line_row(line: PaperLine) -> Row:
    """A paper of the packet: what, why, how many pages."""
    return Row(
        value=line.code,
        title=line.title,
        detail=f"{tr(OWN)} {words.say(line.why)}" if line.is_own_pdf else words.say(line.why),
        side=f"v{line.version} · {words.plural(line.pages, 'page')}",
        icon="paper",
    )


class PacketPanel(Panel):
    """Preview, print, save, hand over."""

    WIDTH = 520

    def __init__(self, desk: Desk, choose_file: AskFile = ask_file) -> None:
        super().__init__(tr("Packet"))
        self._desk, self.choose_file = desk, choose_file
        self._visit = 0
        self.draft: Draft | None = None
        self.packet: Packet | None = None
        self.lines: tuple[PaperLine, ...] = ()
        self.what = ElidedText("", Style.SMALL, Tone.MUTED)
        self.state = wrapped("", Style.SMALL, Tone.MUTED)
        self.own = wrapped("", Style.SMALL, Tone.MUTED)
        self.papers = PickList(tr("Papers of the packet"), most=3)
        self.paged = PagedPreview()
        self.preview, self.page = self.paged.preview, self.paged.page
        self.where = PrinterChoice(desk)
        self.pages = TextField(later("Pages"), tr("All pages"))
        self.pages.setToolTip(tr("Only these pages, like 3- after a jam: the same pages again"))
        self.warning = Reasons("waiting")
        self.reasons = Reasons()
        self.newer = Button(tr("Print the &new one"), Variant.QUIET, "packet")
        self._archived = 0
        """The visit of a packet that was opened from the archive."""
        self.print = Button(tr("Print"), Variant.PRIMARY, "print", "Enter")
        self.save = Button(tr("Save PDF"), icon="save", key="Ctrl+S")
        self.printed = Tick(later("Ca&me out of the printer"))
        self.handed = Tick(later("Handed &over"))
        self.check_in = Button(tr_of("paper", "&Check in"), Variant.BARE, "inbox")
        self.check_in.setToolTip(tr("Check a paper in that came back  (Ctrl+R)"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.papers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.setSpacing(8)
        for part in (self.what, self.papers, self.own):
            self.body.addWidget(part)
        self.body.addWidget(self.paged, 1)
        self.where.line.addWidget(FieldLabel(tr("Page&s"), self.pages))
        self.where.line.addWidget(self.pages, 1)
        ticks = Flow(self.where.both_sides, self.printed, self.handed, gap=4)
        for part in (self.warning, self.newer, self.reasons):
            self.foot.addWidget(part)
        self.foot.addWidget(column(self.where, ticks, self.state))
        self.foot.addWidget(Flow(self.print, self.save, self.check_in, gap=4))

    def _connect(self) -> None:
        self.paged.listen(self)
        self.papers.moved.connect(self._show_paper)
        self.papers.taken.connect(self._print)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self.save_pdf)
        self.printed.clicked.connect(self._mark_printed)
        self.handed.clicked.connect(self._mark_handed)
        self.newer.clicked.connect(lambda: self._desk.packet_wanted.emit(self._archived))
        self.check_in.clicked.connect(lambda: self._desk.paper_wanted.emit(""))

    def show_visit(self, visit: int, wish: PacketWish = AS_NEEDED) -> None:
        """Draft the packet of a visit; it is laid out off the window's thread."""
        self._empty(visit)
        self.what.setText(tr("Laying out the papers …"))
        clinic = self._desk.clinic
        self._desk.background.run(
            partial(packets.draft_packet, clinic, visit, wish),
            partial(self._take, visit),
            partial(self._fail, visit),
        )

    def show_packet(self, packet: int) -> None:
        """Open a packet from the archive, as it was printed."""
        self._empty(0)
        try:
            opened: Opened = packets.open_packet(self._desk.clinic, packet)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not opened."))
            return
        self.packet = opened.packet
        self._archived = opened.view.visit.id
        self.warning.show_reasons(opened.outdated)
        self._show(opened.view, opened.lines, opened.pdf, opened.packet.pages)

    def _empty(self, visit: int) -> None:
        self._visit, self.draft, self.packet, self.lines = visit, None, None, ()
        self._archived = 0
        self.reasons.clear()
        self.warning.clear()
        self.title.setText(tr("Packet"))
        self.what.setText("")
        self.papers.show_rows([])
        self.own.hide()
        self.preview.show_pdf(b"")
        self.pages.setText("")
        self.where.look()
        self._offer()

    def _take(self, visit: int, draft: Draft) -> None:
        if visit == self._visit:
            self.draft, self.packet = draft, draft.issued
            self._show(draft.story.view, draft.lines, draft.pdf, draft.made.pages)

    def _show(self, view: VisitView, lines: Sequence[PaperLine], pdf: bytes, count: int) -> None:
        at = words.day_time(wall(view.visit.start, self._desk.clinic.zone))
        pages = words.plural(count, "page")
        self.lines = tuple(lines)
        self.title.setText(tr("Packet: {who}", who=view.patient.listed))
        self.what.setText(f"{view.type.title}, {at} · {pages}")
        self.papers.show_rows([line_row(line) for line in lines])
        own = tuple(line.title for line in lines if line.is_own_pdf)
        self.own.setText(words.say(Reason("own-pdf-in-packet", {"forms": own})) if own else "")
        self.own.setVisible(bool(own))
        self.preview.show_pdf(pdf)
        self.print.say(tr("Print {pages}", pages=pages))
        self._offer()

    def _fail(self, visit: int, error: Exception) -> None:
        if visit == self._visit:
            self.what.setText("")
            self.reasons.show_error(error, tr("The packet could not be laid out."))

    def _offer(self) -> None:
        ready, packet = self.draft is not None or self.packet is not None, self.packet
        states = {paper.state for paper in packet.papers} if packet else set[PaperState]()
        out = states - {PaperState.ISSUED, PaperState.VOIDED}
        current = ready and not (packet and packet.is_superseded)
        self.print.setEnabled(current)
        self.newer.setVisible(bool(self._archived) and bool(self.warning.sentences))
        self.save.setEnabled(ready)
        self.printed.setEnabled(packet is not None and current and not out)
        self.printed.setChecked(bool(out))
        gone = out - {PaperState.PRINTED}
        self.handed.setEnabled(current and bool(out) and not gone)
        self.handed.setChecked(bool(gone))
        self.state.setText(self._said(packet))
        self.state.setVisible(bool(self.state.text()))

    def _said(self, packet: Packet | None) -> str:
        if packet is None:
            return ""
        made = words.day_time(wall(packet.made_at, self._desk.clinic.zone))
        if packet.is_superseded:
            return tr(
                "Made {when}; papers of it count no more, so a new packet takes its place.",
                when=made,
            )
        return tr("Made {when} and kept: printing it again gives the same pages.", when=made)

    def _show_paper(self, code: object) -> None:
        line = next((line for line in self.lines if line.code == code), None)
        if line is not None:
            self.preview.show_page(line.first_page - 1)

    def _issued(self) -> Packet | None:
        """The packet, frozen now when it was not before."""
        if self.packet is None and self.draft is not None:
            self.packet = packets.issue_packet(self._desk.clinic, self.draft)
        return self.packet

    def _print(self) -> None:
        try:
            printing.require(self.where.chosen)
            spans = read_spans(self.pages.text(), self.preview.count)
            packet = self._issued()
            if packet is None:
                return
            pdf, pages = self._wanted(packet, spans)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not printed."))
            return
        self.print.setEnabled(False)
        self.where.send(
            pdf,
            packet_code(packet),
            pages=pages,
            sent=self._was_sent,
            failed=self._not_sent,
        )

    def _wanted(self, packet: Packet, spans: tuple[Span, ...]) -> tuple[bytes, tuple[Span, ...]]:
        """The packet's bytes, and those of its pages that are typed; every page without one."""
        clinic = self._desk.clinic
        if not spans:
            return packets.packet_to_print(clinic, packet.id), ()
        both = self.where.both_sides.isChecked()
        again = reprint_pages(clinic, packet.id, spans, both_sides=both)
        return again.pdf, again.pages

    def _was_sent(self) -> None:
        self.reasons.clear()
        self.pages.setText("")
        self._offer()
        said = tr(
            "Sent to {printer}. Tick it when it came out of the printer.",
            printer=self.where.chosen,
        )
        self._desk.say(said)
        self.printed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_sent(self, error: Exception) -> None:
        self._offer()
        self.reasons.show_error(error, tr("Not printed."))

    def save_pdf(self) -> None:
        """Write exactly the issued bytes where somebody chooses; the name says no patient."""
        try:
            packet = self._issued()
            if packet is None:
                return
            chosen = self.choose_file(self, f"packet-{packet_code(packet)}.pdf")
            if chosen:
                packets.save_packet(self._desk.clinic, packet.id, Path(chosen))
                self._desk.say(tr("Packet saved."))
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not saved."))
        self._offer()

    def _mark_printed(self) -> None:
        self._mark(packets.mark_printed, PRINTED)

    def _mark_handed(self) -> None:
        self._mark(packets.mark_handed_over, HANDED_OVER)

    def _mark(self, act: Callable[..., Packet], said: str) -> None:
        if self.packet is None:
            return
        token = new_token()
        try:
            self.packet = act(self._desk.clinic, self.packet.id, token=token)
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            remember(self._desk, tr(said, code=packet_code(self.packet)), token)
        self._offer()

    def begin(self) -> None:
        """Put the keyboard on the papers: Enter prints."""
        self.papers.setFocus()
