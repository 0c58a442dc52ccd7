"""Which packets ask for a form that is not among the program's own rules."""

from app.domain.forms import Form, FormState
from app.domain.packet_rules import PacketRule
from app.ui.common.buttons import Button
from app.ui.common.fields import Choice, labelled
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases.paper_policy import ask_for_form, ask_no_more, may_edit_papers, packet_rules
from app.use_cases.visit_types import offered_types
from app.words.tongue import later, tongue, tr

NONE, EVERY, SEVERAL = "", "every visit", "several"
LATER = later("Once it is approved, packets can ask for it.")


class AskedCard(Card):
    """One choice: no packet, every one, or those of one kind of visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form: Form | None = None
        self.choice = Choice(later("Packets that ask for it"))
        self.note = wrapped(tr(LATER), Style.SMALL, Tone.MUTED)
        self.reasons = Reasons()
        self.keep = Button(tr("Keep"), icon="save")
        self.body.setSpacing(8)
        for part in (
            Text(tr("Which packets ask for it"), Style.HEADING),
            self.note,
            labelled(tr("Packets"), self.choice),
            self.reasons,
            row(self.keep, filler()),
        ):
            self.body.addWidget(part)
        self.keep.clicked.connect(self._keep)

    def show_form(self, form: Form) -> None:
        """What asks for a form now."""
        self._form = form
        self.reasons.clear()
        approved = form.state is FormState.APPROVED
        may = may_edit_papers(self._desk.clinic)
        self.note.setVisible(not approved)
        self.choice.setEnabled(approved and may)
        self.keep.setEnabled(approved and may)
        self._fill([each for each in packet_rules(self._desk.clinic) if each.form == form.id])

    def _fill(self, rules: list[PacketRule]) -> None:
        self.choice.clear()
        self.choice.addItem(tr("None; it is printed when somebody names it"), NONE)
        self.choice.addItem(tr("Those of every visit"), EVERY)
        for kind in offered_types(self._desk.clinic):
            self.choice.addItem(tr("Those of: {type}", type=kind.title), kind.slug)
        now = _asked(rules)
        if now == SEVERAL:
            self.choice.addItem(tr("As the clinic's packet rules say"), SEVERAL)
        self.choice.setCurrentIndex(max(self.choice.findData(now), 0))

    def _keep(self) -> None:
        form, wanted = self._form, str(self.choice.currentData() or "")
        if form is None or wanted == SEVERAL:
            return
        try:
            if wanted == NONE:
                ask_no_more(self._desk.clinic, form.id)
            else:
                types = () if wanted == EVERY else (wanted,)
                ask_for_form(self._desk.clinic, PacketRule(form=form.id, types=types))
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not kept."))
        else:
            self.reasons.clear()
            self._desk.say(tr("Kept: which packets ask for {form}.", form=form.short(tongue())))


def _asked(rules: list[PacketRule]) -> str:
    """The choice that says the same as the rules of a form."""
    if not rules:
        return NONE
    (first, *others) = rules
    plain = not others and first == PacketRule(form=first.form, types=first.types)
    if not plain or len(first.types) > 1:
        return SEVERAL
    return first.types[0] if first.types else EVERY
