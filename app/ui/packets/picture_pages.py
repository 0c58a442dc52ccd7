"""The pages of a scan as pictures: pixels that the limited child made, and nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.domain.attachments import Picture

POINTS = 72 / 150
"""Points that a pixel of a scan stands for when it is shown as large as its paper."""

FORMATS = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_RGB888}


class PicturePages:
    """An open scan, page by page."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self._images = [_image(picture) for picture in pictures]

    def __len__(self) -> int:
        return len(self._images)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        image = self._images[number]
        return image.width() * POINTS, image.height() * POINTS

    def image(self, number: int, scale: float) -> QImage:
        """A page as a picture, so many pixels a point."""
        image = self._images[number]
        wide = max(1, round(image.width() * POINTS * scale))
        return image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)

    def close(self) -> None:
        """Let go of the pictures."""
        self._images = []


def _image(picture: Picture) -> QImage:
    line = picture.width * picture.bands
    shape = (picture.width, picture.height, line)
    return QImage(picture.pixels, *shape, FORMATS[picture.bands]).copy()
