"""Which papers a visit needs, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from app.domain.packet_rules import Asked, Occasion, PacketRule, asked_for
from app.domain.packets import Paper, PaperState, wanted
from tests.domain.test_gate import CONSENT, SIGNED, TYPES, VISIT_DAY

SHEET = replace(
    CONSENT, id="how-it-works", kind="education", signers=(), valid_days=None, gap_days=None
)
EACH_VISIT = replace(SHEET, id="instructions", per_visit=True)
GIVEN = replace(SIGNED, form="how-it-works", state=PaperState.PRINTED)


def why(papers: Sequence[Paper]) -> dict[str, str]:
    asked = Asked(forms=(CONSENT, SHEET, EACH_VISIT))
    found = wanted(asked, papers, 7, VISIT_DAY, (date(2026, 11, 25),))
    return {each.form.id: each.why.code for each in found}


def test_a_new_patient_gets_everything() -> None:
    assert why([]) == {
        "ketamine-consent": "why-never-signed",
        "how-it-works": "why-first-time",
        "instructions": "why-each-visit",
    }


def test_a_patient_with_everything_signed_gets_only_what_each_visit_needs() -> None:
    assert why([SIGNED, GIVEN]) == {"instructions": "why-each-visit"}


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (replace(SIGNED, version=1), "why-new-version"),
        (replace(SIGNED, state=PaperState.HANDED_OVER), "why-not-back"),
        (replace(SIGNED, state=PaperState.HANDED_OVER, visit=7), "why-never-signed"),
        (replace(SIGNED, signed_on=date(2025, 11, 25)), "why-expires"),
    ],
)
def test_a_consent_is_printed_again_with_its_reason(paper: Paper, code: str) -> None:
    assert why([paper, GIVEN])["ketamine-consent"] == code


def test_a_consent_for_another_route_is_signed_anew() -> None:
    every = replace(CONSENT, routes=("iv", "im"), resign_on=("new-route",))
    rules = [PacketRule(form=every.id, types=("iv-dosing", "im-dosing"))]
    infused = replace(SIGNED, route="iv")

    def asked(kind: str, paper: Paper) -> list[str]:
        found = asked_for(Occasion(type=TYPES[kind]), rules, {every.id: every})
        return [each.why.code for each in wanted(found, [paper], 7, VISIT_DAY, ())]

    assert asked("iv-dosing", infused) == []
    assert asked("im-dosing", infused) == ["why-new-route"]
    assert asked("im-dosing", replace(infused, route="im")) == []
    assert asked("im-dosing", replace(infused, version=1)) == ["why-new-version"]


def test_a_sheet_is_given_again_when_its_version_is_new() -> None:
    assert why([SIGNED, replace(GIVEN, version=1)])["how-it-works"] == "why-new-version"
