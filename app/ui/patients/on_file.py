"""What is on file for a patient, as rows: diagnoses, referrals, clearances, ticks, waivers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.codes import grouped
from app.domain.gate_policy import Policy
from app.domain.packets import PaperState
from app.domain.records import Clearance, Diagnosis, Referral, ReferralState, Tick, Waiver
from app.domain.time import wall
from app.ui.common.chips import STATUS_LOOKS, STATUS_SHAPES, readiness_look
from app.ui.common.lists import Row
from app.use_cases.papers import PaperView
from app.use_cases.patients import Card
from app.use_cases.views import VisitView

REFERRAL_CHIPS = {
    ReferralState.EXPECTED: ("Expected", "waiting"),
    ReferralState.RECEIVED: ("To be accepted", "waiting"),
    ReferralState.ACCEPTED: ("Accepted", "ready"),
    ReferralState.REJECTED: ("Not accepted", "blocked"),
}
PAPER_CHIPS = {
    PaperState.ISSUED: ("Made", "idle"),
    PaperState.PRINTED: ("Printed", "waiting"),
    PaperState.HANDED_OVER: ("Handed over", "waiting"),
    PaperState.RETURNED: ("Boxes empty", "blocked"),
    PaperState.COMPLETE: ("Complete", "ready"),
    PaperState.VOIDED: ("Voided", "idle"),
    PaperState.REFUSED: ("Not signed", "waived"),
    PaperState.REVOKED: ("Revoked", "blocked"),
}


def visit_row(view: VisitView, zone: ZoneInfo) -> Row:
    """A visit of the card."""
    start = wall(view.visit.start, zone)
    word = STATUS_LOOKS[view.visit.status][1]
    coming = view.visit.is_open and view.type.is_dosing
    look, chip = readiness_look(view) if coming else (STATUS_LOOKS[view.visit.status][0], word)
    return Row(
        value=view.visit.id,
        title=words.day_time(start),
        detail=f"{view.type.title} · {word}",
        chip=chip,
        look=look,
        shape="" if coming else STATUS_SHAPES[view.visit.status],
    )


def file_rows(card: Card, policy: Policy, zone: ZoneInfo) -> Iterator[Row]:
    """Everything on file, newest first within its kind."""
    for diagnosis in reversed(card.diagnoses):
        yield _diagnosis(diagnosis, zone)
    for referral in reversed(card.referrals):
        yield _referral(referral)
    for clearance in reversed(card.clearances):
        yield _clearance(clearance)
    for tick in reversed(card.ticks):
        yield _tick(tick, words.item_title(policy.title(tick.item)))
    for waiver in reversed(card.waivers):
        yield _waiver(waiver, words.item_title(policy.title(waiver.item)))


def education_rows(views: Sequence[PaperView], zone: ZoneInfo) -> Iterator[Row]:
    """Every sheet that explains, once: when it was given and in which language, or that it waits.

    The papers come newest first; of a sheet the one that was given counts before any other.
    """
    sheets: dict[str, PaperView] = {}
    for view in views:
        if view.kind == "education" and view.paper.state is not PaperState.VOIDED:
            before = sheets.setdefault(view.paper.form, view)
            if before.given_at is None and view.given_at is not None:
                sheets[view.paper.form] = view
    for view in sheets.values():
        yield _education(view, zone)


def _education(view: PaperView, zone: ZoneInfo) -> Row:
    given = view.given_at is not None
    return Row(
        value=("paper", view.paper.code),
        title=f"Education: {view.title}",
        detail=_given_told(view, zone),
        icon="paper",
        chip="Given" if given else "Not handed over",
        look="ready" if given else "waiting",
    )


def _given_told(view: PaperView, zone: ZoneInfo) -> str:
    """When a sheet was given, or printed while it was not, and in which language."""
    at = view.given_at
    said = f"given {_day(at, zone)}" if at else f"printed {_day(view.paper.issued_at, zone)}"
    language = words.language_word(view.paper.language)
    return f"{said}, in {language}, version {view.paper.version}"


def _day(at: datetime, zone: ZoneInfo) -> str:
    return words.short_day(wall(at, zone).date())


def _diagnosis(diagnosis: Diagnosis, zone: ZoneInfo) -> Row:
    told = words.diagnosis_told(diagnosis)
    said = f"{diagnosis.made_by}, {words.short_day(diagnosis.made_on)}"
    if diagnosis.removed_at:
        on = words.short_day(wall(diagnosis.removed_at, zone).date())
        said = f"removed by {diagnosis.removed_by} on {on}: {diagnosis.removed_why}"
    elif diagnosis.trials:
        said = f"{said}; did not help: {diagnosis.trials}"
    return Row(
        value=("diagnosis", diagnosis.id),
        title=told if told == words.ON_FILE else f"Diagnosis: {told}",
        detail=said,
        icon="diagnosis",
        chip="On file" if diagnosis.stands else "Removed",
        look="ready" if diagnosis.stands else "idle",
    )


def _referral(referral: Referral) -> Row:
    chip, look = REFERRAL_CHIPS[referral.state]
    parts = [
        f"letter of {words.short_day(referral.letter_on)}" if referral.letter_on else "",
        f"expected by {words.short_day(referral.expected_by)}"
        if referral.expected_by and referral.state is ReferralState.EXPECTED
        else "",
        words.plural(referral.visits, "visit") if referral.visits else "",
        referral.reason,
    ]
    return Row(
        value=("referral", referral.id),
        title=f"Referral: {referral.referrer}",
        detail=", ".join(part for part in parts if part),
        icon="letter",
        chip=chip,
        look=look,
    )


def _clearance(clearance: Clearance) -> Row:
    chip, look = ("Cleared", "ready") if clearance.cleared_on else ("Asked", "waiting")
    if clearance.withdrawn_on is not None:
        chip, look = "Withdrawn", "blocked"
    return Row(
        value=("clearance", clearance.id),
        title=f"Medical clearance ({words.route_word(clearance.route)})",
        detail=_clearance_told(clearance),
        icon="clearance",
        chip=chip,
        look=look,
    )


def _clearance_told(clearance: Clearance) -> str:
    """By whom and when, as far as it has come."""
    if clearance.withdrawn_on is not None:
        gone = words.short_day(clearance.withdrawn_on)
        return f"{clearance.withdrawn_by}, {gone}: {clearance.reason}"
    if clearance.cleared_on is not None:
        until = f", until {words.short_day(clearance.until)}" if clearance.until else ""
        return f"{clearance.cleared_by}, {words.short_day(clearance.cleared_on)}{until}"
    due = f", due {words.short_day(clearance.due)}" if clearance.due else ""
    return f"asked of {clearance.asked_of}{due}"


def _tick(tick: Tick, title: str) -> Row:
    until = f", until {words.short_day(tick.until)}" if tick.until else ""
    note = f": {tick.note}" if tick.note else ""
    return Row(
        value=("tick", tick.id),
        title=title,
        detail=f"{tick.by_name}, {words.short_day(tick.done_on)}{until}{note}",
        icon="tick",
        chip="On file",
        look="ready",
    )


def _waiver(waiver: Waiver, title: str) -> Row:
    over = waiver.ended_at is not None
    why = words.waiver_words(waiver.cause.value, waiver.reason)
    scope = words.waiver_scope(waiver.visit, waiver.course)
    until = words.short_day(waiver.until)
    told = f"ended: {waiver.ended_why}" if over else f"{scope}, until {until}: {why}"
    return Row(
        value=("waiver", waiver.id),
        title=f"Waived: {title}",
        detail=f"{waiver.by_name}, {told}",
        icon="waived",
        chip="Ended" if over else "Waived",
        look="idle" if over else "waived",
    )


def paper_row(view: PaperView, zone: ZoneInfo) -> Row:
    """A paper of the card: what it is, its code, and where it is."""
    paper = view.paper
    chip, look = PAPER_CHIPS[paper.state]
    told = _paper_told(view, zone)
    needs_no_return = not view.signers and paper.state is not PaperState.VOIDED
    keeps = "Given" if view.given_at else "To keep"
    return Row(
        value=paper.code,
        title=view.title,
        detail=f"{grouped(paper.code)} · version {paper.version} · {told}",
        icon="paper",
        chip=keeps if needs_no_return else chip,
        look=("ready" if view.given_at else "idle") if needs_no_return else look,
    )


def _paper_told(view: PaperView, zone: ZoneInfo) -> str:
    """Who signed it when and until when that is good, or what else became of it."""
    paper = view.paper
    if paper.state is PaperState.COMPLETE and paper.signed_on:
        who = [words.signer_word(each.who) for each in paper.signatures]
        by = f" by {', '.join(who or [paper.signed_by])}"
        until = f" · good until {words.short_day(view.until)}" if view.until else ""
        return f"signed {words.short_day(paper.signed_on)}{by}{until}"
    if paper.ended_on is not None:
        ended = words.paper_state_word(paper.state.value)
        return f"{ended} {words.short_day(paper.ended_on)}"
    if paper.state is PaperState.RETURNED:
        pages = sorted({box.page for box in view.empty_boxes})
        return f"{words.plural(len(paper.empty), 'empty box', 'empty boxes')}, page " + ", ".join(
            map(str, pages)
        )
    if view.given_at is not None and not view.signers:
        return f"given {_day(view.given_at, zone)}, in {words.language_word(paper.language)}"
    return f"printed {_day(paper.issued_at, zone)}"
