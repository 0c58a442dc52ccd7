"""The packets of a day together: in order, only what is missing, one that fails stops no other."""

from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packets import Packet
from app.domain.patients import Patient
from app.domain.refusal import Reason, Trouble
from app.domain.scheduling import Kind
from app.printing import Sides, Way
from app.use_cases import packets
from app.use_cases.batch import (
    Gone,
    Line,
    Order,
    With,
    lay_out_batch,
    packet_code,
    run_batch,
    see_batch,
)
from app.use_cases.batch_ways import DAY_SHEET, PACKET, SLIPS, Goes, ToFile, ToFolder, ToPrinters
from app.use_cases.papers import return_paper
from app.use_cases.records import record_ride
from app.use_cases.reprints import reprint_pages
from app.use_cases.scheduling import cancel_visit
from tests.cups_queue import QUEUE, TRAYED, Queue
from tests.small import NOW, add_patient, file_everything
from tests.storage.full_disk import full_disk
from tests.use_cases.asking import book, refusal

TUESDAY = date(2026, 11, 24)
DESK = Way(printer=QUEUE)


@pytest.fixture
def three(clinic: Clinic, ana: Patient) -> tuple[Line, ...]:
    """A preparation at eight and infusions at nine and one, of three patients."""
    lea, max_ = (add_patient(clinic, *name) for name in (("Lea", "Novak"), ("Max", "Silva")))
    file_everything(clinic, lea)
    book(clinic, ana, 24, "13:00")
    book(clinic, lea, 24, "09:00")
    book(clinic, max_, 24, "08:00", kind="preparation")
    return see_batch(clinic, TUESDAY)


def untold(_done: int, _of: int, _what: object) -> None:
    """Nobody listens."""


def laid_out(clinic: Clinic, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return lay_out_batch(clinic, lines, untold, lambda: False)


def run(
    clinic: Clinic, lines: tuple[Line, ...], goes: Goes, beside: With | None = None
) -> tuple[Gone, ...]:
    return run_batch(clinic, lines, beside or With(), goes, told=untold, stop=lambda: False)


def errors(done: tuple[Gone, ...]) -> list[str]:
    return [each.error.code if each.error else "" for each in done]


def issued(clinic: Clinic, line: Line) -> Packet:
    (packet,) = packets.packets_of_visit(clinic, line.visit)
    return packet


def test_the_visits_that_need_papers_are_in_the_order_of_the_day(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    assert [line.view.patient.given for line in three] == ["Max", "Lea", "Ana María"]
    assert [line.draft for line in three] == [None] * 3


def test_a_visit_that_is_called_off_is_not_among_them(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    cancel_visit(clinic, three[1].visit)

    assert [line.visit for line in see_batch(clinic, TUESDAY)] == [three[0].visit, three[2].visit]


def test_by_room_they_come_room_by_room(clinic: Clinic, three: tuple[Line, ...]) -> None:
    lines = see_batch(clinic, TUESDAY, Order.ROOM)

    placed = [(line.view.named(Kind.ROOM), line.view.visit.start) for line in lines]
    assert placed == sorted(placed)
    assert len({rooms for rooms, _ in placed}) > 1


def test_a_packet_is_only_what_is_missing_each_with_its_reason(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    packet = packets.issue_packet(clinic, packets.draft_packet(clinic, three[1].visit))
    consent = next(paper for paper in packet.papers if paper.form == "ketamine-consent")
    return_paper(clinic, consent.code, NOW)

    line = laid_out(clinic, see_batch(clinic, TUESDAY))[1]

    assert line.draft is not None
    told = {each.form: each.why.code for each in line.draft.lines}
    assert "ketamine-consent" not in told
    assert told["ride-home-agreement"] == "why-each-visit"
    assert line.needs_papers


def test_progress_is_told_visit_by_visit(clinic: Clinic, three: tuple[Line, ...]) -> None:
    heard: list[tuple[int, int, int]] = []

    lines = lay_out_batch(
        clinic, three, lambda done, of, line: heard.append((done, of, line.visit)), lambda: False
    )

    assert heard == [(n, 3, line.visit) for n, line in enumerate(lines, start=1)]
    assert all(line.pages for line in lines)


def test_every_packet_is_issued_archived_and_sent_as_its_own_job(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    before = len(queue.jobs())

    done = run(clinic, laid_out(clinic, three), ToPrinters({PACKET: DESK}))

    kept = [issued(clinic, line) for line in three]
    assert errors(done) == [""] * 3
    assert [each.packet for each in done] == kept
    assert queue.jobs()[before:] == [packets.open_packet(clinic, each.id).pdf for each in kept]
    titles = [f"Anteroom packet {packet_code(each)}".encode() for each in kept]
    assert [title in noted for title, noted in zip(titles, queue.controls()[-3:], strict=True)] == [
        True
    ] * 3


def test_no_name_is_in_any_job_but_on_the_pages(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    beside = With(day_sheet=True, slips=True, separators=True)

    run(clinic, three, ToPrinters({PACKET: DESK}), beside)

    noted = b"".join(queue.controls())
    names = (b"Novak", b"Silva", b"Romero", b"Lea", b"Max", b"Ana")
    assert [name for name in names if name in noted] == []


def test_each_kind_of_paper_goes_to_its_own_printer(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    before = len(queue.controls())
    one = Way(printer=TRAYED, tray="Tray2", sides=Sides.ONE)

    done = run(
        clinic,
        laid_out(clinic, three),
        ToPrinters({PACKET: DESK, DAY_SHEET: one}),
        With(day_sheet=True, slips=True),
    )

    sheet, slips, *others = queue.controls()[before:]
    assert [each.what for each in done] == [DAY_SHEET, SLIPS, *[PACKET] * 3]
    assert b"Anteroom day sheet 2026-11-24" in sheet
    assert b"Tray2" in sheet
    assert b"Anteroom routing slips 2026-11-24" in slips
    assert b"Tray2" not in slips
    assert len(others) == 3


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_a_separator_goes_before_each_packet(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    before = len(queue.jobs())

    run(clinic, laid_out(clinic, three), ToPrinters({PACKET: DESK}), With(separators=True))

    jobs = queue.jobs()[before:]
    kept = [packets.open_packet(clinic, issued(clinic, line).id).pdf for line in three]
    assert jobs[1::2] == kept
    assert [
        line.view.patient.full in text_of(job) for line, job in zip(three, jobs[::2], strict=True)
    ] == [True] * 3


def test_a_printer_that_is_gone_issues_nothing_and_is_told_for_each(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    done = run(clinic, laid_out(clinic, three), ToPrinters({PACKET: Way(printer="Cellar")}))

    assert errors(done) == ["printer-gone"] * 3
    assert [packets.packets_of_visit(clinic, line.visit) for line in three] == [()] * 3


def test_a_printer_that_stops_in_the_middle_keeps_the_rest_for_another_try(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    before = len(queue.jobs())
    lines = laid_out(clinic, three)

    def stop_it(done: int, _of: int, _gone: Gone) -> None:
        if done == 1:
            queue.stop("Paper jam")

    done = run_batch(
        clinic, lines, With(), ToPrinters({PACKET: DESK}), told=stop_it, stop=lambda: False
    )
    queue.start()
    failed = [line for line, gone in zip(lines, done, strict=True) if gone.error]
    again = run(clinic, tuple(failed), ToPrinters({PACKET: DESK}))

    assert errors(done) == ["", "printer-stopped", "printer-stopped"]
    assert errors(again) == ["", ""]
    assert len(queue.jobs()) == before + 3


def test_a_service_that_does_not_answer_is_waited_for_once(
    monkeypatch: pytest.MonkeyPatch, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    lines = laid_out(clinic, three)
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    asked: list[str] = []

    class Counts(ToPrinters):
        def check(self, what: str) -> None:
            asked.append(what)
            super().check(what)

    done = run(clinic, lines, Counts({PACKET: DESK}))

    assert errors(done) == ["printer-silent"] * 3
    assert asked == [PACKET]


@pytest.mark.parametrize("kept_in", ["folder"])  # the disk of a server is another one
def test_a_disk_that_is_full_in_the_middle_is_told_and_the_others_come_out(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    lines, before = laid_out(clinic, three), len(queue.jobs())
    to = ToPrinters({PACKET: DESK})
    first, second, third = lines

    one = run(clinic, (first,), to)
    with full_disk(1):
        two = run(clinic, (second,), to)
    three_ = run(clinic, (third,), to)

    assert errors((*one, *two, *three_)) == ["", "disk-full", ""]
    assert packets.packets_of_visit(clinic, second.visit) == ()
    assert len(queue.jobs()) == before + 2


def test_a_batch_is_stopped_between_two_jobs(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    heard: list[int] = []

    done = run_batch(
        clinic,
        laid_out(clinic, three),
        With(),
        ToPrinters({PACKET: DESK}),
        told=lambda number, _of, _gone: heard.append(number),
        stop=lambda: len(heard) == 2,
    )

    assert len(done) == 2
    assert packets.packets_of_visit(clinic, three[2].visit) == ()


def test_what_changed_since_it_was_laid_out_is_laid_out_anew(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    lines = laid_out(clinic, three)
    record_ride(clinic, lines[1].visit, "Luis Romero", "202 555 0178")

    done = run(clinic, lines, ToPrinters({PACKET: DESK}))

    assert errors(done) == [""] * 3
    assert lines[1].draft is not None
    assert issued(clinic, lines[1]).sha256 != lines[1].draft.issued


def test_the_second_time_the_same_bytes_come_out(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...]
) -> None:
    before = len(queue.jobs())

    run(clinic, laid_out(clinic, three), ToPrinters({PACKET: DESK}))
    run(clinic, laid_out(clinic, three), ToPrinters({PACKET: DESK}))

    jobs = queue.jobs()[before:]
    assert jobs[:3] == jobs[3:]


def test_a_folder_has_a_file_each_and_no_name(
    clinic: Clinic, three: tuple[Line, ...], tmp_path: Path
) -> None:
    beside = With(day_sheet=True, slips=True, separators=True)

    done = run(clinic, laid_out(clinic, three), ToFolder(tmp_path / "out"), beside)

    first, second, third = (line.visit for line in three)
    assert errors(done) == [""] * 5
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"2026-11-24-0800-visit-{first}-0-separator.pdf",
        f"2026-11-24-0800-visit-{first}.pdf",
        f"2026-11-24-0900-visit-{second}-0-separator.pdf",
        f"2026-11-24-0900-visit-{second}.pdf",
        f"2026-11-24-1300-visit-{third}-0-separator.pdf",
        f"2026-11-24-1300-visit-{third}.pdf",
        "2026-11-24-day-sheet.pdf",
        "2026-11-24-routing-slips.pdf",
    ]


def test_one_file_has_every_packet_on_sheets_of_its_own(
    clinic: Clinic, three: tuple[Line, ...], tmp_path: Path
) -> None:
    file = tmp_path / "tomorrow.pdf"
    lines = laid_out(clinic, three)

    run(clinic, lines, ToFile(file), With(separators=True))

    assert len(pypdf.PdfReader(file).pages) == sum(2 + line.pages for line in lines)


def test_the_slips_name_what_is_signed_though_nothing_was_laid_out(
    clinic: Clinic, three: tuple[Line, ...], tmp_path: Path
) -> None:
    run(clinic, three, ToFolder(tmp_path / "out"), With(slips=True))

    slips = text_of((tmp_path / "out" / "2026-11-24-routing-slips.pdf").read_bytes())
    assert slips.count("Ketamine consent, to be signed") == 2
    assert slips.count("Ride-home agreement, to be signed") == 2


def test_a_file_that_cannot_be_written_is_trouble(
    clinic: Clinic, three: tuple[Line, ...], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"")

    with pytest.raises(Trouble) as trouble:
        run(clinic, three, ToFile(tmp_path / "taken" / "tomorrow.pdf"))

    assert trouble.value.reason.code == "file-not-written"


def test_what_leaves_is_in_the_audit(
    queue: Queue, clinic: Clinic, three: tuple[Line, ...], tmp_path: Path
) -> None:
    run(clinic, three, ToPrinters({PACKET: DESK}), With(slips=True))
    run(clinic, three, ToFolder(tmp_path))

    with clinic.database.reading() as unit:
        acts = [entry.act for entry in unit.audit.last(60)]
    counted = (Act.PRINT_PACKET, Act.SAVE_PACKET, Act.ISSUE_PACKET, Act.MAKE_ROUTING_SLIPS)
    assert [acts.count(act) for act in counted] == [3, 3, 3, 1]


def test_pages_are_printed_again_with_the_same_codes(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    packet = packets.issue_packet(clinic, packets.draft_packet(clinic, three[1].visit))

    again = reprint_pages(clinic, packet.id, [(3, packet.pages)], both_sides=False)
    sheets = reprint_pages(clinic, packet.id, [(4, 4)], both_sides=True)

    assert again.pdf == packets.open_packet(clinic, packet.id).pdf
    assert (again.pages, sheets.pages) == (((3, packet.pages),), ((3, 4),))
    with clinic.database.reading() as unit:
        (entry,) = [e for e in unit.audit.last(2) if e.act == Act.REPRINT_PAGES]
    assert entry.patient == packet.patient
    assert '"pages":"3-4"' in entry.payload


def test_pages_of_a_packet_that_a_newer_one_replaced_are_refused(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    visit = three[1].visit
    older = packets.issue_packet(clinic, packets.draft_packet(clinic, visit))
    record_ride(clinic, visit, "Luis Romero", "202 555 0178")
    packets.issue_packet(clinic, packets.draft_packet(clinic, visit))
    again = partial(reprint_pages, clinic, older.id, [(1, 2)], both_sides=True)

    assert refusal(again) == ["packet-superseded"]


def test_the_audit_has_a_look_for_each_patient_of_a_batch(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    laid_out(clinic, three)

    with clinic.database.reading() as unit:
        looks = [each for each in unit.audit.last(9) if each.act == Act.PREVIEW_PACKET]
    assert {each.patient for each in looks} == {line.view.patient.id for line in three}
    assert len(looks) == 3


def test_a_visit_without_papers_says_so(clinic: Clinic, three: tuple[Line, ...]) -> None:
    (line,) = laid_out(clinic, three[1:2])
    assert line.draft is not None
    only_cover = replace(line, draft=replace(line.draft, lines=line.draft.lines[:1]))

    assert (line.needs_papers, only_cover.needs_papers) == (True, False)


def test_a_packet_that_came_out_is_known(clinic: Clinic, three: tuple[Line, ...]) -> None:
    packet = packets.issue_packet(clinic, packets.draft_packet(clinic, three[1].visit))
    (before,) = laid_out(clinic, three[1:2])
    packets.mark_printed(clinic, packet.id)

    (after,) = laid_out(clinic, three[1:2])

    assert (before.is_out, after.is_out) == (False, True)


def test_what_cannot_be_laid_out_is_told_and_stops_no_other(
    clinic: Clinic, three: tuple[Line, ...]
) -> None:
    cancel_visit(clinic, three[0].visit)

    lines = laid_out(clinic, three)

    assert lines[0].error == Reason("visit-cancelled")
    assert [bool(line.draft) for line in lines] == [False, True, True]
