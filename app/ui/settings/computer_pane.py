"""This computer: what it alone keeps, for whoever sits at it."""

from PySide6.QtWidgets import QWidget

from app.ui.common.fields import Choice, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.look import STEPS, Look
from app.ui.common.surfaces import Card, stacked
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.settings.one_of import OneOf
from app.ui.settings.printers_card import PrintersCard
from app.ui.settings.told_card import told_card
from app.words.tongue import TONGUES, later, tongue, tr

ABOUT = later("Kept on this computer, for everybody who sits at it. Every choice holds at once.")
MODES = {
    "system": later("As the system"),
    "light": later("Light"),
    "dark": later("Dark"),
}
YOURS = later(
    "The language is yours alone, {who}: everybody has their own. Papers keep the language of each "
    "patient."
)
STRANGERS = later(
    "For a screen that others can see: the board, the schedule and the lists show A.R. for Ana "
    "Romero."
)


class ComputerPane(QWidget):
    """How the window looks here, what strangers may read, and where paper comes out."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self.mode = OneOf(later("Light or dark"), {mode: tr(said) for mode, said in MODES.items()})
        self.contrast = Tick(later("Always high contrast"))
        self.size_ = Choice(later("Size of the text"))
        self.language = OneOf(later("Language"), TONGUES)
        self.private = Tick(later("Initials instead of na&mes"))
        self.printers = PrintersCard(desk)
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        for step in STEPS:
            self.size_.addItem(f"{step} %", step)
        card = told_card(tr("This computer"), tr(ABOUT))
        card.body.setSpacing(12)
        choices = Flow(
            labelled(tr("Light or dar&k"), self.mode),
            labelled(tr("Si&ze of the text"), self.size_),
            labelled(tr("Lang&uage"), self.language),
            gap=24,
        )
        yours = tr(YOURS, who=self._desk.clinic.person.name)
        for part in (choices, self.contrast, wrapped(yours, Style.SMALL, Tone.MUTED)):
            card.body.addWidget(part)
        stacked(self, card, self._privacy_card(), self.printers)

    def _privacy_card(self) -> Card:
        card = Card()
        for part in (
            Text(tr("Privacy"), Style.HEADING),
            self.private,
            wrapped(tr(STRANGERS), Style.SMALL, Tone.MUTED),
        ):
            card.body.addWidget(part)
        return card

    def _connect(self) -> None:
        self.mode.chosen.connect(self._look.set_mode)
        self.contrast.clicked.connect(self._set_contrast)
        self.size_.activated.connect(self._set_size)
        self.language.chosen.connect(self._speak)
        self.private.clicked.connect(self._hide_names)
        self._look.changed.connect(self._show)
        self._desk.private_changed.connect(self._show)

    def begin(self) -> None:
        """Put the keyboard on the first choice."""
        self.mode.setFocus()

    def refresh(self) -> None:
        """Which printers there are may be new; all else is told when it changes."""
        self.printers.refresh()

    def _show(self) -> None:
        """Everything as it holds now, wherever it was chosen."""
        self.mode.show_chosen(self._look.mode)
        self.contrast.setChecked(self._look.always_contrast)
        self.size_.setMinimumHeight(self.mode.sizeHint().height())
        self.size_.setCurrentIndex(self.size_.findData(self._look.percent))
        self.language.show_chosen(tongue())
        self.private.setChecked(self._desk.private)

    def _set_size(self) -> None:
        self._look.set_percent(int(self.size_.currentData()))

    def _set_contrast(self) -> None:
        self._look.set_contrast(always=self.contrast.isChecked())

    def _speak(self, language: str) -> None:
        """Another language makes the window anew; the one that is spoken needs nothing."""
        if language != tongue():
            self._desk.language_wanted.emit(language)

    def _hide_names(self) -> None:
        self._desk.set_private(private=self.private.isChecked())
