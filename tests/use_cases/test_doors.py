"""The two doors: nobody passes without permission, and nothing happens without its audit row."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from app.clinic import Change, Clinic
from app.domain.access import Act
from app.domain.audit import Outcome
from app.domain.clinics import ClinicDetails
from app.domain.patients import Patient
from app.security import keys
from app.use_cases import clinics, patients
from app.use_cases.scheduling import see_visit
from app.use_cases.unlocking import DEMO_PASSWORD
from tests.small import CHEAP, PASSWORD, Small
from tests.use_cases.asking import book, refusal

TYPES = (
    "phone-screen evaluation preparation iv-dosing iv-pain im-dosing sublingual-dosing "
    "esketamine group-dosing integration video-integration follow-up"
)


def audit(clinic: Clinic) -> list[tuple[str, str, str]]:
    with clinic.database.reading() as unit:
        return [(e.who, e.act, e.outcome.value) for e in unit.audit.last(100)]


def test_an_act_and_its_audit_row_are_kept_together(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    assert audit(clinic).count(("desk", Act.BOOK_VISIT, Outcome.DONE)) == 1


def test_opening_a_card_is_audited_and_searching_is_not(clinic: Clinic, ana: Patient) -> None:
    before = len(audit(clinic))
    patients.find_patients(clinic, "romero")
    searched = len(audit(clinic))
    patients.see_patient(clinic, ana.id)

    assert (searched - before, len(audit(clinic)) - searched) == (0, 1)


def half_an_act(clinic: Clinic) -> None:
    with clinic.writing(Act.ADD_PATIENT) as unit:
        unit.patients.add(Patient(given="Half", born=date(1990, 1, 1)))
        raise ZeroDivisionError


def test_a_failed_act_leaves_nothing_behind(clinic: Clinic, bruno: Patient) -> None:
    before = audit(clinic)
    with pytest.raises(ZeroDivisionError):
        half_an_act(clinic)

    assert audit(clinic) == before
    assert [p.id for p in patients.find_patients(clinic, "")] == [bruno.id]


def test_an_auditor_opens_no_card(small: Small, ana: Patient) -> None:
    auditor = small.open("audit")

    assert refusal(partial(patients.see_patient, auditor, ana.id)) == ["not-permitted"]
    assert ("audit", Act.SEE_PATIENT, Outcome.REFUSED) in audit(auditor)
    auditor.close()


def test_nobody_is_told_of_an_act_that_failed(clinic: Clinic, bruno: Patient) -> None:
    heard: list[Change] = []
    clinic.listeners.append(heard.append)

    refusal(partial(book, clinic, bruno))

    assert heard == []


def test_the_audit_names_nobody(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    see_visit(clinic, view.visit.id)

    with clinic.database.reading() as unit:
        payloads = " ".join(entry.payload for entry in unit.audit.last(100))
    assert "Romero" not in payloads
    assert "Ana" not in payloads


def test_a_demo_clinic_is_opened_in_the_morning_of_its_own_day(tmp_path: Path) -> None:
    details = ClinicDetails(
        uuid="demo", name="Demo", zone="America/Denver", demo_day=date(2026, 12, 1)
    )
    made = keys.make_shared(DEMO_PASSWORD)
    clinics.make_clinic_as(tmp_path / "demo", details, (clinics.FIRST_LOGIN,), made=made)

    opened = datetime(2026, 11, 23, 3, tzinfo=UTC)
    clinic = clinics.open_clinic(tmp_path / "demo", "manager", lambda: opened)
    morning = clinic.now()
    clinic.clock = lambda: opened + timedelta(minutes=30)

    assert morning == datetime(2026, 12, 1, 16, 40, tzinfo=UTC)
    assert clinic.now() == morning + timedelta(minutes=30)
    assert clinic.today() == date(2026, 12, 1)
    clinic.close()


def test_a_new_clinic_has_the_shipped_types_and_one_login(tmp_path: Path) -> None:
    clinics.make_clinic(
        tmp_path / "new", name="Juniper", zone="America/New_York", password=PASSWORD, cost=CHEAP
    )

    clinic = clinics.open_clinic(tmp_path / "new", password=PASSWORD)

    assert clinic.person.login == "manager"
    assert " ".join(clinic.setup.types) == TYPES
    clinic.close()


@pytest.mark.parametrize(
    ("zone", "template", "code"),
    [("Mars/Base", "kap", "zone-unknown"), ("America/Denver", "spa", "template-unknown")],
)
def test_a_clinic_that_cannot_be_made_leaves_no_folder(
    tmp_path: Path, zone: str, template: str, code: str
) -> None:
    folder = tmp_path / "new"

    making = partial(clinics.make_clinic, folder, name="X", password=PASSWORD, cost=CHEAP)
    assert refusal(partial(making, zone=zone, template=template)) == [code]
    assert not folder.exists()


def test_an_act_that_is_not_audited_leaves_no_row_and_nobody_hears_of_it(clinic: Clinic) -> None:
    before, heard = audit(clinic), list[Change]()
    clinic.listeners.append(heard.append)

    with clinic.writing(Act.KEEP_DRAFT):
        pass

    assert (audit(clinic), heard) == (before, [])
