"""What is said when somebody else has taken a time between the judging and the keeping."""

from collections.abc import Generator
from contextlib import contextmanager

from app.domain.refusal import Refused
from app.storage.scheduling import Overlap


@contextmanager
def or_say(refused: Refused) -> Generator[None]:
    """Keep something in the diary; when some of its time is taken, this is said instead."""
    try:
        yield
    except Overlap:
        raise refused from None
