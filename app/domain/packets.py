"""Papers and packets: which papers a visit still needs, why, and where each paper stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.form_lists import NEW_ROUTE
from app.domain.forms import Form
from app.domain.packet_rules import Asked, Use
from app.domain.refusal import Reason
from app.domain.signatures import Signature


class PaperState(StrEnum):
    """Where a paper stands, from the printer to the file."""

    ISSUED = "issued"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    """Back at the desk, but a box is empty."""
    COMPLETE = "complete"
    """Back, and a person saw every box filled."""
    VOIDED = "voided"
    REFUSED = "refused"
    """The patient would not sign, and staff recorded that: a privacy receipt."""
    REVOKED = "revoked"
    """Signed, and the consent was taken back later."""


ENDED = frozenset({PaperState.VOIDED, PaperState.REFUSED, PaperState.REVOKED})
"""Nothing more becomes of the paper."""

OUT = frozenset(
    {PaperState.ISSUED, PaperState.PRINTED, PaperState.HANDED_OVER, PaperState.RETURNED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a paper to be filled by hand, in points from the page's lower left corner."""

    id: str
    kind: str
    """initials, signature, name, date, time or choice."""
    page: int
    x: float
    y: float
    width: float
    height: float
    who: str = ""

    @property
    def is_placed(self) -> bool:
        """Whether it is known where it lies; on a clinic's own PDF it is only known to be there."""
        return self.width > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One form issued for one patient, frozen as it was printed."""

    id: int = 0
    code: str
    """Eight base32 characters, printed on every page."""
    packet: int
    visit: int
    patient: int
    form: str
    version: int
    language: str
    pages: int
    first_page: int
    """Its first page in the packet's PDF, counted from 1."""
    per_visit: bool = False
    route: str = ""
    """The route it was printed for; nothing when its text is the same for all."""
    why: Reason
    state: PaperState = PaperState.ISSUED
    issued_at: datetime
    signed_at: datetime | None = None
    signed_on: date | None = None
    """The clinic's day of the signature."""
    signed_by: str = ""
    """Who signed for the patient: patient or representative."""
    empty: tuple[str, ...] = ()
    """Boxes found empty when it came back."""
    signatures: tuple[Signature, ...] = ()
    """Everybody's signatures, each with its time."""
    seen_by: str = ""
    """Who looked at the boxes when it came back."""
    ended_on: date | None = None
    """The clinic's day on which it was voided, refused or revoked."""
    boxes: tuple[Box, ...] = ()

    @property
    def is_out(self) -> bool:
        """Whether the paper is printed or on its way and not yet complete."""
        return self.state in OUT

    @property
    def was_given(self) -> bool:
        """Whether the patient has it in hand, or had."""
        return self.state in {PaperState.HANDED_OVER, PaperState.RETURNED, PaperState.COMPLETE}

    @property
    def is_signed(self) -> bool:
        """Whether it came back with every box filled."""
        return self.state is PaperState.COMPLETE and self.signed_on is not None

    @property
    def places(self) -> tuple[str, ...]:
        """Whose signatures it has places for, in their order on the pages."""
        return tuple(dict.fromkeys(box.who for box in self.boxes if box.kind == "signature"))

    def serves(self, visit: int) -> bool:
        """Whether the paper can count for a visit: a paper of one visit counts only there."""
        return not self.per_visit or self.visit == visit

    def is_for_route_of(self, form: Form) -> bool:
        """Whether it speaks of a route that the form is asked for."""
        anew = form.routes and NEW_ROUTE in form.resign_on
        return not anew or self.route in {"", *form.routes}

    def valid_until(self, form: Form, on: date, dosing_days: Sequence[date]) -> date:
        """The last day the signature is good for, given the treatments since it was made."""
        signed = self.signed_on or date.min
        if form.valid_days is None:
            return on
        last = signed + timedelta(days=form.valid_days)
        if form.gap_days is None:
            return last
        treated = [day for day in dosing_days if signed <= day < on]
        since = max(treated, default=signed)
        return min(last, since + timedelta(days=form.gap_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The papers printed together for one visit, and the hash of exactly what was printed."""

    id: int = 0
    visit: int
    patient: int
    made_at: datetime
    made_by: str
    sha256: str
    pages: int
    fingerprint: str = ""
    """Hash of what the papers say, without codes and print time: equal means a reprint will do."""
    papers: tuple[Paper, ...] = ()

    @property
    def is_superseded(self) -> bool:
        """Whether a paper of it counts no more, so that a newer packet takes its place."""
        return any(paper.state in ENDED for paper in self.papers)

    @property
    def came_out(self) -> bool:
        """Whether a person has seen any of it out of the printer."""
        states = {paper.state for paper in self.papers}
        return bool(states - {PaperState.ISSUED, PaperState.VOIDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A form that goes into the packet, and why."""

    form: Form
    why: Reason


def signature_for(
    form: Form, papers: Sequence[Paper], visit: int, dose_at: datetime | None
) -> Paper | None:
    """The newest signed paper of the form's current material version that counts for a visit."""
    signed = [
        paper
        for paper in papers
        if paper.form == form.id
        and paper.is_signed
        and paper.version >= form.material_since
        and paper.is_for_route_of(form)
        and paper.serves(visit)
        and (dose_at is None or paper.signed_at is None or paper.signed_at < dose_at)
    ]
    return max(signed, key=lambda paper: (paper.signed_on or date.min, paper.id), default=None)


def wanted(
    asked: Asked,
    papers: Sequence[Paper],
    visit: int,
    on: date,
    dosing_days: Sequence[date],
) -> Iterator[Wanted]:
    """The forms a patient still needs for a visit, each with the reason."""
    for form in asked.forms:
        use = asked.uses.get(form.id, Use.NEEDED)
        why = _why(form, use, papers, visit, on=on, dosing_days=dosing_days)
        if why is not None:
            yield Wanted(form=form, why=why)


def refusal_of(form: Form, papers: Sequence[Paper]) -> Paper | None:
    """The newest receipt of the current material version that the patient would not sign."""
    refused = [
        paper
        for paper in papers
        if paper.form == form.id
        and paper.state is PaperState.REFUSED
        and paper.version >= form.material_since
    ]
    return max(refused, key=lambda paper: paper.id, default=None)


def wanted_anyway(
    forms: Sequence[Form], needed: Iterable[Wanted], papers: Sequence[Paper], visit: int
) -> Iterator[Wanted]:
    """These forms, needed or not: what is not needed only because somebody asked."""
    known = {each.form.id: each for each in needed}
    for form in forms:
        yield known.get(form.id) or Wanted(form=form, why=_why_anyway(form, papers, visit))


def _why_anyway(form: Form, papers: Sequence[Paper], visit: int) -> Reason:
    signed = signature_for(form, papers, visit, None)
    if signed is not None and signed.signed_on is not None:
        return Reason("why-asked-signed", {"on": signed.signed_on})
    had = [paper.version for paper in papers if paper.form == form.id and paper.was_given]
    return Reason("why-asked-given", {"version": max(had)}) if had else Reason("why-asked")


def _why(
    form: Form,
    use: Use,
    papers: Sequence[Paper],
    visit: int,
    *,
    on: date,
    dosing_days: Sequence[date],
) -> Reason | None:
    if not form.signers or use is Use.GIVEN:
        return _why_handed_out(form, papers, visit)
    found = signature_for(form, papers, visit, None)
    if found is None and refusal_of(form, papers) is not None:
        return None
    if found is None:
        was_asked = use is Use.ONCE and _was_asked(form, papers, visit)
        return None if was_asked else _why_unsigned(form, papers, visit)
    last = found.valid_until(form, on, dosing_days)
    if last >= on:
        return None
    return Reason("why-expires", {"until": last, "on": on})


def _was_asked(form: Form, papers: Sequence[Paper], visit: int) -> bool:
    """Whether the patient has had a paper that says what this one does, for another visit."""
    return any(
        paper.form == form.id
        and paper.visit != visit
        and paper.version >= form.material_since
        and paper.state is not PaperState.VOIDED
        for paper in papers
    )


def _why_handed_out(form: Form, papers: Sequence[Paper], visit: int) -> Reason | None:
    if form.per_visit:
        return Reason("why-each-visit")
    given = [p for p in papers if p.form == form.id and p.visit != visit]
    if any(p.version == form.version and p.state is not PaperState.VOIDED for p in given):
        return None
    return Reason("why-new-version" if given else "why-first-time", {"version": form.version})


def _why_unsigned(form: Form, papers: Sequence[Paper], visit: int) -> Reason:
    if form.per_visit:
        return Reason("why-each-visit")
    mine = [
        paper
        for paper in papers
        if paper.form == form.id and paper.visit != visit and paper.state is not PaperState.VOIDED
    ]
    signed = [p for p in mine if p.is_signed]
    revoked = [p.ended_on for p in mine if p.state is PaperState.REVOKED and p.ended_on]
    if any(p.version >= form.material_since and not p.is_for_route_of(form) for p in signed):
        return Reason("why-new-route")
    if revoked and not signed:
        return Reason("why-revoked", {"on": max(revoked)})
    if signed:
        return Reason("why-new-version", {"version": form.version})
    if any(p.is_out for p in mine):
        return Reason("why-not-back")
    return Reason("why-never-signed")
