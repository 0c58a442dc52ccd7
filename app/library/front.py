"""The front matter of a form (form.toml), checked against the table of its keys."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import cast

from app.domain.form_lists import KINDS
from app.domain.forms import Form, FormState, Source
from app.library.broken import BrokenForm

_Test = Callable[[object], bool]

MOST = 100_000
"""Days of a form's validity are added to dates, which end with the year 9999."""


def front_matter(toml: str, texts: Mapping[str, str]) -> Form:
    """The form that a form.toml describes, with the Markdown texts lying beside it."""
    data = _parsed(toml)
    _check(data, KEYS, toml)
    sources = cast("list[dict[str, object]]", data.get("sources", []))
    for source in sources:
        _check(source, SOURCE_KEYS, toml)
    return _form(data, texts, tuple(_source(source) for source in sources))


def _parsed(toml: str) -> dict[str, object]:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else toml.count("\n") + 1
        problem = re.sub(r" \(at .*\)$", "", str(error))
        raise BrokenForm(line, f"not readable as TOML: {problem}") from error
    except RecursionError as error:
        raise BrokenForm(1, "not readable as TOML: too much stands in one another") from error


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_words(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, cast("list[object]", value)))


def _is_by_language(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    texts = cast("dict[str, object]", value)
    return "en" in texts and all(map(_is_text, texts.values()))


def _is_citations(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, cast("dict[str, object]", value).values()))


def _is_sources(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) for item in cast("list[object]", value)
    )


# key: (must it be there, what it must be, that in words)
_Keys = Mapping[str, tuple[bool, _Test, str]]
KEYS: _Keys = {
    "id": (True, _is_text, "text"),
    "kind": (True, lambda value: value in KINDS, "one of " + ", ".join(KINDS)),
    "version": (True, _is_whole, f"a whole number from 1 to {MOST}"),
    "effective": (True, _is_day, "a date like 2026-11-01"),
    "state": (True, lambda value: value in tuple(FormState), "one of " + ", ".join(FormState)),
    "title": (True, _is_by_language, "a table with a text for en"),
    "short": (True, _is_by_language, "a table with a text for en"),
    "text_sha256": (False, _is_citations, "a table with a hash for each language"),
    "material": (False, _is_flag, "true or false"),
    "approved_by": (False, _is_words, "text"),
    "approved_on": (False, _is_day, "a date like 2026-11-01"),
    "routes": (False, _is_names, "a list of names"),
    "conditions": (False, _is_names, "a list of names"),
    "signers": (False, _is_names, "a list of names"),
    "valid_days": (False, _is_whole, f"a whole number from 1 to {MOST}"),
    "gap_days": (False, _is_whole, f"a whole number from 1 to {MOST}"),
    "per_visit": (False, _is_flag, "true or false"),
    "resign_on": (False, _is_names, "a list of names"),
    "fields": (False, _is_names, "a list of names"),
    "named_conditions": (False, _is_names, "a list of names"),
    "changed": (False, _is_words, "text"),
    "evidence": (False, _is_by_language, "a table with a text for en"),
    "required": (False, _is_citations, "a table with a citation for each block"),
    "sources": (False, _is_sources, "a list of [[sources]]"),
}
SOURCE_KEYS: _Keys = {
    "label": (True, _is_text, "text"),
    "date": (True, _is_text, "text"),
    "url": (True, _is_text, "text"),
    "supports": (True, _is_text, "text"),
}


def _check(data: Mapping[str, object], keys: _Keys, toml: str) -> None:
    for key, value in data.items():
        if key not in keys:
            raise BrokenForm(_line_of(key, toml), f"the key “{key}” is not known")
        _, fits, words = keys[key]
        if not fits(value):
            raise BrokenForm(_line_of(key, toml), f"“{key}” must be {words}")
    for key, (needed, _, _) in keys.items():
        if needed and key not in data:
            raise BrokenForm(1, f"the key “{key}” is missing")


def _line_of(key: str, toml: str) -> int:
    found = re.search(rf"^\s*\[*\"?{re.escape(key)}\b", toml, re.MULTILINE)
    return toml.count("\n", 0, found.end()) + 1 if found else 1


def _source(data: Mapping[str, object]) -> Source:
    return Source(**{key: str(data[key]) for key in SOURCE_KEYS})


def _form(
    data: Mapping[str, object], texts: Mapping[str, str], sources: tuple[Source, ...]
) -> Form:
    def names(key: str) -> tuple[str, ...]:
        return tuple(cast("list[str]", data.get(key, [])))

    def by_language(key: str) -> dict[str, str]:
        return dict(cast("dict[str, str]", data[key]))

    return Form(
        id=str(data["id"]),
        kind=str(data["kind"]),
        version=cast("int", data["version"]),
        effective=cast("date", data["effective"]),
        state=FormState(str(data["state"])),
        titles=by_language("title"),
        shorts=by_language("short"),
        hashes=by_language("text_sha256") if "text_sha256" in data else {},
        texts=dict(texts),
        material=bool(data.get("material", True)),
        approved_by=str(data.get("approved_by", "")),
        approved_on=cast("date | None", data.get("approved_on")),
        routes=names("routes"),
        conditions=names("conditions"),
        signers=names("signers"),
        valid_days=cast("int | None", data.get("valid_days")),
        gap_days=cast("int | None", data.get("gap_days")),
        per_visit=bool(data.get("per_visit", False)),
        resign_on=names("resign_on"),
        fields=names("fields"),
        named_conditions=names("named_conditions"),
        evidences=by_language("evidence") if "evidence" in data else {},
        sources=sources,
        changed=str(data.get("changed", "")),
        required=by_language("required") if "required" in data else {},
    )
