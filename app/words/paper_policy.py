"""What the clinic's decisions about its papers are called."""

from collections.abc import Mapping

from app.domain.packet_rules import RULE_CONDITIONS
from app.words.tongue import tr

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


USES_TOLD: Mapping[str, str] = {
    "needed": "While it is missing: until it is signed, or given once",
    "once": "Once: who does not sign it then is not asked again",
    "given": "Once, to be kept: nobody waits for it to come back",
}
"""The same where somebody chooses it."""

PACKET_RULES: Mapping[str, str] = {
    "packet-rule-unknown": "The packet rule of {form} names “{name}”, which nothing is called.",
    "packet-rule-form": "No form of the clinic is called “{form}”.",
    "packet-rule-nowhere": "Tick at least one kind of visit that asks for the form.",
    "packet-rule-formless": "Choose the form that the rule asks for.",
    "packet-rule-twice": "The very same rule for {form} is there already.",
    "packet-rule-moved-on": "Somebody else has changed this rule meanwhile. Discard what you "
    "typed, and look again.",
    "packet-rule-in": "{form} is in the packet.",
    "papers-age": "The age from which a patient signs alone is {least} to {most}.",
}
"""What is said against a decision about papers."""


def held_told(condition: str) -> str:
    """What must hold for a rule, after an “if”."""
    return tr(RULE_CONDITIONS.get(condition, condition))


def use_told(use: str) -> str:
    """How a form is used, where somebody chooses it."""
    return tr(USES_TOLD[use])


def use_word(use: str) -> str:
    """How a form is used in packets."""
    return tr(USES[use])
