"""A form can be looked at as it would be printed, and is looked through while it is typed."""

from dataclasses import replace

from pypdfium2 import PdfDocument

from app.clinic import Clinic
from app.domain.forms import Form
from app.use_cases.form_previews import judge_form, preview_form
from app.use_cases.forms import see_form
from tests.documents.reading_back import page_texts


def words_of(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def consent(clinic: Clinic) -> Form:
    return see_form(clinic, "ketamine-consent").form


def typed(form: Form, was: str, now: str) -> Form:
    return replace(form, texts={**form.texts, "en": form.texts["en"].replace(was, now)})


def test_a_form_is_previewed_for_nobody_in_the_clinic_s_own_words(clinic: Clinic) -> None:
    told = words_of(preview_form(clinic, consent(clinic), "es"))

    assert "Sample Patient" in told
    assert "Juniper Clinic" in told


def test_large_print_takes_more_pages(clinic: Clinic) -> None:
    usual, large = (
        len(PdfDocument(preview_form(clinic, consent(clinic), "en", large=large)))
        for large in (False, True)
    )

    assert large > usual


def test_what_is_typed_is_laid_out_and_judged(clinic: Clinic) -> None:
    form = typed(consent(clinic), "Please take your time.", "Ketamine is safe.")

    found = judge_form(clinic, form, "en")

    line = (
        form.texts["en"]
        .splitlines()
        .index(next(each for each in form.texts["en"].splitlines() if "Ketamine is safe." in each))
    )
    assert [(fault.reason.code, fault.line) for fault in found.faults] == [("form-false", line + 1)]
    assert "Ketamine is safe." in words_of(found.pdf)
    assert [reading.language for reading in found.readings] == ["en", "es"]


def test_a_text_that_cannot_be_read_is_told_by_line(clinic: Clinic) -> None:
    form = typed(consent(clinic), "Please take your time.", "\n::: noted\n")

    found = judge_form(clinic, form, "en")

    assert found.pdf == b""
    assert [fault.reason.code for fault in found.faults] == ["form-broken"]
    assert "::: noted" in form.texts["en"].splitlines()[found.faults[0].line - 1]
