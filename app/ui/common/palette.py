"""The colours: a table for light and one for dark, and of each one in high contrast.

Whoever paints asks `tokens(widget)`; which table holds is read off the widget's own palette, which
Qt's own widgets take too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A mark or text colour and the soft fill it stands on."""

    mark: str
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour that is painted, by what it is for."""

    dark: bool
    high_contrast: bool = False
    """Whether what is only tinted otherwise has a line around it, and rings are wider."""
    canvas: str
    surface: str
    sunken: str
    hairline: str
    edge: str
    """Border of a field: at least 3:1 on what it stands on."""
    ink: str
    muted: str
    accent: str
    """Text and marks in the accent."""
    accent_fill: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    hover: str
    now: str
    demo: Pair
    states: Mapping[str, Pair]
    """Ready, waiting, blocked, waived, idle."""
    kinds: Mapping[str, Pair]
    """The colours that visit types name."""


LIGHT = Tokens(
    dark=False,
    canvas="#F4F5F8",
    surface="#FFFFFF",
    sunken="#E9EBF0",
    hairline="#E0E3EA",
    edge="#828A99",
    ink="#1B1F2A",
    muted="#545D6D",
    accent="#4F46B8",
    accent_fill="#4F46B8",
    accent_hover="#423AA0",
    accent_soft="#ECEBFA",
    on_accent="#FFFFFF",
    hover="#EEF0F5",
    now="#C2253B",
    demo=Pair(mark="#6B3F00", fill="#FFD98A"),
    states={
        "ready": Pair(mark="#0B6B3A", fill="#E6F4EC"),
        "waiting": Pair(mark="#7A4B00", fill="#FFF3D6"),
        "blocked": Pair(mark="#A3121F", fill="#FDE7E9"),
        "waived": Pair(mark="#0B4F9E", fill="#E6F0FB"),
        "idle": Pair(mark="#4A4F57", fill="#F1F3F5"),
    },
    kinds={
        "slate": Pair(mark="#64708A", fill="#EEF0F4"),
        "teal": Pair(mark="#0F7F86", fill="#E3F4F4"),
        "blue": Pair(mark="#2F6FC4", fill="#E6F0FC"),
        "violet": Pair(mark="#6C54C9", fill="#EFEBFC"),
        "plum": Pair(mark="#9A3F94", fill="#F7E9F6"),
        "rose": Pair(mark="#C43D67", fill="#FCE9EE"),
        "green": Pair(mark="#2E8450", fill="#E7F5EA"),
    },
)

DARK = Tokens(
    dark=True,
    canvas="#14161B",
    surface="#1D2027",
    sunken="#0F1115",
    hairline="#2D323C",
    edge="#7A8393",
    ink="#E8EAEF",
    muted="#A7AFBC",
    accent="#ABA5FF",
    accent_fill="#6A61D8",
    accent_hover="#5E55CB",
    accent_soft="#2A2852",
    on_accent="#FFFFFF",
    hover="#272B34",
    now="#FF8A94",
    demo=Pair(mark="#FFDFA0", fill="#553B08"),
    states={
        "ready": Pair(mark="#7FD8A4", fill="#12291D"),
        "waiting": Pair(mark="#F2C46D", fill="#2B2110"),
        "blocked": Pair(mark="#FF9AA2", fill="#2E1416"),
        "waived": Pair(mark="#8FC1FF", fill="#122236"),
        "idle": Pair(mark="#C4CAD2", fill="#24282D"),
    },
    kinds={
        "slate": Pair(mark="#8A97B0", fill="#272C36"),
        "teal": Pair(mark="#4DB6BC", fill="#15302F"),
        "blue": Pair(mark="#6FA8EE", fill="#172A42"),
        "violet": Pair(mark="#A794F5", fill="#2A244D"),
        "plum": Pair(mark="#D286CC", fill="#36203A"),
        "rose": Pair(mark="#EE86A4", fill="#3B1F2A"),
        "green": Pair(mark="#6CC48A", fill="#18301F"),
    },
)


def _under(pairs: Mapping[str, Pair], **marks: str) -> dict[str, Pair]:
    """The same fills under other marks."""
    return {name: Pair(mark=marks[name], fill=pair.fill) for name, pair in pairs.items()}


LIGHT_CONTRAST = replace(
    LIGHT,
    high_contrast=True,
    canvas="#FFFFFF",
    sunken="#E6E8EC",
    hairline="#6B7280",
    edge="#4A4F5A",
    ink="#000000",
    muted="#262A33",
    accent="#1F158A",
    accent_fill="#2A1F9E",
    accent_hover="#1A1270",
    accent_soft="#DDDAFF",
    hover="#E6E8EC",
    now="#9E0A22",
    demo=Pair(mark="#4A2B00", fill=LIGHT.demo.fill),
    states=_under(
        LIGHT.states,
        ready="#00502A",
        waiting="#5A3600",
        blocked="#86000F",
        waived="#003B7E",
        idle="#2E3238",
    ),
    kinds=_under(
        LIGHT.kinds,
        slate="#3E4860",
        teal="#00545A",
        blue="#0F4A94",
        violet="#452FA0",
        plum="#6F1F6A",
        rose="#8E1A42",
        green="#0F5A2E",
    ),
)

DARK_CONTRAST = replace(
    DARK,
    high_contrast=True,
    canvas="#000000",
    surface="#000000",
    sunken="#1C1E22",
    hairline="#8A919E",
    edge="#B8BEC9",
    ink="#FFFFFF",
    muted="#E1E4EA",
    accent="#D2CEFF",
    accent_fill="#D2CEFF",
    accent_hover="#EAE8FF",
    accent_soft="#2E2A6B",
    on_accent="#000000",
    hover="#2A2D34",
    now="#FFA8B0",
    demo=Pair(mark="#FFE7B8", fill="#3A2600"),
    states=_under(
        DARK.states,
        ready="#9BEBBB",
        waiting="#FFDB8F",
        blocked="#FFB9BF",
        waived="#B5D6FF",
        idle="#DEE2E8",
    ),
    kinds=_under(
        DARK.kinds,
        slate="#B9C3D8",
        teal="#7ADDE2",
        blue="#A3CBFF",
        violet="#CBBFFF",
        plum="#ECB0E7",
        rose="#FFB3C9",
        green="#9CE5B4",
    ),
)

TABLES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)
BY_CANVAS = {QColor(table.canvas).rgb(): table for table in TABLES}
HALF = 128


def table_for(*, dark: bool, high_contrast: bool) -> Tokens:
    """The table of a look."""
    wanted = dark, high_contrast
    return next(each for each in TABLES if (each.dark, each.high_contrast) == wanted)


def tokens(widget: QWidget) -> Tokens:
    """The table that a widget is to be painted with."""
    return tokens_of(widget.palette())


def tokens_of(palette: QPalette) -> Tokens:
    """The table that a palette was made of."""
    canvas = palette.color(QPalette.ColorRole.Window)
    return BY_CANVAS.get(canvas.rgb()) or (DARK if canvas.lightness() < HALF else LIGHT)


def kind_pair(table: Tokens, colour: str) -> Pair:
    """The colours of a visit type; a name that no table knows is slate."""
    return table.kinds.get(colour, table.kinds["slate"])


def palette_of(table: Tokens) -> QPalette:
    """The palette for Qt's own widgets: menus, scroll areas, pop-ups, tool tips."""
    palette = QPalette()
    for role, colour in _roles(table).items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(table.edge))
    return palette


def _roles(table: Tokens) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: table.canvas,
        role.WindowText: table.ink,
        role.Base: table.surface,
        role.AlternateBase: table.canvas,
        role.Text: table.ink,
        role.PlaceholderText: table.muted,
        role.Button: table.surface,
        role.ButtonText: table.ink,
        role.BrightText: table.on_accent,
        role.Highlight: table.accent_fill,
        role.HighlightedText: table.on_accent,
        role.Accent: table.accent_fill,
        role.Link: table.accent,
        role.LinkVisited: table.accent,
        role.ToolTipBase: table.ink if not table.dark else table.hover,
        role.ToolTipText: table.surface if not table.dark else table.ink,
        role.Light: table.surface,
        role.Midlight: table.hover,
        role.Mid: table.hairline,
        role.Dark: table.hairline,
        role.Shadow: table.sunken,
    }
