"""What the schedule shows, and the views somebody saved: kept for each person on each computer.

The settings hold numbers of rooms, people and pumps and the names of views, nothing of patients.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.domain.scheduling import Kind
from app.ui.desk import Desk
from app.ui.scheduling.columns import Columns
from app.words.tongue import tr

ON_KEYS = 9
"""So many views have a key: Alt+1 to Alt+9."""


class Span(StrEnum):
    """How much of the calendar the schedule shows."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A named set of columns, as a day or as a week."""

    name: str
    span: Span = Span.DAY
    columns: Columns

    def looks_like(self, other: "SavedView") -> bool:
        """Whether the same is shown, whatever it is called."""
        return (self.span, self.columns) == (other.span, other.columns)


def at_first() -> tuple[SavedView, ...]:
    """The views before anybody saved one."""
    rooms, people = Columns(kinds=frozenset({Kind.ROOM})), Columns(kinds=frozenset({Kind.PERSON}))
    return (
        SavedView(name=tr("Rooms"), columns=rooms),
        SavedView(name=tr("People"), columns=people),
        SavedView(name=tr("Week"), span=Span.WEEK, columns=rooms),
    )


def written(view: SavedView) -> str:
    """A view as a line of the settings."""
    kinds = ",".join(sorted(view.columns.kinds))
    numbers = ",".join(str(number) for number in view.columns.resources)
    return f"{view.span}|{kinds}|{numbers}|{view.name}"


def read_view(line: str) -> SavedView | None:
    """The view of a line; None when somebody has spoilt it."""
    span, kinds, numbers, name = (*line.split("|", 3), "", "", "")[:4]
    known = frozenset(kind for kind in Kind if kind in kinds.split(","))
    resources = [number for number in numbers.split(",") if number]
    if span not in list(Span) or not name or not all(n.isdecimal() for n in resources):
        return None
    if not known and not resources:
        return None
    columns = Columns(kinds=known, resources=tuple(int(number) for number in resources))
    return SavedView(name=name, span=Span(span), columns=columns)


class Views(QObject):
    """What is shown now, and what was saved."""

    shown_changed = Signal()
    saved_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = desk.settings
        self._place = f"schedule/{desk.clinic.setup.details.uuid}/{desk.clinic.person.login}"
        kept = self._kept("views")
        self.saved: tuple[SavedView, ...] = kept if kept is not None else at_first()
        self.shown = (self._kept("shown") or at_first())[0]

    def _kept(self, what: str) -> tuple[SavedView, ...] | None:
        """The views of a line each; None when nothing was kept yet."""
        text = self._settings.value(f"{self._place}/{what}")
        if text is None:
            return None
        read = [read_view(line) for line in str(text).split("\n")]
        return tuple(view for view in read if view is not None)

    def _keep(self, what: str, views: Sequence[SavedView]) -> None:
        self._settings.setValue(f"{self._place}/{what}", "\n".join(map(written, views)))

    def show(self, view: SavedView) -> None:
        """Show something else."""
        if not view.looks_like(self.shown):
            self.shown = view
            self._keep("shown", [view])
            self.shown_changed.emit()

    def show_span(self, span: Span) -> None:
        """The same columns as a day, a week, or the month of openings."""
        self.show(replace(self.shown, span=span))

    def show_columns(self, columns: Columns) -> None:
        """Other columns."""
        self.show(replace(self.shown, columns=columns))

    def show_saved(self, number: int) -> None:
        """A saved view, counted from 0."""
        if number < len(self.saved):
            self.show(self.saved[number])

    @property
    def current(self) -> int:
        """Which saved view is shown; -1 when it is none of them."""
        looks = (view.looks_like(self.shown) for view in self.saved)
        return next((number for number, same in enumerate(looks) if same), -1)

    def named(self, name: str) -> int:
        """The saved view of a name; -1 when there is none."""
        wanted = name.strip().casefold()
        names = (view.name.casefold() for view in self.saved)
        return next((number for number, each in enumerate(names) if each == wanted), -1)

    def save(self, name: str) -> None:
        """Keep what is shown under a name; a view of the same name gives way."""
        span = Span.WEEK if self.shown.span is Span.WEEK else Span.DAY
        view, at = replace(self.shown, name=name.strip(), span=span), self.named(name)
        if at < 0:
            self.set_saved((*self.saved, view))
        else:
            self.set_saved((*self.saved[:at], view, *self.saved[at + 1 :]))

    def rename(self, number: int, name: str) -> None:
        """Another name for a saved view."""
        view = replace(self.saved[number], name=name.strip())
        self.set_saved((*self.saved[:number], view, *self.saved[number + 1 :]))

    def remove(self, number: int) -> None:
        """A saved view less."""
        self.set_saved((*self.saved[:number], *self.saved[number + 1 :]))

    def move(self, number: int, by: int) -> int:
        """A saved view further up or down; gives where it stands then."""
        to = max(0, min(len(self.saved) - 1, number + by))
        rest = (*self.saved[:number], *self.saved[number + 1 :])
        self.set_saved((*rest[:to], self.saved[number], *rest[to:]))
        return to

    def set_saved(self, views: Sequence[SavedView]) -> None:
        """Other saved views."""
        self.saved = tuple(views)
        self._keep("views", self.saved)
        self.saved_changed.emit()
