"""Logins: who opens the clinic, passwords given and taken, the recovery sheet, and the rules."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app import words
from app.domain.access import Act, may
from app.domain.logins import LEAST_IDLE, MOST_IDLE, Safety
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import Card, row, stacked
from app.ui.common.type import Style, Text, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.entrance.cards import same_twice, secret_field
from app.ui.settings.recovery_card import RecoveryPrint
from app.ui.settings.told_card import told_card
from app.use_cases import emergency, factors, logins
from app.use_cases.logins import LoginView
from app.words.tongue import later, tr

GIVE = later("They change it when they first sign in; until then it opens nothing else.")
GOES = later(
    "{name} will not open the clinic any more, and everything is encrypted with a new key. "
    "What they did stays theirs. This cannot be taken back."
)
ONLY = later("Only a manager sees the logins of others.")
NEW_STAFF = later(
    "Somebody new is put on staff under “Rooms, people and pumps”, and then gets a password."
)


class LoginsPane(QWidget):
    """What a manager does for everybody's logins."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._views: tuple[LoginView, ...] = ()
        roles = desk.clinic.person.roles
        self._sees, self._writes = may(roles, Act.SEE_LOGINS), may(roles, Act.SET_LOGIN)
        self.list = PickList(tr("Logins"))
        self.first = secret_field(later("Their new password"))
        self.again = secret_field(later("Their new password again"))
        self.give = Button(tr("Give the pass&word"), Variant.PRIMARY, "save")
        self.remove = Button(tr("&Remove the login"), Variant.QUIET, "cancel")
        self.going = wrapped("", Style.BODY)
        self.for_good = Button(tr("Remove for g&ood"), Variant.PRIMARY, "cancel")
        self.stays = Button(tr("&Keep it"), Variant.QUIET)
        self.minutes = NumberField(later("Minutes until an unused window locks"), most=MOST_IDLE)
        self.second = Tick(later("Everybody with a telephone enrolled also types its &code"))
        self.today = Tick(
            later("Computers keep an encrypted cop&y of today for when the server is away")
        )
        self.keep_rules = Button(tr("Save the ru&les"), Variant.PRIMARY, "save")
        self.reasons = {name: Reasons() for name in ("list", "person", "rules")}
        self.broken = wrapped("", Style.BODY)
        self.recovery = RecoveryPrint(desk)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        people = told_card(tr("Logins"), tr(NEW_STAFF if self._sees else ONLY))
        self.list.setMinimumHeight(220)
        for part in (self.list, self.reasons["list"]):
            people.body.addWidget(part)
        self._person = self._person_card()
        self._rules = self._rules_card()
        glass = told_card(
            tr("The glass was broken"), tr("Somebody saw what they otherwise may not.")
        )
        glass.body.addWidget(self.broken)
        self._glass = glass
        self.list.setVisible(self._sees)
        stacked(self, people, self._person, self.recovery, self._rules, glass)
        for card in (self._person, self.recovery, self._rules):
            card.setVisible(self._writes)

    def _person_card(self) -> Card:
        card = told_card("", tr(GIVE))
        self.who = Text("", Style.HEADING)
        card.body.insertWidget(0, self.who)
        both = (
            labelled(tr("New passwor&d"), self.first),
            labelled(tr("The &same again"), self.again),
        )
        self._sure = Flow(self.for_good, self.stays)
        for part in (
            row(*both, spacing=12),
            self.reasons["person"],
            Flow(self.give, self.remove),
            self.going,
            self._sure,
        ):
            card.body.addWidget(part)
        return card

    def _rules_card(self) -> Card:
        self.today.setVisible(self._desk.clinic.is_on_server)
        card = told_card(
            tr("Rules of signing in"),
            tr("From {least} to {most} minutes.", least=LEAST_IDLE, most=MOST_IDLE),
        )
        for part in (
            labelled(tr("&Minutes until an unused window locks itself"), self.minutes),
            self.second,
            self.today,
            self.reasons["rules"],
            self.keep_rules,
        ):
            card.body.addWidget(part)
        return card

    def _connect(self) -> None:
        self.list.moved.connect(self._show)
        self.list.taken.connect(self._enter)
        self.give.clicked.connect(self._give)
        self.again.returnPressed.connect(self._give)
        self.remove.clicked.connect(lambda: self._ask(asks=True))
        self.stays.clicked.connect(lambda: self._ask(asks=False))
        self.for_good.clicked.connect(self._remove)
        self.keep_rules.clicked.connect(self._keep_rules)

    def begin(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus()

    def refresh(self) -> None:
        """Read again who has a login; what is half typed stays."""
        self.reasons["list"].clear()
        if not self._sees:
            return
        try:
            self._views = logins.see_logins(self._desk.clinic)
        except EXPECTED as error:
            self.reasons["list"].show_error(error)
            for part in (self.list, self._person, self.recovery):
                part.hide()
        self.list.show_rows([_row(view) for view in self._views], self.list.current())
        rules = factors.safety(self._desk.clinic)
        self.minutes.show_number(rules.idle_minutes)
        self.second.setChecked(rules.second_factor)
        self.today.setChecked(rules.keeps_today)
        lately = emergency.broken_lately(self._desk.clinic)
        said = (f"{words.day_time(each.at)}  {each.who}: {each.reason}" for each in lately)
        self.broken.setText("\n".join(said))
        self._glass.setVisible(bool(lately))
        self._show(self.list.current())

    def _enter(self, login: object) -> None:
        self._show(login)
        self.first.setFocus()

    @property
    def _chosen(self) -> LoginView | None:
        wanted = self.list.current()
        return next((view for view in self._views if view.person.login == wanted), None)

    def _show(self, _login: object) -> None:
        view = self._chosen
        own = view is not None and view.person.login == self._desk.clinic.person.login
        self._person.setVisible(self._writes and view is not None and not own)
        if view is not None:
            person = view.person
            self.who.setText(tr("{who}, login “{login}”", who=person.titled, login=person.login))
            self.going.setText(tr(GOES, name=view.person.name))
        self._ask(asks=False)

    def _ask(self, *, asks: bool) -> None:
        """Say what removing does, with the verb that does it."""
        for part in (self.going, self._sure):
            part.setVisible(asks)
        self.remove.setVisible(not asks)
        if asks:
            self.stays.setFocus()

    def _give(self) -> None:
        view, against = self._chosen, self.reasons["person"]
        if view is None or not same_twice(self.first, self.again, against):
            return

        def do() -> str:
            logins.set_login(self._desk.clinic, view.person.login, self.first.text())
            for field in (self.first, self.again):
                field.clear()
            return tr("{name} has a new password.", name=view.person.name)

        self._try(do, against)

    def _remove(self) -> None:
        view = self._chosen
        if view is None:
            return

        def do() -> str:
            renewed = logins.remove_login(self._desk.clinic, view.person.login)
            gone = tr("{name} does not open the clinic any more.", name=view.person.name)
            waits = tr("It is encrypted anew once nobody else has it open.")
            return gone if renewed else f"{gone} {waits}"

        self._try(do, self.reasons["person"])

    def _keep_rules(self) -> None:
        def do() -> str:
            wish = Safety(
                idle_minutes=self.minutes.value or 0,
                second_factor=self.second.isChecked(),
                keeps_today=self.today.isChecked(),
            )
            factors.edit_safety(self._desk.clinic, wish)
            return tr("Changed: the rules of signing in.")

        self._try(do, self.reasons["rules"])

    def _try(self, do: Callable[[], str], against: Reasons) -> None:
        against.clear()
        try:
            said = do()
        except EXPECTED as error:
            against.show_error(error, tr("Not changed."))
        else:
            self._desk.say(said)
            self.refresh()


def _row(view: LoginView) -> Row:
    said = words.sign_in_word(has_password=view.has_password, temporary=view.temporary)
    roles = ", ".join(sorted(words.role_word(role) for role in view.person.roles))
    return Row(
        value=view.person.login,
        title=view.person.titled,
        detail=f"{view.person.login}  ·  {roles}",
        chip=said.capitalize(),
        look="ready" if view.has_password and not view.temporary else "waiting",
        shape="ready" if view.has_password and not view.temporary else "waiting",
    )
