"""What is said of files that other programs made."""

from collections.abc import Mapping

FOREIGN: Mapping[str, str] = {
    "foreign-too-large": "The file is larger than {most} MB. Nothing was taken from it.",
    "foreign-too-slow": "Reading the file took more than {seconds} seconds and was stopped. "
    "Nothing was taken from it.",
    "foreign-too-hungry": "Reading the file needs more memory than such a file should, "
    "and was stopped. Nothing was taken from it.",
    "foreign-too-much": "The file holds more than can be taken in at once. "
    "Nothing was taken from it.",
    "foreign-unreadable": "The file cannot be read: it is damaged, or is not what its name says.",
    "foreign-crashed": "Reading the file failed in the middle: it is damaged, or made to do harm. "
    "Nothing was taken from it.",
    "foreign-not-started": "The file could not be read, because its reader did not start ({why}).",
    "table-empty": "There is nothing in the file.",
    "table-binary": "The file is not a table. Save it as CSV, or as an Excel workbook (.xlsx).",
    "table-old-excel": "The file is an Excel workbook of before 2007, or is locked by a password. "
    "Save it without one, as .xlsx or CSV.",
    "table-not-workbook": "The file is not a workbook that can be read. "
    "Save it as CSV, or as an Excel workbook (.xlsx).",
    "table-bomb": "The workbook grows to more than {most} MB when it is opened. "
    "Nothing was taken from it.",
    "table-encoding": "The letters of the file cannot be read. Save it as “CSV UTF-8”.",
    "table-encoding-broken": "The file says that it is {encoding}, and is not. "
    "Save it as “CSV UTF-8”.",
    "table-quotes": "The quotation marks do not match at line {line}. "
    "One is missing there, or one too many before.",
    "table-field-long": "A value at line {line} does not end. A quotation mark is missing "
    "there, or before.",
    "table-long": "The table has more than {most} rows. Take it in parts.",
    "table-wide": "The table has more than {most} columns.",
    "table-sheet-unknown": "The workbook has no sheet “{sheet}”. It has: {known}.",
    "table-ragged": "Row {row} has {cells} values under {headings} headings.",
    "table-cell-formula": "Row {row}, {column}: a formula. Put its value there instead.",
    "table-cell-error": "Row {row}, {column}: an error of the spreadsheet.",
    "table-cell-merged": "Row {row}: merged cells. Take them apart, and fill each.",
    "table-cell-long": "Row {row}, {column}: far too long.",
    "table-cell-garbled": "Row {row}, {column}: letters were damaged when the file was saved.",
    "check-foreign": "A foreign file is read by a process of its own: calendar, workbook, {scans}.",
    "check-foreign-wrong": "A foreign file was read, but not as it is: {file}.",
}
