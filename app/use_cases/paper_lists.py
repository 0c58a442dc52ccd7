"""The worklists of papers: to print, out, back with gaps, signed today, consents that end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app import words
from app.clinic import Clinic
from app.domain.codes import grouped
from app.domain.forms import Form
from app.domain.gate import Item, State
from app.domain.gate_policy import CONSENT
from app.domain.months import DAY
from app.domain.packets import Box, Paper, PaperState
from app.domain.paper_steps import StepKind
from app.domain.refusal import Reason
from app.domain.time import local_day, midnight, wall
from app.domain.worklists import CONSENT_NOTICE, TO_PRINT_WITHIN, Worklist
from app.storage.unit import Unit
from app.use_cases.papers import PaperView, view_papers
from app.use_cases.tasks import Task
from app.use_cases.views import VisitView, view_visits

OUT = (PaperState.ISSUED, PaperState.PRINTED, PaperState.HANDED_OVER)
"""A paper that nobody has said came out of the printer may lie at the desk all the same."""
UNSIGNED = frozenset({State.MISSING, State.EXPIRED, State.ENDS_BEFORE_VISIT})
SIGNED_BEFORE = frozenset({State.MET, State.EXPIRED})
WENT_OUT = frozenset({StepKind.PRINTED, StepKind.HANDED_OVER})


def paper_lists(
    clinic: Clinic, unit: Unit, views: Sequence[VisitView]
) -> Mapping[Worklist, Iterable[Task]]:
    """Every list about papers; the visits are those to come."""
    back = (*OUT, PaperState.RETURNED)
    papers = view_papers(clinic, unit, unit.packets.papers(back))
    awaited = [each for each in papers if each.signers]
    visits = _visits_of(clinic, unit, awaited)
    return {
        Worklist.TO_PRINT: _to_print(clinic, views),
        Worklist.NOT_RETURNED: [
            _not_back(clinic, each, visits) for each in awaited if each.paper.state in OUT
        ],
        Worklist.INCOMPLETE: [
            _incomplete(each, visits) for each in awaited if each.paper.state is PaperState.RETURNED
        ],
        Worklist.SIGNED_TODAY: list(_signed_today(clinic, unit)),
        Worklist.CONSENTS_ENDING: list(_ending(clinic, unit)),
        Worklist.SUPERSEDED: list(_superseded(clinic, unit, views)),
    }


def _visits_of(clinic: Clinic, unit: Unit, papers: Sequence[PaperView]) -> Mapping[int, VisitView]:
    found = unit.scheduling.visits({each.paper.visit for each in papers})
    return {view.visit.id: view for view in view_visits(clinic, unit, found)} if found else {}


def _to_print(clinic: Clinic, views: Sequence[VisitView]) -> Iterator[Task]:
    """The visits whose papers nobody has yet: a task for each visit, not for each paper."""
    last = clinic.today() + TO_PRINT_WITHIN * DAY
    for view in views:
        items = [item for item in view.items if _is_unsigned(item)]
        if view.day <= last and items:
            yield Task(
                patient=view.patient,
                due=view.visit.start,
                reasons=tuple(item.reason for item in items),
                view=view,
                item=items[0],
            )


def _is_unsigned(item: Item) -> bool:
    kind = item.item.partition(":")[0]
    return kind == CONSENT and item.state in UNSIGNED and item.reason.code != "form-not-available"


def _about(each: PaperView, reason: Reason, visits: Mapping[int, VisitView], action: str) -> Task:
    """A paper whose visit says by when it is needed."""
    view = visits[each.paper.visit]
    return Task(
        patient=each.patient,
        due=view.visit.start,
        reasons=(reason,),
        view=view,
        paper=each,
        next=action,
    )


def _not_back(clinic: Clinic, each: PaperView, visits: Mapping[int, VisitView]) -> Task:
    went = [step.at for step in each.steps if step.kind in WENT_OUT]
    at = max(went, default=each.paper.issued_at)
    told = {
        "form": each.title,
        "code": grouped(each.paper.code),
        "paper_state": each.paper.state.value,
        "on": local_day(at, clinic.zone),
    }
    return _about(each, Reason("paper-not-back", told), visits, words.tr("Check it in"))


def _incomplete(each: PaperView, visits: Mapping[int, VisitView]) -> Task:
    boxes = each.empty_boxes
    told = {
        "form": each.title,
        "code": grouped(each.paper.code),
        "count": words.plural(len(boxes), "box is", "boxes are"),
        "boxes": tuple(_box(box) for box in boxes),
    }
    return _about(each, Reason("paper-incomplete", told), visits, words.tr("Complete it"))


def _box(box: Box) -> str:
    name = words.box_word(box.id if box.kind == "initials" else box.kind)
    who = "" if box.kind == "initials" else f", {words.signer_word(box.who)}"
    return words.tr("{box} (page {page})", box=f"{name}{who}", page=box.page)


def _signed_today(clinic: Clinic, unit: Unit) -> Iterator[Task]:
    today = clinic.today()
    signed = view_papers(clinic, unit, unit.packets.signed_between(today, today))
    visits = _visits_of(clinic, unit, signed)
    for each in signed:
        signers = tuple(words.signer_word(one.who) for one in each.paper.signatures)
        told = {
            "form": each.title,
            "code": grouped(each.paper.code),
            "signers": signers or (each.paper.signed_by,),
            "seen": each.paper.seen_by or words.tr("nobody named"),
        }
        task = _about(each, Reason("paper-signed", told), visits, words.tr("See the paper"))
        yield replace(task, due=each.paper.signed_at or task.due)


def _ending(clinic: Clinic, unit: Unit) -> Iterator[Task]:
    """The newest signature of each consent, when it ends soon."""
    today = clinic.today()
    last = today + CONSENT_NOTICE * DAY
    days = [form.valid_days for form in clinic.forms if form.valid_days]
    first = today - max(days, default=0) * DAY
    newest: dict[tuple[int, str, str], PaperView] = {}
    for each in view_papers(clinic, unit, unit.packets.signed_between(first, today)):
        key = each.patient.id, each.paper.form, each.paper.route
        if not each.paper.per_visit:  # newest first
            newest.setdefault(key, each)
    for each in newest.values():
        until, signed = each.until, each.paper.signed_on
        if until is not None and signed is not None and today <= until <= last:
            told = {"form": each.title, "signed": signed, "until": until}
            yield Task(
                patient=each.patient,
                due=midnight(until + DAY, clinic.zone),
                reasons=(Reason("paper-ends", told),),
                last=until,
                paper=each,
                next=words.tr("Open the card"),
            )


def _superseded(clinic: Clinic, unit: Unit, views: Sequence[VisitView]) -> Iterator[Task]:
    """What is signed in an older version than the next visit asks for: good still, or no more."""
    papers = unit.packets.papers_of(view.patient.id for view in views)
    told: dict[tuple[int, str], tuple[VisitView, Item, Paper]] = {}
    for view in sorted(views, key=lambda view: view.visit.start):
        forms = clinic.forms.on(view.day)
        for item in view.items:
            form = forms.get(item.item.removeprefix(f"{CONSENT}:"))
            if form is None or form.per_visit or item.state not in SIGNED_BEFORE:
                continue
            signed = _last_signed(form, papers.get(view.patient.id, ()))
            if signed is not None and signed.version < form.version:
                told.setdefault((view.patient.id, form.id), (view, item, signed))
    shown = view_papers(clinic, unit, [signed for _, _, signed in told.values()])
    titled = {each.paper.id: each for each in shown}
    for view, item, signed in told.values():
        newer = clinic.forms.on(view.day)[signed.form]
        yield _older(view, item, titled[signed.id], newer)


def _last_signed(form: Form, papers: Sequence[Paper]) -> Paper | None:
    signed = [each for each in papers if each.form == form.id and each.is_signed]
    return max(signed, key=lambda each: (each.version, each.id), default=None)


def _older(view: VisitView, item: Item, each: PaperView, newer: Form) -> Task:
    again = each.paper.version < newer.material_since
    reason = Reason(
        "paper-superseded" if again else "paper-superseded-good",
        {
            "form": each.title,
            "version": each.paper.version,
            "signed": each.paper.signed_on or view.day,
            "newer": newer.version,
        },
    )
    return Task(
        patient=view.patient,
        due=view.visit.start,
        reasons=(reason,),
        view=view,
        item=item if again else None,
        paper=None if again else each,
        next="" if again else words.tr("See the paper"),
    )


def said_signed(clinic: Clinic, task: Task) -> str:
    """When a paper was signed, for a list that is about the past."""
    return words.moment(wall(task.due, clinic.zone))
