"""Clinic: what papers say of it, and the clock and the holidays that it keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.access import Act, may
from app.domain.both import without_mine
from app.domain.clinics import Letterhead
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, row, stacked
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.first_run.setup import ZONES
from app.ui.settings.drafted_editor import READ_ONLY
from app.ui.settings.half_typed import read_again
from app.ui.settings.told_card import told_card
from app.use_cases.letterhead import keep_letterhead, letterhead
from app.use_cases.phones import shown_phone
from app.words.tongue import later, tr

PRINTED = later(
    "This stands on papers. What is printed from now on says what you change; papers that are "
    "made already stay as they are."
)
ASKED = {
    "name": later("Name of the clinic"),
    "address": later("Address"),
    "phone": later("Telephone"),
    "after_hours_phone": later("Telephone when the clinic is closed"),
}
PHONES = ("phone", "after_hours_phone")
AT_NIGHT = later(
    "The sheets that patients take home say to call the second one while the clinic is closed."
)
CLOCK = later("The clock of the clinic")
KEPT = later(
    "The time zone stays as it was when the clinic was made: what is booked keeps its instant, and "
    "in another zone all of it would stand at other hours."
)
REGION = later("The holidays are chosen under “Closures and holidays”.")
NO_REGION = later("No holidays yet: they are chosen under “Closures and holidays”.")
NOT_CHANGED = later("Not changed.")


class ClinicPane(QWidget):
    """A few lines; what is typed stays until it is saved or discarded."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept = Letterhead(name="")
        self._writes = may(desk.clinic.person.roles, Act.EDIT_SETTINGS)
        self.lines = {name: TextField(said) for name, said in ASKED.items()}
        self.zone = TextField(later("Time zone"))
        self.region = TextField(later("Public holidays of"))
        self.region_note = wrapped("", Style.SMALL, Tone.MUTED)
        self.reasons = Reasons()
        self.save = Button(tr("&Save"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self.discard = Button(tr("Dis&card"), Variant.QUIET, "undo")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        card = told_card(tr("Clinic"), tr(PRINTED))
        card.body.setSpacing(12)
        note = wrapped(tr(READ_ONLY), Style.SMALL, Tone.MUTED)
        lines = self.lines
        for part in (
            labelled(tr("Name of the c&linic"), lines["name"]),
            labelled(tr("A&ddress"), lines["address"]),
            row(
                labelled(tr("&Telephone"), lines["phone"]),
                labelled(tr("Telephone when the clinic is cl&osed"), lines["after_hours_phone"]),
                spacing=12,
            ),
            wrapped(tr(AT_NIGHT), Style.SMALL, Tone.MUTED),
            note,
            self.reasons,
            Flow(self.save, self.discard, gap=4),
        ):
            card.body.addWidget(part)
        for line in lines.values():
            line.set_read_only(read_only=not self._writes)
        note.setVisible(not self._writes)
        self.save.setVisible(self._writes)
        self.discard.hide()
        stacked(self, card, self._clock_card())

    def _clock_card(self) -> Card:
        card = Card()
        card.body.addWidget(Text(tr(CLOCK), Style.HEADING))
        card.body.setSpacing(12)
        fields = (self.zone, self.region)
        for field in fields:
            field.set_read_only(read_only=True)
        shown = [labelled(field.accessibleName(), field) for field in fields]
        for part in (
            row(*shown, spacing=12),
            wrapped(tr(KEPT), Style.SMALL, Tone.MUTED),
            self.region_note,
        ):
            card.body.addWidget(part)
        return card

    def _connect(self) -> None:
        for line in self.lines.values():
            line.returnPressed.connect(self._save)
            line.textChanged.connect(self._note_typed)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._discard)
        Keeps(self, self._save)

    def begin(self) -> None:
        """Put the keyboard on the name."""
        self.lines["name"].setFocus()

    def refresh(self) -> None:
        """Read again what papers say; a line that is half typed stays as it is."""
        before, self._kept = self._kept, letterhead(self._desk.clinic)
        old, new = ({name: _written(each, name) for name in ASKED} for each in (before, self._kept))
        if asked := read_again(self.lines, old, new):
            self.reasons.show_reasons(asked, tr(NOT_CHANGED))
        details = self._desk.clinic.setup.details
        self.zone.setText(tr(ZONES.get(details.zone, details.zone)))
        self.region.setText(details.holidays)
        self.region_note.setText(tr(REGION if details.holidays else NO_REGION))

    def _changed(self) -> Iterator[str]:
        """The lines in which something else stands than is kept."""
        for name, line in self.lines.items():
            if line.text() != _written(self._kept, name):
                yield name

    def _note_typed(self) -> None:
        self.reasons.clear()
        self.discard.setVisible(any(self._changed()))

    def _fill(self, said: Letterhead) -> None:
        for name, line in self.lines.items():
            line.setText(_written(said, name))

    def _save(self) -> None:
        if not self._writes:
            return
        clinic, before = self._desk.clinic, self._kept
        wanted = replace(before, **{name: self.lines[name].text() for name in self._changed()})
        try:
            kept = keep_letterhead(clinic, wanted, since=before)
        except EXPECTED as error:
            self.refresh()
            self.reasons.show_error(error, tr(NOT_CHANGED))
        else:
            self._kept = kept
            self._fill(kept)
            then = without_mine(before, wanted, kept)
            turn = either_way(
                partial(keep_letterhead, clinic, then, since=kept),
                partial(keep_letterhead, clinic, kept, since=then),
            )
            self._desk.remember(tr("Changed: what papers say of the clinic."), turn)

    def _discard(self) -> None:
        """Forget what is half typed; that can be taken back."""
        typed = {name: self.lines[name].text() for name in self._changed()}
        as_kept = dict.fromkeys(typed)
        self._write(as_kept)
        turn = either_way(partial(self._write, typed), partial(self._write, as_kept))
        self.begin()
        said = tr("Discarded what was typed about {what}.", what=self._kept.name)
        self._desk.remember(said, turn)

    def _write(self, typed: Mapping[str, str | None]) -> None:
        """Some lines as they were typed, or as they are kept."""
        for name, text in typed.items():
            self.lines[name].setText(_written(self._kept, name) if text is None else text)


def _written(said: Letterhead, name: str) -> str:
    """A line as people read it."""
    kept = str(getattr(said, name))
    return shown_phone(kept) if name in PHONES else kept
