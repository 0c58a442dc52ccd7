"""Scans of letters and papers: attached as they came, and seen only as pictures of their pages."""

from dataclasses import dataclass, replace
from pathlib import Path

from app import scans
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attachments import Attachment, Picture
from app.domain.paper_steps import StepKind
from app.domain.records import Referral
from app.domain.refusal import refuse
from app.storage.unit import Unit
from app.use_cases.files import read_file
from app.use_cases.paper_steps import keep_step, paper_of_code

OF_REFERRAL = "referral"
OF_PAPER = "paper"


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
    return _keep(clinic, unit, scan, patient=referral.patient, to=(OF_REFERRAL, referral.id))


def attach_paper(clinic: Clinic, typed: str, scan: Scan) -> Attachment:
    """Keep the scan of a paper that came back with it, as it came."""
    with clinic.writing(Act.ADD_ATTACHMENT) as unit:
        paper = paper_of_code(unit, typed)
        unit.note(patient=paper.patient, paper=paper.code, kind=scan.kind, pages=scan.pages)
        kept = _keep(clinic, unit, scan, patient=paper.patient, to=(OF_PAPER, paper.id))
        keep_step(clinic, unit, paper, StepKind.SCANNED, paper)
        return kept


def _keep(
    clinic: Clinic, unit: Unit, scan: Scan, *, patient: int, to: tuple[str, int]
) -> Attachment:
    """The same file is kept once with the thing that it belongs to."""
    kind, subject = to
    digest = unit.archive.put(scan.content)
    mine = unit.letters.attached(kind, [subject]).get(subject, ())
    if any(each.sha256 == digest for each in mine):
        raise refuse("attachment-twice")
    return unit.letters.add_attachment(
        Attachment(
            patient=patient,
            belongs_to=kind,
            subject=subject,
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


def _numbered(unit: Unit, number: int) -> Attachment:
    kept = unit.letters.attachment(number)
    if kept is None:
        raise refuse("attachment-unknown", number=number)
    return kept
