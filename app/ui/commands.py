"""What each action of the menus does in this window, and when it can be done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.access import Act, may
from app.domain.months import DAY
from app.domain.scheduling import OVER
from app.library import TOUR
from app.ui import acts
from app.ui.actions import Actions
from app.ui.announcing import Announcer
from app.ui.common.look import MODES
from app.ui.desk import Ask
from app.ui.entrance.emergency_panel import EmergencyPanel
from app.ui.finder import Finder
from app.ui.forms.page import FormsPage
from app.ui.help_panel import HelpPanel, topic_of
from app.ui.history_panel import HistoryPanel
from app.ui.keys_panel import KeysPanel, keys_by_menu
from app.ui.lists.page import ListsPage
from app.ui.main_window import MainWindow
from app.ui.packets.packet_panel import PacketPanel
from app.ui.packets.print_panel import PrintPanel
from app.ui.scheduling.day_menus import TIME, VISIT, menu_of
from app.ui.scheduling.page import SchedulePage
from app.ui.scheduling.saved_views import ON_KEYS, Span
from app.ui.scheduling.schedule_acts import (
    CHOOSE,
    allow_fill,
    allow_schedule_acts,
    schedule_acts,
)
from app.ui.settings.page import SettingsPage
from app.ui.today.board import TodayPage
from app.ui.worklists.page import WorklistsPage
from app.words.tongue import TONGUES, later, tongue, tr_of

TOO_SOON = later("Once the visit was to begin it can be said that nobody came.")

NOT_YOURS = later("A manager or the medical director takes patients over from a table.")


class Commands(QObject):
    """The actions, bound to the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        pages = {"day": window.schedule, "today": window.today, "patients": window.patients}
        self.actions = Actions(self, self._table(), pages)
        self.actions.fill(window.menuBar())
        self.keys = KeysPanel(self.actions.all)
        self.emergency = EmergencyPanel(window.desk)
        self.history = HistoryPanel(window.desk)
        self.help = HelpPanel(window.place, is_demo=window.desk.clinic.is_demo)
        for panel in (self.keys, self.emergency, self.history, self.help):
            window.place.add_panel(panel)
        self.help.tour_wanted.connect(self._tour)
        window.addActions(list(self.actions.everywhere))
        self.announcer = Announcer(self._desk)
        window.top.search.offer(Finder(self.actions, window, self.help.open_here).rows)
        self._tick()
        self._name_views()
        self._desk.chosen_changed.connect(self.update)
        self._desk.undo.changed.connect(self.update)
        self._desk.changes.happened.connect(self.update)
        self._desk.minute_passed.connect(self.update)
        window.schedule.views.saved_changed.connect(self._name_views)
        window.schedule.views.shown_changed.connect(self._name_views)
        window.toast.undo.connect(self._undo)
        window.look.changed.connect(self._paint)
        window.look.changed.connect(self._tick_own)
        self._desk.private_changed.connect(self._tick_own)
        window.schedule.menu_wanted.connect(self._open_menu)
        window.schedule.shelf.changed.connect(self.update)
        window.today.table.menu_wanted.connect(self._open_menu)
        self.actions.menus["V&isit"].aboutToShow.connect(self._allow_fill)
        self._paint()
        self.update()

    def _paint(self) -> None:
        self.actions.paint(self._window.look.table)

    def _table(self) -> dict[str, Callable[[], object]]:
        return {**self._acts(), **self._views(), **self._ways()}

    def _acts(self) -> dict[str, Callable[[], object]]:
        window, desk = self._window, self._desk
        return {
            "new-visit": lambda: desk.booking_wanted.emit(Ask()),
            "new-patient": window.patient.open_new,
            "import-patients": window.open_import,
            "print": self._packet,
            "print-batch": window.printing.open_batch,
            "save": self._save,
            "print-schedule": window.open_schedule_print,
            "print-huddle": window.open_huddle_print,
            "return": lambda: desk.paper_wanted.emit(""),
            "lock": desk.lock_wanted.emit,
            "emergency": lambda: window.place.open_panel(self.emergency),
            "quit": window.close,
            "undo": self._undo,
            "redo": lambda: acts.redo(desk),
            "history": lambda: window.place.open_panel(self.history),
            "find": self._find,
            "note-day": self._note_day,
            "card": self._card,
            "record": self._record,
            "book-patient": lambda: desk.booking_wanted.emit(Ask(patient=desk.patient)),
            "plan-course": lambda: window.open_course(desk.patient),
            "wait": lambda: desk.wait_wanted.emit(desk.patient),
            "merge": lambda: desk.merge_wanted.emit(desk.patient),
            "step": self._step,
            "visit": self._visit,
            "ride": self._ride,
            "packet": self._packet,
            "cancel": self._cancel,
            "no-show": self._miss,
            **schedule_acts(desk, window.schedule),
            "help": lambda: self.help.open_here(topic_of(window)),
            "tour": self._tour,
            "print-keys": self._print_keys,
            "keys": lambda: window.place.open_panel(self.keys),
            "about": lambda: window.place.open_panel(window.about),
        }

    def _views(self) -> dict[str, Callable[[], object]]:
        look, schedule = self._window.look, self._window.schedule
        modes = {f"look-{mode}": self._mode(mode) for mode in MODES}
        wanted = self._desk.language_wanted
        tongues = {f"language-{code}": partial(wanted.emit, code) for code in TONGUES}
        kinds = {name: button.click for name, button in schedule.kinds.items()}
        spans = {f"span-{span}": partial(self._show_span, span) for span in schedule.tools.spans}
        saved = {f"view-{n + 1}": partial(self._show_view, n) for n in range(ON_KEYS)}
        return {
            **modes,
            **tongues,
            **kinds,
            **spans,
            **saved,
            "contrast": lambda: look.set_contrast(always=not look.always_contrast),
            "larger": look.larger,
            "smaller": look.smaller,
            "normal": lambda: look.set_percent(100),
            "views": self._window.open_views,
            "list": schedule.as_list.toggle,
            "calendar": schedule.tools.calendar.toggle,
            "zoom-in": schedule.canvas.zoom_in,
            "zoom-out": schedule.canvas.zoom_out,
            "privacy": lambda: self._desk.set_private(private=not self._desk.private),
            "refresh": self._refresh,
        }

    def _mode(self, mode: str) -> Callable[[], object]:
        return lambda: self._window.look.set_mode(mode)

    def _ways(self) -> dict[str, Callable[[], object]]:
        window, desk, schedule = self._window, self._desk, self._window.schedule
        return {
            "go-today": lambda: window.show_page(0),
            "go-schedule": lambda: window.show_page(1),
            "go-patients": lambda: window.show_page(2),
            "go-courses": lambda: window.show_page(3),
            "go-consents": lambda: window.show_page(window.pages.index(window.consents)),
            "go-documents": lambda: window.show_page(window.pages.index(window.documents)),
            "go-lists": lambda: window.show_page(window.pages.index(window.lists)),
            "go-worklists": lambda: window.show_page(window.pages.index(window.worklists)),
            "go-reports": lambda: window.show_page(window.pages.index(window.reports)),
            "go-forms": lambda: window.show_page(window.pages.index(window.forms)),
            "go-settings": lambda: window.show_page(window.pages.index(window.settings_page)),
            "day-back": lambda: self._turn(-1),
            "day-forth": lambda: self._turn(1),
            "week-back": lambda: schedule.on_by_weeks(-1),
            "week-forth": lambda: schedule.on_by_weeks(1),
            "month-back": lambda: schedule.on_by_months(-1),
            "month-forth": lambda: schedule.on_by_months(1),
            "day-today": lambda: desk.show_day(desk.clinic.today()),
            "day-go": self._go_to_day,
            "pane": self._next_pane,
            "close": self._close,
        }

    def _show_span(self, span: Span) -> None:
        self._window.show_page(1)
        self._window.schedule.views.show_span(span)

    def _show_view(self, number: int) -> None:
        self._window.show_page(1)
        self._window.schedule.views.show_saved(number)

    def _name_views(self) -> None:
        """The saved views in the menu, the one that is shown ticked."""
        views = self._window.schedule.views
        for number in range(ON_KEYS):
            known = number < len(views.saved)
            name = views.saved[number].name.replace("&", "&&") if known else ""
            self.actions.name(f"view-{number + 1}", f"&{number + 1}  {name}" if known else "")
            self.actions[f"view-{number + 1}"].setChecked(number == views.current)

    def _turn(self, by: int) -> None:
        if self._window.place.pages.currentWidget() is self._window.schedule:
            self._window.schedule.turn(by)
        else:
            self._desk.show_day(self._desk.day + by * DAY)

    def _tick(self) -> None:
        """The ticks of the menu stand as the buttons of the page do."""
        schedule = self._window.schedule
        self._tick_own()
        others = (("list", schedule.as_list), ("calendar", schedule.tools.calendar))
        spans = ((f"span-{span}", button) for span, button in schedule.tools.spans.items())
        for name, button in (*schedule.kinds.items(), *spans, *others):
            self.actions[name].setChecked(button.isChecked())
            button.toggled.connect(self.actions[name].setChecked)

    def _tick_own(self) -> None:
        """What holds on this computer, wherever it was chosen."""
        look = self._window.look
        self.actions[f"look-{look.mode}"].setChecked(True)
        self.actions["contrast"].setChecked(look.always_contrast)
        self.actions[f"language-{tongue()}"].setChecked(True)
        self.actions["privacy"].setChecked(self._desk.private)

    def update(self) -> None:
        """Enable what can be done now, and say of the rest why it cannot."""
        desk, visit = self._desk, self._desk.visit
        last, following = desk.undo.last, desk.undo.next
        self.actions.allow("undo", when=last is not None, else_say=later("Nothing to take back."))
        self.actions.allow(
            "redo", when=following is not None, else_say=later("Nothing to do again.")
        )
        chosen = visit is not None
        for name in ("visit", "ride"):
            self.actions.allow(name, when=chosen, else_say=CHOOSE)
        open_visit = visit is not None and visit.visit.status not in OVER
        for name in ("packet", "print"):
            self.actions.allow(name, when=open_visit, else_say=CHOOSE)
        verb = acts.next_verb(visit) if visit is not None else ""
        steps = bool(verb)
        self.actions["step"].setText(_next_step(verb))
        self.actions.allow("step", when=steps, else_say=CHOOSE)
        cancels = visit is not None and acts.may_cancel(visit)
        self.actions.allow(
            "cancel", when=cancels, else_say=later("Only a visit to come is cancelled.")
        )
        missed = visit is not None and acts.may_miss(desk, visit)
        self.actions.allow("no-show", when=missed, else_say=TOO_SOON if cancels else CHOOSE)
        allow_schedule_acts(self.actions, desk, self._window.schedule)
        imports = may(desk.clinic.person.roles, Act.IMPORT_PATIENTS)
        self.actions.allow("import-patients", when=imports, else_say=NOT_YOURS)
        known = desk.patient is not None
        for name in ("card", "record", "book-patient", "merge"):
            self.actions.allow(name, when=known, else_say=later("Choose a patient first."))

    def _open_menu(self, at: QPoint) -> None:
        """The menu of whatever is chosen on the schedule."""
        if QApplication.activePopupWidget() is None:
            names = VISIT if self._desk.visit is not None else TIME
            self._allow_fill()
            menu_of(names, self.actions, self._window).popup(at)

    def _allow_fill(self) -> None:
        allow_fill(self.actions, self._desk, self._window.schedule)

    def _tour(self) -> None:
        """The tour beside the demo clinic; in another clinic its page, which says where it is."""
        if self._desk.clinic.is_demo:
            self._window.tour.go_on()
        else:
            self.help.open_here(TOUR)

    def _print_keys(self) -> None:
        self._window.print_schedule.show_keys(keys_by_menu(self.actions.all))
        self._window.place.open_panel(self._window.print_schedule)

    def _undo(self) -> None:
        acts.undo(self._desk)

    def _find(self) -> None:
        self._window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.search.selectAll()

    def _note_day(self) -> None:
        self._window.show_page(0)
        self._window.today.note.edit()

    def _card(self) -> None:
        if self._desk.patient is not None:
            self._window.open_card(self._desk.patient)

    def _record(self) -> None:
        if self._desk.patient is not None:
            self._desk.record_wanted.emit(self._desk.patient)

    def _step(self) -> None:
        if self._desk.visit is not None:
            acts.try_advance(self._desk, self._desk.visit)

    def _visit(self) -> None:
        if self._desk.visit is not None:
            self._window.open_visit(self._desk.visit.visit.id)

    def _ride(self) -> None:
        visit = self._desk.visit
        ride = next((i for i in visit.items if i.item == "ride"), None) if visit else None
        if visit is not None and ride is not None:
            self._desk.want_item(visit, ride)

    def _packet(self) -> None:
        if self._desk.visit is not None:
            self._window.open_packet(self._desk.visit.visit.id)

    def _save(self) -> None:
        panel = self._window.place.panel
        if isinstance(panel, PacketPanel | PrintPanel):
            panel.save_pdf()
        else:
            self._packet()

    def _cancel(self) -> None:
        if self._desk.visit is not None:
            self._desk.cancel_wanted.emit(self._desk.visit.visit.id)

    def _miss(self) -> None:
        if self._desk.visit is not None:
            acts.try_miss(self._desk, self._desk.visit)

    def _refresh(self) -> None:
        for kind in (TodayPage, SchedulePage, ListsPage, WorklistsPage, FormsPage):
            for page in self._window.made(kind):
                page.refresh()

    def _go_to_day(self) -> None:
        page = self._window.place.pages.currentWidget()
        if page not in {self._window.today, self._window.schedule}:
            self._window.show_page(1)
        bar = self._window.today.bar if page is self._window.today else self._window.schedule.bar
        bar.ask()

    def _next_pane(self) -> None:
        """From the page to the panel to the search box and round again."""
        page = self._window.pages.current
        if isinstance(page, SettingsPage) and page.go_on():
            return
        place, search = self._window.place, self._window.top.search
        panes: list[QWidget] = [place.pages, *([place.panel] if place.panel else []), search]
        inside = next((n for n, pane in enumerate(panes) if _holds_focus(pane)), -1)
        target = panes[(inside + 1) % len(panes)]
        if target is place.pages:
            page.begin()
        elif place.panel is not None and target is place.panel:
            place.panel.begin()
        else:
            self._find()

    def _close(self) -> None:
        """Esc: first what lies on top, then the panel; nothing typed is lost."""
        window = self._window
        bars = (window.today.bar, window.schedule.bar)
        over = (window.top.search, window.schedule.canvas, *bars, window.today.note)
        if any(each.leave() for each in over):
            return
        page = window.pages.current
        if window.place.panel is not None:
            window.place.close_panel()
        elif not (isinstance(page, FormsPage) and page.leave()):
            window.toast.hide()
            page.begin()


def _next_step(verb: str) -> str:
    return tr_of("menu", "&Next step: {verb}", verb=verb) if verb else tr_of("menu", "&Next step")


def _holds_focus(pane: QWidget) -> bool:
    focus: QWidget | None = pane.window().focusWidget()
    return bool(focus) and (focus is pane or pane.isAncestorOf(focus))
