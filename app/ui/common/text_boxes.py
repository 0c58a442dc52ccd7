"""What a painted widget says, and where: so that a test can see that nothing is cut or overlaps."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRectF


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """One painted text: the room it has, the room it needs, and how it is said when it is cut."""

    text: str
    area: QRectF
    needed: float
    """Width the whole text needs."""
    height: float
    """Height a line of it needs."""
    whole: str = ""
    """Where the text may end in dots: the tool tip that says it whole."""


@runtime_checkable
class SaysPaintedTexts(Protocol):
    """A widget that paints its own texts and can name them."""

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text that it shows now."""
        ...
