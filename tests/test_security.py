"""What the security page says can be looked up: each test that it names is there."""

import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`(tests/[a-z0-9_/]+\.py)::(test_\w+)`")
ROW = re.compile(r"^\|(?! Asked| What|---)(.+)\|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / ".github" / "SECURITY.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there(root: Path, page: str) -> None:
    named = NAMED.findall(page)

    missing = [
        f"{path}::{name}"
        for path, name in named
        if f"\ndef {name}(" not in (root / path).read_text(encoding="utf-8")
    ]
    assert missing == []
    assert len(named) == page.count("::test_")


def test_every_promise_is_answered_with_a_test(page: str) -> None:
    rows = [row.split(" | ") for row in ROW.findall(page)]

    assert {len(row) for row in rows} == {4}
    assert [row[0] for row in rows if not NAMED.search(row[2])] == []


def test_each_criterion_of_the_certification_has_its_line(page: str) -> None:
    found = re.findall(r"^\| \((\d+)\)", page, re.MULTILINE)

    assert found == [str(number) for number in range(1, 14)]


def test_the_readme_leads_there(root: Path) -> None:
    assert ".github/SECURITY.md" in (root / "README.md").read_text(encoding="utf-8")
