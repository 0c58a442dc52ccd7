"""The binder: every version of every form that a clinic keeps, and which is in force on a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from app.domain.forms import Form, FormState


class Standing(StrEnum):
    """Where a version of a form stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    """Approved, for visits from a later day on."""
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Binder:
    """The versions of each form by its id, the oldest first."""

    versions: Mapping[str, tuple[Form, ...]] = field(default_factory=dict[str, tuple[Form, ...]])

    def version(self, form: str, version: int) -> Form | None:
        """One version of a form, as it was printed on a paper."""
        return next((each for each in self.versions.get(form, ()) if each.version == version), None)

    def newest(self, form: str) -> Form | None:
        """The version of a form with the highest number, whatever its state."""
        return next(reversed(self.versions.get(form, ())), None)

    def on(self, day: date) -> Mapping[str, Form]:
        """The forms in force for visits of a day, by id.

        A version is in force from its day on until the next approved one is; one that was
        withdrawn leaves the clinic without the form, and brings no older one back.
        """
        turned = self.turned(day)
        if turned not in self._known:
            self._known[turned] = dict(self._in_force(turned))
        return self._known[turned]

    def turned(self, day: date) -> date:
        """The last day until then on which other forms came into force; the first one of all."""
        return max((each for each in self._turns if each <= day), default=date.min)

    def standing(self, form: Form, day: date) -> Standing:
        """Where a version stands on a day."""
        if form.state is not FormState.APPROVED:
            return Standing(form.state.value)
        if form.effective > day:
            return Standing.COMING
        now = self.on(day).get(form.id)
        same = now is not None and now.version == form.version
        return Standing.IN_FORCE if same else Standing.SUPERSEDED

    def drafts(self) -> tuple[Form, ...]:
        """The versions that wait for the medical director, by id."""
        return tuple(form for form in self if form.is_draft)

    def having(self, form: Form) -> "Binder":
        """The same binder with this version in it, new or in place of what was kept of it."""
        others = (each for each in self if (each.id, each.version) != (form.id, form.version))
        return binder([*others, form])

    def __iter__(self) -> Iterator[Form]:
        return (form for versions in self.versions.values() for form in versions)

    @cached_property
    def _turns(self) -> frozenset[date]:
        return frozenset(form.effective for form in self)

    @cached_property
    def _known(self) -> dict[date, Mapping[str, Form]]:
        return {}

    def _in_force(self, day: date) -> Iterator[tuple[str, Form]]:
        for name, versions in self.versions.items():
            decided = [each for each in versions if not each.is_draft and each.effective <= day]
            if decided and decided[-1].state is FormState.APPROVED:
                since = max((each.version for each in decided if each.material), default=1)
                yield name, replace(decided[-1], material_since=since)


def binder(forms: Iterable[Form]) -> Binder:
    """A binder of these versions, in whatever order they come."""
    found: dict[str, list[Form]] = {}
    for form in sorted(forms, key=lambda each: (each.id, each.version)):
        found.setdefault(form.id, []).append(form)
    return Binder(versions={name: tuple(versions) for name, versions in found.items()})
