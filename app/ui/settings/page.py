"""Settings: the sections on the left, the chosen one on the right."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.parts import Parts
from app.ui.common.sides import Sides
from app.ui.common.surfaces import Card, filler, row
from app.ui.common.type import Style, Text, scaled
from app.ui.desk import Desk
from app.ui.settings.backup_pane import BackupPane
from app.ui.settings.closures_pane import ClosuresPane
from app.ui.settings.gate_pane import GatePane
from app.ui.settings.logins_pane import LoginsPane
from app.ui.settings.notice_pane import NoticePane
from app.ui.settings.papers_pane import PapersPane
from app.ui.settings.permissions_pane import PermissionsPane
from app.ui.settings.resources_pane import ResourcesPane
from app.ui.settings.rules_pane import RulesPane
from app.ui.settings.sign_in_pane import SignInPane
from app.ui.settings.visit_types_pane import VisitTypesPane
from app.words.tongue import later, tr

SECTIONS = (
    (later("Rooms, people and pumps"), "room", ResourcesPane),
    (later("Visit types"), "list", VisitTypesPane),
    (later("Gate rules"), "tick", GatePane),
    (later("Packet rules"), "packet", RulesPane),
    (later("Papers"), "paper", PapersPane),
    (later("Closures and holidays"), "schedule", ClosuresPane),
    (later("Notice and deadlines"), "clock", NoticePane),
    (later("Backup"), "save", BackupPane),
    (later("Your sign-in"), "person", SignInPane),
    (later("Logins"), "patients", LoginsPane),
    (later("Who may do what"), "tick", PermissionsPane),
)
"""What each section is called, its icon, and its pane, which begins and reads anew when asked."""

LEFT = 230
BOTH = 900
"""Pixels at 100 % text from which sections and pane are shown at once."""

NARROW = 260
"""Pixels at 100 % text below which the way back is its arrow alone."""


Pane = (
    ResourcesPane
    | VisitTypesPane
    | GatePane
    | RulesPane
    | PapersPane
    | ClosuresPane
    | NoticePane
    | BackupPane
    | SignInPane
    | LoginsPane
    | PermissionsPane
)


class SettingsPage(QWidget):
    """What the clinic decides about itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sections = PickList(tr("Sections of the settings"))
        self.back = Button(tr("&All settings"), Variant.QUIET, "left")
        self._stack = QStackedWidget()
        self.panes = Parts[Pane](self._stack, [partial(make, desk) for _, _, make in SECTIONS])
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.sections.show_rows(
            [
                Row(value=n, title=tr(title), icon=icon)
                for n, (title, icon, _) in enumerate(SECTIONS)
            ]
        )
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.sections)
        self._sides = Sides(card, self._stack, left_width=LEFT, both=BOTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(row(Text(tr("Settings"), Style.TITLE), self.back, filler(), spacing=16))
        whole.addWidget(self._sides, 1)
        self.setTabOrder(self.sections, self._stack)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self.back.fold(folded=self.width() < scaled(NARROW))
        super().resizeEvent(event)

    def _connect(self) -> None:
        self.sections.moved.connect(self._show)
        self.sections.taken.connect(self._enter)
        self.back.clicked.connect(self._leave)
        self._sides.narrowed.connect(self.back.setVisible)
        self._desk.changes.happened.connect(self._refresh_if_seen)

    @property
    def pane(self) -> Pane:
        """The pane of the chosen section."""
        return self.panes.current

    def _show(self, section: object) -> None:
        if isinstance(section, int):
            self.panes.show(section).refresh()

    def _enter(self, section: object) -> None:
        self._show(section)
        self._sides.lean(right=True)
        self.pane.begin()

    def _leave(self) -> None:
        self._sides.lean(right=False)
        self.sections.setFocus()

    def begin(self) -> None:
        """Put the keyboard on the sections, or into the pane where it stands alone."""
        self.pane.refresh()
        if self.sections.isVisibleTo(self):
            self.sections.setFocus()
        else:
            self.pane.begin()

    def go_on(self) -> bool:
        """From the sections into the pane; False when the keyboard is not on them."""
        goes = self.sections.hasFocus()
        if goes:
            self._enter(self.sections.current())
        return goes

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.pane.refresh()
