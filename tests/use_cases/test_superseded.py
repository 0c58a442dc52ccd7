"""The list of papers signed in a version that a newer one has taken the place of."""

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.worklists import Worklist
from app.use_cases.forms import approve_form
from app.use_cases.worklists import see_paper_lists
from tests.use_cases.asking import book
from tests.use_cases.test_form_touched import CONSENT, drafted, sign_consent


@pytest.mark.parametrize(
    ("code", "action"),
    [("paper-superseded", "Print the packet"), ("paper-superseded-good", "See the paper")],
)
def test_what_is_signed_in_an_older_version_is_good_or_signed_again(
    clinic: Clinic, doctor: Clinic, ana: Patient, code: str, action: str
) -> None:
    first, _later = book(clinic, ana, 25), book(clinic, ana, 30)
    sign_consent(clinic, first.visit.id)
    before = see_paper_lists(clinic)[Worklist.SUPERSEDED]
    drafted(doctor)
    approve_form(doctor, CONSENT, material=code == "paper-superseded")

    (task,) = see_paper_lists(clinic)[Worklist.SUPERSEDED]

    assert before == ()
    assert (task.reasons[0].code, task.action) == (code, action)
    assert (task.reasons[0].facts["version"], task.reasons[0].facts["newer"]) == (1, 2)
    assert task.view is not None
    assert task.view.visit.id == first.visit.id


def test_what_nobody_has_signed_is_not_superseded(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    book(clinic, ana, 25)
    drafted(doctor)
    approve_form(doctor, CONSENT)

    assert see_paper_lists(clinic)[Worklist.SUPERSEDED] == ()
