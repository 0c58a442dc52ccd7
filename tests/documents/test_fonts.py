import shutil
from pathlib import Path

import pytest

from app import paths
from app.documents import fonts, missing_letters
from app.documents.style import FACES, REGULAR
from app.domain.refusal import Trouble


def test_a_missing_font_is_a_trouble_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        fonts.register(tmp_path)

    assert caught.value.reason.code == "font-missing"
    assert caught.value.reason.facts == {"font": f"{REGULAR}.ttf"}


def test_a_damaged_font_is_the_same_trouble(tmp_path: Path) -> None:
    for face in FACES:
        shutil.copy(paths.FONTS / f"{face}.ttf", tmp_path)
    (tmp_path / f"{FACES[-1]}.ttf").write_bytes(b"no font")

    with pytest.raises(Trouble) as caught:
        fonts.register(tmp_path)

    assert caught.value.reason.facts == {"font": f"{FACES[-1]}.ttf"}


def test_letters_of_english_spanish_and_vietnamese_are_there() -> None:
    assert missing_letters("Señora Ñúñez ¿cómo? Nguyễn Thị Ánh Đặng ữ Ỹ – — … “ ” ’ ½ × °") == ""


def test_letters_that_are_not_there_are_named_once() -> None:
    assert missing_letters("中文中 ≥") == "≥中文"


def test_control_marks_become_spaces() -> None:
    assert fonts.printable("Ana\x00\tRuiz\u2028") == "Ana  Ruiz "


@pytest.mark.parametrize("room", [20, 60, 200])
def test_what_is_shortened_fits(room: float) -> None:
    short = fonts.shortened("A rather long name " * 20, REGULAR, 9, room)

    assert short.endswith("…")
    assert fonts.width(short, REGULAR, 9) <= room
