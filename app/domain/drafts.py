"""What somebody has begun to enter and not finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Something half entered: nothing typed is lost when another caller comes."""

    id: int = 0
    login: str
    kind: str
    """What it is to become: booking."""
    fields: Mapping[str, str]
    """What stands in each field, as it was typed."""
    at: datetime
