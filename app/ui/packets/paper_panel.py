"""Checking a paper in: by its code; every box looked at; who signed, on which day, at what time."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.codes import grouped
from app.domain.packets import Box
from app.domain.refusal import Reason, refuse
from app.domain.time import instant, wall
from app.domain.typed_days import read_time
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, DayField, TextField, Tick, labelled
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.surfaces import Hairline, bare, column, empty
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.patients.patient_rows import identity
from app.use_cases.papers import SIGNERS, PaperView, find_paper, return_paper


def box_words(box: Box) -> str:
    """A box as it is looked for on the paper."""
    if box.kind == "initials":
        return f"Page {box.page}: initials at “{box.id.replace('-', ' ')}”"
    joined = "of" if box.kind == "signature" else "by"
    return f"Page {box.page}: {box.kind} {joined} the {box.who}"


class PaperPanel(Panel):
    """One paper that came back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Check a paper in")
        self._desk = desk
        self.view: PaperView | None = None
        self.code = TextField("Code at the foot of the page", "K7Q2-9FXA", "search")
        self.form = wrapped("", Style.HEADING)
        self.whose = wrapped("", Style.STRONG)
        self.identity = wrapped("", Style.SMALL, Tone.MUTED)
        self.boxes: dict[str, Tick] = {}
        self._places = QVBoxLayout()
        self.all = Button("&All are filled", Variant.QUIET, "tick")
        self.signer = Choice("Who signed")
        self.signer.addItems([name.capitalize() for name in SIGNERS])
        self.day = DayField("Day on the paper", desk.clinic.today())
        self.time = TextField("Time on the paper", "14:30")
        self.reasons = Reasons()
        self.keep = Button("Check in", Variant.PRIMARY, "inbox", "Enter")
        self._arrange()
        self._connect()
        self._offer()

    def _arrange(self) -> None:
        self.body.addWidget(labelled("&Code at the foot of the page", self.code))
        self.signing = column(
            Text("Look at every box and tick it when it is filled", Style.LABEL, Tone.MUTED),
            self._box_place(),
            Hairline(),
            labelled("Wh&o signed", self.signer),
            self._when(),
        )
        self.found = column(self.form, self.whose, self.identity, Hairline(), self.signing)
        self.body.addWidget(self.found)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.keep)

    def _when(self) -> QWidget:
        whole = QWidget()
        line = bare(QHBoxLayout(whole), 12)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(labelled("&Day on the paper", self.day), 3, top)
        line.addWidget(labelled("Ti&me", self.time), 2, top)
        return whole

    def _box_place(self) -> QWidget:
        whole = QWidget()
        bare(self._places, 0)
        inside = bare(QVBoxLayout(whole), 4)
        inside.addLayout(self._places)
        inside.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _connect(self) -> None:
        self.code.returnPressed.connect(self._find)
        self.all.clicked.connect(self._tick_all)
        self.keep.clicked.connect(self._check_in)
        self.time.returnPressed.connect(self._check_in)
        self.day.line.returnPressed.connect(self.time.setFocus)

    def show_code(self, code: str) -> None:
        """A paper by its code; without one the code is asked for."""
        self.view = None
        self.reasons.clear()
        self.code.setText(grouped(code) if code else "")
        self._offer()
        if code:
            self._find()

    def _find(self) -> None:
        try:
            self.view = find_paper(self._desk.clinic, self.code.text())
        except EXPECTED as error:
            self.view = None
            self.reasons.show_error(error)
        else:
            self.reasons.clear()
            self._fill(self.view)
        self._offer()
        self.begin()

    def _fill(self, view: PaperView) -> None:
        self.form.setText(f"{view.title}, version {view.paper.version}")
        self.whose.setText(view.patient.listed)
        self.identity.setText(identity(view.patient))
        empty(self._places)
        self.boxes = {box.id: Tick(box_words(box)) for box in view.boxes}
        for tick in self.boxes.values():
            self._places.addWidget(tick)
        now = wall(self._desk.clinic.now(), self._desk.clinic.zone)
        self.day.set_day(now.date())
        self.time.setText(words.clock(now))

    def _offer(self) -> None:
        signable = self.view is not None and bool(self.view.signers)
        self.found.setVisible(self.view is not None)
        self.signing.setVisible(signable)
        self.keep.setEnabled(signable)
        if self.view is not None and not signable:
            self.reasons.show_reasons([Reason("paper-not-signable", {"form": self.view.title})])

    def _tick_all(self) -> None:
        for tick in self.boxes.values():
            tick.setChecked(True)
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def _signed_at(self) -> datetime:
        day: date | None = self.day.day()
        if day is None:
            raise refuse("day-unreadable", text="")
        at = datetime.combine(day, read_time(self.time.text()))
        return instant(at, self._desk.clinic.zone)

    def _check_in(self) -> None:
        view = self.view
        if view is None:
            return
        missing = tuple(name for name, tick in self.boxes.items() if not tick.isChecked())
        signer = SIGNERS[self.signer.currentIndex()]
        try:
            return_paper(self._desk.clinic, view.paper.code, self._signed_at(), signer, missing)
        except EXPECTED as error:
            self.reasons.show_error(error, "Not checked in.")
        else:
            self._tell(view, len(missing))

    def _tell(self, view: PaperView, missing: int) -> None:
        name = f"{view.title}, {view.patient.listed}"
        if missing:
            gaps = words.plural(missing, "box is", "boxes are")
            self._desk.say(f"{name}: back, but {gaps} empty.", look="waiting")
        else:
            self._desk.say(f"{name}: complete and on file.")
        self.closed.emit()

    def begin(self) -> None:
        """Put the keyboard on the code, or on the first box of the paper that was found."""
        first = next(iter(self.boxes.values()), self.code) if self.view else self.code
        first.setFocus(Qt.FocusReason.OtherFocusReason)
