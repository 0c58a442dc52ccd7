"""The commands that need no window: words in, sentences or one JSON document out."""

from app.cli.program import main
from app.cli.screen import Screen, has_display

__all__ = ["Screen", "has_display", "main"]
