"""Which clinic this computer knows."""

from pathlib import Path

from PySide6.QtCore import QSettings

from app.domain.clinics import Place, place_of

PLACE = "entrance/place"


def kept_place(settings: QSettings) -> Place | None:
    """The clinic that was made in another folder, or joined, from this computer."""
    kept = str(settings.value(PLACE, ""))
    place = place_of(kept) if kept else None
    return None if isinstance(place, Path) and not place.exists() else place
