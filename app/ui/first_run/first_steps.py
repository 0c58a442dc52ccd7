"""The first pages: language, where the clinic is kept, and who manages it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app import words
from app.domain.beginning import Beginning, against_manager
from app.domain.refusal import Reason
from app.ui.common.fields import Choice, TextField, labelled
from app.ui.common.file_field import FileField
from app.ui.common.notices import Shape
from app.ui.common.surfaces import row
from app.ui.common.type import Style, Tone, wrapped
from app.ui.entrance.cards import secret_field
from app.ui.first_run.cards import tongue_choice
from app.ui.first_run.setup import OURS, ZONES, Setup
from app.ui.first_run.step import Step
from app.use_cases import beginning
from app.words.tongue import later, tr


def ask_folder(window: QWidget) -> str:
    """A folder that somebody picks."""
    return QFileDialog.getExistingDirectory(window, tr("Folder of the clinic"))


class LanguageStep(Step):
    """Which language the window speaks."""

    TITLE = later("Which language do you speak?")
    NOTE = later("Each login has its own, and changes it at any time under View.")

    spoken = Signal(str)

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.language = tongue_choice()
        self.add(
            self.language,
            wrapped(
                tr("Papers for patients are printed in the language of each patient."),
                Style.SMALL,
                Tone.MUTED,
            ),
        )
        self.language.chosen.connect(self.spoken)

    @override
    def begin(self) -> None:
        self.language.setFocus()


class PlaceStep(Step):
    """Where the clinic is kept, and what papers say of it."""

    TITLE = later("Your clinic")
    NOTE = later("Name, address and telephone stand on the papers that patients get.")

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        new = setup.new
        self.name = TextField(later("Name of the clinic"), tr(OURS))
        self.address = TextField(later("Address"), "12 Juniper Street, Denver, CO 80203")
        self.phone = TextField(later("Telephone"), "(202) 555-0142")
        self.zone = Choice(later("Time zone"))
        self.folder = FileField(ask_folder, tr("Folder"), "", tr("Choose the folder of the clinic"))
        for line, text in ((self.name, new.name), (self.address, new.address)):
            line.setText(text)
        self.phone.setText(new.phone)
        self.folder.line.setText(new.folder)
        self._offer_zones(new.zone)
        self.add(
            labelled(tr("Na&me of the clinic"), self.name),
            labelled(tr("&Address"), self.address),
            row(
                labelled(tr("&Telephone"), self.phone),
                labelled(tr("Time &zone"), self.zone),
                spacing=12,
            ),
            labelled(
                tr("&Folder on this computer"),
                self.folder,
                wrapped(
                    tr("A new or empty one, on a disk of this computer. It is encrypted."),
                    Style.SMALL,
                    Tone.MUTED,
                ),
            ),
        )

    def _offer_zones(self, zone: str) -> None:
        for name, said in ({} if zone in ZONES else {zone: zone}).items():
            self.zone.addItem(said, name)
        for name, said in ZONES.items():
            self.zone.addItem(tr(said), name)
        self.zone.setCurrentIndex(max(0, self.zone.findData(zone)))

    @override
    def take(self) -> None:
        self._setup.change(
            name=self.name.text(),
            address=self.address.text(),
            phone=self.phone.text(),
            zone=str(self.zone.currentData()),
            folder=self.folder.line.text(),
        )

    @override
    def usual(self) -> None:
        if not self.name.text().strip():
            self.name.setText(tr(OURS))

    @staticmethod
    @override
    def against(setup: Setup, /) -> Iterator[Reason]:
        return beginning.against_place(setup.new)


class ManagerStep(Step):
    """Who signs in first, and by which password."""

    TITLE = later("Who manages the clinic?")
    NOTE = later(
        "This is the first login. Fifteen letters or more; a few words that have nothing to do "
        "with each other are easy to remember."
    )

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.name = TextField(later("Name"), "Elena Ruiz")
        self.login = TextField(later("Login"))
        self.password = secret_field(later("Password"))
        self.again = secret_field(later("The same again"))
        self.mark = Shape("idle")
        self.strength = wrapped("", Style.SMALL, Tone.MUTED)
        self.name.setText(setup.new.manager)
        self.login.setText(setup.new.login)
        self.add(
            row(labelled(tr("Na&me"), self.name), labelled(tr("&Login"), self.login), spacing=12),
            labelled(tr("&Password"), self.password, row(self.mark, self.strength)),
            labelled(tr("The same &again"), self.again),
            wrapped(
                tr("Passwords are never on the disk while you set up: after a stop, type it anew."),
                Style.SMALL,
                Tone.MUTED,
            ),
        )
        self.password.textChanged.connect(self._weigh)
        self.password.setText(setup.password)
        self.again.setText(setup.again)
        self._weigh(setup.password)

    def _weigh(self, typed: str) -> None:
        """Say in place how strong it is, once that is known."""
        if not typed:
            self._show("idle", "", tr("Spaces and any letters are welcome."))
            return
        new = replace(self._setup.new, manager=self.name.text(), login=self.login.text())
        work = partial(_weighed, new, typed)
        self._setup.printing.run(work, partial(self._weighed, typed), _raise)

    def _weighed(self, typed: str, reasons: tuple[Reason, ...]) -> None:
        if not isValid(self) or typed != self.password.text():
            return
        if reasons:
            self._show("waiting", "waiting", words.say(reasons[0]))
        else:
            self._show("ready", "ready", tr("Strong: nobody guesses that."))

    def _show(self, shape: str, look: str, said: str) -> None:
        self.mark.show_shape(shape, look)
        self.strength.setText(said)

    @override
    def take(self) -> None:
        self._setup.change(manager=self.name.text(), login=self.login.text())
        self._setup.password, self._setup.again = self.password.text(), self.again.text()

    @staticmethod
    @override
    def against(setup: Setup, /) -> Iterator[Reason]:
        yield from against_manager(setup.new)
        yield from beginning.against_password_of(setup.new, setup.password)
        if setup.password != setup.again:
            yield Reason("password-not-the-same")


def _weighed(new: Beginning, typed: str) -> tuple[Reason, ...]:
    return tuple(beginning.against_password_of(new, typed))


def _raise(error: Exception) -> None:
    raise error
