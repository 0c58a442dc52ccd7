"""What the linter finds is told with its line."""

import pytest

from app import library
from app.domain.refusal import Reason
from app.library import placed
from tests.documents.samples import form

TEXT = """\
## One {#one}

Ketamine is **always** safe.

::: if iv
Given {{ patient.nme }}. {#one}
:::
"""


@pytest.mark.parametrize(
    ("code", "facts", "line"),
    [
        ("form-field-unlisted", {"field": "patient.nme"}, 6),
        ("form-condition-unlisted", {"condition": "iv"}, 5),
        ("form-id-twice", {"id": "one"}, 6),
        ("form-ids-differ", {"ids": ("none", "one")}, 1),
        ("form-false", {"sentence": "Ketamine is always safe."}, 3),
        ("form-hard-block", {"block": "Ketamine is always safe."}, 3),
        ("form-letters", {"letters": ("y",)}, 3),
        ("form-broken", {"line": 4, "problem": "?"}, 4),
        ("form-broken", {"line": 90, "problem": "?"}, 7),
        ("form-grade", {}, 0),
    ],
)
def test_a_fault_stands_on_its_line(code: str, facts: dict[str, object], line: int) -> None:
    told = {"form": "f", "file": "en.md", **facts}
    (found,) = placed(form(TEXT), [Reason(code, told)])  # type: ignore[arg-type]

    assert (found.language, found.line) == ("en", line)


def test_a_fault_of_the_whole_has_no_line() -> None:
    (found,) = placed(form(TEXT), [Reason("form-field-unused", {"form": "f", "field": "x"})])

    assert (found.language, found.line) == ("", 0)


def test_every_shipped_form_is_without_fault() -> None:
    forms = library.forms().values()

    assert [each.id for each in forms if placed(each, list(library.lint(each, lambda _: "")))] == []
