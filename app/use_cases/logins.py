"""Passwords, second factors and PINs: one's own, and what a manager does for others."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from app import words
from app.clinic import Clinic, Clock, system_clock
from app.documents.values import RecoverySheet
from app.domain.access import Act, Role
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.staff import Person
from app.domain.time import wall
from app.security import keys
from app.security.keys import KeyFile
from app.security.passwords import against_password
from app.security.sealing import DataKey
from app.security.slots import USUAL, Cost, Kind
from app.storage.database import FolderDatabase, read_keys, write_keys
from app.storage.unit import Unit
from app.use_cases import clinics
from app.use_cases.unlocking import forget_tries, renew_if_due, tally, tried
from app.words.tongue import speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginView:
    """Somebody on staff, and how they sign in."""

    person: Person
    has_password: bool
    temporary: bool = False
    """Whether a manager has chosen the password, and it was not changed since."""
    second_factor: bool = False


def see_logins(clinic: Clinic) -> tuple[LoginView, ...]:
    """Everybody who has not left, and how they sign in."""
    every = read_keys(vault(clinic).folder).newest.slots
    slots = {slot.name: slot for slot in every if slot.kind is Kind.LOGIN}
    with clinic.reading(Act.SEE_LOGINS) as unit:
        return tuple(
            LoginView(
                person=each,
                has_password=each.login in slots,
                temporary=each.login in slots and slots[each.login].temporary,
                second_factor=bool(unit.safety.second_factor(each.login)),
            )
            for each in unit.staff.all()
            if not each.gone
        )


def change_password(clinic: Clinic, old: str, new: str, cost: Cost = USUAL) -> None:
    """Choose another password for oneself; the old one has to be known."""
    store, login = vault(clinic), clinic.person.login
    unlock = partial(keys.unlock, read_keys(store.folder), login, old)
    tried(tally(store.folder), login, clinic.clock(), unlock)
    if new == old:
        raise refuse("password-the-same")
    with _changing(clinic, Act.CHANGE_PASSWORD) as (unit, held):
        _check(clinic, unit, clinic.person, new)
        held.change(unit, partial(keys.with_login, login=login, password=new, cost=cost))
    clinic.must_change = False


def set_login(clinic: Clinic, login: str, password: str, cost: Cost = USUAL) -> None:
    """Give somebody a password that they have to change when they sign in."""
    with _changing(clinic, Act.SET_LOGIN) as (unit, held):
        person = _known(unit, login)
        if person.login == clinic.person.login:
            raise refuse("login-own")
        _check(clinic, unit, person, password)
        _forget_factors(unit, person)  # who lost a password may have lost the telephone
        unit.note(login=person.login)
        chosen = partial(keys.with_login, login=login, password=password, temporary=True, cost=cost)
        held.change(unit, chosen)
    forget_tries(held.folder, held.key, login)


def remove_login(clinic: Clinic, login: str) -> bool:
    """Take somebody's login away; whether everything is encrypted anew already.

    That takes nobody else in the clinic; otherwise whoever next opens it alone does it.
    """
    with _changing(clinic, Act.REMOVE_LOGIN) as (unit, held):
        person = _known(unit, login)
        refuse_if(_against_removing(clinic, unit, person))
        unit.staff.change(replace(person, gone=True))
        _forget_factors(unit, person)
        unit.note(login=login)
        had_password = login in read_keys(held.folder).logins
        if had_password:
            unit.safety.set_renewal_due(due=True)
            held.change(unit, partial(keys.without_login, login=login))
    forget_tries(held.folder, held.key, login)
    return renew_if_due(clinic) if had_password else True


def renew_recovery(clinic: Clinic, cost: Cost = USUAL) -> str:
    """A new recovery code, which makes the printed one worthless."""
    with _changing(clinic, Act.RENEW_RECOVERY) as (unit, held):
        return held.renew_recovery(unit, cost)


def recovery_pdf(clinic: Clinic, code: str) -> bytes:
    """The sheet that is printed and locked away."""
    return recovery_pdf_at(clinic.name, code, wall(clinic.now(), clinic.zone))


@speaking("en")
def recovery_pdf_at(clinic: str, code: str, printed: datetime) -> bytes:
    """The same of a clinic that may not be there yet, with the wall clock it is printed at."""
    from app.documents import make_recovery_sheet  # noqa: PLC0415 -- slow import

    sheet = RecoverySheet(clinic=clinic, code=code, printed=words.day_time(printed))
    return make_recovery_sheet(sheet)


def recover_login(
    folder: Path,
    login: str,
    typed: str,
    password: str,
    clock: Clock = system_clock,
    *,
    cost: Cost = USUAL,
) -> None:
    """Give a login a new password by the printed code, when nobody else can."""
    clinic = clinics.open_by_code(folder, typed, clock)
    try:
        with _changing(clinic, Act.RECOVER_LOGIN) as (unit, held):
            person = _known(unit, login.strip())
            _check(clinic, unit, person, password)
            _forget_factors(unit, person)
            unit.note(login=person.login)
            held.change(
                unit, partial(keys.with_login, login=person.login, password=password, cost=cost)
            )
        forget_tries(held.folder, held.key, person.login)
    finally:
        clinic.close()


def vault(clinic: Clinic) -> FolderDatabase:
    """The encrypted folder of a clinic; a server has logins and passwords of its own."""
    if not isinstance(clinic.database, FolderDatabase) or clinic.database.keys is None:
        raise refuse("logins-on-server")
    return clinic.database


class _Held:
    """The key file inside one act: what is changed in it counts only if the act is kept."""

    def __init__(self, store: FolderDatabase, key: DataKey) -> None:
        self.folder = store.folder
        self.key = key
        self._before: KeyFile | None = None

    def change(self, unit: Unit, change: Callable[[KeyFile, DataKey], KeyFile]) -> None:
        """Keep a changed key file; an older one opens the clinic no more."""
        self._before = read_keys(self.folder)
        self._keep(unit, change(self._before, self.key))

    def renew_recovery(self, unit: Unit, cost: Cost) -> str:
        """Keep a new recovery code, and give it."""
        self._before = read_keys(self.folder)
        file, code = keys.with_recovery(self._before, self.key, cost)
        self._keep(unit, file)
        return code

    def _keep(self, unit: Unit, file: KeyFile) -> None:
        write_keys(self.folder, file)
        unit.safety.set_generation(file.newest.generation)

    def put_back(self) -> None:
        """Leave the key file as it was."""
        if self._before is not None:
            write_keys(self.folder, self._before)


@contextmanager
def _changing(clinic: Clinic, act: Act) -> Generator[tuple[Unit, _Held]]:
    store = vault(clinic)
    if store.keys is None or read_keys(store.folder).is_shared:
        raise refuse("logins-of-demo")
    held = _Held(store, store.keys.now)
    try:
        with clinic.writing(act) as unit:
            yield unit, held
    except BaseException:
        held.put_back()
        raise


def _known(unit: Unit, login: str) -> Person:
    person = unit.staff.by_login(login)
    if person is None or person.gone:
        known = tuple(each.login for each in unit.staff.all() if not each.gone)
        raise refuse("login-unknown", login=login, known=known)
    return person


def _check(clinic: Clinic, unit: Unit, person: Person, password: str) -> None:
    expected = (person.login, *person.name.split(), *clinic.name.split())
    both = bool(unit.safety.asked_factor(person.login))
    refuse_if(against_password(password, expected, second_factor=both))


def _forget_factors(unit: Unit, person: Person) -> None:
    unit.safety.set_second_factor(person.login, "")
    unit.safety.drop_pin(person.login)


def _against_removing(clinic: Clinic, unit: Unit, person: Person) -> Iterator[Reason]:
    if person.login == clinic.person.login:
        yield Reason("login-own")
    others = (each for each in unit.staff.all() if not each.gone and each.id != person.id)
    if not any(Role.MANAGER in each.roles for each in others):
        yield Reason("login-last-manager")
