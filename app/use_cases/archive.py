"""The archive: papers found again, every kept file proved whole, a patient's complete record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app import scans, words
from app.clinic import Clinic
from app.documents.record_values import RecordPart, RecordSheet
from app.documents.values import PatientDetails
from app.domain.access import Act
from app.domain.asked import read_asked
from app.domain.attachments import Attachment
from app.domain.codes import grouped
from app.domain.forms import Form
from app.domain.packets import Packet, PaperState
from app.domain.paper_query import PaperQuery
from app.domain.refusal import Fact, Reason, Trouble, refuse
from app.domain.time import local_day, wall
from app.storage.backup import never
from app.storage.unit import Unit
from app.use_cases.files import write_file
from app.use_cases.papers import PaperView, view_papers
from app.use_cases.part2 import notice
from app.use_cases.patients import by_number
from app.use_cases.sheets import letterhead
from app.words.tongue import speaking, tongue

MOST = 200
"""Papers that are shown at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What re-hashing every kept file has found."""

    files: int
    faults: tuple[Reason, ...] = ()
    whole: bool = True
    """Whether nobody has stopped it before the last."""


def search_papers(clinic: Clinic, asked: PaperQuery) -> tuple[PaperView, ...]:
    """The papers that answer, newest first; at most so many."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        patients = None
        if asked.text.strip():
            found = unit.patients.find(read_asked(asked.text, clinic.today()), MOST)
            patients = [patient.id for patient in found]
        return view_papers(clinic, unit, unit.packets.search(asked, patients, MOST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Who waits while every file is hashed: is told how many of how many are, and may stop it."""

    went_on: Callable[[int, int], object] = lambda _done, _whole: None
    stopped: Callable[[], bool] = never


def verify_archive(clinic: Clinic, watched: Watched | None = None) -> Verified:
    """Hash every kept file again; each that is not as it was is named."""
    with clinic.reading(Act.VERIFY_ARCHIVE) as unit:
        found = read_archive(clinic, unit, watched)
        unit.note(files=found.files, faults=len(found.faults), whole=found.whole)
        return found


def read_archive(clinic: Clinic, unit: Unit, watched: Watched | None = None) -> Verified:
    """What hashing every kept file again has found."""
    watched = watched or Watched()
    packets, attached, forms = unit.packets.kept(), unit.letters.every(), tuple(unit.forms.binder())
    kept = (
        *((each.sha256, partial(_against_packet, clinic, unit, each)) for each in packets),
        *((each.sha256, partial(_against_attachment, clinic, unit, each)) for each in attached),
        *(
            (digest, partial(_against_form, unit, form, digest))
            for form in forms
            for digest in form.kept_files
        ),
    )
    files: set[str] = set()
    faults: list[Reason] = []
    for done, (digest, against) in enumerate(kept):
        if watched.stopped():
            return Verified(files=len(files), faults=tuple(faults), whole=False)
        watched.went_on(done, len(kept))
        faults += against()
        files.add(digest)
    return Verified(files=len(files), faults=tuple(faults))


PACKET_FAULTS = {"archive-damaged": "packet-changed", "archive-missing": "packet-gone"}
FORM_FAULTS = {"archive-damaged": "form-file-changed", "archive-missing": "form-file-gone"}
SCAN_FAULTS = {"archive-damaged": "attachment-changed", "archive-missing": "attachment-gone"}


def _against_packet(clinic: Clinic, unit: Unit, packet: Packet) -> Iterator[Reason]:
    known = {"packet": packet.id, "on": local_day(packet.made_at, clinic.zone)}
    yield from _against_file(unit, packet.sha256, PACKET_FAULTS, known)


def _against_attachment(clinic: Clinic, unit: Unit, kept: Attachment) -> Iterator[Reason]:
    known = {"attachment": kept.id, "on": local_day(kept.added_at, clinic.zone)}
    yield from _against_file(unit, kept.sha256, SCAN_FAULTS, known)


def _against_form(unit: Unit, form: Form, digest: str) -> Iterator[Reason]:
    known: dict[str, Fact] = {"form": form.named, "version": form.version}
    yield from _against_file(unit, digest, FORM_FAULTS, known)


def _against_file(
    unit: Unit, digest: str, codes: Mapping[str, str], known: Mapping[str, Fact]
) -> Iterator[Reason]:
    """What is wrong with a kept file; nothing when it is as it was."""
    try:
        unit.archive.get(digest)
    except Trouble as trouble:
        if trouble.reason.code not in codes:
            raise
        yield Reason(codes[trouble.reason.code], {**known, "file": digest})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRecord:
    """What was written of a patient's record."""

    parts: int
    pages: int
    part2: bool


@speaking("en")
def export_record(clinic: Clinic, patient_id: int, path: Path) -> ExportedRecord:
    """Write a patient's complete record as one PDF; a file that is there is left alone."""
    from app.documents import make_record  # noqa: PLC0415 -- slow import

    if path.exists():
        raise refuse("file-exists", file=str(path))
    with clinic.reading(Act.EXPORT_RECORD) as unit:
        patient = by_number(unit, patient_id)
        papers = unit.packets.papers_of([patient_id]).get(patient_id, ())
        views = view_papers(clinic, unit, papers)[::-1]
        others = [a for a in unit.letters.attachments(patient_id) if a.belongs_to != "paper"]
        parts = (*_papers(clinic, unit, views), *_letters(clinic, unit, others))
        unit.note(patient=patient_id, parts=len(parts), part2=patient.part2)
        told = RecordSheet(
            clinic=letterhead(clinic),
            patient=PatientDetails(
                name=patient.full, born=words.short_day(patient.born), chart=patient.chart
            ),
            printed=words.day_time(wall(clinic.now(), clinic.zone)),
            notice=notice(patient),
            parts=parts,
        )
    write_file(path, make_record(told))
    pages = sum(part.count for part in parts)
    return ExportedRecord(parts=len(parts), pages=pages, part2=patient.part2)


def _papers(clinic: Clinic, unit: Unit, views: Sequence[PaperView]) -> Iterator[RecordPart]:
    """Every paper with the scans of it; one that was voided is only named."""
    files: dict[int, bytes] = {}
    for view in views:
        paper = view.paper
        voided = paper.state is PaperState.VOIDED
        if not voided and paper.packet not in files:
            packet = unit.packets.get(paper.packet)
            files[paper.packet] = unit.archive.get(packet.sha256) if packet else b""
        yield RecordPart(
            title=f"{view.title}, version {paper.version}, {grouped(paper.code)}",
            when=words.short_day(local_day(paper.issued_at, clinic.zone)),
            told=_told(clinic, view),
            pdf=b"" if voided else files[paper.packet],
            first_page=paper.first_page,
            pages=0 if voided else paper.pages,
        )
        for scan in view.scans:
            yield _scan(clinic, unit, scan, f"Scan of: {view.title}, {grouped(paper.code)}")


def _told(clinic: Clinic, view: PaperView) -> str:
    """Whether a paper is signed and by whom, and what became of it later."""
    paper, zone = view.paper, clinic.zone
    signed = [
        f"{words.signer_word(each.who)} {words.day_time(wall(each.at, zone))}"
        for each in paper.signatures
    ]
    if not signed and paper.signed_at is not None:
        signed = [f"{paper.signed_by} {words.day_time(wall(paper.signed_at, zone))}"]
    by = f"Signed: {'; '.join(signed)}." if signed else ""
    if paper.state is PaperState.COMPLETE:
        return by
    if not view.signers and paper.ended_on is None:
        return "Nothing to sign."
    state = words.paper_state_word(paper.state.value)
    on = f" on {words.short_day(paper.ended_on)}" if paper.ended_on else ""
    said = state.upper() if paper.state is PaperState.REVOKED else state.capitalize()
    return f"{by} {said}{on}.".strip()


def _letters(clinic: Clinic, unit: Unit, attached: Sequence[Attachment]) -> Iterator[RecordPart]:
    for each in attached:
        yield _scan(clinic, unit, each, "Letter that came, scanned")


def _scan(clinic: Clinic, unit: Unit, kept: Attachment, title: str) -> RecordPart:
    """A scan as the limited child draws its pages: what is foreign is not copied over."""
    pictures = tuple(scans.letter_pages(unit.archive.get(kept.sha256), kept.pages))
    return RecordPart(
        title=title,
        when=words.short_day(local_day(kept.added_at, clinic.zone)),
        told=f"Filed by {kept.added_by}.",
        pictures=pictures,
    )


def languages(clinic: Clinic) -> tuple[str, ...]:
    """The languages that the clinic's forms are in."""
    return tuple(dict.fromkeys(each for form in clinic.forms for each in form.languages))


def forms_named(clinic: Clinic) -> tuple[tuple[str, str], ...]:
    """Every form that the clinic keeps: its id and its title, by title."""
    names = {form.id: form.short(tongue()) for form in clinic.forms}
    return tuple(sorted(names.items(), key=lambda each: each[1]))
