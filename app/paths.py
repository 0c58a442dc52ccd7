"""Where shipped files and the clinic's data lie."""

from pathlib import Path

from platformdirs import user_data_path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "forms"
RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
COLOUR = RESOURCES / "colour"
ICONS = RESOURCES / "icons"
TEMPLATES = RESOURCES / "templates"
TRANSLATIONS = RESOURCES / "translations"
HELP = RESOURCES / "help"
DEMO = RESOURCES / "demo"
FOREIGN = RESOURCES / "foreign"
CODES = RESOURCES / "icd10cm"
LICENCES = RESOURCES / "licences"
MIGRATIONS = ROOT / "app" / "storage" / "migrations"


def default_clinic() -> Path:
    """The clinic folder of this person on this computer."""
    return user_data_path("Anteroom", appauthor=False) / "clinic"


def begun_file() -> Path:
    """Where what was typed of a clinic is kept until it is made: never a password or a code."""
    return default_clinic().with_name("setting-up.json")


def copies_of_today() -> Path:
    """Where this computer keeps what it needs while a clinic's server is away."""
    return user_data_path("Anteroom", appauthor=False) / "today"


def demo_clinic() -> Path:
    """The demo clinic's folder of this person on this computer."""
    return user_data_path("Anteroom", appauthor=False) / "demo"
