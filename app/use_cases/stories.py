"""The story of a visit's packet: what is on file, what is asked for, and what somebody wishes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app import words
from app.clinic import Clinic
from app.domain.gate import Facts
from app.domain.packet_rules import (
    AS_NEEDED,
    Asked,
    PacketWish,
    Untranslated,
    chosen,
    untranslated,
)
from app.domain.packets import Wanted, wanted, wanted_anyway
from app.domain.refusal import Refused, refuse
from app.domain.scheduling import GONE
from app.domain.staff import Person
from app.storage.unit import Unit
from app.use_cases.facts import Files
from app.use_cases.scheduling import read_visit
from app.use_cases.sheets import Story
from app.use_cases.views import VisitView, view_visits


def read_story(clinic: Clinic, unit: Unit, visit_id: int, wish: PacketWish = AS_NEEDED) -> Story:
    """Everything on file that the papers of a visit are made from."""
    view = read_visit(clinic, unit, visit_id)
    files = Files(clinic, unit, [view.visit])
    return _story(clinic, files, view, wish, unit.staff.by_resource())


def read_stories(
    clinic: Clinic, unit: Unit, asked: Sequence[tuple[int, PacketWish]]
) -> Iterator[Story | Refused]:
    """The same for many visits, with a fixed number of look-ups; or why one has no papers."""
    visits = unit.scheduling.visits([visit for visit, _ in asked])
    views = {view.visit.id: view for view in view_visits(clinic, unit, visits)}
    files, staff = Files(clinic, unit, visits), unit.staff.by_resource()
    for visit, wish in asked:
        try:
            if visit not in views:
                raise refuse("visit-unknown", visit=visit)
            yield _story(clinic, files, views[visit], wish, staff)
        except Refused as refused:
            yield refused


def _story(
    clinic: Clinic, files: Files, view: VisitView, wish: PacketWish, staff: Mapping[int, Person]
) -> Story:
    if view.visit.status in GONE:
        raise refuse("visit-cancelled")
    facts = _as_wished(files.of(view.visit), wish)
    asked, needed = _papers_for(clinic, files, view, facts, wish)
    language = facts.patient.language
    _require_texts(clinic, needed, language, wished=bool(wish.language))
    return Story(
        view=view,
        wanted=needed,
        wish=wish,
        language=language,
        conditions=asked.conditions,
        diagnosis=facts.main_diagnosis(view.day),
        referrer=facts.referrer,
        ride=facts.ride,
        waivers=tuple(
            waiver
            for waiver in facts.waivers
            if waiver.covers(view.visit.id, view.visit.course, view.day)
        ),
        staff=staff,
    )


def _as_wished(facts: Facts, wish: PacketWish) -> Facts:
    """What is on file, as if the patient read what somebody asks for."""
    patient = facts.patient
    read = replace(
        patient,
        language=wish.language or patient.language,
        large_print=wish.large_print or patient.large_print,
    )
    return replace(facts, patient=read)


def _papers_for(
    clinic: Clinic, files: Files, view: VisitView, facts: Facts, wish: PacketWish
) -> tuple[Asked, tuple[Wanted, ...]]:
    """What the packet holds, each paper with its reason."""
    asked = files.asked_for(view.visit, facts)
    needed = tuple(wanted(asked, facts.papers, view.visit.id, view.day, facts.dosing_days))
    if not wish.papers and not wish.everything:
        return asked, needed
    named = chosen(wish.papers, view.type, clinic.forms.on(view.day))
    return asked, tuple(wanted_anyway(named or asked.forms, needed, facts.papers, view.visit.id))


def _require_texts(
    clinic: Clinic, needed: Sequence[Wanted], language: str, *, wished: bool
) -> None:
    """Refuse what has no text in the language, where the clinic or somebody wants it so."""
    foreign = untranslated((each.form for each in needed), language)
    refuses = clinic.setup.papers.untranslated is Untranslated.REFUSE
    if foreign and (refuses or (wished and len(foreign) == len(needed))):
        said = words.language_word(language)
        raise refuse("papers-untranslated", forms=foreign, language=said)
