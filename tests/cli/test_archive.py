"""`archive`: what has changed is named, and a patient's record is written whole."""

from pathlib import Path

from pikepdf import Pdf

from tests.cli.test_papers import SIGNED, papers_out
from tests.cli.typed import Ask
from tests.documents.reading_back import page_texts

PATIENT = "10006"
INDEX_PAGES = 2
"""So many pages the index of this patient's papers takes."""


def objects(folder: Path) -> list[Path]:
    return sorted((folder / "archive").glob("*/*.sealed-*"))


def test_an_archive_as_it_was_kept_is_said_to_be_whole(ask: Ask, folder: Path) -> None:
    found = ask("archive verify").done

    assert found == {"files": len(objects(folder)), "faults": []}


def test_one_changed_byte_is_named_in_a_sentence(ask: Ask, folder: Path) -> None:
    victim = objects(folder)[0]
    content = bytearray(victim.read_bytes())
    content[100] ^= 1
    victim.chmod(0o600)
    victim.write_bytes(content)

    found = ask("archive verify")

    (fault,) = found.document["faults"]
    assert (found.code, fault["code"]) == (1, "packet-changed")
    assert victim.stem in fault["sentence"]


def test_a_file_that_is_gone_is_named_too(ask: Ask, folder: Path) -> None:
    objects(folder)[0].unlink()

    found = ask("archive verify")

    assert (found.code, found.document["faults"][0]["code"]) == (1, "packet-gone")


def test_a_record_has_an_index_and_every_page_with_bookmarks(ask: Ask, tmp_path: Path) -> None:
    consent = papers_out(ask, PATIENT)["ketamine-consent"]
    ask("paper return", "--code", consent["code"], *SIGNED)
    scan, record = tmp_path / "scan.pdf", tmp_path / "record.pdf"
    ask("packet", "--visit", consent["visit"], "--out", scan)
    attached = ask("paper attach", "--code", consent["code"], "--file", scan).done
    papers = ask("paper list", "--patient", PATIENT).done["papers"]

    done = ask("archive export", "--patient", PATIENT, "--out", record).done

    kept = sum(paper["pages"] for paper in papers if paper["state"] != "voided")
    texts = page_texts(record.read_bytes())
    assert done["pages"] == kept + attached["pages"]
    with Pdf.open(record) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        assert len(pdf.pages) - done["pages"] == INDEX_PAGES
    assert titles[0] == "Index"
    assert len(titles) == 1 + done["parts"] - sum(p["state"] == "voided" for p in papers)
    assert "Signed: patient Mon 23 Nov 2026 at 09:30" in " ".join(texts[0].split())


def test_a_file_that_is_there_is_left_alone(ask: Ask, tmp_path: Path) -> None:
    there = tmp_path / "record.pdf"
    there.write_text("mine")

    asked = ask("archive export", "--patient", PATIENT, "--out", there)

    assert asked.reasons == ["file-exists"]
    assert there.read_text() == "mine"
