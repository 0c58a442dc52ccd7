"""Forms go out into folders and come in again as they were; what others made is read with care."""

from pathlib import Path

import pytest

from app import library, words
from app.domain.refusal import Trouble
from app.library.foreign import MOST_BYTES, MOST_FORMS
from tests.library.test_reader import FRONT, folder_with


def put(form: str, place: Path) -> Path:
    """Write a shipped form into a folder."""
    place.mkdir()
    for name, text in library.form_files(library.forms()[form]).items():
        (place / name).write_bytes(text.encode())
    return place


def problem(folder: Path) -> str:
    """What is said of a folder that cannot be read."""
    with pytest.raises(Trouble) as caught:
        library.foreign_forms(folder)
    return words.say(caught.value.reason)


@pytest.mark.parametrize("form", sorted(library.forms()))
def test_every_form_comes_in_as_it_went_out(tmp_path: Path, form: str) -> None:
    place = put(form, tmp_path / form)

    assert library.foreign_forms(place) == (library.Brought(form=library.forms()[form], pdfs={}),)
    assert library.forms(tmp_path) == {form: library.forms()[form]}


def test_a_folder_of_forms_gives_them_all(tmp_path: Path) -> None:
    for form in ("ketamine-consent", "telehealth-consent"):
        put(form, tmp_path / form)
    (tmp_path / "notes").mkdir()

    found = library.foreign_forms(tmp_path)

    assert [each.form.id for each in found] == ["ketamine-consent", "telehealth-consent"]


def test_shared_texts_are_ours_and_never_lie_beside_the_folder(tmp_path: Path) -> None:
    name = next(name for name, language in library.commons() if language == "en")
    folder = folder_with(tmp_path, text=f"::: common {name}\n:::\n")
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / f"{name}.en.md").write_text("Stolen.", encoding="utf-8")

    (found,) = library.foreign_forms(folder)

    assert found.form.texts["en"].strip() == library.commons()[name, "en"].strip()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Words.", encoding="utf-8")
    folder = folder_with(tmp_path) / "small-form"
    (folder / "en.md").unlink()
    (folder / "en.md").symlink_to(secret)

    assert "en.md is not a plain file" in problem(folder)


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    put("ketamine-consent", tmp_path / "elsewhere")
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "ketamine-consent").symlink_to(tmp_path / "elsewhere")

    assert problem(tmp_path / "forms").startswith("There is no form in forms")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * (MOST_BYTES + 1), "larger than 150 KB"),
        ("a\0b", "line 1: en.md is not text"),
    ],
)
def test_a_hostile_text_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(folder_with(tmp_path, text=text))


def test_a_shared_text_has_no_path_in_its_name(tmp_path: Path) -> None:
    text = "::: common ../../secret\n:::\n"

    (found,) = library.foreign_forms(folder_with(tmp_path, text=text))

    assert found.form.texts["en"] == text


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (FRONT.replace("small-form", "../small-form"), "a short name in small letters"),
        (FRONT.replace("A small form", "A" * 300), "one line of at most 200 letters"),
        ("x = " + "[" * 50_000, "too much stands in one another"),
        (FRONT.replace("version = 1", "version = 999999999"), "a whole number from 1 to 100000"),
        (FRONT + "password = 1\n", "the key “password” is not known"),
    ],
)
def test_a_hostile_front_is_refused_in_a_sentence(tmp_path: Path, front: str, said: str) -> None:
    assert said in problem(folder_with(tmp_path, front=front))


def test_too_many_forms_are_refused(tmp_path: Path) -> None:
    for number in range(MOST_FORMS + 1):
        (tmp_path / f"form-{number}").mkdir()
        (tmp_path / f"form-{number}" / "form.toml").write_text(FRONT, encoding="utf-8")

    assert "more than 100 files" in problem(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problem(tmp_path / "nowhere").startswith("The file ")
