"""Documents: every paper that was made, found again, looked at, opened, written out."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.packets import OUT, PaperState
from app.domain.paper_query import PaperQuery
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, PassesKeysOn, TextField
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.notices import Reasons
from app.ui.common.progress import Progress
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.documents.rows import document_row
from app.ui.packets.paged_preview import PagedPreview
from app.use_cases import archive
from app.use_cases.archive import MOST, ExportedRecord, Verified
from app.use_cases.packets import Opened, open_packet
from app.use_cases.papers import PaperView
from app.use_cases.part2 import protected, warnings
from app.words.tongue import later, tr, tr_many

AskFile = Callable[[QWidget, str], str]
SOON = 150
"""Milliseconds after a row is current until its pages are shown, so that arrows stay quick."""
NARROW = 760
"""Pixels at 100 % text below which the pages are not shown beside the list."""
STATES: Mapping[str, frozenset[PaperState]] = {
    later("Signed or not"): frozenset(),
    later("Signed"): frozenset({PaperState.COMPLETE}),
    later("Not back yet"): OUT,
    later("Revoked"): frozenset({PaperState.REVOKED}),
    later("Declined"): frozenset({PaperState.REFUSED}),
    later("Voided"): frozenset({PaperState.VOIDED}),
}
DAYS: Mapping[str, int] = {
    later("Any day"): 0,
    later("Last 7 days"): 7,
    later("Last 30 days"): 30,
    later("Last 365 days"): 365,
}


def ask_record(window: QWidget, name: str) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getSaveFileName(window, tr("Write the record"), name, "PDF (*.pdf)")[0]


class DocumentsPage(QWidget):
    """What is looked for above, the papers that answer, and the pages of the current one."""

    _went_on = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.choose_file: AskFile = ask_record
        self._found: dict[object, PaperView] = {}
        self._asked = self._shown = 0
        self.search = TextField(
            later("Patient: name, phone, chart or birth"), tr("Patient"), "search"
        )
        self.form = Choice(later("Form"))
        self.state = Choice(later("Signed"))
        self.days = Choice(later("Date"))
        self.language = Choice(later("Language"))
        self.count = wrapped("", Style.SMALL, Tone.MUTED)
        self.list = PickList(tr("Documents"))
        self.empty = wrapped(tr("No document answers. Ask for less above."), tone=Tone.MUTED)
        self.paged = PagedPreview()
        self.paged.preview.setMinimumSize(120, 80)  # in large text the asking goes first
        self.warning = Reasons("waiting")
        self.reasons = Reasons()
        self.open = Button(tr("&Open"), Variant.PRIMARY, "paper", "Enter")
        self.export = Button(tr("Write the &record …"), icon="save")
        self.verify = Button(tr("Check the archive"), icon="ready")
        self.bar = Progress(tr("Files checked"))
        self.stop = Button(tr("Stop"), icon="cancel")
        self._stop = Event()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._fill_choices()
        self._arrange()
        self._connect()

    def _fill_choices(self) -> None:
        clinic = self._desk.clinic
        self.form.addItem(tr("Every form"), "")
        for name, title in archive.forms_named(clinic):
            self.form.addItem(title, name)
        for said, states in STATES.items():
            self.state.addItem(tr(said), states)
        for said, days in DAYS.items():
            self.days.addItem(tr(said), days)
        self.language.addItem(tr("Any language"), "")
        for code in archive.languages(clinic):
            self.language.addItem(words.language_word(code), code)

    def _arrange(self) -> None:
        asks = bare(QHBoxLayout(), 8)
        for part, share in (
            (self.search, 3),
            (self.form, 2),
            (self.state, 2),
            (self.days, 2),
            (self.language, 2),
        ):
            asks.addWidget(part, share)
        listed = Card((4, 4, 4, 4))
        listed.body.addWidget(self.list)
        listed.body.addWidget(self.empty)
        self._pages = Card((12, 8, 12, 12))
        self._pages.body.addWidget(self.paged)
        both = bare(QHBoxLayout(), 16)
        both.addWidget(listed, 3)
        both.addWidget(self._pages, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(8)
        whole.addWidget(Text(tr("Documents"), Style.TITLE))
        whole.addLayout(asks)
        for part in (self.count, self.warning, self.reasons):
            whole.addWidget(part)
        whole.addLayout(both, 1)
        whole.addWidget(self.bar)
        whole.addWidget(Flow(self.open, self.export, self.verify, self.stop, gap=4))
        for part in (self.bar, self.stop):
            part.hide()

    def _connect(self) -> None:
        PassesKeysOn(self.search, self.list)
        self.search.textEdited.connect(self._find)
        self.search.returnPressed.connect(self._open)
        for choice in (self.form, self.state, self.days, self.language):
            choice.activated.connect(self._find)
        self.list.moved.connect(self._move)
        self.list.taken.connect(self._open)
        self.open.clicked.connect(self._open)
        self.export.clicked.connect(self._export)
        self.verify.clicked.connect(self._verify)
        self.stop.clicked.connect(self._stop.set)
        self._went_on.connect(self.bar.show_done)
        self._later.timeout.connect(self._preview)
        self._desk.changes.happened.connect(self._again)
        self._desk.private_changed.connect(self._again)

    @property
    def paper(self) -> PaperView | None:
        """The paper that is current."""
        return self._found.get(self.list.current())

    @property
    def query(self) -> PaperQuery:
        """What is asked."""
        days = int(self.days.currentData())
        first = self._desk.clinic.today() - timedelta(days=days) if days else None
        return PaperQuery(
            text=self.search.text(),
            form=str(self.form.currentData()),
            states=frozenset(self.state.currentData()),
            language=str(self.language.currentData()),
            first=first,
        )

    def _again(self) -> None:
        if self.isVisible():
            self._find()

    def _find(self) -> None:
        """Look for what is asked, off the window's thread; an older answer is not shown."""
        self._asked += 1
        look = partial(archive.search_papers, self._desk.clinic, self.query)
        done = partial(self._take, self._asked)
        self._desk.background.run(look, done, self._fail)

    def _take(self, asked: int, found: tuple[PaperView, ...]) -> None:
        if asked != self._asked:
            return
        self._found = {view.paper.code: view for view in found}
        clinic, name = self._desk.clinic, self._desk.name
        rows = [document_row(view, clinic.zone, name(view.patient)) for view in found]
        self.list.show_rows(rows, self.list.current())
        count = words.plural(len(found), "document")
        more = len(found) == MOST
        self.count.setText(tr("{documents} or more", documents=count) if more else count)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._move(None)

    def _fail(self, error: Exception) -> None:
        self.reasons.show_error(error, tr("Not found."))

    def _move(self, _value: object) -> None:
        view = self.paper
        for button in (self.open, self.export):
            button.setEnabled(view is not None)
        if self.isVisible():
            self._desk.choose_patient(view.patient.id if view else None)
        self._later.start()

    def _preview(self) -> None:
        """The pages of the current paper, as they were printed."""
        view = self.paper
        self._shown += 1
        if view is None or not self._pages.isVisible():
            self.paged.preview.show_pdf(b"")
            return
        done = partial(self._show_pages, self._shown, view)
        look = partial(open_packet, self._desk.clinic, view.paper.packet)
        self._desk.background.run(look, done, self._not_shown)

    def _show_pages(self, shown: int, view: PaperView, opened: Opened) -> None:
        if shown == self._shown:
            self.reasons.clear()
            self.paged.preview.show_pdf(opened.pdf)
            self.paged.preview.show_page(view.paper.first_page - 1)

    def _not_shown(self, error: Exception) -> None:
        self.paged.preview.show_pdf(b"")
        self.reasons.show_error(error, tr("The pages cannot be shown."))

    def _open(self) -> None:
        view = self.paper
        if view is None:
            return
        if view.signers:
            self._desk.paper_wanted.emit(view.paper.code)
        else:
            self._desk.archived_wanted.emit(view.paper.packet)

    def _export(self) -> None:
        """Write the record of the current paper's patient where somebody chooses."""
        view = self.paper
        if view is None:
            return
        self.warning.show_reasons(warnings(protected([view.patient])))
        chosen = self.choose_file(self, f"record-{self._desk.clinic.today().isoformat()}.pdf")
        if chosen:
            work = partial(archive.export_record, self._desk.clinic, view.patient.id, Path(chosen))
            self._desk.say(tr("The record is being written …"), look="waiting")
            self._desk.long_work.run(work, self._exported, self._not_exported)

    def _exported(self, done: ExportedRecord) -> None:
        self.reasons.clear()
        parts, pages = words.plural(done.parts, "part"), words.plural(done.pages, "page")
        self._desk.say(tr("Record written: {parts}, {pages}.", parts=parts, pages=pages))

    def _not_exported(self, error: Exception) -> None:
        self.reasons.show_error(error, tr("Not written."))

    def _verify(self) -> None:
        """Hash every kept file again, beside other work: years of papers take minutes."""
        self._stop.clear()
        self.bar.show_done(0, 1)
        self._show_checking(checking=True)
        stop, leaving = self._stop, self._desk.leaving
        watched = archive.Watched(
            went_on=self._went_on.emit, stopped=lambda: stop.is_set() or leaving.is_set()
        )
        work = partial(archive.verify_archive, self._desk.clinic, watched)
        self._desk.long_work.run(work, self._verified, self._not_verified)

    def _show_checking(self, *, checking: bool) -> None:
        """How far it is and the way to stop it, in place of the way to begin."""
        mine = self.verify.hasFocus() or self.stop.hasFocus()
        for part in (self.bar, self.stop):
            part.setVisible(checking)
        self.verify.setVisible(not checking)
        if mine:
            (self.stop if checking else self.verify).setFocus()

    def _verified(self, found: Verified) -> None:
        self._show_checking(checking=False)
        self.reasons.show_reasons(found.faults)
        if not found.whole:
            said = tr_many(
                found.files,
                "Stopped after {count} file; the others were not checked.",
                "Stopped after {count} files; the others were not checked.",
            )
            self._desk.say(said, look="waiting")
        elif not found.faults:
            said = tr_many(
                found.files,
                "{count} file is kept, each as it was.",
                "{count} files are kept, each as it was.",
            )
            self._desk.say(said)

    def _not_verified(self, error: Exception) -> None:
        self._show_checking(checking=False)
        if not isinstance(error, EXPECTED):
            raise error
        self.reasons.show_error(error, tr("Not checked."))

    def begin(self) -> None:
        """Put the keyboard on the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def let_go(self) -> None:
        """Close the document, when the window goes."""
        self.paged.preview.let_go()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._pages.setVisible(self.width() >= scaled(NARROW))
        super().resizeEvent(event)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._find()
