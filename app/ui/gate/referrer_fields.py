"""Who refers: a name that is offered as it is typed, and how to reach them."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from app.domain.names import fold
from app.domain.records import Letter, Referral
from app.domain.referrals import CREDENTIALS
from app.ui.common.fields import PassesKeysOn, TextField
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import bare
from app.ui.desk import Desk
from app.use_cases.phones import shown_phone
from app.use_cases.referrals import known_referrers
from app.words.tongue import later, tr

MOST = 4


class ReferrerName(QWidget):
    """The name of a referrer; whoever has referred before is offered below it."""

    known = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._every = known_referrers(desk.clinic)
        self.line = TextField(later("Who refers"), "Dr. Quinn")
        self.list = PickList(tr("Who has referred before"), most=MOST)
        column = bare(QVBoxLayout(self), 4)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        PassesKeysOn(self.line, self.list)
        self.line.textEdited.connect(self._offer)
        self.list.taken.connect(self._take)
        self.list.hide()

    def _offer(self, typed: str) -> None:
        rows = [_row(each) for each in self._answering(fold(typed))][:MOST]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))

    def _answering(self, typed: str) -> Iterator[Referral]:
        for each in self._every:
            told = fold(f"{each.referrer} {each.practice}")
            if typed and told != typed and all(word in told for word in typed.split()):
                yield each

    def _take(self, number: object) -> None:
        found = next((each for each in self._every if each.id == number), None)
        if found is not None:
            self.list.hide()
            self.known.emit(found)

    def enter(self, otherwise: Callable[[], None]) -> None:
        """Take whoever is offered; when nobody is, do something else."""
        if self.list.isVisibleTo(self):
            self.list.take_current()
        else:
            otherwise()


def _row(each: Referral) -> Row:
    detail = " · ".join(part for part in (each.practice, shown_phone(each.phone)) if part)
    return Row(value=each.id, title=each.titled, detail=detail, icon="letter")


def _inline(offered: Sequence[str], field: TextField) -> QCompleter:
    """Completes what is typed within the field; anything else may be typed as well."""
    completer = QCompleter(offered, field)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer


class ReferrerFields:
    """The fields about a referrer, as the forms put them in their order."""

    def __init__(self, desk: Desk) -> None:
        self.name = ReferrerName(desk)
        self.credential = TextField(later("Credential of the referrer"), "MD, NP, LCSW")
        self.credential.setCompleter(_inline(CREDENTIALS, self.credential))
        self.practice = TextField(later("Practice of the referrer"), "Quinn Family Practice")
        self.phone = TextField(later("Telephone of the referrer"), "(202) 555-0142")
        self.fax = TextField(later("Fax of the referrer"), "(202) 555-0143")
        self.npi = TextField(
            later("NPI of the referrer"), tr("ten digits; empty when the letter has none")
        )
        self.name.known.connect(self.fill)

    def fill(self, referral: Referral) -> None:
        """Whatever is known of somebody."""
        self.name.line.setText(referral.referrer)
        self.credential.setText(referral.credential)
        self.practice.setText(referral.practice)
        self.phone.setText(shown_phone(referral.phone))
        self.fax.setText(shown_phone(referral.fax))
        self.npi.setText(referral.npi)

    @property
    def is_known(self) -> bool:
        """Whether a name stands there."""
        return bool(self.name.line.text().strip())

    def letter(self) -> Letter:
        """What is typed, as the beginning of a letter."""
        return Letter(
            referrer=self.name.line.text(),
            credential=self.credential.text(),
            npi=self.npi.text(),
            practice=self.practice.text(),
            phone=self.phone.text(),
            fax=self.fax.text(),
        )
