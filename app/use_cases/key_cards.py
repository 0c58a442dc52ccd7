"""The card of the keys, which lies beside the keyboard; it knows nobody."""

from collections.abc import Mapping, Sequence

from app import words
from app.clinic import Clinic
from app.documents.values import KeyCard
from app.domain.time import wall
from app.words.tongue import tongue, tr


def key_card(clinic: Clinic, keys: Mapping[str, Sequence[tuple[str, str]]]) -> bytes:
    """The keys by their menus as PDF, in the language of the window."""
    from app.documents import make_key_card  # noqa: PLC0415 -- slow import

    return make_key_card(
        KeyCard(
            clinic=clinic.name,
            language=tongue(),
            title=tr("Key card"),
            about=tr("Anteroom without a mouse"),
            printed=words.day_time(wall(clinic.now(), clinic.zone)),
            groups=keys,
        )
    )
