"""Other processes for tests of the store."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

PROCESSES = get_context("spawn" if sys.platform == "win32" else "forkserver")
PROCESSES.set_forkserver_preload(["tests.storage.children"])


@contextmanager
def child(work: Callable[..., None], *given: object) -> Generator[Connection]:
    """Another process at work, which is killed when the test is done with it."""
    mine, its = PROCESSES.Pipe()
    process = PROCESSES.Process(target=work, args=(*given, its))
    process.start()
    its.close()
    try:
        yield mine
    finally:
        process.kill()
        process.join()
        mine.close()
