"""Scans of letters: attached as they came, and seen only as pictures of their pages."""

from dataclasses import dataclass, replace
from pathlib import Path

from app import scans
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attachments import Attachment, Picture
from app.domain.records import Referral
from app.domain.refusal import refuse
from app.storage.unit import Unit
from app.use_cases.files import read_file

OF_REFERRAL = "referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file that was looked at and can be read to its last page."""

    content: bytes
    kind: str
    pages: int


def look_at_scan(path: Path) -> Scan:
    """A file of this computer as a scan; a broken one, or one that is none, is refused."""
    return scan_of(read_file(path, scans.LIMITS.content))


def scan_of(content: bytes) -> Scan:
    """What a file's bytes are; the limited child looks at them."""
    found = scans.look_at_letter(content)
    return Scan(content=content, kind=found.kind, pages=found.pages)


def attach_letter(clinic: Clinic, referral: int, scan: Scan) -> Attachment:
    """Keep the scan of a letter with its referral, as it came."""
    with clinic.writing(Act.ADD_ATTACHMENT) as unit:
        found = numbered_referral(unit, referral)
        unit.note(patient=found.patient, referral=referral, kind=scan.kind, pages=scan.pages)
        return keep_scan(clinic, unit, found, scan)


def keep_scan(clinic: Clinic, unit: Unit, referral: Referral, scan: Scan) -> Attachment:
    """Keep a scan inside a door that is open already; the same file is kept once."""
    digest = unit.archive.put(scan.content)
    if any(each.sha256 == digest for each in _of(unit, referral)):
        raise refuse("attachment-twice")
    return unit.letters.add_attachment(
        Attachment(
            patient=referral.patient,
            belongs_to=OF_REFERRAL,
            subject=referral.id,
            sha256=digest,
            kind=scan.kind,
            pages=scan.pages,
            size=len(scan.content),
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


def set_attachment_part2(clinic: Clinic, number: int, *, part2: bool) -> Attachment:
    """Say whether 42 CFR Part 2 protects an attachment; only a clinician may."""
    with clinic.writing(Act.SET_PART2) as unit:
        kept = _numbered(unit, number)
        unit.note(patient=kept.patient, attachment=number, part2=part2)
        flagged = replace(kept, part2=part2)
        unit.letters.set_part2(flagged)
        return flagged


def numbered_referral(unit: Unit, number: int) -> Referral:
    """The referral with a number; an unknown one is refused."""
    found = unit.letters.referral(number)
    if found is None:
        raise refuse("referral-unknown", number=number)
    return found


def _of(unit: Unit, referral: Referral) -> tuple[Attachment, ...]:
    mine = unit.letters.attachments(referral.patient)
    return tuple(a for a in mine if (a.belongs_to, a.subject) == (OF_REFERRAL, referral.id))


def _numbered(unit: Unit, number: int) -> Attachment:
    kept = unit.letters.attachment(number)
    if kept is None:
        raise refuse("attachment-unknown", number=number)
    return kept
