"""Rides home: who is fetched when, and by whom."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.gate import Item, State
from app.domain.scheduling import Status
from app.domain.time import wall
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Card
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.use_cases.views import VisitView
from app.words.tongue import tr

MOST = 6


def ride_of(view: VisitView) -> Item | None:
    """The ride home of a visit that needs one."""
    return next(
        (i for i in view.items if i.item == "ride" and i.state is not State.NOT_NEEDED), None
    )


def ride_row(view: VisitView, zone: ZoneInfo) -> Row | None:
    """A line of the list: when, who, by whom."""
    ride = ride_of(view)
    if ride is None:
        return None
    name = ride.reason.facts.get("name")
    leaves = words.clock(wall(view.visit.end, zone))
    return Row(
        value=view.visit.id,
        title=f"{leaves}  {view.patient.listed}",
        detail=tr("with {name}", name=name) if name else tr("Nobody is named yet"),
        chip="" if not ride.open else tr("No ride"),
        look="waiting",
    )


class Rides(Card):
    """The card of rides due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((8, 12, 8, 8))
        self._desk = desk
        self.list = PickList(tr("Rides home"), most=MOST, quiet=True)
        self.none = wrapped(tr("Nobody needs a ride home."), tone=Tone.MUTED)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(8, 0, 8, 0)
        column.addWidget(Text(tr("Rides home"), Style.HEADING))
        column.addWidget(self.none)
        self.body.addWidget(head)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self.list.taken.connect(desk.visit_wanted.emit)

    def show_visits(self, views: Sequence[VisitView]) -> None:
        """The rides of these visits, first to leave first."""
        going = [v for v in views if v.visit.status not in {Status.LEFT, Status.CANCELLED}]
        leaving = sorted(going, key=lambda view: view.visit.end)
        rows = [row for row in (ride_row(v, self._desk.clinic.zone) for v in leaving) if row]
        self.list.show_rows(rows, self.list.current())
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
