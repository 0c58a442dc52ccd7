"""Coming into a clinic by login and password, or to what is left of it while its server is away."""

from dataclasses import dataclass, field

from app.clinic import Clinic, Clock
from app.domain.clinics import Place, signed
from app.domain.refusal import Refused, Trouble
from app.use_cases import copies
from app.use_cases.clinics import open_clinic
from app.use_cases.copies import Copy, Hold
from app.use_cases.local_copy import AWAY
from app.use_cases.locking import NOT_IT, make_proof

REFUSED = "server-refused"
SHUT_OUT = frozenset({"login-unknown", "server-other-login"})
"""What a server that answers says of somebody who has no place in the clinic any more."""
NOT_LET_IN = (NOT_IT, "does not exist", "not permitted to log in")
"""What PostgreSQL says of a login that it does not let in; other reasons pass by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Who comes in, and by what."""

    login: str
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    """That of the second factor, where it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The clinic, open for somebody, and their hold of the copy that is kept of it."""

    clinic: Clinic
    hold: Hold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """What can be read while the server does not answer."""

    hold: Hold
    copy: Copy


def come_in(place: Place, key: Key, clock: Clock) -> Entered | Away:
    """The clinic, or this computer's copy of today when its server is away."""
    try:
        return enter(place, key, clock)
    except Trouble as trouble:
        if trouble.reason.code != AWAY or not isinstance(place, str):
            raise
        return _read_on(place, key, clock, trouble)


def enter(place: Place, key: Key, clock: Clock) -> Entered:
    """The clinic itself; whoever has no place in it any more has no copy either."""
    if not isinstance(place, str):
        return Entered(
            clinic=open_clinic(place, key.login, clock, password=key.password, code=key.code)
        )
    address = signed(place, key.login.strip(), key.password)
    try:
        clinic = open_clinic(address, key.login, clock, password=key.password, code=key.code)
    except (Refused, Trouble) as error:
        if is_shut_out(error) and copies.is_opened_by(place, key.login, key.password, clock):
            copies.drop(copies.folder_of(place, key.login))
        raise
    try:
        hold = _hold(clinic, place, key.password)
        clinic.proof = make_proof(clinic, place, key.password, hold)
        return Entered(clinic=clinic, hold=hold)
    except BaseException:
        clinic.close()
        raise


def is_shut_out(error: Exception) -> bool:
    """Whether the server itself lets somebody in no more."""
    reasons = error.reasons if isinstance(error, Refused) else ()
    if isinstance(error, Trouble):
        reasons = (error.reason,)
    return any(
        reason.code in SHUT_OUT
        or (
            reason.code == REFUSED
            and any(said in str(reason.facts.get("why")) for said in NOT_LET_IN)
        )
        for reason in reasons
    )


def _hold(clinic: Clinic, place: str, password: str) -> Hold | None:
    """A computer that cannot keep a copy has none; that keeps nobody out."""
    try:
        return copies.take_hold(clinic, place, password)
    except OSError:
        return None


def _read_on(place: str, key: Key, clock: Clock, trouble: Trouble) -> Away:
    try:
        found = copies.open_copy(place, key.login, key.password, clock)
    except Refused as refused:
        raise Refused([*refused.reasons, trouble.reason]) from refused
    if found is None:
        raise trouble
    hold, copy = found
    return Away(hold=hold, copy=copy)
