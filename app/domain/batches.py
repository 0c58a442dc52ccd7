"""A batch of patients that is taken in together: seen all at once, or not at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ABANDONED = timedelta(seconds=30)
"""A batch that was not added to for so long is no longer being added to by anybody."""


class BatchState(StrEnum):
    """Where a batch stands; its patients are seen only when it is done."""

    STAGING = "staging"
    DONE = "done"
    GIVEN_UP = "given-up"
    """Stopped, broken off or taken back; its patients are still to be emptied."""
    EMPTIED = "emptied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import."""

    id: int = 0
    token: str
    """The mark of the act that shows its patients."""
    state: BatchState = BatchState.STAGING
    by: str
    at: datetime
    """When it was last added to."""
    first: int = 0
    last: int = 0
    """Between these numbers lie its patients."""

    def is_under_way(self, now: datetime) -> bool:
        """Whether somebody is adding to it."""
        return self.state is BatchState.STAGING and now - self.at < ABANDONED
