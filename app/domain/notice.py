"""The notice that a clinic asks for, and the days that it counts by."""

from collections.abc import Iterator, Mapping

from app.domain.refusal import Reason

NOTICES: Mapping[str, tuple[str, range]] = {
    "cancel_hours": ("notice-cancel-hours", range(169)),
    "hold_days": ("notice-hold-days", range(1, 61)),
    "recall_days": ("notice-recall-days", range(7, 366)),
}
"""What a clinic may set, each with what is said to numbers out of its range: hours of notice for a
cancellation, days before its visit on which a hold ends, days after a dose until a recall."""


def against_notices(wanted: Mapping[str, int]) -> Iterator[Reason]:
    """Say which numbers make no sense."""
    for name, value in wanted.items():
        code, lawful = NOTICES[name]
        if value not in lawful:
            yield Reason(code, {"least": lawful[0], "most": lawful[-1]})
