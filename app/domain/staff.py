"""The people who work at the clinic."""

from dataclasses import dataclass

from app.domain.access import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on staff, with a login of their own."""

    id: int = 0
    login: str
    name: str
    roles: frozenset[Role]
    credential: str = ""
    """Letters after the name: MD, RN, LCSW ..."""

    @property
    def titled(self) -> str:
        """Name and credential, as papers show them."""
        return f"{self.name}, {self.credential}" if self.credential else self.name


THE_CLINIC = Person(login="clinic", name="The clinic", roles=frozenset({Role.CLINIC}))
"""The actor of set-up and of acts of the clock."""
