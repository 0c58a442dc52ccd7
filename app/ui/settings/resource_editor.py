"""One person, room, pump or seats: its form, what stands against a change, and the acts on it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.access import Act, may
from app.domain.resources import ResourceWish
from app.domain.scheduling import Kind, Resource
from app.ui.acts import lost_said
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.surfaces import Card, Hairline, bare, bring_into_sight, scrolling
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing, InTheWay
from app.ui.settings.resource_form import ResourceForm
from app.ui.settings.resource_typed import Typed, person_of, wish_of
from app.use_cases import furnishing
from app.use_cases.furnishing import Furnished

READ_ONLY = "Only a manager changes this."
PAST = "Nothing is booked with it any more. What once held it is still told by its name."


class ResourceEditor(Card):
    """What is typed about one resource, until it is saved."""

    changed = Signal()
    kept = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__((20, 12, 8, 8))
        self._desk = desk
        self._resource: Resource | None = None
        self.may_change = may(desk.clinic.person.roles, Act.CHANGE_RESOURCE)
        self.title = wrapped("", Style.HEADING)
        self.note = wrapped("", Style.SMALL, Tone.MUTED)
        self.in_the_way = InTheWay(desk)
        self.form = ResourceForm(desk.clinic.today())
        self.save = Button("&Save", Variant.PRIMARY, "save", "Ctrl+Enter")
        self.discard = Button("Dis&card", Variant.QUIET, "undo")
        self.retire = Button("&Retire", Variant.QUIET, "cancel")
        self.again = Button("U&se again", Variant.QUIET, "redo")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        inside = QWidget()
        column = bare(QVBoxLayout(inside), 10)
        column.setContentsMargins(0, 4, 12, 4)
        for part in (self.in_the_way, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self.area = scrolling(inside, QPalette.ColorRole.Base)
        self.buttons = Flow(self.save, self.discard, self.retire, self.again, gap=4)
        for part in (self.title, self.note, self.buttons, Hairline()):
            self.body.addWidget(part)
        self.body.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.form.changed.connect(self._note)
        self.form.entered.connect(self._save)
        self.save.clicked.connect(self._save)
        self.retire.clicked.connect(self._retire)
        self.again.clicked.connect(self._use_again)
        self.in_the_way.refused.connect(self._show_refusal)
        Keeps(self, self._save)

    def know(self, skills: Mapping[Kind, Sequence[str]], rooms: Sequence[Resource]) -> None:
        """What there is to choose from."""
        self.form.know(skills, rooms)

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return self.form.typed

    @property
    def resource(self) -> Resource | None:
        """What the fields are about, as it is kept; None for something new."""
        return self._resource

    def show_resource(self, resource: Resource | None, typed: Typed) -> None:
        """Write into the fields what is kept, or was typed before."""
        self._resource = resource
        self.form.good_until.count_from(self._desk.clinic.today())
        self.in_the_way.clear()
        self.form.fill(typed, is_new=resource is None)
        retired = resource is not None and resource.retired
        writes = self.may_change and not retired
        self.form.set_read_only(read_only=not writes)
        self.title.setText(resource.name if resource else "New room, person, pump or seats")
        said = READ_ONLY if not self.may_change else PAST if retired else ""
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.save.setVisible(writes)
        self.again.setVisible(self.may_change and retired)
        self.buttons.setVisible(self.may_change)

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Whether there is something to save or discard first."""
        self.discard.setVisible(unsaved)
        kept = self._resource is not None and not self._resource.retired
        self.retire.setVisible(self.may_change and kept and not unsaved)

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        self.form.begin()

    def _show_refusal(self) -> None:
        bring_into_sight(self.area, self.in_the_way)

    def _note(self) -> None:
        self.in_the_way.clear()
        self.changed.emit()

    def _save(self) -> None:
        if self.save.isHidden() or not self.may_change:
            return
        if self._resource is None:
            self.in_the_way.attempt(Doing("Add", "Nothing was added.", self._add))
        else:
            self.in_the_way.attempt(Doing("Change", "Not changed.", self._change))

    def _retire(self) -> None:
        self.in_the_way.attempt(Doing("Retire", "Not retired.", self._do_retire))

    def _use_again(self) -> None:
        self.in_the_way.attempt(Doing("Use", "Not used again.", self._do_use_again))

    def _wish(self) -> ResourceWish:
        return wish_of(self.typed, self._desk.clinic.today())

    def _number(self) -> int:
        return self._resource.id if self._resource else 0

    def _add(self, *, token: str) -> str:
        clinic, person = self._desk.clinic, person_of(self.typed)
        done = furnishing.add_resource(clinic, self._wish(), person=person, token=token)
        return self._keep("Added", done)

    def _change(self, *, token: str, displace: bool = False) -> str:
        clinic, wish = self._desk.clinic, self._wish()
        done = furnishing.change_resource(
            clinic, self._number(), wish, displace=displace, token=token
        )
        return self._keep("Changed", done)

    def _do_retire(self, *, token: str, displace: bool = False) -> str:
        clinic = self._desk.clinic
        done = furnishing.retire_resource(clinic, self._number(), displace=displace, token=token)
        self.begin()
        return self._keep("Retired", done)

    def _do_use_again(self, *, token: str) -> str:
        done = furnishing.use_again(self._desk.clinic, self._number(), token=token)
        self.begin()
        return self._keep("In use again", done)

    def _keep(self, verb: str, done: Furnished) -> str:
        """What is typed is kept now; says so, and what became of visits."""
        self.kept.emit(done.resource.id)
        count = len(done.shaken)
        needs = f" {words.plural(count, 'visit')} {'needs' if count == 1 else 'need'} attention."
        lost = lost_said(len(done.displaced))
        return f"{verb}: {done.resource.name}.{lost}{needs if count else ''}"
