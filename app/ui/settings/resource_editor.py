"""One person, room, pump or seats: its form, what stands against a change, and the acts on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from typing_extensions import override

from app.domain.access import Act, may
from app.domain.resources import ResourceWish, as_it_is
from app.domain.scheduling import Kind, Resource
from app.ui.acts import lost_said
from app.ui.desk import Desk
from app.ui.in_the_way import Doing
from app.ui.settings.drafted_editor import DraftedEditor, Ending
from app.ui.settings.resource_form import ResourceForm
from app.ui.settings.resource_rows import NEW
from app.ui.settings.resource_typed import Typed, person_of, wish_of
from app.use_cases import furnishing
from app.use_cases.furnishing import Furnished
from app.words.tongue import later, tr, tr_many

ENDING = Ending(
    retire=later("&Retire"),
    again=later("U&se again"),
    past=later("Nothing is booked with it any more. What once held it is still told by its name."),
)


class ResourceEditor(DraftedEditor[Typed]):
    """What is typed about one resource."""

    def __init__(self, desk: Desk) -> None:
        may_change = may(desk.clinic.person.roles, Act.CHANGE_RESOURCE)
        super().__init__(desk, ENDING, may_change=may_change)
        self._resource: Resource | None = None
        self._since: Resource | None = None
        self.form = ResourceForm(desk.clinic.today())
        self.fields.addWidget(self.form)
        self.form.changed.connect(self.note_change)
        self.form.entered.connect(self.keep)

    def know(self, skills: Mapping[Kind, Sequence[str]], rooms: Sequence[Resource]) -> None:
        """What there is to choose from."""
        self.form.know(skills, rooms)

    @property
    @override
    def draft(self) -> Typed:
        return replace(self.form.typed, since=self._since)

    def show_resource(self, resource: Resource | None, typed: Typed) -> None:
        """Write into the fields what is kept, or was typed before."""
        self._resource, self._since = resource, typed.since
        self.form.good_until.count_from(self._desk.clinic.today())
        self.form.fill(typed, is_new=resource is None)
        retired = resource is not None and resource.retired
        self.form.set_read_only(read_only=retired or not self.may_change)
        title = resource.name if resource else tr("New room, person, pump or seats")
        self.show_head(title, is_new=resource is None, retired=retired, writes=not retired)

    @override
    def begin(self) -> None:
        self.form.begin()

    @override
    def saving(self, draft: Typed) -> Doing:
        if self._resource is None:
            return Doing(tr("Add"), tr("Nothing was added."), partial(self._add, draft))
        return Doing(tr("Change"), tr("Not changed."), partial(self._change, draft))

    @override
    def retiring(self, draft: Typed) -> Doing:
        return Doing(tr("Retire"), tr("Not retired."), self._retire)

    @override
    def using_again(self, draft: Typed) -> Doing:
        return Doing(tr("Use"), tr("Not used again."), self._use_again)

    def _wish(self, typed: Typed) -> ResourceWish:
        return wish_of(typed, self._desk.clinic.today())

    def _number(self) -> int:
        return self._resource.id if self._resource else NEW

    def _add(self, typed: Typed, *, token: str) -> str:
        clinic, person = self._desk.clinic, person_of(typed)
        done = furnishing.add_resource(clinic, self._wish(typed), person=person, token=token)
        return self._said(later("Added: {name}."), done, was=NEW)

    def _change(
        self, typed: Typed, *, token: str, displace: bool = False, mine: bool = False
    ) -> str:
        clinic, wish = self._desk.clinic, self._wish(typed)
        seen = None if mine or typed.since is None else as_it_is(typed.since)
        done = furnishing.change_resource(
            clinic, self._number(), wish, since=seen, displace=displace, token=token
        )
        return self._said(later("Changed: {name}."), done, was=done.resource.id)

    def _retire(self, *, token: str, displace: bool = False) -> str:
        clinic = self._desk.clinic
        done = furnishing.retire_resource(clinic, self._number(), displace=displace, token=token)
        return self._said(later("Retired: {name}."), done, was=done.resource.id)

    def _use_again(self, *, token: str) -> str:
        done = furnishing.use_again(self._desk.clinic, self._number(), token=token)
        return self._said(later("In use again: {name}."), done, was=done.resource.id)

    def _said(self, said: str, done: Furnished, *, was: int) -> str:
        """What is typed is kept now; says so, and what became of visits."""
        self.tell_kept(was, done.resource.id)
        count = len(done.shaken)
        told = tr(said, name=done.resource.name) + lost_said(len(done.displaced))
        needs = tr_many(count, "{count} visit needs attention.", "{count} visits need attention.")
        return f"{told} {needs}" if count else told
