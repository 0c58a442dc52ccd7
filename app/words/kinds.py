"""The English sentences about kinds of visit, and what their needs are called."""

from collections.abc import Mapping

from app.words.tongue import tr_of

KINDS: Mapping[str, str] = {
    "type-nameless": "A kind of visit needs a title.",
    "type-title-taken": "Another kind of visit is called {type} already.",
    "type-phases": "{type}: every phase needs a name of its own.",
    "type-long": "{type}: a visit lasts at most {hours} hours.",
    "type-patient-first": "{type}: the patient is there from the first phase on. Put phases "
    "without the patient at the end.",
    "type-without-dose": "{type}: say in which phase the medicine is given.",
    "type-watch": "{type}: after the medicine the patient stays for at least {minutes} minutes.",
    "type-in-courses": "Courses still plan this kind of visit: {names}.",
    "phase-minutes": "{type}: the phase {phase} must last a multiple of five minutes.",
    "phase-too-short": "The phase {phase} cannot be shorter than {minutes} minutes.",
    "phase-without-route": "{type}: medicine is given in the phase {phase}, so it needs a route.",
    "plan-too-short": "{type} has been changed since this visit was booked: as it was planned, it "
    "cannot be shorter than {minutes} minutes. Move it to plan it anew.",
    "need-nameless": "{type}: everything that is needed has a role and a skill.",
    "need-phase": "{type}: the {role} is needed in a phase that does not exist.",
    "need-backwards": "{type}: the {role} is needed until before it is needed.",
    "need-twice": "{type}: the role {role} stands for one thing only. Give the other one another.",
    "need-seats": "{type}: a patient needs one seat, not more.",
}

ROLES: Mapping[str, str] = {
    "patient": "patient",
    "monitor": "nurse to monitor",
    "vitals": "nurse for the vital signs",
    "vitals-after": "nurse for the vital signs afterwards",
    "pump": "infusion pump",
    "caller": "person for the call",
}


def need_word(role: str) -> str:
    """What somebody or something is on a visit for, as a sentence says it."""
    return tr_of("need", ROLES.get(role) or role.replace("-", " "))
