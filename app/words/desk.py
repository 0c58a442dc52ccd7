"""The English sentences about what the clock does, and what is begun and not finished."""

from collections.abc import Mapping

DESK: Mapping[str, str] = {
    "hold-booked": "Visit {visit} is booked now: everything it waited for is on file.",
}
