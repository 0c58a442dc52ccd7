"""The language of the window: sentences are looked up, and stay English where none is found."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.words import tongue
from app.words.tongue import read_in_all, speak, speaking, tr, tr_many, tr_of


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """What a test speaks is forgotten with it."""
    yield
    speak("en")


def test_a_sentence_is_told_in_the_language_of_the_window_in_every_thread() -> None:
    speak("es")
    with ThreadPoolExecutor(1) as other:
        assert other.submit(tr, "About Anteroom").result() == "Acerca de Anteroom"
    assert tr("About Anteroom") == "Acerca de Anteroom"


def test_what_is_not_translated_stays_english_with_its_facts() -> None:
    speak("es")
    assert tr("Never said by {who}", who="anybody") == "Never said by anybody"


def test_another_language_holds_only_where_it_is_asked_for() -> None:
    with speaking("es"):
        assert tongue.tongue() == "es"
        assert tr("About Anteroom") == "Acerca de Anteroom"
    assert tongue.tongue() == "en"
    assert tr("About Anteroom") == "About Anteroom"


def test_a_sentence_is_found_whichever_room_it_stands_in() -> None:
    speak("es")
    read_in_all()
    assert tr("Not opened.") == "No se abrió."
    assert tr_of("menu", "Always &high contrast") == "Alto co&ntraste siempre"
    assert tr_many(2, "visit", "visits") == "citas"


def test_english_starts_without_the_reader_of_translations() -> None:
    start = "import sys; from app import words; words.plural(2, 'visit'); words.tr('About')"
    loaded = f"{start}; print('babel.messages' in sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", loaded], check=True, capture_output=True, text=True
    )

    assert said.stdout == "False\n"
