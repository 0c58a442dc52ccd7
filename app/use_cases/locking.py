"""Locking a window, and letting back in whoever has signed in there."""

from pathlib import Path

from app import documents
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.audit import Entry, Outcome, canonical
from app.domain.clinics import tells_password
from app.domain.refusal import Refused, Trouble, refuse
from app.security import keys, pins
from app.security.proofs import Proof
from app.security.slots import USUAL, Cost
from app.security.tries import MemoryTally
from app.storage.database import read_keys
from app.storage.server import has_checked
from app.use_cases.clinics import find_person
from app.use_cases.copies import WRONG, Hold
from app.use_cases.factors import has_pin
from app.use_cases.local_copy import AWAY
from app.use_cases.unlocking import check_second_factor, counting_codes, tally, tried

NOT_IT = "password authentication failed"
"""What PostgreSQL says of a wrong password."""


def make_proof(
    clinic: Clinic, address: str, password: str, hold: Hold | None = None, cost: Cost = USUAL
) -> Proof | None:
    """By what whoever has just signed in to a server is known later; None where they typed nothing.

    Where the address holds a password, nobody has to know one.
    """
    login = clinic.person.login
    if not password or tells_password(address):
        return None
    with clinic.database.reading() as unit:
        asks = bool(unit.safety.asked_factor(login))
    file = hold.file if hold else keys.make_for_one(login, password, cost).file
    return Proof(file=file, asks_code=asks)


def can_lock(clinic: Clinic, computer: str) -> bool:
    """Whether there is something to ask for of whoever comes back."""
    if clinic.proof is not None or not clinic.is_on_server:
        return True
    try:
        return has_pin(clinic, computer)
    except Trouble:
        return False


def asks_pin(clinic: Clinic, computer: str) -> bool:
    """Whether a PIN is asked for; while the server is away, whether nothing else could be."""
    try:
        return has_pin(clinic, computer)
    except Trouble as trouble:
        if trouble.reason.code != AWAY:
            raise
        return clinic.proof is None


def lock(clinic: Clinic) -> None:
    """Let nothing be done here until the window is unlocked."""
    before, clinic.locked = clinic.locked, True
    documents.forget_people()
    if not before:
        _keep(clinic, Act.LOCK_WINDOW)


def unlock(clinic: Clinic, password: str, code: str = "") -> None:
    """Let things be done here again, if that is the password of the one who has signed in."""
    if isinstance(clinic.place, Path):
        _prove_here(clinic, clinic.place, password, code)
    else:
        _prove_there(clinic, clinic.place, password, code)
    _unlocked(clinic, "password")


def unlock_by_pin(clinic: Clinic, computer: str, pin: str) -> None:
    """Unlock the window of whoever is signed in; five wrong tries, and the PIN is forgotten."""
    login = clinic.person.login
    with clinic.database.writing() as unit:
        kept = unit.safety.pin(login, computer)
        right = kept is not None and pins.is_pin(pin, kept[0])
        left = 0 if kept is None else pins.TRIES - kept[1] - 1
        if kept is not None:
            if right or left > 0:
                unit.safety.keep_pin(login, computer, kept[0], 0 if right else kept[1] + 1)
            else:
                unit.safety.drop_pin(login, computer)
    if not right:
        clinic.keep_refused(Act.UNLOCK_WINDOW, "pin-wrong")
        raise refuse("pin-wrong", left=left) if left else refuse("pin-forgotten")
    _unlocked(clinic, "pin")


def _prove_here(clinic: Clinic, folder: Path, password: str, code: str) -> None:
    file, login = read_keys(folder), clinic.person.login
    tried(tally(folder), login, clinic.clock(), lambda: keys.unlock(file, login, password))
    with clinic.database.reading() as unit, counting_codes(tally(folder), login, clinic.clock):
        check_second_factor(unit, login, code, clinic.clock)


def _prove_there(clinic: Clinic, address: str, password: str, code: str) -> None:
    login, proof = clinic.person.login, clinic.proof
    counted = proof.tally if proof else MemoryTally()
    try:
        tried(counted, login, clinic.clock(), lambda: _check_password(clinic, address, password))
        with counting_codes(counted, login, clinic.clock):
            _check_at_server(clinic, code)
    except Refused as refused:
        _keep(clinic, Act.UNLOCK_WINDOW, *(reason.code for reason in refused.reasons))
        raise
    counted.tries = None


def _check_password(clinic: Clinic, address: str, password: str) -> None:
    """Ask the server, which knows of a new password too; where it asks nobody, what was typed."""
    try:
        checked = bool(password) and has_checked(address, password)
    except Trouble as trouble:
        if NOT_IT in str(trouble.reason.facts.get("why")):
            raise refuse(WRONG) from trouble
        if trouble.reason.code != AWAY:
            raise
        checked = False
    if checked:
        return
    if clinic.proof is None:
        raise refuse(WRONG)
    keys.unlock(clinic.proof.file, clinic.person.login, password)


def _check_at_server(clinic: Clinic, code: str) -> None:
    """Ask for what only the server can check; while it is away, a password alone may do."""
    login = clinic.person.login
    try:
        with clinic.database.reading() as unit:
            find_person(unit, login)
            check_second_factor(unit, login, code, clinic.clock)
    except Trouble as trouble:
        known = clinic.proof is not None and not clinic.proof.asks_code
        if trouble.reason.code != AWAY or not known:
            raise


def _unlocked(clinic: Clinic, how: str) -> None:
    _keep(clinic, Act.UNLOCK_WINDOW, how=how)
    clinic.locked = False


def _keep(clinic: Clinic, act: Act, *reasons: str, **facts: str) -> None:
    clinic.untold.append(
        Entry(
            at=clinic.now(),
            who=clinic.person.login,
            act=act.value,
            outcome=Outcome.REFUSED if reasons else Outcome.DONE,
            payload=canonical({"reasons": list(reasons)} if reasons else facts),
        )
    )
    tell(clinic)


def tell(clinic: Clinic) -> None:
    """Keep in the audit who locked and unlocked the window, also while the server was away."""
    telling, clinic.untold = clinic.untold, []
    if not telling:
        return
    try:
        with clinic.database.writing() as unit:
            unit.audit.append(*telling)
    except Trouble as trouble:
        clinic.untold = telling + clinic.untold
        if trouble.reason.code != AWAY:
            raise
