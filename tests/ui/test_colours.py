"""Every colour can be read and seen where it is painted: light, dark, and both in high contrast."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSettings
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app import ui
from app.ui.application import make_application
from app.ui.commands import Commands
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.icons import icon
from app.ui.common.look import Look
from app.ui.common.painting import focus_ring
from app.ui.common.palette import (
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    Tokens,
    palette_of,
    tokens,
    tokens_of,
)
from app.ui.main_window import MainWindow
from app.ui.scheduling.heat_map import STRENGTHS
from tests.ui.test_look import settle

NAMED = {
    "light": LIGHT,
    "dark": DARK,
    "light-contrast": LIGHT_CONTRAST,
    "dark-contrast": DARK_CONTRAST,
}
EVERY = pytest.mark.parametrize("table", NAMED.values(), ids=NAMED)
HIGH = (LIGHT_CONTRAST, DARK_CONTRAST)

OPAQUE = 255
DOSE = 30
"""How strongly the dose of a card is tinted."""


def readable(table: Tokens) -> float:
    """The least contrast of a text: AA, and in high contrast AAA."""
    return 7.0 if table.high_contrast else 4.5


def visible(table: Tokens) -> float:
    """The least contrast of a mark, a border or a ring."""
    return 4.5 if table.high_contrast else 3.0


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: str, ground: str, strength: int) -> str:
    """A colour that lets what is below shine through."""
    above, below, share = QColor(colour), QColor(ground), strength / OPAQUE
    parts = (
        (above.red(), below.red()),
        (above.green(), below.green()),
        (above.blue(), below.blue()),
    )
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts)).name()


def texts(table: Tokens) -> Iterator[tuple[str, str]]:
    """Every text colour with what it is read on."""
    grounds = (table.canvas, table.surface, table.sunken, table.hover, table.accent_soft)
    for ground in grounds:
        yield from ((table.ink, ground), (table.muted, ground), (table.accent, ground))
    for pair in table.kinds.values():
        for ground in (pair.fill, over(pair.mark, pair.fill, DOSE)):
            yield from ((table.ink, ground), (table.muted, ground))
    for strength in STRENGTHS:
        ground = over(table.accent_fill, table.surface, strength)
        yield from ((table.ink, ground), (table.accent, ground))
    yield from ((pair.mark, pair.fill) for pair in (*table.states.values(), table.demo))
    yield from ((table.ink, pair.fill) for pair in table.states.values())
    yield from ((table.on_accent, fill) for fill in (table.accent_fill, table.accent_hover))
    yield (table.surface, table.now)


def marks(table: Tokens) -> Iterator[tuple[str, str]]:
    """Every border, bar and ring with what it stands on."""
    for ground in (table.canvas, table.surface):
        yield from ((table.edge, ground), (table.accent, ground), (table.accent_fill, ground))
        yield (table.now, ground)
        yield from ((pair.mark, ground) for pair in table.states.values())
    for pair in table.kinds.values():
        yield (pair.mark, pair.fill)
        yield from ((state.mark, pair.fill) for state in table.states.values())


def lines(table: Tokens) -> Iterator[tuple[str, str]]:
    """What is faint otherwise and may not be in high contrast."""
    for ground in (table.canvas, table.surface):
        yield (table.hairline, ground)
        yield from ((pair.mark, ground) for pair in table.kinds.values())
    yield (table.accent_fill, table.accent_soft)
    yield from ((table.edge, ground) for ground in (table.sunken, table.hover, table.accent_soft))


@EVERY
def test_every_text_can_be_read(table: Tokens) -> None:
    assert [pair for pair in texts(table) if contrast(*pair) < readable(table)] == []


@EVERY
def test_every_mark_can_be_seen(table: Tokens) -> None:
    assert [pair for pair in marks(table) if contrast(*pair) < visible(table)] == []


@pytest.mark.parametrize("table", HIGH, ids=["light", "dark"])
def test_no_line_is_faint_in_high_contrast(table: Tokens) -> None:
    assert [pair for pair in lines(table) if contrast(*pair) < visible(table)] == []


@EVERY
def test_whoever_paints_finds_the_table_that_the_palette_was_made_of(table: Tokens) -> None:
    assert tokens_of(palette_of(table)) is table


def test_a_palette_of_somebody_else_is_light_or_dark() -> None:
    assert tokens_of(QPalette(QColor("#EFEFEF"))) is LIGHT
    assert tokens_of(QPalette(QColor("#202020"))) is DARK


class Ringed(QWidget):
    """Has the keyboard."""

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens(self).surface))
            focus_ring(painter, QRectF(self.rect()), tokens(self), 0)


@pytest.mark.parametrize(("table", "wide"), [(LIGHT, 2), (DARK, 2), *((each, 3) for each in HIGH)])
def test_the_ring_is_wider_in_high_contrast(qtbot: QtBot, table: Tokens, wide: int) -> None:
    area = Ringed()
    qtbot.addWidget(area)
    area.setPalette(palette_of(table))
    area.resize(40, 40)

    picture = area.grab().toImage()

    ring = QColor(table.accent)
    assert [picture.pixelColor(x, 20) == ring for x in range(4)] == [x < wide for x in range(4)]


COLOUR = re.compile(r'"#[0-9A-Fa-f]{6}"|GlobalColor\.(?!transparent)')
ELSEWHERE = {
    Path("common", "palette.py"),
    Path("common", "icons.py"),  # the program's own icon has its colours in itself
    Path("settings", "scanned_code.py"),  # a telephone reads black on white
}


def test_colours_are_written_in_the_tables_alone() -> None:
    (folder,) = ui.__path__
    files = {
        file.relative_to(folder): file.read_text(encoding="utf-8")
        for file in Path(folder).rglob("*.py")
    }

    assert {file for file, code in files.items() if COLOUR.search(code)} == ELSEWHERE


def action(window: MainWindow, name: str) -> QAction:
    """What stands in the menu."""
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    return commands.actions[name]


@pytest.fixture
def contrast_in(window: MainWindow) -> Iterator[Callable[[str], MainWindow]]:
    """Puts the window into high contrast, light or dark, through its menu."""

    def put(mode: str) -> MainWindow:
        action(window, f"look-{mode}").trigger()
        action(window, "contrast").trigger()
        settle(window)
        return window

    yield put
    window.look.set_contrast(always=False)
    window.look.set_mode("light")


@pytest.mark.parametrize(("mode", "table"), [("light", LIGHT_CONTRAST), ("dark", DARK_CONTRAST)])
def test_the_menu_puts_every_canvas_into_high_contrast(
    contrast_in: Callable[[str], MainWindow], mode: str, table: Tokens
) -> None:
    window = contrast_in(mode)
    schedule = window.schedule
    window.show_page(1)

    grounds: dict[str, str] = {}
    for span, button in schedule.tools.spans.items():
        button.click()
        settle(window)
        shown = schedule.grab().toImage()
        grounds[span] = shown.pixelColor(shown.width() // 2, 4).name().upper()

    assert tokens(window) is table
    assert grounds == dict.fromkeys(schedule.tools.spans, table.canvas)


@pytest.mark.parametrize(("mode", "table"), [("light", LIGHT_CONTRAST), ("dark", DARK_CONTRAST)])
def test_the_icons_of_the_menu_are_drawn_in_the_table_that_holds(
    contrast_in: Callable[[str], MainWindow], mode: str, table: Tokens
) -> None:
    drawn = action(contrast_in(mode), "larger").icon()

    assert drawn.pixmap(16).toImage() == icon("zoom-in", table).pixmap(16).toImage()


@pytest.mark.parametrize("table", NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("kind", ["button", "tick"])
def test_the_ring_of_what_is_filled_stands_apart_from_it(
    qtbot: QtBot, table: Tokens, kind: str
) -> None:
    button = Button("Book", Variant.PRIMARY) if kind == "button" else Tick("Booked")
    qtbot.addWidget(button)
    button.setChecked(kind == "tick")
    button.setPalette(palette_of(table))
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)

    picture = button.grab().toImage()
    row = [picture.pixelColor(x, picture.height() // 2).name() for x in range(6)]

    changes = [one for one, other in pairwise(row) if one != other]
    assert len(changes) == 2
    assert contrast(row[0], changes[1]) >= visible(table)


def test_high_contrast_is_kept_for_this_computer_and_taken_back(
    contrast_in: Callable[[str], MainWindow], tmp_path: Path
) -> None:
    window = contrast_in("light")
    contrast = action(window, "contrast")
    application = make_application([])
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)

    assert contrast.isChecked()
    assert Look(application, settings).has_high_contrast
    contrast.trigger()
    settle(window)
    assert not contrast.isChecked()
    assert tokens(window) is LIGHT
    assert not Look(application, settings).has_high_contrast
