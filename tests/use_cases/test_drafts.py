"""What somebody has begun to enter is kept until it is done or thrown away."""

from app.clinic import Clinic
from app.domain.patients import Patient
from app.use_cases.drafts import drop_draft, keep_draft, my_drafts
from tests.small import Small
from tests.use_cases.asking import book

FIELDS = {"patient": "", "wishes": "tue pm", "family": "Núñez 💊"}


def fields(clinic: Clinic) -> list[object]:
    return [view.draft.fields for view in my_drafts(clinic, "booking")]


def test_a_draft_is_there_when_the_clinic_is_opened_again(small: Small, clinic: Clinic) -> None:
    keep_draft(clinic, "booking", FIELDS)
    keep_draft(clinic, "patient", FIELDS)

    again = small.open()

    assert fields(again) == [FIELDS]
    again.close()


def test_a_draft_is_changed_in_place_and_thrown_away(clinic: Clinic) -> None:
    first = keep_draft(clinic, "booking", FIELDS)
    changed = keep_draft(clinic, "booking", {"patient": "2"}, first.id)
    kept = fields(clinic)

    drop_draft(clinic, first.id)
    drop_draft(clinic, first.id)

    assert (changed.id, kept, fields(clinic)) == (first.id, [{"patient": "2"}], [])


def test_drafts_are_ones_own(small: Small, clinic: Clinic) -> None:
    mine = keep_draft(clinic, "booking", FIELDS)
    other = small.open("moss")

    drop_draft(other, mine.id)
    theirs = keep_draft(other, "booking", {"patient": "3"}, mine.id)

    assert theirs.id != mine.id
    assert (fields(clinic), fields(other)) == ([FIELDS], [{"patient": "3"}])
    other.close()


def test_what_has_been_booked_meanwhile_is_no_draft_any_more(clinic: Clinic, ana: Patient) -> None:
    keep_draft(clinic, "booking", {**FIELDS, "mark": "made-once"})
    book(clinic, ana, asked="made-once")

    assert fields(clinic) == []


def test_a_draft_comes_with_its_patient(clinic: Clinic, ana: Patient) -> None:
    keep_draft(clinic, "booking", {"patient": str(ana.id)})
    keep_draft(clinic, "booking", {"family": "Vega"})

    assert [view.patient for view in my_drafts(clinic, "booking")] == [ana, None]
