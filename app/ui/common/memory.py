"""How much memory the window holds on to."""

import sys
from contextlib import suppress
from functools import cache

M_ARENA_MAX = -8
"""What glibc's `mallopt` calls the number of heaps, in malloc.h."""


@cache
def keep_one_heap() -> None:
    """Have all threads take memory from one heap, before there is a second thread.

    glibc gives each thread a heap of its own, and what one has freed stays in its heap: with years
    of visits that is 20 MB. Python runs one thread at a time, so hardly one waits for another.
    """
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 -- the page before the clinic is there without it

    with suppress(AttributeError):  # not every Linux has glibc
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
