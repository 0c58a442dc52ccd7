"""What a visit is called on a list that lies open at home: nothing of medicine or illness."""

from collections.abc import Mapping

from app.words.tongue import tongue

DOSING = "dosing"
_CALLS = frozenset({"phone-screen"})
_TALKS = frozenset({"preparation", "integration", "video-integration"})

_TITLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        DOSING: "Treatment session",
        "phone-screen": "Telephone call",
        "evaluation": "First appointment",
        "preparation": "Preparation",
        "integration": "Talk",
        "video-integration": "Talk by video",
        "follow-up": "Follow-up",
    },
    "es": {
        DOSING: "Sesión de tratamiento",
        "phone-screen": "Llamada por teléfono",
        "evaluation": "Primera cita",
        "preparation": "Preparación",
        "integration": "Charla",
        "video-integration": "Charla por video",
        "follow-up": "Seguimiento",
    },
}

_BRING: Mapping[str, Mapping[str, str]] = {
    "en": {
        DOSING: "The adult who takes you home, your signed papers, soft clothes.",
        "evaluation": "Photo ID, a list of what you take, letters from other clinics.",
        "preparation": "Your questions.",
        "integration": "Your notes, if you made any.",
        "video-integration": "A quiet place of your own, and your notes.",
        "follow-up": "Your questions.",
    },
    "es": {
        DOSING: "El adulto que le lleva a casa, sus papeles firmados, ropa cómoda.",
        "evaluation": "Identificación con foto, lista de lo que toma, cartas de otras clínicas.",
        "preparation": "Sus preguntas.",
        "integration": "Sus apuntes, si los tiene.",
        "video-integration": "Un lugar tranquilo para usted, y sus apuntes.",
        "follow-up": "Sus preguntas.",
    },
}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "with": "{what} with {who}",
        "and": " and ",
        "at-clinic": "At the clinic",
        "by-telephone": "By telephone",
        "by-video": "By video",
        "unsure": "Kept for you, not yet certain.",
        "food": "No food after {clock}",
        "ride": "Your ride comes inside",
    },
    "es": {
        "with": "{what} con {who}",
        "and": " y ",
        "at-clinic": "En la clínica",
        "by-telephone": "Por teléfono",
        "by-video": "Por video",
        "unsure": "Se la guardamos; aún no es segura.",
        "food": "Sin comer desde: {clock}",
        "ride": "Su acompañante entra",
    },
}


def neutral_title(slug: str, title: str, language: str = "", *, dosing: bool) -> str:
    """What a visit is called; a clinic's own kind of visit by its own title."""
    return _of(_TITLES, language).get(DOSING if dosing else slug, title)


def to_bring(slug: str, language: str = "", *, dosing: bool) -> str:
    """What the patient brings along."""
    return _of(_BRING, language).get(DOSING if dosing else slug, "")


def plan_language(wished: str) -> str:
    """The language of the plan: the one that is wished for, or English where there are no words."""
    return wished if wished in _WORDS else "en"


def plan_mark(slug: str, *, dosing: bool) -> str:
    """Which mark a visit has in the plan's calendar: treatment, talk, call or visit."""
    if dosing:
        return "treatment"
    if slug in _CALLS:
        return "call"
    return "talk" if slug in _TALKS else "visit"


def plan_words(name: str, language: str, **facts: str) -> str:
    """A phrase of the plan, with its facts filled in."""
    return _of(_WORDS, language)[name].format(**facts)


def _of(by_language: Mapping[str, Mapping[str, str]], language: str) -> Mapping[str, str]:
    return by_language.get(language or tongue(), by_language["en"])
