"""The record of a patient from the command line."""

from pathlib import Path

import pytest

from tests.cli.typed import Ask

WHOLE = {
    "given": "Ana",
    "family": "Romero Gil",
    "preferred": "Anita",
    "pronouns": "she/her",
    "sort_as": "Gil",
    "born": "1988-03-12",
    "phones": [
        {"number": "+13035550142", "label": "mobile", "message": True, "text": True},
        {"number": "+442079460123", "label": "", "message": False, "text": False},
    ],
    "email": "ana@example.org",
    "address": "12 Juniper Street",
    "language": "es",
    "large_print": True,
    "interpreter": "Spanish",
    "emergency": {"name": "Luis", "relation": "brother", "phone": "+13035550143"},
    "representative": {"name": "Eva", "authority": "guardian", "proof": "order", "phone": ""},
    "alert": "Latex",
    "notes": "Rings twice.",
    "part2": False,
    "version": 1,
}
TYPED = (
    *("--given", "Ana", "--family", "Romero Gil", "--preferred", "Anita", "--pronouns", "she/her"),
    *(
        "--sort-as",
        "Gil",
        "--born",
        "12 Mar 1988",
        "--phone",
        "303 555 0142, mobile, message, text",
    ),
    *("--phone", "+44 20 7946 0123", "--email", "ana@example.org"),
    *("--address", "12 Juniper Street", "--language", "es", "--large-print", "yes"),
    *("--interpreter", "Spanish", "--emergency-name", "Luis", "--emergency-relation", "brother"),
    *("--emergency-phone", "303 555 0143", "--representative-name", "Eva"),
    *("--representative-authority", "guardian", "--representative-proof", "order"),
    *("--alert", "Latex", "--notes", "Rings twice."),
)


def test_everything_of_a_record_can_be_typed_and_is_shown(ask: Ask) -> None:
    kept = ask("patient add", *TYPED).done

    assert kept == WHOLE | {"patient": kept["patient"]}
    assert ask("patient show", "--patient", kept["patient"]).done == kept


def test_a_change_leaves_the_rest_as_it_was(ask: Ask) -> None:
    kept = ask("patient add", *TYPED).done

    words = ["--email", "", "--large-print", "no", "--emergency-name", "", "--phone", "3035550144"]
    changed = ask("patient edit", "--patient", kept["patient"], *words).done

    assert changed == kept | {
        "email": "",
        "large_print": False,
        "emergency": None,
        "phones": [{"number": "+13035550144", "label": "", "message": False, "text": False}],
        "version": 2,
    }


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        (["patient add", "--given", "Ana"], ["patient-born-missing"]),
        (["patient add", "--born", "x", "--given", "Ana"], ["day-unreadable"]),
        (["patient add", "--born", "12 Mar 1988"], ["patient-name-missing"]),
        (["patient edit", "--patient", "99999", "--notes", "x"], ["patient-unknown"]),
        (
            ["patient edit", "--patient", "10003", "--notes", "x", "--version", "7"],
            ["patient-moved-on"],
        ),
        (
            ["patient edit", "--patient", "10003", "--email", "x", "--phone", "12"],
            ["patient-phone-unreadable", "patient-email-unreadable"],
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(ask: Ask, command: list[str], codes: list[str]) -> None:
    assert ask(*command).reasons == codes


def test_for_people_a_record_is_lines(ask: Ask, typed: Ask, folder: Path) -> None:
    chart = ask("patient add", *TYPED).done["patient"]

    lines = typed("patient show --clinic", folder, "--patient", chart).out.splitlines()

    assert [" ".join(line.split()) for line in lines] == [
        "name Romero Gil, Ana",
        "born 12 Mar 1988",
        "preferred Anita",
        "pronouns she/her",
        "sort as Gil",
        "email ana@example.org",
        "address 12 Juniper Street",
        "interpreter Spanish",
        "alert Latex",
        "notes Rings twice.",
        "language es",
        "large print yes",
        f"chart {chart}",
        "phone (303) 555-0142, mobile, message, text",
        "phone +44 20 7946 0123",
        "emergency Luis, brother, (303) 555-0143",
        "representative Eva, guardian, order",
    ]
