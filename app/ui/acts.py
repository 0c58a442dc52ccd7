"""The acts of the desk with their toast and their step back."""

from datetime import date, datetime
from functools import partial

from app import words
from app.clinic import Clinic, new_token
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.refusal import Refused, Trouble
from app.domain.scheduling import STANDING, Status
from app.domain.time import wall
from app.domain.timers import may_be_missed
from app.ui.common.clip import copy_privately
from app.ui.common.undo import Turn, either_way
from app.ui.desk import EXPECTED, Ask, Desk
from app.ui.gate.next_action import NOT_OURS
from app.use_cases import calling_off, day_notes, scheduling, waitlist
from app.use_cases.calling_off import CalledOff
from app.use_cases.gaps import Taker, who_fits
from app.use_cases.judging import see_attention
from app.use_cases.needs import mends_course
from app.use_cases.patients import see_patient
from app.use_cases.phones import shown_phone
from app.use_cases.scheduling import Wish
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist
from app.words.tongue import later, tr, tr_many, tr_of

STEP_VERBS = {
    Status.ARRIVED: later("Check in"),
    Status.IN_SESSION: later("Start session"),
    Status.RECOVERY: later("To recovery"),
    Status.LEFT: later("Check out"),
}
STEP_ICONS = {
    Status.ARRIVED: "arrive",
    Status.IN_SESSION: "right",
    Status.RECOVERY: "right",
    Status.LEFT: "leave",
}
STEP_SAID = {
    Status.ARRIVED: later("{who} is checked in."),
    Status.IN_SESSION: later("{who} is in session."),
    Status.RECOVERY: later("{who} is in recovery."),
    Status.LEFT: later("{who} has left."),
}

BOOKED = later("Booked: {visit}.")


def next_verb(view: VisitView) -> str:
    """What the next step of a visit is called on its button; empty when there is none."""
    if view.visit.status is Status.HELD:
        return tr_of("step", "Book")
    step = scheduling.next_status(view)
    return tr(STEP_VERBS[step]) if step else ""


def next_icon(view: VisitView) -> str:
    """The icon beside that verb."""
    step = scheduling.next_status(view)
    return STEP_ICONS[step] if step else "book"


def may_cancel(view: VisitView) -> bool:
    """Whether a visit is still to come and can be cancelled."""
    return view.visit.status in STANDING


def may_miss(desk: Desk, view: VisitView) -> bool:
    """Whether it can be said by now that nobody came."""
    return may_be_missed(view.visit, desk.clinic.now())


def said_when(desk: Desk, view: VisitView) -> str:
    """Day and time of a visit."""
    return words.day_time(wall(view.visit.start, desk.clinic.zone))


def said_of(desk: Desk, view: VisitView) -> str:
    """A visit in one line: who, what, when."""
    return f"{desk.name(view.patient)}, {view.type.short}, {said_when(desk, view)}"


def book(desk: Desk, wish: Wish, *, sooner: WaitWish | None = None) -> VisitView:
    """Book or hold, say so, and remember how it is taken back; put them on the wait list too."""
    view = scheduling.book_visit(desk.clinic, wish)
    held = view.visit.status is Status.HELD
    said = tr(later("Held: {visit}.") if held else BOOKED, visit=said_of(desk, view))
    waits = f" {_wait_too(desk, sooner)}" if sooner else ""
    remember(desk, f"{said}{waits}", wish.token)
    return view


def _wait_too(desk: Desk, wish: WaitWish) -> str:
    """Put somebody on the wait list who has just been booked; gives what came of it."""
    try:
        add_to_waitlist(desk.clinic, wish)
    except Refused as refused:
        return words.say(refused.reasons[0])
    return tr("They wait for a sooner time as well.")


def call_off(desk: Desk, view: VisitView, *, by: str, why: str, goes_to: str) -> CalledOff:
    """Call a visit off, or record that nobody came; say so, and remember how it is taken back."""
    token = new_token()
    if by == "missed":
        off = calling_off.did_not_come(desk.clinic, view.visit.id, goes_to=goes_to, token=token)
        remember(desk, tr("Did not come: {visit}.", visit=said_of(desk, view)), token)
        return off
    off = calling_off.call_off(
        desk.clinic, view.visit.id, by=by, why=why, goes_to=goes_to, token=token
    )
    remember(desk, tr("Cancelled: {visit}.", visit=said_of(desk, view)), token)
    return off


def try_miss(desk: Desk, view: VisitView) -> None:
    """Nobody came: the patient goes to the rebook list, and whoever fits is offered the time."""
    try:
        off = call_off(desk, view, by="missed", why="", goes_to="rebook")
    except EXPECTED as error:
        say_not(desk, tr("Nothing was changed."), error)
    else:
        offer_gap(desk, off)


def try_see(desk: Desk, view: VisitView) -> None:
    """Somebody knows what a visit far ahead has lost: it comes back when it is near."""
    see = partial(see_attention, desk.clinic, view.visit.id)
    try:
        see()
    except EXPECTED as error:
        say_not(desk, tr("Nothing was changed."), error)
    else:
        turn = either_way(partial(see, seen=False), see)
        said = tr("Seen: {visit}. It comes back two weeks before.", visit=said_of(desk, view))
        desk.remember(said, turn)


def offer_gap(desk: Desk, off: CalledOff) -> None:
    """Show who on the wait list can come in a time that has become free, if anybody can."""
    if off.gap is not None and who_fits(desk.clinic, off.gap):
        desk.fill_wanted.emit(off.gap)


def note_day(desk: Desk, day: date, text: str, *, was: str) -> None:
    """Keep the note of a day in place of what it said, and remember how that is taken back."""
    token = new_token()
    note = day_notes.note_day(desk.clinic, day, text, was=was, token=token)
    said = later("Noted for {day}.") if note.text else later("Note taken away: {day}.")
    remember(desk, tr(said, day=words.day(day)), token)


def fill(
    desk: Desk, taker: Taker, *, forward: bool, hold_until: datetime | None = None
) -> VisitView:
    """Book somebody from the wait list, say so, and remember how it is taken back."""
    token = new_token()
    view = waitlist.fill(
        desk.clinic,
        taker.entry.id,
        taker.start,
        wishes=taker.wishes,
        forward=forward,
        hold_until=hold_until,
        token=token,
    )
    held = later("Held from the wait list: {visit}.")
    booked = later("Booked from the wait list: {visit}.")
    said = held if view.visit.status is Status.HELD else booked
    remember(desk, tr(said, visit=said_of(desk, view)), token)
    return view


def advance(desk: Desk, view: VisitView) -> None:
    """Take a visit one step on: a hold is booked, a booked visit is checked in, and so on."""
    token = new_token()
    if view.visit.status is Status.HELD:
        scheduling.book_held_visit(desk.clinic, view.visit.id, token=token)
        remember(desk, tr(BOOKED, visit=said_of(desk, view)), token)
        return
    after = scheduling.advance_visit(desk.clinic, view.visit.id, token=token)
    said = tr(STEP_SAID[after.visit.status], who=desk.name(view.patient))
    remember(desk, said, token)


def say_not(desk: Desk, lead: str, error: Exception) -> None:
    """Say in one line what did not happen, the first reason for it, and the nearest fix."""
    match error:
        case Refused():
            first, *others = error.reasons
            nearest = [reason for reason in others if reason.code == "nearest-start"]
            desk.say(f"{lead} {words.say_all([first, *nearest])}", look="blocked")
        case Trouble():
            desk.say(f"{lead} {words.say(error.reason)}", look="blocked")
        case _:
            raise error


def try_advance(desk: Desk, view: VisitView) -> None:
    """The next step; whatever stands against it is shown at the visit."""
    try:
        advance(desk, view)
    except EXPECTED as error:
        desk.refused.emit(view, error)


def do_next(desk: Desk, view: VisitView, item: Item | None) -> None:
    """Do the next thing about a visit, or about an item of it, as its button says it."""
    if mends_course(view):
        desk.course_wanted.emit(view.visit.course)
    elif view.needs_time:
        desk.move_wanted.emit(view.visit.id)
    elif item is None:
        try_advance(desk, view)
    elif item.reason.code in NOT_OURS:
        desk.visit_wanted.emit(view.visit.id)
    else:
        desk.want_item(view, item)


def follow_up(desk: Desk) -> None:
    """Book the same kind of visit for the same patient again, at a time still to be chosen."""
    view = desk.visit
    if view is not None:
        desk.booking_wanted.emit(Ask(patient=view.patient.id, type=view.type.slug))


def copy_phone(desk: Desk) -> None:
    """Copy the number of the patient whom the menus are about, or of whoever is rung for them."""
    if desk.ring is not None:
        copy_number(desk, desk.ring.phone, desk.ring.whose)
    elif desk.visit is not None:
        copy_patients_number(desk, desk.visit.patient)
    elif desk.patient is not None:
        copy_patients_number(desk, see_patient(desk.clinic, desk.patient).patient)


def copy_patients_number(desk: Desk, patient: Patient) -> None:
    """Copy a patient's number, to be dialled."""
    copy_number(desk, patient.phone, desk.name(patient))


def copy_number(desk: Desk, number: str, whose: str) -> None:
    """Copy somebody's number, to be dialled."""
    phone = shown_phone(number)
    if phone:
        copy_privately(phone)
        desk.say(tr("Copied: {phone}, {whose}.", phone=phone, whose=whose))
    else:
        desk.say(tr("No phone number on file for {whose}.", whose=whose), look="waiting")


def lost_said(count: int) -> str:
    """After what was done: how many visits lost their time to it; nothing when none did."""
    lost = tr_many(count, "{count} visit lost its time.", "{count} visits lost their time.")
    return f" {lost}" if count else ""


def remember(desk: Desk, said: str, token: str) -> None:
    """Say what has happened; it can be taken back by its mark."""
    desk.remember(said, taking_back(desk.clinic, token))


def taking_back(clinic: Clinic, token: str) -> Turn:
    """Takes an act back; that is an act too, which can be taken back itself."""
    return lambda: taking_back(clinic, undo_act(clinic, token).token)


def undo(desk: Desk) -> None:
    """Take the last act back, or say why it cannot be."""
    try:
        step = desk.undo.undo()
    except Refused as refused:
        desk.say(words.say_all(refused.reasons), look="blocked")
    else:
        if step is not None:
            desk.say(tr("Taken back. {said}", said=step.said).strip(), look="undone")


def redo(desk: Desk) -> None:
    """Do the last undone act again, or say why it cannot be."""
    try:
        step = desk.undo.redo()
    except Refused as refused:
        desk.say(words.say_all(refused.reasons), look="blocked")
    else:
        if step is not None:
            desk.say(step.said or tr("Done again."), can_undo=True)
