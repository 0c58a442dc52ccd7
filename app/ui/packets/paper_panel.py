"""One paper: checked in box by box, and everything else that becomes of it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.clinic import new_token
from app.domain.codes import grouped
from app.domain.packet_rules import PacketWish
from app.domain.packets import Box, Paper, PaperState
from app.domain.refusal import Reason
from app.domain.signatures import Signature, deciding, may_sign
from app.domain.time import wall
from app.ui.acts import remember
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, DayField, TextField, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.surfaces import Hairline, bare, column, empty
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.gate.form_place import FormPlace
from app.ui.gate.item_form import ItemForm
from app.ui.packets.paper_forms import (
    DeclineForm,
    PaperScanForm,
    RevokeForm,
    VoidForm,
    said_of,
    typed_at,
)
from app.ui.packets.paper_life import life_lines, signed_lines
from app.ui.packets.signer_fields import SignerFields
from app.ui.patients.patient_rows import identity
from app.use_cases import paper_steps
from app.use_cases.paper_steps import RECEIPTS
from app.use_cases.papers import PaperView, find_paper, return_paper
from app.use_cases.revoking import may_be_revoked
from app.words.tongue import later, tr, tr_many, tr_of

FILLED: Mapping[str, str] = {
    "signature": later("Page {page}: signature of the {who}"),
    "date": later("Page {page}: date by the {who}"),
    "time": later("Page {page}: time by the {who}"),
}
"""What is written into a box that has a place on a page, by its kind."""


def box_words(box: Box) -> str:
    """A box as it is looked for on the paper."""
    if box.kind == "initials":
        place = box.id.replace("-", " ")
        return tr("Page {page}: initials at “{place}”", page=box.page, place=place)
    who = words.signer_word(box.who)
    if not box.is_placed:  # somewhere on a PDF of the clinic's own
        return tr("Signature of the {who}", who=who)
    return tr(FILLED[box.kind], page=box.page, who=who)


PRINTED = later("Printed: {paper}.")
HANDED_OVER = later("Handed over: {paper}.")
REVOCATION = "revocation"
"""The shipped form on which consents are taken back."""


class PaperPanel(Panel):
    """One paper that went out or came back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Check a paper in"))
        self._desk = desk
        self.view: PaperView | None = None
        self.code = TextField(later("Code at the foot of the page"), "K7Q2-9FXA", "search")
        self.form = wrapped("", Style.HEADING)
        self.whose = wrapped("", Style.STRONG)
        self.identity = wrapped("", Style.SMALL, Tone.MUTED)
        self.boxes: dict[str, Tick] = {}
        self.others: dict[str, SignerFields] = {}
        self._places, self._life = QVBoxLayout(), QVBoxLayout()
        self._signers = QVBoxLayout()
        self.all = Button(tr("&All are filled"), Variant.QUIET, "tick")
        self.signer = Choice(later("Who signed"))
        self.day = DayField(later("Day on the paper"), desk.clinic.today())
        self.time = TextField(later("Time on the paper"), "14:30")
        self.reasons = Reasons()
        self.place = FormPlace(desk)
        self.keep = Button(tr_of("paper", "Check in"), Variant.PRIMARY, "inbox", "Enter")
        self.printed = Button(tr("Came o&ut of the printer"), Variant.QUIET, "print")
        self.handed = Button(tr("Handed ove&r"), Variant.QUIET, "right")
        self.decline = Button(tr("Wou&ld not sign"), Variant.QUIET, "blocked")
        self.scan = Button(tr("A&ttach a scan"), Variant.QUIET, "plus")
        self.scans = Button(tr("See the scans"), Variant.QUIET, "search")
        self.pages = Button(tr("&See the pages"), Variant.QUIET, "paper")
        self.revoke = Button(tr("Revo&ke"), Variant.QUIET, "undo")
        self.revoking = Button(tr("Pape&r for revoking"), Variant.QUIET, "packet")
        self.void = Button(tr("V&oid"), Variant.QUIET, "cancel")
        self._arrange()
        self._connect()
        self._offer()

    def _arrange(self) -> None:
        self.body.addWidget(labelled(tr("&Code at the foot of the page"), self.code))
        self.signing = column(
            Text(tr("Look at every box and tick it when it is filled"), Style.LABEL, Tone.MUTED),
            self._box_place(),
            Hairline(),
            labelled(tr("&Who signed"), self.signer),
            self._when(),
            self._inside(self._signers, 8),
        )
        self.more = Flow(
            self.printed,
            self.handed,
            self.decline,
            self.scan,
            self.scans,
            self.pages,
            self.revoke,
            self.revoking,
            self.void,
            gap=4,
        )
        self.found = column(
            self.form,
            self.whose,
            self.identity,
            self._inside(self._life, 2),
            Hairline(),
            self.signing,
        )
        for part in (self.found, self.place, self.more):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.keep)

    def _inside(self, layout: QVBoxLayout, gap: int) -> QWidget:
        whole = QWidget()
        whole.setLayout(bare(layout, gap))
        return whole

    def _when(self) -> QWidget:
        whole = QWidget()
        line = bare(QHBoxLayout(whole), 12)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(labelled(tr("&Day on the paper"), self.day), 3, top)
        line.addWidget(labelled(tr("Ti&me"), self.time), 2, top)
        return whole

    def _box_place(self) -> QWidget:
        whole = QWidget()
        bare(self._places, 0)
        inside = bare(QVBoxLayout(whole), 4)
        inside.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(self._places)
        return whole

    def _connect(self) -> None:
        self.code.returnPressed.connect(self._find)
        self.all.clicked.connect(self._tick_all)
        self.keep.clicked.connect(self._check_in)
        self.time.returnPressed.connect(self._check_in)
        self.day.line.returnPressed.connect(self.time.setFocus)
        self.printed.clicked.connect(self._mark_printed)
        self.handed.clicked.connect(self._mark_handed)
        for button, form in (
            (self.decline, DeclineForm),
            (self.scan, PaperScanForm),
            (self.revoke, RevokeForm),
            (self.void, VoidForm),
        ):
            button.clicked.connect(lambda _=False, form=form: self._show_form(form))
        self.scans.clicked.connect(self._see_scans)
        self.pages.clicked.connect(self._see_pages)
        self.revoking.clicked.connect(self._wish_revocation)
        self.place.done.connect(self._close_form)
        self._desk.changes.happened.connect(self._refresh)

    def _wish_revocation(self) -> None:
        """The form on which the patient takes consents back, to be printed."""
        if self.view is not None:
            self._desk.papers_wanted.emit(self.view.paper.visit, PacketWish(papers=(REVOCATION,)))

    def show_code(self, code: str) -> None:
        """A paper by its code; without one the code is asked for."""
        self.view = None
        self.place.clear()
        self.reasons.clear()
        self.code.setText(grouped(code) if code else "")
        self._offer()
        if code:
            self._find()

    def _find(self) -> None:
        try:
            self.view = find_paper(self._desk.clinic, self.code.text())
        except EXPECTED as error:
            self.view = None
            self.reasons.show_error(error)
        else:
            self.reasons.clear()
            self._fill(self.view)
        self._offer()
        self.begin()

    def _fill(self, view: PaperView) -> None:
        self._tell_life(view)
        empty(self._places)
        self.boxes = {box.id: Tick(box_words(box)) for box in view.boxes}
        came_back = view.paper.state is PaperState.RETURNED
        for name, tick in self.boxes.items():
            tick.setChecked(came_back and name not in view.paper.empty)
            self._places.addWidget(tick)
        now = wall(self._desk.clinic.now(), self._desk.clinic.zone)
        self.day.set_day(now.date())
        self.time.setText(words.clock(now))
        self._ask_signers(view)

    def _ask_signers(self, view: PaperView) -> None:
        """Who can have signed, and when everybody else did who has a place on the paper."""
        places = view.paper.places
        main = may_sign(deciding(places), minor=view.minor)
        self.signer.clear()
        for who in main[:1] if len(main) > 1 and view.minor else main:
            self.signer.addItem(words.signer_word(who).capitalize(), who)
        empty(self._signers)
        kept = {each.who: each for each in view.paper.signatures}
        others = [*(main[1:] if view.minor else ()), *places]
        self.others = {
            who: SignerFields(self._desk, who, kept.get(who))
            for who in others
            if who != deciding(places)
        }
        for fields in self.others.values():
            self._signers.addWidget(fields)
            fields.time.returnPressed.connect(self._check_in)

    def _tell_life(self, view: PaperView) -> None:
        """What the paper is, whose, who signed it, and what became of it until now."""
        self.form.setText(
            tr("{title}, version {version}", title=view.title, version=view.paper.version)
        )
        self.whose.setText(view.patient.listed)
        self.identity.setText(identity(view.patient))
        empty(self._life)
        zone = self._desk.clinic.zone
        for line in (*signed_lines(view, zone), *life_lines(view, zone)):
            self._life.addWidget(wrapped(line, Style.SMALL, Tone.MUTED))

    def _refresh(self) -> None:
        """What was done with the paper is seen at once; what is ticked here stays."""
        if self.view is None or not self.isVisible():
            return
        self.view = find_paper(self._desk.clinic, self.view.paper.code)
        self._tell_life(self.view)
        if self.place.form is None:
            self._offer()

    def _offer(self) -> None:
        view = self.view
        self.found.setVisible(view is not None)
        signable = view is not None and view.awaits_signature
        self.signing.setVisible(signable)
        self.keep.setVisible(view is None or signable)
        self.keep.setEnabled(signable)
        checks_in = view is None or signable
        self.title.setText(tr("Check a paper in") if checks_in else tr("Paper"))
        state = view.paper.state if view is not None else None
        out = state in {PaperState.ISSUED, PaperState.PRINTED}
        self.printed.setVisible(state is PaperState.ISSUED)
        self.handed.setVisible(out)
        receipt = view is not None and view.paper.form in RECEIPTS
        self.decline.setVisible(signable and receipt)
        self.scan.setVisible(view is not None and bool(view.signers))
        self.scans.setVisible(view is not None and bool(view.scans))
        self.pages.setVisible(view is not None)
        signed = view is not None and may_be_revoked(self._desk.clinic, view.paper)
        for button in (self.revoke, self.revoking):
            button.setVisible(signed)
        self.void.setVisible(view is not None and (view.paper.is_out or view.paper.is_signed))
        if view is not None and not view.signers:
            self.reasons.show_reasons([Reason("paper-not-signable", {"form": view.title})])

    def _show_form(self, make: Callable[[Desk, PaperView], ItemForm]) -> None:
        if self.view is not None:
            self.reasons.clear()
            for part in (self.signing, self.more, self.keep):
                part.hide()
            self.place.show_form(make(self._desk, self.view))

    def _close_form(self) -> None:
        self.more.show()
        self._offer()
        self.begin()

    def _see_scans(self) -> None:
        if self.view is not None:
            self._desk.paper_scans_wanted.emit(self.view)

    def _see_pages(self) -> None:
        if self.view is not None:
            self._desk.archived_wanted.emit(self.view.paper.packet)

    def _mark_printed(self) -> None:
        self._mark(paper_steps.mark_printed, PRINTED)

    def _mark_handed(self) -> None:
        self._mark(paper_steps.mark_handed_over, HANDED_OVER)

    def _mark(self, act: Callable[..., Paper], said: str) -> None:
        view, token = self.view, new_token()
        if view is None:
            return
        try:
            act(self._desk.clinic, view.paper.code, token=token)
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            remember(self._desk, tr(said, paper=said_of(self._desk, view)), token)

    def _tick_all(self) -> None:
        for tick in self.boxes.values():
            tick.setChecked(True)
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def _signed_at(self) -> datetime:
        return typed_at(self.day, self.time, self._desk)

    def _others(self) -> list[Signature]:
        return [fields.signature(self.day, self.time) for fields in self.others.values()]

    def _check_in(self) -> None:
        view = self.view
        if view is None:
            return
        missing = tuple(name for name, tick in self.boxes.items() if not tick.isChecked())
        signer, token = str(self.signer.currentData()), new_token()
        try:
            return_paper(
                self._desk.clinic,
                view.paper.code,
                self._signed_at(),
                signer,
                missing,
                others=self._others(),
                token=token,
            )
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not checked in."))
        else:
            self._tell(view, len(missing), token)

    def _tell(self, view: PaperView, missing: int, token: str) -> None:
        name = said_of(self._desk, view)
        if missing:
            said = tr_many(
                missing,
                "{paper}: back, but {count} box is empty.",
                "{paper}: back, but {count} boxes are empty.",
                paper=name,
            )
            remember(self._desk, said, token)
        else:
            remember(self._desk, tr("{paper}: complete and on file.", paper=name), token)
        self.closed.emit()

    def begin(self) -> None:
        """Put the keyboard on the code, or above the boxes of the paper that was found."""
        awaited = self.view is not None and self.view.awaits_signature
        first = self.all if awaited else self.pages if self.view else self.code
        first.setFocus(Qt.FocusReason.OtherFocusReason)
