"""Changing the notice that the clinic asks for, and the days that it counts by."""

from collections.abc import Mapping

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.notice import NOTICES, against_notices
from app.domain.refusal import refuse_if


def notices(clinic: Clinic) -> dict[str, int]:
    """What is asked for now, by name."""
    hours = clinic.setup.hours
    return {name: hours[name] for name in NOTICES if name in hours}


def keep_notices(clinic: Clinic, wanted: Mapping[str, int], *, token: str = "") -> None:
    """Ask for other notice from now on; visits and holds there are stay as they are."""
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        refuse_if(against_notices(wanted))
        unit.settings.keep_text_policy(unit.settings.text_policy() | dict(wanted))
        unit.note(hours=dict(wanted))
