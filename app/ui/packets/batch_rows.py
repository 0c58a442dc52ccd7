"""The visits of a batch as rows: whether each is printed, what it has, how ready the visit is."""

from collections.abc import Collection, Mapping, Sequence

from app import words
from app.domain.refusal import Reason
from app.domain.time import wall
from app.ui.common.chips import items_look
from app.ui.common.lists import Row
from app.ui.desk import Desk
from app.use_cases.batch import Gone, Line
from app.use_cases.batch_ways import DAY_SHEET, PACKET, SLIPS
from app.words.tongue import later, tr

BESIDE = {DAY_SHEET: later("the day sheet"), SLIPS: later("the routing slips")}


def batch_row(desk: Desk, line: Line, chosen: Collection[int], gone: Mapping[int, Gone]) -> Row:
    """One visit: a tick when it is to be printed, its papers, and what became of it."""
    view, is_chosen, after = line.view, line.visit in chosen, gone.get(line.visit)
    at = words.clock(wall(view.visit.start, desk.clinic.zone))
    look, ready = items_look(view.items)
    return Row(
        value=line.visit,
        title=f"{at}  {desk.name(view.patient)}",
        detail=_about(line),
        chip=ready,
        look=look,
        icon=_icon(after, is_chosen=is_chosen),
        action=_state(line, after, is_chosen=is_chosen),
    )


def amount(lines: Collection[Line], chosen: Collection[Line]) -> str:
    """How many visits there are, and how much of theirs is printed."""
    return tr(
        "{visits}; {pages} in {packets}",
        visits=words.plural(len(lines), "visit"),
        pages=words.plural(sum(line.pages for line in chosen), "page"),
        packets=words.plural(len(chosen), "packet"),
    )


def _icon(gone: Gone | None, *, is_chosen: bool) -> str:
    if gone is not None:
        return "blocked" if gone.error else "ready"
    return "tick" if is_chosen else "idle"


def _about(line: Line) -> str:
    """The kind of visit, how much is printed, a language other than English, what is not ready."""
    language = line.view.patient.language
    parts = [line.view.type.short, _amount(line)]
    if language != "en":
        parts.append(words.language_word(language))
    if line.view.open_items:
        first = line.view.open_items[0]
        title = words.item_named(first)
        state = words.state_word(first.state.value).lower()
        parts.append(tr("{item} {state}", item=title, state=state))
    return " · ".join(part for part in parts if part)


def _amount(line: Line) -> str:
    if line.error is not None:
        return words.say(line.error)
    if line.draft is None:
        return tr("not laid out yet")
    papers = words.plural(len(line.draft.lines), "paper")
    return f"{papers}, {words.plural(line.pages, 'page')}"


def _state(line: Line, gone: Gone | None, *, is_chosen: bool) -> str:
    if gone is not None:
        return tr("Not printed") if gone.error else tr("Sent")
    if is_chosen:
        return tr("Prints")
    if not line.needs_papers:
        return tr("Nothing missing")
    return tr("Printed before") if line.is_out else tr("Left out")


def troubles(done: Sequence[Gone]) -> tuple[str, tuple[Reason, ...]]:
    """What did not come out, in a line, and every reason for it once."""
    failed = [gone for gone in done if gone.error]
    reasons = [gone.error for gone in failed if gone.error]
    once = [each for n, each in enumerate(reasons) if each not in reasons[:n]]
    count = sum(1 for gone in failed if gone.what == PACKET)
    told = [words.plural(count, "packet")] if count else []
    told += [tr(BESIDE[gone.what]) for gone in failed if gone.what in BESIDE]
    lead = tr("Not printed: {what}.", what=", ".join(told)) if told else ""
    return lead, tuple(once)
