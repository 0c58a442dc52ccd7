from pathlib import Path

from tests.cli.typed import Ask


def test_what_visits_can_hold_is_listed_with_hours_and_lanes(ask: Ask) -> None:
    found = {each["resource"]: each for each in ask("resources").done["resources"]}

    nurse, seats = found["Carol Dunn"], found["Group room seats"]
    assert nurse == {
        "resource": "Carol Dunn",
        "kind": "person",
        "note": "RN",
        "skills": ["nurse"],
        "lanes": 3,
        "overbooking": 0,
        "hours": [
            *({"weekday": day, "start": "08:00", "end": "18:00"} for day in range(5)),
            {"weekday": 5, "start": "09:00", "end": "14:00"},
        ],
        "good_until": None,
        "within": None,
        "retired": False,
    }
    assert (seats["kind"], seats["lanes"], seats["within"]) == ("seat", 6, "Group room")


def test_for_people_it_is_a_line_each(typed: Ask, folder: Path) -> None:
    lines = typed("resources", "--clinic", folder).out.splitlines()

    (line,) = (each for each in lines if each.startswith("Aspen room"))
    assert line.split("  ")[-1] == "Mon–Fri 08:00–18:00, Sat 09:00–14:00"
