"""What a process that holds a key leaves behind when it ends badly: nothing."""

import sys


def leave_no_dump() -> None:
    """Have no picture of the memory written in a crash; Windows writes none unasked."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
