from datetime import date, timedelta

from app.domain.binder import Standing, binder
from app.domain.forms import Form, FormState
from tests.documents.samples import form

FIRST, SECOND = date(2026, 11, 1), date(2026, 12, 1)
DAY = timedelta(days=1)


def version(number: int, effective: date, state: FormState = FormState.APPROVED) -> Form:
    return form("Text.", version=number, effective=effective, state=state)


def in_force(versions: list[Form], day: date) -> int | None:
    found = binder(versions).on(day).get("small-form")
    return found.version if found else None


def test_a_version_is_in_force_from_its_day_until_the_next_one_is() -> None:
    both = [version(2, SECOND), version(1, FIRST)]

    assert [in_force(both, day) for day in (FIRST - DAY, FIRST, SECOND - DAY, SECOND)] == [
        None,
        1,
        1,
        2,
    ]


def test_a_draft_is_never_in_force() -> None:
    assert in_force([version(1, FIRST, FormState.DRAFT)], SECOND) is None
    assert in_force([version(1, FIRST), version(2, FIRST, FormState.DRAFT)], SECOND) == 1


def test_a_withdrawn_version_leaves_the_clinic_without_the_form() -> None:
    both = [version(1, FIRST), version(2, SECOND, FormState.WITHDRAWN)]

    assert (in_force(both, SECOND - DAY), in_force(both, SECOND)) == (1, None)


def test_signatures_count_since_the_last_material_change() -> None:
    small = form("Text.", version=2, effective=SECOND, material=False)
    kept = binder([version(1, FIRST), small, form("Text.", version=3, effective=SECOND + DAY)])

    assert kept.on(SECOND)["small-form"].material_since == 1
    assert kept.on(SECOND + DAY)["small-form"].material_since == 3


def test_every_version_says_where_it_stands() -> None:
    kept = binder(
        [
            version(1, FIRST),
            version(2, SECOND),
            version(3, SECOND + 9 * DAY),
            version(4, SECOND, FormState.DRAFT),
        ]
    )

    assert [kept.standing(each, SECOND) for each in kept] == [
        Standing.SUPERSEDED,
        Standing.IN_FORCE,
        Standing.COMING,
        Standing.DRAFT,
    ]
    assert [each.version for each in kept.drafts()] == [4]


def test_a_version_is_found_by_its_number() -> None:
    kept = binder([version(1, FIRST), version(2, SECOND)])
    newest, first = kept.newest("small-form"), kept.version("small-form", 1)

    assert newest is not None
    assert first is not None
    assert (newest.version, first.effective) == (2, FIRST)
    assert (kept.newest("other"), kept.version("small-form", 9)) == (None, None)
