"""A version of a form as a row of a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app import words
from app.domain.binder import Standing
from app.ui.common.lists import Row
from app.use_cases.forms import FormView
from app.words.tongue import later, tongue, tr

LOOKS: Mapping[Standing, tuple[str, str]] = {
    Standing.DRAFT: ("waiting", "edit"),
    Standing.COMING: ("waived", "clock"),
    Standing.IN_FORCE: ("ready", "ready"),
    Standing.SUPERSEDED: ("idle", "idle"),
    Standing.WITHDRAWN: ("blocked", "cancel"),
}
"""How a standing looks, and its shape."""

GROUPS: Sequence[tuple[str, frozenset[Standing]]] = (
    (later("Waiting for approval"), frozenset({Standing.DRAFT})),
    (later("Approved"), frozenset({Standing.COMING, Standing.IN_FORCE, Standing.SUPERSEDED})),
    (later("Withdrawn"), frozenset({Standing.WITHDRAWN})),
)
"""What stands over the rows, drafts first."""


Key = tuple[str, int]
"""A form's id, and which version of it."""


def key_of(view: FormView) -> Key:
    """What a row stands for."""
    return view.form.id, view.form.version


def language_title(language: str) -> str:
    """What a language is called where its name stands by itself."""
    return words.headed(words.language_word(language))


def form_row(view: FormView) -> Row:
    """A version, with where it stands as a chip."""
    look, shape = LOOKS[view.standing]
    return Row(
        value=key_of(view),
        title=view.form.title(tongue()),
        detail=words.form_row(view.form),
        chip=words.standing_word(view.standing).capitalize(),
        look=look,
        shape=shape,
    )


def listed(views: Iterable[FormView], typed: str) -> list[Row]:
    """The newest version of each form that answers what was typed, drafts first."""
    newest: dict[str, FormView] = {}
    for view in views:  # the newest of each comes first
        newest.setdefault(view.form.id, view)
    found = [view for view in newest.values() if _answers(view, typed)]
    return [row for group in GROUPS for row in _group(group, found)]


def _group(group: tuple[str, frozenset[Standing]], views: Sequence[FormView]) -> Iterator[Row]:
    heading, standings = group
    mine = sorted(
        (view for view in views if view.standing in standings),
        key=lambda view: view.form.title(tongue()).casefold(),
    )
    if mine:
        yield Row(value=None, title=f"{tr(heading)}  {len(mine)}", is_heading=True)
        yield from map(form_row, mine)


def _answers(view: FormView, typed: str) -> bool:
    """Whether every word that was typed is somewhere in what is known of a form."""
    form = view.form
    known = (
        form.id,
        form.kind,
        words.kind_word(form.kind),
        words.standing_word(view.standing),
        *form.titles.values(),
        *form.shorts.values(),
        form.approved_by,
    )
    text = " ".join(known).casefold()
    return all(part in text for part in typed.casefold().split())
