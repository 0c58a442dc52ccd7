"""Who may do what: the one table that the program itself asks."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.access import EVERYBODY, PERMISSIONS, STAFF, Act, Role
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.words.tongue import later, tr

NOTE = later(
    "What is not granted here is refused, and every refusal is kept. Every act is kept in the "
    "audit but those marked as looking only."
)


class PermissionsPane(QWidget):
    """Every act, who may do it, and whether it is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        del desk
        self.list = PickList(tr("Who may do what"))
        self.list.show_rows([_row(act) for act in Act if PERMISSIONS[act].roles - {Role.CLINIC}])
        card = Card()
        card.body.addWidget(Text(tr("Who may do what"), Style.HEADING))
        card.body.addWidget(wrapped(tr(NOTE), Style.SMALL, Tone.MUTED))
        card.body.addWidget(self.list, 1)
        bare(QVBoxLayout(self)).addWidget(card, 1)

    def begin(self) -> None:
        """Put the keyboard on the table."""
        self.list.setFocus()

    def refresh(self) -> None:
        """The table is part of the program: nothing is read anew."""


def _row(act: Act) -> Row:
    rule = PERMISSIONS[act]
    said = words.act_word(act.value)
    return Row(
        value=act.value,
        title=said,
        detail=_who(rule.roles - {Role.CLINIC}),
        side="" if rule.audited else tr("looking only"),
    )


def _who(roles: frozenset[Role]) -> str:
    if roles == STAFF:
        return tr("Everybody on staff")
    if roles == EVERYBODY:
        return tr("Everybody but an auditor")
    return ", ".join(sorted(words.role_word(role) for role in roles))
