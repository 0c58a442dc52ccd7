"""On which visits an item of the gate is asked for, and what it stops on each kind of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.gate_policy import DOSING, EVERY, GateRule, Stop
from app.domain.scheduling import VisitType
from app.ui.common.fields import Choice, Tick
from app.ui.common.flow import Flow
from app.ui.common.surfaces import bare, empty
from app.ui.common.type import scaled
from app.ui.settings.gate_draft import SHORT
from app.ui.settings.visit_types_rows import ROUTES
from app.words.tongue import later, tr

MANY: Mapping[str, str] = {DOSING: later("Every visit with medicine"), EVERY: later("Every visit")}
"""Words that stand for many visits."""

AS_ABOVE = ""
"""Stands for what the item stops in general."""

STOP = 212
"""Pixels at 100 % text: how wide it is chosen what an item stops on one kind of visit."""


class KindRow(QWidget):
    """One kind of visit: whether the item is asked for on it, and what it stops there."""

    edited = Signal()

    def __init__(self, kind: VisitType, *, may_change: bool) -> None:
        super().__init__()
        self.kind = kind
        self._may_change = may_change
        self.tick = Tick(kind.title)
        self.stop = Choice(tr("What it stops on {kind}", kind=kind.title))
        self.stop.addItem(tr("As above"), AS_ABOVE)
        for stop, said in SHORT.items():
            self.stop.addItem(tr(said), str(stop))
        line = bare(QHBoxLayout(self))
        line.addWidget(self.tick, 1)
        line.addWidget(self.stop)
        self.tick.clicked.connect(self.edited)
        self.stop.activated.connect(self.edited)
        self.tick.set_read_only(read_only=not may_change)
        self.stop.setEnabled(may_change)
        self._fit()

    def fill(self, rule: GateRule) -> None:
        """Write a rule into the row; what a word for many asks for anyway cannot be taken out."""
        asked, named = rule.needed(self.kind), self.kind.slug in rule.needed_for
        anyway = replace(rule, needed_for=_without(rule, self.kind.slug)).needed(self.kind)
        self.tick.setChecked(asked)
        self.tick.setEnabled(not anyway)
        above = tr("Asked for by what is ticked above.")
        self.tick.setToolTip(above if anyway and not named else "")
        own = rule.stops_for.get(self.kind.slug)
        self.stop.setCurrentIndex(self.stop.findData(AS_ABOVE if own is None else str(own)))
        self.stop.setVisible(asked and (self._may_change or own is not None))

    @property
    def own_stop(self) -> Stop | None:
        """What it stops here; None when that is as above."""
        chosen = str(self.stop.currentData())
        return Stop(chosen) if chosen else None

    def _fit(self) -> None:
        self.stop.setFixedWidth(scaled(STOP))

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class AskedFor(QWidget):
    """The words that stand for many visits, and below them every kind of visit."""

    edited = Signal()

    def __init__(self, *, may_change: bool, words: Mapping[str, str] = MANY) -> None:
        super().__init__()
        self._may_change = may_change
        self._many = words
        self._stops_shown = True
        self._rule = GateRule(item="")
        self.words: dict[str, Tick] = {}
        self.rows: dict[str, KindRow] = {}
        self._wide = Flow(gap=8, even=True)
        self._kinds = bare(QVBoxLayout(), 4)
        whole = bare(QVBoxLayout(self), 4)
        whole.addWidget(self._wide)
        whole.addLayout(self._kinds)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything that the keyboard goes through, in order."""
        each = (part for row in self.rows.values() for part in (row.tick, row.stop))
        return (*self.words.values(), *each)

    def fill(self, rule: GateRule, types: Mapping[str, VisitType]) -> None:
        """Write a rule into the ticks; a kind that is offered no more stays as it was decided."""
        self._rule = rule
        self._name_words(rule)
        offered = {slug: kind for slug, kind in types.items() if not kind.retired}
        if {slug: row.kind for slug, row in self.rows.items()} != offered:
            self._name_kinds(offered)
        self._show(rule)

    def _name_words(self, rule: GateRule) -> None:
        named = dict(self._many)
        named |= {route.value: said for route, said in ROUTES.items() if route in rule.needed_for}
        if list(self.words) == list(named):
            return
        self._wide.clear()
        self.words = {word: Tick(said) for word, said in named.items()}
        for tick in self.words.values():
            self._wide.add(tick)
            tick.clicked.connect(self._read)
            tick.set_read_only(read_only=not self._may_change)

    def _name_kinds(self, offered: Mapping[str, VisitType]) -> None:
        empty(self._kinds)
        self.rows = {s: KindRow(k, may_change=self._may_change) for s, k in offered.items()}
        for row in self.rows.values():
            self._kinds.addWidget(row)
            row.show()  # else it is there only once Qt goes through its events
            row.edited.connect(self._read)

    def _show(self, rule: GateRule) -> None:
        for word, tick in self.words.items():
            tick.setChecked(word in rule.needed_for)
        for row in self.rows.values():
            row.fill(rule)
            if not self._stops_shown:
                row.stop.hide()

    def show_stops(self, *, shown: bool) -> None:
        """Whether it can be chosen what it stops on single kinds of visit."""
        if shown != self._stops_shown:
            self._stops_shown = shown
            self._show(self._rule)

    @property
    def rule(self) -> GateRule:
        """The rule as it was filled in, with what is ticked and chosen here."""
        return self._rule

    def _read(self) -> None:
        stops = {kind: stop for kind, stop in self._stops() if stop is not None}
        self._rule = replace(self._rule, needed_for=tuple(self._asking()), stops_for=stops)
        self._show(self._rule)
        self.edited.emit()

    def _asking(self) -> Iterator[str]:
        """What asks for it: words, kinds, and what is not shown here."""
        before = self._rule.needed_for
        yield from (word for word, tick in self.words.items() if tick.isChecked())
        for slug, row in self.rows.items():
            if slug in before if not row.tick.isEnabled() else row.tick.isChecked():
                yield slug
        yield from (each for each in before if each not in self.words and each not in self.rows)

    def _stops(self) -> Iterator[tuple[str, Stop | None]]:
        yield from (each for each in self._rule.stops_for.items() if each[0] not in self.rows)
        yield from ((slug, row.own_stop) for slug, row in self.rows.items())


def _without(rule: GateRule, word: str) -> tuple[str, ...]:
    return tuple(each for each in rule.needed_for if each != word)
