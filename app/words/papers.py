"""The English sentences of papers on their way: printed, signed, taken back, refused."""

from collections.abc import Mapping

from app.words.tongue import tr_of

PAPERS: Mapping[str, str] = {
    "why-revoked": "The consent was taken back on {on}.",
    "consent-revoked": "{form} was revoked on {on}; only a new signature opens the way again.",
    "consent-refused": "The patient would not sign {form}; that was recorded on {on}. "
    "Care goes on.",
    "paper-step-past": "This paper is already {paper_state}.",
    "paper-ended": "This paper is {paper_state}; nothing more becomes of it.",
    "void-needs-why": "Say in words why the paper counts no more.",
    "paper-no-receipt": "{form} is no receipt that a patient may decline. "
    "Only the privacy receipt is.",
    "undo-paper-moved-on": "Something else was done with the paper since. Nothing was taken back.",
    "revocation-stands": "The consent was taken back on {on}. Only a new signature undoes that.",
    "minor-needs-both": "{form} is for a minor: the guardian and the adolescent both sign.",
    "authority-missing": "By what authority somebody signs for the patient is not on file. "
    "Write the name and the authority into the record, then check the paper in.",
    "interpreter-language": "Say in which language the interpreter spoke with the patient.",
    "signed-after-dose": "The patient was given medicine on {on} from {dose:clock} on. What the "
    "patient signs after that on the same day does not count; have it signed on another day.",
    "signature-unreadable": "“{text}” is no signature. Write ROLE=WHEN or ROLE=WHEN=NAME, like "
    "“witness=2026-12-01 09:05=Ira Moss”.",
    "packet-changed": "Packet {packet}, made on {on}, is not as it was printed: its file {file} "
    "has changed. Put it back from the last copy you have of it.",
    "packet-gone": "Packet {packet}, made on {on}, is missing: its file {file} is gone. "
    "Put it back from the last copy you have of it.",
    "attachment-changed": "Scan {attachment}, filed on {on}, is not as it came: its file {file} "
    "has changed. Put it back from the last copy you have of it.",
    "attachment-gone": "Scan {attachment}, filed on {on}, is missing: its file {file} is gone. "
    "Put it back from the last copy you have of it.",
    "file-exists": "The file {file} is there already and was left alone. Name another.",
    "form-superseded": "{form}, version {version}, is out of force: version {newer} is. "
    "Print a new packet, so that the patient signs the new one.",
    "form-withdrawn": "{form} was withdrawn. Print a new packet without it.",
    "scan-unnamed": "Name the file of the scan.",
    "revoke-nothing": "Name at least one signed consent that is taken back.",
    "revoke-unsigned": "{form} is not a signed consent, so it cannot be taken back.",
    "revoke-several": "The papers are of several patients. Take back those of one.",
    "revoke-later": "A consent cannot be taken back in the future.",
    "revoke-unsaid": "A consent is taken back by one of: {known}; not by “{by}”.",
}

STATES: Mapping[str, str] = {
    "issued": "made",
    "printed": "printed",
    "handed_over": "handed over",
    "returned": "back with empty boxes",
    "complete": "complete",
    "voided": "voided",
    "refused": "refused",
    "revoked": "revoked",
}

STEPS: Mapping[str, str] = {
    "printed": "Printed",
    "handed-over": "Handed over",
    "returned": "Back, boxes empty",
    "complete": "Complete",
    "voided": "Voided",
    "refused": "Patient would not sign",
    "revoked": "Revoked",
    "scanned": "Scan attached",
    "taken-back": "Taken back",
}

VOID_CAUSES: Mapping[str, str] = {
    "misprinted": "Misprinted",
    "damaged": "Damaged",
    "lost": "Lost",
    "wrong-patient": "For another patient",
    "newer-packet": "A newer packet took its place",
    "visit-off": "The visit is off",
    "other": "Something else",
}


def paper_state_word(state: str) -> str:
    """Where a paper stands, as a sentence says it."""
    return tr_of("paper", STATES.get(state, state.replace("_", " ")))


def step_word(kind: str) -> str:
    """What was done with a paper."""
    return tr_of("paper", STEPS[kind])


def void_word(cause: str) -> str:
    """Why a paper counts no more, from the list."""
    return tr_of("paper", VOID_CAUSES[cause])


def box_word(box: str) -> str:
    """What is written into a box of a paper, in a word or two."""
    return tr_of("box", box.replace("-", " "))


def signer_word(who: str) -> str:
    """Whose signature it is: signers have plain names, which texts of forms use as well."""
    return tr_of("signer", who)
