"""Whoever is typed again is shown, and charts that may be of one person are listed."""

from datetime import date
from functools import partial

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient, reached_at
from app.domain.twins import NEVER
from app.use_cases.merging import merge_patients
from app.use_cases.twins import duplicates, look_alikes, tell_apart
from app.use_cases.undoing import undo_act
from tests.small import add_patient
from tests.use_cases.asking import refusal

BORN = date(1988, 3, 12)


def typed(given: str = "", family: str = "", phone: str = "", born: date = BORN) -> Patient:
    return Patient(given=given, family=family, born=born, phones=reached_at(phone))


def seen(clinic: Clinic, wanted: Patient) -> list[tuple[Patient, list[str]]]:
    found = look_alikes(clinic, wanted)
    return [(each.patient, [reason.code for reason in each.reasons]) for each in found]


def listed(clinic: Clinic, *, limit: int = 50) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    on = ""
    while True:
        found = duplicates(clinic, on=on, limit=limit)
        pairs += [(pair.one.full, pair.other.full) for pair in found.pairs]
        on = found.on
        if not on:
            return pairs


def test_somebody_typed_again_is_seen(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    assert seen(clinic, typed("Ana", "Romero")) == [(ana, ["twin-birth-and-similar-name"])]
    assert seen(clinic, typed("Romero", "Ana Maria")) == [(ana, ["twin-birth-and-similar-name"])]
    assert seen(clinic, typed("Bruno", "Soto")) == [(bruno, ["twin-birth-and-name"])]
    assert seen(clinic, typed("Bruno", "Soto", born=date(1988, 3, 13))) == []
    assert seen(clinic, typed("Carla", "Vega")) == []


def test_a_telephone_is_enough_before_there_is_a_birth_date(clinic: Clinic, ana: Patient) -> None:
    assert seen(clinic, typed(phone="(202) 555-0177", born=NEVER)) == [(ana, ["twin-phone"])]
    assert seen(clinic, typed("Ana", "Romero", "202 555", born=NEVER)) == []
    assert seen(clinic, typed("Ana María", "Romero Gil", "2025550177")) == [
        (ana, ["twin-birth-and-name", "twin-phone"])
    ]


def test_nothing_typed_is_like_nobody(clinic: Clinic, ana: Patient) -> None:
    assert seen(clinic, typed(born=NEVER)) == []
    assert seen(clinic, typed()) == []
    assert seen(clinic, ana) == []


def test_whoever_was_merged_is_shown_as_the_one_who_stands(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Anita", "Vega", phone="+13035550123")
    merge_patients(clinic, ana.id, other.id)

    assert seen(clinic, typed("Anita", "Vega")) == [(ana, ["twin-birth-and-name"])]


def test_likely_duplicates_are_listed_once(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    again = add_patient(clinic, "Ana", "Romero", phone="+12025550177")
    add_patient(clinic, "Bruna", "Costa", phone="+12025550177")
    with clinic.by_itself().writing(Act.ADD_PATIENT) as unit:
        unit.patients.add(typed("Bruno", "Soto", "+13035550188", date(1960, 1, 1)))
        unit.patients.add(typed("Bruno", "Sotto", "+13035550188", date(1961, 1, 1)))

    expected = [(ana.full, again.full), ("Bruno Soto", "Bruno Sotto")]
    assert listed(clinic) == expected
    assert listed(clinic, limit=1) == expected
    merge_patients(clinic, ana.id, again.id)
    assert listed(clinic) == expected[1:]


def test_charts_of_two_people_are_duplicates_no_more(clinic: Clinic, ana: Patient) -> None:
    again = add_patient(clinic, "Ana", "Romero", phone="+12025550177")
    before = (seen(clinic, ana), listed(clinic))

    token = tell_apart(clinic, again.id, ana.id)

    assert before == (
        [(again, ["twin-birth-and-similar-name", "twin-phone"])],
        [(ana.full, again.full)],
    )
    assert (seen(clinic, ana), seen(clinic, again), listed(clinic)) == ([], [], [])
    assert [who for who, _ in seen(clinic, typed("Ana", "Romero"))] == [ana, again]
    undo_act(clinic, token)
    assert (seen(clinic, ana), listed(clinic)) == before


def test_what_was_said_of_a_chart_is_said_of_whoever_stands_for_it(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    again = add_patient(clinic, "Ana", "Romero", phone="+12025550177")
    tell_apart(clinic, ana.id, again.id)

    merge_patients(clinic, bruno.id, again.id)

    assert listed(clinic) == []
    already = partial(tell_apart, clinic, bruno.id, ana.id)
    assert refusal(already) == ["told-apart-already"]
    assert refusal(partial(tell_apart, clinic, bruno.id, again.id)) == ["merge-same"]


def test_the_audit_tells_who_said_it_once(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    for _ in range(2):
        assert tell_apart(clinic, ana.id, bruno.id, token="mine") == "mine"

    with clinic.database.reading() as unit:
        said = unit.twins.find_told(bruno.id, ana.id)
        entry = unit.audit.by_token("mine")
    assert said is not None
    assert (said.one, said.other, said.by) == (*sorted((ana.id, bruno.id)), clinic.person.login)
    assert entry is not None
    assert (entry.act, entry.patient) == ("tell-apart", ana.id)
