"""One's own way in: the password, a PIN for this computer, a second factor."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import row, stacked
from app.ui.common.type import Style, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.entrance.cards import same_twice, secret_field
from app.ui.settings.scanned_code import ScannedCode
from app.ui.settings.told_card import told_card
from app.use_cases import factors, logins
from app.use_cases.factors import Enrolment
from app.words.tongue import later, tr

LONG = later(
    "Fifteen letters or more; a few words that have nothing to do with each other are easy to "
    "remember. It never has to be changed without a reason."
)
PIN = later(
    "Six digits unlock your window on this computer while the program runs; after five wrong "
    "ones, and whenever the program starts, it asks for the password."
)
FACTOR = later(
    "A telephone with an app for one-time codes shows six digits that are asked for with the "
    "password, where the clinic has decided so."
)


class SignInPane(QWidget):
    """What somebody decides about their own login."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._enrolment: Enrolment | None = None
        self.old = secret_field(later("Present password"))
        self.first = secret_field(later("New password"))
        self.again = secret_field(later("New password again"))
        self.change = Button(tr("&Change the password"), Variant.PRIMARY, "save")
        self.pin = secret_field(later("PIN"))
        self.set_pin = Button(tr("Set &the PIN"), Variant.QUIET, "save")
        self.begin_factor = Button(tr("&Begin with a telephone"), Variant.QUIET, "call")
        self.scanned = ScannedCode(tr("Picture for the telephone; the key below says the same"))
        self.secret = wrapped("", Style.STRONG)
        self.code = TextField(later("Code from the telephone"))
        self.take_factor = Button(tr("Take it into &use"), Variant.PRIMARY, "tick")
        self.reasons = {name: Reasons() for name in ("password", "pin", "factor")}
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        password = told_card(tr("Your password"), tr(LONG))
        for part in (
            labelled(tr("P&resent password"), self.old),
            row(
                labelled(tr("Ne&w password"), self.first),
                labelled(tr("The &same again"), self.again),
                spacing=12,
            ),
            self.reasons["password"],
            self.change,
        ):
            password.body.addWidget(part)
        pin = told_card(tr("PIN for this computer"), tr(PIN))
        for part in (labelled(tr("Si&x digits"), self.pin), self.reasons["pin"], self.set_pin):
            pin.body.addWidget(part)
        factor = told_card(tr("Second factor"), tr(FACTOR))
        self._coded = labelled(tr("The c&ode it shows now"), self.code)
        for part in (
            self.begin_factor,
            self.scanned,
            self.secret,
            self._coded,
            self.reasons["factor"],
            self.take_factor,
        ):
            factor.body.addWidget(part)
        self._show_enrolment()
        stacked(self, password, pin, factor)

    def _connect(self) -> None:
        self.change.clicked.connect(self._change)
        self.again.returnPressed.connect(self._change)
        self.set_pin.clicked.connect(self._set_pin)
        self.pin.returnPressed.connect(self._set_pin)
        self.begin_factor.clicked.connect(self._begin_factor)
        self.take_factor.clicked.connect(self._take_factor)
        self.code.returnPressed.connect(self._take_factor)

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        self.old.setFocus()

    def refresh(self) -> None:
        """Nothing of it is shown again."""

    def _change(self) -> None:
        against = self.reasons["password"]
        if not same_twice(self.first, self.again, against):
            return

        def do() -> None:
            logins.change_password(self._desk.clinic, self.old.text(), self.first.text())
            for field in (self.old, self.first, self.again):
                field.clear()

        self._try(do, against, tr("Changed: your password."))

    def _set_pin(self) -> None:
        def do() -> None:
            factors.set_pin(self._desk.clinic, self._desk.computer, self.pin.text())
            self.pin.clear()

        self._try(do, self.reasons["pin"], tr("Set: your PIN on this computer."))

    def _begin_factor(self) -> None:
        self._enrolment = factors.begin_second_factor(self._desk.clinic)
        self._show_enrolment()
        self.code.setFocus()

    def _show_enrolment(self) -> None:
        enrolment = self._enrolment
        secret = enrolment.secret if enrolment else ""
        self.scanned.show_rows(enrolment.squares if enrolment else ())
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        said = (
            tr("Scan this with the app, or type the key into it: {key}", key=groups)
            if secret
            else ""
        )
        self.secret.setText(said)
        for part in (self.secret, self._coded, self.take_factor):
            part.setVisible(enrolment is not None)

    def _take_factor(self) -> None:
        enrolment = self._enrolment
        if enrolment is None:
            return

        def do() -> None:
            factors.set_second_factor(self._desk.clinic, enrolment, self.code.text())
            self._enrolment = None
            self.code.clear()
            self._show_enrolment()

        self._try(do, self.reasons["factor"], tr("Taken into use: your second factor."))

    def _try(self, do: Callable[[], None], against: Reasons, said: str) -> None:
        against.clear()
        try:
            do()
        except EXPECTED as error:
            against.show_error(error, tr("Not changed."))
        else:
            self._desk.say(said)
