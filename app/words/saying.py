"""From a reason to the sentence that a person reads."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any

from typing_extensions import override

from app.domain.gate_values import Item
from app.domain.refusal import Fact, Reason
from app.domain.titles import Title
from app.words.both import part_word
from app.words.diagnoses import diagnosis_word
from app.words.english import (
    ACTIONS,
    BLOCKS,
    ITEMS,
    OPENING_TAGS,
    OVERALL,
    SENTENCES,
    STATES,
    STATUSES,
)
from app.words.gate import waiver_words
from app.words.kinds import need_word
from app.words.papers import paper_state_word
from app.words.patients import aside_word, field_word
from app.words.plurals import listed
from app.words.times import clock, day, day_time, moment, short_day, weekday_name
from app.words.tongue import tongue, tr, tr_of


class _Facts(Formatter):
    """Fills a sentence of ours: {when} by its type, {when:clock}, {when:moment} or {when:day}."""

    @override
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "clock":
            return clock(value)
        if format_spec == "moment":
            return moment(value)
        if format_spec == "day":
            return day(value)
        return _fact(value)


def _fact(value: Fact) -> str:
    match value:
        case datetime():
            return day_time(value)
        case date():
            return short_day(value)
        case tuple():
            return listed([_fact(each) for each in value])
        case Title():
            return value.told(tongue())
        case _:
            return str(value)


def say(reason: Reason) -> str:
    """The sentence for a reason."""
    facts: dict[str, Any] = dict(reason.facts)
    for key, (kind, word) in TOLD.items():
        if isinstance(facts.get(key), kind):
            facts[key] = word(facts[key])
    cause = facts.get("cause")
    if isinstance(cause, str):
        facts["why"] = waiver_words(cause, str(facts["why"]))
    _name_diagnosis(facts)
    return _Facts().vformat(tr(SENTENCES[reason.code]), (), facts)


def _name_diagnosis(facts: dict[str, Fact]) -> None:
    named = facts.get("diagnosis")
    if isinstance(named, str):
        facts["diagnosis"] = diagnosis_word(named, facts.get("code", ""))
        instead = _fact(facts.get("instead", ()))
        facts["with_instead"] = tr(", as {code}", code=instead) if instead else ""


def headed(said: str) -> str:
    """What stands by itself, with a capital letter: Spanish writes days and languages small."""
    return said[:1].upper() + said[1:]


def say_all(reasons: Iterable[Reason]) -> str:
    """The sentences of several reasons, one a line."""
    return "\n".join(say(reason) for reason in reasons)


def item_title(item: str) -> str:
    """What a gate item is called; what is not written like a word of the program is a title."""
    if isinstance(item, Title):
        return item.told(tongue())
    if item == item.lower():
        item = ITEMS.get(item) or item.rsplit(":", 1)[-1].replace("-", " ").capitalize()
    return tr_of("item", item)


def item_named(item: Item) -> str:
    """What an item of a visit is called."""
    return item_title(item.title or item.item)


def item_said(item: Item) -> str:
    """How an item stands, its name first unless the sentence begins with it anyway."""
    named, said = item_named(item), say(item.reason)
    return said if said.startswith(named) else f"{named}: {said}"


def opening_tag(tag: str) -> str:
    """What speaks for an opening, in two or three words."""
    return tr(OPENING_TAGS[tag])


def state_word(state: str) -> str:
    """The word that always stands beside a state's shape and colour."""
    return tr_of("state", STATES[state])


def status_word(status: str) -> str:
    """The word for where a visit stands."""
    return tr_of("status", STATUSES[status])


def block_word(kind: str) -> str:
    """Why a resource is not to be had, in a word or two."""
    return tr_of("block", BLOCKS.get(kind) or kind.replace("-", " ").capitalize())


def role_word(role: str) -> str:
    """What somebody on staff does, in a word or two."""
    return tr_of("role", role.replace("-", " ").capitalize())


def act_word(act: str) -> str:
    """What somebody may do, in a word or two."""
    return tr_of("act", act.replace("-", " ").capitalize())


def roles_said(roles: Iterable[str]) -> str:
    """Some roles of which one is enough, as a sentence asks for them."""
    return listed(sorted(role_word(role).lower() for role in roles), "or")


def overall_word(overall: str) -> str:
    """The word for a visit's whole readiness."""
    return tr_of("state", OVERALL[overall])


def action(item: str, state: str, code: str = "") -> str:
    """The next thing the desk can do about an open item, as a button says it."""
    kind = item.split(":", 1)[0]
    known = ACTIONS.get(code) or ACTIONS.get(f"{kind}/{state}") or ACTIONS.get(kind)
    return tr_of("action", known or ACTIONS["tick"])


def _status(status: str) -> str:
    return status_word(status).lower() if status in STATUSES else status


TOLD: Mapping[str, tuple[type, Callable[..., str]]] = {
    "item": (str, item_title),
    "field": (str, field_word),
    "part": (str, part_word),
    "role": (str, need_word),
    "roles": (tuple, roles_said),
    "weekday": (int, weekday_name),
    "paper_state": (str, paper_state_word),
    "status": (str, _status),
    "wanted": (str, _status),
    "what": (str, aside_word),
    "measure": (str, tr),
}
"""Facts that are kept as words of the program, and what is said for them."""
