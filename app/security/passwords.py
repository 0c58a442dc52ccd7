"""Which passwords a clinic takes: long ones that nobody guesses, and no other rule.

NIST SP 800-63B: 15 letters at least where the password is the only factor, 8 with a second one,
any letters and spaces, no rule of which kinds, compared with what is commonly used or expected.
"""

from collections.abc import Iterator, Sequence

from app.domain.refusal import Reason
from app.security.slots import normal

SHORTEST, SHORTEST_OF_TWO = 15, 8
LONGEST = 256
LOOKED_AT = 72
"""The rest of a longer password makes it no easier to guess."""
GUESSES = 10**9
"""Below so many guesses a password counts as commonly used or expected: at what a try costs, that
is five years of one processor."""
EXPECTED = ("anteroom", "clinic", "ketamine", "therapy", "password")


def against_password(
    password: str, expected: Sequence[str] = (), *, second_factor: bool = False
) -> Iterator[Reason]:
    """What is wrong with a new password; `expected` is what somebody would try first."""
    plain = normal(password)
    shortest = SHORTEST_OF_TWO if second_factor else SHORTEST
    if len(plain) < shortest:
        yield Reason("password-short", {"least": shortest, "letters": len(plain)})
    elif len(plain) > LONGEST:
        yield Reason("password-long", {"most": LONGEST})
    elif _guesses(plain, [*EXPECTED, *expected]) < GUESSES:
        yield Reason("password-guessed")


def _guesses(password: str, expected: Sequence[str]) -> float:
    from zxcvbn import zxcvbn  # noqa: PLC0415 -- slow import, needed only for a new password

    found = zxcvbn(password[:LOOKED_AT], user_inputs=[each for each in expected if each])
    return float(found["guesses"])
