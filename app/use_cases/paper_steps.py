"""The steps of a paper's life: each is kept with who and when, and can be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.codes import normalise
from app.domain.packets import ENDED, OUT, Paper, PaperState
from app.domain.paper_steps import Step, StepKind, VoidCause, put, stand_of
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.time import local_day
from app.storage.unit import Unit

RECEIPTS = frozenset({"privacy-acknowledgement"})
"""Papers that a patient may refuse to sign; care goes on (45 CFR 164.520(c)(2)(ii))."""


def paper_of_code(unit: Unit, typed: str) -> Paper:
    """The paper with the code somebody read off its foot."""
    try:
        code = normalise(typed)
    except ValueError:
        raise refuse("paper-code-unreadable", code=typed) from None
    paper = unit.packets.paper(code)
    if paper is None:
        raise refuse("paper-unknown", code=code)
    return paper


def keep_step(
    clinic: Clinic,
    unit: Unit,
    paper: Paper,
    kind: StepKind,
    after: Paper,
    *,
    token: str = "",
    cause: str = "",
    why: str = "",
) -> Paper:
    """The paper as it stands after a step, which is kept with where it stood before."""
    unit.packets.update_paper(after)
    unit.steps.add(
        Step(
            paper=paper.id,
            kind=kind,
            at=clinic.now(),
            by=clinic.person.titled,
            cause=cause,
            why=why,
            token=token,
            before=stand_of(paper),
        )
    )
    return after


def mark_printed(clinic: Clinic, typed: str, *, token: str = "") -> Paper:
    """Note that a person saw one paper come out of the printer."""
    return _mark(clinic, typed, Act.TICK_PRINTED, StepKind.PRINTED, token or new_token())


def mark_handed_over(clinic: Clinic, typed: str, *, token: str = "") -> Paper:
    """Note that the patient has one paper in hand."""
    return _mark(clinic, typed, Act.HAND_OVER_PAPER, StepKind.HANDED_OVER, token or new_token())


STATES = {
    StepKind.PRINTED: PaperState.PRINTED,
    StepKind.HANDED_OVER: PaperState.HANDED_OVER,
}
EARLIER = {
    StepKind.PRINTED: frozenset({PaperState.ISSUED}),
    StepKind.HANDED_OVER: frozenset({PaperState.ISSUED, PaperState.PRINTED}),
}


def _mark(clinic: Clinic, typed: str, act: Act, kind: StepKind, token: str) -> Paper:
    with clinic.writing(act, token=token) as unit:
        paper = _noted(unit, typed)
        if paper.state not in EARLIER[kind]:
            raise refuse("paper-step-past", paper_state=paper.state.value)
        return keep_step(clinic, unit, paper, kind, replace(paper, state=STATES[kind]), token=token)


def _noted(unit: Unit, typed: str) -> Paper:
    paper = paper_of_code(unit, typed)
    unit.note(patient=paper.patient, visit=paper.visit, paper=paper.code)
    return paper


def void_paper(
    clinic: Clinic, typed: str, cause: VoidCause, why: str = "", *, token: str = ""
) -> Paper:
    """Have a paper count no more, with the reason."""
    token = token or new_token()
    with clinic.writing(Act.VOID_PAPER, token=token) as unit:
        paper = _noted(unit, typed)
        unit.note(cause=cause.value)
        refuse_if(_against_voiding(paper, cause, why))
        after = replace(paper, state=PaperState.VOIDED, ended_on=clinic.today())
        return keep_step(
            clinic,
            unit,
            paper,
            StepKind.VOIDED,
            after,
            token=token,
            cause=cause.value,
            why=why.strip(),
        )


def _against_voiding(paper: Paper, cause: VoidCause, why: str) -> Iterator[Reason]:
    if paper.state in ENDED:
        yield Reason("paper-ended", {"paper_state": paper.state.value})
    if cause is VoidCause.OTHER and not why.strip():
        yield Reason("void-needs-why")


def record_refusal(clinic: Clinic, typed: str, why: str = "", *, token: str = "") -> Paper:
    """Record that the patient would not sign a receipt; nothing is stopped by that."""
    token = token or new_token()
    with clinic.writing(Act.RECORD_REFUSAL, token=token) as unit:
        paper = _noted(unit, typed)
        refuse_if(_against_refusal(clinic, paper))
        after = replace(
            paper,
            state=PaperState.REFUSED,
            ended_on=clinic.today(),
            seen_by=clinic.person.titled,
        )
        return keep_step(clinic, unit, paper, StepKind.REFUSED, after, token=token, why=why.strip())


def _against_refusal(clinic: Clinic, paper: Paper) -> Iterator[Reason]:
    if paper.form not in RECEIPTS:
        form = clinic.forms.newest(paper.form)
        yield Reason("paper-no-receipt", {"form": form.named if form else paper.form})
    elif paper.state not in OUT:
        yield Reason("paper-step-past", {"paper_state": paper.state.value})


def take_steps_back(
    clinic: Clinic, unit: Unit, steps: Sequence[Step], token: str
) -> tuple[Paper, ...]:
    """Have every paper of an act stand as it stood before it; that is a step as well."""
    every = unit.steps.of([step.paper for step in steps])
    papers = unit.packets.numbered([step.paper for step in steps])
    refuse_if(_against_taking_back(clinic, steps, every, papers))
    return tuple(
        keep_step(
            clinic,
            unit,
            papers[step.paper],
            StepKind.TAKEN_BACK,
            put(papers[step.paper], step.before),
            token=token,
            cause=step.kind.value,
        )
        for step in steps
    )


def _against_taking_back(
    clinic: Clinic,
    steps: Sequence[Step],
    every: Mapping[int, Sequence[Step]],
    papers: Mapping[int, Paper],
) -> Iterator[Reason]:
    """A paper stands otherwise by now, or a consent was taken back on an earlier day."""
    for step in steps:
        now = stand_of(papers[step.paper])
        later = (each for each in every[step.paper] if each.id > step.id)
        left = next((each.before for each in later), now)
        if left != now:
            yield Reason("undo-paper-moved-on")
        on = local_day(step.at, clinic.zone)
        if step.kind is StepKind.REVOKED and on < clinic.today():
            yield Reason("revocation-stands", {"on": on})
