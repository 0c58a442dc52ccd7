"""The code on the printed recovery sheet: 138 random bits, in groups that check themselves."""

import secrets
from collections.abc import Sequence

from app.domain.refusal import refuse

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, I, L, O or U: whatever looks like another one is read as that one."""
LOOKALIKES = str.maketrans("IL", "11")
GROUPS, LONG = 7, 4
"""Seven groups of four letters and one that checks them: 31**28 codes, more than 2**138."""


def new_code() -> str:
    """A code that nobody has had before."""
    groups = ([secrets.choice(LETTERS) for _ in range(LONG)] for _ in range(GROUPS))
    return "-".join("".join(g) + _check(g, number) for number, g in enumerate(groups))


def read_code(typed: str) -> str:
    """The code as printed, however it was typed; refused with the groups that are mistyped."""
    plain = "".join(each for each in typed.upper() if each.isalnum()).translate(LOOKALIKES)
    if len(plain) != GROUPS * (LONG + 1):
        raise refuse("recovery-length", letters=GROUPS * (LONG + 1), typed=len(plain))
    groups = [plain[start : start + LONG + 1] for start in range(0, len(plain), LONG + 1)]
    wrong = [str(number + 1) for number, group in enumerate(groups) if not _holds(group, number)]
    if wrong:
        raise refuse("recovery-mistyped", groups=tuple(wrong))
    return "-".join(groups)


def _holds(group: str, number: int) -> bool:
    known = all(letter in LETTERS for letter in group)
    return known and group[-1] == _check(group[:-1], number)


def _check(letters: Sequence[str], number: int) -> str:
    """31 is prime: one wrong letter, two that changed places, and a moved group are all found."""
    weighed = sum((place + 1) * LETTERS.index(letter) for place, letter in enumerate(letters))
    return LETTERS[(weighed + number) % len(LETTERS)]
