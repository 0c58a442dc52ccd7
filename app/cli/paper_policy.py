"""`paper policy` and `paper rules`: what the clinic decided about its papers."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help, whole_number
from app.clinic import Clinic
from app.domain.gate_policy import CONSENT, Policy, Stop
from app.domain.packet_rules import PacketRule, PaperPolicy, Untranslated, Use
from app.domain.refusal import refuse
from app.use_cases import paper_policy as decided
from app.use_cases.gate_policy import edit_policy

OF_RULE = {"--type": "types", "--route": "routes", "--if": "conditions"}

YES_NO: Mapping[str, bool] = {"yes": True, "no": False}

POLICY = Help(
    summary="Say what the clinic decided about its papers, or decide anew.",
    document='{"signs_alone_from", "witness", "compounded", "take_home", "recording",\n'
    ' "education_first", "teach_back", "untranslated", "stops": {FORM: STOP},\n'
    ' "stops_on": {FORM: {TYPE: STOP}}}\n'
    "untranslated: english (with a place for the interpreter) or refuse\n"
    "stops: booking, arrival, start or nothing; a form that is not named stops what consents do",
    example="anteroom paper policy --as manager\n"
    "anteroom paper policy --witness yes --stops touch-consent=nothing --as manager\n"
    "anteroom paper policy --stops touch-consent@iv-dosing=start --as manager",
    more="Packets made from then on follow it; the visits to come are judged again.",
)
RULES = Help(
    summary="List the packet rules: which forms go with which visits, in order; add or drop one.",
    document='{"rules": [{"form", "types", "routes", "conditions", "use"}]}\n'
    "use: needed (until it is on file), given, once or request",
    example="anteroom paper rules\nanteroom paper rules --shipped --as manager\n"
    "anteroom paper rules --ask financial-policy --type intake --as manager\n"
    "anteroom paper rules --drop financial-policy --as manager",
    more="A rule without types and routes is for every visit; all of its conditions must hold.\n"
    "--ask makes one rule of a form, the last one, in place of those it had; it is met only by a\n"
    "form in force.",
)


def add_paper(paper: Commands) -> None:
    """Put the commands on the list of `paper`."""
    policy = paper.add("policy", _policy, POLICY)
    for name, said in words.SWITCHES.items():
        policy.add_argument(f"--{name.replace('_', '-')}", choices=YES_NO, help=said)
    policy.add_argument(
        "--signs-alone-from", type=whole_number(0, 99), metavar="AGE", help="age to sign alone"
    )
    policy.add_argument(
        "--untranslated",
        choices=[each.value for each in Untranslated],
        help="what is done with a form that is not in the patient's language",
    )
    policy.add_argument(
        "--stops",
        action="append",
        default=[],
        metavar="FORM[@TYPE]=STOP",
        help="what a form stops while it is not signed, on one kind of visit when that is named",
    )
    rules = paper.add("rules", _rules, RULES)
    rules.add_argument(
        "--shipped", action="store_true", help="take the program's own in place of the clinic's"
    )
    rules.add_argument("--ask", metavar="FORM", help="have packets ask for a form")
    rules.add_argument("--drop", metavar="FORM", help="have no packet ask for a form")
    for name, metavar, said in (
        ("--type", "TYPE", "with --ask: visits of this type"),
        ("--route", "ROUTE", "visits by this route"),
        ("--if", "NAME", "only when this condition holds"),
    ):
        rules.add_argument(
            name, action="append", default=[], dest=OF_RULE[name], metavar=metavar, help=said
        )
    rules.add_argument(
        "--use", choices=[each.value for each in Use], default=Use.NEEDED.value, help="how (needed)"
    )


def _policy(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        now = decided.paper_policy(clinic)
        switches = {name: YES_NO.get(getattr(asked, name)) for name in words.SWITCHES}
        told: dict[str, object] = {**switches, "signs_alone_from": asked.signs_alone_from}
        told["untranslated"] = asked.untranslated and Untranslated(asked.untranslated)
        wanted = replace(now, **{name: value for name, value in told.items() if value is not None})
        stops = _stops(clinic, asked.stops)
        if wanted != now:
            now = decided.keep_paper_policy(clinic, wanted, since=now)
        if stops:
            policy = clinic.setup.policy
            for (form, kind), stop in stops.items():
                policy = _with_stop(policy, form, kind, stop)
            edit_policy(clinic, policy)
        return _answer(now, clinic.setup.policy)


def _with_stop(policy: Policy, form: str, kind: str, stop: Stop) -> Policy:
    general, on = policy.papers.get(form), policy.papers_for.get(form, {})
    return policy.with_paper(form, general if kind else stop, {**on, kind: stop} if kind else on)


def _stops(clinic: Clinic, said: Sequence[str]) -> dict[tuple[str, str], Stop]:
    """What each form that somebody named is to stop, and on which kind of visit."""
    found: dict[tuple[str, str], Stop] = {}
    for each in said:
        named, _, stop = each.partition("=")
        form, _, kind = named.partition("@")
        if stop not in set(Stop):
            raise refuse("usage", problem="Say --stops FORM=booking, arrival, start or nothing.")
        if clinic.forms.newest(form) is None:
            raise refuse("form-unknown", form=form, known=tuple(clinic.forms.versions))
        if kind and kind not in clinic.setup.types:
            raise refuse("policy-visit-unknown", item=form, type=kind)
        found[form, kind] = Stop(stop)
    return found


def _answer(policy: PaperPolicy, gate: Policy) -> Answer:
    stops_on = {form: dict(kinds) for form, kinds in gate.papers_for.items()}
    document: Document = {**asdict(policy), "stops": dict(gate.papers), "stops_on": stops_on}
    rows = [(said, "yes" if getattr(policy, name) else "no") for name, said in _switches()]
    rows.append(("A patient signs alone from the age of", str(policy.signs_alone_from)))
    rows.append(("Without a translation", words.UNTRANSLATED[policy.untranslated]))
    rows += [(f"{CONSENT}:{form}", f"stops {stop}") for form, stop in gate.papers.items()]
    rows += [
        (f"{CONSENT}:{form}", f"stops {stop} on {kind}")
        for form, kinds in stops_on.items()
        for kind, stop in kinds.items()
    ]
    return Answer(document=document, lines=columns(rows, indent=""))


def _switches() -> list[tuple[str, str]]:
    return list(words.SWITCHES.items())


def _rules(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        if asked.drop:
            decided.ask_no_more(clinic, asked.drop)
        if asked.ask:
            decided.ask_for_form(clinic, _rule(asked))
        take = decided.take_shipped_rules if asked.shipped else decided.packet_rules
        found = take(clinic)
    rows = [_row(number, rule) for number, rule in enumerate(found, 1)]
    return Answer(
        document={"rules": [asdict(rule) for rule in found]}, lines=columns(rows, indent="")
    )


def _rule(asked: Namespace) -> PacketRule:
    return PacketRule(
        form=asked.ask,
        types=tuple(asked.types),
        routes=tuple(asked.routes),
        conditions=tuple(asked.conditions),
        use=Use(asked.use),
    )


def _row(number: int, rule: PacketRule) -> Sequence[str]:
    kinds = ", ".join((*rule.types, *rule.routes)) or "every visit"
    held = f"if {', '.join(rule.conditions)}" if rule.conditions else ""
    return str(number), rule.form, kinds, held, words.use_word(rule.use)
