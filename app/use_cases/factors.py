"""What stands beside a password: the second factor, the PIN, and what was decided of them."""

from dataclasses import dataclass

from app import documents
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.logins import LEAST_IDLE, MOST_IDLE, Safety
from app.domain.refusal import refuse, refuse_if
from app.security import pins, second_factor


def safety(clinic: Clinic) -> Safety:
    """What the clinic has decided about signing in."""
    with clinic.database.reading() as unit:
        return unit.safety.rules()


def edit_safety(clinic: Clinic, wish: Safety) -> None:
    """Decide about signing in anew."""
    if not LEAST_IDLE <= wish.idle_minutes <= MOST_IDLE:
        raise refuse("idle-minutes", least=LEAST_IDLE, most=MOST_IDLE)
    with clinic.writing(Act.EDIT_SAFETY) as unit:
        unit.safety.keep_rules(wish)
        unit.note(idle=wish.idle_minutes, second_factor=wish.second_factor)
        unit.note(keeps_today=wish.keeps_today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A second factor that is about to be taken into use."""

    secret: str
    address: str
    """What a telephone scans."""

    @property
    def squares(self) -> tuple[bytes, ...]:
        """The address as the QR symbol that it scans, a row of squares each, 1 for ink."""
        return documents.make_scanned_code(self.address)


def begin_second_factor(clinic: Clinic) -> Enrolment:
    """A new secret for whoever is signed in; it counts once a code of it was typed."""
    secret = second_factor.new_secret()
    return Enrolment(secret=secret, address=second_factor.address(secret, clinic.person.login))


def set_second_factor(clinic: Clinic, enrolment: Enrolment, code: str) -> None:
    """Take a second factor into use."""
    if not second_factor.is_right(enrolment.secret, code, clinic.clock()):
        raise refuse("second-factor-wrong")
    with clinic.writing(Act.SET_SECOND_FACTOR) as unit:
        unit.safety.set_second_factor(clinic.person.login, enrolment.secret)


def set_pin(clinic: Clinic, computer: str, pin: str) -> None:
    """Choose a PIN that unlocks one's window on this computer."""
    refuse_if(pins.against_pin(pin))
    with clinic.writing(Act.SET_PIN) as unit:
        unit.safety.keep_pin(clinic.person.login, computer, pins.kept_of(pin))


def has_pin(clinic: Clinic, computer: str) -> bool:
    """Whether a PIN unlocks the window on this computer."""
    with clinic.database.reading() as unit:
        return unit.safety.pin(clinic.person.login, computer) is not None
