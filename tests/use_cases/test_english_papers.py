"""Papers of the house and what leaves the clinic are English, whatever the window speaks."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.documents import make_packet
from app.documents.values import PacketSheet
from app.domain.codes import RANDOM_BYTES, new_code
from app.domain.worklists import Worklist
from app.use_cases.archive import export_record
from app.use_cases.batch_papers import routing_slips, separator
from app.use_cases.blocks import BlockWish, block_time
from app.use_cases.calendars import export_calendars
from app.use_cases.day_sheets import day_sheet
from app.use_cases.days import see_day
from app.use_cases.form_previews import preview_form
from app.use_cases.logins import recovery_pdf
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.part2 import scope_statement
from app.use_cases.referral_requests import request_letter
from app.use_cases.referrals import Letter, request_referral
from app.use_cases.resources import resource_named
from app.use_cases.schedule_sheets import course_plan_pdf, day_columns_pdf, week_pdf
from app.use_cases.sheets import fingerprint, packet_sheet
from app.use_cases.views import VisitView
from app.use_cases.worklist_sheets import export_visits, export_worklist, worklist_pdf
from app.words.tongue import speak
from tests.small import Small, add_patient, at, file_everything
from tests.use_cases.asking import book

DAY = date(2026, 11, 23)
QUINN = Letter(referrer="Dr. Quinn", expected_by=date(2026, 11, 24), route="iv")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """What a test speaks is forgotten with it."""
    yield
    speak("en")


@pytest.fixture
def closed(small_in_folder: Small) -> Small:
    """A day with a visit whose packet is out, time off, and a letter that is waited for; closed."""
    clinic = small_in_folder.open()
    ana = add_patient(clinic, "Ana María", "Romero Gil", phone="+12025550177")
    file_everything(clinic, ana)
    issue_packet(clinic, draft_packet(clinic, book(clinic, ana, 23, "14:00").visit.id))
    book(clinic, ana, 30, "14:00", hold_until=(24, "12:00"))
    request_referral(clinic, add_patient(clinic, "Bruno", "Soto").id, QUINN)
    room = resource_named(clinic, "Room 3").id
    start, end = at(clinic, 23, "09:00"), at(clinic, 23, "10:00")
    block_time(clinic, BlockWish(resource=room, start=start, end=end, kind="time-off"))
    clinic.close()
    return small_in_folder


def visit(clinic: Clinic) -> VisitView:
    """The visit of the day."""
    return see_day(clinic, DAY).visits[0]


def packet(clinic: Clinic) -> PacketSheet:
    """What the packet of that visit is made of, with codes that are always the same."""
    draft = draft_packet(clinic, visit(clinic).visit.id)
    codes = [new_code(bytes([n] * RANDOM_BYTES)) for n in range(1 + len(draft.story.wanted))]
    return packet_sheet(clinic, draft.story, codes, draft.printed)


def record(clinic: Clinic, folder: Path) -> bytes:
    """A patient's record."""
    export_record(clinic, visit(clinic).patient.id, folder / "record.pdf")
    return (folder / "record.pdf").read_bytes()


PAPERS: Mapping[str, Callable[[Clinic, Path], object]] = {
    "day sheet": lambda clinic, _: day_sheet(clinic, DAY),
    "slips": lambda clinic, _: routing_slips(clinic, [(visit(clinic), None)]),
    "separator": lambda clinic, _: separator(clinic, visit(clinic), 1, 2, 3),
    "packet": lambda clinic, _: make_packet(packet(clinic)).pdf,
    "fingerprint": lambda clinic, _: fingerprint(packet(clinic)),
    "preview": lambda clinic, _: preview_form(
        clinic, clinic.forms.on(DAY)["ketamine-consent"], "es"
    ),
    "rooms": lambda clinic, _: day_columns_pdf(clinic, DAY),
    "week": lambda clinic, _: week_pdf(clinic, DAY),
    "week of one": lambda clinic, _: week_pdf(clinic, DAY, resource_named(clinic, "Room 3").id),
    "plan": lambda clinic, _: course_plan_pdf(clinic, visit(clinic).patient.id),
    "letter": lambda clinic, _: request_letter(clinic, 2),
    "part 2": lambda clinic, _: scope_statement(clinic),
    "recovery": lambda clinic, _: recovery_pdf(clinic, "ABCDE"),
    "worklist": lambda clinic, _: worklist_pdf(clinic, Worklist.WEEK),
    "table": lambda clinic, _: export_worklist(clinic, Worklist.NOT_RETURNED).content,
    "holds": lambda clinic, _: export_worklist(clinic, Worklist.HOLDS).content,
    "visits": lambda clinic, _: export_visits(clinic, 7).content,
    "calendars": lambda clinic, _: [each.content for each in export_calendars(clinic, DAY, 3)],
    "record": record,
}


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_a_paper_is_the_same_in_a_spanish_window(closed: Small, tmp_path: Path, paper: str) -> None:
    made: list[object] = []
    for language in ("en", "es"):
        folder = tmp_path / language
        shutil.copytree(str(closed.place), folder / "clinic")
        clinic = replace(closed, place=folder / "clinic").open()
        speak(language)
        made.append(PAPERS[paper](clinic, folder))
        speak("en")
        clinic.close()

    assert made[0] == made[1]
