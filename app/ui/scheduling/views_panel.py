"""The views of the schedule: which columns stand there, in which order, and under which name."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.scheduling import Kind, Resource
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.fields import TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import announce
from app.ui.common.panel import Panel
from app.ui.common.surfaces import Hairline, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import Desk
from app.ui.scheduling.columns import KINDS, ORDER, Columns
from app.ui.scheduling.saved_views import ON_KEYS, Span, Views
from app.words.tongue import later, tr

ICONS = {Kind.ROOM: "room", Kind.PERSON: "person", Kind.PUMP: "pump"}
SPANS = {Span.DAY: later("Day"), Span.WEEK: later("Week"), Span.MONTH: later("Month")}
NAMELESS = later("A view needs a name.")
TAKEN = later("Another view has this name.")


class ViewsPanel(Panel):
    """Choose columns, save them as a view, put the views in order."""

    def __init__(self, desk: Desk, views: Views) -> None:
        super().__init__(tr("Views of the schedule"))
        self._desk, self._views = desk, views
        self._renamed = -1
        self.saved = PickList(tr("Saved views"), most=5)
        self.name = TextField(later("Name of the view"), tr("Hale and room 3"))
        self.columns = PickList(tr("Columns of the schedule"), most=7)
        self.save = Button(tr("Save view"), Variant.PRIMARY, "save")
        self.rename = Button(tr("Rename"), icon="text", key="F2")
        self.remove = Button(tr("Remove"), icon="cancel", key="Del")
        self.message = wrapped("", Style.SMALL, Tone.MUTED)
        self._arrange()
        self._connect()
        self._show_saved()

    def _arrange(self) -> None:
        self.up = icon_button("up", tr("View further up"), "Alt+Up")
        self.down = icon_button("down", tr("View further down"), "Alt+Down")
        self.column_up = icon_button("up", tr("Column further left"), "Alt+Up")
        self.column_down = icon_button("down", tr("Column further right"), "Alt+Down")
        ways = Flow(self.rename, self.remove, self.up, self.down, gap=4)
        order = row(
            Text(tr("Columns"), Style.STRONG), filler(), self.column_up, self.column_down, spacing=4
        )
        note = tr("Space shows or hides a column. Day or week is kept as the page shows it.")
        for part in (
            order,
            wrapped(note, Style.SMALL, Tone.MUTED),
            self.columns,
            Hairline(),
            Text(tr("Saved views"), Style.STRONG),
            self.saved,
            ways,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(labelled(tr("Name"), self.name))
        self.foot.addWidget(self.message)
        self.add_buttons(self.save)

    def _connect(self) -> None:
        self.saved.taken.connect(self._show)
        self.columns.taken.connect(self._toggle)
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(self._remove)
        for button, by in ((self.up, -1), (self.down, 1)):
            button.clicked.connect(partial(self._move_view, by))
        for button, by in ((self.column_up, -1), (self.column_down, 1)):
            button.clicked.connect(partial(self._move_column, by))
        self._keys(self.saved, {"F2": self._rename, "Del": self._remove})
        self._keys(self.columns, {"Space": self.columns.take_current})
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            self._keys(self.saved, {key: partial(self._move_view, by)})
            self._keys(self.columns, {key: partial(self._move_column, by)})
        self._views.saved_changed.connect(self._show_saved)
        self._views.shown_changed.connect(self._show_columns)

    def _keys(self, widget: QWidget, does: dict[str, Callable[[], object]]) -> None:
        for name, do in does.items():
            keys = QShortcut(QKeySequence(name), widget)
            keys.setContext(Qt.ShortcutContext.WidgetShortcut)
            keys.activated.connect(do)

    def begin(self) -> None:
        """Put the keyboard on the columns."""
        self._renamed = -1
        self._say("")
        self.save.say(tr("Save view"))
        self._show_saved()
        self._show_columns()
        self.columns.setFocus()

    def _resources(self) -> tuple[Resource, ...]:
        return self._desk.see_resources()

    def _show_saved(self) -> None:
        resources = self._resources()
        rows = [
            Row(
                value=number,
                title=view.name,
                detail=f"{tr(SPANS[view.span])} · {told(view.columns, resources)}",
                side=f"Alt+{number + 1}" if number < ON_KEYS else "",
            )
            for number, view in enumerate(self._views.saved)
        ]
        self.saved.show_rows(rows, self.saved.current())
        self.saved.setVisible(bool(rows))
        for button in (self.rename, self.remove, self.up, self.down):
            button.setEnabled(bool(rows))

    def _show_columns(self) -> None:
        """What is shown first, in its order; then the rest."""
        resources = self._resources()
        shown = self._views.shown.columns.among(resources)
        rest = sorted(
            (r for r in resources if r not in shown), key=lambda r: ORDER.get(r.kind, len(ORDER))
        )
        rows = [
            *(column_row(resource, shown=True) for resource in shown),
            *(column_row(resource, shown=False) for resource in rest),
        ]
        self.columns.show_rows(rows, self.columns.current())

    def _shown(self) -> tuple[int, ...]:
        return tuple(r.id for r in self._views.shown.columns.among(self._resources()))

    def _show(self, number: object) -> None:
        if isinstance(number, int):
            self._views.show_saved(number)

    def _toggle(self, number: object) -> None:
        if not isinstance(number, int):
            return
        shown = self._shown()
        rest = tuple(each for each in shown if each != number)
        chosen = rest if number in shown else (*shown, number)
        if chosen:
            self._views.show_columns(Columns(resources=chosen))
            self.columns.choose(number)

    def _move_column(self, by: int) -> None:
        number, shown = self.columns.current(), self._shown()
        if not isinstance(number, int) or number not in shown:
            return
        at = shown.index(number)
        to = max(0, min(len(shown) - 1, at + by))
        rest = (*shown[:at], *shown[at + 1 :])
        self._views.show_columns(Columns(resources=(*rest[:to], number, *rest[to:])))
        self.columns.choose(number)

    def _current(self) -> int:
        number = self.saved.current()
        return number if isinstance(number, int) else -1

    def _move_view(self, by: int) -> None:
        if self._current() >= 0:
            self.saved.choose(self._views.move(self._current(), by))

    def _rename(self) -> None:
        """Write the name into the field, where it is changed."""
        if self._current() >= 0:
            self._renamed = self._current()
            self.name.setText(self._views.saved[self._renamed].name)
            self.save.say(tr("Rename view"))
            self.name.setFocus()
            self.name.selectAll()

    def _remove(self) -> None:
        number = self._current()
        if number < 0:
            return
        before, name = self._views.saved, self._views.saved[number].name
        self._views.remove(number)
        after, said = self._views.saved, tr("Removed the view {name}.", name=name)
        put = self._views.set_saved
        self._desk.remember(said, either_way(partial(put, before), partial(put, after)))

    def _save(self) -> None:
        name = self.name.text().strip()
        against = self._against(name)
        self._say(against)
        if against:
            self.name.setFocus()
            return
        if self._renamed >= 0:
            self._views.rename(self._renamed, name)
        else:
            self._views.save(name)
        self.saved.choose(self._views.named(name))
        self._renamed = -1
        self.name.clear()
        self.save.say(tr("Save view"))
        self._say(self._key_of(name))

    def _against(self, name: str) -> str:
        if not name:
            return tr(NAMELESS)
        renamed = self._renamed >= 0
        taken = renamed and self._views.named(name) not in {-1, self._renamed}
        return tr(TAKEN) if taken else ""

    def _key_of(self, name: str) -> str:
        number = self._views.named(name)
        if number < ON_KEYS:
            return tr("Saved: {name}. Alt+{number} shows it.", name=name, number=number + 1)
        return tr("Saved: {name}.", name=name)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        if text:
            announce(self, text)


def told(columns: Columns, resources: Sequence[Resource]) -> str:
    """What columns are, in words."""
    if not columns.resources:
        return ", ".join(tr(KINDS[kind]) for kind in KINDS if kind in columns.kinds)
    return ", ".join(resource.name for resource in columns.among(resources)) or tr(
        "Nothing any more"
    )


def column_row(resource: Resource, *, shown: bool) -> Row:
    """A room, person or pump that can stand as a column."""
    return Row(
        value=resource.id,
        title=resource.name,
        side=tr("Shown") if shown else "",
        icon="tick" if shown else ICONS.get(resource.kind, "info"),
    )
