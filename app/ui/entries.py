"""Every action of the window: where it stands in the menus, its keys, its icon."""

from dataclasses import dataclass

from app.ui.scheduling.saved_views import ON_KEYS
from app.words.tongue import TONGUES, later

RAIL: tuple[tuple[str, str, str], ...] = (
    (later("Today"), "today", "Ctrl+1"),
    (later("Schedule"), "schedule", "Ctrl+2"),
    (later("Patients"), "patients", "Ctrl+3"),
    (later("Courses"), "course", "Ctrl+4"),
    (later("Consents"), "edit", "Ctrl+5"),
    (later("Documents"), "paper", "Ctrl+6"),
    (later("Forms"), "text", "Ctrl+7"),
    (later("Lists"), "call", "Ctrl+8"),
    (later("To do"), "list", "Ctrl+9"),
    (later("Reports"), "chart", "Ctrl+Shift+R"),
    (later("Settings"), "settings", "Ctrl+,"),
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


MENUS = (
    later("&File"),
    later("&Edit"),
    later("&View"),
    later("&Go"),
    later("&Patient"),
    later("V&isit"),
    later("&Help"),
)
"""The menus by their English titles, which are also what they are known by."""

ADJUST = later("A&djust the time")
LANGUAGE = later("Lan&guage")
SAVED = later("Saved vie&ws")

ENTRIES = (
    Entry(name="new-visit", menu="&File", text=later("&New visit"), keys=("Ctrl+N",), icon="book"),
    Entry(
        name="new-patient",
        menu="&File",
        text=later("New &patient"),
        keys=("Ctrl+Shift+N",),
        icon="new-person",
    ),
    Entry(name="import-patients", menu="&File", text=later("&Import patients …"), icon="inbox"),
    Entry(
        name="print",
        menu="&File",
        text=later("P&rint packet"),
        keys=("Ctrl+P",),
        icon="print",
        line_before=True,
    ),
    Entry(
        name="print-batch",
        menu="&File",
        text=later("Print to&morrow …"),
        keys=("Ctrl+Shift+P",),
        icon="print",
    ),
    Entry(
        name="save", menu="&File", text=later("&Save packet as PDF"), keys=("Ctrl+S",), icon="save"
    ),
    Entry(name="print-schedule", menu="&File", text=later("Print sche&dule …"), icon="print"),
    Entry(
        name="print-huddle",
        menu="&File",
        text=later("Print &huddle sheet …"),
        keys=("Ctrl+Shift+T",),
        icon="print",
    ),
    Entry(
        name="return", menu="&File", text=later("&Check a paper in"), keys=("Ctrl+R",), icon="inbox"
    ),
    Entry(
        name="lock",
        menu="&File",
        text=later("&Lock"),
        keys=("Ctrl+L",),
        icon="hold",
        line_before=True,
    ),
    Entry(name="emergency", menu="&File", text=later("&Emergency access …"), icon="warning"),
    Entry(name="quit", menu="&File", text=later("&Quit"), keys=("Ctrl+Q",), icon="quit"),
    Entry(name="undo", menu="&Edit", text=later("&Undo"), keys=("Ctrl+Z",), icon="undo"),
    Entry(
        name="redo", menu="&Edit", text=later("&Redo"), keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo"
    ),
    Entry(
        name="history", menu="&Edit", text=later("&History"), keys=("Ctrl+Shift+Y",), icon="clock"
    ),
    Entry(
        name="find",
        menu="&Edit",
        text=later("&Find patient"),
        keys=("Ctrl+F", "Ctrl+K"),
        icon="search",
        line_before=True,
    ),
    Entry(
        name="note-day",
        menu="&Edit",
        text=later("&Note for the day"),
        keys=("F2",),
        within="today",
        icon="edit",
    ),
    Entry(name="look-system", menu="&View", text=later("&Follow the system"), group="look"),
    Entry(name="look-light", menu="&View", text=later("&Light"), group="look", icon="today"),
    Entry(name="look-dark", menu="&View", text=later("&Dark"), group="look", icon="moon"),
    Entry(name="contrast", menu="&View", text=later("Always &high contrast"), tick=True),
    *(
        Entry(name=f"language-{code}", menu="&View", text=name, group="language", under=LANGUAGE)
        for code, name in TONGUES.items()
    ),
    Entry(
        name="larger",
        menu="&View",
        text=later("Larger &text"),
        keys=("Ctrl++", "Ctrl+="),
        icon="zoom-in",
        line_before=True,
    ),
    Entry(
        name="smaller", menu="&View", text=later("&Smaller text"), keys=("Ctrl+-",), icon="zoom-out"
    ),
    Entry(name="normal", menu="&View", text=later("&Normal text"), keys=("Ctrl+0",), icon="text"),
    Entry(
        name="span-day",
        menu="&View",
        text=later("D&ay"),
        keys=("Ctrl+Shift+D",),
        icon="day",
        group="span",
        line_before=True,
    ),
    Entry(
        name="span-week",
        menu="&View",
        text=later("Wee&k"),
        keys=("Ctrl+Shift+W",),
        icon="week",
        group="span",
    ),
    Entry(
        name="span-month",
        menu="&View",
        text=later("&Month of openings"),
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
            under=SAVED,
        )
        for number in range(1, ON_KEYS + 1)
    ),
    Entry(
        name="views",
        menu="&View",
        text=later("&Save or edit …"),
        keys=("Alt+0",),
        under=SAVED,
        line_before=True,
    ),
    Entry(
        name="rooms",
        menu="&View",
        text=later("&Rooms on the schedule"),
        tick=True,
        line_before=True,
    ),
    Entry(name="people", menu="&View", text=later("&People on the schedule"), tick=True),
    Entry(name="pumps", menu="&View", text=later("P&umps on the schedule"), tick=True),
    Entry(
        name="list",
        menu="&View",
        text=later("Schedule as a l&ist"),
        keys=("Ctrl+Shift+L",),
        tick=True,
    ),
    Entry(
        name="calendar",
        menu="&View",
        text=later("&Calendar beside the schedule"),
        keys=("Ctrl+Shift+G",),
        tick=True,
    ),
    Entry(
        name="zoom-in",
        menu="&View",
        text=later("&Zoom in on the day"),
        keys=("Ctrl+Shift+Up",),
        line_before=True,
    ),
    Entry(
        name="zoom-out", menu="&View", text=later("Zoom &out of the day"), keys=("Ctrl+Shift+Down",)
    ),
    Entry(
        name="privacy",
        menu="&View",
        text=later("Pri&vacy: initials only"),
        keys=("Ctrl+Shift+H",),
        tick=True,
    ),
    Entry(
        name="refresh",
        menu="&View",
        text=later("R&efresh"),
        keys=("F5",),
        icon="refresh",
        line_before=True,
    ),
    Entry(name="go-today", menu="&Go", text=later("&Today board"), keys=("Ctrl+1",), icon="today"),
    Entry(
        name="go-schedule", menu="&Go", text=later("&Schedule"), keys=("Ctrl+2",), icon="schedule"
    ),
    Entry(
        name="go-patients", menu="&Go", text=later("&Patients"), keys=("Ctrl+3",), icon="patients"
    ),
    Entry(name="go-courses", menu="&Go", text=later("&Courses"), keys=("Ctrl+4",), icon="course"),
    Entry(name="go-consents", menu="&Go", text=later("Co&nsents"), keys=("Ctrl+5",), icon="edit"),
    Entry(
        name="go-documents", menu="&Go", text=later("Doc&uments"), keys=("Ctrl+6",), icon="paper"
    ),
    Entry(name="go-lists", menu="&Go", text=later("&Lists"), keys=("Ctrl+8",), icon="call"),
    Entry(name="go-worklists", menu="&Go", text=later("To &do"), keys=("Ctrl+9",), icon="list"),
    Entry(
        name="go-reports", menu="&Go", text=later("&Reports"), keys=("Ctrl+Shift+R",), icon="chart"
    ),
    Entry(name="go-forms", menu="&Go", text=later("&Forms"), keys=("Ctrl+7",), icon="paper"),
    Entry(
        name="go-settings", menu="&Go", text=later("Sett&ings"), keys=("Ctrl+,",), icon="settings"
    ),
    Entry(
        name="day-back",
        menu="&Go",
        text=later("Pre&vious day"),
        keys=("Alt+Left",),
        icon="left",
        line_before=True,
    ),
    Entry(name="day-forth", menu="&Go", text=later("Next da&y"), keys=("Alt+Right",), icon="right"),
    Entry(name="week-back", menu="&Go", text=later("&Week back"), keys=("Alt+Shift+Left",)),
    Entry(name="week-forth", menu="&Go", text=later("W&eek on"), keys=("Alt+Shift+Right",)),
    Entry(name="month-back", menu="&Go", text=later("&Month back"), keys=("Alt+PgUp",)),
    Entry(name="month-forth", menu="&Go", text=later("M&onth on"), keys=("Alt+PgDown",)),
    Entry(name="day-today", menu="&Go", text=later("T&his day"), keys=("Ctrl+T",)),
    Entry(name="day-go", menu="&Go", text=later("&Go to a day"), keys=("Ctrl+G",)),
    Entry(name="pane", menu="&Go", text=later("Ne&xt pane"), keys=("F6",), line_before=True),
    Entry(name="close", menu="&Go", text=later("Close the p&anel"), keys=("Esc",), icon="close"),
    Entry(name="card", menu="&Patient", text=later("&Open card"), keys=("Ctrl+O",), icon="person"),
    Entry(
        name="record",
        menu="&Patient",
        text=later("&Edit the record"),
        keys=("F2",),
        within="patients",
        icon="edit",
    ),
    Entry(
        name="book-patient",
        menu="&Patient",
        text=later("&Book for this patient"),
        keys=("Ctrl+B",),
        icon="book",
    ),
    Entry(
        name="plan-course",
        menu="&Patient",
        text=later("&Plan a course"),
        keys=("Ctrl+Shift+E",),
        icon="course",
    ),
    Entry(
        name="wait",
        menu="&Patient",
        text=later("Put on the &wait list"),
        keys=("Ctrl+Shift+A",),
        icon="clock",
    ),
    Entry(
        name="merge",
        menu="&Patient",
        text=later("&Merge with another chart …"),
        keys=("Ctrl+Shift+J",),
        icon="patients",
        line_before=True,
    ),
    Entry(
        name="step",
        menu="V&isit",
        text=later("&Next step"),
        keys=("Ctrl+Return", "Ctrl+Enter"),
        icon="arrive",
    ),
    Entry(name="visit", menu="V&isit", text=later("&Readiness"), keys=("Ctrl+I",), icon="ready"),
    Entry(name="ride", menu="V&isit", text=later("&Add the ride"), icon="ride"),
    Entry(name="packet", menu="V&isit", text=later("&Packet"), icon="packet"),
    Entry(name="call", menu="V&isit", text=later("Copy the p&hone number"), keys=("Ctrl+Shift+C",)),
    Entry(
        name="move",
        menu="V&isit",
        text=later("&Move"),
        keys=("Ctrl+M",),
        icon="right",
        line_before=True,
    ),
    Entry(
        name="shelve",
        menu="V&isit",
        text=later("P&ut on the shelf"),
        keys=("Ctrl+X",),
        within="day",
        icon="shelf",
    ),
    Entry(
        name="follow-up",
        menu="V&isit",
        text=later("Copy as &follow-up"),
        keys=("Ctrl+C",),
        within="day",
    ),
    *(
        Entry(name=name, menu="V&isit", text=text, keys=(key,), within="day", under=ADJUST)
        for name, text, key in (
            ("earlier", later("15 minutes &earlier"), "Alt+Shift+Up"),
            ("later", later("15 minutes &later"), "Alt+Shift+Down"),
            ("longer", later("5 minutes l&onger"), "Shift+Down"),
            ("shorter", later("5 minutes &shorter"), "Shift+Up"),
        )
    ),
    Entry(
        name="cancel",
        menu="V&isit",
        text=later("&Cancel visit"),
        keys=("Ctrl+Del",),
        icon="cancel",
    ),
    Entry(
        name="no-show",
        menu="V&isit",
        text=later("No-&show"),
        keys=("Ctrl+Shift+Del",),
        icon="idle",
    ),
    Entry(
        name="book-here",
        menu="V&isit",
        text=later("&Book at the chosen time"),
        icon="book",
        line_before=True,
    ),
    Entry(name="hold-here", menu="V&isit", text=later("Ho&ld the chosen time"), icon="hold"),
    Entry(name="fill-here", menu="V&isit", text=later("Fill from the &wait list"), icon="call"),
    Entry(
        name="paste",
        menu="V&isit",
        text=later("From the shelf t&o the chosen time"),
        keys=("Ctrl+V",),
        within="day",
    ),
    Entry(
        name="block", menu="V&isit", text=later("Block &time"), keys=("Ctrl+Shift+B",), icon="hold"
    ),
    Entry(name="unblock", menu="V&isit", text=later("&Give blocked time back")),
    Entry(name="help", menu="&Help", text=later("&Help for this"), keys=("F1",), icon="info"),
    Entry(name="tour", menu="&Help", text=later("&Tour"), keys=("Shift+F1",), icon="right"),
    Entry(name="keys", menu="&Help", text=later("&Keys"), keys=("Ctrl+/",), icon="keyboard"),
    Entry(name="print-keys", menu="&Help", text=later("&Print the key card …"), icon="print"),
    Entry(name="about", menu="&Help", text=later("&About Anteroom"), icon="anteroom"),
)
