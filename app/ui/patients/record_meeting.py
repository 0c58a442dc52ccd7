"""A record that is typed here while another desk changes it: what is whose, and what to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.ui.common.buttons import Button, Variant
from app.ui.common.notices import announce
from app.ui.common.surfaces import bare, empty, row
from app.ui.common.type import Style, wrapped
from app.words.tongue import tr

Typed = Mapping[str, str]
"""What stands in the fields of a record, as a draft keeps it."""

WAS = "was "
"""Before the name of a field in a draft: what had stood there when it was typed over."""

ABOUT = "patient"


def field_of(name: str) -> str:
    """The field of the record that a line is a part of."""
    if name.startswith("phone-"):
        return "phones"
    whose = name.partition("_")[0]
    return whose if whose in {"emergency", "representative"} else name


def differing(one: Typed, other: Typed) -> set[str]:
    """The fields that are not the same in both."""
    return {field_of(name) for name in {*one, *other} if one.get(name) != other.get(name)}


def part(typed: Typed, fields: set[str]) -> dict[str, str]:
    """What stands in some fields."""
    return {name: said for name, said in typed.items() if field_of(name) in fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What stands in the fields once both desks' changes are in them."""

    typed: dict[str, str]
    theirs: tuple[str, ...]
    """The fields that only the other desk has changed."""
    both: tuple[str, ...]
    """The fields that both have changed, each otherwise; what was typed here stands in them."""


def meet(was: Typed, mine: Typed, now: Typed) -> Meeting:
    """What was kept, what stands in the fields, and what is kept now, brought together."""
    my, their = differing(was, mine), differing(was, now)
    others = {field_of(name) for name in now} - my
    asked = my & their & differing(mine, now)
    return Meeting(
        typed=part(now, others) | part(mine, my),
        theirs=_in_order(now, their - my),
        both=_in_order(now, asked),
    )


def _in_order(typed: Typed, fields: set[str]) -> tuple[str, ...]:
    order = dict.fromkeys((*map(field_of, typed), *sorted(fields)))
    return tuple(field for field in order if field in fields)


def written(was: Typed, mine: Typed, patient: int) -> dict[str, str]:
    """The draft: what is typed that is not what is kept, and what it was typed over."""
    fields = differing(was, mine)
    over = {f"{WAS}{name}": said for name, said in part(was, fields).items()}
    return {**part(mine, fields), **over, ABOUT: str(patient)} if fields else {}


def read(draft: Typed, now: Typed) -> tuple[dict[str, str], dict[str, str]]:
    """What stood in the fields when a draft was put aside, and what was kept then."""
    mine = {
        name: said for name, said in draft.items() if name != ABOUT and not name.startswith(WAS)
    }
    over = {name.removeprefix(WAS): said for name, said in draft.items() if name.startswith(WAS)}
    fields = {field_of(name) for name in (*mine, *over)}
    rest = part(now, {field_of(name) for name in now} - fields)
    return {**rest, **mine}, {**rest, **(over or part(now, fields))}


class Clashes(QWidget):
    """The fields that both desks have changed: theirs can be taken, what is typed stays else."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[str, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._column = bare(QVBoxLayout(self), 6)
        self.setAccessibleName(tr("Changed at another desk as well"))
        self.hide()

    def show_fields(self, fields: Sequence[str], now: Typed) -> None:
        """Ask about these fields, of which the other desk has made what is kept now."""
        empty(self._column)
        self.fields, self.buttons = tuple(fields), {}
        self.setVisible(bool(fields))
        if not fields:
            return
        lead = wrapped(tr("Another desk has changed the same. Yours stands here."), Style.STRONG)
        self._column.addWidget(lead)
        said = [self._add(field, now) for field in fields]
        announce(self, " ".join([lead.text(), *said]))

    def _add(self, field: str, now: Typed) -> str:
        kept = ", ".join(filter(None, part(now, {field}).values())) or tr("nothing")
        named = words.field_word(field)
        text = wrapped(tr("{field} there: {kept}", field=named, kept=kept))
        button = Button(tr("Take theirs"), Variant.BARE)
        button.setAccessibleName(tr("Take theirs: {field}", field=named))
        button.clicked.connect(partial(self.taken.emit, field))
        self.buttons[field] = button
        self._column.addWidget(row(text, button))
        return text.text()
