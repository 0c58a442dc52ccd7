"""The last pages: rooms and pumps, people, kinds of visit and forms."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.access import Role
from app.domain.beginning import Named, against_house
from app.domain.refusal import Reason
from app.ui.common.fields import Choice, FieldLabel, TextField, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.type import Style, Tone, wrapped
from app.ui.first_run.setup import PUMPS, SESSION_ROOMS, TALK_ROOMS, Setup
from app.ui.first_run.step import Step
from app.use_cases import beginning
from app.words.tongue import later, tr

LEAST_ROWS, MOST_ROWS = 4, 20
ROLES = tuple(role for role in Role if role is not Role.CLINIC)
FIRST_ROLES = (Role.MEDICAL_DIRECTOR, Role.THERAPIST, Role.NURSE, Role.FRONT_DESK)
"""What the first rows begin with."""


def small(text: str) -> QWidget:
    """A quiet note."""
    return wrapped(text, Style.SMALL, Tone.MUTED)


class RoomsStep(Step):
    """What visits take place in, and with."""

    TITLE = later("Rooms and pumps")
    NOTE = later("Names with commas between them, as your people call them.")

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        new = setup.new
        self.session_rooms = TextField(later("Rooms for ketamine sessions"), tr(SESSION_ROOMS))
        self.talk_rooms = TextField(later("Rooms for talks"), tr(TALK_ROOMS))
        self.pumps = TextField(later("Infusion pumps"), tr(PUMPS))
        self.session_rooms.setText(new.session_rooms)
        self.talk_rooms.setText(new.talk_rooms)
        self.pumps.setText(new.pumps)
        self.add(
            labelled(tr("Rooms for ketamine s&essions"), self.session_rooms),
            labelled(tr("Rooms for &talks: evaluation, preparation, therapy"), self.talk_rooms),
            labelled(tr("&Infusion pumps"), self.pumps),
            small(
                tr(
                    "Everything is open Monday to Friday from 9 to 17 at first. Other hours, group "
                    "rooms and their seats are made in Settings."
                )
            ),
        )

    @override
    def take(self) -> None:
        self._setup.change(
            session_rooms=self.session_rooms.text(),
            talk_rooms=self.talk_rooms.text(),
            pumps=self.pumps.text(),
        )

    @staticmethod
    @override
    def against(setup: Setup, /) -> Iterator[Reason]:
        return against_house(setup.new)


class PeopleStep(Step):
    """Who else works there; one more row is there as soon as the last one is filled."""

    TITLE = later("Your people")
    NOTE = later("The manager is there already. Letters after a name follow a comma.")

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.rows: list[tuple[TextField, Choice]] = []
        whole = QWidget()
        self._grid = QGridLayout(whole)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.add(
            whole,
            small(
                tr(
                    "Each gets a login from the name; you give them a password under Settings, "
                    "Logins. Where nobody else is at the front desk, the manager takes the calls."
                )
            ),
        )
        for person in setup.new.people:
            self._add_row(person.name, person.role)
        while len(self.rows) < LEAST_ROWS:
            self._add_row("", FIRST_ROLES[len(self.rows)])
        self._grow()

    def _add_row(self, name: str, role: Role) -> None:
        number = len(self.rows) + 1
        line, choice = TextField(tr("Name {number}", number=number)), Choice("")
        choice.setAccessibleName(tr("Role {number}", number=number))
        line.hint_at("Miriam Hale, MD" if number == 1 else "")
        for each in ROLES:
            choice.addItem(words.role_word(each), each.value)
        choice.setCurrentIndex(choice.findData(role.value))
        line.setText(name)
        line.textChanged.connect(self._grow)
        if number == 1:
            self._grid.addWidget(FieldLabel(tr("Na&me"), line), 0, 0)
            self._grid.addWidget(FieldLabel(tr("&Role"), choice), 0, 1)
        self._grid.addWidget(line, number, 0)
        self._grid.addWidget(choice, number, 1)
        self.rows.append((line, choice))

    def _grow(self) -> None:
        if self.rows[-1][0].text() and len(self.rows) < MOST_ROWS:
            self._add_row("", Role.THERAPIST)

    @override
    def take(self) -> None:
        self._setup.change(people=tuple(self._named()))

    def _named(self) -> Iterator[Named]:
        for line, choice in self.rows:
            if line.text().strip():
                yield Named(name=line.text(), role=Role(str(choice.currentData())))

    @staticmethod
    @override
    def against(setup: Setup, /) -> Iterator[Reason]:
        return against_house(setup.new)


class TypesStep(Step):
    """What the clinic offers."""

    TITLE = later("Visits and forms")
    NOTE = later("From the template KAP: ketamine-assisted psychotherapy. Tick what you offer.")

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.ticks: dict[str, Tick] = {}
        for kind in beginning.visit_types():
            tick = Tick("")
            tick.say(kind.title)  # what the clinic calls it, in whichever language
            tick.setChecked(kind.slug not in setup.new.left_out)
            self.ticks[kind.slug] = tick
        ticks: Sequence[QWidget] = tuple(self.ticks.values())
        self.add(
            Flow(*ticks, gap=6, even=True),
            small(
                tr(
                    "What is not ticked is kept under Settings, Visit types, and can be used "
                    "again there. A group session needs a group room with seats."
                )
            ),
            small(
                tr(
                    "Consents and information sheets come as drafts, in English and Spanish. The "
                    "medical director reads and approves each one under Forms before it is printed."
                )
            ),
        )

    @override
    def take(self) -> None:
        out = frozenset(slug for slug, tick in self.ticks.items() if not tick.isChecked())
        self._setup.change(left_out=out)

    @override
    def begin(self) -> None:
        next(iter(self.ticks.values())).setFocus()
