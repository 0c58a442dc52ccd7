"""Whatever a foreign file makes its reader do, it ends with one sentence and harms nobody."""

import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import sandbox, words
from app.domain.refusal import Reason, Refused, Trouble
from app.sandbox import USUAL, Limits, Told

CHILD = (sys.executable, "-P", "-s", "-B", str(Path(__file__).with_name("hostile.py")))
SHORT = replace(USUAL, seconds=1)
FILE = b"a file"


def ask(kind: str, told: Told | None = None, limits: Limits = USUAL) -> bytes:
    return sandbox.read(kind, FILE, told or {}, bytes, limits=limits, program=CHILD)


def refusal(kind: str, told: Told | None = None, limits: Limits = USUAL) -> Reason:
    with pytest.raises(Refused) as refused:
        ask(kind, told, limits)
    (reason,) = refused.value.reasons
    assert words.say(reason)
    return reason


def test_a_reader_is_given_the_file_and_what_it_is_told() -> None:
    assert ask("echo", {"word": "é: "}) == "é: a file".encode()


def test_a_reader_s_own_refusal_comes_through_with_its_facts() -> None:
    with pytest.raises(Refused) as refused:
        ask("refuse")

    facts: Mapping[str, object] = {
        "name": "Ana",
        "born": date(1980, 1, 2),
        "count": 3,
        "known": ("a", "b"),
    }
    assert [(each.code, each.facts) for each in refused.value.reasons] == [
        ("table-empty", facts),
        ("letter-empty", {}),
    ]


def test_a_file_that_is_too_large_is_not_read_at_all() -> None:
    limits = replace(USUAL, content=3)

    assert refusal("no reader", limits=limits).code == "foreign-too-large"


@pytest.mark.parametrize(
    ("kind", "code", "limits"),
    [
        ("eat", "foreign-too-hungry", USUAL),
        ("spin", "foreign-too-slow", SHORT),
        ("sleep", "foreign-too-slow", SHORT),
        ("die", "foreign-crashed", USUAL),
        ("leave", "foreign-crashed", USUAL),
        ("babble", "foreign-crashed", USUAL),
        ("stumble", "foreign-unreadable", USUAL),
        ("no reader", "foreign-crashed", USUAL),
    ],
)
def test_whatever_a_reader_does_ends_with_a_sentence(kind: str, code: str, limits: Limits) -> None:
    assert refusal(kind, limits=limits).code == code
    assert ask("echo", {"word": "still "}) == b"still a file"


def test_a_reader_says_no_more_than_it_may() -> None:
    limits = replace(USUAL, answer=2_000_000)

    assert refusal("shout", {"bytes": 2_000_000}, limits).code == "foreign-too-much"
    assert len(ask("shout", {"bytes": 1_999_995}, limits)) == 1_999_995


def test_what_a_reader_says_is_not_believed() -> None:
    with pytest.raises(Refused) as refused:
        sandbox.read("echo", FILE, {"word": ""}, int, program=CHILD)

    assert [each.code for each in refused.value.reasons] == ["foreign-crashed"]


def test_a_reader_that_cannot_be_started_is_no_fault_of_the_file() -> None:
    with pytest.raises(Trouble) as trouble:
        sandbox.read("echo", FILE, {}, bytes, program=("/no/such/program",))

    assert trouble.value.reason.code == "foreign-not-started"


@pytest.mark.parametrize("kind", ["write", "look", "remove"])
def test_the_child_reaches_no_file_of_this_computer(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "clinic.db"
    file.write_bytes(b"patients")

    assert ask(kind, {"path": str(file)}) == b"forbidden"
    assert file.read_bytes() == b"patients"


def test_no_library_writes_a_byte_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "left behind"

    assert ask("write_natively", {"path": str(file)}) == b"-1"
    assert file.read_bytes() == b""


def test_the_child_calls_nobody_and_starts_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert ask("call", {"port": listening.getsockname()[1]}) == b"forbidden"
    assert ask("start") == b"forbidden"


def test_the_child_knows_nothing_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTEROOM_PASSWORD", "secret")

    known = ask("tell").decode()

    assert known in {"(['PYTHONPATH'], [])", "(['LC_CTYPE', 'PYTHONPATH'], [])"}
