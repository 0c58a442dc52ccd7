"""What a visit is called on a list that lies open at home: nothing of medicine or illness."""

from collections.abc import Mapping

DOSING = "Treatment session"

NEUTRAL: Mapping[str, str] = {
    "phone-screen": "Telephone call",
    "evaluation": "First appointment",
    "preparation": "Preparation",
    "integration": "Talk",
    "follow-up": "Follow-up",
}

BRING: Mapping[str, str] = {
    "dosing": "The adult who takes you home, your signed papers, soft clothes.",
    "evaluation": "Photo ID, a list of what you take, letters from other clinics.",
    "preparation": "Your questions.",
    "integration": "Your notes, if you made any.",
    "follow-up": "Your questions.",
}


def neutral_title(slug: str, title: str, *, dosing: bool) -> str:
    """What a visit is called; a clinic's own kind of visit by its own title."""
    return DOSING if dosing else NEUTRAL.get(slug, title)


def to_bring(slug: str, *, dosing: bool) -> str:
    """What the patient brings along."""
    return BRING["dosing"] if dosing else BRING.get(slug, "")
