"""The English words for where a form stands, who approved it, and what is known of it."""

from collections.abc import Iterator, Mapping

from app.domain.binder import Standing
from app.domain.forms import Form
from app.domain.refusal import Reason
from app.words.languages import language_word
from app.words.letters import route_word
from app.words.own_pdfs import own_facts
from app.words.plurals import listed, plural
from app.words.say import say
from app.words.times import short_day

STANDINGS: Mapping[Standing, str] = {
    Standing.DRAFT: "draft",
    Standing.COMING: "approved, to come",
    Standing.IN_FORCE: "in force",
    Standing.SUPERSEDED: "superseded",
    Standing.WITHDRAWN: "withdrawn",
}

SIGNERS: Mapping[str, str] = {
    "patient": "the patient",
    "representative": "whoever signs for the patient",
    "prescriber": "the prescriber",
    "therapist": "the therapist",
    "nurse": "the nurse",
    "witness": "a witness",
    "interpreter": "the interpreter",
    "escort": "the adult who takes the patient home",
    "guardian": "the parent or guardian",
    "adolescent": "the young person",
    "staff": "somebody of the clinic",
    "guarantor": "whoever pays",
}

AGAIN: Mapping[str, str] = {
    "material-version": "the text changed in what it says",
    "new-route": "the medicine is given by another route",
    "new-indication": "it is given for another condition",
    "new-signer": "somebody else signs for the patient",
    "revocation": "the patient took it back",
}


def signer_told(who: str) -> str:
    """Whose signature a form asks for, in a sentence."""
    return SIGNERS.get(who, who)


def again_word(event: str) -> str:
    """When a form is signed again."""
    return AGAIN.get(event, event)


def standing_word(standing: Standing) -> str:
    """The word for where a version of a form stands."""
    return STANDINGS[standing]


def approval(form: Form) -> str:
    """Who approved a version, and for visits from when; or that nobody has."""
    if form.approved_on is None:
        return "to be approved by your medical director"
    by = f"approved by {form.approved_by} on {short_day(form.approved_on)}"
    return f"{by}, for visits from {short_day(form.effective)}"


def form_row(form: Form) -> str:
    """What a list says about a version in one line."""
    languages = listed([language_word(each) for each in form.printed_in])
    own = ", your own PDF" if form.files else ""
    return f"Version {form.version}, {languages}{own}; {approval(form)}"


def form_facts(form: Form) -> tuple[tuple[str, str], ...]:
    """What is known of a version, each thing with its name."""
    return tuple((name, said) for name, said in _facts(form) if said)


def _facts(form: Form) -> Iterator[tuple[str, str]]:
    yield "Kind", form.kind.capitalize()
    yield "Languages", listed([language_word(each) for each in form.printed_in])
    signers = [signer_told(each) for each in dict.fromkeys(form.signers)]
    yield "Signed by", listed(signers).capitalize() if signers else "Nobody; it is handed out"
    yield "For", listed([route_word(each) for each in form.routes]) if form.routes else ""
    yield "Signed", "Anew for each visit" if form.per_visit else ""
    yield "Holds for", _validity(form) if form.signers and not form.per_visit else ""
    again = [again_word(each) for each in form.resign_on]
    yield "Signed again when", listed(again, "or") if form.signers and again else ""
    yield "How sure it is", form.evidence("en")
    yield from own_facts(form)
    yield "Comes from", f"The program's own form, version {form.shipped}" if form.shipped else ""
    for block, citation in form.required.items():
        yield "Prescribed wording", f"{block}: {citation}"


def _validity(form: Form) -> str:
    days = plural(form.valid_days, "day") if form.valid_days else ""
    gap = f"a gap of {plural(form.gap_days, 'day')} between visits ends it" if form.gap_days else ""
    return "; ".join(part for part in (days, gap) if part) or "As long as the text holds"


def version_told(form: Form) -> str:
    """A version in a history: who approved it, whom it asks to sign again, what was changed."""
    told = approval(form)
    again = "" if form.version == 1 else _material(form)
    why = f"“{form.changed}”" if form.changed else ""
    return ". ".join(part for part in (told[:1].upper() + told[1:], again, why) if part)


def _material(form: Form) -> str:
    return "A change in what it says: signed again" if form.material else "Nobody signs again"


def reading_told(value: float, limit: float, measure: str) -> str:
    """How hard a text reads against its limit, with the measure's name."""
    return f"{measure} {value:.1f} (limit {limit:.0f})"


def hardest_told(value: float, limit: float, block: str) -> str:
    """Where a text is hardest; nothing when it has no block to be measured."""
    return f"Hardest: {value:.1f} (limit {limit:.0f}), “{block} …”" if block else ""


def fault_told(reason: Reason) -> str:
    """What the linter found, to somebody who has the form's text before them."""
    facts = dict(reason.facts)
    file = str(facts.get("file", ""))
    language = file.removesuffix(".md")
    if language != file:
        facts["file"] = f"the {language_word(language)} text"
    told = say(Reason(reason.code, facts)).removeprefix(f"{facts.get('form', '')}: ")
    return told[:1].upper() + told[1:]
