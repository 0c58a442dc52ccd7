"""The shipped template, and what is refused of one that is wrong."""

from pathlib import Path

import pytest

from app import paths
from app.domain.refusal import Refused, Trouble
from app.domain.scheduling import Route
from app.library import templates

SHIPPED = (paths.TEMPLATES / "kap.toml").read_text(encoding="utf-8")


def test_an_infusion_of_forty_minutes_stands_between_set_up_and_recovery() -> None:
    kinds = {kind.slug: kind for kind in templates.template("kap").types}

    infusion = kinds["iv-dosing"]

    assert [(phase.name, phase.minutes) for phase in infusion.phases] == [
        ("arrival", 20),
        ("set-up", 10),
        ("infusion", 40),
        ("recovery", 45),
        ("turnover", 15),
    ]
    assert (infusion.minutes, infusion.patient_minutes, infusion.dose_at) == (130, 115, 30)


def test_esketamine_is_watched_for_two_hours() -> None:
    kinds = {kind.route: kind for kind in templates.template("kap").types}

    spray = kinds[Route.ESKETAMINE]

    assert next(p.minutes for p in spray.phases if p.name == "observation") >= 120


def test_an_unknown_template_names_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        templates.template("../secrets")

    assert refused.value.reasons[0].facts["known"] == ("kap",)


VITALS = 'first = "vitals", last = "turnover"'
CALL = 'first = "call", last = "call"'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("minutes = 15 }]", "minutes = 7 }]", "phase-minutes"),
        (VITALS, 'first = "turnover", last = "vitals"', "need-backwards"),
        (CALL, 'first = "call", last = "hello"', "need-phase"),
        ('{ name = "evaluation",', '{ name = "vitals",', "type-phases"),
    ],
)
def test_a_visit_type_that_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, old: str, new: str, code: str
) -> None:
    assert old in SHIPPED
    (tmp_path / "kap.toml").write_text(SHIPPED.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(paths, "TEMPLATES", tmp_path)

    with pytest.raises(Refused) as refused:
        templates.template("kap")

    assert code in {reason.code for reason in refused.value.reasons}


@pytest.mark.parametrize(
    "text", ["title = ", 'title = "x"', '[gate]\nstops = { ride = "sometimes" }']
)
def test_a_template_that_cannot_be_read_is_trouble(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    (tmp_path / "kap.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "TEMPLATES", tmp_path)

    with pytest.raises(Trouble) as trouble:
        templates.template("kap")

    assert trouble.value.reason.code == "resource-broken"
