"""The tools over the schedule: day, week or month, which view, which columns, list, calendar."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup
from typing_extensions import override

from app.domain.scheduling import Kind
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.fields import Choice
from app.ui.common.flow import Flow
from app.ui.common.type import scaled
from app.ui.scheduling.columns import KINDS, Columns
from app.ui.scheduling.saved_views import ON_KEYS, Span, Views
from app.words.tongue import later, tr

CHOICES = {"rooms": Kind.ROOM, "people": Kind.PERSON, "pumps": Kind.PUMP}
ICONS = {"rooms": "room", "people": "person", "pumps": "pump"}
SPANS = {
    Span.DAY: (later("Day"), "day", "Ctrl+Shift+D"),
    Span.WEEK: (later("Week"), "week", "Ctrl+Shift+W"),
    Span.MONTH: (later("Month"), "month", "Ctrl+Shift+M"),
}
WIDE = 900
NARROW = 560
OTHER = later("Other columns")
OF_EVERYBODY = later("A month counts openings of everybody.")
EDIT = later("Save or edit …")


class ScheduleTools(Flow):
    """What the schedule shows, as buttons."""

    edit_wanted = Signal()

    def __init__(self, views: Views) -> None:
        super().__init__(gap=4)
        self._views = views
        self.spans = {
            span: Button(tr(name), Variant.BARE, icon) for span, (name, icon, _) in SPANS.items()
        }
        self.view = Choice(later("View"))
        self.kinds = {
            name: Button(tr(KINDS[CHOICES[name]]), Variant.BARE, icon)
            for name, icon in ICONS.items()
        }
        self.as_list = Button(tr("List"), Variant.BARE, "list")
        self.print = icon_button("print", tr("Print the schedule"))
        self.calendar = icon_button("month", tr("Calendar beside the schedule"))
        self._arrange()
        self._connect()
        self._name_views()
        self._tick()

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        for span, button in self.spans.items():
            button.setCheckable(True)
            button.setToolTip(f"{tr(SPANS[span][0])}  ({SPANS[span][2]})")
            group.addButton(button)
            self.add(button)
        self.view.setPlaceholderText(tr(OTHER))
        self.view.setMinimumContentsLength(len(tr(OTHER)))
        self.add(self.view)
        for button in (*self.kinds.values(), self.as_list, self.calendar):
            button.setCheckable(True)
            self.add(button)
        self.add(self.print)

    def _connect(self) -> None:
        for span, button in self.spans.items():
            button.clicked.connect(lambda _=False, one=span: self._views.show_span(one))
        for button in self.kinds.values():
            button.clicked.connect(self._take_kinds)
        self.view.activated.connect(self._take_view)
        self._views.saved_changed.connect(self._name_views)
        self._views.shown_changed.connect(self._tick)

    def _take_kinds(self) -> None:
        chosen = frozenset(CHOICES[name] for name, each in self.kinds.items() if each.isChecked())
        self._views.show_columns(Columns(kinds=chosen) if chosen else Columns())
        self._tick()

    def _take_view(self, at: int) -> None:
        if at < len(self._views.saved):
            self._views.show_saved(at)
        else:
            self.edit_wanted.emit()
        self._tick()

    def _name_views(self) -> None:
        """Every saved view with the number of its key."""
        with QSignalBlocker(self.view):
            self.view.clear()
            for number, view in enumerate(self._views.saved, start=1):
                self.view.addItem(f"{number}  {view.name}" if number <= ON_KEYS else view.name)
            self.view.addItem(tr(EDIT))
        self._tick()

    def _tick(self) -> None:
        """The buttons stand as what is shown."""
        shown = self._views.shown
        self.spans[shown.span].setChecked(True)
        by_kind = not shown.columns.resources
        for name, button in self.kinds.items():
            button.setChecked(by_kind and CHOICES[name] in shown.columns.kinds)
        with QSignalBlocker(self.view):
            self.view.setCurrentIndex(self._views.current)
        self.view.setToolTip(self.view.currentText() or tr(OTHER))
        drawn = shown.span is not Span.MONTH
        for button in (*self.kinds.values(), self.as_list):
            button.setEnabled(drawn)
            button.setToolTip(button.accessibleName() if drawn else tr(OF_EVERYBODY))

    def _fold(self) -> None:
        """Icons alone where the page is narrow."""
        for button in (*self.kinds.values(), self.as_list):
            button.fold(folded=self.width() < scaled(WIDE))
        for button in self.spans.values():
            button.fold(folded=self.width() < scaled(NARROW))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._fold()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()
