"""Where in a form's text something that the linter found stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.forms import Form
from app.domain.reading import running_text
from app.domain.refusal import Fact, Reason

_WORDS_SEEN = 4
"""So many first words tell one block from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a form: in which language's text, and on which line of it."""

    reason: Reason
    language: str = ""
    """Empty for what is wrong with the form as a whole."""
    line: int = 0
    """Counted from 1; 0 where no line is to blame."""


def placed(form: Form, reasons: Sequence[Reason]) -> tuple[Fault, ...]:
    """What the linter found, each with its place, in the order of the lines."""
    found = [_placed(form, reason) for reason in reasons]
    return tuple(sorted(found, key=lambda fault: (fault.language, fault.line)))


def _placed(form: Form, reason: Reason) -> Fault:
    language = str(reason.facts.get("file", "")).removesuffix(".md")
    if language not in form.texts:
        return Fault(reason=reason)
    line = _line(reason, form.texts[language].splitlines())
    return Fault(reason=reason, language=language, line=line)


def _line(reason: Reason, lines: Sequence[str]) -> int:
    told = reason.facts.get("line")
    if isinstance(told, int):
        return max(1, min(told, len(lines)))
    seek = _SOUGHT.get(reason.code)
    return seek(reason.facts, lines) if seek else 0


def _first(lines: Sequence[str], *parts: str, after: int = 0) -> int:
    """The first line with one of these parts in it; 0 when there is none."""
    numbered = enumerate(lines, start=1)
    return next((n for n, line in numbered if n > after and any(p in line for p in parts)), 0)


def _field(facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
    squeezed = [line.replace(" ", "") for line in lines]
    return _first(squeezed, f"{{{{{facts['field']}}}}}")


def _condition(facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
    return _first(lines, f"::: if {facts['condition']}")


def _twice(facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
    marks = _marks(str(facts["id"]))
    return _first(lines, *marks, after=_first(lines, *marks))


def _differing(facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
    ids = facts["ids"]
    names = ids if isinstance(ids, tuple) else (ids,)
    marks = [mark for name in names for mark in _marks(str(name))]
    return _first(lines, *marks)


def _marks(name: str) -> tuple[str, ...]:
    return (f"{{#{name}}}", *(f"::: {kind} {name}" for kind in ("initial", "choice", "required")))


def _signers(_facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
    return _first(lines, "::: sign")


def _letters(facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
    letters = facts["letters"]
    return _first(lines, *(map(str, letters) if isinstance(letters, tuple) else (str(letters),)))


def _begins(fact: str) -> Callable[[Mapping[str, Fact], Sequence[str]], int]:
    """Seeks the line whose words go on as a block or a sentence begins."""

    def seek(facts: Mapping[str, Fact], lines: Sequence[str]) -> int:
        wanted = " ".join(str(facts[fact]).split()[:_WORDS_SEEN]).rstrip(".")
        plain = [" ".join(running_text(line).split()) for line in lines]
        return _first(plain, wanted) or _first(lines, wanted)

    return seek


_SOUGHT: Mapping[str, Callable[[Mapping[str, Fact], Sequence[str]], int]] = {
    "form-field-unlisted": _field,
    "form-condition-unlisted": _condition,
    "form-id-twice": _twice,
    "form-ids-differ": _differing,
    "form-signers-differ": _signers,
    "form-letters": _letters,
    "form-hard-block": _begins("block"),
    "form-false": _begins("sentence"),
    "sheet-sentence-shared": _begins("sentence"),
}
