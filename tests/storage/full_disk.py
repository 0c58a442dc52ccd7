"""A disk that takes no more, for as long as a test wants it."""

from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def full_disk(most: int = 60_000) -> Generator[None]:
    """No file grows beyond a size meanwhile."""
    import resource  # noqa: PLC0415 -- Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
