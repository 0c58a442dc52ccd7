"""Signing in, passwords, keys and the recovery sheet."""

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "login-or-password-wrong": "That login and password do not open this clinic. "
    "Check both; capitals count.",
    "recovery-wrong": "That is not the recovery code of this clinic. "
    "The newest recovery sheet has it.",
    "recovery-length": "A recovery code has {letters} letters and digits; this one has {typed}.",
    "recovery-mistyped": "These groups of the recovery code are mistyped: {groups}.",
    "keys-missing": "The key file of the clinic in {folder} is missing. "
    "Put it back from a backup: without it nobody can open the clinic.",
    "keys-unreadable": "The key file of the clinic in {folder} cannot be read. Check who owns it.",
    "keys-damaged": "The key file of the clinic in {folder} is damaged. Put it back from a backup.",
    "keys-changed": "The key file of this clinic was changed by something else than this program. "
    "Put it back from a backup.",
    "keys-newer": "The key file of this clinic was written by a newer version of this program. "
    "Install that version.",
}
