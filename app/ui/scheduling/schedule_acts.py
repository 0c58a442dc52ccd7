"""What the actions about a visit or a time on the schedule do, and when they can be done."""

from collections.abc import Callable

from app.ui import acts, moves
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.scheduling.block_panel import try_unblock
from app.ui.scheduling.page import SchedulePage
from app.use_cases.gaps import who_fits
from app.words.tongue import later, tr

CHOOSE = later("Choose a visit first.")
CHOOSE_PATIENT = later("Choose a patient first.")
CHOOSE_TIME = later("Choose a time on the schedule first: Ctrl and an arrow, or a right click.")
TO_COME = later("Only a visit that is still to come can be moved.")
ALONE = later("A seat of a group session lasts as long as the others.")
NO_BLOCK = later("Choose blocked time on the schedule first.")
EMPTY = later("Nothing is on the shelf.")
NOT_FREE = later("This time is not free any more, or never was.")
NOBODY_FITS = later("Nobody on the wait list fits this time.")
FILL = later("Fill from the &wait list")
NUDGE = 15
STRETCH = 5


def schedule_acts(desk: Desk, page: SchedulePage) -> dict[str, Callable[[], object]]:
    """What each of the actions does."""
    return {
        "move": lambda: _with_visit(desk, desk.move_wanted.emit),
        "shelve": lambda: _with_visit(desk, lambda visit: moves.put_on_shelf(desk, visit)),
        "paste": page.paste,
        "earlier": lambda: moves.try_nudge(desk, -NUDGE),
        "later": lambda: moves.try_nudge(desk, NUDGE),
        "longer": lambda: moves.try_lengthen(desk, STRETCH),
        "shorter": lambda: moves.try_lengthen(desk, -STRETCH),
        "follow-up": lambda: acts.follow_up(desk),
        "call": lambda: acts.copy_phone(desk),
        "book-here": page.book_here,
        "hold-here": page.hold_here,
        "fill-here": page.fill_here,
        "block": lambda: desk.block_wanted.emit(page.spot),
        "unblock": lambda: try_unblock(desk, page.block),
    }


def _with_visit(desk: Desk, act: Callable[[int], object]) -> None:
    if desk.visit is not None:
        act(desk.visit.visit.id)


def allow_schedule_acts(actions: Actions, desk: Desk, page: SchedulePage) -> None:
    """Enable what can be done now, and say of the rest why it cannot."""
    visit = desk.visit
    actions.allow("follow-up", when=visit is not None, else_say=tr(CHOOSE))
    actions.allow("call", when=desk.patient is not None, else_say=tr(CHOOSE_PATIENT))
    moves_on = visit is not None and moves.may_move(visit)
    for name in ("move", "shelve", "earlier", "later"):
        actions.allow(name, when=moves_on, else_say=tr(TO_COME if visit else CHOOSE))
    stretches = visit is not None and moves.may_stretch(visit)
    for name in ("longer", "shorter"):
        actions.allow(name, when=stretches, else_say=tr(ALONE if moves_on else TO_COME))
    time = page.spot is not None
    for name in ("book-here", "hold-here", "fill-here"):
        actions.allow(name, when=time, else_say=tr(CHOOSE_TIME))
    blocked = page.block > 0
    actions.allow("unblock", when=blocked, else_say=tr(NO_BLOCK))
    full = page.shelf.current is not None
    actions.allow("paste", when=time and full, else_say=tr(CHOOSE_TIME if full else EMPTY))


def allow_fill(actions: Actions, desk: Desk, page: SchedulePage) -> None:
    """Say how many could fill the free time around the one that is chosen.

    That takes a search: it is asked when a menu opens, not whenever something is chosen.
    """
    gap = page.gap
    count = len(who_fits(desk.clinic, gap)) if gap else 0
    why = CHOOSE_TIME if page.spot is None else NOBODY_FITS if gap else NOT_FREE
    actions["fill-here"].setText(f"{tr(FILL)} ({count})" if count else tr(FILL))
    actions.allow("fill-here", when=count > 0, else_say=tr(why))
