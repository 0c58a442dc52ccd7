"""Openings with wishes, their tags, and why another time will not do."""

from dataclasses import replace
from datetime import date, time

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.domain.scheduling import Status, Visit
from app.domain.time import wall
from app.domain.wishes import Wishes
from app.use_cases.openings import Search, find_openings, search_openings, why_not
from app.use_cases.scheduling import cancel_visit
from tests.small import add_patient, at, file_everything
from tests.use_cases.asking import book

NAMES = {"Room 2": "rooms", "Room 3": "rooms", "Eva Lund": "people", "Ira Moss": "people"}


def numbered(clinic: Clinic, *names: str) -> tuple[int, ...]:
    with clinic.database.reading() as unit:
        known = {r.name: r.id for r in unit.scheduling.resources()}
    return tuple(known[name] for name in names)


def starts(clinic: Clinic, wishes: Wishes, limit: int = 200) -> list[str]:
    found = find_openings(clinic, "iv-dosing", wishes=wishes, days=8, limit=limit)
    return [f"{wall(o.start, clinic.zone):%a %H:%M}" for o in found]


def test_whoever_is_wished_for_is_on_every_opening(clinic: Clinic) -> None:
    lund, room = numbered(clinic, "Eva Lund", "Room 3")

    found = find_openings(clinic, "iv-dosing", wishes=Wishes(people=(lund,), rooms=(room,)))

    assert all({"Eva Lund", "Room 3"} <= set(opening.names) for opening in found)


def test_the_patient_is_there_within_the_wished_hours(clinic: Clinic) -> None:
    times = starts(clinic, Wishes(between=(time(10), time(12))))

    assert times[:2] == ["Mon 10:00", "Tue 10:00"]
    assert {each.split()[1] for each in times} == {"10:00"}


def test_only_wished_weekdays_and_no_day_away(clinic: Clinic) -> None:
    away = (date(2026, 11, 27), date(2026, 11, 29))
    wishes = Wishes(weekdays=frozenset({0, 4}), without=(away,))

    assert {each.split()[0] for each in starts(clinic, wishes)} == {"Mon"}


def test_nothing_before_the_wished_time(clinic: Clinic) -> None:
    first, *_ = starts(clinic, Wishes(not_before=at(clinic, 25, "13:10")))

    assert first == "Wed 13:15"


def test_the_soonest_is_tagged_and_so_is_what_leaves_no_gap(clinic: Clinic) -> None:
    first, second, *_ = find_openings(clinic, "iv-dosing", from_day=date(2026, 11, 24))

    assert first.tags == ("soonest", "no-gap")
    assert second.tags == ()


def test_the_usual_time_goes_first_when_it_is_asked_for(clinic: Clinic, ana: Patient) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for day in (11, 18):
            start, end = at(clinic, day, "14:00"), at(clinic, day, "15:00")
            past = Visit(patient=ana.id, type="preparation", start=start, end=end)
            unit.scheduling.keep([replace(past, status=Status.LEFT)])

    asked = Search(type="preparation", patient=ana.id, usual=True, limit=3)
    first, second, third = search_openings(clinic, asked)

    assert [f"{wall(o.start, clinic.zone):%a %d %H:%M}" for o in (first, second)] == [
        "Wed 25 14:00",
        "Wed 02 14:00",
    ]
    assert "usual-time" in first.tags
    assert "usual-time" in third.tags


def test_spacing_is_kept_by_the_openings_of_a_patient(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 25)

    found = find_openings(clinic, "iv-dosing", patient=ana.id, days=6, limit=200)

    days = {wall(o.start, clinic.zone).day for o in found}
    assert days == {23, 27}


def test_a_closed_day_is_not_offered_and_is_named(clinic: Clinic, ana: Patient) -> None:
    with clinic.by_itself().writing(Act.CLOSE_CLINIC) as unit:
        unit.closures.add(Closure(day=date(2026, 11, 26), name="Thanksgiving"))
        unit.closures.add(
            Closure(day=date(2026, 11, 24), start=time(8), end=time(12), name="Moving")
        )

    times = starts(clinic, Wishes())
    found = why_not(clinic, "iv-dosing", at(clinic, 26, "09:00"), patient=ana.id)

    assert not any(each.startswith("Thu") for each in times)
    assert "Tue 12:00" in times
    assert "Tue 11:45" not in times
    assert [(r.code, r.facts["name"]) for r in found.reasons] == [("clinic-closed", "Thanksgiving")]
    assert found.nearest == at(clinic, 25, "15:45")


def test_somebody_whose_credential_has_run_out_is_not_offered(clinic: Clinic) -> None:
    with clinic.by_itself().writing(Act.CHANGE_RESOURCE) as unit:
        pump = next(r for r in unit.scheduling.resources() if r.name == "Pump 1")
        unit.resources.change(replace(pump, good_until=date(2026, 11, 24)))

    found = why_not(clinic, "iv-dosing", at(clinic, 25, "09:00"))

    assert {each.split()[0] for each in starts(clinic, Wishes())} == {"Mon", "Tue"}
    assert [r.code for r in found.reasons] == ["need-lapsed"]


def test_why_not_names_the_fewest_visits_in_the_way(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    visit = book(clinic, other).visit

    found = why_not(clinic, "iv-dosing", at(clinic, 24, "09:10"), patient=ana.id)

    (reason,) = found.reasons
    assert (reason.code, reason.facts["resource"], reason.facts["visits"]) == (
        "need-taken",
        "Pump 1",
        (str(visit.id),),
    )
    assert found.nearest == at(clinic, 24, "10:00")


def test_removing_every_reason_makes_the_time_bookable(clinic: Clinic, ana: Patient) -> None:
    for name, clock in (("Luz", "09:00"), ("Noa", "09:50")):
        other = add_patient(clinic, name, "Vega")
        file_everything(clinic, other)
        book(clinic, other, 24, clock)
    start = at(clinic, 24, "09:30")
    found = why_not(clinic, "iv-dosing", start, patient=ana.id)
    named = {int(v) for r in found.reasons for v in r.facts["visits"]}  # type: ignore[union-attr]

    for visit in named:
        cancel_visit(clinic, visit)

    assert why_not(clinic, "iv-dosing", start, patient=ana.id).bookable


def test_a_time_that_works_says_so_with_and_without_a_patient(clinic: Clinic, ana: Patient) -> None:
    start = at(clinic, 24, "09:00")

    for patient in (ana.id, None):
        found = why_not(clinic, "iv-dosing", start, patient=patient)
        assert (found.bookable, found.nearest) == (True, start)


def test_openings_an_hour_apart_reach_further_days(clinic: Clinic) -> None:
    asked = Search(type="iv-dosing", first=date(2026, 11, 24), limit=9, apart=60)

    times = [f"{wall(o.start, clinic.zone):%d %H:%M}" for o in search_openings(clinic, asked)]

    assert times[:3] == ["24 08:00", "24 09:00", "24 10:00"]
    assert times[-1] == "25 08:00"


def test_why_not_tells_the_time_and_the_papers_apart(clinic: Clinic, bruno: Patient) -> None:
    free = why_not(clinic, "iv-dosing", at(clinic, 24, "09:00"), patient=bruno.id)
    night = why_not(clinic, "iv-dosing", at(clinic, 24, "22:00"), patient=bruno.id)

    assert (len(free.reasons), free.of_time, free.nearest) == (3, (), free.start)
    assert {reason.code for reason in night.of_time} == {"need-closed"}
    assert not night.overbooking


def test_a_time_that_needs_an_overbooking_lane_says_so(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    beyond = 1
    with clinic.by_itself().writing(Act.CHANGE_RESOURCE) as unit:
        for name in ("Room 1", "Ira Moss", "Eva Lund"):
            resource = next(r for r in unit.scheduling.resources() if r.name == name)
            unit.resources.add_lanes(resource, 1, use=beyond)
    book(clinic, other, kind="preparation")

    found = why_not(clinic, "preparation", at(clinic, 24, "09:00"), patient=ana.id)

    assert [reason.code for reason in found.of_time] == ["need-taken"]
    assert found.overbooking
