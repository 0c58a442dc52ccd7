"""`form write` and `form take`."""

from pathlib import Path

from tests import own_forms
from tests.cli.typed import Ask, Said


def test_a_form_goes_out_and_comes_in_as_a_draft(ask: Ask, tmp_path: Path) -> None:
    written = ask("form write", "telehealth-consent", "--to", tmp_path).done
    text = Path(written["folder"]) / "en.md"
    same = ask("form take", written["folder"], "--as", "hale").done["forms"]
    text.write_text("Ketamine is safe.\n\n" + text.read_text("utf-8"), "utf-8")

    (taken,) = ask("form take", tmp_path, "--as", "hale").done["forms"]

    assert [(each["version"], each["new"]) for each in same] == [(1, False)]
    assert (taken["form"], taken["version"], taken["new"]) == ("telehealth-consent", 2, True)
    assert [(f["code"], f["language"], f["line"]) for f in taken["faults"]] == [
        ("form-false", "en", 1)
    ]
    listed = ask("form list --drafts").done["forms"]
    assert [(each["form"], each["state"]) for each in listed] == [("telehealth-consent", "draft")]


def test_the_desk_takes_no_forms_in(ask: Ask, tmp_path: Path) -> None:
    written = ask("form write", "telehealth-consent", "--to", tmp_path).done

    assert ask("form take", written["folder"], "--as", "desk").reasons == ["not-permitted"]


def test_an_empty_folder_is_told(ask: Ask, tmp_path: Path) -> None:
    assert ask("form take", tmp_path, "--as", "hale").trouble == "form-folder-empty"


def take(ask: Ask, path: Path, content: bytes, *more: object) -> Said:
    """Take a PDF in as the medical director."""
    path.write_bytes(content)
    return ask("form take", path, "--as", "hale", *more)


def test_a_pdf_is_taken_as_a_form_approved_and_asked_for(ask: Ask, tmp_path: Path) -> None:
    file, called = tmp_path / "policy.pdf", ("--title", "Financial policy")
    first = take(ask, file, own_forms.with_fields(), *called, "--signed-by", "patient").done
    again = ask("form take", file, "--as", "hale", "--form", "financial-policy").done
    approved = ask("form approve financial-policy --as hale").done
    rules = ask("paper rules --ask financial-policy --as hale").done["rules"]

    assert first["forms"] == [
        {
            "form": "financial-policy",
            "version": 1,
            "new": True,
            "faults": [],
            "pdfs": [{"language": "en", "pages": 1, "share": 94, "left_out": ["links", "fields"]}],
        }
    ]
    assert again["forms"][0]["new"] is False
    assert approved["forms"][0]["state"] == "in-force"
    assert rules[-1] == {
        "form": "financial-policy",
        "types": [],
        "routes": [],
        "conditions": [],
        "use": "needed",
    }


def test_a_spanish_pdf_comes_beside_the_english_one(ask: Ask, tmp_path: Path) -> None:
    take(ask, tmp_path / "policy.pdf", own_forms.policy(), "--title", "Financial policy")
    more = ("--form", "financial-policy", "--lang", "es", "--title-es", "Política financiera")
    both = take(ask, tmp_path / "politica.pdf", own_forms.policy(2), *more).done["forms"]
    shown = ask("form show financial-policy --lang es").done

    assert [(each["language"], each["pages"]) for each in both[0]["pdfs"]] == [("en", 1), ("es", 2)]
    assert shown["languages"] == ["en", "es"]
    assert "Financial policy of the practice" in shown["text"]


def test_a_pdf_that_will_not_do_is_refused_in_a_sentence(ask: Ask, tmp_path: Path) -> None:
    file, called = tmp_path / "policy.pdf", ("--title", "Financial policy")

    assert take(ask, file, own_forms.locked(), *called).reasons == ["own-pdf-locked"]
    assert take(ask, file, own_forms.with_fields(xfa=True), *called).reasons == ["own-pdf-xfa"]
    assert take(ask, file, own_forms.policy()).reasons == ["own-pdf-title"]
    assert ask("form take", tmp_path, "--title", "No PDF", "--as", "hale").reasons == ["usage"]
    assert ask("form take", tmp_path / "none.pdf", "--as", "hale").code == 1


def test_rules_are_dropped_and_unknown_ones_refused(ask: Ask) -> None:
    dropped = ask("paper rules --drop ketamine-consent --as hale").done["rules"]

    assert "ketamine-consent" not in [rule["form"] for rule in dropped]
    wrong = ask("paper rules --ask ketamine-consent --type rocket --as hale")
    assert wrong.reasons == ["packet-rule-unknown"]
    assert ask("paper rules --ask rocket --as hale").reasons == ["form-unknown"]
