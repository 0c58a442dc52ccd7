"""Every paper is PDF/A-2a and PDF/UA-1: by all checkers there are, and by our own rules."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pdf_oxide
import pdfua
import pikepdf
import pytest

from app import library
from app.documents import (
    make_course_plan,
    make_day_sheet,
    make_grid,
    make_key_card,
    make_packet,
    make_request_letter,
    make_routing_slips,
    make_separator,
    make_week,
)
from app.documents.letter_values import RequestLetter
from app.documents.values import KeyCard, PacketSheet, PaperSheet
from app.domain.form_lists import FIELDS
from tests.documents.archive_rules import broken_rules, elements
from tests.documents.batch_samples import separator, slip, slips
from tests.documents.samples import TEXT, cover, day_sheet, form, packet, paper
from tests.documents.schedule_samples import day_grid, plan, week

FORMS = library.forms()
CONDITIONS = frozenset({"iv", "kap", "representative", "witness"})


def everything(language: str, *, large: bool = False, name: str = "Ana Ruiz") -> PacketSheet:
    """A packet of every shipped form in a language."""
    values = dict.fromkeys(FIELDS, "Some value") | {"patient.name": name}
    conditions = CONDITIONS | (frozenset({"large-print"}) if large else frozenset[str]())
    papers = [
        PaperSheet(
            code=f"K7QF9{number:03d}",
            form=each,
            blocks=library.form_text(each, language),
            language=language,
            values=values,
            conditions=conditions,
            why="Needs a signature.",
        )
        for number, each in enumerate(FORMS.values())
        if language in each.texts
    ]
    return packet(cover(), *papers, name=name)


def letter() -> RequestLetter:
    """A letter that asks for a referral, with the statement that goes with records."""
    sheet = packet()
    return RequestLetter(
        clinic=sheet.clinic,
        patient=sheet.patient,
        to=("Dr. Lee", "Elm Street Practice"),
        day="Tue 24 Nov 2026",
        due="",
        printed=sheet.printed,
        asked_by="Dana Whitfield",
        part2=True,
    )


def key_card() -> KeyCard:
    """A card of keys in two menus."""
    return KeyCard(
        clinic=packet().clinic.name,
        language="es",
        title="Tarjeta de teclas",
        about="Sin ratón",
        printed="24 nov 2026",
        groups={"Archivo": [("Ctrl+N", "Nueva cita")] * 8, "Ayuda": [("F1", "Ayuda")] * 5},
    )


PAPERS: dict[str, Callable[[], bytes]] = {
    "english": lambda: make_packet(everything("en")).pdf,
    "spanish": lambda: make_packet(everything("es")).pdf,
    "large": lambda: make_packet(everything("en", large=True)).pdf,
    "vietnamese": lambda: make_packet(everything("en", name="Nguyễn Thị Ánh Tuyết")).pdf,
    "long-name": lambda: make_packet(everything("en", name="W" * 3000)).pdf,
    "day-sheet": lambda: make_day_sheet(day_sheet(40)),
    "key-card": lambda: make_key_card(key_card()),
    "plan": lambda: make_course_plan(plan()),
    "letter": lambda: make_request_letter(letter()),
    "columns": lambda: make_grid(day_grid(20)),
    "week": lambda: make_week(week(40)),
    "separator": lambda: make_separator(separator()),
    "slips": lambda: make_routing_slips(slips(slip(), slip(2), slip(3))),
}
VISIT = (
    "0{hour}:00 to {end}:10, Ruiz {number}, Ana, 0{hour}:00 IV infusion, Room 2, Rosa Ortiz, "
    "arrival from 0{hour}:00, set-up from 0{hour}:20, infusion from 0{hour}:30, "
    "recovery from {after}:10, turnover from {after}:55, Missing"
)


@pytest.fixture(scope="module", params=PAPERS)
def made(request: pytest.FixtureRequest) -> bytes:
    return PAPERS[request.param]()


def test_a_paper_breaks_no_rule(made: bytes) -> None:
    assert broken_rules(made) == []


def test_other_programs_find_nothing_wrong(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(made)
    oxide: Any = pdf_oxide.PdfDocument(str(path))

    assert oxide.validate_pdf_a("2a")["errors"] == []
    assert oxide.validate_pdf_ua()["errors"] == []
    assert pdfua.validate(str(path)).findings == ()


def test_poppler_sees_the_structure(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_packet(packet(paper())).pdf)

    said = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True
    )

    kinds = [line.split()[0] for line in said.stdout.splitlines() if '"' not in line]
    assert kinds[:4] == ["Document", "Sect", "P", "H1"]


def test_a_form_is_told_in_reading_order() -> None:
    told = elements(make_packet(packet(paper())).pdf)

    assert [kind for kind, _, _ in told if kind not in {"TR", "TD", "LI", "Lbl", "LBody"}] == [
        *("Document", "Sect", "P", "H1", "P", "H2"),
        *("P", "Form", "P", "Form"),
        *("L", "Table", "TH", "P", "TH", "P"),
        *("P", "Form", "P", "Form", "P", "P"),
        *("H2", "P", "Form", "Form", "Form", "Form"),
        *("P", "P", "Form", "Form", "P", "Form", "P", "Form", "Form", "P", "Form"),
    ]


def test_boxes_are_told_in_the_language_of_the_paper() -> None:
    spanish = form(titles={"en": "A", "es": "Un formulario"}, texts={"en": TEXT, "es": TEXT})
    told = elements(make_packet(packet(paper(form=spanish, language="es"))).pdf)

    assert [alt for kind, alt, _ in told if kind == "Form"][:5] == [
        "Iniciales: para llenar a mano",
        "Iniciales: para llenar a mano",
        "Yes: una casilla para marcar",
        "No: una casilla para marcar",
        "Paciente, Firma: para llenar a mano",
    ]
    assert [language for kind, _, language in told if kind == "Sect"] == ["es"]


def test_papers_in_two_languages_say_which() -> None:
    spanish = form(titles={"en": "A", "es": "Un formulario"}, texts={"en": TEXT, "es": TEXT})

    made = make_packet(packet(cover(), paper(form=spanish, language="es"), paper("AAAAAAAA")))

    assert [lang for kind, _, lang in elements(made.pdf) if kind == "Sect"] == ["en", "es", "en"]


def test_figures_are_told_in_words() -> None:
    for language in ("en", "es"):
        told = elements(make_packet(everything(language)).pdf)
        alts = [alt for kind, alt, _ in told if kind == "Figure"]
        assert alts
        assert [alt for alt in alts if len(alt.split()) < 3] == []


def test_headings_of_a_table_are_told_once_though_they_are_on_every_page() -> None:
    rows = "".join(f"| row {number} | something |\n" for number in range(90))
    text = f"## A heading\n\n| One | Two |\n|---|---|\n{rows}"

    made = make_packet(packet(paper(text=text)))

    assert made.papers[0].pages > 2
    assert [kind for kind, _, _ in elements(made.pdf)].count("TH") == 2
    assert broken_rules(made.pdf) == []


def spoilt(spoil: Callable[[pikepdf.Pdf], object]) -> list[str]:
    """The rules that a paper breaks after something was done to it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(make_packet(packet(paper())).pdf)) as file:
        spoil(file)
        file.save(out, deterministic_id=True, min_version="1.7")
    return [rule for rule in broken_rules(out.getvalue()) if not rule.startswith("A 6.1.2")]


def first(file: Any, kind: str) -> Any:  # noqa: ANN401 -- pikepdf's
    """The first element of a kind."""
    return next(
        each
        for each in file.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind
    )


SPOILT: dict[str, tuple[Callable[[Any], object], str]] = {
    "scope": (lambda file: first(file, "/TH").A.__delitem__("/Scope"), "TH does not say which"),
    "words": (lambda file: first(file, "/Form").__delitem__("/Alt"), "Form has no words"),
    "level": (lambda file: first(file, "/H2").__setitem__("/S", pikepdf.Name.H3), "H3 after H1"),
    "row": (lambda file: first(file, "/TR").K.__delitem__(0), "rows of different lengths"),
    "mark": (lambda file: file.pages[0].contents_add(b"0 0 9 9 re f"), "f outside any stretch"),
    "letter": (lambda file: file.pages[0].contents_add(b"BT /A0 9 Tf <00> Tj ET"), "no shape"),
    "script": (lambda file: file.Root.__setitem__("/AA", pikepdf.Dictionary()), "that acts"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_the_rules_can_be_broken(name: str) -> None:
    spoil, rule = SPOILT[name]

    assert any(rule in broken for broken in spoilt(spoil))


def test_a_chart_tells_each_visit_under_its_column() -> None:
    told = elements(make_grid(day_grid(2)))

    assert [(kind, alt) for kind, alt, _ in told if kind in {"H1", "H2", "P"} and alt] == [
        ("H2", "Room 0"),
        ("P", "Therapy room"),
        ("P", "12:00 to 13:00, Lunch"),
        ("P", VISIT.format(hour=8, end="10", after="09", number=0)),
        ("H2", "Room 1"),
        ("P", "Therapy room"),
        ("P", VISIT.format(hour=9, end="11", after="10", number=1)),
    ]
