"""A key file that was damaged, or written to do harm, opens nothing and stops nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from app.security.keys import (
    KeyFile,
    make,
    make_shared,
    read_file,
    recover,
    renewing,
    unlock,
    with_login,
    write_file,
)
from app.security.slots import Cost
from tests import hostile

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "quiet juniper morning"
MADE = make("ruiz", PASSWORD, CHEAP)
TWO = with_login(MADE.file, MADE.key, "hale", PASSWORD, temporary=True, cost=CHEAP)


def written(file: KeyFile) -> bytes:
    with TemporaryDirectory() as folder:
        write_file(Path(folder, "clinic.keys"), file)
        return Path(folder, "clinic.keys").read_bytes()


FILES = tuple(map(written, (MADE.file, TWO, renewing(TWO, MADE.key, frozenset())[0])))
SHARED = make_shared(PASSWORD)
IN_FILES = (b'"kind": "shared"', b'"memory_kib": 1048576', b'"lanes": 0', b"null", b'"00"')


def look(content: bytes) -> None:
    """Read a key file and try all that a desk tries with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "clinic.keys")
        path.write_bytes(content)
        file = hostile.given(lambda: read_file(path))
        if file is None:
            return
        tries: tuple[Callable[[], object], ...] = (
            lambda: unlock(file, "ruiz", PASSWORD),
            lambda: unlock(file, "hale", PASSWORD),
            lambda: recover(file, MADE.code),
            lambda: with_login(file, MADE.key, "eve", PASSWORD, cost=CHEAP),
            lambda: write_file(path, file),
        )
        for each in tries:
            hostile.given(each)
        keys = hostile.given(lambda: unlock(file, "ruiz", PASSWORD))
        assert keys is None or keys.now in {MADE.key, SHARED.key}
        assert [each.name for each in Path(folder).iterdir()] == ["clinic.keys"]


@given(hostile.damaged(*FILES, written(SHARED.file), nasty=IN_FILES))
def test_any_damage_to_a_key_file(content: bytes) -> None:
    look(content)


@given(hostile.LIES)
def test_any_lie_in_a_key_file(lie: hostile.Lie) -> None:
    look(json.dumps(lie.told(json.loads(FILES[2]))).encode())
