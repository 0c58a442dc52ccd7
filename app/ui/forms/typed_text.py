"""What somebody types over a version of a form: kept while it is typed, and what it began from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

from app.domain.form_facts import FormFacts, facts_of, with_facts
from app.domain.forms import Form, Source
from app.ui.desk import Desk
from app.ui.drafting import DraftKeeper

SINCE, CHANGED, TEXT, FACTS = "since", "changed", "text-", "facts"
"""Fields of a draft: from what it began, what changed in a few words, a text by language, and what
is known of the form."""


def mark_of(form: Form) -> str:
    """By which it is seen that a version is still the one that somebody began from."""
    known = sha256(json.dumps(asdict(facts_of(form))).encode()).hexdigest()[:16]
    return "|".join([form.id, str(form.version), form.state, *form.hashes.values(), known])


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The texts as they stand in the fields."""

    since: Form
    """The newest version that there is."""
    began: str
    """The mark of the version that it was begun from."""
    texts: Mapping[str, str] = field(repr=False)
    facts: FormFacts
    changed: str = ""

    @property
    def form(self) -> Form:
        """The version that it would become."""
        form = replace(self.since, texts=self.texts, changed=self.changed)
        return with_facts(form, self.facts)

    @property
    def is_new(self) -> bool:
        """Whether anything is typed that is not kept."""
        other = self.facts != facts_of(self.since) or self.changed != note_of(self.since)
        return other or dict(self.texts) != dict(self.since.texts)

    @property
    def is_behind(self) -> bool:
        """Whether somebody else has kept another text meanwhile."""
        return self.is_new and self.began != mark_of(self.since)

    @property
    def fields(self) -> dict[str, str]:
        """What is kept of it; nothing while nothing is new."""
        if not self.is_new:
            return {}
        texts = {f"{TEXT}{language}": text for language, text in self.texts.items()}
        facts = json.dumps(asdict(self.facts))
        return {SINCE: self.began, CHANGED: self.changed, FACTS: facts, **texts}


def note_of(form: Form) -> str:
    """What was said of a draft's change; a new draft begins without a word."""
    return form.changed if form.is_draft else ""


def untouched(form: Form) -> Typed:
    """Nothing typed yet."""
    return Typed(
        since=form,
        began=mark_of(form),
        texts=form.texts,
        facts=facts_of(form),
        changed=note_of(form),
    )


def begun(form: Form, fields: Mapping[str, str]) -> Typed:
    """What was typed before over a form, as it was kept."""
    texts = {each: fields.get(f"{TEXT}{each}", text) for each, text in form.texts.items()}
    return Typed(
        since=form,
        began=fields[SINCE],
        texts=texts,
        facts=_read_facts(fields[FACTS]) if FACTS in fields else facts_of(form),
        changed=fields.get(CHANGED, ""),
    )


def _read_facts(text: str) -> FormFacts:
    told = json.loads(text)
    sources = tuple(Source(**each) for each in told.pop("sources"))
    again = tuple(told.pop("resign_on"))
    return FormFacts(**told, resign_on=again, sources=sources)


class TypedKeeper:
    """A keeper for each form that somebody writes on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._keepers: dict[str, DraftKeeper] = {}
        self.typed: Typed | None = None

    def _keeper(self, form: str) -> DraftKeeper:
        if form not in self._keepers:
            self._keepers[form] = DraftKeeper(self._desk, f"form-text:{form}", self._fields)
        return self._keepers[form]

    def _fields(self) -> Mapping[str, str]:
        return self.typed.fields if self.typed else {}

    def open(self, form: Form) -> Typed:
        """Begin on a form, with what was typed before and not kept."""
        self.keep()
        keeper = self._keeper(form.id)
        views = [view for view in keeper.every() if SINCE in view.draft.fields]
        if views:
            keeper.take_up(views[-1])
            self.typed = begun(form, views[-1].draft.fields)
        else:
            self.typed = untouched(form)
        return self.typed

    def note(self, typed: Typed) -> None:
        """Something was typed."""
        self.typed = typed
        self._keeper(typed.since.id).keep_soon()

    def keep(self) -> None:
        """Keep what stands there now, before something else does."""
        if self.typed is not None:
            self._keeper(self.typed.since.id).keep()

    def done(self, form: Form) -> None:
        """What was typed is a version now."""
        self.typed = untouched(form)
        self._keeper(form.id).done()
