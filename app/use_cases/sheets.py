"""Turning a visit and what is on file into the plain values that the documents room prints."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta

from app import library, words
from app.clinic import Clinic
from app.documents.values import (
    ClinicDetails,
    CoverSheet,
    PacketSheet,
    PaperSheet,
    PatientDetails,
    ReadinessLine,
    VisitDetails,
    WaiverLine,
)
from app.domain.access import Role
from app.domain.audit import canonical
from app.domain.forms import Form
from app.domain.gate import Item, State
from app.domain.packet_rules import PacketWish
from app.domain.packets import Wanted
from app.domain.patients import Contact, Representative
from app.domain.records import Diagnosis, Ride, Waiver
from app.domain.refusal import Reason
from app.domain.scheduling import Kind, Route
from app.domain.staff import Person
from app.domain.time import from_minute, minute, wall
from app.use_cases.diagnoses import items_for_desk
from app.use_cases.phones import shown_phone
from app.use_cases.views import VisitView
from app.words.tongue import speaking

COVER = "cover-sheet"

LARGE = "large-print"


@dataclass(frozen=True, slots=True)
class Fasting:
    """Hours without food and without liquids."""

    food: float
    liquids: float


_LABELLED: Mapping[Route, Fasting] = {Route.ESKETAMINE: Fasting(food=2, liquids=0.5)}
"""What a medicine's own label asks for (Spravato); other routes follow the clinic's hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything on file that the papers of one visit are made from."""

    view: VisitView
    wanted: tuple[Wanted, ...]
    wish: PacketWish
    """What was asked of the packet beyond the rules."""
    language: str
    """The language that the papers are wished in."""
    conditions: frozenset[str]
    """The named conditions that hold."""
    diagnosis: Diagnosis | None
    referrer: str
    ride: Ride | None
    waivers: tuple[Waiver, ...]
    staff: Mapping[int, Person]
    """People by the resource they are."""


def fasting_of(clinic: Clinic, route: Route) -> Fasting:
    """How long before a visit by a route the patient neither eats nor drinks."""
    hours = clinic.setup.hours
    return _LABELLED.get(route, Fasting(hours["food_hours"], hours["clear_hours"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is the same on all papers of one language."""

    values: Mapping[str, str]
    born: str
    printed: str


def _told(clinic: Clinic, story: Story, language: str, printed: datetime) -> _Told:
    return _Told(
        values=values(clinic, story, language),
        born=words.short_day(story.view.patient.born, language),
        printed=words.day_time(wall(printed, clinic.zone), language),
    )


@speaking("en")
def packet_sheet(
    clinic: Clinic, story: Story, codes: Sequence[str], printed: datetime
) -> PacketSheet:
    """What one packet is made of; the first code is the cover's, then the papers' in order."""
    shown = replace(story.view, items=items_for_desk(clinic, story.view.items))
    cover = CoverSheet(
        code=codes[0],
        visit=_visit(clinic, shown),
        readiness=tuple(readiness_lines(shown.items)),
        waivers=tuple(_waivers(clinic, story.waivers)),
        mark=words.mark(shown.patient),
    )
    languages = {language_of(each.form, story.language) for each in story.wanted}
    told = {language: _told(clinic, story, language, printed) for language in languages}
    papers = [
        _paper(story, each, code, told) for each, code in zip(story.wanted, codes[1:], strict=True)
    ]
    return PacketSheet(
        clinic=letterhead(clinic),
        patient=PatientDetails(
            name=story.view.patient.full,
            born=words.short_day(story.view.patient.born),
            chart=story.view.patient.chart,
        ),
        printed=words.day_time(wall(printed, clinic.zone)),
        papers=(cover, *papers),
    )


def fingerprint(sheet: PacketSheet) -> str:
    """A hash of what the papers say, waivers and marks too; without codes, reasons, print time."""
    papers = [
        {
            "form": paper.form.id,
            "version": paper.form.version,
            "text": paper.form.hashes.get(paper.language, ""),
            "language": paper.language,
            "values": dict(paper.values),
            "conditions": sorted(paper.conditions),
        }
        for paper in sheet.papers
        if isinstance(paper, PaperSheet)
    ]
    who = [sheet.patient.name, sheet.patient.born, sheet.patient.chart, sheet.clinic.name]
    told: dict[str, object] = {"papers": papers, "who": who}
    covers = [paper for paper in sheet.papers if isinstance(paper, CoverSheet)]
    waived = [astuple(waiver) for cover in covers for waiver in cover.waivers]
    marks = [cover.mark for cover in covers if cover.mark]
    told |= {"waived": waived} if waived else {}  # a packet without any is what it always was
    told |= {"marks": marks} if marks else {}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def letterhead(clinic: Clinic) -> ClinicDetails:
    """What every page says about the clinic."""
    details = clinic.setup.details
    return ClinicDetails(
        name=details.name,
        address=details.address,
        phone=shown_phone(details.phone),
        after_hours_phone=shown_phone(details.after_hours_phone),
    )


def readiness_lines(items: Sequence[Item]) -> Iterator[ReadinessLine]:
    """The gate's items as a paper shows them; what is not needed stays away."""
    for item in items:
        if item.state is State.NOT_NEEDED:
            continue
        yield ReadinessLine(
            item=words.item_named(item),
            state=item.state.value,
            words=words.say(item.reason),
            stops=item.stops.value if item.open else "",
            until=words.short_day(item.until) if item.until else "",
        )


def _waivers(clinic: Clinic, waivers: Sequence[Waiver]) -> Iterator[WaiverLine]:
    for waiver in waivers:
        yield WaiverLine(
            item=words.item_title(clinic.setup.policy.title(waiver.item)),
            by=waiver.by_name,
            on=words.short_day(wall(waiver.at, clinic.zone).date()),
            reason=words.waiver_words(waiver.cause.value, waiver.reason),
            until=words.short_day(waiver.until),
            scope=words.waiver_scope(waiver.visit, waiver.course),
        )


def _visit(clinic: Clinic, view: VisitView) -> VisitDetails:
    start, end = (wall(at, clinic.zone) for at in (view.visit.start, view.visit.end))
    return VisitDetails(
        type=view.type.title,
        day=words.long_day(start.date()),
        time=words.span(start, end),
        room=", ".join(view.named(Kind.ROOM)),
        people=view.named(Kind.PERSON),
        status=words.status_word(view.visit.status),
        needs_attention=words.say_all(view.attention),
    )


def _paper(story: Story, wanted: Wanted, code: str, told: Mapping[str, _Told]) -> PaperSheet:
    form = wanted.form
    language = language_of(form, story.language)
    said = told[language]
    return PaperSheet(
        code=code,
        form=form,
        blocks=() if form.files else library.form_text(form, language),
        language=language,
        values={
            name: value for name, value in said.values.items() if name in form.fields and value
        },
        conditions=frozenset(conditions(story, form)),
        why=" ".join(words.say(reason) for reason in reasons(story, wanted)),
        born=said.born,
        printed=said.printed,
    )


def conditions(story: Story, form: Form) -> Iterator[str]:
    """The named conditions that hold for a paper; only what is foreign to the patient is told."""
    told = bool(story.view.patient.interpreter) or story.language not in form.printed_in
    for name in story.conditions & {*form.named_conditions, LARGE}:
        if told or name != "interpreter":
            yield name


def language_of(form: Form, wished: str) -> str:
    """The patient's language where the form has an approved text in it, else English.

    A clinic's own PDF may not even be there in English.
    """
    known = form.printed_in
    return wished if wished in known else "en" if "en" in known else known[0]


def reasons(story: Story, wanted: Wanted) -> Iterator[Reason]:
    """Why a paper is in the packet, and why it is not in the patient's language or size."""
    form = wanted.form
    yield wanted.why
    if language_of(form, story.language) != story.language:
        code = "own-pdf-language" if form.files else "language-missing"
        language = words.language_word(story.language)
        yield Reason(code, {"form": form.named, "language": language})
    if form.files and LARGE in story.conditions:
        yield Reason("own-pdf-no-large-print", {"form": form.named})


def values(clinic: Clinic, story: Story, language: str) -> dict[str, str]:
    """The value of every field a form may merge; an empty one is printed as a line to fill in."""
    patient = story.view.patient
    return {
        **house_values(clinic),
        "patient.name": patient.full,
        "patient.preferred": patient.preferred or patient.given,
        "patient.born": words.short_day(patient.born, language),
        "patient.chart": patient.chart,
        "prescriber.name": _somebody(story, Role.PRESCRIBER),
        "therapist.name": _somebody(story, Role.THERAPIST),
        "diagnosis.words": words.diagnosis(story.diagnosis, language) if story.diagnosis else "",
        "ride.name": story.ride.name if story.ride else "",
        "ride.phone": shown_phone(story.ride.phone) if story.ride else "",
        **_people(story, language),
        **_times(clinic, story, language),
    }


def house_values(clinic: Clinic) -> dict[str, str]:
    """The values that are the clinic's own, whoever the paper is for."""
    details, hours = clinic.setup.details, clinic.setup.hours
    return {
        "clinic.name": details.name,
        "clinic.address": details.address,
        "clinic.phone": shown_phone(details.phone),
        "clinic.after_hours_phone": shown_phone(details.after_hours_phone),
        **{f"policy.{key}": str(value) for key, value in hours.items()},
        "course.sessions": str(hours["course_sessions"]),
        "course.weeks": str(hours["course_weeks"]),
    }


def _people(story: Story, language: str) -> dict[str, str]:
    """How the patient is reached, and who stands by the patient."""
    patient = story.view.patient
    near = patient.emergency or Contact(name="")
    signs = patient.representative or Representative(name="")
    own = patient.language
    foreign = "" if own in (language, "en") else words.language_word(own, language)
    return {
        "patient.address": ", ".join(patient.address.split("\n")),
        "patient.phone": shown_phone(patient.phone),
        "patient.email": patient.email,
        "emergency.name": near.name,
        "emergency.relation": near.relation,
        "emergency.phone": shown_phone(near.phone),
        "representative.name": signs.name,
        "representative.authority": signs.authority,
        "interpreter.language": patient.interpreter or foreign,
        "referrer.name": story.referrer,
    }


def _times(clinic: Clinic, story: Story, language: str) -> dict[str, str]:
    """The visit's times and the hours counted back and on from it, on the clinic's wall clock."""
    view, hours = story.view, clinic.setup.hours
    start, end = view.visit.start, view.visit.end
    fasting = fasting_of(clinic, view.type.route)
    dose = from_minute(minute(start) + view.type.dose_at)
    day = wall(start, clinic.zone).date()

    def clock(moment: datetime) -> str:
        return words.clock_on(wall(moment, clinic.zone), day, language)

    def shifted(moment: datetime, count: float) -> str:
        return clock(moment + timedelta(hours=count))

    return {
        "visit.type": view.type.title,
        "visit.day": words.long_day(day, language),
        "visit.arrive": clock(start),
        "visit.start": clock(start),
        "visit.infusion": clock(dose),
        "visit.dose": clock(dose),
        "visit.end": clock(end),
        "visit.leave": clock(end),
        "times.food_until": shifted(start, -fasting.food),
        "times.clear_until": shifted(start, -fasting.liquids),
        "times.alcohol_until": shifted(start, -hours["alcohol_hours_before"]),
        "times.alcohol_after": shifted(end, hours["alcohol_hours_after"]),
        "times.drive_after": shifted(end, hours["driving_hours"]),
        "times.prepared_day": words.long_day(day - timedelta(days=1), language),
    }


def _somebody(story: Story, role: Role) -> str:
    """Who on the visit has a role, with credential: of the claimed people first, then on staff."""
    held = [story.staff[h.resource] for h in story.view.holds if h.resource in story.staff]
    everybody = [*held, *story.staff.values()] if role is Role.PRESCRIBER else held
    return next((person.titled for person in everybody if role in person.roles), "")
