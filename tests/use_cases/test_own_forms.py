"""A form that the clinic has as a PDF: taken in, approved, printed, signed, kept and verified."""

from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.binder import Standing
from app.domain.codes import payload, read
from app.domain.forms import Form
from app.domain.gate import State
from app.domain.packet_rules import PacketRule, PacketWish, Use
from app.domain.packets import Packet
from app.domain.patients import Patient
from app.domain.refusal import Trouble
from app.printing import joined
from app.use_cases.archive import export_record, verify_archive
from app.use_cases.form_folders import take_forms, write_form
from app.use_cases.form_previews import preview_form
from app.use_cases.forms import approve_all, approve_form, compare, see_form, text_of, withdraw_form
from app.use_cases.own_forms import PdfWish, form_id, keep_pdf, look_at_pdf, take_pdf
from app.use_cases.packets import (
    draft_packet,
    issue_packet,
    open_packet,
    packet_to_print,
    save_packet,
)
from app.use_cases.paper_policy import ask_for_form, ask_no_more, packet_rules
from app.use_cases.papers import find_paper, return_paper
from app.use_cases.patients import edit_patient
from app.use_cases.reprints import reprint_pages
from app.use_cases.scheduling import see_visit
from app.use_cases.views import VisitView
from tests import own_forms
from tests.documents.reading_back import codes, page_texts, pictures
from tests.small import NOW, Small
from tests.use_cases.asking import book, refusal

POLICY = "financial-policy"
TITLES = {"en": "Financial policy", "es": "Política financiera"}
WISH = PdfWish(form=POLICY, titles=TITLES, signers=("patient",))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The lawyer's policy, two pages."""
    return put(tmp_path / "policy.pdf", own_forms.policy(2))


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def approved(doctor: Clinic, file: Path) -> Form:
    """The policy in force, and asked for on every infusion."""
    take_pdf(doctor, file, WISH)
    kept = approve_form(doctor, POLICY)
    ask_for_form(doctor, PacketRule(form=POLICY, types=("iv-dosing",)))
    return kept


@pytest.fixture
def visit(clinic: Clinic, ana: Patient, approved: Form) -> VisitView:
    """Ana's infusion tomorrow, for which the policy is asked."""
    return book(clinic, ana)


def issued(clinic: Clinic, visit: VisitView) -> Packet:
    return issue_packet(clinic, draft_packet(clinic, visit.visit.id))


def code_in(packet: Packet) -> str:
    return next(paper.code for paper in packet.papers if paper.form == POLICY)


def consent(clinic: Clinic, visit: VisitView) -> State:
    items = see_visit(clinic, visit.visit.id).items
    return next(item.state for item in items if item.item == f"consent:{POLICY}")


def test_a_pdf_comes_in_as_a_draft_that_the_medical_director_approves(
    doctor: Clinic, file: Path
) -> None:
    taken = take_pdf(doctor, file, WISH)

    form, kept = taken.form, taken.form.files["en"]
    assert (form.id, form.version, form.is_draft, taken.faults) == (POLICY, 1, True, ())
    assert (form.kind, form.signers, form.printed_in) == ("agreement", ("patient",), ("en",))
    assert kept.came == sha256(file.read_bytes()).hexdigest() == form.hashes["en"]
    assert (kept.pages, kept.share, kept.left_out) == (2, 94, ())
    approve_form(doctor, POLICY)
    assert see_form(doctor, POLICY).standing is Standing.IN_FORCE


def test_the_same_file_is_not_taken_twice_and_another_is_the_next_version(
    doctor: Clinic, file: Path, approved: Form
) -> None:
    again = take_pdf(doctor, file, PdfWish(form=POLICY))
    new = take_pdf(doctor, put(file, own_forms.policy(1)), PdfWish(form=POLICY, changed="Fees"))

    assert (again.is_new, again.form.version, again.form.state) == (False, 1, approved.state)
    assert (new.is_new, new.form.version, new.form.is_draft) == (True, 2, True)
    assert (new.form.titles, new.form.signers, new.form.changed) == (TITLES, ("patient",), "Fees")
    assert see_form(doctor, POLICY, 1).form == approved


def test_a_second_language_comes_beside_the_first(doctor: Clinic, file: Path) -> None:
    take_pdf(doctor, file, WISH)
    both = take_pdf(doctor, file, replace(WISH, language="es")).form

    assert (both.version, both.printed_in) == (1, ("en", "es"))


def test_a_pdf_may_take_the_place_of_a_form_of_ours(doctor: Clinic, file: Path) -> None:
    before = see_form(doctor, "financial-agreement").form

    taken = take_pdf(doctor, file, PdfWish(form=before.id)).form

    assert (taken.version, taken.texts, taken.fields) == (2, {}, ())
    assert (taken.titles, taken.signers, taken.kind) == (
        before.titles,
        before.signers,
        before.kind,
    )
    assert approve_all(doctor) == (see_form(doctor, before.id).form,)


WRONG = (
    (replace(WISH, form="Ours/../x"), ["own-pdf-id"]),
    (replace(WISH, language="vi"), ["own-pdf-language-unknown", "own-pdf-title"]),
    (replace(WISH, kind="poem"), ["own-pdf-kind-unknown"]),
    (replace(WISH, signers=("dog",)), ["own-pdf-signer-unknown"]),
    (replace(WISH, titles={}), ["own-pdf-title"]),
    (replace(WISH, titles={"en": "Policy"}, language="es"), ["own-pdf-title"]),
    (replace(WISH, titles={"en": "x" * 201}), ["own-pdf-title-long"]),
)


def test_what_is_said_wrongly_of_a_pdf_is_refused(doctor: Clinic, file: Path) -> None:
    looked = look_at_pdf(file)

    said = [refusal(partial(keep_pdf, doctor, looked, wish)) for wish, _ in WRONG]

    assert said == [codes for _, codes in WRONG]


def test_the_desk_takes_none_in(clinic: Clinic, file: Path) -> None:
    assert refusal(partial(take_pdf, clinic, file, WISH)) == ["not-permitted"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (own_forms.locked(), "own-pdf-locked"),
        (own_forms.policy(size=(1_000, 1_700), edge=10), "own-pdf-small"),
    ],
)
def test_a_pdf_that_cannot_be_printed_leaves_everything_as_it_was(
    doctor: Clinic, tmp_path: Path, content: bytes, code: str
) -> None:
    act = partial(take_pdf, doctor, put(tmp_path / "bad.pdf", content), WISH)

    assert refusal(act) == [code]
    assert refusal(partial(see_form, doctor, POLICY)) == ["form-unknown"]


def test_a_draft_is_looked_at_with_draft_across_it_and_never_printed(
    doctor: Clinic, clinic: Clinic, ana: Patient, file: Path
) -> None:
    form = take_pdf(doctor, file, WISH).form

    shown = page_texts(preview_form(doctor, form, "en"))
    wish = PacketWish(papers=(POLICY,))
    view = book(clinic, ana)

    assert ["DRAFT" in page for page in shown] == [True, True]
    assert refusal(partial(draft_packet, clinic, view.visit.id, wish)) == ["packet-form-none"]


def test_it_is_printed_in_its_place_with_codes_that_lead_back(
    clinic: Clinic, visit: VisitView
) -> None:
    draft = draft_packet(clinic, visit.visit.id)
    packet = issue_packet(clinic, draft)

    line = next(line for line in draft.lines if line.form == POLICY)
    first = line.first_page - 1
    texts, shown = page_texts(draft.pdf), list(pictures(draft.pdf))
    assert (line.is_own_pdf, line.pages) == (True, 2)
    for number in (1, 2):
        text = texts[first + number - 1]
        assert "Financial policy of the practice" in text
        assert "Ana María Romero Gil" in text
        assert "Version 1, in effect from 23 Nov 2026" in text
        assert f"Page {number} of 2" in text
        assert set(codes(shown[first + number - 1]).values()) == {payload(line.code, number)}
    assert find_paper(clinic, read(payload(line.code, 2))[0]).paper.form == POLICY
    assert packet.papers[-1].first_page <= packet.pages


def test_exactly_what_is_shown_is_kept_printed_saved_and_printed_again(
    clinic: Clinic, visit: VisitView, tmp_path: Path
) -> None:
    draft = draft_packet(clinic, visit.visit.id)
    packet = issue_packet(clinic, draft)
    save_packet(clinic, packet.id, tmp_path / "packet.pdf")

    again = draft_packet(clinic, visit.visit.id)
    pages = reprint_pages(clinic, packet.id, [(2, 3)], both_sides=False)
    bytes_of = {
        draft.pdf,
        packet_to_print(clinic, packet.id),
        (tmp_path / "packet.pdf").read_bytes(),
        open_packet(clinic, packet.id).pdf,
        again.pdf,
        pages.pdf,
    }

    assert len(bytes_of) == 1
    assert packet.sha256 == sha256(draft.pdf).hexdigest()
    assert again.issued == packet
    assert verify_archive(clinic).faults == ()


def test_a_signature_on_it_counts_at_the_gate(clinic: Clinic, visit: VisitView) -> None:
    before = consent(clinic, visit)
    code = code_in(issued(clinic, visit))
    out = consent(clinic, visit)
    found = find_paper(clinic, code)

    return_paper(clinic, code, NOW, empty=["sign-patient"])
    short = consent(clinic, visit)
    return_paper(clinic, code, NOW)

    assert (before, out, short, consent(clinic, visit)) == (
        State.MISSING,
        State.WAITING,
        State.WAITING,
        State.MET,
    )
    assert (found.signers, found.paper.places) == (("patient",), ("patient",))
    assert POLICY not in [line.form for line in draft_packet(clinic, visit.visit.id).lines]


def test_a_new_version_that_says_more_is_signed_again(
    doctor: Clinic, clinic: Clinic, visit: VisitView, file: Path
) -> None:
    return_paper(clinic, code_in(issued(clinic, visit)), NOW)
    signed = consent(clinic, visit)
    take_pdf(doctor, put(file, own_forms.policy(1)), PdfWish(form=POLICY))
    approve_form(doctor, POLICY, effective=see_visit(clinic, visit.visit.id).day)

    assert (signed, consent(clinic, visit)) == (State.MET, State.EXPIRED)


def test_what_changed_is_told_by_the_words_on_its_pages(
    doctor: Clinic, tmp_path: Path, approved: Form
) -> None:
    told = own_forms.policy(2, more="Cards are taken.")
    take_pdf(doctor, put(tmp_path / "new.pdf", told), PdfWish(form=POLICY))

    found = compare(doctor, POLICY, None, None, "en")

    said = " ".join(each.text for edit in found.edits for each in edit.stretches)
    assert "Cards are taken." in said
    assert "Financial policy of the practice" in text_of(doctor, approved, "en")


def test_a_language_and_a_size_that_are_not_there_are_told_on_the_cover(
    clinic: Clinic, ana: Patient, visit: VisitView
) -> None:
    edit_patient(clinic, replace(ana, language="es", large_print=True))

    draft = draft_packet(clinic, visit.visit.id)

    cover = " ".join(page_texts(draft.pdf)[: draft.made.papers[0].pages])
    line = next(line for line in draft.lines if line.form == POLICY)
    assert line.language == "en"
    assert "is not there in Spanish" in cover
    assert "is not there in large print" in cover


def test_a_folder_holds_it_as_it_came_and_gives_it_again(
    doctor: Clinic, approved: Form, file: Path, tmp_path: Path
) -> None:
    folder = write_form(doctor, POLICY, None, tmp_path / "out")
    (same,) = take_forms(doctor, folder)
    put(folder / "en.pdf", own_forms.policy(3))
    (new,) = take_forms(doctor, tmp_path / "out")

    assert sorted(path.name for path in folder.iterdir()) == ["en.pdf", "form.toml"]
    assert (same.is_new, same.form.id) == (False, POLICY)
    assert (new.is_new, new.form.version, new.form.files["en"].pages) == (True, 2, 3)
    assert new.faults == ()


def test_a_form_is_a_text_or_a_pdf(doctor: Clinic, approved: Form, tmp_path: Path) -> None:
    folder = write_form(doctor, POLICY, None, tmp_path)
    (folder / "es.md").write_text("Hola.\n", encoding="utf-8")

    with pytest.raises(Trouble) as trouble:
        take_forms(doctor, folder)

    assert "the one or the other" in words.say(trouble.value.reason)


def test_a_file_of_a_form_that_is_gone_is_named(small_in_folder: Small, file: Path) -> None:
    doctor, folder = small_in_folder.open("hale"), Path(str(small_in_folder.place))
    kept = take_pdf(doctor, file, WISH).form
    files = kept.files["en"]
    next(folder.glob(f"archive/*/{files.came}.*")).write_bytes(b"other")
    next(folder.glob(f"archive/*/{files.printed}.*")).unlink()

    found = verify_archive(doctor).faults

    assert [(each.code, each.facts["file"]) for each in found] == [
        ("form-file-changed", files.came),
        ("form-file-gone", files.printed),
    ]
    with pytest.raises(Trouble) as trouble:
        preview_form(doctor, kept, "en")
    assert trouble.value.reason.code == "archive-missing"
    doctor.close()


def test_a_stop_right_after_the_commit_loses_no_file(small_in_folder: Small, file: Path) -> None:
    doctor, folder = small_in_folder.open("hale"), Path(str(small_in_folder.place))
    kept = take_pdf(doctor, file, WISH).form.kept_files
    doctor.close()
    incoming = folder / "archive" / "incoming"
    placed = [path for digest in kept for path in folder.glob(f"archive/*/{digest}.*")]
    for path in placed:  # as if stopped right after the commit
        path.rename(incoming / path.name)

    again = small_in_folder.open("hale")
    faults = verify_archive(again).faults
    again.close()

    assert faults == ()
    assert [path.is_file() for path in placed] == [True, True]


def test_a_withdrawn_one_prints_no_more(doctor: Clinic, clinic: Clinic, visit: VisitView) -> None:
    withdraw_form(doctor, POLICY, why="The lawyer wrote another.")

    assert POLICY not in [line.form for line in draft_packet(clinic, visit.visit.id).lines]


def test_several_packets_are_joined_and_a_record_is_written_with_it(
    clinic: Clinic, visit: VisitView, ana: Patient, tmp_path: Path
) -> None:
    pdf = packet_to_print(clinic, issued(clinic, visit).id)

    both = page_texts(joined([pdf, pdf]))
    export_record(clinic, ana.id, tmp_path / "record.pdf")

    assert sum("Hollis & Wren" in text for text in both) == 4
    record = page_texts((tmp_path / "record.pdf").read_bytes())
    assert sum("Hollis & Wren" in text for text in record) == 2


def test_rules_ask_for_it_and_ask_no_more(doctor: Clinic, approved: Form) -> None:
    ask_for_form(doctor, PacketRule(form=POLICY, use=Use.ONCE))
    once = [rule for rule in packet_rules(doctor) if rule.form == POLICY]
    ask_no_more(doctor, POLICY)

    assert once == [PacketRule(form=POLICY, use=Use.ONCE)]
    assert POLICY not in [rule.form for rule in packet_rules(doctor)]
    assert refusal(partial(ask_for_form, doctor, PacketRule(form="no-such"))) == ["form-unknown"]
    unknown = PacketRule(form=POLICY, types=("rocket",))
    assert refusal(partial(ask_for_form, doctor, unknown)) == ["packet-rule-unknown"]


def test_what_was_done_is_in_the_audit(doctor: Clinic, approved: Form) -> None:
    with doctor.database.reading() as unit:
        acts = [entry.act for entry in unit.audit.last(3)]
    assert acts == [Act.EDIT_PAPERS, Act.APPROVE_FORM, Act.EDIT_FORM]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Financial policy", "financial-policy"),
        ("  Fees & No-shows (2026) ", "fees-no-shows-2026"),
        ("Política", "pol-tica"),
    ],
)
def test_a_short_name_is_made_of_a_title(title: str, name: str) -> None:
    assert form_id(title) == name
