"""How long something lasts, and what the clock says about a visit."""

from app.domain.timers import Pace, Timer

HOUR = 60


def minutes(count: int) -> str:
    """Such as “8 min”, “2 h” or “1 h 15 min”."""
    hours, rest = divmod(count, HOUR)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(part for part in parts if part)


def timer(told: Timer) -> str:
    """Such as “late 12 min”, “8 min”, “12 min left” or “5 min over”."""
    said = minutes(told.minutes)
    match told.pace:
        case Pace.LATE:
            return f"late {said}"
        case Pace.WAITS:
            return said
        case Pace.LEFT:
            return f"{said} left" if told.minutes else "ends now"
        case Pace.OVER:
            return f"{said} over"
