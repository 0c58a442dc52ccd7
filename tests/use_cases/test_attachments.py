"""Scans of letters: kept as they came, looked at by whoever may, and nothing broken."""

from functools import partial
from hashlib import sha256
from pathlib import Path

from app.clinic import Clinic
from app.domain.attachments import Attachment
from app.domain.patients import Patient
from app.use_cases import attachments, referrals
from tests.scans.making import pdf, picture
from tests.small import NOW, Small
from tests.use_cases.asking import refusal
from tests.use_cases.test_referrals import CAME


def filed(clinic: Clinic, patient: Patient) -> int:
    return referrals.receive_referral(clinic, patient.id, CAME).id


def test_a_scan_is_kept_as_it_came(clinic: Clinic, bruno: Patient) -> None:
    content, referral = pdf(2), filed(clinic, bruno)

    kept = attachments.attach_letter(clinic, referral, content)

    assert kept == Attachment(
        id=kept.id,
        patient=bruno.id,
        subject=referral,
        sha256=sha256(content).hexdigest(),
        kind="pdf",
        pages=2,
        size=len(content),
        added_at=NOW,
        added_by="desk",
    )
    assert attachments.attachments_of(clinic, referral) == (kept,)
    with clinic.database.reading() as unit:
        assert unit.archive.get(kept.sha256) == content


def test_a_scan_survives_closing_and_opening_the_clinic(
    small: Small, clinic: Clinic, bruno: Patient
) -> None:
    kept = attachments.attach_letter(clinic, filed(clinic, bruno), picture("PNG"))
    clinic.close()

    again = small.open()

    assert len(attachments.see_attachment(again, kept.id)) == 1
    again.close()


def test_looking_at_a_scan_is_audited(clinic: Clinic, bruno: Patient) -> None:
    kept = attachments.attach_letter(clinic, filed(clinic, bruno), pdf(3))

    pages = attachments.see_attachment(clinic, kept.id)

    assert [page.bands for page in pages] == [1, 1, 1]
    with clinic.database.reading() as unit:
        (entry,) = unit.audit.last(1)
    assert (entry.act, entry.patient) == ("see-attachment", bruno.id)


def test_a_broken_or_a_second_scan_is_refused_and_leaves_nothing(
    clinic: Clinic, bruno: Patient
) -> None:
    referral = filed(clinic, bruno)
    kept = attachments.attach_letter(clinic, referral, pdf(1))

    assert refusal(partial(attachments.attach_letter, clinic, referral, b"MZ")) == ["letter-kind"]
    assert refusal(partial(attachments.attach_letter, clinic, referral, pdf(1))) == [
        "attachment-twice"
    ]
    assert refusal(partial(attachments.attach_letter, clinic, 99, pdf(1))) == ["referral-unknown"]
    assert refusal(partial(attachments.see_attachment, clinic, 99)) == ["attachment-unknown"]
    assert attachments.attachments_of(clinic, referral) == (kept,)


def test_a_file_that_is_larger_than_a_letter_is_not_read_whole(
    clinic: Clinic, bruno: Patient, tmp_path: Path
) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + bytes(30_000_000))

    content = attachments.read_scan(large)

    assert len(content) == 25_000_001
    act = partial(attachments.attach_letter, clinic, filed(clinic, bruno), content)
    assert refusal(act) == ["foreign-too-large"]


def test_only_a_clinician_says_that_part_2_protects_a_scan(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    kept = attachments.attach_letter(clinic, filed(clinic, bruno), pdf(1))

    desk = partial(attachments.set_attachment_part2, clinic, kept.id, part2=True)
    assert refusal(desk) == ["not-permitted"]
    assert attachments.set_attachment_part2(doctor, kept.id, part2=True).part2
    assert [each.part2 for each in attachments.attachments_of(clinic, kept.subject)] == [True]
