"""What the medical director decided about a version of a form, apart from what stands in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.forms import Form, FormState
from app.domain.refusal import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDecision:
    """A decision about one version; `mark` tells whether that still says the same."""

    form: str
    version: int
    mark: str
    state: FormState
    effective: date
    material: bool = True
    approved_by: str = ""
    approved_on: date | None = None
    changed: str = ""

    @property
    def key(self) -> str:
        """By which the decision is found: the form and its version."""
        return f"{self.form}@{self.version}"


def undecided(form: Form) -> Form:
    """A version without anything that is decided about it."""
    return replace(
        form,
        state=FormState.DRAFT,
        effective=date.min,
        material=True,
        approved_by="",
        approved_on=None,
        changed="",
    )


def decision_of(form: Form, mark: str) -> FormDecision:
    """What was decided about a version that has this mark."""
    return FormDecision(
        form=form.id,
        version=form.version,
        mark=mark,
        state=form.state,
        effective=form.effective,
        material=form.material,
        approved_by=form.approved_by,
        approved_on=form.approved_on,
        changed=form.changed,
    )


def as_decided(form: Form, decision: FormDecision) -> Form:
    """The version with this decision about it."""
    return replace(
        form,
        state=decision.state,
        effective=decision.effective,
        material=decision.material,
        approved_by=decision.approved_by,
        approved_on=decision.approved_on,
        changed=decision.changed,
    )


def against_standing(form: Form, versions: Iterable[Form]) -> Iterator[Reason]:
    """Say which approved versions a version cannot be approved beside: they come in order."""
    for other in versions:
        if other.state is not FormState.APPROVED or other.version == form.version:
            continue
        newer = other.version > form.version
        if other.effective <= form.effective if newer else other.effective >= form.effective:
            facts = {"version": other.version, "effective": other.effective}
            yield Reason("form-two-at-once", {"form": form.named, **facts})
