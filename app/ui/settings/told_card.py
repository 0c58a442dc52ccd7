"""A card of the settings with its heading and what it is about."""

from app.ui.common.surfaces import Card
from app.ui.common.type import Style, Text, Tone, wrapped


def told_card(title: str, note: str) -> Card:
    """A card that says under its heading what it is about; without a title it has no heading."""
    card = Card()
    if title:
        card.body.addWidget(Text(title, Style.HEADING))
    card.body.addWidget(wrapped(note, Style.SMALL, Tone.MUTED))
    return card
