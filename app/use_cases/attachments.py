"""Scans of letters: attached as they came, and seen only as pictures of their pages."""

from dataclasses import replace
from pathlib import Path

from app import scans
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attachments import Attachment, Picture
from app.domain.refusal import refuse
from app.storage.unit import Unit
from app.use_cases.files import read_file
from app.use_cases.referrals import numbered

OF_REFERRAL = "referral"


def read_scan(path: Path) -> bytes:
    """What a file on this computer holds; more than a letter may have is not read."""
    return read_file(path, scans.LIMITS.content)


def attach_letter(clinic: Clinic, referral: int, content: bytes) -> Attachment:
    """Keep the scan of a letter with its referral, as it came; a broken file is refused."""
    found = scans.look_at_letter(content)  # before the door: nobody waits for a slow file
    with clinic.writing(Act.ADD_ATTACHMENT) as unit:
        patient = numbered(unit, referral).patient
        unit.note(patient=patient, referral=referral, kind=found.kind, pages=found.pages)
        digest = unit.archive.put(content)
        if any(each.sha256 == digest for each in _of(unit, patient, referral)):
            raise refuse("attachment-twice")
        return unit.letters.add_attachment(
            Attachment(
                patient=patient,
                belongs_to=OF_REFERRAL,
                subject=referral,
                sha256=digest,
                kind=found.kind,
                pages=found.pages,
                size=len(content),
                added_at=clinic.now(),
                added_by=clinic.person.login,
            )
        )


def see_attachment(clinic: Clinic, number: int) -> tuple[Picture, ...]:
    """How the pages of an attachment look; looking is written to the audit."""
    with clinic.reading(Act.SEE_ATTACHMENT) as unit:
        kept = _numbered(unit, number)
        unit.note(patient=kept.patient, attachment=number)
        content = unit.archive.get(kept.sha256)
    return tuple(scans.letter_pages(content, kept.pages))


def attachments_of(clinic: Clinic, referral: int) -> tuple[Attachment, ...]:
    """What is attached to a referral, the first one first."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        return _of(unit, numbered(unit, referral).patient, referral)


def set_attachment_part2(clinic: Clinic, number: int, *, part2: bool) -> Attachment:
    """Say whether 42 CFR Part 2 protects an attachment; only a clinician may."""
    with clinic.writing(Act.SET_PART2) as unit:
        kept = _numbered(unit, number)
        unit.note(patient=kept.patient, attachment=number, part2=part2)
        flagged = replace(kept, part2=part2)
        unit.letters.set_part2(flagged)
        return flagged


def _of(unit: Unit, patient: int, referral: int) -> tuple[Attachment, ...]:
    mine = unit.letters.attachments(patient)
    return tuple(a for a in mine if (a.belongs_to, a.subject) == (OF_REFERRAL, referral))


def _numbered(unit: Unit, number: int) -> Attachment:
    kept = unit.letters.attachment(number)
    if kept is None:
        raise refuse("attachment-unknown", number=number)
    return kept
