"""What of the settings answers to plain words: a section, or something that stands in one."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.names import fold, parts
from app.ui.common.answering import answers
from app.ui.common.buttons import plain
from app.ui.common.surfaces import GAP
from app.ui.settings.sections import INSIDE, OF_SECTIONS, SECTIONS
from app.words.tongue import tr

LEAST = 3
"""Letters from which on other words than the names themselves are looked at."""

LITTLE = frozenset(
    parts(
        "a an and change do for how i in is my of on our set the to we where "
        "al cambiar como de del donde el en es la las lo los mi nuestra nuestro para poner un una y"
    )
)
"""Words that say nothing of what somebody looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A section by its number, and the name of what stands in it; empty is the section itself."""

    section: int
    inside: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return plain(tr(self.inside or SECTIONS[self.section][0]))

    @property
    def within(self) -> str:
        """The section that something stands in."""
        return tr(SECTIONS[self.section][0]) if self.inside else ""

    @property
    def icon(self) -> str:
        """The icon of its section."""
        return SECTIONS[self.section][1]


def found(typed: str) -> list[Spot]:
    """What answers to the words typed so far, what is called so before what is otherwise known."""
    asked = _without_little(typed)
    by_name = [spot for spot, _ in _spots() if answers(spot.title, asked)]
    if len(asked) < LEAST:
        return by_name
    known = [spot for spot, said in _spots() if spot not in by_name and answers(said, asked)]
    return by_name + known


def _without_little(typed: str) -> str:
    """The words that say something; all of them when none does."""
    every = parts(fold(typed))
    return " ".join([each for each in every if each not in LITTLE] or every)


def _spots() -> Iterator[tuple[Spot, str]]:
    """Everything that can be found, with all that it is found by: sections first."""
    for number, (section, *_) in enumerate(SECTIONS):
        yield Spot(section=number), f"{tr(section)} {section} {OF_SECTIONS[section]}"
    for number, (section, *_) in enumerate(SECTIONS):
        for inside, said in INSIDE.get(section, {}).items():
            spot = Spot(section=number, inside=inside)
            yield spot, f"{spot.title} {spot.within} {inside} {said}"


def go_to(pane: QWidget, inside: str) -> bool:
    """Put the keyboard on what is called so, and bring it into sight; False where it cannot be."""
    said = plain(tr(inside))
    named = (each for each in pane.findChildren(QWidget) if each.accessibleName() == said)
    control = next((each for each in named if _takes_keys(each, pane)), None)
    if control is None:
        return False
    control.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for area in pane.findChildren(QScrollArea):
        if area.isAncestorOf(control):
            area.ensureWidgetVisible(control, 0, 4 * GAP)
    return True


def _takes_keys(control: QWidget, pane: QWidget) -> bool:
    takes = control.focusPolicy() is not Qt.FocusPolicy.NoFocus or control.focusProxy() is not None
    return takes and control.isVisibleTo(pane) and control.isEnabledTo(pane)
