import subprocess
import sys
from pathlib import Path

LOOK = """
import resource
from app.security.process import leave_no_dump
leave_no_dump()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_a_crash_writes_no_picture_of_the_memory(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=root, capture_output=True, text=True, check=True
    )

    assert done.stdout == "(0, 0)\n"
