"""Booking: patient, kind of visit, wishes, opening, readiness, Enter; all beside the page."""

from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from typing_extensions import override

from app.domain.scheduling import VisitType
from app.domain.time import local_day
from app.domain.wishes import NO_WISHES
from app.ui import acts
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Variant
from app.ui.common.hearing import hear_keys
from app.ui.common.surfaces import bring_into_sight
from app.ui.desk import EXPECTED, Ask, Desk
from app.ui.lists import call_acts
from app.ui.scheduling.booking_drafts import BookingDrafts
from app.ui.scheduling.booking_entered import YES
from app.ui.scheduling.booking_parts import BookingParts
from app.ui.scheduling.booking_rows import type_row
from app.use_cases.drafts import MARK, DraftView
from app.use_cases.openings import Search, usual_start
from app.words.tongue import tr


class BookingPanel(BookingParts):
    """One booking at a time; the others wait as drafts, which outlive the program."""

    drafts_changed = Signal()
    pick_wanted = Signal()
    """A time is to be picked on the schedule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._mark = uuid4().hex
        self.keeper = BookingDrafts(desk, self._fields)
        self._connect()
        self._show_drafts()
        self._offer()

    def _connect(self) -> None:
        self.caller.changed.connect(self._take_caller)
        self.caller.edited.connect(self.keeper.keep_soon)
        self.kind.picked.connect(self._take_kind)
        self.kind.emptied.connect(self._offer)
        self.next.changed.connect(self._look)
        self.next.changed.connect(self.keeper.keep_soon)
        self.drafts.taken.connect(self.resume)
        self.drafts.thrown.connect(self.keeper.throw_away)
        self.keeper.kept.connect(self._show_drafts)
        self.book.clicked.connect(self._book)
        self.hold.clicked.connect(self._hold)
        self.throw.clicked.connect(self._throw)
        hear_keys(self, {"Ctrl+H": self._hold})
        self._desk.changes.happened.connect(self._again)
        self._connect_openings()
        self._connect_refused()
        self.drafts.come_before(self.patient.line)
        Keeps(self, self._take)

    def _connect_openings(self) -> None:
        self.wishes.changed.connect(self._look)
        self.wishes.line.returnPressed.connect(self._go_to_openings)
        self.wishes.passes_keys_to(self.openings.list)
        self.openings.list.typed.connect(self.wishes.type)
        self.openings.moved.connect(self._judge)
        self.openings.taken.connect(self._take)
        self.openings.eased.connect(self._let_go)
        self.openings.pick_wanted.connect(self.pick_wanted)
        self.openings.overbooked.connect(self._overbook)
        self.sooner.toggled.connect(self.keeper.keep_soon)

    def _connect_refused(self) -> None:
        refused = self.judged.refused
        refused.listen(self)
        refused.until.edited.connect(self.keeper.keep_soon)
        refused.until.entered.connect(self._hold)
        refused.kind_wanted.connect(self._take_instead)
        refused.wait_wanted.connect(self._put_on_waitlist)
        refused.shown_below.connect(partial(bring_into_sight, self.area))
        refused.left.connect(self._go_to_openings)

    def start(self, ask: Ask) -> None:
        """Begin a booking; one that is half made is put aside when this is about another."""
        self.wishes.renew()
        if self._is_another(ask):
            self.put_aside()
        if ask.start is not None:
            self.openings.pick_start(ask.start)
        if ask.patient is not None:
            self.caller.take_number(ask.patient)
        if ask.type:
            self.kind.set_row(type_row(self._desk.clinic.setup.types[ask.type]))
        if ask.wishes != NO_WISHES:
            self.wishes.suggest(ask.wishes)
        self._hold_first(hold=ask.hold or (self._holds and ask == Ask()))
        self.begin()

    def _hold_first(self, *, hold: bool) -> None:
        """Whether Enter holds the time rather than book it; Ctrl+H holds it in any case."""
        self._holds = hold
        self.book.show_key("" if hold else "Enter")
        self.hold.show_key("Enter" if hold else "Ctrl+H")
        self._judge(None)

    def _is_another(self, ask: Ask) -> bool:
        """Whether what is asked for is not about the booking that stands here half made."""
        if self.caller.patient is None:
            return self.isVisible() and bool(self._fields()) and ask == Ask()
        if ask.patient is not None:
            return ask.patient != self.caller.patient.id
        return ask == Ask() if self.isVisible() else ask != Ask()

    def _take_caller(self) -> None:
        self.next.show_step(self.caller.next)
        self._begin_looking()
        if self.caller.patient is None:
            return
        if self.next.step is not None and self._kind() is None:
            self.kind.set_row(type_row(self._desk.clinic.setup.types[self.next.step.type]))
        else:
            self.begin()

    def _take_kind(self, _slug: object) -> None:
        self._begin_looking()
        self._go_to_openings()

    def _begin_looking(self) -> None:
        """Another patient or another kind: with another usual time."""
        patient, kind = self.caller.patient, self._kind()
        self.next.show_kind(kind.slug if kind else "")
        if patient is not None and kind is not None:
            self.wishes.show_usual(usual_start(self._desk.clinic, kind.slug, patient.id))
        self._look()
        self.keeper.keep_soon()

    def _again(self) -> None:
        """Something at the clinic has changed."""
        self.judged.forget()
        if self.isVisibleTo(self.window()):
            self.caller.read_again()
            self.next.show_step(self.caller.next)
            self._look()

    def _look(self) -> None:
        """Read the openings that answer to what is asked for now."""
        patient, kind = self.caller.patient, self._kind()
        if patient is not None and kind is not None:
            wished, picked = self.wishes.wished, self.openings.picked
            asked = Search(
                type=kind.slug,
                patient=patient.id,
                first=self._first() or (picked and local_day(picked, self._desk.clinic.zone)),
                wishes=wished.wishes,
                usual=wished.usual,
            )
            try:
                self.openings.ask(asked)
            except EXPECTED as error:
                self.reasons.show_error(error)
                return
        self._offer()

    def _let_go(self, search: Search) -> None:
        """One wish less, because no opening answered to all of them."""
        self.wishes.show_wishes(search.wishes)

    def _judge(self, _value: object) -> None:
        """Readiness and read-back for the opening that is current."""
        patient, kind, start = self.caller.patient, self._kind(), self.openings.start
        if patient is not None and kind is not None and start is not None:
            stopped = self.judged.judge(patient, kind, start)
            self.openings.show_few(few=stopped)
            holds = stopped or self._holds
            self.book.set_variant(Variant.QUIET if holds else Variant.PRIMARY)
            self.hold.set_variant(Variant.PRIMARY if holds else Variant.QUIET)
        self._offer()
        self.keeper.keep_soon()

    def _take(self) -> None:
        if self._holds:
            self._hold()
        else:
            self._book()

    def _book(self) -> None:
        self._try(tr("Not booked. A hold keeps the time (Ctrl+H)."))

    def _hold(self) -> None:
        self._try(tr("Not held."), hold=True)

    def _take_instead(self, kind: VisitType) -> None:
        """Another kind of visit at the same start; it is booked by Enter."""
        self.openings.pick_start(self.openings.start)
        self.kind.set_row(type_row(kind))

    def _put_on_waitlist(self) -> None:
        """They wait for such a time, in place of the booking."""
        patient, kind = self.caller.patient, self._kind()
        if patient is None or kind is None:
            return
        try:
            wish = self.entered.waiting(patient.id, kind.slug)
            call_acts.put_on_waitlist(self._desk, wish, patient)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not put on the wait list."))
        else:
            self.keeper.done()
            self._clear()
            self.closed.emit()

    def _overbook(self, reason: str) -> None:
        self._try(tr("Not booked."), reason)

    def _try(self, lead: str, overbook: str = "", *, hold: bool = False) -> None:
        patient, kind, start = self.caller.patient, self._kind(), self.openings.start
        if patient is None or kind is None or start is None:
            self.begin()
            return
        try:
            until = self.judged.refused.until.deadline(start) if hold else None
            wish = self.entered.wish(patient.id, kind.slug, start, until)
            wish = replace(wish, overbook=overbook, token=self._mark)
            sooner = (
                self.entered.waiting(patient.id, kind.slug) if self.sooner.isChecked() else None
            )
            view = acts.book(self._desk, wish, sooner=sooner)
        except EXPECTED as error:
            self._look()
            self.reasons.show_error(error, lead)
        else:
            self.keeper.done()
            self._clear()
            self._desk.show_day(view.day)
            self.closed.emit()

    def _clear(self) -> None:
        self._mark = uuid4().hex
        self.caller.clear()
        self.next.show_step(None)
        self.kind.reset()
        self.wishes.clear()
        self.openings.clear()
        self.judged.refused.clear()
        self.sooner.setChecked(False)
        self._hold_first(hold=False)

    def _throw(self) -> None:
        """Throw away what stands here; undo brings it back as a draft."""
        self.keeper.keep()
        mine = self.keeper.current()
        self.keeper.put_aside()
        self._clear()
        if mine is not None:
            self.keeper.throw_away(mine)
        self.begin()

    def put_aside(self) -> None:
        """Keep what stands here as a draft, and begin anew."""
        self.keeper.put_aside()
        self._clear()
        self._show_drafts()

    def _show_drafts(self) -> None:
        self.drafts.show_drafts(self.keeper.others())
        self.drafts_changed.emit()

    def resume(self, view: DraftView) -> None:
        """Take a draft up again; what stands here is put aside for it."""
        self.put_aside()
        self.keeper.take_up(view)
        self._fill(view)
        self._show_drafts()
        self.begin()

    def _fields(self) -> dict[str, str]:
        """What was entered, as a draft keeps it; nothing when nothing was."""
        fields = self.entered.fields(hold=self._holds)
        return {**fields, MARK: self._mark} if fields else {}

    def _fill(self, view: DraftView) -> None:
        """Write into the fields what a draft has kept."""
        fields = view.draft.fields
        self._mark = fields.get(MARK, self._mark)
        self._hold_first(hold=fields.get("hold") == YES)
        self.entered.fill(fields, view.patient)
        if fields.get("alone") == YES:
            self.next.let_go()
            self._look()
        self.entered.choose_start(fields)

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self.keeper.keep()
        self.drafts_changed.emit()
