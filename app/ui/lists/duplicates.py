"""Possible duplicates: charts that may be of one person, to be merged or told apart."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.patients import Patient
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.hearing import hear_keys
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import EmptyPlace, Reasons
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.patients.merge_acts import tell_apart
from app.use_cases.twins import Duplicate, Duplicates, duplicates
from app.words.tongue import later, tr

LOOKING = later("Looking through the charts …")
ABOUT = later("Charts that look like the same person. Nothing is merged by itself.")
NOBODY = later("No two charts look like one person")
WHY = later(
    "Charts stand here that share a birth date and much of a name, or a telephone and a name."
)


class DuplicateList(QWidget):
    """Pairs of charts; Enter compares them, so that they can be merged."""

    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pairs: dict[str, Duplicate] = {}
        self._on, self._reading, self._again = "", False, False
        self.about = wrapped(tr(LOOKING), Style.SMALL, Tone.MUTED)
        self.list = PickList(tr("Possible duplicates"))
        self.compare = Button(tr("Compare the charts"), Variant.PRIMARY, "patients", "Enter")
        self.apart = Button(tr("Two people"), Variant.QUIET, "cancel", "Del")
        self.more = Button(tr("Look on"), Variant.QUIET, "down")
        self.reasons = Reasons()
        self.empty = EmptyPlace("ready", tr(NOBODY), tr(WHY))
        self._places = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        listed = Card((4, 4, 4, 4))
        listed.body.addWidget(self.list)
        self._places.addWidget(listed)
        self._places.addWidget(self.empty)
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(self.about)
        column.addWidget(self.reasons)
        column.addWidget(self._places, 1)
        column.addWidget(Flow(self.compare, self.apart, self.more, gap=4))

    def _connect(self) -> None:
        self.list.taken.connect(self._compare)
        self.list.moved.connect(self._choose)
        self.compare.clicked.connect(self._compare)
        self.apart.clicked.connect(self._tell_apart)
        self.more.clicked.connect(self._look_on)
        hear_keys(self, {"Del": self._tell_apart})

    @property
    def pair(self) -> Duplicate | None:
        """The pair that is current."""
        return self._pairs.get(str(self.list.current()))

    def begin(self) -> None:
        """Put the keyboard on the list, or on what looks on from there."""
        (self.list if self._pairs or self._reading else self.more).setFocus()
        self._choose()

    def refresh(self) -> None:
        """Look through the charts again, while somebody looks: that takes a while."""
        if not self.isVisible():
            return
        if self._reading:
            self._again = True
            return
        self._read("", keep=False)

    def _look_on(self) -> None:
        if self._on and not self._reading:
            self._read(self._on, keep=True)

    def _read(self, on: str, *, keep: bool) -> None:
        self._reading, self._again = True, False
        work = partial(duplicates, self._desk.clinic, on=on)
        self._desk.background.run(work, partial(self._take, keep), self._fail)

    def _take(self, keep: bool, found: Duplicates) -> None:  # noqa: FBT001 -- the answer comes last
        self._reading, self._on = False, found.on
        if self._again:
            self.refresh()
        before = self._pairs if keep else {}
        self._pairs = {**before, **{_key(each): each for each in found.pairs}}
        self.reasons.clear()
        self._show()

    def _fail(self, error: Exception) -> None:
        self._reading = False
        self.reasons.show_error(error, tr("The charts could not be looked through."))

    def _show(self) -> None:
        at, keep = self.list.currentIndex().row(), self.list.current()
        rows = [self._row(key, each) for key, each in self._pairs.items()]
        if rows and keep not in self._pairs:
            keep = rows[min(max(at, 0), len(rows) - 1)].value
        self.list.show_rows(rows, keep)
        self._places.setCurrentIndex(0 if rows else 1)
        told = (tr(ABOUT), tr("There are more.")) if self._on else (tr(ABOUT),)
        self.about.setText(" ".join(told))
        self.more.setVisible(bool(self._on))
        for button in (self.compare, self.apart):
            button.setEnabled(bool(rows))
        self.counted.emit(len(rows))
        self._choose()

    def _row(self, key: str, pair: Duplicate) -> Row:
        alike = words.say_alike(pair.reasons)
        return Row(
            value=key,
            title=f"{self._told(pair.one)}   ·   {self._told(pair.other)}",
            detail=alike[:1].upper() + alike[1:],
        )

    def _told(self, patient: Patient) -> str:
        return f"{self._desk.name(patient)}, {words.short_day(patient.born)}, {patient.chart}"

    def _choose(self, _value: object = None) -> None:
        """The first of the two is whom the menus are about."""
        if self.isVisible():
            self._desk.choose_patient(self.pair.one.id if self.pair else None)

    def _compare(self) -> None:
        if self.pair is not None:
            self._desk.merge_wanted.emit(self.pair.one.id)

    def _tell_apart(self) -> None:
        """They are two people; that can be taken back."""
        pair = self.pair
        if pair is None:
            return
        try:
            tell_apart(self._desk, pair.one, pair.other)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Nothing was changed."))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()


def _key(pair: Duplicate) -> str:
    return f"{pair.one.id}-{pair.other.id}"
