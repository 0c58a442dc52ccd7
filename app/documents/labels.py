"""The fixed words that pages carry besides their text, by language; English where missing."""

from collections.abc import Mapping

_ENGLISH: Mapping[str, str] = {
    "kind-consent": "Consent",
    "kind-agreement": "Agreement",
    "kind-disclosure": "What you should know",
    "kind-instructions": "Instructions",
    "kind-education": "To read at home",
    "born": "Born {born}",
    "patient": "Patient",
    "date-of-birth": "Date of birth",
    "chart": "Chart number",
    "version": "Version {version}",
    "effective": "in effect from {day}",
    "printed": "Printed {printed}",
    "code": "Code",
    "page": "Page {page} of {pages}",
    "blank": "This side is left blank on purpose.",
    "draft": "DRAFT",
    "initials": "Initials",
    "signature": "Signature",
    "date": "Date",
    "time": "Time",
    "printed-name": "Printed name",
    "sign-patient": "Patient",
    "sign-patient-representative": "Patient, or the person who signs for the patient",
    "sign-prescriber": "Prescriber",
    "sign-therapist": "Therapist",
    "sign-nurse": "Nurse",
    "sign-witness": "Witness",
    "sign-interpreter": "Interpreter",
    "sign-representative": "Person who signs for the patient",
    "sign-escort": "Adult who takes the patient home",
    "reaffirm": "No change in my health, medicines, or pregnancy. I\u00a0still\u00a0agree.",
    "plan": "Your visits",
    "plan-call": "If a time does not suit you, or you cannot come, call {phone}.",
    "plan-after-hours": "After hours: {phone}.",
    "plan-none": "No visits are planned.",
    "plan-changes": "Times can change. This list is as it was when it was printed.",
    "plan-day": "Day",
    "plan-time": "Time",
    "plan-what": "What",
    "plan-where": "Where",
    "plan-bring": "What to bring",
    "request": "Request for a referral letter",
    "evidence": "How sure is this?",
    "sources": "Where this comes from",
    "source-read": "{label} ({date}). {url}",
}

_LABELS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH}


def label(name: str, language: str, **facts: object) -> str:
    """A fixed word or phrase of the page, with its facts filled in."""
    words = _LABELS.get(language, _ENGLISH).get(name) or _ENGLISH[name]
    for key, value in facts.items():
        words = words.replace(f"{{{key}}}", str(value))
    return words


def signer(who: str, language: str) -> str:
    """What a signer is called above the signature."""
    known = f"sign-{who}" in _ENGLISH
    return label(f"sign-{who}", language) if known else who.replace("-", " ").capitalize()
