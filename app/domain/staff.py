"""The people who work at the clinic."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.access import Role
from app.domain.refusal import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on staff, with a login of their own."""

    id: int = 0
    login: str
    name: str
    roles: frozenset[Role]
    credential: str = ""
    """Letters after the name: MD, RN, LCSW ..."""
    gone: bool = False
    """Whether their login was taken away; what they did stays theirs."""

    @property
    def titled(self) -> str:
        """Name and credential, as papers show them."""
        return f"{self.name}, {self.credential}" if self.credential else self.name


THE_CLINIC = Person(login="clinic", name="The clinic", roles=frozenset({Role.CLINIC}))
"""The actor of set-up and of acts of the clock."""


def against_login(login: str) -> Iterator[Reason]:
    """What is wrong with how somebody is to sign in."""
    if not login or not login.isascii() or not login.isalnum() or login != login.lower():
        yield Reason("login-letters", {"login": login})
