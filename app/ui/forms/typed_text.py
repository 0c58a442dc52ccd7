"""What somebody types over a version of a form: kept while it is typed, and what it began from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.forms import Form
from app.ui.desk import Desk
from app.ui.drafting import DraftKeeper

SINCE, CHANGED, TEXT = "since", "changed", "text-"
"""Fields of a draft: from what it began, what changed in a few words, and a text by language."""


def mark_of(form: Form) -> str:
    """By which it is seen that a version is still the one that somebody began from."""
    return "|".join([form.id, str(form.version), form.state, *form.hashes.values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The texts as they stand in the fields."""

    since: Form
    """The newest version that there is."""
    began: str
    """The mark of the version that it was begun from."""
    texts: Mapping[str, str] = field(repr=False)
    changed: str = ""

    @property
    def form(self) -> Form:
        """The version that it would become."""
        return replace(self.since, texts=self.texts, changed=self.changed)

    @property
    def is_new(self) -> bool:
        """Whether anything is typed that is not kept."""
        return dict(self.texts) != dict(self.since.texts) or self.changed != note_of(self.since)

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
        return {SINCE: self.began, CHANGED: self.changed, **texts}


def note_of(form: Form) -> str:
    """What was said of a draft's change; a new draft begins without a word."""
    return form.changed if form.is_draft else ""


def untouched(form: Form) -> Typed:
    """Nothing typed yet."""
    return Typed(since=form, began=mark_of(form), texts=form.texts, changed=note_of(form))


def begun(form: Form, fields: Mapping[str, str]) -> Typed:
    """What was typed before over a form, as it was kept."""
    texts = {each: fields.get(f"{TEXT}{each}", text) for each, text in form.texts.items()}
    return Typed(since=form, began=fields[SINCE], texts=texts, changed=fields.get(CHANGED, ""))


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
