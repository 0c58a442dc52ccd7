"""After a jam: a packet that was sent is printed again from a page on, with the same page codes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import printing
from app.domain.packets import Packet
from app.ui.common.buttons import Button
from app.ui.common.fields import FieldLabel
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import bare
from app.ui.common.type import scaled
from app.ui.desk import EXPECTED, Desk
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases.batch import packet_code
from app.use_cases.reprints import reprint_pages
from app.words.tongue import later, tr


class PrintAgain(QWidget):
    """The first page that is wanted, and the button; shown while a packet is chosen."""

    def __init__(
        self, desk: Desk, where: PrinterChoice, failed: Callable[[Exception], None]
    ) -> None:
        super().__init__()
        self._desk, self._where, self._failed = desk, where, failed
        self.packet: Packet | None = None
        self.page = NumberField(later("Print again from page"))
        self.button = Button(tr("Print again"), icon="redo")
        self.page.hint_at("1")
        self.page.setFixedWidth(scaled(64))
        line = bare(QHBoxLayout(self), 12)
        line.addWidget(FieldLabel(tr("From page"), self.page))
        line.addWidget(self.page)
        line.addWidget(self.button)
        line.addStretch(1)
        self.button.clicked.connect(self._print)
        self.page.returnPressed.connect(self._print)

    def show_packet(self, packet: Packet | None) -> None:
        """The packet that would be printed again."""
        self.packet = packet
        self.setVisible(packet is not None)

    def _print(self) -> None:
        packet = self.packet
        if packet is None:
            return
        both = self._where.both_sides.isChecked()
        spans = [(max(1, self.page.value), packet.pages)]
        try:
            printing.require(self._where.chosen)
            again = reprint_pages(self._desk.clinic, packet.id, spans, both_sides=both)
        except EXPECTED as error:
            self._failed(error)
            return
        self._where.send(
            again.pdf,
            packet_code(packet),
            pages=again.pages,
            sent=partial(self._was_sent, again.pages[0][0]),
            failed=self._failed,
        )

    def _was_sent(self, first: int) -> None:
        self.page.show_number(0)
        printer = self._where.chosen
        said = tr("Sent to {printer} again, from page {page}.", printer=printer, page=first)
        self._desk.say(said)
