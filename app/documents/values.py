"""What the documents room is given and gives back: plain values, every text ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.forms import Block, Form
from app.domain.own_pdfs import OwnPdf
from app.domain.packets import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicDetails:
    """The letterhead: what every page says about the clinic."""

    name: str
    address: str
    phone: str
    after_hours_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientDetails:
    """Who the papers are for: name and date of birth go on every page."""

    name: str
    born: str
    chart: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDetails:
    """The visit a packet is for, in the words of the cover sheet."""

    type: str
    day: str
    time: str
    room: str = ""
    people: tuple[str, ...] = ()
    status: str = ""
    needs_attention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessLine:
    """One gate item: its state is one of `STATES`, the rest is printed as it stands."""

    item: str
    state: str
    words: str
    stops: str = ""
    until: str = ""


STATES = (
    "met",
    "waiting",
    "missing",
    "expired",
    "ends_before_visit",
    "waived",
    "not_needed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverLine:
    """One waiver, printed as "Referral waived by Dr. Hale on 3 November 2026: reason"."""

    item: str
    by: str
    on: str
    reason: str
    until: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSheet:
    """The desk's page in front of a packet; the list of papers is taken from the packet itself."""

    code: str
    visit: VisitDetails
    readiness: tuple[ReadinessLine, ...] = ()
    waivers: tuple[WaiverLine, ...] = ()
    note: str = ""
    mark: str = ""
    """What stands beside the chart number when the record is specially protected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet:
    """One form for one patient, with the values of its fields and why it is printed."""

    code: str
    form: Form
    blocks: tuple[Block, ...]
    language: str
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    conditions: frozenset[str] = frozenset()
    why: str = ""
    born: str = ""
    """The patient's date of birth in the paper's language; as the packet says it when empty."""
    printed: str = ""
    """When it was printed, in the paper's language; the same."""
    own: OwnPdf | None = field(default=None, compare=False, repr=False)
    """The clinic's own pages, where the form is a PDF; its hash in the form says which they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketSheet:
    """Everything one packet is made of, in the order it is printed."""

    clinic: ClinicDetails
    patient: PatientDetails
    printed: str
    papers: tuple[CoverSheet | PaperSheet, ...]
    draft: bool = False

    def around(self, paper: PaperSheet) -> "PacketSheet":
        """The packet as a paper in it says it: days and times in the paper's language."""
        patient = replace(self.patient, born=paper.born or self.patient.born)
        return replace(self, patient=patient, printed=paper.printed or self.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """One paper as laid out: its pages without a blank back, and the page it starts on."""

    code: str
    form: str
    version: int
    language: str
    pages: int
    first_page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePacket:
    """The printed bytes of a packet, and what is where in them."""

    pdf: bytes
    papers: tuple[MadePaper, ...]
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVisit:
    """One line of the day sheet."""

    time: str
    until: str
    patient: str
    type: str
    room: str
    people: str
    met: int
    of: int
    state: str
    words: str
    status: str = ""
    codes: tuple[str, ...] = ()
    step: str = ""
    """Which visit of its course it is, such as "2 of 6"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One visit that needs somebody first: what is wrong and what to do next."""

    time: str
    """Such as "08:30", or "Sat 09:00" when it is not of this day."""
    patient: str
    state: str
    words: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RideLine:
    """A ride home that is due."""

    time: str
    patient: str
    ride: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A group session with who sits in it."""

    time: str
    until: str
    type: str
    room: str
    people: str
    seats: str
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine:
    """Time in which a room is free, and who of the wait list could come then."""

    time: str
    until: str
    room: str
    kinds: str
    """For which kinds of visit."""
    waiting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """The morning's sheet: the visits of one day, what needs the desk first, the rides due."""

    clinic: ClinicDetails
    day: str
    printed: str
    visits: tuple[DayVisit, ...] = ()
    needs_first: tuple[NeedLine, ...] = ()
    rides: tuple[RideLine, ...] = ()
    sessions: tuple[SessionLine, ...] = ()
    openings: tuple[OpeningLine, ...] = ()
    note: str = ""
    audit_count: str = ""
    audit_head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One row of a worklist: by when, who, what is missing and what to do next."""

    due: str
    patient: str
    visit: str
    """Which visit it is about, and when; what is known instead when there is none."""
    state: str
    words: tuple[str, ...]
    action: str
    notice: str = ""
    """What must go with this patient's record wherever it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistSheet:
    """A worklist for the desk: what it is, as of when, and its rows."""

    clinic: ClinicDetails
    title: str
    about: str
    printed: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What the sheet says that is locked away."""

    clinic: str
    code: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCard:
    """The keys of the window by the menus they stand in, and in which language they are told."""

    clinic: str
    language: str
    title: str
    about: str
    printed: str
    groups: Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTest:
    """What the page says that tries a printer."""

    clinic: str
    printer: str
    code: str
    printed: str
