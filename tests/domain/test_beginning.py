"""What a clinic begins with, of what somebody typed."""

from dataclasses import replace

from app.domain.access import Role
from app.domain.beginning import (
    Beginning,
    Named,
    against_house,
    against_manager,
    house_of,
    login_of,
    names_in,
)
from app.domain.clinics import signed
from app.domain.scheduling import Kind

NEW = Beginning(
    manager="Elena Ruiz",
    login="ruiz",
    session_rooms="Aspen, Birch",
    talk_rooms="Cedar",
    pumps="Pump 1",
    people=(
        Named(name="Miriam Hale, MD", role=Role.MEDICAL_DIRECTOR),
        Named(name="Óscar Ruiz", role=Role.FRONT_DESK),
    ),
)


def skills_of(new: Beginning) -> dict[str, set[str]]:
    """What each thing and person of the house is for."""
    return {each.wish.name: set(each.wish.skills) for each in house_of(new) if each.wish}


def test_names_stand_between_commas() -> None:
    assert names_in(" Room 1,, Room   2 ,") == ("Room 1", "Room 2")


def test_rooms_pumps_and_people_are_for_what_they_were_named_for() -> None:
    assert skills_of(NEW) == {
        "Aspen": {"dosing"},
        "Birch": {"dosing"},
        "Cedar": {"consult", "therapy"},
        "Pump 1": {"infusion"},
        "Miriam Hale": {"prescriber"},
        "Óscar Ruiz": {"intake"},
    }


def test_where_no_room_is_for_talks_the_others_are() -> None:
    assert skills_of(replace(NEW, talk_rooms=""))["Aspen"] == {"dosing", "consult", "therapy"}


def test_the_manager_takes_the_calls_where_nobody_else_does() -> None:
    alone = replace(NEW, people=())

    assert skills_of(alone)["Elena Ruiz"] == {"intake"}
    assert "Elena Ruiz" not in skills_of(NEW)


def test_everybody_has_a_login_of_their_own_and_letters_after_the_name() -> None:
    people = {each.person.login: each.person for each in house_of(NEW) if each.person}

    assert list(people) == ["ruiz", "hale", "ruiz2"]
    assert people["ruiz"].roles == {Role.MANAGER, Role.FRONT_DESK}
    assert people["hale"].titled == "Miriam Hale, MD"
    assert people["hale"].roles == {Role.MEDICAL_DIRECTOR, Role.PRESCRIBER}


def test_a_name_without_latin_letters_has_a_login_too() -> None:
    assert login_of("Мария", set()) == "person"
    assert login_of("Мария", {"person"}) == "person2"


def test_two_of_one_name_are_said_before_anything_is_made() -> None:
    twice = replace(NEW, pumps="Pump 1, Aspen")

    (reason,) = against_house(twice)

    assert (reason.code, reason.facts) == ("resource-name-taken", {"name": "Aspen"})


def test_rooms_work_in_the_usual_hours() -> None:
    hours = {each.wish.hours for each in house_of(NEW) if each.wish}

    assert len(hours) == 1
    assert [shift.weekday for shift in hours.pop()] == [0, 1, 2, 3, 4]
    assert {each.wish.kind for each in house_of(NEW) if each.wish} == {
        Kind.ROOM,
        Kind.PUMP,
        Kind.PERSON,
    }


def test_a_manager_has_a_name_and_a_login() -> None:
    wrong = [each.code for each in against_manager(replace(NEW, manager=" ", login="Ruiz!"))]

    assert wrong == ["manager-nameless", "login-letters"]


def test_who_signs_in_on_a_server_is_known_there_by_what_they_typed() -> None:
    plain = "postgresql://db.example.org/clinic"

    assert signed(plain, "ruiz", "a b/c") == "postgresql://ruiz:a%20b%2Fc@db.example.org/clinic"
    assert signed(plain, "ruiz", "") == "postgresql://ruiz@db.example.org/clinic"
    assert signed(plain, "", "") == plain
    kept = "postgresql://desk:secret@db.example.org/clinic"
    assert signed(kept, "ruiz", "typed") == kept
    assert signed("postgresql://desk@h/c", "ruiz", "typed") == "postgresql://desk:typed@h/c"
