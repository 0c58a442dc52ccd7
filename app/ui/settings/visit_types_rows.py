"""Kinds of visit as rows of a list, and what routes and colours are called."""

from collections.abc import Collection, Iterable, Mapping

from app.domain.scheduling import Route, VisitType
from app.ui.common.lists import Row
from app.ui.settings.visit_types_draft import TypeDraft
from app.words.tongue import later, tr

ROUTES: Mapping[Route, str] = {
    Route.NONE: later("No medicine"),
    Route.IV: later("Into a vein (IV)"),
    Route.IM: later("Into a muscle (IM)"),
    Route.SUBLINGUAL: later("Under the tongue"),
    Route.ESKETAMINE: later("Esketamine spray"),
}

COLOURS: Mapping[str, str] = {
    "slate": later("Slate"),
    "teal": later("Teal"),
    "blue": later("Blue"),
    "violet": later("Violet"),
    "plum": later("Plum"),
    "rose": later("Rose"),
    "green": later("Green"),
}

NEW = ""
"""Stands for the kind of visit that is not kept yet: no slug is empty."""


def type_rows(kinds: Iterable[VisitType], unsaved: Collection[str]) -> list[Row]:
    """Every kind of visit with its length and its route."""
    return [_row(kind, unsaved=kind.slug in unsaved) for kind in kinds]


def _row(kind: VisitType, *, unsaved: bool) -> Row:
    chip, look = (tr("Not saved"), "waiting") if unsaved else (tr("Offered no more"), "idle")
    shown = unsaved or kind.retired
    return Row(
        value=kind.slug,
        title=kind.title,
        detail=_detail(kind),
        chip=chip if shown else "",
        look=look,
    )


def new_row(draft: TypeDraft) -> Row:
    """A kind of visit that is not kept yet."""
    title = draft.title.strip() or tr("New visit type")
    return Row(
        value=NEW, title=title, detail=_detail(draft.kind), chip=tr("Not saved"), look="waiting"
    )


def _detail(kind: VisitType) -> str:
    route = tr(ROUTES[kind.route]) if kind.is_dosing else ""
    return " · ".join(part for part in (tr("{count} min", count=kind.minutes), route) if part)
