"""Folders of forms that were damaged, or written to do harm, come in or are refused."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app import library
from app.domain.forms import Form
from tests import hostile
from tests.library.test_reader import FRONT

FORMS = ("ketamine-consent", "telehealth-consent", "release-of-information")
FOLDERS: tuple[Mapping[str, str], ...] = (
    {"form.toml": FRONT, "en.md": "Words for {{patient.name}}.\n\n::: sign patient\n:::\n"},
    *(library.form_files(library.forms()[name]) for name in FORMS),
)
FRONTS = tuple(each["form.toml"].encode() for each in FOLDERS)
TEXTS = tuple(each["en.md"].encode()[:3_000] for each in FOLDERS)
IN_FRONTS = (
    *(b"[[", b"]]\n", b'"""', b"= 99999999999999999999\n", b"= 1979-05-27T07:32:00Z\n", b"= nan\n"),
    *(b"[sources]\n", b"= []\n", b"= {}\n", b"a.b.c = 1\n", b"\\u0000", b"\\U0010ffff", b"../../"),
)
IN_TEXTS = (
    *(b"\n:::\n", b"\n::: if x\n", b"\n::: choice a b|c\n", b"\n::: reaffirm 9\n", b"{{", b"}}"),
    *(b"{{patient.name}}", b"<script>", b"![x](/etc/passwd)", b"[x](javascript:1)", b"`" * 30),
    *(b"\n::: common ../../secret\n:::\n", b"\n::: figure balance\n", b"\n| a | b |\n|---|---|\n"),
    *(b"\n" + b"> " * 60, b"\n" + b"- " * 60, b"*" * 300, b"[" * 300, b"{#x}", b"\n99999999999. a"),
)
NAMES = st.sampled_from(
    ["en.md", "es.md", "xx.md", "en.pdf", "common", "form.toml ", "form.toml~", "EN.md", "..md"]
)


def missing(text: str) -> str:
    return "".join(letter for letter in text if letter > "\u2fff")


def read_all(folder: Path) -> list[Form]:
    """Everything that taking a folder in reads of it."""
    forms = [brought.form for brought in library.foreign_forms(folder)]
    for form in forms:
        library.placed(form, tuple(library.lint(form, missing)))
        for language in form.texts:
            hostile.given(lambda: library.form_text(form, language))  # noqa: B023 -- called at once
    return forms


def look(files: Mapping[str, bytes]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place, "form")
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)

        with hostile.WATCH.looking(lambda name, _: name.startswith("socket.")) as seen:
            hostile.given(lambda: read_all(folder))

        assert seen == []
        assert {path.name for path in folder.iterdir()} == set(files)


@given(hostile.damaged(*FRONTS, nasty=IN_FRONTS), st.sampled_from(TEXTS))
def test_any_damage_to_what_a_form_says_of_itself(front: bytes, text: bytes) -> None:
    look({"form.toml": front, "en.md": text})


LINES = FRONTS[1].decode().splitlines()
VALUES = st.sampled_from(
    [
        *('""', "[]", "{}", "0", "-1", "true", "nan", "1e400", "9" * 400, "0x10", "07:32:00"),
        *(r'"\u202e"', r'["\u0000"]', '{ en = "x", "../" = "y" }', "0001-01-01", "9999-12-31"),
        *("[[[]]]", '"../../etc"', '"' + "a" * 9_000 + '"', "2026-11-01T00:00:00"),
    ]
)


@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), VALUES), min_size=1, max_size=3))
def test_any_value_of_what_a_form_says_of_itself(changes: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for at, value in changes:
        lines[at] = f"{lines[at].partition(' = ')[0]} = {value}"

    look({"form.toml": "\n".join(lines).encode(), "en.md": TEXTS[0]})


@given(st.sampled_from(FRONTS), hostile.damaged(*TEXTS, nasty=IN_TEXTS), NAMES)
def test_any_damage_to_the_text_of_a_form(front: bytes, text: bytes, name: str) -> None:
    look({"form.toml": front, "en.md": text, name: text})
