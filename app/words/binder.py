"""The English words for where a form stands, who approved it, and what is known of it."""

from collections.abc import Iterator, Mapping

from app.domain.binder import Standing
from app.domain.forms import Form
from app.domain.refusal import Reason
from app.words.languages import language_word
from app.words.letters import route_word
from app.words.own_pdfs import own_facts
from app.words.plurals import listed, plural
from app.words.saying import say
from app.words.times import short_day
from app.words.tongue import tongue, tr, tr_of

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
    return tr_of("signer", SIGNERS.get(who, who))


def again_word(event: str) -> str:
    """When a form is signed again."""
    return tr(AGAIN.get(event, event))


def standing_word(standing: Standing) -> str:
    """The word for where a version of a form stands."""
    return tr_of("standing", STANDINGS[standing])


def approval(form: Form) -> str:
    """Who approved a version, and for visits from when; or that nobody has."""
    if form.approved_on is None:
        return tr("to be approved by your medical director")
    return tr(
        "approved by {who} on {day}, for visits from {first}",
        who=form.approved_by,
        day=short_day(form.approved_on),
        first=short_day(form.effective),
    )


def kind_word(kind: str) -> str:
    """What kind of form it is."""
    return tr_of("form", kind.capitalize())


def form_row(form: Form) -> str:
    """What a list says about a version in one line."""
    languages = listed([language_word(each) for each in form.printed_in])
    own = tr(", your own PDF") if form.files else ""
    version = tr("Version {version}", version=form.version)
    return f"{version}, {languages}{own}; {approval(form)}"


def form_facts(form: Form) -> tuple[tuple[str, str], ...]:
    """What is known of a version, each thing with its name."""
    return tuple((name, said) for name, said in _facts(form) if said)


def _facts(form: Form) -> Iterator[tuple[str, str]]:
    yield tr_of("form", "Kind"), kind_word(form.kind)
    yield tr_of("form", "Languages"), listed([language_word(each) for each in form.printed_in])
    signers = [signer_told(each) for each in dict.fromkeys(form.signers)]
    nobody = tr("Nobody; it is handed out")
    yield tr_of("form", "Signed by"), listed(signers).capitalize() if signers else nobody
    yield (
        tr_of("form", "For"),
        listed([route_word(each) for each in form.routes]) if form.routes else "",
    )
    yield tr_of("form", "Signed"), tr("Anew for each visit") if form.per_visit else ""
    yield tr_of("form", "Holds for"), _validity(form) if form.signers and not form.per_visit else ""
    again = [again_word(each) for each in form.resign_on]
    yield tr_of("form", "Signed again when"), listed(again, "or") if form.signers and again else ""
    yield tr_of("form", "How sure it is"), form.evidence(tongue())
    yield from own_facts(form)
    if form.shipped:
        shipped = tr("The program's own form, version {version}", version=form.shipped)
        yield tr_of("form", "Comes from"), shipped
    for block, citation in form.required.items():
        yield tr_of("form", "Prescribed wording"), f"{block}: {citation}"


def _validity(form: Form) -> str:
    days = plural(form.valid_days, "day") if form.valid_days else ""
    gap = ""
    if form.gap_days:
        gap = tr("a gap of {days} between visits ends it", days=plural(form.gap_days, "day"))
    return "; ".join(part for part in (days, gap) if part) or tr("As long as the text holds")


def version_told(form: Form) -> str:
    """A version in a history: who approved it, whom it asks to sign again, what was changed."""
    told = approval(form)
    again = "" if form.version == 1 else _material(form)
    why = f"“{form.changed}”" if form.changed else ""
    return ". ".join(part for part in (told[:1].upper() + told[1:], again, why) if part)


def _material(form: Form) -> str:
    if form.material:
        return tr("A change in what it says: signed again")
    return tr("Nobody signs again")


def reading_told(value: float, limit: float, measure: str) -> str:
    """How hard a text reads against its limit, with the measure's name."""
    return tr(
        "{measure} {value:.1f} (limit {limit:.0f})", measure=tr(measure), value=value, limit=limit
    )


def hardest_told(value: float, limit: float, block: str) -> str:
    """Where a text is hardest; nothing when it has no block to be measured."""
    if not block:
        return ""
    return tr(
        "Hardest: {value:.1f} (limit {limit:.0f}), “{block} …”",
        value=value,
        limit=limit,
        block=block,
    )


def fault_told(reason: Reason) -> str:
    """What the linter found, to somebody who has the form's text before them."""
    facts = dict(reason.facts)
    file = str(facts.get("file", ""))
    language = file.removesuffix(".md")
    if language != file:
        facts["file"] = tr("the {language} text", language=language_word(language))
    told = say(Reason(reason.code, facts)).removeprefix(f"{facts.get('form', '')}: ")
    return told[:1].upper() + told[1:]
