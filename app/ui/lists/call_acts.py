"""Ringing people from the lists: each act with its toast and its way back."""

from collections.abc import Callable
from datetime import date, datetime

from app import words
from app.domain.patients import Patient
from app.domain.waiting import WaitEntry
from app.ui.common.undo import either_way
from app.ui.desk import Desk
from app.use_cases import rebooking, recalls, waitlist
from app.use_cases.rebooking import RebookView
from app.use_cases.recalls import RecallView
from app.use_cases.waitlist import WaitView, WaitWish
from app.words.tongue import tr


def act(desk: Desk, said: str, do: Callable[[], object], back: Callable[[], object]) -> None:
    """Do something that has an opposite, say so, and remember how it is taken back."""
    do()
    desk.remember(said, either_way(back, do))


def said_answer(desk: Desk, patient: Patient, said: str) -> str:
    """What a call came to, in one line."""
    return tr(
        "Noted: {who}, {answer}.",
        who=desk.name(patient),
        answer=words.answer_word(said).lower(),
    )


def offer(desk: Desk, entry: WaitEntry, patient: Patient, start: datetime | None = None) -> None:
    """Note that somebody is being called, so that nobody else calls them."""
    clinic = desk.clinic
    act(
        desk,
        tr("Noted: you are calling {who}.", who=desk.name(patient)),
        lambda: waitlist.offer(clinic, entry.id, start),
        lambda: waitlist.take_call_back(clinic, entry),
    )


def answer_offer(desk: Desk, entry: WaitEntry, patient: Patient, said: str) -> None:
    """Note what a call to somebody who waits came to."""
    clinic = desk.clinic
    act(
        desk,
        said_answer(desk, patient, said),
        lambda: waitlist.answer(clinic, entry.id, said),
        lambda: waitlist.take_call_back(clinic, entry),
    )


def put_on_waitlist(desk: Desk, wish: WaitWish, patient: Patient) -> None:
    """Put somebody on the wait list."""
    clinic = desk.clinic
    kept = waitlist.add_to_waitlist(clinic, wish)
    said, note = tr("On the wait list: {who}.", who=_who_for(desk, patient, wish.type)), wish.note
    if note.strip():
        said = f"{said} {tr('Noted with it: {note}.', note=note.strip())}"
    turn = either_way(
        lambda: waitlist.remove_from_waitlist(clinic, kept.id),
        lambda: waitlist.put_back(clinic, kept.id),
    )
    desk.remember(said, turn)


def change_wishes(desk: Desk, view: WaitView, wish: WaitWish) -> None:
    """Change when somebody can come, and how urgent it is."""
    clinic, entry = desk.clinic, view.entry
    before = WaitWish(
        patient=entry.patient,
        type=entry.type,
        urgent=entry.urgent,
        weekdays=entry.weekdays,
        after=entry.after,
        before=entry.before,
        until=entry.until,
        person=entry.person,
        note=entry.note,
    )
    act(
        desk,
        tr("Changed: the wishes of {who}.", who=_who_for(desk, view.patient, entry.type)),
        lambda: waitlist.change_entry(clinic, entry.id, wish, since=entry),
        lambda: waitlist.change_entry(clinic, entry.id, before),
    )


def take_off_waitlist(desk: Desk, view: WaitView) -> None:
    """Take somebody off the wait list; put back, they have their old place."""
    clinic, number = desk.clinic, view.entry.id
    act(
        desk,
        tr("Off the wait list: {who}.", who=_who_for(desk, view.patient, view.entry.type)),
        lambda: waitlist.remove_from_waitlist(clinic, number),
        lambda: waitlist.put_back(clinic, number),
    )


def answer_rebooking(desk: Desk, view: RebookView, said: str) -> None:
    """Note what a call about another visit came to."""
    clinic = desk.clinic
    act(
        desk,
        said_answer(desk, view.patient, said),
        lambda: rebooking.note_call(clinic, view.visit.id, said),
        lambda: rebooking.take_call_back(clinic, view.rebooking),
    )


def close_rebooking(desk: Desk, view: RebookView) -> None:
    """Nobody need call about another visit."""
    clinic, visit = desk.clinic, view.visit.id
    act(
        desk,
        tr("Nobody need call {who}.", who=_who_for(desk, view.patient, view.visit.type)),
        lambda: rebooking.close_rebooking(clinic, visit),
        lambda: rebooking.reopen_rebooking(clinic, visit),
    )


def answer_recall(desk: Desk, view: RecallView, said: str) -> None:
    """Note what a call about the next dose came to."""
    clinic = desk.clinic
    act(
        desk,
        said_answer(desk, view.patient, said),
        lambda: recalls.note_recall(clinic, view.patient.id, said),
        lambda: recalls.take_call_back(clinic, view.recall),
    )


def set_due(desk: Desk, view: RecallView, due: date) -> None:
    """Have somebody be due on another day."""
    clinic = desk.clinic
    act(
        desk,
        tr("Due {day}: {who}.", day=words.day(due), who=desk.name(view.patient)),
        lambda: recalls.set_due(clinic, view.patient.id, due),
        lambda: recalls.put_due_back(clinic, view.recall),
    )


def close_recall(desk: Desk, view: RecallView) -> None:
    """Nobody need call until another dose has been given."""
    clinic, patient = desk.clinic, view.patient.id
    act(
        desk,
        tr("Off the recall list until another dose: {who}.", who=desk.name(view.patient)),
        lambda: recalls.close_recall(clinic, patient),
        lambda: recalls.reopen_recall(clinic, patient),
    )


def _who_for(desk: Desk, patient: Patient, slug: str) -> str:
    return f"{desk.name(patient)}, {desk.clinic.setup.types[slug].short}"
