"""A referral in the words of the forms and lists."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.records import Referral
from app.domain.referrals import Attempt
from app.domain.time import wall
from app.use_cases.phones import shown_phone
from app.words.tongue import tr, tr_of


def letter_facts(referral: Referral) -> Iterator[tuple[str, str]]:
    """What a letter says, each thing under its name."""
    yield (
        tr_of("letter", "From"),
        ", ".join(part for part in (referral.titled, referral.practice) if part),
    )
    if referral.letter_on:
        yield tr("Letter of"), words.short_day(referral.letter_on)
    if referral.received_on:
        how = f", {words.how_word(referral.received_how).lower()}" if referral.received_how else ""
        yield tr("Arrived"), f"{words.short_day(referral.received_on)}{how}"
    yield tr("Says"), words.statement_word(referral.statement)
    scope = words.indication_word(referral.condition), words.route_word(referral.route).lower()
    yield (
        tr("Good for"),
        ", ".join(scope) if not referral.route else f"{scope[0]}, {scope[1].upper()}",
    )
    yield tr("Visits"), str(referral.visits) if referral.visits else tr("No number named")
    if referral.valid_until:
        yield tr("Last day"), words.short_day(referral.valid_until)
    yield tr("NPI"), referral.npi or tr("None on the letter")


def reach(referral: Referral) -> str:
    """How a referrer is reached, in one line."""
    phone, fax = shown_phone(referral.phone), shown_phone(referral.fax)
    parts = (phone, tr("fax {number}", number=fax) if fax else "")
    return "  ·  ".join(part for part in parts if part)


def tried(last: Attempt | None, by: str, now: datetime, zone: ZoneInfo) -> str:
    """The last attempt in one line: such as “Today 09:40 by Ana Ruiz: left a message”."""
    if last is None:
        return tr("Nobody has called yet")
    at = wall(last.at, zone)
    today = wall(now, zone).date()
    day = tr("Today") if at.date() == today else words.near_day(at.date())
    said = words.called_word(last.answer)
    note = f", “{last.note}”" if last.note else ""
    told = tr(
        "{day} {time} by {who}: {said}",
        day=day,
        time=words.clock(at),
        who=by or tr("somebody"),
        said=said[:1].lower() + said[1:],
    )
    return told + note
