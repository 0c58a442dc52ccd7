"""Changing the notice that the clinic asks for, and the days that it counts by."""

from collections.abc import Iterator, Mapping

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.both import refuse_both
from app.domain.notice import NOTICES, against_notices
from app.domain.refusal import Reason, refuse_if


def notices(clinic: Clinic) -> dict[str, int]:
    """What is asked for now, by name."""
    hours = clinic.setup.hours
    return {name: hours[name] for name in NOTICES if name in hours}


def keep_notices(
    clinic: Clinic,
    wanted: Mapping[str, int],
    *,
    since: Mapping[str, int] | None = None,
    token: str = "",
) -> None:
    """Ask for other notice from now on; visits and holds there are stay as they are.

    `since` is what whoever changed it had seen: only what is not as then is changed.
    """
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        refuse_if(against_notices(wanted))
        kept, seen = unit.settings.text_policy(), since or {}
        changed = {name: number for name, number in wanted.items() if seen.get(name) != number}
        refuse_both(_against_both(seen, changed, kept))
        unit.settings.keep_text_policy(kept | changed)
        unit.note(hours=changed)


def _against_both(
    seen: Mapping[str, int], changed: Mapping[str, int], now: Mapping[str, int]
) -> Iterator[Reason]:
    for name, number in changed.items():
        if name in seen and now[name] not in {seen[name], number}:
            yield Reason("both-changed", {"part": name, "now": now[name]})
