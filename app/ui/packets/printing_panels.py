"""The panels about printing more than one packet, and where they are opened."""

from app.ui.desk import Desk
from app.ui.packets.batch_panel import BatchPanel
from app.ui.place import Place


class PrintingPanels:
    """Print tomorrow."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._place = place
        self.batch = BatchPanel(desk)
        place.add_panel(self.batch)

    def open_batch(self) -> None:
        """The packets of the next open day, beside the page."""
        self.batch.show_next_day()
        self._place.open_panel(self.batch)
