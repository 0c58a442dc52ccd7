"""Keeping what somebody has begun to enter, so that nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.drafts import Draft
from app.domain.patients import Patient
from app.storage.unit import Unit

MARK, PATIENT = "mark", "patient"
"""The fields with the mark under which the draft is to become an act, and with whom it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft, and the patient that it is for as far as one was chosen."""

    draft: Draft
    patient: Patient | None


def keep_draft(clinic: Clinic, kind: str, fields: Mapping[str, str], draft_id: int = 0) -> Draft:
    """Keep what stands in the fields now, as a new draft or in place of an older one."""
    with clinic.writing(Act.KEEP_DRAFT) as unit:
        known = _own(clinic, unit, draft_id)
        return unit.drafts.keep(
            Draft(
                id=known.id if known else 0,
                login=clinic.person.login,
                kind=kind,
                fields=fields,
                at=clinic.now(),
            )
        )


def drop_draft(clinic: Clinic, draft_id: int) -> None:
    """Throw a draft away; it is no matter whether it was there."""
    with clinic.writing(Act.KEEP_DRAFT) as unit:
        known = _own(clinic, unit, draft_id)
        if known is not None:
            unit.drafts.drop([known.id])


def my_drafts(clinic: Clinic, kind: str) -> tuple[DraftView, ...]:
    """What the person who is signed in has begun, the oldest first.

    What has become a visit meanwhile, just before the program was stopped, is none any more.
    """
    with clinic.reading(Act.KEEP_DRAFT) as unit:
        mine = [draft for draft in unit.drafts.of(clinic.person.login) if draft.kind == kind]
        begun = [draft for draft in mine if not _is_done(unit, draft)]
        people = unit.patients.many({_patient(draft) for draft in begun})
        return tuple(DraftView(draft=each, patient=people.get(_patient(each))) for each in begun)


def _patient(draft: Draft) -> int:
    """The number of the patient that a draft is for, 0 while none was chosen."""
    return int(draft.fields.get(PATIENT) or 0)


def _own(clinic: Clinic, unit: Unit, draft_id: int) -> Draft | None:
    """The draft with a number, if it is of whoever is signed in."""
    draft = unit.drafts.draft(draft_id) if draft_id else None
    return draft if draft is not None and draft.login == clinic.person.login else None


def _is_done(unit: Unit, draft: Draft) -> bool:
    return unit.scheduling.visit_by_token(draft.fields.get(MARK, "")) is not None
