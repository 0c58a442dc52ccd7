"""Every action of the window: where it stands in the menus, its keys, its icon."""

from dataclasses import dataclass

from app.ui.scheduling.saved_views import ON_KEYS
from app.words.tongue import TONGUES

RAIL: tuple[tuple[str, str, str], ...] = (
    ("Today", "today", "Ctrl+1"),
    ("Schedule", "schedule", "Ctrl+2"),
    ("Patients", "patients", "Ctrl+3"),
    ("Courses", "course", "Ctrl+4"),
    ("Consents", "edit", "Ctrl+5"),
    ("Documents", "paper", "Ctrl+6"),
    ("Forms", "text", "Ctrl+7"),
    ("Lists", "call", "Ctrl+8"),
    ("To do", "list", "Ctrl+9"),
    ("Reports", "chart", "Ctrl+Shift+R"),
    ("Settings", "settings", "Ctrl+,"),
)
"""The pages on the left in their order: name, icon, key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One action: where it stands in the menus, its keys and its icon."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    """Actions of one group are ticked one at a time."""
    tick: bool = False
    line_before: bool = False
    under: str = ""
    """The menu within the menu in which it stands."""
    within: str = ""
    """The page whose keyboard its keys belong to; without one they hold in the whole window."""


MENUS = ("&File", "&Edit", "&View", "&Go", "&Patient", "V&isit", "&Help")

ADJUST = "A&djust the time"

ENTRIES = (
    Entry(name="new-visit", menu="&File", text="&New visit", keys=("Ctrl+N",), icon="book"),
    Entry(
        name="new-patient",
        menu="&File",
        text="New &patient",
        keys=("Ctrl+Shift+N",),
        icon="new-person",
    ),
    Entry(name="import-patients", menu="&File", text="&Import patients …", icon="inbox"),
    Entry(
        name="print",
        menu="&File",
        text="P&rint packet",
        keys=("Ctrl+P",),
        icon="print",
        line_before=True,
    ),
    Entry(
        name="print-batch",
        menu="&File",
        text="Print to&morrow …",
        keys=("Ctrl+Shift+P",),
        icon="print",
    ),
    Entry(name="save", menu="&File", text="&Save packet as PDF", keys=("Ctrl+S",), icon="save"),
    Entry(name="print-schedule", menu="&File", text="Print sche&dule …", icon="print"),
    Entry(
        name="print-huddle",
        menu="&File",
        text="Print &huddle sheet …",
        keys=("Ctrl+Shift+T",),
        icon="print",
    ),
    Entry(name="return", menu="&File", text="&Check a paper in", keys=("Ctrl+R",), icon="inbox"),
    Entry(
        name="lock",
        menu="&File",
        text="&Lock",
        keys=("Ctrl+L",),
        icon="hold",
        line_before=True,
    ),
    Entry(name="emergency", menu="&File", text="&Emergency access …", icon="warning"),
    Entry(name="quit", menu="&File", text="&Quit", keys=("Ctrl+Q",), icon="quit"),
    Entry(name="undo", menu="&Edit", text="&Undo", keys=("Ctrl+Z",), icon="undo"),
    Entry(name="redo", menu="&Edit", text="&Redo", keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo"),
    Entry(
        name="find",
        menu="&Edit",
        text="&Find patient",
        keys=("Ctrl+F", "Ctrl+K"),
        icon="search",
        line_before=True,
    ),
    Entry(
        name="note-day",
        menu="&Edit",
        text="&Note for the day",
        keys=("F2",),
        within="today",
        icon="edit",
    ),
    Entry(name="look-system", menu="&View", text="&Follow the system", group="look"),
    Entry(name="look-light", menu="&View", text="&Light", group="look", icon="today"),
    Entry(name="look-dark", menu="&View", text="&Dark", group="look", icon="moon"),
    *(
        Entry(name=f"language-{code}", menu="&View", text=name, group="language", under="Lan&guage")
        for code, name in TONGUES.items()
    ),
    Entry(
        name="larger",
        menu="&View",
        text="Lar&ger text",
        keys=("Ctrl++", "Ctrl+="),
        icon="zoom-in",
        line_before=True,
    ),
    Entry(name="smaller", menu="&View", text="&Smaller text", keys=("Ctrl+-",), icon="zoom-out"),
    Entry(name="normal", menu="&View", text="&Normal text", keys=("Ctrl+0",), icon="text"),
    Entry(
        name="span-day",
        menu="&View",
        text="D&ay",
        keys=("Ctrl+Shift+D",),
        icon="day",
        group="span",
        line_before=True,
    ),
    Entry(
        name="span-week",
        menu="&View",
        text="Wee&k",
        keys=("Ctrl+Shift+W",),
        icon="week",
        group="span",
    ),
    Entry(
        name="span-month",
        menu="&View",
        text="&Month of openings",
        keys=("Ctrl+Shift+M",),
        icon="month",
        group="span",
    ),
    *(
        Entry(
            name=f"view-{number}",
            menu="&View",
            text=f"View {number}",
            keys=(f"Alt+{number}",),
            tick=True,
            under="Saved vie&ws",
        )
        for number in range(1, ON_KEYS + 1)
    ),
    Entry(
        name="views",
        menu="&View",
        text="&Save or edit …",
        keys=("Alt+0",),
        under="Saved vie&ws",
        line_before=True,
    ),
    Entry(name="rooms", menu="&View", text="&Rooms on the schedule", tick=True, line_before=True),
    Entry(name="people", menu="&View", text="&People on the schedule", tick=True),
    Entry(name="pumps", menu="&View", text="P&umps on the schedule", tick=True),
    Entry(name="list", menu="&View", text="Schedule as a l&ist", keys=("Ctrl+Shift+L",), tick=True),
    Entry(
        name="calendar",
        menu="&View",
        text="&Calendar beside the schedule",
        keys=("Ctrl+Shift+G",),
        tick=True,
    ),
    Entry(
        name="zoom-in",
        menu="&View",
        text="&Zoom in on the day",
        keys=("Ctrl+Shift+Up",),
        line_before=True,
    ),
    Entry(name="zoom-out", menu="&View", text="Zoom &out of the day", keys=("Ctrl+Shift+Down",)),
    Entry(
        name="privacy",
        menu="&View",
        text="Pri&vacy: initials only",
        keys=("Ctrl+Shift+H",),
        tick=True,
    ),
    Entry(
        name="refresh",
        menu="&View",
        text="R&efresh",
        keys=("F5",),
        icon="refresh",
        line_before=True,
    ),
    Entry(name="go-today", menu="&Go", text="&Today board", keys=("Ctrl+1",), icon="today"),
    Entry(name="go-schedule", menu="&Go", text="&Schedule", keys=("Ctrl+2",), icon="schedule"),
    Entry(name="go-patients", menu="&Go", text="&Patients", keys=("Ctrl+3",), icon="patients"),
    Entry(name="go-courses", menu="&Go", text="&Courses", keys=("Ctrl+4",), icon="course"),
    Entry(name="go-consents", menu="&Go", text="Co&nsents", keys=("Ctrl+5",), icon="edit"),
    Entry(name="go-documents", menu="&Go", text="Doc&uments", keys=("Ctrl+6",), icon="paper"),
    Entry(name="go-lists", menu="&Go", text="&Lists", keys=("Ctrl+8",), icon="call"),
    Entry(name="go-worklists", menu="&Go", text="To &do", keys=("Ctrl+9",), icon="list"),
    Entry(name="go-reports", menu="&Go", text="&Reports", keys=("Ctrl+Shift+R",), icon="chart"),
    Entry(name="go-forms", menu="&Go", text="&Forms", keys=("Ctrl+7",), icon="paper"),
    Entry(name="go-settings", menu="&Go", text="Sett&ings", keys=("Ctrl+,",), icon="settings"),
    Entry(
        name="day-back",
        menu="&Go",
        text="Pre&vious day",
        keys=("Alt+Left",),
        icon="left",
        line_before=True,
    ),
    Entry(name="day-forth", menu="&Go", text="&Next day", keys=("Alt+Right",), icon="right"),
    Entry(name="week-back", menu="&Go", text="&Week back", keys=("Alt+Shift+Left",)),
    Entry(name="week-forth", menu="&Go", text="W&eek on", keys=("Alt+Shift+Right",)),
    Entry(name="month-back", menu="&Go", text="&Month back", keys=("Alt+PgUp",)),
    Entry(name="month-forth", menu="&Go", text="M&onth on", keys=("Alt+PgDown",)),
    Entry(name="day-today", menu="&Go", text="T&his day", keys=("Ctrl+T",)),
    Entry(name="day-go", menu="&Go", text="&Go to a day", keys=("Ctrl+G",)),
    Entry(name="pane", menu="&Go", text="Ne&xt pane", keys=("F6",), line_before=True),
    Entry(name="close", menu="&Go", text="Close the p&anel", keys=("Esc",), icon="close"),
    Entry(name="card", menu="&Patient", text="&Open card", keys=("Ctrl+O",), icon="person"),
    Entry(
        name="record",
        menu="&Patient",
        text="&Edit the record",
        keys=("F2",),
        within="patients",
        icon="edit",
    ),
    Entry(
        name="book-patient",
        menu="&Patient",
        text="&Book for this patient",
        keys=("Ctrl+B",),
        icon="book",
    ),
    Entry(
        name="plan-course",
        menu="&Patient",
        text="&Plan a course",
        keys=("Ctrl+Shift+E",),
        icon="course",
    ),
    Entry(
        name="wait",
        menu="&Patient",
        text="Put on the &wait list",
        keys=("Ctrl+Shift+A",),
        icon="clock",
    ),
    Entry(
        name="merge",
        menu="&Patient",
        text="&Merge with another chart …",
        keys=("Ctrl+Shift+J",),
        icon="patients",
        line_before=True,
    ),
    Entry(
        name="step",
        menu="V&isit",
        text="&Next step",
        keys=("Ctrl+Return", "Ctrl+Enter"),
        icon="arrive",
    ),
    Entry(name="visit", menu="V&isit", text="&Readiness", keys=("Ctrl+I",), icon="ready"),
    Entry(name="ride", menu="V&isit", text="&Add the ride", icon="ride"),
    Entry(name="packet", menu="V&isit", text="&Packet", icon="packet"),
    Entry(name="call", menu="V&isit", text="Copy the p&hone number", keys=("Ctrl+Shift+C",)),
    Entry(
        name="move",
        menu="V&isit",
        text="&Move",
        keys=("Ctrl+M",),
        icon="right",
        line_before=True,
    ),
    Entry(
        name="shelve",
        menu="V&isit",
        text="P&ut on the shelf",
        keys=("Ctrl+X",),
        within="day",
        icon="shelf",
    ),
    Entry(
        name="follow-up",
        menu="V&isit",
        text="Copy as &follow-up",
        keys=("Ctrl+C",),
        within="day",
    ),
    *(
        Entry(name=name, menu="V&isit", text=text, keys=(key,), within="day", under=ADJUST)
        for name, text, key in (
            ("earlier", "15 minutes &earlier", "Alt+Shift+Up"),
            ("later", "15 minutes &later", "Alt+Shift+Down"),
            ("longer", "5 minutes l&onger", "Shift+Down"),
            ("shorter", "5 minutes &shorter", "Shift+Up"),
        )
    ),
    Entry(
        name="cancel",
        menu="V&isit",
        text="&Cancel visit",
        keys=("Ctrl+Del",),
        icon="cancel",
    ),
    Entry(
        name="no-show",
        menu="V&isit",
        text="No-sho&w",
        keys=("Ctrl+Shift+Del",),
        icon="idle",
    ),
    Entry(
        name="book-here",
        menu="V&isit",
        text="&Book at the chosen time",
        icon="book",
        line_before=True,
    ),
    Entry(name="hold-here", menu="V&isit", text="Ho&ld the chosen time", icon="hold"),
    Entry(name="fill-here", menu="V&isit", text="Fill from the &wait list", icon="call"),
    Entry(
        name="paste",
        menu="V&isit",
        text="From the shelf t&o the chosen time",
        keys=("Ctrl+V",),
        within="day",
    ),
    Entry(name="block", menu="V&isit", text="Block &time", keys=("Ctrl+Shift+B",), icon="hold"),
    Entry(name="unblock", menu="V&isit", text="&Give blocked time back"),
    Entry(name="keys", menu="&Help", text="&Keys", keys=("Ctrl+/", "F1"), icon="keyboard"),
    Entry(name="about", menu="&Help", text="&About Anteroom", icon="info"),
)
