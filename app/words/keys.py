"""Signing in, passwords, keys and the recovery sheet."""

from collections.abc import Mapping

from app.words.tongue import tr

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
    "keys-older": "The key file of this clinic is older than the clinic itself. "
    "Put the newest one back from a backup.",
    "keys-renewed": "The keys of this clinic were just renewed at another desk. Sign in again.",
    "clinic-in-use": "Somebody else has the clinic in {folder} open. "
    "Its keys can be renewed only when nobody else is in.",
    "clinic-plain": "The clinic in {folder} was made before clinics were encrypted. "
    "“anteroom encrypt” encrypts it.",
    "clinic-not-plain": "{folder} holds no clinic that has yet to be encrypted.",
    "login-missing": "Say who is asking with --as LOGIN.",
    "password-needed": "This clinic opens with a password. "
    "Give --as LOGIN and --password-file FILE, or “-” for standard input.",
    "password-file": "No password can be read from {file}.",
    "password-not-the-same": "The two passwords are not the same. Type them again.",
    "password-short": "A password needs {least} letters or more; this one has {letters}. "
    "A few words in a row are easy to remember.",
    "password-long": "A password has at most {most} letters.",
    "password-guessed": "That password is one of the first that would be tried. "
    "Choose words that have nothing to do with each other or with the clinic.",
    "password-temporary": "Somebody else chose this password. Choose one of your own first.",
    "password-the-same": "The new password is the old one. Choose another.",
    "login-own": "This is your own login. Change its password under Settings; "
    "another manager can remove it.",
    "login-last-manager": "Somebody has to stay who manages the clinic.",
    "logins-on-server": "A clinic on a server has its logins and passwords there.",
    "logins-of-demo": "A demo clinic has one printed password for all its logins.",
    "idle-minutes": "The window locks itself after {least} to {most} minutes.",
    "pin-wrong": "That is not the PIN. Tries left: {left}.",
    "pin-forgotten": "That PIN was wrong too often and is forgotten. Type the password.",
    "emergency-reason": "Say why in {least} letters or more: it is kept, and read.",
    "encrypting-differs": "The encrypted copy of {folder} was not the same as the clinic, "
    "so the clinic stays as it is. Try again.",
    "login-not-manager": "“{login}” is no manager of this clinic. Its managers: {known}.",
    "window-locked": "The window is locked. Unlock it first.",
    "login-wait": "Too many wrong passwords for this login. Try again in {seconds} seconds.",
    "login-shut": "A hundred wrong passwords in a row: this login is shut. "
    "A manager has to give it a new password, or the recovery code opens the clinic.",
    "second-factor-needed": "Type the code that your telephone shows as well.",
    "second-factor-wrong": "The code is not the one that your telephone shows now.",
    "pin-digits": "A PIN has {digits} digits.",
    "pin-guessed": "That PIN is one of the first that would be tried.",
    "recovery-out-missing": "Say with --recovery-out FILE where the recovery code goes.",
    "keys-newer": "The key file of this clinic was written by a newer version of this program. "
    "Install that version.",
}

SHEET = """\
RECOVERY SHEET

{clinic}

This code opens the clinic when every password is lost:

    {code}

In each group the last letter checks the four before it. There is no 0, I, L, O or U.

Keep this sheet locked away from the computer. Whoever has it and the clinic's folder reads
everything in it. A new recovery sheet makes this one worthless.
"""


def recovery_sheet(clinic: str, code: str) -> str:
    """What is printed and locked away."""
    return SHEET.format(clinic=clinic, code=code)


def sign_in_word(*, has_password: bool, temporary: bool) -> str:
    """How somebody signs in."""
    if not has_password:
        return tr("no password yet")
    return tr("has to change the password") if temporary else tr("has a password")
