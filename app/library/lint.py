"""What is wrong with a form that can be read: said before it is printed, not after."""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain import reading
from app.domain.form_lists import CONDITIONS, FIELDS, INDICATIONS, RESIGN_ON, ROUTES, SIGNERS
from app.domain.forms import Block, Form, FormState, Sign, conditions_of, fields_of, ids_of, walk
from app.domain.refusal import Reason, Trouble
from app.library.education import education
from app.library.reader import form_text
from app.library.readings import readings

MissingLetters = Callable[[str], str]
FRONT = "form.toml"
"""The file of a form that says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One language's text of a form."""

    form: Form
    language: str
    blocks: tuple[Block, ...]

    @property
    def file(self) -> str:
        return f"{self.language}.md"

    @property
    def markdown(self) -> str:
        return self.form.texts[self.language]

    def reason(self, code: str, **facts: str | tuple[str, ...]) -> Reason:
        return Reason(code, {"form": self.form.id, "file": self.file, **facts})


def lint(form: Form, missing_letters: MissingLetters) -> Iterator[Reason]:
    """Everything wrong with a form; the function says which letters cannot be printed."""
    yield from _approval(form)
    yield from _names(form)
    yield from _languages(form)
    yield from _sources(form)
    texts: list[_Text] = []
    for language in sorted(form.titles.keys() & form.texts.keys()):
        try:
            blocks = form_text(form, language)
        except Trouble as trouble:
            yield trouble.reason
        else:
            texts.append(_Text(form=form, language=language, blocks=blocks))
    for text in texts:
        for check in _CHECKS:
            yield from check(text)
        yield from _letters(text, missing_letters)
    yield from _same_ids(texts)
    yield from education(form, {text.language: text.blocks for text in texts})
    if form.files or len(texts) == len(form.titles):
        yield from _unused(form, texts)
    if form.files:
        yield from _named_letters(form, missing_letters)


def _approval(form: Form) -> Iterator[Reason]:
    if form.state is not FormState.APPROVED:
        return
    if not form.approved_by or form.approved_on is None:
        yield Reason("form-approval-missing", {"form": form.id})
    elif form.approved_on > form.effective:
        facts = {"form": form.id, "approved": form.approved_on, "effective": form.effective}
        yield Reason("form-approved-late", facts)


_CLOSED_LISTS: Mapping[str, tuple[Callable[[Form], Sequence[str]], Sequence[str]]] = {
    "routes": (lambda form: form.routes, ROUTES),
    "conditions": (lambda form: form.conditions, INDICATIONS),
    "signers": (lambda form: form.signers, SIGNERS),
    "resign_on": (lambda form: form.resign_on, RESIGN_ON),
    "fields": (lambda form: form.fields, tuple(FIELDS)),
    "named_conditions": (lambda form: form.named_conditions, tuple(CONDITIONS)),
}


def _names(form: Form) -> Iterator[Reason]:
    for key, (names, known) in _CLOSED_LISTS.items():
        for name in names(form):
            if name not in known:
                yield Reason("form-name-unknown", {"form": form.id, "key": key, "name": name})


def _languages(form: Form) -> Iterator[Reason]:
    for language in form.titles:
        if language in form.texts and form.hashes.get(language) != _hash(form.texts[language]):
            yield Reason("form-text-changed", {"form": form.id, "file": f"{language}.md"})
        elif language not in form.printed_in and not form.files:
            yield Reason("form-text-missing", {"form": form.id, "file": f"{language}.md"})
    for language in sorted({*form.printed_in} - form.titles.keys()):
        kind = "pdf" if form.files else "md"
        yield Reason("form-title-missing", {"form": form.id, "file": f"{language}.{kind}"})
    for language, title in form.titles.items():
        if not title.strip() or not form.shorts.get(language, "").strip():
            kind = "pdf" if form.files else "md"
            yield Reason("form-title-empty", {"form": form.id, "file": f"{language}.{kind}"})


def _sources(form: Form) -> Iterator[Reason]:
    for number, source in enumerate(form.sources, start=1):
        if not source.label.strip() or not source.supports.strip():
            yield Reason("form-source-empty", {"form": form.id, "number": number})


def with_lists(form: Form) -> Form:
    """The same form listing the fields, conditions and signers that its texts name.

    What nobody knows is not listed, so that the linter says on which line it stands; a text that
    cannot be read yet, or is a PDF, leaves the lists as they are.
    """
    if form.files:
        return form
    try:
        texts = {each: form_text(form, each) for each in form.texts}
    except Trouble:
        return form
    blocks = [block for text in texts.values() for block in text]
    fields, conditions = fields_of(tuple(blocks)), conditions_of(tuple(blocks))
    signers = [block.who for block in walk(texts.get("en", ())) if isinstance(block, Sign)]
    return replace(
        form,
        fields=_listed(form.fields, [name for name in FIELDS if name in fields], fields),
        named_conditions=_listed(
            form.named_conditions,
            [name for name in CONDITIONS if name in conditions],
            form.named_conditions,
        ),
        signers=tuple(signers),
    )


def _listed(
    before: Sequence[str], named: Sequence[str], staying: Container[str]
) -> tuple[str, ...]:
    """The names in the order they had, those that are new after them."""
    return tuple(dict.fromkeys([*(name for name in before if name in staying), *named]))


def with_hashes(form: Form) -> Form:
    """The same form with the hashes of the texts or PDFs that it has."""
    texts = {each: _hash(text) for each, text in form.texts.items()}
    return replace(form, hashes=texts | {each: file.came for each, file in form.files.items()})


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(text: _Text) -> Iterator[Reason]:
    for name in sorted(fields_of(text.blocks) - set(text.form.fields)):
        yield text.reason("form-field-unlisted", field=name)


def _conditions(text: _Text) -> Iterator[Reason]:
    for name in sorted(conditions_of(text.blocks) - set(text.form.named_conditions)):
        yield text.reason("form-condition-unlisted", condition=name)


def _ids(text: _Text) -> Iterator[Reason]:
    for name, times in Counter(ids_of(text.blocks)).items():
        if times > 1:
            yield text.reason("form-id-twice", id=name)


def _signers(text: _Text) -> Iterator[Reason]:
    found = tuple(block.who for block in walk(text.blocks) if isinstance(block, Sign))
    if found != text.form.signers:
        nobody = ("nobody",)
        yield text.reason(
            "form-signers-differ", listed=text.form.signers or nobody, found=found or nobody
        )


def _reading(text: _Text) -> Iterator[Reason]:
    for found in readings(replace(text.form, texts={text.language: text.markdown})):
        told = {"measure": found.measure.name}
        if found.is_too_hard:
            value, limit = (f"{each:.1f}" for each in (found.value, found.measure.limit))
            yield text.reason("form-grade", value=value, limit=limit, **told)
        if found.has_hard_block:
            value, limit = (f"{each:.1f}" for each in (found.hardest, found.measure.block_limit))
            yield text.reason(
                "form-hard-block", value=value, limit=limit, block=found.block, **told
            )


def _false_sentences(text: _Text) -> Iterator[Reason]:
    for finding in reading.false_sentences(text.markdown):
        yield text.reason("form-false", sentence=finding.sentence, why=finding.known.why)


_CHECKS: tuple[Callable[[_Text], Iterator[Reason]], ...] = (
    _fields,
    _conditions,
    _ids,
    _signers,
    _reading,
    _false_sentences,
)


def _letters(text: _Text, missing_letters: MissingLetters) -> Iterator[Reason]:
    form, language = text.form, text.language
    sources = "".join(source.label + source.date + source.url for source in form.sources)
    words = (
        text.markdown
        + form.title(language)
        + form.short(language)
        + form.evidence(language)
        + sources
    )
    missing = missing_letters(words)
    if missing:
        yield text.reason("form-letters", letters=tuple(missing))


def _named_letters(form: Form, missing_letters: MissingLetters) -> Iterator[Reason]:
    """The letters of its names, where the text is a PDF that brings its own."""
    missing = missing_letters("".join((*form.titles.values(), *form.shorts.values())))
    if missing:
        facts = {"form": form.id, "file": FRONT, "letters": tuple(missing)}
        yield Reason("form-letters", facts)


def _same_ids(texts: Sequence[_Text]) -> Iterator[Reason]:
    ids = {text.language: frozenset(ids_of(text.blocks)) for text in texts}
    for text in texts:
        differing = ids.get("en", ids[text.language]) ^ ids[text.language]
        if text.language != "en" and differing:
            yield text.reason("form-ids-differ", ids=tuple(sorted(differing)))


def _unused(form: Form, texts: Sequence[_Text]) -> Iterator[Reason]:
    used = frozenset[str]().union(*(fields_of(text.blocks) for text in texts))
    for name in form.fields:
        if name not in used:
            yield Reason("form-field-unused", {"form": form.id, "field": name})
