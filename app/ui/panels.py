"""The window as far as panels stand beside its pages, each made when it is first opened."""

from functools import cached_property

from app.ui.about_panel import AboutPanel
from app.ui.lists.cancel_panel import CancelPanel
from app.ui.lists.fill_panel import FillPanel
from app.ui.lists.wait_panel import WaitPanel
from app.ui.packets.paper_panel import PaperPanel
from app.ui.pages import PagedWindow
from app.ui.scheduling.block_panel import BlockPanel
from app.ui.scheduling.move_panel import MovePanel
from app.ui.scheduling.views_panel import ViewsPanel
from app.ui.scheduling.visit_panel import VisitPanel


class PanelledWindow(PagedWindow):
    """A window of pages and panels."""

    @cached_property
    def visit(self) -> VisitPanel:
        """A visit and what stands against it."""
        return self.place.add_panel(VisitPanel(self.desk))

    @cached_property
    def move_panel(self) -> MovePanel:
        """Moving a visit."""
        return self.place.add_panel(MovePanel(self.desk))

    @cached_property
    def cancel(self) -> CancelPanel:
        """Calling a visit off."""
        return self.place.add_panel(CancelPanel(self.desk))

    @cached_property
    def fill(self) -> FillPanel:
        """Who can fill a gap."""
        return self.place.add_panel(FillPanel(self.desk))

    @cached_property
    def wait(self) -> WaitPanel:
        """Putting somebody on the wait list."""
        return self.place.add_panel(WaitPanel(self.desk))

    @cached_property
    def block(self) -> BlockPanel:
        """Blocking time."""
        return self.place.add_panel(BlockPanel(self.desk))

    @cached_property
    def paper(self) -> PaperPanel:
        """Checking a paper in."""
        return self.place.add_panel(PaperPanel(self.desk))

    @cached_property
    def views(self) -> ViewsPanel:
        """The views of the schedule."""
        return self.place.add_panel(ViewsPanel(self.desk, self.schedule.views))

    @cached_property
    def about(self) -> AboutPanel:
        """What this program is."""
        return self.place.add_panel(AboutPanel())
