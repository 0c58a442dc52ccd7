"""A form as the files of its folder: what `forms` reads again as the same form."""

import json
from collections.abc import Iterator, Mapping, Sequence

from app.domain.forms import Form, Source


def form_files(form: Form) -> dict[str, str]:
    """The files of a form's folder by their names, but for PDFs of the clinic's own."""
    texts = {f"{language}.md": text for language, text in form.texts.items()}
    return {"form.toml": "\n".join(_lines(form)) + "\n", **texts}


def _lines(form: Form) -> Iterator[str]:
    yield from _head(form)
    yield from _table("title", form.titles)
    yield from _table("short", form.shorts)
    yield from _table("text_sha256", form.hashes)
    if form.evidences:
        yield from _table("evidence", form.evidences)
    if form.required:
        yield from _table("required", form.required)
    for source in form.sources:
        yield from _source(source)


def _head(form: Form) -> Iterator[str]:
    yield f"id = {_text(form.id)}"
    yield f"kind = {_text(form.kind)}"
    yield f"version = {form.version}"
    yield f"effective = {form.effective.isoformat()}"
    yield f"state = {_text(form.state)}"
    yield f"material = {_flag(on=form.material)}"
    if form.approved_by:
        yield f"approved_by = {_text(form.approved_by)}"
    if form.approved_on is not None:
        yield f"approved_on = {form.approved_on.isoformat()}"
    for key in ("routes", "conditions", "signers", "resign_on", "fields", "named_conditions"):
        names: Sequence[str] = getattr(form, key)
        yield f"{key} = [{', '.join(map(_text, names))}]"
    for key in ("valid_days", "gap_days"):
        days: int | None = getattr(form, key)
        if days is not None:
            yield f"{key} = {days}"
    yield f"per_visit = {_flag(on=form.per_visit)}"
    if form.changed:
        yield f"changed = {_text(form.changed)}"


def _table(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield f"[{name}]"
    yield from (f"{_text(key)} = {_text(text)}" for key, text in texts.items())


def _source(source: Source) -> Iterator[str]:
    yield ""
    yield "[[sources]]"
    for key in ("label", "date", "url", "supports"):
        yield f"{key} = {_text(getattr(source, key))}"


def _text(text: str) -> str:
    """A text as TOML writes it: as JSON does, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _flag(*, on: bool) -> str:
    return "true" if on else "false"
