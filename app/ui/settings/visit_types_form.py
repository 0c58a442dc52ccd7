"""The form of a kind of visit: names, route, the picture, phases, needs, and days between doses."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.refusal import Reason
from app.domain.scheduling import Kind, Phase, Resource, Route
from app.domain.spacing import Spacing
from app.domain.type_rules import met_by_nobody
from app.ui.common.fields import Choice, TextField, Tick, labelled
from app.ui.common.notices import Reasons
from app.ui.common.number_field import NumberField
from app.ui.common.palette import LIGHT
from app.ui.common.surfaces import bare, column, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.settings.need_rows import NeedRow, NeedRows
from app.ui.settings.phase_picture import PhasePicture
from app.ui.settings.phase_rows import PhaseRow, PhaseRows
from app.ui.settings.visit_types_draft import DraftNeed, TypeDraft
from app.ui.settings.visit_types_rows import COLOURS, ROUTES
from app.words.tongue import later, tr

MOST_DAYS = 365
MOST_DOSES = 99


class TypeForm(QWidget):
    """The fields; whatever stands in them can be taken out and put back."""

    changed = Signal()
    went = Signal(QWidget)
    """Where the keyboard has gone by itself, to be brought into sight."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: TypeDraft | None = None
        self._resources: Sequence[Resource] = ()
        self.title = TextField(later("Title"), tr("Ketamine infusion (IV)"))
        self.short = TextField(later("Short name"), tr("as the title"))
        self.route = Choice(later("Route of the medicine"))
        self.colour = Choice(later("Colour on the schedule"))
        self.video = Tick(later("The visit is &by video"))
        self.group = wrapped("", Style.SMALL, Tone.MUTED)
        self.lasts = Text("", Style.SMALL, Tone.MUTED)
        self.picture = PhasePicture()
        self.drawn = column(self.picture, self.lasts, spacing=4)
        self.phases = PhaseRows()
        self.needs = NeedRows()
        self.gap = NumberField(later("Days from one dose to the next, at least"), most=MOST_DAYS)
        self.most = NumberField(later("Doses in 7 days, at most"), most=MOST_DOSES)
        self.rule = wrapped("", Style.SMALL, Tone.MUTED)
        self.warnings = Reasons("waiting")
        self._warned: tuple[Reason, ...] = ()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for route, said in ROUTES.items():
            self.route.addItem(tr(said), str(route))
        for colour in LIGHT.kinds:
            self.colour.addItem(tr(COLOURS[colour]), colour)
        self.warnings.setAccessibleName(tr("What would keep it from being booked"))
        apart = labelled(tr("Da&ys apart, at least"), self.gap)
        gaps = row(apart, labelled(tr("In 7 days, at most"), self.most), filler(), spacing=12)
        self.spacing = column(Text(tr("Days between doses"), Style.HEADING), gaps, self.rule)
        whole = bare(QVBoxLayout(self), 12)
        for part in (
            row(
                labelled(tr("&Title"), self.title),
                labelled(tr("Short na&me"), self.short),
                spacing=12,
            ),
            row(
                labelled(tr("&Route"), self.route), labelled(tr("Colo&ur"), self.colour), spacing=12
            ),
            self.video,
            self.group,
            column(Text(tr("Phases"), Style.HEADING), self.phases),
            column(Text(tr("Who and what is needed"), Style.HEADING), self.needs),
            self.spacing,
        ):
            whole.addWidget(part)

    def _connect(self) -> None:
        for line in (self.title, self.short, self.gap, self.most):
            line.textEdited.connect(self._read)
        for choice in (self.route, self.colour):
            choice.activated.connect(self._read)
        self.video.clicked.connect(self._read)
        self.phases.edited.connect(self._edit_phase)
        self.phases.moved.connect(self._move_phase)
        self.phases.removed.connect(self._remove_phase)
        self.phases.add.clicked.connect(self._add_phase)
        self.needs.edited.connect(self._edit_need)
        self.needs.removed.connect(self._remove_need)
        self.needs.add.clicked.connect(self._add_need)

    @property
    def draft(self) -> TypeDraft | None:
        """What stands in the fields; None before anything is shown."""
        return self._draft

    def know(self, resources: Sequence[Resource]) -> None:
        """Whom and what the clinic has: their skills are offered, their seats are counted."""
        self._resources = resources
        skills = {(each.kind, skill) for each in resources for skill in each.skills}
        self.needs.know({kind: sorted(s for k, s in skills if k is kind) for kind in Kind})
        self._show()

    def fill(self, draft: TypeDraft) -> None:
        """Write into the fields what is kept, or was typed before."""
        self._draft = draft
        self.title.setText(draft.title)
        self.short.setText(draft.short)
        self.route.setCurrentIndex(list(ROUTES).index(draft.route))
        self.colour.setCurrentIndex(max(0, self.colour.findData(draft.colour)))
        self.video.setChecked(draft.by_video)
        self.gap.show_number(draft.spacing.gap_days)
        self.most.show_number(draft.spacing.most)
        self._fill_rows()
        self._show()

    def _fill_rows(self) -> None:
        if self._draft is not None:
            self.phases.fill(self._draft.phases)
            self.needs.fill(self._draft.needs, self._phase_names)
            self._order_tabs()

    @property
    def _phase_names(self) -> list[str]:
        return [phase.name for phase in self._draft.phases] if self._draft else []

    def _order_tabs(self) -> None:
        """Tab goes as people read, also through rows that came later."""
        head = (self.title, self.short, self.route, self.colour, self.video)
        every = (*head, *self.phases.controls, *self.needs.controls, self.gap, self.most)
        for before, after in pairwise(every):
            QWidget.setTabOrder(before, after)

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        self.title.setFocus()
        self.title.selectAll()
        self.went.emit(self.title.parentWidget())

    def _show(self) -> None:
        """Everything that follows from the fields."""
        draft = self._draft
        if draft is None:
            return
        kind = draft.kind
        warned = tuple(met_by_nobody(kind, self._resources))
        self.picture.show_kind(kind, [str(reason.facts["role"]) for reason in warned])
        self._warn(warned)
        self.lasts.setText(
            tr(
                "{count} minutes with the patient, {all} in all.",
                count=kind.patient_minutes,
                all=kind.minutes,
            )
        )
        self.spacing.setVisible(kind.is_dosing)
        self.rule.setText(spacing_said(draft.spacing))
        self.group.setText(self._seats_said(draft.needs))
        self.group.setVisible(bool(self.group.text()))

    def _warn(self, warned: tuple[Reason, ...]) -> None:
        """Say of every need that nobody and nothing meets it, once."""
        if warned == self._warned:
            return
        self._warned = warned
        if warned:
            self.warnings.show_reasons(warned)
        else:
            self.warnings.clear()

    def _go(self, to: QWidget) -> None:
        """Put the keyboard on something that may be out of sight."""
        to.setFocus()
        row = to.parentWidget()
        self.went.emit(row if isinstance(row, PhaseRow | NeedRow) else to)

    def _seats_said(self, needs: Sequence[DraftNeed]) -> str:
        """How many seats a group session has; nothing for other visits."""
        seat = next((need for need in needs if need.kind is Kind.SEAT), None)
        if seat is None:
            return ""
        seats = (r for r in self._resources if r.kind is Kind.SEAT and seat.skill in r.skills)
        count = words.plural(sum(len(each.lanes) for each in seats), "seat")
        return tr(
            "A group session: the clinic has {seats} for it, kept with rooms and people.",
            seats=count,
        )

    def _read(self) -> None:
        """What stands in the fields above and below the tables."""
        self._change(
            lambda draft: replace(
                draft,
                title=self.title.text(),
                short=self.short.text(),
                route=Route(str(self.route.currentData())),
                colour=str(self.colour.currentData()),
                by_video=self.video.isChecked(),
                spacing=replace(draft.spacing, gap_days=self.gap.value, most=self.most.value),
            )
        )

    def _change(self, how: Callable[[TypeDraft], TypeDraft]) -> None:
        if self._draft is not None:
            self._draft = how(self._draft)
            self._show()
            self.changed.emit()

    def _edit_phase(self, place: int, phase: Phase) -> None:
        self._change(lambda draft: draft.with_phase(place, phase))
        self.needs.show_phases(self._phase_names)

    def _move_phase(self, place: int, by: int) -> None:
        self._change(lambda draft: draft.moved_phase(place, by))
        self._fill_rows()
        row = self.phases.rows[place + by]
        button = row.up if by < 0 else row.down
        self._go(button if button.isEnabled() else row.name)

    def _remove_phase(self, place: int) -> None:
        self._change(lambda draft: draft.without_phase(place))
        self._fill_rows()
        left = len(self._phase_names)
        self._go(self.phases.rows[min(place, left - 1)].name if left else self.phases.add)

    def _add_phase(self) -> None:
        before = self._draft.phases if self._draft else ()
        self._change(TypeDraft.one_more_phase)
        self._fill_rows()
        self._go(self.phases.rows[sum(phase.patient for phase in before)].name)

    def _edit_need(self, place: int, need: DraftNeed) -> None:
        self._change(lambda draft: draft.with_need(place, need))
        if self._draft is not None:
            self.needs.rows[place].show_span(self._draft.needs[place])

    def _remove_need(self, place: int) -> None:
        self._change(lambda draft: draft.without_need(place))
        self._fill_rows()
        left = len(self._draft.needs) if self._draft else 0
        self._go(self.needs.rows[min(place, left - 1)].role if left else self.needs.add)

    def _add_need(self) -> None:
        self._change(TypeDraft.one_more_need)
        self._fill_rows()
        if self._draft is not None:
            self._go(self.needs.rows[len(self._draft.needs) - 1].role)


def spacing_said(spacing: Spacing) -> str:
    """The days between doses by one route, in a sentence."""
    if not spacing.gap_days and not spacing.most:
        return tr("No rule: as many doses as the diary allows.")
    parts: list[str] = []
    if spacing.gap_days == 1:
        parts.append(tr("On consecutive days at the closest."))
    elif spacing.gap_days:
        parts.append(tr("At least {count} days from one dose to the next.", count=spacing.gap_days))
    if spacing.most:
        parts.append(
            tr("At most {count} in {days} days.", count=spacing.most, days=spacing.in_days)
        )
    return " ".join(parts)
