"""The form of one person, room, pump or seats: what it is for, when, how many at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.access import Role
from app.domain.openings import NEVER_EXTRA
from app.domain.scheduling import Kind, Resource
from app.domain.typed_days import WAYS, read_way
from app.ui.common.fields import Choice, DayField, FieldLabel, TextField, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.numbered import Numbered
from app.ui.common.surfaces import bare, column, row
from app.ui.common.type import Style, Text, Tone
from app.ui.settings.hours_field import HoursField
from app.ui.settings.resource_typed import Typed
from app.words.tongue import later, tr

KINDS = {
    Kind.ROOM: later("Room"),
    Kind.PERSON: later("Person"),
    Kind.PUMP: later("Pump"),
    Kind.SEAT: later("Seats"),
}
NAMES = {
    Kind.ROOM: later("Room 4"),
    Kind.PERSON: "Rosa Ortiz",
    Kind.PUMP: later("Syringe pump 3"),
    Kind.SEAT: later("Seats of the group room"),
}
LAST_DAYS = {Kind.PERSON: later("Credential good &until"), Kind.PUMP: later("Next service d&ue")}
LAST_DAY = later("Last day of &use")
ROLES = tuple(role for role in Role if role is not Role.CLINIC)


class ResourceForm(QWidget):
    """The fields; whatever stands in them can be taken out and put back."""

    changed = Signal()
    entered = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._filling = False
        self._kind = Kind.ROOM
        self.kind = Numbered(
            later("What it is"), [(str(kind), tr(said)) for kind, said in KINDS.items()]
        )
        self.name = TextField(later("Name"))
        self.note = TextField(later("Note"), tr("What it is, for a reader"))
        self.login = TextField(later("Login"), "ruiz2")
        self.credential = TextField(later("Letters after the name"), "MD, RN, LCSW")
        self.roles = {role: Tick(words.role_word(role)) for role in ROLES}
        self.skills: dict[str, Tick] = {}
        self.ticks = Flow(gap=4)
        self.others = TextField(later("Other skills"), tr("with commas between"))
        self.hours = HoursField()
        self.lanes = TextField(later("Visits at once"), "1")
        self.extra = TextField(later("Overbooked beyond these"), "0")
        self.good_until = DayField(later("Last day"), today, WAYS, read_way)
        self.last_label = FieldLabel(tr(LAST_DAY), self.good_until)
        self.within = Choice(later("In which room"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.kind_part = column(_titled(tr("What it is")), self.kind, spacing=0)
        self.person_part = column(
            row(
                labelled(tr("Login"), self.login),
                labelled(tr("Letters after the name"), self.credential),
                spacing=12,
            ),
            column(_titled(tr("What this person does here")), Flow(*self.roles.values(), gap=4)),
        )
        self.extra_part = labelled(tr("Overbooked &beyond these"), self.extra)
        self.within_part = labelled(tr("In &which room"), self.within)
        last = column(self.last_label, self.good_until, spacing=4)
        whole = bare(QVBoxLayout(self), 12)
        for part in (
            self.kind_part,
            row(labelled(tr("Na&me"), self.name), labelled(tr("No&te"), self.note), spacing=12),
            self.person_part,
            self.within_part,
            column(_titled(tr("Skills")), self.ticks, spacing=0),
            labelled(tr("Other s&kills"), self.others),
            column(_titled(tr("Working hours")), self.hours, spacing=4),
            row(labelled(tr("Visits at &once"), self.lanes), self.extra_part, spacing=12),
            last,
        ):
            whole.addWidget(part)
        whole.addStretch(1)

    def _connect(self) -> None:
        for line in self._lines:
            line.textChanged.connect(self._tell)
            line.returnPressed.connect(self.entered)
        for tick in self.roles.values():
            tick.toggled.connect(self._tell)
        self.kind.chosen.connect(self._choose_kind)
        self.kind.taken.connect(self.name.setFocus)
        self.hours.changed.connect(self._tell)
        self.hours.entered.connect(self.entered)
        self.within.currentIndexChanged.connect(self._tell)

    @property
    def _lines(self) -> tuple[TextField, ...]:
        last = self.good_until.line
        about = (self.name, self.note, self.login, self.credential, self.others)
        return (*about, self.lanes, self.extra, last)

    def know(self, skills: Mapping[Kind, Sequence[str]], rooms: Sequence[Resource]) -> None:
        """What there is to choose from."""
        self._known = skills
        filling, self._filling = self._filling, True
        kept = self.within.currentData()
        self.within.clear()
        for room in rooms:
            self.within.addItem(room.name, room.id)
        self.within.setCurrentIndex(self.within.findData(kept))
        self._filling = filling

    def _choose_kind(self, kind: str) -> None:
        if not self._filling:
            self._show_kind(Kind(kind))
            self._tell()

    def _show_kind(self, kind: Kind) -> None:
        """The fields that this kind has."""
        ticked = {skill for skill, tick in self.skills.items() if tick.isChecked()}
        self._kind = kind
        self.extra_part.setVisible(kind not in NEVER_EXTRA)
        self.within_part.setVisible(kind is Kind.SEAT)
        self.person_part.setVisible(kind is Kind.PERSON and self.kind_part.isVisibleTo(self))
        self.name.hint_at(tr(NAMES[kind]))
        self.last_label.setText(tr(LAST_DAYS.get(kind, LAST_DAY)))
        self.ticks.clear()
        self.skills = {skill: Tick(skill) for skill in self._known.get(kind, ())}
        for skill, tick in self.skills.items():
            tick.setChecked(skill in ticked)
            tick.toggled.connect(self._tell)
            self.ticks.add(tick)

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        room: object = self.within.currentData()
        return Typed(
            kind=self._kind,
            name=self.name.text(),
            note=self.note.text(),
            skills=frozenset(s for s, tick in self.skills.items() if tick.isChecked()),
            others=self.others.text(),
            hours=self.hours.typed,
            lanes=self.lanes.text(),
            extra=self.extra.text(),
            good_until=self.good_until.line.text(),
            within=room if isinstance(room, int) else None,
            login=self.login.text(),
            credential=self.credential.text(),
            roles=frozenset(role for role, tick in self.roles.items() if tick.isChecked()),
        )

    def fill(self, typed: Typed, *, is_new: bool) -> None:
        """Write into the fields."""
        self._filling = True
        self.kind_part.setVisible(is_new)
        self.kind.choose(str(typed.kind))
        self._show_kind(typed.kind)
        for line, text in zip(
            self._lines,
            (
                typed.name,
                typed.note,
                typed.login,
                typed.credential,
                typed.others,
                typed.lanes,
                typed.extra,
                typed.good_until,
            ),
            strict=True,
        ):
            line.setText(text)
        for skill, tick in self.skills.items():
            tick.setChecked(skill in typed.skills)
        for role, tick in self.roles.items():
            tick.setChecked(role in typed.roles)
        self.hours.fill(typed.hours)
        self.within.setCurrentIndex(self.within.findData(typed.within))
        self._filling = False

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the fields can only be read."""
        for line in self._lines:
            line.set_read_only(read_only=read_only)
        for tick in (*self.skills.values(), *self.roles.values()):
            tick.set_read_only(read_only=read_only)
        self.within.setEnabled(not read_only)
        self.hours.set_read_only(read_only=read_only)

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        (self.kind if self.kind.isVisibleTo(self) else self.name).setFocus()

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()


def _titled(text: str) -> Text:
    return Text(text, Style.LABEL, Tone.MUTED)
