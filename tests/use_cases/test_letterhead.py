"""What papers say of the clinic, changed while it is in use."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import JOURNAL, Clinic
from app.domain.patients import Patient
from app.use_cases.letterhead import keep_letterhead, letterhead
from app.use_cases.packets import draft_packet, issue_packet, open_packet
from app.use_cases.undoing import undo_act
from tests.documents.reading_back import page_texts
from tests.small import Small
from tests.ui.managing import open_as_manager
from tests.use_cases.asking import book, refusal

MOVED = "7 Aspen Way, Boulder, CO 80301"


@pytest.fixture
def manager(small: Small) -> Iterator[Clinic]:
    """The clinic, open for somebody who may change it."""
    opened = open_as_manager(small)
    yield opened
    opened.close()


def test_papers_say_it_from_then_on_and_those_there_are_stay(
    manager: Clinic, clinic: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana).visit.id
    packet = issue_packet(clinic, draft_packet(clinic, visit))

    keep_letterhead(manager, replace(letterhead(manager), name="Aspen Clinic", address=MOVED))

    assert "Aspen Clinic" in " ".join(page_texts(draft_packet(clinic, visit).pdf))
    kept = " ".join(page_texts(open_packet(clinic, packet.id).pdf))
    assert ("Juniper Clinic" in kept, "Aspen Clinic" in kept) == (True, False)


def test_another_desk_sees_it_with_the_next_thing_that_it_reads(
    manager: Clinic, clinic: Clinic, ana: Patient
) -> None:
    before = clinic.setup
    keep_letterhead(manager, replace(letterhead(manager), name="Aspen Clinic"))

    book(clinic, ana)

    assert clinic.name == "Aspen Clinic"
    assert (clinic.setup.edition, clinic.setup.house) == (before.edition + 1, before.house)


def test_telephones_are_read_as_people_type_them(manager: Clinic) -> None:
    wanted = replace(letterhead(manager), phone=" 303 555 0142", after_hours_phone="")

    kept = keep_letterhead(manager, replace(wanted, name="  Aspen   Clinic "))

    assert (kept.name, kept.phone, kept.after_hours_phone) == ("Aspen Clinic", "+13035550142", "")


def test_everything_that_is_wrong_is_named(manager: Clinic) -> None:
    wanted = replace(letterhead(manager), name=" ", phone="12", after_hours_phone="nights")

    assert refusal(partial(keep_letterhead, manager, wanted)) == [
        "clinic-name-missing",
        "patient-phone-unreadable",
        "patient-phone-unreadable",
    ]
    assert letterhead(manager).name == "Juniper Clinic"


def test_what_two_change_at_once_is_kept_or_asked_about(manager: Clinic) -> None:
    seen = letterhead(manager)
    keep_letterhead(manager, replace(seen, address=MOVED), since=seen)

    kept = keep_letterhead(manager, replace(seen, name="Aspen Clinic"), since=seen)
    late = partial(keep_letterhead, manager, replace(seen, address="Elsewhere"), since=seen)

    assert kept == replace(seen, name="Aspen Clinic", address=MOVED)
    assert refusal(late) == ["both-changed", "both-again"]


def test_the_audit_says_what_it_was_and_is_and_takes_it_back(manager: Clinic) -> None:
    before = letterhead(manager)
    keep_letterhead(manager, replace(before, name="Aspen Clinic"), token="naming")

    with manager.database.reading() as unit:
        entry = unit.audit.by_token("naming")
    undone = undo_act(manager, "naming")

    assert entry is not None
    (change,) = json.loads(entry.payload)[JOURNAL]
    assert (change["was"]["name"], change["now"]["name"]) == ("Juniper Clinic", "Aspen Clinic")
    assert letterhead(manager) == before
    undo_act(manager, undone.token)
    assert letterhead(manager).name == "Aspen Clinic"


def test_what_has_moved_on_is_not_taken_back(manager: Clinic) -> None:
    keep_letterhead(manager, replace(letterhead(manager), name="Aspen Clinic"), token="naming")
    keep_letterhead(manager, replace(letterhead(manager), name="Birch Clinic"))

    assert refusal(partial(undo_act, manager, "naming")) == ["undo-house-moved-on"]


def test_the_zone_and_the_holidays_stay(manager: Clinic) -> None:
    before = manager.setup.details

    keep_letterhead(manager, replace(letterhead(manager), name="Aspen Clinic"))

    assert manager.setup.details == replace(before, name="Aspen Clinic")


def test_the_front_desk_changes_none(clinic: Clinic) -> None:
    assert refusal(partial(keep_letterhead, clinic, letterhead(clinic))) == ["not-permitted"]
