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
    "check-foreign": "A foreign file is read by a process of its own.",
    "check-foreign-wrong": "A foreign file was read, but not as it is.",
}
