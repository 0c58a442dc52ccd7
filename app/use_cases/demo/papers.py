"""The demo clinic's papers: real packets in the archive, signed or still out."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from app.clinic import Clinic
from app.documents import make_packet
from app.domain.codes import RANDOM_BYTES, new_code
from app.domain.packets import Paper, PaperState
from app.domain.scheduling import Visit
from app.domain.signatures import PATIENT, Signature
from app.domain.time import local_day, settled
from app.storage.unit import Unit
from app.use_cases import sheets
from app.use_cases.packets import Draft, packet_of, read_story

PRINTED = time(15, 30)
"""Packets are printed in the afternoon of the open day before."""
SIGNED_AFTER = timedelta(minutes=12)


def at_time(clinic: Clinic, day: date, at: time) -> Clinic:
    """The same clinic with its clock standing at a time of a day."""
    moment = settled(datetime.combine(day, at), clinic.zone)
    details = replace(clinic.setup.details, demo_day=None)
    return replace(clinic, setup=replace(clinic.setup, details=details), clock=lambda: moment)


class Papers:
    """Prints packets as of the day before their visit and checks them in as signed."""

    def __init__(self, clinic: Clinic, unit: Unit, days: tuple[date, ...], chance: Random) -> None:
        self._clinic = clinic
        self._unit = unit
        self._days = days
        self._chance = chance

    def signed_on_the_day(self, visit: Visit) -> None:
        """The visit's papers, signed when the patient had arrived."""
        self._issue(visit, visit.start + SIGNED_AFTER)

    def signed_before(self, visit: Visit) -> None:
        """The visit's papers, signed as soon as they were printed."""
        at = settled(datetime.combine(self._day_before(visit), PRINTED), self._clinic.zone)
        self._issue(visit, at + SIGNED_AFTER)

    def handed_over(self, visit: Visit) -> None:
        """The visit's papers, which the patient has taken home and not brought back."""
        self._issue(visit, None)

    def _day_before(self, visit: Visit) -> date:
        """The open day before the visit; for what is still to come, the one before today."""
        day = min(local_day(visit.start, self._clinic.zone), self._clinic.today())
        earlier = [each for each in self._days if each < day]
        return max(earlier, default=day - timedelta(days=1))

    def _issue(self, visit: Visit, signed_at: datetime | None) -> None:
        clinic = at_time(self._clinic, self._day_before(visit), PRINTED)
        story = read_story(clinic, self._unit, visit.id)
        codes = [
            new_code(self._chance.randbytes(RANDOM_BYTES)) for _ in range(1 + len(story.wanted))
        ]
        sheet = sheets.packet_sheet(clinic, story, codes, clinic.now())
        made = make_packet(sheet)
        draft = Draft(story=story, sheet=sheet, made=made, lines=(), printed=clinic.now())
        packet = packet_of(clinic, draft, self._unit.archive.put(made.pdf))
        papers = tuple(self._as_it_stands(paper, signed_at) for paper in packet.papers)
        self._unit.packets.add(replace(packet, papers=papers))

    def _as_it_stands(self, paper: Paper, signed_at: datetime | None) -> Paper:
        form = self._clinic.forms.version(paper.form, paper.version)
        if signed_at is None or form is None or not form.signers:
            return replace(paper, state=PaperState.HANDED_OVER)
        return replace(
            paper,
            state=PaperState.COMPLETE,
            signed_at=signed_at,
            signed_on=local_day(signed_at, self._clinic.zone),
            signed_by=PATIENT,
            signatures=tuple(Signature(who=who, at=signed_at) for who in paper.places),
        )
