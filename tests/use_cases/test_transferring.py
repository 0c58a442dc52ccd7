"""A clinic goes from its folder to a server: all of it, the same, or nobody opens it there."""

from collections.abc import Iterator
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.refusal import Trouble
from app.use_cases.days import see_day
from app.use_cases.patients import see_patient
from app.use_cases.transferring import transfer
from tests.postgresql import Server
from tests.small import Small, add_patient
from tests.storage.samples import outside
from tests.ui.managing import open_as_manager
from tests.use_cases.asking import book, refusal
from tests.wires import wire_to


@pytest.fixture
def manager(small_in_folder: Small) -> Iterator[Clinic]:
    """The clinic in a folder, open for its manager."""
    opened = open_as_manager(small_in_folder)
    yield opened
    opened.close()


@pytest.fixture
def kept_in() -> str:
    """Only a clinic in a folder is moved."""
    return "folder"


def quiet(_said: str) -> None:
    pass


def moved(place: str, small: Small) -> Clinic:
    """The clinic as it is at the server, open for its manager."""
    return Small(place, small.clock).open("boss")


def test_a_clinic_that_was_moved_is_the_same_and_works(
    manager: Clinic, clinic: Clinic, small_in_folder: Small, server: Server, ana: Patient
) -> None:
    visit = book(clinic, ana)
    before = see_day(clinic, visit.visit.start.date())
    address = server.empty()

    told = transfer(manager, address, quiet)

    there = moved(address, small_in_folder)
    assert see_day(there, visit.visit.start.date()) == before
    assert told.rows["patient"] == 1
    with there.database.reading() as unit:
        assert unit.audit.first_broken() is None
        (newest,) = unit.audit.last(1)
    assert (newest.act, newest.who, newest.seq) == ("transfer-clinic", "boss", told.entries)
    new = add_patient(there, "Bruno", "Soto")
    assert new.id == ana.id + 1
    with pytest.raises(Trouble, match="server-not-empty"):
        transfer(manager, address, quiet)
    there.close()


def test_a_transfer_that_was_cut_off_goes_on_where_it_was(
    manager: Clinic, clinic: Clinic, small_in_folder: Small, server: Server, ana: Patient
) -> None:
    book(clinic, ana)
    address = server.empty()
    with wire_to(address) as wire:
        wire.watch(b"INSERT INTO visit ", before=wire.shut)
        with pytest.raises(Trouble, match="server-unreachable"):
            transfer(manager, wire.address, quiet)
    with pytest.raises(Trouble, match="clinic-filling"):
        moved(address, small_in_folder)
    copied: list[str] = []

    transfer(manager, address, copied.append)

    assert not any(said.startswith(("copied patient:", "copied audit:")) for said in copied)
    there = moved(address, small_in_folder)
    assert see_patient(there, ana.id).visits == see_patient(manager, ana.id).visits
    there.close()


def test_a_folder_in_which_somebody_goes_on_working_is_not_moved_half(
    manager: Clinic, clinic: Clinic, small_in_folder: Small, server: Server, ana: Patient
) -> None:
    address = server.empty()
    with wire_to(address) as wire:
        wire.watch(b"INSERT INTO visit_type", before=wire.shut)
        with pytest.raises(Trouble, match="server-unreachable"):
            transfer(manager, wire.address, quiet)
    outside(small_in_folder.place, "UPDATE clinic SET name = 'Another'")

    with pytest.raises(Trouble, match="transfer-differs"):
        transfer(manager, address, quiet)

    with pytest.raises(Trouble, match="clinic-filling"):
        moved(address, small_in_folder)


def test_only_a_manager_moves_a_clinic_and_only_from_a_folder(
    clinic: Clinic, server: Server
) -> None:
    assert refusal(partial(transfer, clinic, server.address, quiet)) == ["not-permitted"]
