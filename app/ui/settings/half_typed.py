"""Lines that somebody may be typing in while another desk changes what they show."""

from collections.abc import Mapping

from app.domain.both import AGAIN, others_made
from app.domain.refusal import Reason
from app.ui.common.fields import TextField


def read_again(
    lines: Mapping[str, TextField], before: Mapping[str, str], now: Mapping[str, str]
) -> list[Reason]:
    """Show what is kept now; a line that is half typed stays, and is asked about where both differ.

    `before` and `now` are the texts of the lines as they were shown, and as they are kept.
    """
    asked: list[Reason] = []
    for name, line in lines.items():
        old, new = before[name], now[name]
        if line.text() == old:
            line.setText(new)
        elif new not in {old, line.text()}:
            asked.append(others_made(name, new))
    return [*asked, Reason(AGAIN)] if asked else []
