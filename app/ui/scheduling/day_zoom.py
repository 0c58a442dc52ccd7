"""How high the hours of the day stand, kept for this computer."""

from PySide6.QtCore import QSettings

STEPS = (50, 75, 100, 140, 200, 300)
USUAL = 100
KEY = "schedule/zoom"


class Zoom:
    """A step of zoom; text keeps its size, hours grow and shrink."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        kept = str(settings.value(KEY, USUAL))
        self.percent = int(kept) if kept.isdigit() and int(kept) in STEPS else USUAL

    def larger(self) -> None:
        """One step higher hours."""
        self._take(next((step for step in STEPS if step > self.percent), STEPS[-1]))

    def smaller(self) -> None:
        """One step lower hours."""
        self._take(next((step for step in reversed(STEPS) if step < self.percent), STEPS[0]))

    def _take(self, percent: int) -> None:
        self.percent = percent
        self._settings.setValue(KEY, percent)
