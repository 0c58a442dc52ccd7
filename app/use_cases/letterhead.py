"""Changing what papers say of the clinic: its name, its address, its telephones."""

from collections.abc import Iterator
from functools import partial

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.both import both_kept
from app.domain.clinics import Letterhead
from app.domain.refusal import Reason, gathered, refuse_if
from app.use_cases.phones import dialled


def letterhead(clinic: Clinic) -> Letterhead:
    """What papers say now."""
    return clinic.setup.details.letterhead


def keep_letterhead(
    clinic: Clinic, wanted: Letterhead, *, since: Letterhead | None = None, token: str = ""
) -> Letterhead:
    """Have papers made from now on say this; those there are stay as they were printed.

    Telephones are read as people type them. `since` is what whoever changed it had seen: what
    others changed meanwhile is kept, and asked about where it is the same.
    """
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        wanted = _read(wanted)
        now = unit.settings.clinic().letterhead
        kept = both_kept(now if since is None else since, wanted, now)
        unit.settings.keep_letterhead(kept)
        return kept


def _read(typed: Letterhead) -> Letterhead:
    """The lines as they are kept, or refused with everything that is wrong with them."""
    against: list[Reason] = [*_against_name(typed)]
    read = Letterhead(
        name=" ".join(typed.name.split()),
        address=" ".join(typed.address.split()),
        phone=gathered(against, partial(dialled, typed.phone), ""),
        after_hours_phone=gathered(against, partial(dialled, typed.after_hours_phone), ""),
    )
    refuse_if(against)
    return read


def _against_name(typed: Letterhead) -> Iterator[Reason]:
    if not typed.name.strip():
        yield Reason("clinic-name-missing")
