"""What was entered for a booking, as a draft keeps it, and back into the fields."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.common.fields import Tick
from app.ui.common.pick import PickField
from app.ui.scheduling.booking_caller import CallerBox
from app.ui.scheduling.booking_judged import JudgedBox
from app.ui.scheduling.booking_next import NextBox
from app.ui.scheduling.booking_openings import OpeningsBox
from app.ui.scheduling.booking_rows import type_row
from app.ui.scheduling.booking_wishes import WishesBox
from app.use_cases.scheduling import Wish
from app.use_cases.waitlist import WaitWish, wait_wish

YES = "yes"


class Boxes(Protocol):
    """The parts of the panel in which something can be entered."""

    caller: CallerBox
    kind: PickField
    next: NextBox
    wishes: WishesBox
    openings: OpeningsBox
    judged: JudgedBox
    sooner: Tick


class Entered:
    """Reads the parts of a panel, and writes them."""

    def __init__(self, clinic: Clinic, boxes: Boxes) -> None:
        self._clinic, self._boxes = clinic, boxes

    def fields(self, *, hold: bool) -> dict[str, str]:
        """Everything that stands there; nothing when nothing was entered."""
        boxes = self._boxes
        slug, start, picked = boxes.kind.value, boxes.openings.start, boxes.openings.picked
        told = {
            **boxes.caller.entered,
            "type": slug if isinstance(slug, str) else "",
            "wishes": boxes.wishes.line.text().strip(),
            "picked": picked.isoformat() if picked else "",
            "start": start.isoformat() if start else "",
            "sooner": YES if boxes.sooner.isChecked() else "",
            "alone": YES if boxes.next.fits and boxes.next.taken is None else "",
            "hold": YES if hold else "",
            **boxes.judged.refused.until.fields,
        }
        return {name: text for name, text in told.items() if text}

    def fill(self, fields: Mapping[str, str], patient: Patient | None) -> None:
        """Write into the parts what was kept, but for the opening that was current."""
        boxes, picked = self._boxes, fields.get("picked")
        boxes.wishes.line.setText(fields.get("wishes", ""))
        boxes.sooner.setChecked(fields.get("sooner") == YES)
        boxes.judged.refused.until.fill(fields)
        boxes.openings.picked = datetime.fromisoformat(picked) if picked else None
        boxes.caller.fill(fields, patient)
        kind = self._clinic.setup.types.get(fields.get("type", ""))
        if kind is not None and patient is not None:
            boxes.kind.set_row(type_row(kind))

    def choose_start(self, fields: Mapping[str, str]) -> None:
        """Make the opening current again that was."""
        start = fields.get("start")
        if start:
            self._boxes.openings.choose(datetime.fromisoformat(start))

    def wish(self, patient: int, slug: str, start: datetime, until: datetime | None) -> Wish:
        """What is asked for: a visit, or a time that is held until a deadline."""
        step = self._boxes.next.taken
        return Wish(
            patient=patient,
            type=slug,
            start=start,
            course=step.course if step else None,
            step=step.number if step else 0,
            hold_until=until,
            wishes=self._boxes.openings.wishes,
        )

    def waiting(self, patient: int, slug: str) -> WaitWish:
        """The same for the wait list; what that has no place for is its note."""
        wishes = self._boxes.wishes
        return replace(wait_wish(patient, slug, wishes.wished.wishes), note=wishes.left)
