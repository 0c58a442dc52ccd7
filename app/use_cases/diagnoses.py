"""Diagnoses: finding the code, recording one, taking one off the file, and who is told what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from app.clinic import Clinic
from app.domain.access import Act, may
from app.domain.diagnoses import (
    CODE,
    Group,
    Listed,
    as_on,
    dotted,
    is_valid,
    outdated,
    reason_for_desk,
    told_the_desk,
)
from app.domain.gate import Item
from app.domain.gate_policy import against_filing
from app.domain.judged import Judged
from app.domain.records import Diagnosis
from app.domain.refusal import Fact, Reason, refuse, refuse_if
from app.library import diagnoses as library
from app.storage.unit import Unit

DEPRESSION = "depression"
MOST = 40
NEIGHBOURS = 5

TYPED_CODE = re.compile(r"[A-Z]\d[0-9A-Z]{0,5}")
"""How a code begins, its point left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A code that answers what was typed."""

    code: str
    title: str
    """Its official title."""
    condition: str = ""
    """The clinic's name of the condition, for a code of the short list."""
    short: bool = False
    """Whether it stands on the clinic's short list."""
    only_secondary: bool = False
    """Whether it can only stand beside another diagnosis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What answers to what was typed: the short list first, then every other valid code."""

    codes: tuple[Finding, ...]
    said: Reason | None = None
    """Why nothing answers to a code that was typed, or that the day lies beyond what is known."""
    through: date
    """The last day that the newest shipped release is meant for."""


def find_codes(clinic: Clinic, typed: str = "", on: date | None = None, limit: int = MOST) -> Found:
    """Codes valid on a day, by a code's beginning or by words; untyped, the whole short list."""
    day = on or clinic.today()
    short = _of_short_list(typed, day)
    others = _others(typed, day, limit - len(short), {each.code for each in short})
    codes = (*short[:limit], *others) if typed.strip() else tuple(short)
    through = library.known_through()
    said = None if codes or not _is_code(typed) else _against(dotted(typed), day)
    offered = tuple(_offered(said, day)) if said else ()
    beyond = Reason("codes-beyond", {"through": through}) if day > through else None
    return Found(codes=codes or offered, said=said or beyond, through=through)


def _is_code(typed: str) -> bool:
    return TYPED_CODE.fullmatch(typed.strip().upper().replace(".", "")) is not None


def _others(typed: str, day: date, most: int, but: AbstractSet[str]) -> tuple[Finding, ...]:
    """What else answers: by the beginning of the code, or else by words of the title."""
    if most <= 0:
        return ()
    lines = tuple(islice(library.under(typed, day), most + len(but))) if _is_code(typed) else ()
    by_words = () if _is_code(typed) and "." in typed else library.named(typed, day)
    found = (line for line in lines or by_words if line.code not in but)
    return tuple(Finding(code=line.code, title=line.title) for line in islice(found, most))


def _of_short_list(typed: str, day: date) -> list[Finding]:
    """What of the short list answers: its own title before its group's words, groups kept whole."""
    short = library.short_list()
    named, grouped = list[Finding](), list[Finding]()
    for group in short.groups:
        for line in _valid(group, day):
            finding = Finding(
                code=line.code,
                title=line.title,
                condition=group.condition,
                short=True,
                only_secondary=line.code in short.only_secondary,
            )
            if _begins(typed, line) or _has_words(typed, line.title):
                named.append(finding)
            elif _has_words(typed, f"{line.title} {group.words}"):
                grouped.append(finding)
    found = named + grouped
    order = list(dict.fromkeys(finding.condition for finding in found))
    return sorted(found, key=lambda finding: order.index(finding.condition))


def _valid(group: Group, day: date) -> Iterator[Listed]:
    """The codes of a group that are valid on a day, as they stand then."""
    for code in group.codes:
        line = as_on(library.listed(code), day)
        if line is not None and line.billable:
            yield line


def _begins(typed: str, line: Listed) -> bool:
    return _is_code(typed) and line.code.startswith(dotted(typed))


def _has_words(typed: str, text: str) -> bool:
    words = f" {library.folded(text)}"
    return all(f" {word}" in words for word in library.folded(typed).split())


def _offered(reason: Reason, day: date) -> Iterator[Finding]:
    """The codes that a refusal offers, as they stand on a day."""
    offered = reason.facts.get("instead", ())
    short = library.short_list()
    for code in offered if isinstance(offered, tuple) else ():
        line = as_on(library.listed(code), day)
        if line is not None:
            condition = short.condition_of(code)
            yield Finding(code=code, title=line.title, condition=condition, short=bool(condition))


def _against(code: str, day: date) -> Reason | None:
    """Why a code cannot be recorded on a day, with the codes that can."""
    lines = library.listed(code)
    if is_valid(lines, day):
        return None
    meant = library.short_list().instead.get(code, ())
    if meant:
        return Reason("code-of-who", {"code": code, "instead": meant})
    gone = outdated(lines, day)
    if gone is not None and (gone.last is not None or as_on(lines, day) is None):
        return _gone(code, gone.facts, known_last=gone.last is not None)
    if not lines and day > library.known_through() and CODE.fullmatch(code):
        return None  # newer than what is known here: nothing is held against it
    near = _near(code, day)
    word = "code-not-billable" if lines else "code-unknown-near" if near else "code-unknown"
    return Reason(word, {"code": code} | ({"instead": near} if near else {}))


def _gone(code: str, facts: Mapping[str, Fact], *, known_last: bool) -> Reason:
    if not known_last:
        return Reason("code-early", {"code": code, **facts})
    word = "code-retired" if facts.get("instead") else "code-retired-alone"
    return Reason(word, {"code": code, **facts})


def _near(code: str, day: date) -> tuple[str, ...]:
    """The first valid codes under a code, or under the nearest heading above it."""
    for length in range(len(code), len("F3"), -1):
        found = tuple(line.code for line in islice(library.under(code[:length], day), NEIGHBOURS))
        if found:
            return found
    return ()


def record_diagnosis(
    clinic: Clinic,
    patient: int,
    code: str,
    made_on: date | None = None,
    *,
    secondary: bool = False,
    resistant: bool = False,
    trials: str = "",
) -> Diagnosis:
    """Keep a diagnosis that the signed-in clinician records."""
    with clinic.writing(Act.RECORD_DIAGNOSIS) as unit:
        wanted = Diagnosis(
            patient=patient,
            code=dotted(code),
            title=_title(dotted(code), clinic.today()),
            condition=library.short_list().condition_of(dotted(code)),
            made_on=made_on or clinic.today(),
            made_by=clinic.person.titled,
            recorded_at=clinic.now(),
            secondary=secondary,
            resistant=resistant,
            trials=trials.strip(),
        )
        unit.note(patient=patient, code=wanted.code)
        refuse_if(against_filing(clinic.setup.policy, "diagnosis", clinic.person.roles))
        refuse_if(_against_diagnosis(unit, wanted, clinic.today()))
        return unit.records.add_diagnosis(wanted)


def _title(code: str, day: date) -> str:
    line = as_on(library.listed(code), day)
    return line.title if line is not None else ""


def _against_diagnosis(unit: Unit, wanted: Diagnosis, today: date) -> Iterator[Reason]:
    against = _against(wanted.code, today)
    if against is not None:
        yield against
    elif wanted.code in library.short_list().only_secondary:
        yield from _against_symptom(unit, wanted)
    if wanted.made_on > today:
        yield Reason("diagnosis-later")
    if wanted.resistant and wanted.condition != DEPRESSION:
        yield Reason("resistant-not-depression", {"code": wanted.code})
    if wanted.trials and not wanted.resistant:
        yield Reason("trials-alone")


def _against_symptom(unit: Unit, wanted: Diagnosis) -> Iterator[Reason]:
    """A symptom stands beside a disorder that is on file, never alone."""
    on_file = unit.records.diagnoses([wanted.patient]).get(wanted.patient, ())
    if not wanted.secondary:
        yield Reason("code-secondary", {"code": wanted.code})
    elif not any(each.stands and not each.secondary for each in on_file):
        yield Reason("code-secondary-alone", {"code": wanted.code})


def remove_diagnosis(clinic: Clinic, diagnosis_id: int, why: str) -> Diagnosis:
    """Take a diagnosis off the file; its row stays, with who, when and why."""
    with clinic.writing(Act.REMOVE_DIAGNOSIS) as unit:
        found = unit.records.diagnosis(diagnosis_id)
        if found is None:
            raise refuse("diagnosis-unknown", number=diagnosis_id)
        unit.note(patient=found.patient, diagnosis=found.id)
        if not found.stands:
            raise refuse("diagnosis-gone", by=found.removed_by)
        if not why.strip():
            raise refuse("diagnosis-needs-why")
        removed = replace(
            found,
            removed_at=clinic.now(),
            removed_by=clinic.person.titled,
            removed_why=why.strip(),
        )
        unit.records.update_diagnosis(removed)
        return removed


def codes_of(diagnoses: Iterable[Diagnosis]) -> dict[str, tuple[Listed, ...]]:
    """How the codes of diagnoses stand through the years, as the gate asks for it."""
    return {each.code: library.listed(each.code) for each in diagnoses}


def sees_all(clinic: Clinic) -> bool:
    """Whether the signed-in person is told everything of a diagnosis: who may record one is."""
    return may(clinic.person.roles, Act.RECORD_DIAGNOSIS)


def seen(clinic: Clinic, diagnoses: Sequence[Diagnosis]) -> tuple[Diagnosis, ...]:
    """The diagnoses as the signed-in person is told of them; the desk hears of the main ones."""
    if sees_all(clinic):
        return tuple(diagnoses)
    named = clinic.setup.policy.desk_sees_condition
    own = (each for each in diagnoses if each.stands and not each.secondary)
    return tuple(told_the_desk(each, named=named) for each in own)


def seen_items(clinic: Clinic, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The gate's items as the signed-in person is told of them."""
    return items if sees_all(clinic) else items_for_desk(clinic, items)


def seen_judged(clinic: Clinic, judged: Judged | None) -> Judged | None:
    """How a visit was last judged, as the signed-in person is told of it."""
    if judged is None or not judged.marks or sees_all(clinic):
        return judged
    named = clinic.setup.policy.desk_sees_condition
    marks = (replace(m, reason=reason_for_desk(m.reason, named=named)) for m in judged.marks)
    return replace(judged, marks=tuple(marks))


def items_for_desk(clinic: Clinic, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The gate's items as the front desk is told of them, whoever asks: for the desk's papers."""
    named = clinic.setup.policy.desk_sees_condition
    told = ((each, reason_for_desk(each.reason, named=named)) for each in items)
    return tuple(
        item if item.reason is reason else replace(item, reason=reason) for item, reason in told
    )
