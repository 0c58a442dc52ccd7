"""The English sentences about diagnoses and their codes, and what conditions are called."""

from collections.abc import Mapping

from app.domain.records import Diagnosis
from app.words.tongue import later, tongue, tr

DIAGNOSES: Mapping[str, str] = {
    "diagnosis-missing": "No diagnosis is on file. A licensed clinician records it.",
    "diagnosis-only-secondary": "Only a secondary diagnosis is on file. A licensed clinician "
    "records the disorder itself.",
    "diagnosis-met": "{diagnosis}, recorded by {by} on {on}.",
    "diagnosis-reconfirm": "{diagnosis}, recorded by {by} on {on}: more than a year before the "
    "visit, ask the clinician to confirm it.",
    "diagnosis-code-retired": "{diagnosis}: this code is no longer valid, since {since}. "
    "Record it anew{with_instead}.",
    "diagnosis-code-retired-desk": "{diagnosis}: its code is no longer valid, since {since}. "
    "Ask the clinician to record it anew.",
    "diagnosis-code-ends": "{diagnosis}: on the day of the visit this code is no longer valid, "
    "since {since}. Record it anew{with_instead}.",
    "diagnosis-code-ends-desk": "{diagnosis}: on the day of the visit its code is no longer valid, "
    "since {since}. Ask the clinician to record it anew.",
    "diagnosis-code-early": "{diagnosis}: on the day of the visit this code is not valid yet.",
    "diagnosis-code-early-desk": "{diagnosis}: on the day of the visit its code is not valid yet. "
    "Ask the clinician.",
    "diagnosis-later": "A diagnosis cannot be dated after today.",
    "diagnosis-unknown": "No diagnosis has the number {number}.",
    "diagnosis-gone": "This diagnosis has been removed already, by {by}.",
    "diagnosis-needs-why": "Say why the diagnosis is removed.",
    "code-unknown": "“{code}” is not an ICD-10-CM code.",
    "code-unknown-near": "“{code}” is not an ICD-10-CM code. Near it: {instead}.",
    "code-of-who": "“{code}” is a code of the WHO's ICD-10, not of ICD-10-CM. "
    "Meant may be: {instead}.",
    "code-not-billable": "“{code}” is a heading, not a diagnosis. Below it: {instead}.",
    "code-retired": "“{code}” is no longer valid, since {since}. In its place: {instead}.",
    "code-retired-alone": "“{code}” is no longer valid, since {since}. "
    "Look for another by its words.",
    "codes-beyond": "The codes known here are those in force until {through}. Newer ones can be "
    "recorded, but are not found.",
    "code-early": "“{code}” is valid from {since} on, not before.",
    "code-secondary": "“{code}” is a symptom: it is recorded as secondary, beside the disorder.",
    "code-secondary-alone": "Record the disorder first; “{code}” is recorded beside it.",
    "resistant-not-depression": "Treatment-resistant is said of depression only, not of “{code}”.",
    "trials-alone": "Treatments that did not help are noted for treatment-resistant depression. "
    "Say that it is.",
}

CONDITIONS: Mapping[str, str] = {
    "depression": "Depression",
    "bipolar": "Bipolar depression",
    "social-anxiety": "Social anxiety disorder",
    "anxiety": "Anxiety disorder",
    "ptsd": "Post-traumatic stress disorder",
    "ocd": "Obsessive-compulsive disorder",
    "substance-use": "Substance use disorder",
    "pain": "Chronic pain",
}
"""What the clinic calls the conditions of its short list; never in letters alone."""

_IN_SPANISH: Mapping[str, str] = {
    "depression": "Depresión",
    "bipolar": "Depresión bipolar",
    "social-anxiety": "Trastorno de ansiedad social",
    "anxiety": "Trastorno de ansiedad",
    "ptsd": "Trastorno de estrés postraumático",
    "ocd": "Trastorno obsesivo-compulsivo",
    "substance-use": "Trastorno por consumo de sustancias",
    "pain": "Dolor crónico",
}
_CONDITIONS: Mapping[str, Mapping[str, str]] = {"en": CONDITIONS, "es": _IN_SPANISH}

SYMPTOMS = later("Symptoms beside a disorder")
UNNAMED = later("A diagnosis")
ON_FILE = later("Diagnosis on file")


def condition_word(condition: str) -> str:
    """The plain name of a condition."""
    return _CONDITIONS[tongue()].get(condition, condition)


def diagnosis_word(named: str, code: object = "") -> str:
    """A diagnosis in a sentence: code and official title, the plain name, or that there is one."""
    return " ".join(part for part in (str(code), condition_word(named)) if part) or tr(UNNAMED)


def diagnosis(recorded: Diagnosis, language: str = "") -> str:
    """A diagnosis in plain words: the condition where it has a name here, else the title.

    The official titles are English: on a paper in another language it is left to be filled in.
    """
    said_in = language or tongue()
    named = _CONDITIONS.get(said_in, CONDITIONS).get(recorded.condition, "")
    return named or (recorded.title if said_in == "en" else "")


def diagnosis_told(seen: Diagnosis) -> str:
    """A diagnosis as somebody is told of it: code and title, condition, or that it is there."""
    named = seen.title or seen.condition
    told = diagnosis_word(named, seen.code) if named or seen.code else tr(ON_FILE)
    marks = (
        tr("secondary") if seen.secondary else "",
        tr("treatment-resistant") if seen.resistant else "",
    )
    return ", ".join((told, *filter(None, marks)))
