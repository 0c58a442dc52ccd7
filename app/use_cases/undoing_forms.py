"""Taking back what was decided about a form, while no paper was made of it."""

from collections.abc import Iterator

from app.clinic import Clinic
from app.domain.form_decisions import FormDecision, against_standing, as_decided
from app.domain.forms import Form, FormState
from app.domain.refusal import Reason, refuse_if
from app.storage.unit import Unit


def put_decision_back(clinic: Clinic, unit: Unit, was: FormDecision) -> None:
    """A version as it stood before it was decided about, or refuse and say why not."""
    binder = unit.forms.binder()
    now = binder.version(was.form, was.version)
    if now is None:
        return
    back = as_decided(now, was)
    refuse_if(_against(clinic, unit, now, back, binder.versions[was.form]))
    unit.forms.keep(back)


def _against(
    clinic: Clinic, unit: Unit, now: Form, back: Form, versions: tuple[Form, ...]
) -> Iterator[Reason]:
    named = {"form": now.named, "version": now.version}
    if back.is_draft and unit.packets.has_printed(now.id, now.version):
        yield Reason("undo-form-printed", named)
    if back.is_draft and versions[-1].version > now.version:
        yield Reason("undo-form-followed", {**named, "newer": versions[-1].version})
    if back.state is FormState.APPROVED:
        yield from against_standing(back, versions)
        if now.is_draft and back.effective < clinic.today():
            facts = {"form": now.named, "effective": back.effective}
            yield Reason("form-in-the-past", facts)
