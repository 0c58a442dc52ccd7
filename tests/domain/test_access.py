"""The permission table: every act, every role."""

from itertools import product

import pytest

from app.domain.access import CARE, DOCTORS, PERMISSIONS, Act, Role, may


def test_every_act_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Act)


@pytest.mark.parametrize(("act", "role"), list(product(Act, Role)))
def test_a_role_may_do_exactly_what_the_table_grants(act: Act, role: Role) -> None:
    assert may(frozenset({role}), act) == (role in PERMISSIONS[act].roles)


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert not any(may(frozenset(), act) for act in Act)


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        (Act.WAIVE_ITEM, DOCTORS),
        (Act.END_WAIVER, DOCTORS),
        (Act.RECORD_CLEARANCE, DOCTORS),
        (Act.WITHDRAW_CLEARANCE, DOCTORS),
        (Act.JUDGE_REFERRAL, CARE),
        (Act.SET_PART2, CARE),
        (Act.RECORD_DIAGNOSIS, CARE),
        (Act.REMOVE_DIAGNOSIS, CARE),
    ],
)
def test_only_clinicians_judge(act: Act, roles: frozenset[Role]) -> None:
    assert PERMISSIONS[act].roles == roles


def test_every_change_and_every_look_at_a_patient_is_audited() -> None:
    lists = {
        Act.FIND_PATIENTS,
        Act.SEE_DAY,
        Act.SEE_LISTS,
        Act.SEE_WORKLIST,
        Act.SEE_REPORTS,
        Act.FIND_OPENINGS,
        Act.SEE_FORMS,
        Act.KEEP_DRAFT,
        Act.SEE_BACKUPS,
        Act.NOTE_BACKUP,
    }
    unseen = {Act.STAGE_PATIENTS, Act.SEE_LOGINS}

    assert {act for act, rule in PERMISSIONS.items() if not rule.audited} == lists | unseen
