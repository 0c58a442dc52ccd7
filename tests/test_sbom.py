"""The list of what the program is made of names what lies inside its packages as well."""

import re
import runpy
import tomllib
from pathlib import Path


def test_each_part_has_its_version_and_lies_in_a_locked_package(root: Path) -> None:
    found: list[tuple[str, str, str]] = runpy.run_path(str(root / "resources" / "parts.py"))[
        "parts"
    ]()

    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"] for package in lock["package"]}
    names = [name for name, _, _ in found]
    assert names == ["sqlite", "sqlcipher", "openssl", "qt", "pdfium", "libpq"]
    assert [version for _, version, _ in found if not re.match(r"\d+\.\d+", version)] == []
    assert {package for _, _, package in found} <= locked
