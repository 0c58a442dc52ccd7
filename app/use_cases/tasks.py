"""One row of a worklist."""

from dataclasses import dataclass
from datetime import date, datetime

from app import words
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.use_cases.needs import next_action
from app.use_cases.papers import PaperView
from app.use_cases.views import VisitView


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row of a worklist: whose it is, by when, why it stands there, and what comes next."""

    patient: Patient
    due: datetime
    """By then it is done, or the visit does not begin, or the time is given away."""
    reasons: tuple[Reason, ...]
    view: VisitView | None = None
    """The visit it is about; None for somebody who has none to come."""
    item: Item | None = None
    """What its next action is about."""
    last: date | None = None
    """The last day on which something on file is good; it is due when that day ends."""
    paper: PaperView | None = None
    """The paper it is about."""
    next: str = ""
    """The next thing to do about the paper, as a button says it."""

    @property
    def key(self) -> tuple[int, int, str]:
        """What tells it from every other row of its list."""
        visit = self.view.visit.id if self.view else 0
        until = self.item.until.isoformat() if self.item and self.item.until else ""
        about = self.paper.paper.code if self.paper else self.item.item if self.item else ""
        return self.patient.id, visit, f"{about} {until}"

    @property
    def action(self) -> str:
        """The next thing to do, as a button says it."""
        if self.next:
            return self.next
        return next_action(self.view, self.item) if self.view else words.tr("Open the card")
