"""What Windows shows of a program: its icon, and who made which version of what."""

import os
from pathlib import Path

from app.paths import ICONS

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)

VERSION_FILE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'Anteroom'),
      StringStruct('FileDescription', 'Anteroom'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'anteroom'),
      StringStruct('LegalCopyright', '{copyright}'),
      StringStruct('OriginalFilename', 'anteroom.exe'),
      StringStruct('ProductName', 'Anteroom'),
      StringStruct('ProductVersion', '{version}'),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),
  ],
)
"""
"""As PyInstaller reads it; the language is American English, the letters are Unicode."""


def of_windows(version: str, licence: str, folder: Path) -> dict[str, str]:
    """The words for PyInstaller's EXE: an icon and a version resource, made in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    about = folder / "version.txt"
    about.write_text(version_resource(version, licence), encoding="utf-8")
    return {"icon": str(write_icon(folder / "anteroom.ico")), "version": str(about)}


def version_resource(version: str, licence: str) -> str:
    """What the file's properties say."""
    numbers = tuple([*(int(part) for part in version.split(".")), 0, 0, 0, 0][:4])
    return VERSION_FILE.format(numbers=numbers, version=version, copyright=owner(licence))


def owner(licence: str) -> str:
    """The licence's line of copyright."""
    return next(line for line in licence.splitlines() if line.startswith("Copyright"))


def write_icon(file: Path) -> Path:
    """The program's icon in every size that Windows asks for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image  # noqa: PLC0415 -- only a build for Windows needs these
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawn: list[Image.Image] = []
    renderer = QSvgRenderer(str(ICONS / "anteroom.svg"))
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        with QPainter(picture) as painter:
            renderer.render(painter)
        kept = file.with_suffix(f".{size}.png")
        picture.save(str(kept))
        drawn.append(Image.open(kept))
    drawn[-1].save(file, sizes=[(size, size) for size in SIZES], append_images=drawn[:-1])
    return file
