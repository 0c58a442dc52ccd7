"""Papers: what the clinic decided about them as a whole."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app import words
from app.domain.both import AGAIN, others_made, without_mine
from app.domain.packet_rules import PaperPolicy, Untranslated
from app.domain.refusal import Reason
from app.domain.typed_house import read_count
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, TextField, Tick, labelled
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, column, stacked
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.settings.drafted_editor import OR_DIRECTOR
from app.use_cases.paper_policy import keep_paper_policy, may_edit_papers, paper_policy
from app.words.tongue import later, tr, tr_of

FOLLOWS = later(
    "Packets made from now on follow it. Papers that are out or signed stay as they are; "
    "the visits to come are judged again."
)
NOT_CHANGED = later("Not changed.")
AGE = later("A few states ask for more than 18 years. Whoever is younger has a guardian sign.")
KEYS = {
    "education_first": "xplains",
    "teach_back": "wn words",
    "witness": "body",
    "recording": "recorded",
    "take_home": "Lozenges",
    "compounded": "pounds",
}
"""Before which letters of each yes or no its key is marked, told by `_marked`."""


class PapersPane(QWidget):
    """A few switches; what is changed stays until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept = paper_policy(desk.clinic)
        self._writes = may_edit_papers(desk.clinic)
        self.ticks = {name: Tick(_marked(name)) for name in words.SWITCHES}
        self.age = TextField(later("Age from which a patient signs alone"))
        self.untranslated = Choice(later("Without a translation"))
        self.reasons = Reasons()
        self.save = Button(tr("&Save"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self._arrange()
        self._connect()
        self._fill(self._kept)

    def _arrange(self) -> None:
        for choice in Untranslated:
            self.untranslated.addItem(tr(words.UNTRANSLATED[choice]), choice.value)
        self.untranslated.setEnabled(self._writes)
        self.age.set_read_only(read_only=not self._writes)
        for tick in self.ticks.values():
            tick.set_read_only(read_only=not self._writes)
        card = Card()
        card.body.setSpacing(12)
        note = wrapped(tr(OR_DIRECTOR), Style.SMALL, Tone.MUTED)
        for part in (
            Text(tr("Papers"), Style.HEADING),
            wrapped(tr(FOLLOWS), Style.SMALL, Tone.MUTED),
            column(*self.ticks.values(), spacing=2),
            labelled(tr("Without a &translation"), self.untranslated),
            labelled(
                tr("A patient signs alone from this a&ge on"),
                self.age,
                wrapped(tr(AGE), Style.SMALL, Tone.MUTED),
            ),
            note,
            self.reasons,
            self.save,
        ):
            card.body.addWidget(part)
        stacked(self, card)
        note.setVisible(not self._writes)
        self.save.setVisible(self._writes)

    def _connect(self) -> None:
        for tick in self.ticks.values():
            tick.toggled.connect(self.reasons.clear)
        self.age.textChanged.connect(self.reasons.clear)
        self.age.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        Keeps(self, self._save)

    def begin(self) -> None:
        """Put the keyboard on the first switch."""
        next(iter(self.ticks.values())).setFocus()

    def refresh(self) -> None:
        """Read what is decided again; what is half changed stays as it is."""
        before, self._kept = self._kept, paper_policy(self._desk.clinic)
        asked: list[Reason] = []
        for name in (each.name for each in fields(PaperPolicy)):
            shown, old, new = (read(name) for read in (self._shown, _of(before), _of(self._kept)))
            if shown == old:
                self._write(name, new)
            elif new not in {old, shown}:
                asked.append(others_made(name, new))
        if asked:
            self.reasons.show_reasons([*asked, Reason(AGAIN)], tr(NOT_CHANGED))

    def _shown(self, name: str) -> str:
        if name in self.ticks:
            return str(self.ticks[name].isChecked())
        return str(self.age.text() if name == "signs_alone_from" else self._choice)

    @property
    def _choice(self) -> str:
        return str(self.untranslated.currentData())

    def _write(self, name: str, value: str) -> None:
        if name in self.ticks:
            self.ticks[name].setChecked(value == str(True))
        elif name == "signs_alone_from":
            self.age.setText(value)
        else:
            self.untranslated.setCurrentIndex(self.untranslated.findData(value))

    def _fill(self, policy: PaperPolicy) -> None:
        for name in (each.name for each in fields(PaperPolicy)):
            self._write(name, _of(policy)(name))

    def _save(self) -> None:
        if not self._writes:
            return
        clinic, before = self._desk.clinic, self._kept
        try:
            wanted = self._wanted()
            kept = keep_paper_policy(clinic, wanted, since=before)
        except EXPECTED as error:
            self.refresh()
            self.reasons.show_error(error, tr(NOT_CHANGED))
        else:
            self._fill(kept)
            then = without_mine(before, wanted, kept)
            turn = either_way(
                partial(keep_paper_policy, clinic, then, since=kept),
                partial(keep_paper_policy, clinic, kept, since=then),
            )
            self._desk.remember(tr("Changed: papers."), turn)

    def _wanted(self) -> PaperPolicy:
        """What stands in the fields; an age that is none is refused."""
        switches = {name: tick.isChecked() for name, tick in self.ticks.items()}
        age = read_count(self.age.text())
        choice = Untranslated(self._choice)
        return replace(self._kept, **switches, signs_alone_from=age, untranslated=choice)


def _marked(name: str) -> str:
    """A yes or no with the mark of its key."""
    before = tr_of("key", KEYS[name])
    return tr(words.SWITCHES[name]).replace(before, f"&{before}", 1)


def _of(policy: PaperPolicy) -> Callable[[str], str]:
    """Reads one of the decisions as the fields write it."""
    return lambda name: str(getattr(policy, name))
