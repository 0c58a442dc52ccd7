"""Referrals, the calls about them and their scans, there and back."""

from dataclasses import replace
from datetime import date

from app.domain.attachments import Attachment
from app.domain.records import Referral, ReferralState, Statement
from app.domain.referrals import Attempt
from app.storage.archive import incoming, place
from app.storage.database import Database, open_database
from app.storage.folder import FolderDatabase
from tests.storage.samples import MONDAY, booked

DAY = date(2026, 11, 20)


def whole(patient: int) -> Referral:
    return Referral(
        patient=patient,
        state=ReferralState.EXPECTED,
        referrer="Dr. Wu",
        credential="MD",
        npi="1234567893",
        practice="Wu Practice",
        phone="+13035550142",
        fax="+13035550143",
        statement=Statement.CLEARANCE,
        condition="depression",
        route="iv",
        letter_on=DAY,
        asked_on=DAY,
        expected_by=DAY,
        received_on=DAY,
        received_how="fax",
        visits=6,
        valid_until=DAY,
        judged_by="Dr. Ito, MD",
        judged_on=DAY,
        reason="Not signed",
        corrected="Six, not three",
    )


def test_a_referral_comes_back_whole(database: Database) -> None:
    with database.writing() as unit:
        kept = unit.records.add_referral(whole(booked(unit).patient))
        came = unit.records.add_referral(replace(kept, id=0, state=ReferralState.RECEIVED))

    with database.reading() as unit:
        assert unit.letters.referral(kept.id) == kept
        assert unit.letters.referral(99) is None
        assert unit.letters.expected() == (kept,)
        assert unit.letters.latest(1) == (came,)
        assert unit.letters.latest(9) == (came, kept)


def test_attempts_come_back_by_their_referral(database: Database) -> None:
    with database.writing() as unit:
        patient = booked(unit).patient
        number = unit.records.add_referral(whole(patient)).id
        wanted = Attempt(
            referral=number,
            patient=patient,
            at=MONDAY,
            by="desk",
            answer="message",
            note="Back on Monday",
            next_call=DAY,
        )
        first, second = unit.letters.add_attempt(wanted), unit.letters.add_attempt(wanted)
        unit.letters.remove_attempt(first.id)

    with database.reading() as unit:
        assert unit.letters.attempts([number, 99]) == {number: (second,)}


def test_only_the_flag_of_an_attachment_can_change(database: Database) -> None:
    with database.writing() as unit:
        patient = booked(unit).patient
        kept = unit.letters.add_attachment(
            Attachment(
                patient=patient,
                subject=7,
                sha256=unit.archive.put(b"a scan"),
                kind="pdf",
                pages=2,
                size=6,
                added_at=MONDAY,
                added_by="desk",
            )
        )
        unit.letters.set_part2(replace(kept, part2=True, pages=9))

    with database.reading() as unit:
        assert unit.letters.attachment(kept.id) == replace(kept, part2=True)
        assert unit.letters.attachments(patient) == (replace(kept, part2=True),)
        assert unit.archive.get(kept.sha256) == b"a scan"


def test_a_scan_left_waiting_is_put_away_when_the_clinic_is_opened_again(
    in_folder: FolderDatabase,
) -> None:
    with in_folder.writing() as unit:
        digest = unit.archive.put(b"a scan")
        unit.letters.add_attachment(
            Attachment(
                patient=booked(unit).patient,
                subject=7,
                sha256=digest,
                kind="pdf",
                pages=1,
                size=6,
                added_at=MONDAY,
                added_by="desk",
            )
        )
    folder = in_folder.folder
    place(folder, digest).rename(incoming(folder, digest))  # as if stopped right after the commit

    again = open_database(folder)

    with again.reading() as unit:
        assert unit.archive.get(digest) == b"a scan"
    assert place(folder, digest).is_file()
    again.close()
