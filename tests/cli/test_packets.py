import hashlib
from pathlib import Path

import pypdf
import pytest

from tests.cli.typed import Ask
from tests.cups_queue import Queue


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


def test_the_packets_of_a_day_go_to_a_printer_as_a_job_each(queue: Queue, ask: Ask) -> None:
    before = len(queue.jobs())

    document = ask("packets", "--day", "2026-11-28", "--print", queue.name, "--slips").done

    jobs = [hashlib.sha256(job).hexdigest() for job in queue.jobs()[before + 1 :]]
    assert document.keys() == {"day", "visits", "printer", "left_out", "beside"}
    assert document["printer"] == queue.name
    assert document["beside"] == [{"what": "routing slips", "error": None}]
    assert [visit["sha256"] for visit in document["visits"]] == jobs
    assert {visit["file"] for visit in document["visits"]} == {None}


def test_what_has_come_out_before_is_printed_only_when_all_is_asked_for(
    queue: Queue, ask: Ask
) -> None:
    words = ["packets", "--day", "2026-11-24", "--print", queue.name]

    missing, everything = ask(*words).done, ask(*words, "--all").done

    assert missing["left_out"]
    assert everything["left_out"] == []
    visits = {visit["visit"] for visit in missing["visits"]} | set(missing["left_out"])
    assert {visit["visit"] for visit in everything["visits"]} == visits


def test_one_file_has_all_of_them(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "all.pdf"

    document = ask("packets", "--day", "2026-11-28", "--one-file", file).done

    assert {visit["file"] for visit in document["visits"]} == {str(file)}
    pages = sum(visit["pages"] for visit in document["visits"])
    assert len(pypdf.PdfReader(file).pages) == pages


def test_a_packet_goes_to_a_printer_whole_or_from_a_page_on(queue: Queue, ask: Ask) -> None:
    visit, before = booked(ask), len(queue.controls())

    whole = ask("packet", "--visit", visit, "--print", queue.name).done
    again = ask("packet", "--visit", visit, "--print", queue.name, "--pages", "3-").done

    assert whole == again
    assert (whole["file"], whole["printer"]) == (None, queue.name)
    first, second = queue.controls()[before:]
    assert (b"page-ranges" in first, b"page-ranges" in second) == (False, True)
    jobs = queue.jobs()[before:]
    assert jobs[0] == jobs[1]


def test_a_printer_that_is_not_there_is_trouble_before_anything_is_issued(
    queue: Queue, ask: Ask
) -> None:
    visit = booked(ask)

    assert ask("packet", "--visit", visit, "--print", "Cellar").trouble == "printer-gone"
    assert ask("packets", "--day", "2026-11-25", "--print", "Cellar").trouble == "printer-gone"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--out", "a.pdf", "--pages", "3-"], "--pages goes with --print PRINTER"),
        (["--out", "a.pdf", "--print", "Desk"], "not allowed with"),
        ([], "ne of the arguments --out --print is required"),
    ],
)
def test_words_that_say_nothing_together_are_refused(
    ask: Ask, words: list[str], problem: str
) -> None:
    said = ask("packet", "--visit", "1", *words)

    assert said.reasons == ["usage"]
    assert problem in said.document["refused"][0]["sentence"]


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


def test_what_a_paper_stops_on_one_kind_of_visit_is_said(ask: Ask) -> None:
    asked = ("paper policy", "--stops", "touch-consent@iv-dosing=start", "--as", "hale")

    assert ask(*asked).done["stops_on"] == {"touch-consent": {"iv-dosing": "start"}}


def test_nonsense_about_papers_is_refused(ask: Ask) -> None:
    def reasons(*words: str) -> list[str]:
        return ask("paper policy", *words, "--as", "hale").reasons

    assert reasons("--stops", "touch-consent=lunch") == ["usage"]
    assert reasons("--stops", "touch-consent@lunch=start") == ["policy-visit-unknown"]
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
