"""Encrypting a clinic that was made before clinics were encrypted."""

from pathlib import Path

from app.clinic import Clinic, read_setup
from app.domain.access import Act, Role
from app.domain.clinics import ClinicDetails
from app.domain.refusal import refuse, refuse_if
from app.domain.staff import THE_CLINIC
from app.security import keys
from app.security.keys import Keys
from app.security.passwords import against_password
from app.security.slots import USUAL, Cost
from app.storage import database
from app.storage.encrypting import encrypt_folder


def encrypt_clinic(folder: Path, manager: str, password: str, cost: Cost = USUAL) -> str:
    """Encrypt a plain clinic for one of its managers, who then gives the others passwords.

    Gives the recovery code, which is kept nowhere else.
    """
    if not database.is_plain(folder):
        raise refuse("clinic-not-plain", folder=str(folder))
    details = _details_for(folder, manager)
    refuse_if(against_password(password, (manager, *details.name.split())))
    made = keys.make(manager, password, cost)
    encrypt_folder(folder, made)
    store = database.open_database(folder, keys=Keys(now=made.key, generation=1))
    try:
        with store.reading() as unit:
            setup = read_setup(unit)
        clinic = Clinic(place=folder, database=store, setup=setup, person=THE_CLINIC)
        with clinic.writing(Act.ENCRYPT_CLINIC) as unit:
            unit.note(login=manager)
    finally:
        store.close()
    return made.code


def _details_for(folder: Path, manager: str) -> ClinicDetails:
    store = database.open_database(folder)
    try:
        with store.reading() as unit:
            staff = unit.staff.all()
            details = unit.settings.clinic()
    finally:
        store.close()
    managers = tuple(each.login for each in staff if Role.MANAGER in each.roles)
    if manager not in managers:
        raise refuse("login-not-manager", login=manager, known=managers)
    return details
