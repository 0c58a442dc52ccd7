"""What is on file for a patient, as rows: diagnoses, referrals, clearances, ticks, waivers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
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
from app.words.tongue import later, tr, tr_of

REFERRAL_CHIPS = {
    ReferralState.EXPECTED: (later("Expected"), "waiting"),
    ReferralState.RECEIVED: (later("To be accepted"), "waiting"),
    ReferralState.ACCEPTED: (later("Accepted"), "ready"),
    ReferralState.REJECTED: (later("Not accepted"), "blocked"),
}
PAPER_CHIPS = {
    PaperState.ISSUED: (later("Made"), "idle"),
    PaperState.PRINTED: (later("Printed"), "waiting"),
    PaperState.HANDED_OVER: (later("Handed over"), "waiting"),
    PaperState.RETURNED: (later("Boxes empty"), "blocked"),
    PaperState.COMPLETE: (later("Complete"), "ready"),
    PaperState.VOIDED: (later("Voided"), "idle"),
    PaperState.REFUSED: (later("Not signed"), "waived"),
    PaperState.REVOKED: (later("Revoked"), "blocked"),
}


def visit_row(view: VisitView, zone: ZoneInfo) -> Row:
    """A visit of the card."""
    start = wall(view.visit.start, zone)
    word = tr(STATUS_LOOKS[view.visit.status][1])
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
        title=tr("Education: {title}", title=view.title),
        detail=_given_told(view, zone),
        icon="paper",
        chip=tr_of("sheet", "Given") if given else tr_of("sheet", "Not handed over"),
        look="ready" if given else "waiting",
    )


def _given_told(view: PaperView, zone: ZoneInfo) -> str:
    """When a sheet was given, or printed while it was not, and in which language."""
    told = {
        "day": _day(view.given_at or view.paper.issued_at, zone),
        "language": words.language_word(view.paper.language),
        "version": view.paper.version,
    }
    if view.given_at:
        return tr_of("sheet", "given {day}, in {language}, version {version}", **told)
    return tr_of("sheet", "printed {day}, in {language}, version {version}", **told)


def _day(at: datetime, zone: ZoneInfo) -> str:
    return words.short_day(wall(at, zone).date())


def _diagnosis(diagnosis: Diagnosis, zone: ZoneInfo) -> Row:
    told = words.diagnosis_told(diagnosis)
    said = f"{diagnosis.made_by}, {words.short_day(diagnosis.made_on)}"
    if diagnosis.removed_at:
        on = words.short_day(wall(diagnosis.removed_at, zone).date())
        said = tr(
            "removed by {who} on {day}: {why}",
            who=diagnosis.removed_by,
            day=on,
            why=diagnosis.removed_why,
        )
    elif diagnosis.trials:
        said = tr("{said}; did not help: {trials}", said=said, trials=diagnosis.trials)
    return Row(
        value=("diagnosis", diagnosis.id),
        title=told if told == tr(words.ON_FILE) else tr("Diagnosis: {diagnosis}", diagnosis=told),
        detail=said,
        icon="diagnosis",
        chip=tr("On file") if diagnosis.stands else tr("Removed"),
        look="ready" if diagnosis.stands else "idle",
    )


def _referral(referral: Referral) -> Row:
    chip, look = REFERRAL_CHIPS[referral.state]
    parts = [
        tr("letter of {day}", day=words.short_day(referral.letter_on))
        if referral.letter_on
        else "",
        tr("expected by {day}", day=words.short_day(referral.expected_by))
        if referral.expected_by and referral.state is ReferralState.EXPECTED
        else "",
        words.plural(referral.visits, "visit") if referral.visits else "",
        tr(referral.reason),
    ]
    return Row(
        value=("referral", referral.id),
        title=tr("Referral: {who}", who=referral.referrer),
        detail=", ".join(part for part in parts if part),
        icon="letter",
        chip=tr(chip),
        look=look,
    )


def _clearance(clearance: Clearance) -> Row:
    chip, look = tr_of("clearance", "Asked"), "waiting"
    if clearance.cleared_on:
        chip, look = tr_of("clearance", "Cleared"), "ready"
    if clearance.withdrawn_on is not None:
        chip, look = tr_of("clearance", "Withdrawn"), "blocked"
    return Row(
        value=("clearance", clearance.id),
        title=tr("Medical clearance ({route})", route=words.route_word(clearance.route)),
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
        told = f"{clearance.cleared_by}, {words.short_day(clearance.cleared_on)}"
        return _until(told, clearance.until)
    if clearance.due is None:
        return tr("asked of {who}", who=clearance.asked_of)
    due = words.short_day(clearance.due)
    return tr("asked of {who}, due {day}", who=clearance.asked_of, day=due)


def _until(told: str, until: date | None) -> str:
    """What was done by whom, and until when it is good when that is known."""
    return tr("{told}, until {day}", told=told, day=words.short_day(until)) if until else told


def _tick(tick: Tick, title: str) -> Row:
    told = _until(f"{tick.by_name}, {words.short_day(tick.done_on)}", tick.until)
    note = f": {tick.note}" if tick.note else ""
    return Row(
        value=("tick", tick.id),
        title=title,
        detail=told + note,
        icon="tick",
        chip=tr("On file"),
        look="ready",
    )


def _waiver(waiver: Waiver, title: str) -> Row:
    over = waiver.ended_at is not None
    why = words.waiver_words(waiver.cause.value, waiver.reason)
    scope = words.waiver_scope(waiver.visit, waiver.course)
    told = (
        tr_of("waiver", "ended: {why}", why=waiver.ended_why)
        if over
        else f"{_until(scope, waiver.until)}: {why}"
    )
    return Row(
        value=("waiver", waiver.id),
        title=tr("Waived: {item}", item=title),
        detail=f"{waiver.by_name}, {told}",
        icon="waived",
        chip=tr_of("waiver", "Ended") if over else tr("Waived"),
        look="idle" if over else "waived",
    )


def paper_row(view: PaperView, zone: ZoneInfo) -> Row:
    """A paper of the card: what it is, its code, and where it is."""
    paper = view.paper
    chip, look = PAPER_CHIPS[paper.state]
    told = _paper_told(view, zone)
    needs_no_return = not view.signers and paper.state is not PaperState.VOIDED
    keeps = tr_of("paper", "Given") if view.given_at else tr("To keep")
    return Row(
        value=paper.code,
        title=view.title,
        detail=f"{grouped(paper.code)} · {tr('version {version}', version=paper.version)} · {told}",
        icon="paper",
        chip=keeps if needs_no_return else tr(chip),
        look=("ready" if view.given_at else "idle") if needs_no_return else look,
    )


def _paper_told(view: PaperView, zone: ZoneInfo) -> str:
    """Who signed it when and until when that is good, or what else became of it."""
    paper = view.paper
    if paper.state is PaperState.COMPLETE and paper.signed_on:
        who = [words.signer_word(each.who) for each in paper.signatures]
        by = ", ".join(who or [paper.signed_by])
        signed = tr("signed {day} by {who}", day=words.short_day(paper.signed_on), who=by)
        until = tr("good until {day}", day=words.short_day(view.until)) if view.until else ""
        return " · ".join(part for part in (signed, until) if part)
    if paper.ended_on is not None:
        ended = words.paper_state_word(paper.state.value)
        return f"{ended} {words.short_day(paper.ended_on)}"
    if paper.state is PaperState.RETURNED:
        pages = sorted({box.page for box in view.empty_boxes})
        boxes = words.plural(len(paper.empty), "empty box", "empty boxes")
        return tr("{boxes}, page {pages}", boxes=boxes, pages=", ".join(map(str, pages)))
    if view.given_at is not None and not view.signers:
        language = words.language_word(paper.language)
        return tr("given {day}, in {language}", day=_day(view.given_at, zone), language=language)
    return tr("printed {day}", day=_day(paper.issued_at, zone))
