"""`record tick` and `record waiver`: what is done or seen, and what need not be met."""

from datetime import date

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, day_of, maybe_day, patient_of, written
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.clinic import Clinic
from app.domain.gate_policy import Scope
from app.domain.patients import Patient
from app.domain.records import Tick, Waiver, WaiverCause
from app.domain.refusal import refuse
from app.use_cases import patients, rides, ticks, waivers
from app.use_cases.ticks import CLINIC_WIDE, About
from app.use_cases.waivers import WaiverScope

TICK = Help(
    summary="Tick that something was done or seen: vitals, fasting, a result; or take that back.",
    document='{"item", "patient", "visit", "on", "until", "by", "note", "ticked"}',
    example="anteroom record tick --patient 10001 --item vitals --as dunn\n"
    "anteroom record tick --patient 10001 --item ecg --on 2026-11-20 --as dunn\n"
    "anteroom record tick --item site-certified --as manager",
    more="--visit may be left out when the patient has just one dosing visit to come. What counts "
    "for the\nwhole clinic is ticked without --patient. --item age opens the way for a minor and "
    "needs --note.",
)
WAIVER = Help(
    summary="Waive a gate item until a last visit date; the login must be a prescriber's.",
    document='{"waiver", "patient", "item", "because", "reason", "visit", "course", "until",\n'
    ' "by", "ended"}\n'
    "because: " + " ".join(cause.value for cause in WaiverCause),
    example='anteroom record waiver --patient 10001 --item referral --reason "Letter in the mail"\n'
    "  --until 2026-12-31 --as iyer\n"
    'anteroom record waiver --amend 4 --why "No letter yet" --until 2027-01-31 --as iyer\n'
    'anteroom record waiver --end 4 --why "The letter is here" --as iyer',
    more="It covers every visit of the patient until the day, or only --visit N, or the course of "
    "that\nvisit with --course. A waiver is amended or ended with a reason, never undone.",
)


def add(record: Commands) -> None:
    """Put the commands on the list."""
    _add_tick(record.add("tick", _tick, TICK))
    _add_waiver(record.add("waiver", _waiver, WAIVER))


def _add_tick(parser: Parser) -> None:
    parser.add_argument("--patient", metavar="CHART", help="chart number")
    parser.add_argument("--item", required=True, metavar="ITEM", help="gate item, like vitals")
    parser.add_argument("--visit", type=NUMBER, metavar="N", help="visit number")
    parser.add_argument("--on", metavar="DAY", help="the day it was done (today)")
    parser.add_argument("--until", metavar="DAY", help="the last day it is good for")
    parser.add_argument("--note", default="", metavar="TEXT", help="a word about it")
    parser.add_argument("--take-back", action="store_true", help="take the newest tick away")


def _add_waiver(parser: Parser) -> None:
    parser.add_argument("--patient", metavar="CHART", help="chart number")
    parser.add_argument("--item", metavar="ITEM", help="gate item, like referral")
    parser.add_argument("--reason", metavar="TEXT", help="why, in words")
    parser.add_argument(
        "--because", choices=list(WaiverCause), metavar="CODE", help="why, from the list (other)"
    )
    parser.add_argument("--until", metavar="DAY", help="last visit date it covers")
    parser.add_argument("--visit", type=NUMBER, metavar="N", help="only this visit")
    parser.add_argument("--course", action="store_true", help="only the course of that visit")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--amend", type=NUMBER, metavar="N", help="put this waiver in other words")
    change.add_argument("--end", type=NUMBER, metavar="N", help="end this waiver now")
    parser.add_argument("--why", default="", metavar="TEXT", help="why it is changed")


def _tick(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        rule = ticks.rule_to_tick(clinic, asked.item)
        patient = patient_of(clinic, asked.patient) if asked.patient else None
        about = _about(clinic, rule.scope, patient, asked.visit)
        if asked.take_back:
            kept = ticks.untick_item(clinic, asked.item, about)
        else:
            on, until = maybe_day(clinic, asked.on), maybe_day(clinic, asked.until)
            kept = ticks.tick_item(
                clinic, asked.item, about, done_on=on, until=until, note=asked.note
            )
        if patient is None and kept.patient is not None:
            patient = patients.patient_of_number(clinic, kept.patient)
        title = words.item_title(clinic.setup.policy.title(asked.item))
    return _tick_answer(kept, patient, title, ticked=not asked.take_back)


def _about(clinic: Clinic, scope: Scope, patient: Patient | None, visit: int | None) -> About:
    if scope is Scope.CLINIC:
        return CLINIC_WIDE
    if patient is None:
        return About(visit=visit)
    if scope is Scope.PATIENT:
        return About(patient=patient.id)
    return About(visit=rides.visit_for_ride(clinic, patient, visit), patient=patient.id)


def _tick_answer(kept: Tick, patient: Patient | None, title: str, *, ticked: bool) -> Answer:
    document: Document = {
        "item": kept.item,
        "patient": patient.chart if patient else None,
        "visit": kept.visit,
        "on": kept.done_on.isoformat(),
        "until": written(kept.until),
        "by": kept.by_name,
        "note": kept.note or None,
        "ticked": ticked,
    }
    who = f"{patient.listed} ({patient.chart}): " if patient else ""
    done = f"ticked by {kept.by_name} on {words.short_day(kept.done_on)}."
    return Answer(
        document=document, lines=(f"{who}{title} {done if ticked else 'is no longer ticked.'}",)
    )


def _waiver(call: Call) -> Answer:
    asked = call.words
    _check_waiver(call)
    with call.clinic() as clinic:
        if asked.end is not None:
            kept = waivers.end_waiver(clinic, asked.end, asked.why)
        elif asked.amend is not None:
            kept = waivers.amend_waiver(
                clinic,
                asked.amend,
                asked.why,
                until=maybe_day(clinic, asked.until),
                reason=asked.reason,
                cause=_cause(asked.because) if asked.because else None,
            )
        else:
            kept = _new_waiver(call, clinic, day_of(clinic, asked.until))
        patient = patients.patient_of_number(clinic, kept.patient)
        title = words.item_title(clinic.setup.policy.title(kept.item))
    return _waiver_answer(patient, kept, title)


def _check_waiver(call: Call) -> None:
    asked = call.words
    changes = asked.amend is not None or asked.end is not None
    if not changes and None in (asked.patient, asked.item, asked.until):
        problem = "Say --patient, --item and --until; or --amend N or --end N with --why."
        raise refuse("usage", problem=problem)
    if asked.course and asked.visit is None:
        raise refuse("usage", problem="Say with --visit N which course is meant.")


def _new_waiver(call: Call, clinic: Clinic, until: date) -> Waiver:
    asked = call.words
    return waivers.waive_item(
        clinic,
        patient_of(clinic, asked.patient).id,
        asked.item,
        asked.reason or "",
        until,
        cause=_cause(asked.because),
        scope=WaiverScope(visit=asked.visit, course=asked.course),
    )


def _cause(word: str | None) -> WaiverCause:
    return WaiverCause(word or WaiverCause.OTHER)


def _waiver_answer(patient: Patient, kept: Waiver, title: str) -> Answer:
    document: Document = {
        "waiver": kept.id,
        "patient": patient.chart,
        "item": kept.item,
        "because": kept.cause.value,
        "reason": kept.reason,
        "visit": kept.visit,
        "course": kept.course,
        "until": kept.until.isoformat(),
        "by": kept.by_name,
        "ended": kept.ended_at is not None,
    }
    scope = words.waiver_scope(kept.visit, kept.course)
    said = f"{title} waived by {kept.by_name} {scope} until {words.short_day(kept.until)}."
    if kept.ended_at is not None:
        said = f"the waiver of {title} is ended: {kept.ended_why}"
    return Answer(document=document, lines=(f"{patient.listed} ({patient.chart}): {said}",))
