"""Writes srgb.icc, the colour profile that every PDF of ours names.

sRGB (IEC 61966-2-1) as a matrix and a curve, by the ICC's own specification (ICC.1:2004-10, version
4.2), with nothing in it that depends on when or where it is made. Run from the top of the project:

    .venv/bin/python resources/colour/make_profile.py
"""

import struct
from pathlib import Path

SIZE_OF_HEADER = 128
MADE = (2026, 11, 1, 0, 0, 0)
WHITE = (0.9642, 1.0, 0.8249)
# primaries and adaptation from D65 to D50 as the ICC publishes them for sRGB
RED = (0.4360657, 0.2224884, 0.0139160)
GREEN = (0.3851471, 0.7168732, 0.0970764)
BLUE = (0.1430664, 0.0606079, 0.7140961)
ADAPTED = (
    *(1.0478112, 0.0228866, -0.0501270),
    *(0.0295424, 0.9904844, -0.0170491),
    *(-0.0092345, 0.0150436, 0.7521316),
)
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def fixed(*values: float) -> bytes:
    """Numbers as the profile writes them."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def text(words: str) -> bytes:
    """Words in American English."""
    return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", 2 * len(words), 28) + (
        words.encode("utf-16-be")
    )


def xyz(values: tuple[float, float, float]) -> bytes:
    """A colour."""
    return b"XYZ \0\0\0\0" + fixed(*values)


def profile() -> bytes:
    """The bytes of the profile."""
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + fixed(*CURVE)
    tags = {
        b"desc": text("sRGB IEC61966-2-1"),
        b"cprt": text("No copyright, use freely"),
        b"wtpt": xyz(WHITE),
        b"chad": b"sf32\0\0\0\0" + fixed(*ADAPTED),
        b"rXYZ": xyz(RED),
        b"gXYZ": xyz(GREEN),
        b"bXYZ": xyz(BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    places: dict[bytes, int] = {}
    body = b""
    start = SIZE_OF_HEADER + 4 + 12 * len(tags)
    for each in tags.values():
        if each not in places:
            places[each] = start + len(body)
            body += each + bytes(-len(each) % 4)
    table = b"".join(
        struct.pack(">4sII", name, places[each], len(each)) for name, each in tags.items()
    )
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI12s4s",
        start + len(body),
        b"",
        0x04200000,
        *(b"mntr", b"RGB ", b"XYZ "),
        *MADE,
        b"acsp",
        b"",
        0,
        *(b"", b""),
        0,
        0,
        fixed(*WHITE),
        b"",
    )
    return header.ljust(SIZE_OF_HEADER, b"\0") + struct.pack(">I", len(tags)) + table + body


if __name__ == "__main__":
    (Path(__file__).parent / "srgb.icc").write_bytes(profile())
