"""The colours: one table for light, one for dark, and the palette that Qt's own widgets take.

Whoever paints asks `tokens(widget)`; which table holds is read off the widget's own palette.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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

HALF = 128


def tokens(widget: QWidget) -> Tokens:
    """The table that a widget is to be painted with."""
    return tokens_of(widget.palette())


def tokens_of(palette: QPalette) -> Tokens:
    """The table that a palette was made of."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < HALF else LIGHT


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
