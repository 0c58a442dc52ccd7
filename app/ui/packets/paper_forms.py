"""What else becomes of a paper: voided, declined, a consent taken back, a scan kept with it."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.clinic import new_token
from app.domain.paper_steps import Told, VoidCause
from app.domain.refusal import refuse
from app.domain.time import instant, wall
from app.domain.typed_days import read_time
from app.ui.acts import remember
from app.ui.common.fields import Choice, DayField, TextField, Tick
from app.ui.common.surfaces import bare, empty
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.ui.gate.scan_field import ScannedForm
from app.ui.packets.paper_life import TOLD
from app.use_cases.attachments import attach_paper
from app.use_cases.paper_steps import record_refusal, void_paper
from app.use_cases.papers import SIGNERS, PaperView, papers_of
from app.use_cases.revoking import Hit, Taken, may_be_revoked, preview_revocation, revoke
from app.words.tongue import later, tr


def said_of(desk: Desk, view: PaperView) -> str:
    """A paper in a few words: what it is and whose."""
    return f"{view.title}, {desk.name(view.patient)}"


def typed_at(day: DayField, time: TextField, desk: Desk) -> datetime:
    """The instant that a day and a time say."""
    on = day.day()
    if on is None:
        raise refuse("day-unreadable", text="")
    return instant(datetime.combine(on, read_time(time.text())), desk.clinic.zone)


class VoidForm(ItemForm):
    """Why a paper counts no more: from the list, and in words."""

    def __init__(self, desk: Desk, view: PaperView) -> None:
        about = Matter(view.patient.id, f"void {view.paper.code}")
        super().__init__(desk, tr("Void: {title}", title=view.title), tr("Void"), self._keep, about)
        self.view = view
        self.cause = Choice(later("Reason from the list"))
        for cause in VoidCause:
            if cause is not VoidCause.NEWER_PACKET:
                self.cause.addItem(words.void_word(cause.value), cause)
        self.why = TextField(later("Reason in words"), tr("kept with the paper"))
        self.add(tr("&Reason"), self.cause)
        self.add(tr("In &words"), self.why)
        self.setFocusProxy(self.cause)

    def _keep(self) -> None:
        """Void it, say so, and remember how that is taken back."""
        token, cause = new_token(), VoidCause(self.cause.currentData())
        void_paper(self.desk.clinic, self.view.paper.code, cause, self.why.text(), token=token)
        remember(self.desk, tr("Voided: {paper}.", paper=said_of(self.desk, self.view)), token)


class DeclineForm(ItemForm):
    """The patient would not sign a receipt; that stops nothing."""

    def __init__(self, desk: Desk, view: PaperView) -> None:
        about = Matter(view.patient.id, f"decline {view.paper.code}")
        super().__init__(desk, tr("The patient would not sign"), tr("Record it"), self._keep, about)
        self.view = view
        self.why = TextField(
            later("What the patient said"), tr("only when there is something to say")
        )
        self.place(wrapped(tr("Care goes on all the same."), Style.SMALL, Tone.MUTED), self.why)
        self.add(tr("What the patient &said"), self.why)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Record it, say so, and remember how that is taken back."""
        token = new_token()
        record_refusal(self.desk.clinic, self.view.paper.code, self.why.text(), token=token)
        paper = said_of(self.desk, self.view)
        remember(self.desk, tr("Not signed, and recorded: {paper}.", paper=paper), token)


class PaperScanForm(ScannedForm):
    """The scan of a paper that came back."""

    def __init__(self, desk: Desk, view: PaperView) -> None:
        about = Matter(view.patient.id, f"scan {view.paper.code}")
        super().__init__(
            desk, tr("Scan of: {title}", title=view.title), tr("Attach"), self._keep, about
        )
        self.view = view
        self.add(tr("&File of the scan"), self.scan)
        self.setFocusProxy(self.scan)

    def _keep(self) -> None:
        """Keep the scan with the paper."""
        if self.found is None:
            raise refuse("scan-unnamed")
        kept = attach_paper(self.desk.clinic, self.view.paper.code, self.found)
        pages = words.plural(kept.pages, "page")
        paper = said_of(self.desk, self.view)
        self.desk.say(tr("Scan attached ({pages}): {paper}.", pages=pages, paper=paper))


class RevokeForm(ItemForm):
    """Which consents are taken back, when, how and by whom; and which visits miss them then."""

    def __init__(self, desk: Desk, view: PaperView) -> None:
        about = Matter(view.patient.id, f"revoke {view.paper.code}")
        super().__init__(desk, tr("Consent is taken back"), tr("Revoke"), self._keep, about)
        self.view = view
        mine = papers_of(desk.clinic, view.patient.id)
        signed = [each for each in mine if self._counts(each)]
        self.which = {each.paper.code: Tick(_signed_when(each)) for each in signed}
        for tick in self.which.values():
            tick.be_cut()
        self.hits = bare(QVBoxLayout(), 2)
        self.how = Choice(later("How it was said"))
        for told, said in TOLD.items():
            self.how.addItem(tr(said), told)
        self.by = Choice(later("By whom"))
        for who in SIGNERS:
            self.by.addItem(words.signer_word(who).capitalize(), who)
        self.day = DayField(later("Day it was said"), desk.clinic.today())
        self.time = TextField(later("Time it was said"), "14:30")
        self.note = TextField(later("What was said"), tr("only when there is something to say"))
        self._lay_out()

    def _lay_out(self) -> None:
        now = wall(self.desk.clinic.now(), self.desk.clinic.zone)
        self.day.set_day(now.date())
        self.time.setText(words.clock(now))
        for code, tick in self.which.items():
            tick.key = code  # its words hold a day, which each language writes in its own way
            tick.setChecked(code == self.view.paper.code)
            tick.toggled.connect(self._preview)
            self.place(tick)
        told = QWidget()
        told.setLayout(self.hits)
        self.fields.addWidget(told)
        self.add(tr("Ho&w"), self.how)
        self.add(tr("&By whom"), self.by)
        self.add(tr("&Day"), self.day)
        self.add(tr("Ti&me"), self.time)
        self.add(tr("What was &said"), self.note)
        self.setFocusProxy(next(iter(self.which.values()), self.how))
        self._preview()

    def _counts(self, view: PaperView) -> bool:
        """Whether it is a signed consent that can still count; that of one visit is named here."""
        asked = view.paper.code == self.view.paper.code
        lasting = asked or not view.paper.per_visit
        return lasting and may_be_revoked(self.desk.clinic, view.paper)

    @property
    def codes(self) -> tuple[str, ...]:
        """The papers that are ticked."""
        return tuple(code for code, tick in self.which.items() if tick.isChecked())

    def _preview(self) -> None:
        """Which visits to come would miss a consent."""
        empty(self.hits)
        try:
            hits = preview_revocation(self.desk.clinic, self.codes) if self.codes else ()
        except EXPECTED as error:
            self.reasons.show_error(error)
            return
        self.reasons.clear()
        lines = [self._hit(hit) for hit in hits] or [tr("No visit to come counts on it.")]
        for line in lines:
            self.hits.addWidget(wrapped(line, Style.SMALL, Tone.MUTED))

    def _hit(self, hit: Hit) -> str:
        start = words.day_time(wall(hit.view.visit.start, self.desk.clinic.zone))
        missed = ", ".join(words.item_named(item) for item in hit.items)
        short = hit.view.type.short
        return tr("{visit}, {when}, then misses: {items}.", visit=short, when=start, items=missed)

    def _keep(self) -> None:
        """Revoke, say so, and remember how a mistake is taken back."""
        token = new_token()
        taken = Taken(
            codes=self.codes,
            at=typed_at(self.day, self.time, self.desk),
            told=Told(self.how.currentData()),
            by=str(self.by.currentData()),
            note=self.note.text(),
        )
        revoke(self.desk.clinic, taken, token=token)
        count = words.plural(len(taken.codes), "consent")
        who = self.desk.name(self.view.patient)
        remember(self.desk, tr("Revoked: {consents} of {who}.", consents=count, who=who), token)


def _signed_when(view: PaperView) -> str:
    signed = view.paper.signed_on
    if signed is None:
        return view.title
    return tr("{title}, signed {day}", title=view.title, day=words.short_day(signed))
