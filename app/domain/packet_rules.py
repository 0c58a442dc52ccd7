"""Packet rules: which forms go with which visits, in order, and what the clinic decided on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.form_lists import CONDITIONS, NEW_ROUTE, ROUTES
from app.domain.forms import Form
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse_if
from app.domain.scheduling import Route, VisitType

RULE_CONDITIONS: Mapping[str, str] = {
    **CONDITIONS,
    "first-dose": "the patient has had no dose at the clinic before the visit",
    "recording": "the clinic offers to record sessions",
    "part2": "42 CFR Part 2 protects the patient's record",
}
"""What a rule can ask for: the conditions of texts, and those that no text needs."""

KETAMINE = frozenset({Route.IV, Route.IM, Route.SUBLINGUAL})


class Use(StrEnum):
    """How a form is used in packets."""

    NEEDED = "needed"
    """Until a good signature is on file; what nobody signs, once a version or at every visit."""
    GIVEN = "given"
    """Handed out once a version, and nobody waits for it to come back."""
    ONCE = "once"
    """Asked for once a version: who did not sign it then is not asked again."""
    REQUEST = "request"
    """Only when somebody asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRule:
    """A form that visits of these types or by these routes ask for; of any kind without either."""

    form: str
    types: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    """What must hold, all of it."""
    use: Use = Use.NEEDED

    def is_for(self, kind: VisitType) -> bool:
        """Whether such visits ask for the form when what else it asks for holds."""
        named = kind.slug in self.types or kind.route.value in self.routes
        anywhere = not self.types and not self.routes
        if self.use is Use.REQUEST or not (named or anywhere):
            return False
        known = kind_conditions(kind)
        return all(known.get(name, True) for name in self.conditions)


class Untranslated(StrEnum):
    """What is done with a form that has no text in the patient's language."""

    ENGLISH = "english"
    """It is printed in English, with the block for an interpreter."""
    REFUSE = "refuse"
    """Nothing is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPolicy:
    """What the clinic decided about its papers as a whole."""

    signs_alone_from: int = 18
    """The age from which a patient signs alone; a few states ask for more than 18 years."""
    witness: bool = False
    """Whether somebody witnesses the signatures."""
    compounded: bool = True
    """Whether infusions and shots are given that a pharmacy compounds; lozenges always are."""
    take_home: bool = False
    """Whether lozenges are taken at home."""
    recording: bool = False
    """Whether patients are asked if sessions may be recorded."""
    education_first: bool = True
    """Whether what explains comes before what is signed."""
    teach_back: bool = True
    """Whether a consent asks the patient to say in own words what it is about."""
    untranslated: Untranslated = Untranslated.ENGLISH


LEAST_AGE, MOST_AGE = 14, 21


def against_policy(policy: PaperPolicy) -> Iterator[Reason]:
    """Say what of a decision about papers makes no sense."""
    if not LEAST_AGE <= policy.signs_alone_from <= MOST_AGE:
        yield Reason("papers-age", {"least": LEAST_AGE, "most": MOST_AGE})


def kind_conditions(kind: VisitType) -> Mapping[str, bool]:
    """The named conditions that the kind of visit alone decides."""
    return {
        **{route: kind.route.value == route for route in ROUTES},
        "kap": any(need.role == "therapist" for need in kind.needs),
        "group": kind.is_group,
        "telehealth": kind.by_video,
    }


def is_minor(patient: Patient, on: date, policy: PaperPolicy) -> bool:
    """Whether a patient does not sign alone yet on a day."""
    return patient.age_on(on) < policy.signs_alone_from


def conditions_of(
    kind: VisitType, patient: Patient, on: date, policy: PaperPolicy, *, first_dose: bool
) -> frozenset[str]:
    """The named conditions that hold for a visit on its day."""
    lozenge = kind.route is Route.SUBLINGUAL
    at_home = lozenge or kind.by_video
    minor = is_minor(patient, on, policy)
    holds = {
        **kind_conditions(kind),
        "minor": minor,
        "compounded": lozenge or (policy.compounded and kind.route in KETAMINE),
        "take-home": policy.take_home and at_home,
        "interpreter": bool(patient.interpreter),
        "witness": policy.witness,
        "large-print": patient.large_print,
        "representative": minor or patient.representative is not None,
        "teach-back": policy.teach_back,
        "first-dose": first_dose,
        "recording": policy.recording,
        "part2": patient.part2,
    }
    return frozenset(name for name, held in holds.items() if held)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketWish:
    """What somebody asks of a packet beyond what the rules and the file say."""

    papers: tuple[str, ...] = ()
    """Exactly these forms, in this order; none leaves it to the rules."""
    everything: bool = False
    """Also what is signed or was given before."""
    language: str = ""
    """Another language than the patient's."""
    large_print: bool = False
    """Large print, also for who usually reads small."""


AS_NEEDED = PacketWish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a packet rule looks at: the kind of visit, what holds for it, and for whom it is."""

    type: VisitType
    conditions: frozenset[str] = frozenset()
    """The named conditions that hold."""
    indications: frozenset[str] = frozenset()
    """What the patient's diagnoses are about."""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the rules ask for on an occasion."""

    forms: tuple[Form, ...] = ()
    absent: tuple[str, ...] = ()
    """The ids of the forms that are not in force, or have no text for the visit's route."""
    uses: Mapping[str, Use] = field(default_factory=dict[str, Use], hash=False)
    conditions: frozenset[str] = frozenset()
    """What holds, an interpreter included where a text is not in the patient's language."""

    @property
    def to_sign(self) -> tuple[Form, ...]:
        """The forms that are to come back signed."""
        given = {name for name, use in self.uses.items() if use is Use.GIVEN}
        return tuple(form for form in self.forms if form.signers and form.id not in given)


def asked_for(
    occasion: Occasion,
    rules: Sequence[PacketRule],
    forms: Mapping[str, Form],
    policy: PaperPolicy | None = None,
) -> Asked:
    """The forms the rules ask for on an occasion, in the clinic's order."""
    found = _asked(occasion, rules, forms)
    foreign = any(form.signers and occasion.language not in form.printed_in for form in found.forms)
    if foreign and "interpreter" not in occasion.conditions:
        conditions = occasion.conditions | {"interpreter"}
        found = _asked(replace(occasion, conditions=conditions), rules, forms)
    if (policy or PaperPolicy()).education_first:
        first = sorted(found.forms, key=lambda form: form.kind != "education")
        found = replace(found, forms=tuple(first))
    return found


def _asked(occasion: Occasion, rules: Sequence[PacketRule], forms: Mapping[str, Form]) -> Asked:
    found: dict[str, Form] = {}
    absent: list[str] = []
    uses: dict[str, Use] = {}
    for rule in _applying(occasion, rules):
        form = forms.get(rule.form)
        if form is None or not _has_text(form, occasion.type):
            absent.append(rule.form)
        elif form.is_about(occasion.indications):
            found.setdefault(form.id, _for_visit(form, occasion.type))
            uses.setdefault(form.id, rule.use)
    return Asked(
        forms=tuple(found.values()),
        absent=tuple(dict.fromkeys(absent)),
        uses=uses,
        conditions=occasion.conditions,
    )


def _applying(occasion: Occasion, rules: Sequence[PacketRule]) -> Iterator[PacketRule]:
    for rule in rules:
        if rule.is_for(occasion.type) and occasion.conditions.issuperset(rule.conditions):
            yield rule


def _has_text(form: Form, kind: VisitType) -> bool:
    """Whether its text is for the visit's route, or for a talk before any."""
    return form.is_for(kind.route.value) or (not kind.is_dosing and NEW_ROUTE not in form.resign_on)


def _for_visit(form: Form, kind: VisitType) -> Form:
    return form.for_route(kind.route.value) if kind.is_dosing else form


def chosen(names: Sequence[str], kind: VisitType, forms: Mapping[str, Form]) -> tuple[Form, ...]:
    """The forms of these names as such a visit asks for them; one that cannot be is refused."""
    missing = [name for name in names if name not in forms]
    refuse_if(Reason("packet-form-none", {"form": name, "known": (*forms,)}) for name in missing)
    picked = tuple(forms[name] for name in dict.fromkeys(names))
    foreign = (form for form in picked if not _has_text(form, kind))
    refuse_if(Reason("packet-form-route", {"form": form.named}) for form in foreign)
    return tuple(_for_visit(form, kind) for form in picked)


def untranslated(forms: Iterable[Form], language: str) -> tuple[str, ...]:
    """What the forms are called that have no text in a language."""
    return tuple(form.named for form in forms if language not in form.printed_in)


def rule_faults(rules: Sequence[PacketRule], kinds: Mapping[str, VisitType]) -> Iterator[Reason]:
    """Say which words of a table of rules nothing answers to."""
    for rule in rules:
        unknown = [name for name in rule.types if name not in kinds]
        unknown += [name for name in rule.routes if name not in ROUTES]
        unknown += [name for name in rule.conditions if name not in RULE_CONDITIONS]
        for name in unknown:
            yield Reason("packet-rule-unknown", {"form": rule.form, "name": name})


def types_with_papers(
    rules: Sequence[PacketRule], kinds: Mapping[str, VisitType]
) -> AbstractSet[str]:
    """The slugs of the visits that any rule asks for papers on."""
    return frozenset(
        slug for slug, kind in kinds.items() if any(rule.is_for(kind) for rule in rules)
    )
