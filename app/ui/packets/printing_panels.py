"""The panels about printing what belongs to no page, and where they are opened."""

from app.ui.desk import Desk
from app.ui.packets.batch_panel import BatchPanel
from app.ui.place import Place
from app.ui.settings.drill_panel import DrillPanel
from app.use_cases.drill import Drilled


class PrintingPanels:
    """Print tomorrow, and the page about a restore drill."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._place = place
        self.batch = BatchPanel(desk)
        self.drill = DrillPanel(desk)
        place.add_panel(self.batch)
        place.add_panel(self.drill)
        desk.drill_wanted.connect(self.open_drill)

    def open_batch(self) -> None:
        """The packets of the next open day, beside the page."""
        self.batch.show_next_day()
        self._place.open_panel(self.batch)

    def open_drill(self, drilled: Drilled) -> None:
        """The page about a restore drill, beside the settings."""
        self.drill.show_drill(drilled)
        self._place.open_panel(self.drill)
