"""To rebook: whose visit came to nothing, or lost its time, and who has no other."""

from collections.abc import Callable, Sequence

from typing_extensions import override

from app import words
from app.ui.common.buttons import Button
from app.ui.desk import Ask, Desk
from app.ui.lists import call_acts
from app.ui.lists.call_list import CallList
from app.ui.lists.lines import Line, rebook_line
from app.use_cases.rebooking import LOOK_BACK, RebookView, lost_their_time, rebook_list
from app.words.tongue import later, tr

NOBODY = later("Nobody is to be booked again")
WHY = later(
    "Whose visit is called off, missed, or loses its time stands here for {days} until they have "
    "another one."
)
STILL_BOOKED = later("This visit is still booked: give it another time, or cancel it.")


class RebookList(CallList):
    """Everybody who is to have another visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("To rebook"), "redo", Button(tr("See who waits"), icon="clock"))
        self._views: dict[object, RebookView] = {}
        self.empty.say(tr(NOBODY), tr(WHY, days=words.plural(LOOK_BACK.days, "day")))

    @override
    def read(self) -> tuple[Sequence[Line], int]:
        clinic = self._desk.clinic
        lost, found = lost_their_time(clinic), rebook_list(clinic)
        views = (*lost, *found.lines)
        self._views = {view.visit.id: view for view in views}
        now, zone = clinic.now(), clinic.zone
        lines = [rebook_line(view, self._desk.name(view.patient), now, zone) for view in views]
        return lines, len(lost) + found.total

    @override
    def count(self) -> Callable[[], int]:
        clinic = self._desk.clinic
        return lambda: len(lost_their_time(clinic)) + rebook_list(clinic, limit=0).total

    @override
    def show_line(self, line: Line) -> None:
        super().show_line(line)
        booked = self._views[line.value].visit.displaced
        self.off.setEnabled(not booked)
        self.off.setToolTip(tr(STILL_BOOKED) if booked else f"{tr(self.OFF)}  (Del)")

    @override
    def find_time(self, line: Line) -> None:
        visit = self._views[line.value].visit
        if visit.displaced:
            self._desk.move_wanted.emit(visit.id)
        else:
            self._desk.booking_wanted.emit(Ask(patient=visit.patient, type=visit.type))

    @override
    def note_answer(self, line: Line, said: str) -> None:
        call_acts.answer_rebooking(self._desk, self._views[line.value], said)

    @override
    def take_off(self, line: Line) -> None:
        call_acts.close_rebooking(self._desk, self._views[line.value])
