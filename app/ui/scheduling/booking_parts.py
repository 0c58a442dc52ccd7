"""The parts of a booking: where they stand beside the page, and which of them are shown now."""

from datetime import date

from PySide6.QtCore import QTimer

from app.domain.scheduling import VisitType
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.lists import Row
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.pick import PickField
from app.ui.desk import Desk
from app.ui.scheduling.booking_caller import CallerBox
from app.ui.scheduling.booking_drafts import DraftChips
from app.ui.scheduling.booking_entered import Entered
from app.ui.scheduling.booking_judged import JudgedBox
from app.ui.scheduling.booking_next import NextBox
from app.ui.scheduling.booking_openings import OpeningsBox
from app.ui.scheduling.booking_rows import type_rows
from app.ui.scheduling.booking_wishes import WishesBox
from app.words.tongue import later, tr


class BookingParts(Panel):
    """Whom, which kind of visit, which wishes, which opening, how ready: one below the other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("New visit"))
        self._desk = desk
        self._holds = False
        """Whether Enter holds the time rather than books it."""
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(0)
        self._laid_out.timeout.connect(self._show_openings)
        self._make_fields()
        self._arrange()

    def _make_fields(self) -> None:
        desk = self._desk
        self.drafts = DraftChips()
        self.caller = CallerBox(desk)
        self.kind = PickField(tr("Visit t&ype"), tr("Visit type"), "iv, preparation …", self._kinds)
        self.next = NextBox(desk)
        self.wishes = WishesBox(desk.clinic)
        self.openings = OpeningsBox(desk.clinic)
        self.judged = JudgedBox(desk)
        self.sooner = Tick(later("Would come sooner (wait &list)"))
        self.entered = Entered(desk.clinic, self)
        self.reasons = Reasons()
        self.book = Button(tr("Book"), Variant.PRIMARY, "book", "Enter")
        self.hold = Button(tr("Hold"), Variant.QUIET, "hold", "Ctrl+H")
        self.throw = Button(tr("Throw away"), Variant.BARE)

    def _arrange(self) -> None:
        for part in (
            self.drafts,
            self.caller,
            self.kind,
            self.next,
            self.wishes,
            self.openings,
            self.judged,
            self.sooner,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.judged.aloud)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.book, self.hold, self.throw)

    def _kinds(self, typed: str) -> list[Row]:
        return type_rows(self.caller.kinds, typed)

    def begin(self) -> None:
        """Put the keyboard where the next answer is missing."""
        if self.caller.patient is None:
            self.caller.begin()
        elif self._kind() is None:
            self.kind.line.setFocus()
            self.kind.open()
        else:
            self._go_to_openings()

    def _go_to_openings(self) -> None:
        self.openings.setFocus()
        self._laid_out.start()

    def _show_openings(self) -> None:
        self.area.ensureWidgetVisible(self.openings.list)

    @property
    def patient(self) -> PickField:
        """The field in which the patient is found."""
        return self.caller.field

    def _kind(self) -> VisitType | None:
        slug = self.kind.value
        return self._desk.clinic.setup.types.get(slug) if isinstance(slug, str) else None

    def _first(self) -> date | None:
        """The first day that will do, for the caller and for the course."""
        step = self.next.taken
        return max(filter(None, (self.wishes.first, step and step.first)), default=None)

    def _offer(self) -> None:
        """Show the steps that can be taken now, and no others."""
        patient, kind = self.caller.patient, self._kind()
        self.kind.setVisible(patient is not None)
        self.next.show_kind(kind.slug if kind else "")
        ready = patient is not None and kind is not None
        for part in (self.wishes, self.openings, self.sooner):
            part.setVisible(ready)
        chosen = ready and self.openings.start is not None
        self.judged.show_chosen(chosen=chosen)
        for button in (self.book, self.hold):
            button.setEnabled(chosen and not self.openings.blocked)
        self.throw.setVisible(bool(self.entered.fields(hold=self._holds)))
        self.reasons.clear()
