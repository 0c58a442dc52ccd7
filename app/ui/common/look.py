"""How the window looks on this computer: light or dark, its contrast, and the size of the text."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QToolTip

from app import paths
from app.domain.refusal import Trouble
from app.ui.common.palette import Tokens, palette_of, table_for
from app.ui.common.type import BASE_POINTS, FAMILY, Restyled, forget_fonts

FONTS = ("NotoSans-Regular", "NotoSans-Italic", "NotoSans-SemiBold", "NotoSans-Bold")
STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
MODES = ("system", "light", "dark")


@contextmanager
def nothing_collected() -> Generator[None]:
    """Python's collector waits, lest it delete a widget while Qt goes through all of them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def load_fonts() -> None:
    """Take in the shipped fonts, so that the window looks the same on every computer."""
    for name in FONTS:
        file = paths.FONTS / f"{name}.ttf"
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise Trouble("font-missing", font=file.name)


class Look(QObject):
    """Light or dark, contrast and text size: kept for this computer, applied to the whole window.

    What the system says is followed while the window is open.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self._application, self._settings = application, settings
        self.mode = self._kept_mode()
        self.percent = self._kept_percent()
        self.always_contrast = str(settings.value("look/contrast", "system")) == "always"
        self._hints = application.styleHints()
        self._needs = self._hints.accessibility()  # Qt drops it when nobody holds the hints
        self._hints.colorSchemeChanged.connect(self._scheme_changed)
        self._needs.contrastPreferenceChanged.connect(self._contrast_changed)
        self.apply()

    def _kept_mode(self) -> str:
        kept = str(self._settings.value("look/mode", "system"))
        return kept if kept in MODES else "system"

    def _kept_percent(self) -> int:
        kept = str(self._settings.value("look/percent", "100"))
        return int(kept) if kept.isdigit() and int(kept) in STEPS else 100

    @property
    def is_dark(self) -> bool:
        """Whether the dark table holds now."""
        if self.mode != "system":
            return self.mode == "dark"
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def has_high_contrast(self) -> bool:
        """Whether a table of high contrast holds now."""
        asked = self._needs.contrastPreference() is Qt.ContrastPreference.HighContrast
        return self.always_contrast or asked

    @property
    def table(self) -> Tokens:
        """The colours that hold now; a widget hears of its palette a moment later."""
        return table_for(dark=self.is_dark, high_contrast=self.has_high_contrast)

    def set_mode(self, mode: str) -> None:
        """Follow the system, or be light or dark."""
        self.mode = mode
        self._settings.setValue("look/mode", mode)
        self.apply()

    def set_contrast(self, *, always: bool) -> None:
        """High contrast always, or when the system asks for it."""
        self.always_contrast = always
        self._settings.setValue("look/contrast", "always" if always else "system")
        self.apply()

    def larger(self) -> None:
        """One step larger text."""
        self.set_percent(next((step for step in STEPS if step > self.percent), STEPS[-1]))

    def smaller(self) -> None:
        """One step smaller text."""
        self.set_percent(next((s for s in reversed(STEPS) if s < self.percent), STEPS[0]))

    def set_percent(self, percent: int) -> None:
        """Text of this size."""
        self.percent = percent
        self._settings.setValue("look/percent", percent)
        self.apply()

    def apply(self) -> None:
        """Give the application its font and its palette."""
        made = QFont(FAMILY)
        made.setPointSizeF(BASE_POINTS * self.percent / 100)
        palette = palette_of(self.table)
        with nothing_collected():
            self._application.setFont(made)
            forget_fonts()
            for widget in self._application.allWidgets():
                if isinstance(widget, Restyled):
                    widget.restyle()
            self._application.setPalette(palette)
            QToolTip.setFont(made)
            QToolTip.setPalette(palette)
        self.changed.emit()

    def _scheme_changed(self) -> None:
        if self.mode == "system":
            self.apply()

    def _contrast_changed(self) -> None:
        if not self.always_contrast:
            self.apply()
