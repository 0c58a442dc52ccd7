"""Packets: what is previewed is what is printed is what is archived."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.binder import Standing
from app.domain.packet_rules import AS_NEEDED, PacketWish, types_with_papers
from app.domain.packets import (
    OUT,
    Packet,
    Paper,
    PaperState,
)
from app.domain.paper_steps import StepKind, VoidCause
from app.domain.refusal import Fact, Reason, refuse
from app.domain.scheduling import Visit
from app.domain.time import local_day
from app.storage.unit import Unit
from app.use_cases import sheets
from app.use_cases.files import write_file
from app.use_cases.packet_drafts import (
    Draft,
    PaperLine,
    basis_of,
    draft_packet,
    form_title,
    line_of,
)
from app.use_cases.paper_steps import EARLIER, STATES, keep_step
from app.use_cases.scheduling import read_visit
from app.use_cases.stories import read_story
from app.use_cases.views import VisitView


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One visit's packet as written to a file, or why it could not be."""

    visit: int
    file: Path | None = None
    pages: int = 0
    sha256: str = ""
    papers: tuple[Paper, ...] = ()
    error: Reason | None = None


def issue_packet(clinic: Clinic, draft: Draft) -> Packet:
    """Freeze exactly the drafted bytes in the archive; refused when facts have changed since."""
    if draft.issued is not None:
        return draft.issued
    with clinic.writing(Act.ISSUE_PACKET) as unit:
        visit = draft.story.view.visit
        unit.note(patient=visit.patient, visit=visit.id)
        if not _is_as_read(clinic, unit, draft):
            _require_same(clinic, unit, draft)
        _void_earlier(clinic, unit, visit.id, draft.story.wish)
        packet = unit.packets.add(packet_of(clinic, draft, unit.archive.put(draft.made.pdf)))
        unit.note(packet=packet.id, sha256=packet.sha256, pages=packet.pages)
        return packet


def _is_as_read(clinic: Clinic, unit: Unit, draft: Draft) -> bool:
    """Whether nothing was done since a draft that could change it: packets of others do not."""
    visit = draft.story.view.visit
    same = draft.basis == basis_of(clinic, visit)
    return same and unit.audit.is_about_others(Act.ISSUE_PACKET, draft.seen, visit.patient)


def _require_same(clinic: Clinic, unit: Unit, draft: Draft) -> None:
    """Refuse a draft that would say something else by now."""
    codes = [paper.code for paper in draft.sheet.papers]
    story = read_story(clinic, unit, draft.story.view.visit.id, draft.story.wish)
    if len(story.wanted) != len(draft.story.wanted):
        raise refuse("packet-stale")
    if sheets.packet_sheet(clinic, story, codes, draft.printed) != draft.sheet:
        raise refuse("packet-stale")


def _void_earlier(clinic: Clinic, unit: Unit, visit_id: int, wish: PacketWish) -> None:
    """Void what was printed for the visit before and did not come back.

    Papers that somebody asked for by name take only the place of the same ones.
    """
    cause = VoidCause.NEWER_PACKET.value
    for packet in unit.packets.of_visit(visit_id):
        for paper in packet.papers:
            if paper.state in OUT and (not wish.papers or paper.form in wish.papers):
                gone = replace(paper, state=PaperState.VOIDED, ended_on=clinic.today())
                keep_step(clinic, unit, paper, StepKind.VOIDED, gone, cause=cause)


def packet_of(clinic: Clinic, draft: Draft, sha256: str) -> Packet:
    """The drafted packet as it is kept: its papers, and the hash of its bytes."""
    visit = draft.story.view.visit
    return Packet(
        visit=visit.id,
        patient=visit.patient,
        made_at=draft.printed,
        made_by=clinic.person.login,
        sha256=sha256,
        pages=draft.made.pages,
        fingerprint=draft.mark or sheets.fingerprint(draft.sheet),
        papers=tuple(_papers(clinic, draft, visit)),
    )


def _papers(clinic: Clinic, draft: Draft, visit: Visit) -> Iterator[Paper]:
    reasons = [Reason("why-cover"), *(each.why for each in draft.story.wanted)]
    for made, why in zip(draft.made.papers, reasons, strict=True):
        form = clinic.forms.version(made.form, made.version)
        yield Paper(
            code=made.code,
            packet=0,
            visit=visit.id,
            patient=visit.patient,
            form=made.form,
            version=made.version,
            language=made.language,
            pages=made.pages,
            first_page=made.first_page,
            per_visit=form.per_visit if form else True,
            route=draft.story.view.type.route.value if form and form.routes else "",
            why=why,
            issued_at=draft.printed,
            boxes=made.boxes,
        )


def packets_of_visit(clinic: Clinic, visit_id: int) -> tuple[Packet, ...]:
    """The packets issued for a visit, newest first."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        return unit.packets.of_visit(visit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A packet from the archive, with the visit it was for."""

    packet: Packet
    view: VisitView
    lines: tuple[PaperLine, ...]
    pdf: bytes
    outdated: tuple[Reason, ...] = ()
    """Forms of it that are out of force by now: a reprint says so."""


def open_packet(clinic: Clinic, packet_id: int) -> Opened:
    """An issued packet as it was printed, byte for byte."""
    with clinic.reading(Act.SEE_PACKET) as unit:
        packet = _kept(unit, packet_id)
        view = read_visit(clinic, unit, packet.visit)
        pdf = unit.archive.get(packet.sha256)
    lines = tuple(line_of(clinic, paper.form, paper, paper.why) for paper in packet.papers)
    outdated = tuple(outdated_forms(clinic, packet))
    return Opened(packet=packet, view=view, lines=lines, pdf=pdf, outdated=outdated)


def outdated_forms(clinic: Clinic, packet: Packet) -> Iterator[Reason]:
    """The forms of a packet that are superseded or withdrawn today."""
    for paper in packet.papers:
        form = clinic.forms.version(paper.form, paper.version)
        standing = clinic.forms.standing(form, clinic.today()) if form else Standing.IN_FORCE
        now = clinic.forms.on(clinic.today()).get(paper.form)
        named: dict[str, Fact] = {"form": form_title(clinic, paper.form)}
        if standing is Standing.SUPERSEDED and now is not None:
            versions = {"version": paper.version, "newer": now.version}
            yield Reason("form-superseded", named | versions)
        elif standing in {Standing.SUPERSEDED, Standing.WITHDRAWN}:
            yield Reason("form-withdrawn", named)


def _kept(unit: Unit, packet_id: int) -> Packet:
    packet = unit.packets.get(packet_id)
    if packet is None:
        raise refuse("packet-none", packet=packet_id)
    unit.note(patient=packet.patient, packet=packet.id)
    return packet


def packet_to_print(clinic: Clinic, packet_id: int) -> bytes:
    """The bytes of an issued packet on their way to a printer."""
    with clinic.reading(Act.PRINT_PACKET) as unit:
        packet = _kept(unit, packet_id)
        outdated = [str(each.facts["form"]) for each in outdated_forms(clinic, packet)]
        if outdated:
            unit.note(outdated=len(outdated))
        return unit.archive.get(packet.sha256)


def save_packet(clinic: Clinic, packet_id: int, path: Path) -> None:
    """Write exactly the bytes of an issued packet to a file."""
    with clinic.reading(Act.SAVE_PACKET) as unit:
        pdf = unit.archive.get(_kept(unit, packet_id).sha256)
    write_file(path, pdf)


def mark_printed(clinic: Clinic, packet_id: int, *, token: str = "") -> Packet:
    """Note that a person saw the packet come out of the printer."""
    return _mark(clinic, packet_id, Act.TICK_PRINTED, StepKind.PRINTED, token or new_token())


def mark_handed_over(clinic: Clinic, packet_id: int, *, token: str = "") -> Packet:
    """Note that the patient has the packet in hand."""
    return _mark(clinic, packet_id, Act.HAND_OVER_PAPER, StepKind.HANDED_OVER, token or new_token())


def _mark(clinic: Clinic, packet_id: int, act: Act, kind: StepKind, token: str) -> Packet:
    with clinic.writing(act, token=token) as unit:
        packet = _kept(unit, packet_id)
        unit.note(state=STATES[kind].value)
        for paper in packet.papers:
            if paper.state in EARLIER[kind]:
                after = replace(paper, state=STATES[kind])
                keep_step(clinic, unit, paper, kind, after, token=token)
        return unit.packets.get(packet_id) or packet


def write_packet(
    clinic: Clinic, visit_id: int, path: Path, wish: PacketWish = AS_NEEDED
) -> Written:
    """Issue a visit's packet and write exactly its bytes to a file."""
    draft = draft_packet(clinic, visit_id, wish)
    packet = issue_packet(clinic, draft)
    save_packet(clinic, packet.id, path)
    return Written(
        visit=visit_id,
        file=path,
        pages=packet.pages,
        sha256=packet.sha256,
        papers=packet.papers,
    )


def papered(clinic: Clinic) -> AbstractSet[str]:
    """The visit types that any packet rule names."""
    return types_with_papers(clinic.setup.rules, clinic.setup.types)


def packet_file(clinic: Clinic, visit: Visit) -> str:
    """What a visit's packet is called as a file: the day, the time and a number, nobody's name."""
    local = visit.start.astimezone(clinic.zone)
    return f"{local_day(visit.start, clinic.zone)}-{local:%H%M}-visit-{visit.id}.pdf"
