"""What languages are called."""

from babel import Locale, UnknownLocaleError


def language_word(language: str) -> str:
    """What a language is called in English: es is Spanish."""
    try:
        return Locale.parse(language).get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language
