"""The wait list: who would come sooner, urgent first, then whoever waits longest."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.desk import Ask, Desk
from app.ui.lists import call_acts
from app.ui.lists.call_list import CallList
from app.ui.lists.lines import Line, wait_line
from app.use_cases.waitlist import WaitView, see_waitlist
from app.words.tongue import later, tr

NOBODY = later("Nobody waits")
WHY = later(
    "Whoever would come sooner is put here, from the card, while booking, or with the button "
    "below. When a time is free, those who fit are offered it first."
)


class WaitList(CallList):
    """Everybody who waits."""

    change_wanted = Signal(object)
    """An entry whose wishes are to be changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, tr("Wait list"), "clock", Button(tr("Put somebody on it"), icon="plus")
        )
        self._views: dict[object, WaitView] = {}
        self.offered = Button(tr("Calling"), Variant.QUIET, "call", "Space")
        self.change = Button(tr("Change wishes"), Variant.QUIET, "text", "F2")
        self.empty.say(tr(NOBODY), tr(WHY))
        self.calls.add(self.offered, 1)
        self.others.add(self.change, 0)
        self.offered.clicked.connect(self._offer)
        self.change.clicked.connect(self._change)
        self.on_key("Space", self._offer)
        self.on_key("F2", self._change)

    @override
    def read(self) -> tuple[Sequence[Line], int]:
        clinic = self._desk.clinic
        views = see_waitlist(clinic)
        self._views = {view.entry.id: view for view in views}
        now, zone = clinic.now(), clinic.zone
        lines = [wait_line(view, self._desk.name(view.patient), now, zone) for view in views]
        return lines, len(lines)

    @override
    def count(self) -> Callable[[], int]:
        clinic = self._desk.clinic
        return lambda: len(see_waitlist(clinic))

    @override
    def show_line(self, line: Line) -> None:
        super().show_line(line)
        if self._views[line.value].later:
            said, why = tr("Bring forward"), tr("Find a sooner time for the visit that they have")
        else:
            said = why = tr(self.VERB)
        self.seek.say(said)
        self.seek.setToolTip(f"{why}  (Enter)")

    @override
    def find_time(self, line: Line) -> None:
        view = self._views[line.value]
        entry, wishes = view.entry, view.entry.wishes
        if view.later is None:
            ask = Ask(patient=entry.patient, type=entry.type, wishes=wishes)
            self._desk.booking_wanted.emit(ask)
        else:
            self._desk.sooner_wanted.emit(view.later.id, wishes)

    @override
    def note_answer(self, line: Line, said: str) -> None:
        view = self._views[line.value]
        call_acts.answer_offer(self._desk, view.entry, view.patient, said)

    @override
    def take_off(self, line: Line) -> None:
        call_acts.take_off_waitlist(self._desk, self._views[line.value])

    def _offer(self) -> None:
        if self.line is not None:
            view = self._views[self.line.value]
            self.attempt(lambda: call_acts.offer(self._desk, view.entry, view.patient))

    def _change(self) -> None:
        if self.line is not None:
            self.change_wanted.emit(self._views[self.line.value])
