"""What the program says of itself after `self-check`."""

from collections.abc import Mapping

CHECKS: Mapping[str, str] = {
    "check-forms": "{count} forms can be read.",
    "check-no-forms": "No form was found. Install the program again.",
    "check-fonts": "The fonts have the letters of people's names.",
    "check-holidays": "The public holidays of a year are known: {count} in {year}.",
    "check-codes": "The codes of diagnoses are known, those in force until {through} included.",
    "check-no-codes": "The table of codes lacks diagnoses. Install the program again.",
    "check-letters-missing": "The fonts lack letters of people's names: {letters}.",
    "check-database": "A clinic was made, written, closed and read again.",
    "check-not-kept": "What was written to a new clinic did not come back.",
    "check-pdf": "A packet of {pages} pages was made.",
    "check-translations": "The window speaks {languages} besides English.",
    "check-untranslated": "The window does not speak {language}. Install the program again.",
    "check-help": "The help has {count} pages in each language.",
    "check-licences": "The licences of {count} parts can be read.",
    "check-no-licences": "The licence of {name} has no text. Install the program again.",
    "check-keys": "Passwords and the recovery code open what they should, and nothing else does.",
    "check-keys-wrong": "A key does not open what it should, or opens what it should not.",
    "check-reports": "The sheets of a day, a week, a worklist and a course were made.",
    "check-report-wrong": "A sheet did not become a PDF.",
    "check-window": "A window opens, with every page.",
    "check-failed": "This failed ({kind}).",
}
