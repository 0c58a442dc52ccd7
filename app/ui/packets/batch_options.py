"""What comes out with the packets of a day, and in which order: kept for this computer."""

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from app.ui.common.fields import Choice, Tick
from app.ui.common.flow import Flow
from app.use_cases.batch import Order, With
from app.use_cases.batch_ways import DAY_SHEET, SLIPS
from app.words.tongue import later, tr

ORDERS = {Order.TIME: later("Time"), Order.ROOM: later("Room")}


class BatchOptions(Flow):
    """Ticks for what else is printed; where the order stands is up to the panel."""

    changed = Signal()

    def __init__(self, settings: QSettings, *before: QWidget) -> None:
        self._settings = settings
        self.separators = Tick(later("Separat&ors"))
        self.day_sheet = Tick(later("Day &sheet"))
        self.slips = Tick(later("S&lips"))
        super().__init__(*before, self.separators, self.day_sheet, self.slips, gap=4)
        self.separators.setToolTip(
            tr("A sheet before each packet, so that the stack falls apart there")
        )
        self.slips.setToolTip(tr("Routing slips: where each patient goes when, what to collect"))
        self.order_choice = Choice(later("Order of the packets"))
        for order, said in ORDERS.items():
            self.order_choice.addItem(tr(said), order.value)
        self._recall()
        for tick in self._ticks().values():
            tick.clicked.connect(self._remember)
        self.order_choice.activated.connect(self._remember)

    def _ticks(self) -> dict[str, Tick]:
        ticks = (self.separators, self.day_sheet, self.slips)
        return dict(zip(("separators", "day-sheet", "slips"), ticks, strict=True))

    def _recall(self) -> None:
        for name, tick in self._ticks().items():
            tick.setChecked(str(self._settings.value(f"batch/{name}", "no")) == "yes")
        kept = str(self._settings.value("batch/order", Order.TIME.value))
        self.order_choice.setCurrentIndex(max(0, self.order_choice.findData(kept)))

    def _remember(self) -> None:
        for name, tick in self._ticks().items():
            self._settings.setValue(f"batch/{name}", "yes" if tick.isChecked() else "no")
        self._settings.setValue("batch/order", self.order_choice.currentData())
        self.changed.emit()

    def leave_out(self, *whats: str) -> None:
        """What has come out need not come out again with what is tried once more."""
        for what, tick in ((DAY_SHEET, self.day_sheet), (SLIPS, self.slips)):
            if what in whats:
                tick.setChecked(False)

    @property
    def order(self) -> Order:
        """In which order the packets come out."""
        return Order(str(self.order_choice.currentData()))

    @property
    def beside(self) -> With:
        """What comes out with them."""
        return With(
            day_sheet=self.day_sheet.isChecked(),
            slips=self.slips.isChecked(),
            separators=self.separators.isChecked(),
        )
