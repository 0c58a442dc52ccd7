"""A visit of a copy, with whom to call and what is on file: to read, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from typing_extensions import override

from app import words
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.domain.time import wall
from app.ui.common.buttons import Button
from app.ui.common.chips import Chip, readiness_look
from app.ui.common.surfaces import Card, Hairline
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.gate.readiness_list import ReadinessList
from app.ui.patients.patient_rows import introduction
from app.use_cases.phones import shown_phone
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

CHOOSE = later(
    "Choose a visit and press Enter: whom to call, and what is on file. Whose you have looked at "
    "is kept in the audit once the server answers."
)


class ItemsToRead(ReadinessList):
    """Every item, and nothing that could be done about it."""

    @override
    def _buttons(self, item: Item) -> Iterator[Button]:
        return iter(())


class VisitCard(Card):
    """One visit, or how to choose one."""

    def __init__(self) -> None:
        super().__init__()
        self.name = wrapped("", Style.HEADING)
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.alert = wrapped("", Style.LABEL)
        self.phones = wrapped("")
        self.what = wrapped("", Style.STRONG)
        self.where = wrapped("", Style.SMALL, Tone.MUTED)
        self.ready = Chip()
        self.items = ItemsToRead()
        self.choose = wrapped(tr(CHOOSE), Style.BODY, Tone.MUTED)
        self._parts = (
            self.name,
            self.who,
            self.alert,
            self.phones,
            Hairline(),
            self.what,
            self.where,
            self.ready,
            self.items,
        )
        for part in (self.choose, *self._parts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """No visit."""
        for part in self._parts:
            part.hide()
        self.choose.show()

    def show_visit(self, view: VisitView, zone: ZoneInfo, today: date) -> None:
        """Everything that is kept of a visit."""
        self.choose.hide()
        for part in self._parts:
            part.show()
        self.name.setText(view.patient.listed)
        self.who.setText(introduction(replace(view.patient, phones=()), today))
        self._say(self.alert, view.patient.alert)
        self._say(self.phones, "\n".join(_phones(view.patient)))
        span = words.span(wall(view.visit.start, zone), wall(view.visit.end, zone))
        self.what.setText(f"{view.type.title}, {words.day(view.day)}, {span}")
        held = view.named(Kind.ROOM, Kind.PUMP, Kind.PERSON)
        self._say(self.where, " · ".join(held))
        look, word = readiness_look(view)
        self.ready.show_state(word, look)
        self.items.show_items(view.items)

    def _say(self, label: Text, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _phones(patient: Patient) -> Iterator[str]:
    """Every number with whose it is, the patient's first."""
    for phone in patient.phones:
        yield "  ".join(part for part in (shown_phone(phone.number), phone.label) if part)
    if patient.emergency is not None and patient.emergency.phone:
        contact = patient.emergency
        told = tr("in an emergency: {who}", who=contact.name)
        yield f"{shown_phone(contact.phone)}  {told}"
