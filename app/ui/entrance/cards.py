"""What stands on the opaque page before the clinic: signing in, a new password, recovery."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.refusal import Reason
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons, Shape
from app.ui.common.surfaces import Card
from app.ui.common.text_field import TextField, labelled
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.words.tongue import later, tr, tr_of

WIDTH = 400
"""Pixels of a card at 100 % text."""


def secret_field(name: str, hint: str = "") -> TextField:
    """A field whose letters nobody sees."""
    field = TextField(name, hint)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return field


class EntranceCard(Card):
    """A card in the middle of the page, with its title and what stands against going on."""

    def __init__(self, icon: str, title: str, note: str = "") -> None:
        super().__init__((28, 24, 28, 24))
        self.title = wrapped(title, Style.TITLE)
        self.note = wrapped(note, Style.BODY, Tone.MUTED)
        self.reasons = Reasons()
        self.shape = Shape(icon, "", 2.4)
        self.setFixedWidth(scaled(WIDTH))
        self.body.setSpacing(14)
        self.body.addWidget(self.shape)
        self.body.addWidget(self.title)
        self.body.addWidget(self.note)
        self.note.setVisible(bool(note))

    def say(self, title: str, note: str) -> None:
        """Another title, and what is said under it."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def add(self, *parts: QWidget) -> None:
        """Parts below each other."""
        for part in parts:
            self.body.addWidget(part)

    def secrets(self) -> tuple[TextField, ...]:
        """The fields whose letters nobody sees."""
        fields = self.findChildren(TextField)
        return tuple(f for f in fields if f.echoMode() == QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Nothing that was typed here is kept."""
        for field in self.secrets():
            field.clear()
        self.reasons.clear()

    def begin(self) -> None:
        """Put the keyboard where typing starts."""


class SignInCard(EntranceCard):
    """Login and password; on a locked window also the PIN of whoever locked it."""

    entered = Signal(str, str, str)
    """Login, password, and the code of the second factor."""
    pin_entered = Signal(str)
    somebody_else = Signal()
    lost = Signal()

    def __init__(self) -> None:
        super().__init__("anteroom", tr("Sign in"))
        self.login = TextField(later("Login"))
        self.password = secret_field(later("Password"))
        self.pin = secret_field(later("PIN"))
        self.code = TextField(later("Code from your telephone"))
        self.enter = Button(tr("Sign &in"), Variant.PRIMARY, "right", "Enter")
        self.other = Button(tr("&Somebody else"), Variant.QUIET, "person")
        self.help = Button(tr("I &lost my password"), Variant.QUIET)
        self._lines = {
            "login": labelled(tr("&Login"), self.login),
            "pin": labelled(tr("&PIN"), self.pin),
            "password": labelled(tr("Pass&word"), self.password),
            "code": labelled(tr("&Code from your telephone"), self.code),
        }
        self.add(*self._lines.values(), self.reasons, self.enter, Flow(self.other, self.help))
        self._connect()

    def _connect(self) -> None:
        for field in (self.login, self.password, self.pin, self.code):
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(self.reasons.clear)
        self.enter.clicked.connect(self._enter)
        self.other.clicked.connect(self.somebody_else)
        self.help.clicked.connect(self.lost)

    def ask(self, title: str, note: str, *, login: str, known: bool, pin: bool) -> None:
        """Ask who it is, or for the secret of somebody who is known."""
        self.forget()
        self.code.clear()
        self.say(title, note)
        self.login.setText(login)
        shown = {"login": not known, "pin": known and pin, "password": not (known and pin)}
        for name, line in self._lines.items():
            line.setVisible(shown.get(name, False))
        self.other.setVisible(known)
        self.help.setVisible(not (known and pin))
        self.enter.say(tr("Un&lock") if known else tr("Sign &in"))
        self.set_busy(busy=False)

    def ask_code(self) -> None:
        """Ask for the code of the second factor as well."""
        self._lines["code"].setVisible(True)
        self.code.setFocus()

    def ask_password(self) -> None:
        """The PIN opens nothing any more: the password is asked for."""
        self._lines["pin"].setVisible(False)
        self._lines["password"].setVisible(True)
        self.help.setVisible(True)
        self.pin.clear()
        self.password.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Whether the password is being tried."""
        for part in (self.enter, self.other, self.help, *self._lines.values()):
            part.setEnabled(not busy)

    def begin(self) -> None:
        """Put the keyboard on the first field that is empty."""
        for name, field in (("login", self.login), ("pin", self.pin), ("password", self.password)):
            if not self._lines[name].isHidden() and not field.text():
                field.setFocus()
                return
        self.password.setFocus()

    def _go_on(self) -> None:
        """Enter goes to the field that is still empty, and from the last one in."""
        fields = {
            "login": self.login,
            "pin": self.pin,
            "password": self.password,
            "code": self.code,
        }
        for name, field in fields.items():
            if not self._lines[name].isHidden() and not field.text():
                field.setFocus()
                return
        self._enter()

    def _enter(self) -> None:
        if not self._lines["pin"].isHidden():
            self.pin_entered.emit(self.pin.text())
        else:
            self.entered.emit(self.login.text(), self.password.text(), self.code.text())


class NewPasswordCard(EntranceCard):
    """A password of one's own, in place of one that somebody else has chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            "edit",
            tr("Choose your password"),
            tr(
                "Somebody else chose the one you just typed. Fifteen letters or more; a few words "
                "that have nothing to do with each other are easy to remember."
            ),
        )
        self.first = secret_field(later("New password"))
        self.again = secret_field(later("The same again"))
        self.keep = Button(tr_of("password", "&Keep it"), Variant.PRIMARY, "save", "Enter")
        self.add(
            labelled(tr("&New password"), self.first),
            labelled(tr("The same &again"), self.again),
            self.reasons,
            self.keep,
        )
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        self.first.setFocus()

    def _keep(self) -> None:
        if same_twice(self.first, self.again, self.reasons):
            self.chosen.emit(self.first.text())


class RecoveryCard(EntranceCard):
    """A new password by the code on the printed sheet."""

    entered = Signal(str, str, str)
    """Login, code, and the new password."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            "paper",
            tr("Recover a login"),
            tr(
                "A manager can give you a new password. When no manager can sign in, the code on "
                "the recovery sheet does it."
            ),
        )
        self.login = TextField(later("Login"))
        self.code = TextField(later("Recovery code"), "XXXXX-XXXXX-…")
        self.first = secret_field(later("New password"))
        self.again = secret_field(later("The same again"))
        self.keep = Button(tr("&Recover"), Variant.PRIMARY, "save")
        self.back = Button(tr("&Back"), Variant.QUIET, "left", "Esc")
        self.add(
            labelled(tr("&Login"), self.login),
            labelled(tr("Recovery &code"), self.code),
            labelled(tr("&New password"), self.first),
            labelled(tr("The same &again"), self.again),
            self.reasons,
            Flow(self.keep, self.back),
        )
        self.again.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.back.clicked.connect(self.left)

    def begin(self) -> None:
        """Put the keyboard on the first field that is empty."""
        (self.code if self.login.text() else self.login).setFocus()

    def _keep(self) -> None:
        if same_twice(self.first, self.again, self.reasons):
            self.entered.emit(self.login.text(), self.code.text(), self.first.text())


def same_twice(first: TextField, again: TextField, reasons: Reasons) -> bool:
    """Whether a new password was typed twice alike; otherwise that is said."""
    same = first.text() == again.text()
    if not same:
        reasons.show_reasons([Reason("password-not-the-same")])
    return same
