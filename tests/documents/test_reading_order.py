"""What is copied out of a paper, or read out by a program, comes in the order it is read."""

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import library
from app.documents import make_packet
from app.documents.values import PaperSheet
from app.domain.forms import Form, Heading, Paragraph, plain, shown
from tests.documents.reading_back import page_texts
from tests.documents.samples import packet

FORMS = library.forms()
TEXTS = [(name, language) for name, form in FORMS.items() for language in form.texts]
CONDITIONS = frozenset({"iv", "kap"})


def sheet(form: Form, language: str) -> PaperSheet:
    return PaperSheet(
        code="K7QF9M2X",
        form=replace(form, state="approved"),  # the letters of DRAFT lie across the text
        blocks=library.form_text(form, language),
        language=language,
        values={field: f"value of {field}" for field in form.fields},
        conditions=CONDITIONS,
    )


def by_pdfium(pdf: bytes, _folder: Path) -> str:
    return " ".join(page_texts(pdf))


def by_poppler(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", told.stdout.decode())


def beginnings(form: Form, language: str) -> Iterator[str]:
    """How each heading and paragraph begins, in order."""
    for block in shown(library.form_text(form, language), CONDITIONS):
        if isinstance(block, Heading | Paragraph):
            said = re.sub(r"\{([a-z._]+)\}", r"value of \1", plain(block.text))
            yield " ".join(re.sub(r"\s+", " ", said).split()[:4])


@pytest.mark.parametrize("read", [by_pdfium, by_poppler])
@pytest.mark.parametrize(("name", "language"), TEXTS)
def test_a_paper_is_read_from_its_beginning_to_its_end(
    name: str, language: str, read: Callable[[bytes, Path], str], tmp_path: Path
) -> None:
    said = read(make_packet(packet(sheet(FORMS[name], language))).pdf, tmp_path)

    at = 0
    for beginning in beginnings(FORMS[name], language):
        found = said.find(beginning, at)
        assert found >= 0, beginning
        at = found
