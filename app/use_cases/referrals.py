"""Referrals: asked for, waited for, received, judged by a clinician, and corrected."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.both import both_kept
from app.domain.gate_policy import against_filing
from app.domain.names import fold
from app.domain.records import Letter, Referral, ReferralState
from app.domain.referrals import HOWS, against_npi
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Route
from app.storage.unit import Unit
from app.use_cases.attachments import Scan, keep_scan, numbered_referral
from app.use_cases.patients import by_number
from app.use_cases.phones import dialled

LATEST = 500
"""Referrals among which the referrers known before are looked for."""


MATERIAL = (
    "referrer",
    "statement",
    "condition",
    "route",
    "letter_on",
    "visits",
    "valid_until",
)
"""What a clinician has judged by: once one of these is corrected, the letter is judged again."""

OF_REFERRER = ("credential", "npi", "practice", "phone", "fax")
"""What stays known of a referrer when the letter is filed without it."""

ROUTES = tuple(each.value for each in Route if each is not Route.NONE)


def known_referrers(clinic: Clinic) -> tuple[Referral, ...]:
    """The last referral of everybody who has referred lately, the newest first."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        found: dict[str, Referral] = {}
        for referral in unit.letters.latest(LATEST):
            found.setdefault(fold(referral.titled), referral)
        return tuple(found.values())


def request_referral(clinic: Clinic, patient: int, wanted: Letter) -> Referral:
    """Note that a letter is asked for: of whom, and by when it is expected."""
    with clinic.writing(Act.REQUEST_REFERRAL) as unit:
        by_number(unit, patient)
        unit.note(patient=patient, state=ReferralState.EXPECTED.value)
        refuse_if(_against_request(wanted, clinic.today()))
        asked = _filed(Referral(patient=patient, state=ReferralState.EXPECTED, referrer=""), wanted)
        return unit.records.add_referral(replace(asked, asked_on=clinic.today(), letter_on=None))


def receive_referral(
    clinic: Clinic, patient: int, letter: Letter, number: int = 0, scan: Scan | None = None
) -> Referral:
    """File a letter that arrived, in place of the one that was expected, with its scan.

    A clinician judges it later.
    """
    with clinic.writing(Act.RECORD_REFERRAL) as unit:
        by_number(unit, patient)
        unit.note(patient=patient, state=ReferralState.RECEIVED.value)
        refuse_if(_against_letter(letter, clinic.today()))
        waiting = _awaited(unit, patient, letter, number)
        filed = replace(_filed(waiting, letter), state=ReferralState.RECEIVED)
        filed = replace(filed, received_on=letter.received_on or clinic.today())
        if waiting.id:
            unit.records.update_referral(filed)
        else:
            filed = unit.records.add_referral(filed)
        if scan is not None:
            keep_scan(clinic, unit, filed, scan)
        return filed


def record_referral(clinic: Clinic, patient: int, letter: Letter) -> Referral:
    """File a letter that arrived, or note that one is expected, by what is known of it."""
    expected = letter.expected_by is not None and letter.letter_on is None
    return (request_referral if expected else receive_referral)(clinic, patient, letter)


def _awaited(unit: Unit, patient: int, letter: Letter, number: int) -> Referral:
    """The request that a letter answers: that number, that referrer's, or the only one."""
    if number:
        found = numbered_referral(unit, number)
        if found.patient != patient or found.state is not ReferralState.EXPECTED:
            raise refuse("referral-not-expected", number=number)
        return found
    every = unit.records.referrals([patient]).get(patient, ())
    waiting = [each for each in every if each.state is ReferralState.EXPECTED]
    same = [each for each in waiting if fold(each.referrer) == fold(letter.referrer)]
    new = Referral(patient=patient, state=ReferralState.EXPECTED, referrer="")
    return next(iter(same or waiting), new)


def _filed(referral: Referral, letter: Letter) -> Referral:
    """The referral with what a letter says; what it leaves out about the referrer stays."""
    told = {each.name: getattr(letter, each.name) for each in fields(Letter)}
    told["referrer"] = letter.referrer.strip()
    told |= {name: str(told[name]).strip() for name in ("credential", "npi", "practice")}
    told |= {name: dialled(told[name]) for name in ("phone", "fax")}
    if fold(referral.referrer) == fold(letter.referrer):
        told |= {name: told[name] or getattr(referral, name) for name in OF_REFERRER}
    told["expected_by"] = letter.expected_by or referral.expected_by
    return replace(referral, **told)


def _against_request(wanted: Letter, today: date) -> Iterator[Reason]:
    yield from _against_known(wanted)
    if wanted.expected_by is None:
        yield Reason("referral-needs-due")
    elif wanted.expected_by < today:
        yield Reason("referral-due-past", {"due": wanted.expected_by})


def _against_letter(letter: Letter, today: date) -> Iterator[Reason]:
    yield from _against_known(letter)
    if letter.letter_on is None:
        yield Reason("referral-needs-date")
    elif letter.letter_on > today:
        yield Reason("referral-later", {"letter": letter.letter_on})
    elif letter.valid_until is not None and letter.valid_until < letter.letter_on:
        yield Reason("referral-ends-first", {"until": letter.valid_until})
    received = letter.received_on
    if received is not None and received > today:
        yield Reason("referral-received-later", {"received": received})


def _against_known(letter: Letter) -> Iterator[Reason]:
    """What stands against a letter, expected or received."""
    if not letter.referrer.strip():
        yield Reason("referral-needs-referrer")
    yield from against_npi(letter.npi.strip())
    if letter.visits is not None and letter.visits < 1:
        yield Reason("referral-visits")
    if letter.route and letter.route not in ROUTES:
        yield Reason("route-unknown", {"route": letter.route, "known": ROUTES})
    if letter.received_how and letter.received_how not in HOWS:
        yield Reason("referral-how", {"how": letter.received_how, "known": HOWS})


def judge_referral(
    clinic: Clinic, patient: int, *, accept: bool, why: str = "", number: int = 0
) -> Referral:
    """Accept or reject a letter that waits, the newest unless one is named; clinicians only."""
    with clinic.writing(Act.JUDGE_REFERRAL) as unit:
        refuse_if(against_filing(clinic.setup.policy, "referral", clinic.person.roles))
        every = unit.records.referrals([patient]).get(patient, ())
        waiting = [
            each
            for each in every
            if each.state is ReferralState.RECEIVED and number in {0, each.id}
        ]
        if not waiting:
            raise refuse("referral-none-waiting")
        if not accept and not why.strip():
            raise refuse("referral-needs-why")
        judged = replace(
            max(waiting, key=lambda referral: referral.id),
            state=ReferralState.ACCEPTED if accept else ReferralState.REJECTED,
            judged_by=clinic.person.titled,
            judged_on=clinic.today(),
            reason="" if accept else why.strip(),
        )
        unit.note(patient=patient, referral=judged.id, state=judged.state.value)
        unit.records.update_referral(judged)
        return judged


def correct_referral(
    clinic: Clinic, number: int, letter: Letter, why: str, *, since: Referral | None = None
) -> Referral:
    """Correct what was filed of a letter, with a reason; a judged one is judged again.

    `since` is the referral as whoever corrects it had seen it: what others have corrected
    meanwhile is kept, and asked about where it is the same.
    """
    with clinic.writing(Act.CORRECT_REFERRAL) as unit:
        before = numbered_referral(unit, number)
        came = before.state is not ReferralState.EXPECTED
        against = _against_letter if came else _against_request
        if before.state is ReferralState.GIVEN_UP:
            raise refuse("referral-given-up-already", referrer=before.titled)
        if since is not None:
            letter = _both_kept(since, letter, before)
        refuse_if(against(letter, clinic.today()))
        if not why.strip():
            raise refuse("referral-correction-needs-why")
        after = _corrected(before, letter, why)
        changed = tuple(f.name for f in fields(Letter) if _differ(before, after, f.name))
        unit.note(patient=before.patient, referral=number, changed=list(changed))
        unit.records.update_referral(after)
        return after


def _both_kept(seen: Referral, letter: Letter, now: Referral) -> Letter:
    mine = _filed(replace(seen, referrer=""), letter)
    return both_kept(seen, replace(mine, received_on=letter.received_on or seen.received_on), now)


def _corrected(before: Referral, letter: Letter, why: str) -> Referral:
    told = _filed(replace(before, referrer=""), letter)  # what is left out now is taken away
    after = replace(
        told, corrected=why.strip(), received_on=letter.received_on or before.received_on
    )
    judged = before.state in {ReferralState.ACCEPTED, ReferralState.REJECTED}
    if judged and any(_differ(before, after, name) for name in MATERIAL):
        after = replace(
            after, state=ReferralState.RECEIVED, judged_by="", judged_on=None, reason=""
        )
    return after


def _differ(before: Referral, after: Referral, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def give_up_referral(clinic: Clinic, number: int) -> Referral:
    """Wait for a letter no longer."""
    return _turned(clinic, number, ReferralState.EXPECTED, ReferralState.GIVEN_UP)


def expect_again(clinic: Clinic, number: int) -> Referral:
    """Wait again for a letter that was given up."""
    return _turned(clinic, number, ReferralState.GIVEN_UP, ReferralState.EXPECTED)


def _turned(clinic: Clinic, number: int, now: ReferralState, to: ReferralState) -> Referral:
    with clinic.writing(Act.CHASE_REFERRAL) as unit:
        found = numbered_referral(unit, number)
        unit.note(patient=found.patient, referral=number, state=to.value)
        if found.state is not now:
            raise refuse("referral-not-expected", number=number)
        turned = replace(found, state=to)
        unit.records.update_referral(turned)
        return turned
