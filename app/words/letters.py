"""The English sentences about referral letters: asked for, waited for, received and judged."""

from collections.abc import Mapping

from app.words.diagnoses import condition_word
from app.words.tongue import tr, tr_of

LETTERS: Mapping[str, str] = {
    "referral-missing": "No referral is on file, and none is expected.",
    "referral-expected": "The referral is expected from {referrer} by {by}.",
    "referral-received": "The referral from {referrer} has arrived; a clinician has yet to "
    "accept it.",
    "referral-rejected": "The referral from {referrer} was not accepted: {why}",
    "referral-given-up": "The referral from {referrer} never came and is no longer waited for.",
    "referral-other-condition": "The referral from {referrer} is for another condition than the "
    "diagnosis on file.",
    "referral-other-route": "The referral from {referrer} is only for another route ({route}).",
    "referral-expired": "The referral from {referrer} expired on {until}.",
    "referral-ends": "The referral from {referrer} ends on {until}, before the visit on {on}.",
    "referral-used-up": "The referral from {referrer} allows {allowed} visits and {used} are "
    "already booked or done.",
    "referral-met": "From {referrer}, good until {until}.",
    "referral-met-counted": "From {referrer}, visit {used} of {allowed}, good until {until}.",
    "referral-needs-date": "A received referral needs the date on the letter.",
    "referral-needs-due": "Say by which day the letter is expected.",
    "referral-due-past": "The day {due} has passed. Choose a day that is still to come.",
    "referral-needs-referrer": "A referral needs the name of whoever refers.",
    "referral-visits": "A referral allows at least one visit, or names no number.",
    "visits-unreadable": "“{text}” is not a number of visits. Leave it empty when the letter "
    "names none.",
    "referral-later": "The letter's date {letter} lies in the future.",
    "referral-ends-first": "The letter's last day {until} lies before the date on it.",
    "referral-received-later": "A letter cannot have arrived on {received}, which is still to "
    "come.",
    "referral-how": "“{how}” is not on the list. It is one of: {known}.",
    "referral-unknown": "There is no referral number {number}.",
    "referral-not-expected": "Referral {number} is not waited for: it has come, or was given up.",
    "referral-given-up-already": "The referral from {referrer} was given up. Ask for a new one.",
    "referral-none-waiting": "No referral of this patient is waiting to be judged.",
    "referral-needs-why": "A rejected referral needs a reason.",
    "referral-correction-needs-why": "Say why the referral is corrected.",
    "call-past": "The next call {day} lies in the past. Choose today or a later day.",
    "letter-empty": "The file is empty. Scan the letter again.",
    "letter-kind": "The file is not a PDF and not a PNG, JPEG or TIFF picture. "
    "Save the scan as one of these.",
    "letter-locked": "The PDF is locked with a password. Save it without one, or scan the letter.",
    "letter-broken": "The file is damaged and cannot be opened. Scan the letter again.",
    "letter-page-broken": "Page {page} of the file is damaged. Scan the letter again.",
    "letter-pages": "The file has {pages} pages; a scan has 1 to {most}. Scan each paper alone.",
    "letter-pixels": "Page {page} has more than {most} million pixels. "
    "Scan the letter at 300 dots an inch.",
    "scan-none": "Type or choose the file of the scan.",
    "part2-leaves": "42 CFR Part 2 protects the record of {count} named here. A page on what the "
    "consent covers goes with it: fill it in, and send nothing without the consent.",
    "attachment-unknown": "There is no attachment number {number}.",
    "attachment-twice": "This very file is attached to the referral already.",
    "npi-shape": "An NPI has ten digits and begins with 1 or 2; “{npi}” does not. "
    "Leave it empty when the letter has none.",
    "npi-check": "The NPI {npi} has a wrong check digit: a digit was probably mistyped. "
    "Look at the letter again, or leave it empty.",
}

REFERRAL_STATES: Mapping[str, str] = {
    "expected": "Expected",
    "received": "Arrived",
    "accepted": "Accepted",
    "rejected": "Not accepted",
    "given-up": "Given up",
}

STATEMENTS: Mapping[str, str] = {
    "referral": "Referral",
    "clearance": "Clearance",
    "ongoing-care": "Says that care goes on",
}

HOWS: Mapping[str, str] = {
    "fax": "Fax",
    "mail": "Mail",
    "by-hand": "Brought by hand",
    "portal": "Portal",
    "email": "Email",
    "phone": "Telephone",
    "letter": "Letter",
}

CALLED: Mapping[str, str] = {
    "no-answer": "No answer",
    "message": "Left a message",
    "coming": "Will send it",
    "refused": "Will not send it",
    "sent": "Letter went out",
}

ROUTES: Mapping[str, str] = {
    "iv": "IV",
    "im": "IM",
    "sublingual": "Sublingual",
    "esketamine": "Esketamine",
}


def indication_word(condition: str) -> str:
    """The plain name of the condition that a letter is for; an empty one is any."""
    return condition_word(condition) if condition else tr("Any condition")


def referral_word(state: str) -> str:
    """The word for how far a referral has come."""
    return tr_of("referral", REFERRAL_STATES[state])


def statement_word(statement: str) -> str:
    """What a letter says, in a word or two."""
    return tr_of("letter", STATEMENTS[statement])


def how_word(how: str) -> str:
    """How a letter came, or how a referrer was reminded."""
    return tr_of("letter", HOWS[how]) if how in HOWS else how


def called_word(answer: str) -> str:
    """What reminding a referrer came to."""
    return tr_of("letter", CALLED[answer]) if answer in CALLED else answer


def route_word(route: str) -> str:
    """A route as people say it; an empty one is any."""
    return tr_of("route", ROUTES.get(route, route) if route else "Any route")
