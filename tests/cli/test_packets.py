import hashlib
from pathlib import Path

import pypdf

from tests.cli.typed import Ask


def sha256(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def booked(ask: Ask) -> int:
    words = ["--patient", "10001", "--type", "iv-dosing", "--at", "2026-11-25 10:30"]
    return ask("book", *words).done["visit"]


def test_a_packet_says_its_papers_and_the_hash_of_its_bytes(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "packet.pdf"

    document = ask("packet", "--visit", booked(ask), "--out", file).done

    assert document.keys() == {"file", "pages", "sha256", "papers"}
    assert document["sha256"] == sha256(document["file"])
    assert document["pages"] == len(pypdf.PdfReader(file).pages)
    keys = {"form", "version", "language", "pages", "why"}
    assert all(paper.keys() == keys for paper in document["papers"])
    forms = [paper["form"] for paper in document["papers"]]
    assert forms[0] == "cover-sheet"
    assert "ketamine-consent" in forms


def test_the_same_packet_is_written_again_byte_for_byte(ask: Ask, tmp_path: Path) -> None:
    visit = booked(ask)

    first, again = (
        ask("packet", "--visit", visit, "--out", tmp_path / f"{number}.pdf").done["sha256"]
        for number in (1, 2)
    )

    assert first == again


def test_the_packets_of_a_day_are_written_in_the_order_of_the_clinic(
    ask: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    said = ask("packets", "--day", "2026-11-28", "--out", out)

    document = said.done
    assert document.keys() == {"day", "visits"}
    files = [visit["file"] for visit in document["visits"]]
    assert files == sorted(files)
    for visit in document["visits"]:
        assert visit.keys() == {"visit", "file", "pages", "sha256", "error"}
        assert visit["error"] is None
        assert visit["sha256"] == sha256(visit["file"])
        assert Path(visit["file"]).name.endswith(f"-visit-{visit['visit']}.pdf")


def test_a_packet_that_fails_stops_no_other_and_is_trouble(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "out"
    day = ["--day", "2026-11-28", "--out", out]
    first, *others = ask("packets", *day).done["visits"]
    taken = Path(first["file"])
    taken.unlink()
    taken.mkdir()

    said = ask("packets", *day)

    assert said.code == 1
    failed, *written = said.document["visits"]
    assert failed["visit"] == first["visit"]
    assert failed["file"] is None
    assert "could not be written" in failed["error"]
    assert [visit["sha256"] for visit in written] == [visit["sha256"] for visit in others]


def test_a_packet_for_nowhere_is_trouble_and_leaves_nothing(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    said = ask("packet", "--visit", booked(ask), "--out", tmp_path / "file" / "packet.pdf")

    assert said.trouble == "file-not-written"
    assert (tmp_path / "file").read_bytes() == b""


def test_a_cancelled_visit_has_no_packet(ask: Ask, tmp_path: Path) -> None:
    visit = booked(ask)
    assert ask("cancel", "--visit", visit).code == 0

    said = ask("packet", "--visit", visit, "--out", tmp_path / "packet.pdf")

    assert said.reasons == ["visit-cancelled"]
    assert not (tmp_path / "packet.pdf").exists()


def test_the_day_sheet_is_written(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"

    assert ask("day-sheet", "--day", "tomorrow", "--out", file).done == {
        "day": "2026-11-24",
        "file": str(file),
    }
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "Nguyễn, Thị Lan Anh" in text


def test_exactly_the_papers_that_are_named_are_written_in_another_language_and_size(
    ask: Ask, tmp_path: Path
) -> None:
    visit = booked(ask)
    wish = ["--papers", "revocation, sources", "--lang", "es", "--out", tmp_path / "a.pdf"]

    usual = ask("packet", "--visit", visit, *wish).done
    large = ask("packet", "--visit", visit, *wish, "--large-print").done

    papers = [(paper["form"], paper["language"]) for paper in usual["papers"]]
    assert papers == [("cover-sheet", "en"), ("revocation", "es"), ("sources", "es")]
    assert large["pages"] > usual["pages"]


def test_a_form_nobody_knows_and_two_ways_at_once_are_refused(ask: Ask, tmp_path: Path) -> None:
    asked = ["packet", "--visit", booked(ask), "--out", tmp_path / "a.pdf"]

    assert ask(*asked, "--papers", "no-such").reasons == ["packet-form-none"]
    assert ask(*asked, "--all", "--papers", "sources").reasons == ["usage"]


def test_what_is_decided_about_papers_is_said_and_changed(ask: Ask) -> None:
    before = ask("paper policy").done
    words = ["--witness", "yes", "--signs-alone-from", "19", "--untranslated", "refuse"]

    after = ask("paper policy", *words, "--stops", "touch-consent=start", "--as", "hale").done

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"witness", "signs_alone_from", "untranslated", "stops"}
    assert after["stops"]["touch-consent"] == "start"
    assert ask("paper policy").done == after


def test_nonsense_about_papers_is_refused(ask: Ask) -> None:
    def reasons(*words: str) -> list[str]:
        return ask("paper policy", *words, "--as", "hale").reasons

    assert reasons("--stops", "touch-consent=lunch") == ["usage"]
    assert reasons("--stops", "lunch=start") == ["form-unknown"]
    assert reasons("--signs-alone-from", "3") == ["papers-age"]


def test_the_packet_rules_are_listed_in_order(ask: Ask) -> None:
    rules = ask("paper rules").done["rules"]

    assert rules[0] == {
        "form": "privacy-acknowledgement",
        "types": ["evaluation"],
        "routes": ["iv", "im", "sublingual", "esketamine"],
        "conditions": [],
        "use": "once",
    }
    assert ask("paper rules", "--shipped", "--as", "hale").done["rules"] == rules
