"""Scans of letters: kept as they came, looked at by whoever may, and nothing broken."""

from functools import partial
from hashlib import sha256
from pathlib import Path

from app.clinic import Clinic
from app.domain.attachments import Attachment
from app.domain.patients import Patient
from app.use_cases import attachments, referrals
from app.use_cases.attachments import scan_of
from app.use_cases.referral_views import see_referral
from tests.scans.making import pdf, picture
from tests.small import NOW, Small
from tests.use_cases.asking import refusal
from tests.use_cases.test_referrals import CAME


def filed(clinic: Clinic, patient: Patient) -> int:
    return referrals.receive_referral(clinic, patient.id, CAME).id


def test_a_scan_is_kept_as_it_came(clinic: Clinic, bruno: Patient) -> None:
    scan, referral = scan_of(pdf(2)), filed(clinic, bruno)

    kept = attachments.attach_letter(clinic, referral, scan)

    assert kept == Attachment(
        id=kept.id,
        patient=bruno.id,
        subject=referral,
        sha256=sha256(scan.content).hexdigest(),
        kind="pdf",
        pages=2,
        size=len(scan.content),
        added_at=NOW,
        added_by="desk",
    )
    assert see_referral(clinic, referral).scans == (kept,)
    with clinic.database.reading() as unit:
        assert unit.archive.get(kept.sha256) == scan.content


def test_a_scan_survives_closing_and_opening_the_clinic(
    small: Small, clinic: Clinic, bruno: Patient
) -> None:
    kept = attachments.attach_letter(clinic, filed(clinic, bruno), scan_of(picture("PNG")))
    clinic.close()

    again = small.open()

    assert len(attachments.see_attachment(again, kept.id)) == 1
    again.close()


def test_looking_at_a_scan_is_audited(clinic: Clinic, bruno: Patient) -> None:
    kept = attachments.attach_letter(clinic, filed(clinic, bruno), scan_of(pdf(3)))

    pages = attachments.see_attachment(clinic, kept.id)

    assert [page.bands for page in pages] == [1, 1, 1]
    with clinic.database.reading() as unit:
        (entry,) = unit.audit.last(1)
    assert (entry.act, entry.patient) == ("see-attachment", bruno.id)


def test_a_broken_or_a_second_scan_is_refused_and_leaves_nothing(
    clinic: Clinic, bruno: Patient
) -> None:
    referral = filed(clinic, bruno)
    kept = attachments.attach_letter(clinic, referral, scan_of(pdf(1)))

    assert refusal(partial(scan_of, b"MZ")) == ["letter-kind"]
    assert refusal(partial(attachments.attach_letter, clinic, referral, scan_of(pdf(1)))) == [
        "attachment-twice"
    ]
    assert refusal(partial(attachments.attach_letter, clinic, 99, scan_of(pdf(1)))) == [
        "referral-unknown"
    ]
    assert refusal(partial(attachments.see_attachment, clinic, 99)) == ["attachment-unknown"]
    assert see_referral(clinic, referral).scans == (kept,)


def test_a_file_that_is_larger_than_a_letter_is_no_scan(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + bytes(30_000_000))

    assert refusal(partial(attachments.look_at_scan, large)) == ["foreign-too-large"]


def test_only_a_clinician_says_that_part_2_protects_a_scan(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    kept = attachments.attach_letter(clinic, filed(clinic, bruno), scan_of(pdf(1)))

    desk = partial(attachments.set_attachment_part2, clinic, kept.id, part2=True)
    assert refusal(desk) == ["not-permitted"]
    assert attachments.set_attachment_part2(doctor, kept.id, part2=True).part2
    assert see_referral(clinic, kept.subject).scans[0].part2


def test_a_letter_comes_with_its_scan(clinic: Clinic, bruno: Patient) -> None:
    scan = scan_of(pdf(1))
    first = referrals.receive_referral(clinic, bruno.id, CAME, scan=scan)

    assert see_referral(clinic, first.id).scans[0].pages == 1
