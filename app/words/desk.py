"""The English sentences about what the clock does, and what the desk notes for a day."""

from collections.abc import Mapping

DESK: Mapping[str, str] = {
    "hold-booked": "Visit {visit} is booked now: everything it waited for is on file.",
    "hold-near": "The hold for {start:moment} is released {until:moment} unless it is booked.",
    "noticed": "It was on file until {since:moment}.",
    "noticed-day": "It was on file; noticed {since:moment}, when the day turned.",
    "noticed-decided": "It was enough until the clinic changed its rules ({since:moment}).",
    "attention-none": "Nothing stands against this visit any more.",
    "visit-late": "Was to begin at {start:clock} and is not here yet.",
    "note-long": "A note for a day has at most {most} letters.",
    "note-changed": "Somebody else has written meanwhile: “{text}” "
    "Keep yours once more to put it in its place.",
    "note-gone": "Somebody else has taken the note away meanwhile. "
    "Keep yours once more to write it again.",
}
