"""A font without instructions has the same shapes."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from reportlab.pdfbase import pdfmetrics

from app.documents import fonts
from app.documents.bare import bare
from app.documents.face import Face
from app.documents.style import FACES

SIZE = 1000


def drawn(program: bytes, code: int) -> Image.Image:
    """A letter by its code in the font, large."""
    font = ImageFont.truetype(BytesIO(program), SIZE, encoding="armn")
    picture = Image.new("L", (2 * SIZE, 2 * SIZE))
    said = bytes([code]).decode("mac_roman")
    ImageDraw.Draw(picture).text((SIZE / 2, SIZE / 2), said, font=font, fill=255)
    return picture


@pytest.mark.parametrize("name", FACES)
def test_a_font_without_instructions_has_the_same_shapes(name: str) -> None:
    fonts.register()
    face = pdfmetrics.getFont(name)
    assert isinstance(face, Face)

    for number in (0, 1):
        whole = face.program(number)
        less = bare(whole)
        assert len(less) < 0.75 * len(whole)
        for code in range(33, 256, 17):
            one, other = drawn(whole, code), drawn(less, code)
            apart = ImageStat.Stat(ImageChops.difference(one, other)).sum[0]
            assert apart <= 0.02 * max(ImageStat.Stat(one).sum[0], 1)
