"""The desk's note for a day: “pump 2 is in service until noon”."""

from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.day_notes import DayNote, against_note
from app.domain.refusal import refuse, refuse_if


def note_day(
    clinic: Clinic, day: date, text: str, *, was: str | None = None, token: str = ""
) -> DayNote:
    """Keep the note of a day; an empty one takes it away.

    With `was`, what it said before, a note that somebody else has changed meanwhile is refused.
    """
    wanted = DayNote(day=day, text=" ".join(text.split()))
    with clinic.writing(Act.NOTE_DAY, token=token) as unit:
        refuse_if(against_note(wanted.text))
        before = unit.closures.note(day)
        now = before.text if before else ""
        if was is not None and was != now:
            raise refuse("note-changed" if now else "note-gone", text=now)
        unit.note(day=day.isoformat())
        unit.closures.set_note(wanted, by=clinic.person.login, at=clinic.now())
        return wanted
