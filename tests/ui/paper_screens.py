"""The screens about papers, for the tests that look at every screen."""

from collections.abc import Callable, Mapping
from datetime import date

from pytestqt.qtbot import QtBot

from app.domain.forms import Form, FormState
from app.domain.own_pdfs import LEFT_OUT, OwnFile
from app.domain.worklists import Worklist
from app.ui.main_window import MainWindow
from app.use_cases.papers import PaperView, all_papers


def signed_consent(window: MainWindow) -> PaperView:
    found = all_papers(window.desk.clinic)
    return next(v for v in found if v.paper.is_signed and v.paper.form == "ketamine-consent")


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.background.is_idle, timeout=20_000)


def show_consents(window: MainWindow, qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(window.pages.index(window.consents))
    window.consents.show_list(Worklist.TO_PRINT)
    settled(window, qtbot)


def show_papers_out(window: MainWindow, qtbot: QtBot) -> None:
    show_consents(window, qtbot)
    window.consents.show_list(Worklist.NOT_RETURNED)


def show_documents(window: MainWindow, qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(window.pages.index(window.documents))
    settled(window, qtbot)
    paged = window.documents.paged  # in large text on a small window there is no room for it
    qtbot.waitUntil(lambda: paged.preview.count > 0 or not paged.isVisible(), timeout=20_000)


def show_check_in(window: MainWindow, qtbot: QtBot) -> None:
    show_consents(window, qtbot)
    found = all_papers(window.desk.clinic)
    window.open_paper(next(view.paper.code for view in found if view.awaits_signature))


def show_paper(window: MainWindow, qtbot: QtBot) -> None:
    show_consents(window, qtbot)
    window.open_paper(signed_consent(window).paper.code)


def show_void(window: MainWindow, qtbot: QtBot) -> None:
    show_paper(window, qtbot)
    window.paper.void.click()


def show_revoke(window: MainWindow, qtbot: QtBot) -> None:
    show_paper(window, qtbot)
    window.paper.revoke.click()


OWN = Form(
    id="financial-policy",
    kind="agreement",
    version=2,
    effective=date(2026, 11, 1),
    state=FormState.APPROVED,
    titles={"en": "Financial policy", "es": "Política financiera"},
    shorts={"en": "Financial policy", "es": "Política financiera"},
    texts={},
    hashes={},
    signers=("patient", "guarantor"),
    files={
        language: OwnFile(came="", printed="", pages=12, size=1, share=94, left_out=LEFT_OUT)
        for language in ("en", "es")
    },
)
"""A form that is a PDF."""


def show_own_pdf(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.close_panel()
    window.show_page(window.pages.index(window.forms))
    window.forms.show_pdf()


def show_newer_pdf(window: MainWindow, qtbot: QtBot) -> None:
    show_own_pdf(window, qtbot)
    window.forms.own.show_form(OWN)


PAPER_SCREENS: Mapping[str, Callable[[MainWindow, QtBot], None]] = {
    "consents": show_consents,
    "papers out": show_papers_out,
    "documents": show_documents,
    "check a paper in": show_check_in,
    "a paper": show_paper,
    "void a paper": show_void,
    "revoke a consent": show_revoke,
    "a PDF of your own": show_own_pdf,
    "a newer PDF": show_newer_pdf,
}
