"""What the clinic's decisions about its papers are called."""

from collections.abc import Mapping

SWITCHES: Mapping[str, str] = {
    "education_first": "What explains comes before what is signed",
    "teach_back": "Consents ask patients to say in own words what they are about",
    "witness": "Somebody witnesses the signatures",
    "recording": "Patients are asked if sessions may be recorded",
    "take_home": "Lozenges are taken at home",
    "compounded": "A pharmacy compounds the ketamine for infusions or shots",
}
"""Each yes or no of the policy for papers."""

UNTRANSLATED: Mapping[str, str] = {
    "english": "Print it in English, with a place for the interpreter",
    "refuse": "Print nothing, and say so",
}

USES: Mapping[str, str] = {
    "needed": "while it is missing",
    "given": "handed out",
    "once": "asked for once",
    "request": "on request only",
}


def use_word(use: str) -> str:
    """How a form is used in packets."""
    return USES[use]
