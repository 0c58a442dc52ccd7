"""How each kind of paper is printed on this computer, kept from one time to the next."""

from PySide6.QtCore import QSettings

from app.printing import Sides, Way

LAST = "print/printer"
"""The printer that something went to last: it stands for every kind that never went anywhere."""


def kept_way(settings: QSettings, kind: str) -> Way:
    """How a kind of paper was printed before."""
    ours = _group(kind)
    sides = str(settings.value(f"{ours}/sides", Sides.LONG.value))
    return Way(
        printer=str(settings.value(f"{ours}/printer", settings.value(LAST, ""))),
        tray=str(settings.value(f"{ours}/tray", "")),
        sides=Sides(sides) if sides in set(Sides) else Sides.LONG,
        copies=_count(str(settings.value(f"{ours}/copies", "1"))),
    )


def own_way(settings: QSettings, kind: str) -> Way | None:
    """How a kind of paper was printed before; None when it never was by itself."""
    known = settings.contains(f"{_group(kind)}/printer")
    return kept_way(settings, kind) if known else None


def keep_way(settings: QSettings, kind: str, way: Way) -> None:
    """Print this kind of paper so the next time."""
    ours = _group(kind)
    settings.setValue(f"{ours}/printer", way.printer)
    settings.setValue(f"{ours}/tray", way.tray)
    settings.setValue(f"{ours}/sides", way.sides.value)
    settings.setValue(f"{ours}/copies", str(way.copies))
    settings.setValue(LAST, way.printer)


def _count(said: str) -> int:
    return max(1, int(said)) if said.isdigit() else 1


def _group(kind: str) -> str:
    return f"print/{kind.replace(' ', '-')}"
