from pathlib import Path

import pytest

from tests.cli.typed import Ask, Document, Said

READY = "10001"
PUMP = "Digital pump 1"
MORNING = ("--from", "2026-11-28 09:00", "--to", "2026-11-28 11:00")


def block(ask: Ask, *words: object, name: str = PUMP, kind: str = "service") -> Said:
    return ask("block", "--resource", name, *MORNING, "--kind", kind, *words)


def visit_in(ask: Ask) -> Document:
    asked = ("--patient", READY, "--type", "iv-dosing", "--at", "2026-11-28 09:00")
    return ask("book", *asked).done


def room_of(visit: Document) -> str:
    return next(claim["resource"] for claim in visit["claims"] if claim["role"] == "room")


def test_a_block_answers_with_what_it_holds_and_its_act(ask: Ask) -> None:
    document = block(ask, "--note", "Yearly service").done

    assert document.keys() == {"block", "blocks", "start", "end", "claims", "act", "displaced"}
    assert document["blocks"] == [document["block"]]
    assert document["claims"] == [
        {
            "resource": PUMP,
            "role": "service",
            "start": "2026-11-28T09:00-07:00",
            "end": "2026-11-28T11:00-07:00",
        }
    ]
    assert document["displaced"] == []


def test_a_repeating_block_has_a_claim_for_each_day(ask: Ask) -> None:
    document = block(ask, "--repeat", "sat", "--until", "2027-03-20", kind="meeting").done

    starts = [claim["start"] for claim in document["claims"]]
    assert (len(starts), starts[0], starts[-1]) == (
        17,
        "2026-11-28T09:00-07:00",
        "2027-03-20T09:00-06:00",
    )
    assert ask("unblock", "--block", document["blocks"][2], "--which", "following").code == 0
    lifted = ask("unblock", "--block", document["block"], "--which", "all").done
    assert lifted["blocks"] == document["blocks"][:2]


def test_a_visit_in_the_way_is_named_or_displaced_and_taken_back(ask: Ask) -> None:
    visit = visit_in(ask)

    refused = block(ask, name=room_of(visit))
    done = block(ask, "--displace", name=room_of(visit)).done

    assert refused.reasons == ["visits-in-the-way", "visit-in-the-way"]
    assert f"(visit {visit['visit']})" in refused.document["refused"][1]["sentence"]
    assert [(each["visit"], each["claims"]) for each in done["displaced"]] == [(visit["visit"], [])]
    back = ask("undo", "--act", done["act"]).done
    assert back["visits"][0]["claims"] == visit["claims"]


def test_the_same_asking_is_done_once(ask: Ask) -> None:
    first = block(ask, "--act", "mine").done
    again = block(ask, "--act", "mine").done

    assert first == again
    assert block(ask).reasons == ["block-already"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--repeat", "sat"), "repeat-half"),
        (("--until", "2026-12-24"), "repeat-half"),
        (("--repeat", "sat,noday", "--until", "2026-12-24"), "weekday-unreadable"),
        (("--repeat", "sat", "--until", "2036-12-24"), "repeat-long"),
        (("--resource", "Pump 99"), "resource-unknown"),
        (("--kind", "nap"), "block-kind-unknown"),
        (("--to", "2026-11-28 08:00"), "block-backwards"),
        (("--to", "2036-11-28 08:00"), "block-long"),
        (("--from", "2027-03-14 02:30"), "time-skipped"),
        (("--from", "2026-11-20 08:00"), "block-past"),
    ],
)
def test_a_block_that_cannot_be_is_one_clear_reason(
    ask: Ask, words: tuple[str, ...], code: str
) -> None:
    assert block(ask, *words).reasons == [code]


def test_for_people_blocks_are_lines(typed: Ask, folder: Path) -> None:
    words = ["--resource", PUMP, *MORNING, "--kind", "service", "--note", "Yearly"]

    head, line = typed("block", "--clinic", folder, *words).out.splitlines()

    assert head.startswith("Blocked: Digital pump 1 (act ")
    assert line.split("  ")[2:] == ["Sat 28 Nov 2026", "09:00–11:00", "Service: Yearly"]


def test_the_clinic_is_closed_for_an_afternoon_and_opened_again(ask: Ask) -> None:
    visit = visit_in(ask)
    words = ("close", "--as", "manager", "--day", "2026-11-28", "--name", "Team day")

    refused = ask(*words, "--from", "10:00")
    done = ask(*words, "--from", "10:00", "--displace").done

    assert refused.reasons[0] == "visits-in-the-way"
    (closure,) = done["closures"]
    assert closure | {"closure": 0} == {
        "closure": 0,
        "day": "2026-11-28",
        "from": "10:00",
        "to": None,
        "name": "Team day",
    }
    assert visit["visit"] in {each["visit"] for each in done["displaced"]}
    again = ask("reopen", "--as", "manager", "--closure", closure["closure"]).done
    assert again["closures"] == [closure]


def test_holidays_are_listed_and_kept(ask: Ask) -> None:
    manager = ("holidays", "--as", "manager")
    assert ask("holidays").reasons == ["region-missing"]
    listed = ask(*manager, "--region", "us-co").done
    kept = ask(*manager, "--observe", "2027-07-05", "--observe", "2027-05-31").done

    thanks = next(each for each in listed["holidays"] if each["day"] == "2026-11-26")
    assert (listed["region"], listed["year"]) == ("US-CO", 2026)
    assert thanks == {"day": "2026-11-26", "name": "Thanksgiving Day", "closure": None}
    closed = {each["day"]: bool(each["closure"]) for each in kept["holidays"]}
    assert [day for day, is_closed in closed.items() if is_closed] == ["2027-05-31", "2027-07-05"]
    assert ask("undo", "--as", "manager", "--act", kept["act"]).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("close --day 2026-12-24 --from noon --name X", "clock-unreadable"),
        ("close --day 2026-12-24 --from 12:00 --to 11:00 --name X", "closure-backwards"),
        ("close --day soon --name X", "day-unreadable"),
        ("reopen --closure 999", "closure-unknown"),
        ("holidays --region Colorado", "region-unknown"),
        ("holidays --year 12", "usage"),
        ("unblock --block 999999", "block-unknown"),
    ],
)
def test_what_cannot_be_done_is_said(ask: Ask, words: str, code: str) -> None:
    command, *rest = words.split()

    assert ask(command, "--as", "manager", *rest).reasons == [code]
