"""Letters: every referral that was asked for and has not come, and whom to call about it."""

from collections.abc import Callable, Sequence

from typing_extensions import override

from app import words
from app.domain.referrals import CALLED
from app.domain.typed_days import WAYS, read_way
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, labelled
from app.ui.desk import Desk
from app.ui.gate import referral_acts
from app.ui.gate.referral_forms import ArrivedForm
from app.ui.lists.call_list import CallList
from app.ui.lists.lines import Line, outstanding_line
from app.use_cases.chasing import Outstanding, Try, outstanding_referrals
from app.words.tongue import later, tr

NOBODY = later("No letter is waited for")
WHY = later(
    "A referral that is asked for stands here until it arrives, whom to call first in front."
)


class LetterList(CallList):
    """Everybody whose letter is waited for."""

    VERB = later("It arrived")
    VERB_ICON = "inbox"
    ANSWERS: Sequence[str] = CALLED
    OFF = later("Give up")

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, tr("Letters"), "letter", Button(tr("Look at the recalls"), icon="redo")
        )
        self._views: dict[object, Outstanding] = {}
        self.again = DayField(later("Next call on"), desk.clinic.today(), WAYS, read_way)
        self.letter = Button(tr("Letter again"), Variant.QUIET, "print", "P")
        self.empty.say(tr(NOBODY), tr(WHY))
        self.others.add(self.letter, 0)
        self.beside.addWidget(labelled(tr("Ne&xt call on"), self.again))
        self.letter.clicked.connect(self._print)
        self.on_key("P", self._print)
        self.on_key("F2", self.again.line.setFocus)

    @override
    def answer_word(self, said: str) -> str:
        return words.called_word(said)

    @override
    def read(self) -> tuple[Sequence[Line], int]:
        clinic = self._desk.clinic
        self.again.count_from(clinic.today())
        found = outstanding_referrals(clinic)
        self._views = {view.referral.id: view for view in found.lines}
        now, zone = clinic.now(), clinic.zone
        lines = [
            outstanding_line(view, self._desk.name(view.patient), now, zone) for view in found.lines
        ]
        return lines, found.total

    @override
    def count(self) -> Callable[[], int]:
        clinic = self._desk.clinic
        return lambda: outstanding_referrals(clinic, limit=0).total

    @override
    def forget_typed(self) -> None:
        self.again.line.clear()

    @override
    def find_time(self, line: Line) -> None:
        view = self._views[line.value]
        self._desk.referral_wanted.emit(view.patient, ArrivedForm(self._desk, view.patient, view))

    @override
    def note_answer(self, line: Line, said: str) -> None:
        tried = Try(answer=said, next_call=self.again.day())
        referral_acts.note_call(self._desk, self._views[line.value], tried)
        self.again.line.clear()

    @override
    def take_off(self, line: Line) -> None:
        referral_acts.give_up(self._desk, self._views[line.value])

    def _print(self) -> None:
        if self.line is not None:
            self._desk.letter_wanted.emit(self._views[self.line.value].referral.id)
