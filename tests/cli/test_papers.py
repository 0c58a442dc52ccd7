from pathlib import Path
from typing import Any

from tests.cli.typed import Ask

KEYS = {
    "code",
    "form",
    "version",
    "language",
    "patient",
    "visit",
    "state",
    "pages",
    "signed",
    "signed_by",
    "empty",
    "gaps",
    "seen_by",
    "until",
    "signatures",
    "history",
    "scans",
}
OUT = "10006"
"""A patient whose papers for tomorrow are at home, not yet signed."""
SIGNED = ["--signed", "2026-11-23 09:30", "--by", "patient"]


def papers_out(ask: Ask, patient: str = OUT) -> dict[str, Any]:
    """The patient's papers that are out, by form."""
    listed = ask("paper list", "--patient", patient, "--out").done["papers"]
    return {paper["form"]: paper for paper in listed}


def consent_state(ask: Ask) -> str:
    """How the consent stands for the patient's visit tomorrow."""
    visit = papers_out(ask)["ride-home-agreement"]["visit"]
    items = ask("readiness", "--visit", visit).done["items"]
    return next(each["state"] for each in items if each["item"] == "consent:ketamine-consent")


def test_papers_are_listed_with_where_they_are(ask: Ask) -> None:
    everything = ask("paper list").done["papers"]
    out = ask("paper list", "--out").done["papers"]

    assert all(paper.keys() == KEYS for paper in everything)
    assert {paper["patient"] for paper in out} == {OUT}
    assert {paper["form"] for paper in out} == {
        "privacy-acknowledgement",
        "emergency-contact",
        "financial-agreement",
        "psychotherapy-agreement",
        "touch-consent",
        "ketamine-consent",
        "off-label-disclosure",
        "ride-home-agreement",
    }
    assert {"complete", "handed_over"} <= {paper["state"] for paper in everything}


def test_a_paper_that_comes_back_complete_meets_its_item(ask: Ask) -> None:
    consent = papers_out(ask)["ketamine-consent"]
    assert consent_state(ask) == "waiting"

    returned = ask("paper return", "--code", consent["code"].lower(), *SIGNED).done

    signed = "2026-11-23T09:30-07:00"
    unnamed = {"name": None, "language": None, "authority": None}
    (step,) = returned["history"]
    assert returned == {
        **consent,
        "state": "complete",
        "signed": signed,
        "signed_by": "patient",
        "seen_by": "Ana Ruiz",
        "until": "2027-05-22",
        "signatures": [
            {"who": "patient", "at": signed, **unnamed},
            {"who": "prescriber", "at": signed, **unnamed},
        ],
        "history": [{**step, "step": "complete", "by": "Ana Ruiz", "why": None}],
    }
    assert consent_state(ask) == "met"


def test_a_paper_with_an_empty_box_does_not_count(ask: Ask) -> None:
    consent = papers_out(ask)["ketamine-consent"]
    words = ["--code", consent["code"], *SIGNED]
    boxes = ask("paper return", *words, "--empty", "nothing")
    assert boxes.reasons == ["box-unknown"]
    box = boxes.document["refused"][0]["sentence"].split("It has: ")[1].split(",")[0]

    returned = ask("paper return", *words, "--empty", box).done

    assert (returned["state"], returned["empty"]) == ("returned", [box])
    assert consent_state(ask) == "waiting"


def test_what_is_wrong_about_a_return_is_said_at_once(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]
    words = ["--signed", "2026-11-30 09:00", "--by", "nurse"]

    assert ask("paper return", "--code", code, *words).reasons == ["signer-unknown", "signed-later"]


def test_a_paper_is_not_returned_twice(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]
    assert ask("paper return", "--code", code, *SIGNED).code == 0

    assert ask("paper return", "--code", code, *SIGNED).reasons == ["paper-already-back"]


def test_an_unknown_or_misread_code_is_said(ask: Ask) -> None:
    assert ask("paper return", "--code", "00000000", *SIGNED).reasons == ["paper-unknown"]
    assert ask("paper return", "--code", "tüü", *SIGNED).reasons == ["paper-code-unreadable"]


def test_for_people_a_return_is_one_sentence(ask: Ask, typed: Ask, folder: Path) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]

    said = typed("paper return", "--clinic", folder, "--code", code, *SIGNED)

    whose = "Martínez de la Cruz, José Luis (10006)"
    paper = f"Ketamine consent {code[:4]}-{code[4:]}"
    assert said.out == f"{whose}: {paper} is complete.\n"


def test_whoever_else_signs_has_a_time_and_a_name_of_their_own(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]
    doctor = "prescriber=2026-11-23 09:50=Dr. Miriam Hale"

    signed = ask("paper return", "--code", code, *SIGNED, "--also", doctor).done["signatures"]

    assert [(each["who"], each["at"], each["name"]) for each in signed] == [
        ("patient", "2026-11-23T09:30-07:00", None),
        ("prescriber", "2026-11-23T09:50-07:00", "Dr. Miriam Hale"),
    ]


def test_a_signature_that_cannot_be_read_is_said(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]

    asked = ask("paper return", "--code", code, *SIGNED, "--also", "witness")

    assert asked.reasons == ["signature-unreadable"]


def test_a_paper_that_was_voided_by_mistake_is_taken_back(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]

    voided = ask("paper void", "--code", code, "--cause", "damaged").done
    ask("undo", "--act", voided["act"])
    shown = ask("paper show", "--code", code).done

    assert (voided["state"], shown["state"]) == ("voided", "handed_over")
    assert [step["step"] for step in shown["history"]] == ["voided", "taken-back"]


def test_a_consent_is_taken_back_with_its_consequences(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]
    ask("paper return", "--code", code, *SIGNED)

    ahead = ask("paper revoke", "--code", code, "--preview").done["visits"]
    before = consent_state(ask)
    done = ask("paper revoke", "--code", code, "--how", "written").done

    assert [each["items"] for each in ahead] == [["consent:ketamine-consent"]]
    assert (before, consent_state(ask)) == ("met", "expired")
    assert (done["told"], done["papers"], done["visits"]) == ("written", [code], ahead)


def test_only_the_privacy_receipt_is_declined(ask: Ask) -> None:
    code = papers_out(ask)["ketamine-consent"]["code"]

    assert ask("paper decline", "--code", code).reasons == ["paper-no-receipt"]


def test_a_scan_is_kept_with_its_paper(ask: Ask, tmp_path: Path) -> None:
    paper = papers_out(ask)["ketamine-consent"]
    scan = tmp_path / "scan.pdf"
    ask("packet", "--visit", paper["visit"], "--out", scan)

    kept = ask("paper attach", "--code", paper["code"], "--file", scan).done

    assert kept["kind"] == "pdf"
    assert ask("paper show", "--code", paper["code"]).done["scans"] == [kept["attachment"]]
