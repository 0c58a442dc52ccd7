"""Moving visits about: dropped, nudged, made longer, put on the shelf; each with its way back."""

from datetime import date, datetime, timedelta

from app import words
from app.clinic import new_token
from app.domain.refusal import refuse_if
from app.domain.scheduling import STANDING, Kind
from app.domain.time import MINUTE, settled, wall
from app.domain.wishes import NO_WISHES, Wishes
from app.ui.acts import remember, said_of, say_not
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.use_cases import moving, shelf
from app.use_cases.scheduling import see_visit
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

NOT_MOVED = later("Not moved.")
NOT_CHANGED = later("Not changed.")


def may_move(view: VisitView) -> bool:
    """Whether a visit is still to come and can be put elsewhere."""
    return view.visit.status in STANDING


def may_stretch(view: VisitView) -> bool:
    """Whether a visit can be made longer: a seat of a group session lasts as long as the others."""
    return may_move(view) and view.visit.session is None


def move(desk: Desk, view: VisitView, start: datetime, wishes: Wishes = NO_WISHES) -> VisitView:
    """Move a visit, say from when to when, and remember how it is taken back."""
    token = new_token()
    after = moving.move_visit(desk.clinic, view.visit.id, start, wishes=wishes, token=token)
    was = said_shortly(desk, view)
    place = ", ".join((said_shortly(desk, after), *after.named(Kind.ROOM)))
    who = desk.name(view.patient)
    said = tr("Moved: {who}, {before} to {place}.", who=who, before=was, place=place)
    remember(desk, said, token)
    return after


def said_shortly(desk: Desk, view: VisitView) -> str:
    """Day and time of a visit whose year is known."""
    at = wall(view.visit.start, desk.clinic.zone)
    return f"{words.near_day(at.date())} {words.clock(at)}"


def try_move(desk: Desk, view: VisitView, start: datetime, resource: int) -> None:
    """Move a visit to a start in the column it was dropped on, or say in one line why not."""
    try:
        refuse_if(moving.why_not_move(desk.clinic, view.visit.id, start, resource))
        move(desk, view, start, Wishes(people=(resource,)))
    except EXPECTED as error:
        say_not(desk, tr(NOT_MOVED), error)


def try_nudge(desk: Desk, minutes: int) -> None:
    """Move the chosen visit a little earlier or later on its day, or say why not."""
    view = desk.visit
    if view is None:
        return
    try:
        move(desk, view, view.visit.start + minutes * MINUTE)
    except EXPECTED as error:
        say_not(desk, tr(NOT_MOVED), error)


def try_move_to_day(desk: Desk, visit: int, day: date) -> None:
    """Move a visit to another day at its own time, or say why not and which time would do."""
    try:
        view = see_visit(desk.clinic, visit)
        move(desk, view, same_time(desk, view, day))
    except EXPECTED as error:
        say_not(desk, tr(NOT_MOVED), error)


def same_time(desk: Desk, view: VisitView, day: date) -> datetime:
    """The instant on a day at which the clinic's clock shows what it shows when a visit starts."""
    at = wall(view.visit.start, desk.clinic.zone)
    return settled(datetime.combine(day, at.time()), desk.clinic.zone)


def try_resize(desk: Desk, view: VisitView, minutes: int) -> None:
    """Make a visit so many minutes long for the patient, or say in one line why not."""
    token = new_token()
    try:
        after = moving.resize_visit(desk.clinic, view.visit.id, minutes, token=token)
    except EXPECTED as error:
        say_not(desk, tr(NOT_CHANGED), error)
    else:
        until = words.clock(wall(after.visit.end, desk.clinic.zone))
        who = desk.name(view.patient)
        said = tr("{who}: {count} minutes, until {until}.", who=who, count=minutes, until=until)
        remember(desk, said, token)


def try_lengthen(desk: Desk, minutes: int) -> None:
    """Make the chosen visit a little longer or shorter, or say why not."""
    view = desk.visit
    if view is not None:
        stays = (view.visit.end - view.visit.start) // timedelta(minutes=1)
        try_resize(desk, view, stays + minutes)


def put_on_shelf(desk: Desk, visit: int) -> None:
    """Pick a visit up; it keeps its old time until it is put elsewhere."""
    clinic = desk.clinic
    try:
        view = shelf.put_on_shelf(clinic, visit)
    except EXPECTED as error:
        say_not(desk, tr("Not picked up."), error)
        return
    said = tr("On the shelf: {visit}. It keeps its time.", visit=said_of(desk, view))
    _remember_shelf(desk, said, visit, on=True)


def take_off_shelf(desk: Desk, visit: int) -> None:
    """Put a visit back where it stands."""
    try:
        shelf.take_off_shelf(desk.clinic, visit)
        view = see_visit(desk.clinic, visit)
    except EXPECTED as error:
        say_not(desk, tr("Not put back."), error)
        return
    said = tr("Off the shelf: {visit}.", visit=said_of(desk, view))
    _remember_shelf(desk, said, visit, on=False)


def _remember_shelf(desk: Desk, said: str, visit: int, *, on: bool) -> None:
    clinic = desk.clinic
    up, down = shelf.put_on_shelf, shelf.take_off_shelf
    back, again = (down, up) if on else (up, down)
    turn = either_way(lambda: back(clinic, visit), lambda: again(clinic, visit))
    desk.remember(said, turn)
