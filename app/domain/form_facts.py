"""What is known of a form beside its texts, as somebody types it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.forms import Form, Source

SENTENCES: Mapping[str, str] = {
    "en": "I have read this form, or it was read to me.",
    "es": "He leído este formulario, o me lo han leído.",
}
"""What a new signature block says until somebody writes more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """The titles of a form, how long a signature on it counts, and its sources."""

    titles: Mapping[str, str] = field(hash=False)
    shorts: Mapping[str, str] = field(hash=False)
    valid_days: int | None = None
    gap_days: int | None = None
    per_visit: bool = False
    resign_on: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def facts_of(form: Form) -> FormFacts:
    """What is known of a version."""
    return FormFacts(
        titles=dict(form.titles),
        shorts=dict(form.shorts),
        valid_days=form.valid_days,
        gap_days=form.gap_days,
        per_visit=form.per_visit,
        resign_on=form.resign_on,
        sources=form.sources,
    )


def with_facts(form: Form, facts: FormFacts) -> Form:
    """The version with other things known of it."""
    return replace(
        form,
        titles={each: title.strip() for each, title in facts.titles.items()},
        shorts={each: short.strip() for each, short in facts.shorts.items()},
        valid_days=facts.valid_days,
        gap_days=facts.gap_days,
        per_visit=facts.per_visit,
        resign_on=facts.resign_on,
        sources=facts.sources,
    )


def with_signature(texts: Mapping[str, str], who: str) -> dict[str, str]:
    """The texts with a place at their end for somebody's signature."""
    return {
        language: f"{text.rstrip()}\n\n::: sign {who}\n{_sentence(language)}\n:::\n"
        for language, text in texts.items()
    }


def _sentence(language: str) -> str:
    return SENTENCES.get(language, SENTENCES["en"])
