"""Packets as they would be printed now: looked up for many visits at once, laid out one by one."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from app import words
from app.clinic import Clinic
from app.documents.values import MadePacket, MadePaper, PacketSheet
from app.domain.access import Act
from app.domain.codes import new_code
from app.domain.packet_rules import AS_NEEDED, PacketWish
from app.domain.packets import Packet, Paper
from app.domain.refusal import Reason, Refused, Trouble
from app.domain.scheduling import Visit
from app.domain.staff import Person
from app.storage.unit import Unit
from app.use_cases import sheets
from app.use_cases.own_pages import with_own_pages
from app.use_cases.sheets import COVER, Story
from app.use_cases.stories import read_stories
from app.words.tongue import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of a packet, as the packet panel lists it."""

    form: str
    title: str
    version: int
    language: str
    pages: int
    first_page: int
    """The page of the packet's PDF that it begins on, counted from 1."""
    code: str
    why: Reason
    is_own_pdf: bool = False
    """Whether it is a PDF of the clinic's own, which an archive's rules do not hold for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the papers of a visit were made by, beside what is on file."""

    day: date
    edition: int
    """Of what the clinic has decided."""
    is_to_come: bool
    person: Person
    """Who is told of it."""


def basis_of(clinic: Clinic, visit: Visit) -> Basis:
    """What the papers of a visit are made by now."""
    return Basis(
        day=clinic.today(),
        edition=clinic.setup.edition,
        is_to_come=visit.start > clinic.now(),
        person=clinic.person,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A packet as it would be printed now: exactly these bytes are issued."""

    story: Story
    sheet: PacketSheet
    made: MadePacket
    lines: tuple[PaperLine, ...]
    printed: datetime
    issued: Packet | None = None
    """The packet issued before that says the same: a reprint gives its bytes."""
    mark: str = ""
    """The fingerprint of what the papers say."""
    basis: Basis | None = None
    seen: int = 0
    """The last entry of the audit when all this was read."""

    @property
    def pdf(self) -> bytes:
        """The bytes to show."""
        return self.made.pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a packet is to say, not laid out yet."""

    story: Story
    sheet: PacketSheet
    printed: datetime
    mark: str
    basis: Basis
    seen: int
    same: Packet | None = None
    kept: bytes = b""
    """The archived bytes of a packet that says the same."""


def draft_packet(clinic: Clinic, visit_id: int, wish: PacketWish = AS_NEEDED) -> Draft:
    """The packet of a visit as it would be printed now; a look that is kept in the audit."""
    (found,) = sketch_packets(clinic, [(visit_id, wish)])
    return laid_out(clinic, found)


def sketch_packets(
    clinic: Clinic, asked: Sequence[tuple[int, PacketWish]]
) -> tuple[Sketch | Refused | Trouble, ...]:
    """What the packets of some visits are to say, or why one cannot be made.

    All are read at once; the audit has a row for each.
    """
    with clinic.reading(Act.PREVIEW_PACKET) as unit:
        earlier = unit.packets.newest_of([visit for visit, _ in asked])
        stories = list(read_stories(clinic, unit, asked))
        count = sum(1 + len(each.wanted) for each in stories if isinstance(each, Story))
        codes = iter(_fresh_codes(unit, count))
        found = [
            each if isinstance(each, Refused) else _sketch(clinic, unit, each, codes, earlier)
            for each in stories
        ]
        visits = [each.story.view.visit for each in found if isinstance(each, Sketch)]
        unit.note_each([{"patient": visit.patient, "visit": visit.id} for visit in visits])
    return tuple(found)


def _sketch(
    clinic: Clinic,
    unit: Unit,
    story: Story,
    codes: Iterator[str],
    earlier: Mapping[int, Packet],
) -> Sketch | Trouble:
    visit, printed = story.view.visit, clinic.now()
    mine = tuple(islice(codes, 1 + len(story.wanted)))
    sheet = sheets.packet_sheet(clinic, story, mine, printed)
    mark = sheets.fingerprint(sheet)
    before = earlier.get(visit.id)
    same = before if before is not None and _will_do(before, mark) else None
    try:
        kept = unit.archive.get(same.sha256) if same else b""
        sheet = sheet if same else with_own_pages(unit, sheet)
    except Trouble as trouble:
        return trouble
    return Sketch(
        story=story,
        sheet=sheet,
        printed=printed,
        mark=mark,
        basis=basis_of(clinic, visit),
        seen=unit.audit.count(),
        same=same,
        kept=kept,
    )


def _will_do(packet: Packet, mark: str) -> bool:
    """Whether a packet says what is to be said; a paper that is signed is not signed again."""
    stands = not packet.is_superseded and not any(paper.is_signed for paper in packet.papers)
    return stands and packet.fingerprint == mark


def _fresh_codes(unit: Unit, count: int) -> tuple[str, ...]:
    """Codes that no paper has yet."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        drawn = [new_code(secrets.token_bytes(5)) for _ in range(count - len(codes))]
        taken = unit.packets.codes_in_use(drawn)
        codes |= dict.fromkeys(code for code in drawn if code not in taken)
    return tuple(codes)


def laid_out(clinic: Clinic, sketch: Sketch | Refused | Trouble) -> Draft:
    """The packet with its pages; what stood against it is raised here."""
    if isinstance(sketch, Refused | Trouble):
        raise sketch
    same = sketch.same
    made = _made_before(same, sketch.kept) if same else _layout(sketch.sheet)
    return Draft(
        story=sketch.story,
        sheet=sketch.sheet,
        made=made,
        lines=tuple(_lines(clinic, sketch.story, made, same)),
        printed=sketch.printed,
        issued=same,
        mark=sketch.mark,
        basis=sketch.basis,
        seen=sketch.seen,
    )


def _layout(sheet: PacketSheet) -> MadePacket:
    from app.documents import make_packet  # noqa: PLC0415 -- slow import

    return make_packet(sheet)


def _made_before(packet: Packet, pdf: bytes) -> MadePacket:
    return MadePacket(pdf=pdf, papers=(), pages=packet.pages)


def _lines(
    clinic: Clinic, story: Story, made: MadePacket, same: Packet | None
) -> Iterator[PaperLine]:
    if same is not None:
        yield from (line_of(clinic, paper.form, paper, paper.why) for paper in same.papers)
        return
    reasons = [Reason("why-cover"), *(each.why for each in story.wanted)]
    for paper, why in zip(made.papers, reasons, strict=True):
        yield line_of(clinic, paper.form, paper, why)


def line_of(clinic: Clinic, form: str, paper: Paper | MadePaper, why: Reason) -> PaperLine:
    """A paper as the packet panel lists it."""
    printed = clinic.forms.version(form, paper.version)
    return PaperLine(
        form=form,
        title=form_title(clinic, form),
        version=paper.version,
        language=paper.language,
        pages=paper.pages,
        first_page=paper.first_page,
        code=paper.code,
        why=why,
        is_own_pdf=printed is not None and bool(printed.files),
    )


def form_title(clinic: Clinic, form: str) -> str:
    """The short title of a form, or of the desk's cover sheet."""
    kept = clinic.forms.newest(form)
    if form == COVER:
        return words.tr("Desk cover sheet")
    return kept.short(tongue()) if kept else form
