"""What is said while patients are taken over from a table."""

from collections.abc import Mapping

INTAKE: Mapping[str, str] = {
    "birth-unreadable": "“{text}” is not a date of birth that can be read.",
    "birth-order": "“{text}” could be two days. Say whether the month or the day comes first.",
    "birth-century": "“{text}” could be in this century or the last. Write the whole year.",
    "birth-long-ago": "{born} is too long ago for a date of birth.",
    "import-no-name": "No column is the name. The table has: {headings}.",
    "import-no-birth": "No column is the date of birth. The table has: {headings}.",
    "import-field-twice": "Only one column can be “{field}”, not {columns}.",
    "import-field-unknown": "There is no field “{field}”. The fields are: {known}.",
    "import-column-unknown": "The table has no column “{column}”. It has: {known}.",
    "import-dates-unclear": "“{text}” could be two days, and no other date shows which is meant. "
    "Say whether the month or the day comes first.",
    "import-row-nameless": "Row {row} has no name.",
    "import-row-birth-missing": "Row {row} has no date of birth.",
    "import-row-birth-unreadable": "Row {row}: “{text}” is not a date of birth that can be read.",
    "import-row-birth-order": "Row {row}: “{text}” could be two days.",
    "import-row-birth-century": "Row {row}: “{text}” could be in this century or the last. "
    "Write the whole year.",
    "import-row-birth-long-ago": "Row {row}: {born} is too long ago for a date of birth.",
    "import-row-birth-later": "Row {row}: {born} lies in the future.",
    "import-aside": "Row {row}: the {what} “{text}” is kept in the notes.",
    "import-twin-chart": "Row {row}: chart number {chart} is {other}’s already. Left out.",
    "import-twin-chart-row": "Row {row}: chart number {chart} is in row {first} already. Left out.",
    "import-twin-person": "Row {row}: {name}, born {born}, may be {other}, chart {chart}.",
    "import-twin-person-row": "Row {row}: {name}, born {born}, may be {other} of row {first}.",
    "import-twin-phone": "Row {row}: {name} has the telephone of {other}, chart {chart}.",
    "import-twin-phone-row": "Row {row}: {name} has the telephone of {other} of row {first}.",
    "import-nobody": "There is nobody to import.",
    "import-stopped": "The import was stopped. Nobody was taken in.",
    "import-given-up": "The import was given up from elsewhere. Nobody was taken in.",
    "import-chart-taken": "Somebody else was given chart number {chart} meanwhile. "
    "Nobody was taken in; try again.",
    "import-under-way": "{who} is importing patients, or was a moment ago. "
    "Try again in half a minute.",
    "import-kept": "{name} stays: something is on file by now.",
    "import-taken-back": "That import was taken back already.",
}
