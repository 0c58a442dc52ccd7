"""Setting up a clinic: made whole or not at all, and what was typed kept until then."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app import paths
from app.domain.access import Role
from app.domain.beginning import Beginning, Named
from app.domain.codes import grouped, read
from app.domain.refusal import Refused, Trouble
from app.use_cases import beginning, begun, logins
from app.use_cases.clinics import open_by_code, open_clinic, people
from app.use_cases.resources import see_resources
from app.use_cases.visit_types import offered_types
from tests.documents.reading_back import codes, page_texts, pictures
from tests.places import DATA_HOME
from tests.small import CHEAP, NOW, PASSWORD
from tests.storage.full_disk import full_disk

CODE = beginning.new_recovery_code()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who has no clinic yet."""
    monkeypatch.setenv(DATA_HOME, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def new(home: Path) -> Beginning:
    """A clinic as somebody described it."""
    first = beginning.first_beginning("en", "America/Denver", ("Aspen, Birch", "Cedar", "Pump 1"))
    return replace(
        first,
        name=" Juniper  Clinic ",
        address="12 Juniper Street",
        phone="303 555 0100",
        manager="Elena Ruiz",
        login="ruiz",
        people=(Named(name="Miriam Hale, MD", role=Role.MEDICAL_DIRECTOR),),
    )


def make(new: Beginning, password: str = PASSWORD) -> Path:
    return beginning.make(new, password, CODE, lambda: NOW, cost=CHEAP)


def test_the_clinic_is_there_as_it_was_described(new: Beginning) -> None:
    folder = make(new)

    clinic = open_clinic(folder, "ruiz", lambda: NOW, password=PASSWORD)
    details = clinic.setup.details
    assert (details.name, details.phone) == ("Juniper Clinic", "+13035550100")
    assert [each.login for each in people(clinic)] == ["ruiz", "hale"]
    assert [each.name for each in see_resources(clinic)] == [
        "Aspen",
        "Birch",
        "Cedar",
        "Pump 1",
        "Elena Ruiz",
        "Miriam Hale",
    ]
    assert "group-dosing" not in [each.slug for each in offered_types(clinic)]
    assert clinic.setup.types["group-dosing"].retired
    assert all(form.is_draft for form in clinic.forms.drafts())
    assert list(clinic.forms.drafts()) != []
    clinic.close()


def test_the_printed_code_opens_it(new: Beginning) -> None:
    folder = make(new)

    open_by_code(folder, CODE.lower(), lambda: NOW).close()
    logins.recover_login(folder, "ruiz", CODE, "another juniper evening", cost=CHEAP)


def test_nothing_is_beside_it_and_nothing_is_half_way(new: Beginning, home: Path) -> None:
    begun.keep_begun(new)

    folder = make(new)

    assert list(folder.parent.iterdir()) == [folder]
    assert begun.begun() is None


def test_everything_that_stands_against_it_is_said_at_once(new: Beginning, home: Path) -> None:
    with pytest.raises(Refused) as refused:
        make(replace(new, name="", phone="7", manager="", pumps="Aspen"), "juniper")

    assert [each.code for each in refused.value.reasons] == [
        "clinic-name-missing",
        "patient-phone-unreadable",
        "manager-nameless",
        "password-short",
        "resource-name-taken",
    ]
    assert not home.exists()


def test_a_folder_that_holds_something_is_left_alone(new: Beginning) -> None:
    new.place.mkdir(parents=True)
    (new.place / "letter.txt").write_text("mine")

    with pytest.raises(Refused, match="folder-not-empty"):
        make(new)

    assert [each.name for each in new.place.iterdir()] == ["letter.txt"]


def test_an_empty_folder_becomes_the_clinic(new: Beginning) -> None:
    new.place.mkdir(parents=True)

    assert make(new) == new.place
    open_clinic(new.place, "ruiz", lambda: NOW, password=PASSWORD).close()


def test_a_disk_that_refuses_leaves_nothing_behind(new: Beginning, home: Path) -> None:
    with full_disk(), pytest.raises(Trouble) as trouble:
        make(new)

    assert trouble.value.reason.code == "disk-full"
    assert trouble.value.reason.facts["folder"] == str(new.place)
    assert not home.exists()
    make(new)


def test_a_place_that_is_no_folder_leaves_nothing_behind(new: Beginning, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(Trouble, match="clinic-not-made"):
        make(replace(new, folder=str(tmp_path / "file" / "clinic")))

    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_was_typed_is_there_again(new: Beginning) -> None:
    begun.keep_begun(new)

    assert begun.begun() == new
    assert paths.begun_file().stat().st_mode & 0o077 == 0

    begun.forget_begun()
    assert begun.begun() is None


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"people": 3}', "\x00"])
def test_what_cannot_be_read_was_not_typed(new: Beginning, broken: str) -> None:
    begun.keep_begun(new)
    paths.begun_file().write_text(broken)

    assert begun.begun() is None


def test_a_test_page_has_the_codes_of_a_paper() -> None:
    pdf, code = beginning.print_test("Juniper Clinic", "Desk", datetime(2026, 11, 23, 9, 0))

    (picture,) = pictures(pdf)
    (text,) = page_texts(pdf)
    found = codes(picture)
    assert {read(payload) for payload in found.values()} == {(code, 1)}
    assert len(found) == 2
    assert all(said in text for said in ("Juniper Clinic", "Desk", grouped(code), "23 Nov 2026"))


@pytest.mark.parametrize("typed", ["nonsense", "postgresql://a:b@c@d", "https://clinic", ""])
def test_only_the_address_of_a_server_is_one(typed: str) -> None:
    with pytest.raises(Refused, match="server-address"):
        beginning.server_address(typed)


def test_the_address_of_a_server_is_taken_as_it_is() -> None:
    assert beginning.server_address(" postgresql://h/c ") == "postgresql://h/c"
