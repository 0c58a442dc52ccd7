"""Where an arrow key leads from one visit of the schedule."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.ui.scheduling.day_layout import Card


def neighbour(cards: Sequence[Card], current: Card | None, key: int) -> Card | None:
    """The next card in the direction of an arrow; the same when there is none."""
    if not cards:
        return None
    if current is None:
        return min(cards, key=lambda card: (card.start, card.column))
    if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        return _along(cards, current, down=key == Qt.Key.Key_Down)
    return _across(cards, current, right=key == Qt.Key.Key_Right)


def _place(card: Card) -> tuple[int, float, int]:
    return card.start, card.left, card.row


def _along(cards: Sequence[Card], current: Card, *, down: bool) -> Card:
    column = [card for card in cards if card.column == current.column and card is not current]
    if down:
        after = [card for card in column if _place(card) >= _place(current)]
        return min(after, key=_place, default=current)
    before = [card for card in column if _place(card) <= _place(current)]
    return max(before, key=_place, default=current)


def _across(cards: Sequence[Card], current: Card, *, right: bool) -> Card:
    beside = [
        card
        for card in cards
        if (card.column > current.column if right else card.column < current.column)
    ]
    if not beside:
        return current
    nearest = min(abs(card.column - current.column) for card in beside)
    column = [card for card in beside if abs(card.column - current.column) == nearest]
    return min(column, key=lambda card: abs(card.start - current.start))
