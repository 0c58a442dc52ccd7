"""How long something lasts, and what the clock says about a visit."""

from app.domain.timers import Pace, Timer
from app.words.tongue import tr

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
            return tr("late {time}", time=said)
        case Pace.WAITS:
            return said
        case Pace.LEFT:
            return tr("{time} left", time=said) if told.minutes else tr("ends now")
        case Pace.OVER:
            return tr("{time} over", time=said)
