"""`form write` and `form take`."""

from pathlib import Path

from tests.cli.typed import Ask


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
