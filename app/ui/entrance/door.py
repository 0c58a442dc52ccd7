"""The opaque page before the clinic: nothing of it is on the screen while this one is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.common.palette import tokens
from app.ui.common.surfaces import bare, filler
from app.ui.common.type import Style, Tone, wrapped
from app.ui.entrance.cards import EntranceCard, NewPasswordCard, RecoveryCard, SignInCard
from app.words.tongue import TONGUES, tongue

LEAST_SIZE = (560, 620)


class Door(QWidget):
    """A window of its own, in the place of the one that it hides."""

    seen = Signal()
    """It has been painted."""
    entered = Signal(str, str, str)
    """Login, password, and the code of the second factor."""
    pin_entered = Signal(str)
    somebody_else = Signal()
    recovered = Signal(str, str, str)
    """Login, the code of the recovery sheet, and the new password."""
    chosen = Signal(str)
    """A password of one's own."""
    back_wanted = Signal()
    """Somebody would rather not sign in there."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = QStackedWidget()
        self._all: list[EntranceCard] = []
        self.foot = wrapped("", Style.SMALL, Tone.MUTED)
        self.tongue = Button("", Variant.BARE)
        self.make_cards()
        self._arrange()

    def make_cards(self) -> None:
        """The cards in the language that is spoken now; what was typed in others is gone."""
        before = self.cards.widget(0)
        while before is not None:
            self.cards.removeWidget(before)
            before.deleteLater()
            before = self.cards.widget(0)
        self._all = []
        self._new_password: NewPasswordCard | None = None
        self._recovery: RecoveryCard | None = None
        self.sign_in = SignInCard()
        self.sign_in.entered.connect(self.entered)
        self.sign_in.pin_entered.connect(self.pin_entered)
        self.sign_in.somebody_else.connect(self.somebody_else)
        self.sign_in.lost.connect(self._ask_recovery)
        self.put_in(self.sign_in)
        self.tongue.say(TONGUES[self.other_tongue])

    @property
    def new_password(self) -> NewPasswordCard:
        """The card that asks for a password of one's own."""
        if self._new_password is None:
            self._new_password = NewPasswordCard()
            self._new_password.chosen.connect(self.chosen)
            self.put_in(self._new_password)
        return self._new_password

    @property
    def recovery(self) -> RecoveryCard:
        """The card that asks for the code of the recovery sheet."""
        if self._recovery is None:
            self._recovery = RecoveryCard()
            self._recovery.entered.connect(self.recovered)
            self._recovery.left.connect(lambda: self.show_card(self.sign_in))
            self.put_in(self._recovery)
        return self._recovery

    def put_in(self, card: EntranceCard) -> None:
        """One more card."""
        whole = QWidget()
        line = bare(QHBoxLayout(whole), 0)
        line.addWidget(filler())
        line.addWidget(card, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(filler())
        self._all.append(card)
        self.cards.addWidget(whole)

    @property
    def other_tongue(self) -> str:
        """The language that one press changes to."""
        order = tuple(TONGUES)
        return order[(order.index(tongue()) + 1) % len(order)]

    def _arrange(self) -> None:
        self.setWindowTitle("Anteroom")
        self.setMinimumSize(*LEAST_SIZE)
        self.foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addWidget(self.cards, 1)
        column.addWidget(self.foot)
        column.addWidget(self.tongue, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def card(self) -> EntranceCard:
        """The card that is shown."""
        return self._all[self.cards.currentIndex()]

    def show_card(self, card: EntranceCard) -> None:
        """Another card, with the keyboard on it."""
        self.card.forget()
        self.cards.setCurrentIndex(self._all.index(card))
        card.forget()
        card.begin()

    def _ask_recovery(self) -> None:
        self.recovery.login.setText(self.sign_in.login.text())
        self.show_card(self.recovery)

    def stand_before(self, window: QWidget | None) -> None:
        """Show the page where a window was, and take the keyboard."""
        if window is not None:
            self.setGeometry(window.geometry())
            self.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.card.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.card is self._recovery:
            self.show_card(self.sign_in)
            return
        if event.key() == Qt.Key.Key_Escape and self.card is self.sign_in:
            self.back_wanted.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens(self).canvas))
        self.seen.emit()
