"""What is done about letters from the lists and rows, with its toast and its way back."""

from app import words
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.ui.common.undo import either_way
from app.ui.desk import Desk
from app.use_cases import chasing, referrals
from app.use_cases import part2 as part2s
from app.use_cases.chasing import Try
from app.use_cases.referral_views import ReferralView, newest, referrals_of
from app.words.tongue import tr


def print_request(desk: Desk, patient: Patient) -> None:
    """The letter for the newest referral that is expected."""
    view = newest(referrals_of(desk.clinic, patient.id), ReferralState.EXPECTED)
    if view is not None:
        desk.letter_wanted.emit(view.referral.id)


def note_call(desk: Desk, view: ReferralView, tried: Try) -> None:
    """Note what a call to a referrer came to."""
    clinic, number = desk.clinic, view.referral.id
    noted = [chasing.note_attempt(clinic, number, tried)]
    said = words.called_word(tried.answer).lower()
    again = words.near_day(noted[0].next_call)
    turn = either_way(
        lambda: chasing.take_attempt_back(clinic, noted[-1]),
        lambda: noted.append(chasing.note_attempt(clinic, number, tried)),
    )
    desk.remember(
        tr(
            "Noted: {who}, {said}. Next call {day}.", who=view.referral.titled, said=said, day=again
        ),
        turn,
    )


def give_up(desk: Desk, view: ReferralView) -> None:
    """Wait for a letter no longer."""
    clinic, number = desk.clinic, view.referral.id
    referrals.give_up_referral(clinic, number)
    turn = either_way(
        lambda: referrals.expect_again(clinic, number),
        lambda: referrals.give_up_referral(clinic, number),
    )
    desk.remember(
        tr("No longer waited for: the letter from {who}.", who=view.referral.titled), turn
    )


def set_part2(desk: Desk, patient: Patient, *, part2: bool) -> None:
    """Say whether 42 CFR Part 2 protects a record."""
    clinic, number = desk.clinic, patient.id
    part2s.set_part2(clinic, number, part2=part2)
    who = desk.name(patient)
    said = (
        tr("The record of {who} is marked as protected by 42 CFR Part 2.", who=who)
        if part2
        else tr("The record of {who} is no longer marked as protected by 42 CFR Part 2.", who=who)
    )
    turn = either_way(
        lambda: part2s.set_part2(clinic, number, part2=not part2),
        lambda: part2s.set_part2(clinic, number, part2=part2),
    )
    desk.remember(said, turn)
