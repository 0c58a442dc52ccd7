"""The page about a restore drill: as it will come out, printed or saved."""

from functools import partial

from app import words
from app.domain.time import wall
from app.ui.packets.print_panel import PrintPanel
from app.use_cases.drill import Drilled, drill_pdf
from app.words.tongue import later, tr


class DrillPanel(PrintPanel):
    """One page, beside the settings."""

    def show_drill(self, drilled: Drilled) -> None:
        """Lay out the page about a drill."""
        if drilled.sheet is None:
            return
        tried = wall(drilled.at, self.desk.clinic.zone)
        self.title.setText(tr("Print the page about the drill"))
        self.job, self.code = later("restore drill"), tried.date().isoformat()
        said = tr("Tried on {when}", when=words.day_time(tried))
        self.lay_out(said, partial(drill_pdf, drilled.sheet))
