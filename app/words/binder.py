"""The English words for where a form stands and who approved it."""

from collections.abc import Mapping

from app.domain.binder import Standing
from app.domain.forms import Form
from app.words.times import short_day

STANDINGS: Mapping[Standing, str] = {
    Standing.DRAFT: "draft",
    Standing.COMING: "approved, to come",
    Standing.IN_FORCE: "in force",
    Standing.SUPERSEDED: "superseded",
    Standing.WITHDRAWN: "withdrawn",
}


def standing_word(standing: Standing) -> str:
    """The word for where a version of a form stands."""
    return STANDINGS[standing]


def approval(form: Form) -> str:
    """Who approved a version, and for visits from when; or that nobody has."""
    if form.approved_on is None:
        return "to be approved by your medical director"
    by = f"approved by {form.approved_by} on {short_day(form.approved_on)}"
    return f"{by}, for visits from {short_day(form.effective)}"
