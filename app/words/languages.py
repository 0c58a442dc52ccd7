"""What languages are called."""

from babel import Locale, UnknownLocaleError

from app.words.tongue import tongue


def language_word(code: str, language: str = "") -> str:
    """Such as “Vietnamese” for vi; the code itself where it has no name."""
    try:
        return Locale.parse(code).get_language_name(language or tongue()) or code
    except (UnknownLocaleError, ValueError):
        return code
