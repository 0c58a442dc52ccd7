"""A patient's whole course by command: planned, booked, taken back, made whole again."""

import pytest

from tests.cli.typed import Ask, Document

READY, REFUSED = "10001", "10002"


def course(ask: Ask, *words: object, patient: str = READY, template: str = "kap-6") -> Document:
    asked = ("--patient", patient, "--template", template, "--from", "2026-11-24")
    return ask("course", *asked, *words).done


def test_a_plan_books_nothing(ask: Ask) -> None:
    first = course(ask, "--plan-only")
    second = course(ask, "--plan-only")

    assert first.keys() == {"optimal", "visits"}
    assert first == second
    assert first["optimal"] is True
    assert len(first["visits"]) == 14


def test_a_course_is_booked_as_planned_in_one_act(ask: Ask) -> None:
    planned = course(ask, "--plan-only")

    booked = course(ask)

    keys = {"step", "type", "start", "end", "ready", "status", "claims", "visit"}
    assert all(visit.keys() == keys for visit in booked["visits"])
    assert [v["start"] for v in booked["visits"]] == [v["start"] for v in planned["visits"]]
    assert {v["status"] for v in booked["visits"]} == {"booked"}
    assert len({v["visit"] for v in booked["visits"]}) == 14


def test_one_undo_takes_the_whole_course_back(ask: Ask) -> None:
    act = course(ask)["act"]

    undone = ask("undo", "--act", act).done

    assert [visit["status"] for visit in undone["visits"]] == ["cancelled"] * 14
    assert course(ask)["visits"]


def test_what_the_gate_does_not_let_through_is_held(ask: Ask) -> None:
    booked = course(ask, patient=REFUSED)

    states = {visit["type"]: visit["status"] for visit in booked["visits"]}
    assert states == {
        "evaluation": "booked",
        "preparation": "booked",
        "iv-dosing": "held",
        "integration": "booked",
    }


def test_the_first_are_booked_and_the_rest_held(ask: Ask) -> None:
    booked = course(ask, "--first", 3)

    assert [v["status"] for v in booked["visits"]] == ["booked"] * 3 + ["held"] * 11


def test_wishes_are_kept_by_every_visit(ask: Ask) -> None:
    planned = course(ask, "--plan-only", "--wish", "with okafor not before 1 dec")

    therapists = {
        claim["resource"]
        for visit in planned["visits"]
        for claim in visit["claims"]
        if claim["role"] == "therapist"
    }
    assert therapists == {"Amara Okafor"}
    assert planned["visits"][0]["start"] >= "2026-12-01"


def test_a_course_that_cannot_be_says_which_rule_and_what_would_help(ask: Ask) -> None:
    words = ["--patient", READY, "--template", "kap-6", "--on", "mon"]

    reasons = ask("course", *words).reasons

    assert reasons[0] == "course-none"
    assert any(reason.startswith("course-fits") for reason in reasons)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--template", "yoga"], "course-unknown"),
        (["--template", "kap-6", "--wish", "blue moon"], "wish-unreadable"),
        (["--template", "kap-6", "--without", "Tea"], "course-step-unknown"),
        (["--template", "kap-6", "--from", "someday"], "day-unreadable"),
    ],
)
def test_what_cannot_be_read_is_one_clear_reason(ask: Ask, words: list[str], code: str) -> None:
    assert ask("course", "--patient", READY, *words).reasons == [code]


def test_a_course_that_loses_its_rooms_is_made_whole_with_few_moves(ask: Ask) -> None:
    booked = course(ask)
    infusion = next(v for v in booked["visits"] if v["type"] == "iv-dosing")
    room = next(c["resource"] for c in infusion["claims"] if c["role"] == "room")
    day = infusion["start"][:10]
    lost = ["--resource", room, "--from", f"{day} 08:00", "--to", f"{day} 18:00"]
    blocked = ask("block", *lost, "--kind", "service", "--displace").done
    assert infusion["visit"] in {visit["visit"] for visit in blocked["displaced"]}

    proposed = ask("repair", "--course", booked["course"], "--plan-only").done
    mended = ask("repair", "--course", booked["course"]).done

    assert proposed["moved"] == mended["moved"]
    assert len(mended["moved"]) <= 2
    again = next(v for v in mended["visits"] if v["step"] == infusion["step"])
    held = {c["role"]: c["resource"] for c in again["claims"]}
    assert again["status"] == "booked"
    assert again["start"][:10] != day or held["room"] != room
    assert ask("repair", "--course", booked["course"]).reasons == ["course-whole"]
