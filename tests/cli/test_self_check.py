import json

import pytest

from app.cli import Screen, main
from app.clinic import Clinic
from app.domain.refusal import Trouble
from tests.cli.typed import Ask, no_sign_in


def test_this_installation_can_do_its_work(typed: Ask) -> None:
    document = typed("self-check --json").done

    assert document.keys() == {"ok", "checks", "seconds"}
    assert document["ok"]
    assert [check["check"] for check in document["checks"]] == [
        "forms",
        "fonts",
        "holidays",
        "codes",
        "foreign",
        "translations",
        "help",
        "licences",
        "keys",
        "database",
        "pdf",
        "reports",
    ]
    assert all(check.keys() == {"check", "ok", "sentence"} for check in document["checks"])


def test_a_window_that_does_not_open_fails_its_check_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def no_window(_clinic: Clinic) -> None:
        raise Trouble("display-missing")

    screen = Screen(
        open=lambda _clinic: 0, sign_in=no_sign_in, begin=lambda _clock: 0, check=no_window
    )
    code = main(["self-check", "--json"], screen)

    document = json.loads(capsys.readouterr().out)
    assert code == 1
    assert not document["ok"]
    assert [check["check"] for check in document["checks"] if not check["ok"]] == ["window"]


def test_for_people_it_is_one_line_a_check(typed: Ask) -> None:
    said = typed("self-check")

    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == ["ok"] * 12
