"""Blocking time: of whom or what, from when to when, what for; the visits in the way are named."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import words
from app.clinic import new_token
from app.domain.blocks import BlockKind, Repeat
from app.domain.scheduling import Kind
from app.domain.time import instant, wall
from app.domain.typed_days import read_time
from app.ui.acts import lost_said, remember, say_not
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, DayField, TextField, labelled
from app.ui.common.panel import Panel
from app.ui.common.surfaces import bring_into_sight, row
from app.ui.desk import EXPECTED, Desk
from app.ui.in_the_way import Doing, InTheWay
from app.ui.scheduling.columns import Columns
from app.use_cases import blocks
from app.use_cases.blocks import Blocked, BlockWish
from app.words.tongue import later, tr, tr_of

KINDS = {
    BlockKind.LUNCH: later("Lunch"),
    BlockKind.TIME_OFF: later("Time off"),
    BlockKind.SERVICE: later("Service"),
    BlockKind.MEETING: later("Meeting"),
    BlockKind.OTHER: later("Something else"),
}
BLOCKED = frozenset({Kind.ROOM, Kind.PERSON, Kind.PUMP})
USUAL = {Kind.PERSON: BlockKind.TIME_OFF, Kind.PUMP: BlockKind.SERVICE}
HOUR = timedelta(hours=1)
WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a block comes."""

    said: str
    every: frozenset[int] | None
    """Weekdays; None is the weekday on which it begins."""


ONCE = later("Never")
RHYTHMS = (
    Rhythm(said=later("Every week on this weekday"), every=None),
    Rhythm(said=later("Monday to Friday"), every=WEEKDAYS),
    Rhythm(said=later("Every day"), every=frozenset(range(7))),
)


class BlockPanel(Panel):
    """One block of time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Block time"))
        self._desk = desk
        today = desk.clinic.today()
        self.what = Choice(later("Room, person or pump"))
        self.day = DayField(later("Day"), today)
        self.start_at = TextField(tr_of("time", "From"), "12:00")
        self.end_at = TextField(tr_of("time", "To"), "13:00")
        self.kind = Choice(later("What for"))
        self.note = TextField(later("Note on the schedule"), tr("Pump 2 in service"))
        self.rhythm = Choice(later("Repeats"))
        self.until = DayField(later("Until"), today, later("31 Dec 2026, +28"))
        self.until_part = labelled(tr("Unti&l"), self.until)
        self.in_the_way = InTheWay(desk)
        self.keep = Button(tr("Block"), Variant.PRIMARY, "hold", "Enter")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.rhythm.addItem(tr(ONCE), None)
        for number, rhythm in enumerate(RHYTHMS):
            self.rhythm.addItem(tr(rhythm.said), number)
        for kind, said in KINDS.items():
            self.kind.addItem(tr(said), str(kind))
        times = row(
            labelled(tr_of("time", "Fro&m"), self.start_at),
            labelled(tr_of("time", "T&o"), self.end_at),
            spacing=12,
        )
        for part in (
            labelled(tr("Room, person or p&ump"), self.what),
            labelled(tr("&Day"), self.day),
            times,
            labelled(tr("&What for"), self.kind),
            labelled(tr("Note on the s&chedule"), self.note),
            labelled(tr("&Repeats"), self.rhythm),
            self.until_part,
        ):
            self.body.addWidget(part)
        self.body.addWidget(self.in_the_way)
        self.body.addStretch(1)
        self.until_part.hide()
        self.add_buttons(self.keep)

    def _connect(self) -> None:
        for line in (self.day.line, self.start_at, self.end_at, self.note, self.until.line):
            line.returnPressed.connect(self._keep)
            line.textChanged.connect(self.in_the_way.clear)
        self.rhythm.currentIndexChanged.connect(self._show_until)
        self.what.currentIndexChanged.connect(self._suggest)
        self.keep.clicked.connect(self._keep)
        Keeps(self, self._keep)
        self.in_the_way.refused.connect(lambda: bring_into_sight(self.area, self.in_the_way))

    def start(self, resource: int | None = None, at: datetime | None = None) -> None:
        """A block of something from a time on, which somebody has chosen on the schedule."""
        zone = self._desk.clinic.zone
        self._list_resources()
        if resource is not None:
            self.what.setCurrentIndex(max(0, self.what.findData(resource)))
        if at is not None:
            begin = wall(at, zone)
            self.day.set_day(begin.date())
            self.start_at.setText(words.clock(begin))
            self.end_at.setText(words.clock(begin + HOUR))
        elif not self.day.line.text():
            self.day.set_day(self._desk.day)
        self.in_the_way.clear()
        self._suggest()

    def begin(self) -> None:
        """Put the keyboard where the next answer is missing."""
        (self.end_at if self.start_at.text() else self.start_at).setFocus()
        self.end_at.selectAll()

    def _list_resources(self) -> None:
        kept = self.what.currentData()
        self.what.clear()
        every = self._desk.see_resources()
        for resource in Columns(kinds=BLOCKED).among(every):
            self.what.addItem(resource.name, resource.id)
        self.what.setCurrentIndex(max(0, self.what.findData(kept)))

    def _suggest(self) -> None:
        """What a person or a pump is mostly blocked for."""
        every = self._desk.see_resources()
        kinds = {resource.id: resource.kind for resource in every}
        kind = USUAL.get(kinds.get(self.what.currentData(), Kind.ROOM), BlockKind.OTHER)
        self.kind.setCurrentIndex(self.kind.findData(str(kind)))

    def _show_until(self) -> None:
        self.until_part.setVisible(self.rhythm.currentData() is not None)
        self.in_the_way.clear()

    def _wish(self) -> BlockWish:
        """What was typed; what cannot be read is refused."""
        zone = self._desk.clinic.zone
        day = self.day.day() or self._desk.day
        start, end = (
            instant(datetime.combine(day, read_time(line.text())), zone)
            for line in (self.start_at, self.end_at)
        )
        return BlockWish(
            resource=int(self.what.currentData()),
            start=start,
            end=end,
            kind=str(self.kind.currentData()),
            note=self.note.text(),
            repeat=self._repeat(day),
        )

    def _repeat(self, day: date) -> Repeat | None:
        number: object = self.rhythm.currentData()
        if not isinstance(number, int):
            return None
        every = RHYTHMS[number].every
        weekdays = frozenset({day.weekday()}) if every is None else every
        return Repeat(weekdays=weekdays, until=self.until.day() or day)

    def _keep(self) -> None:
        self.in_the_way.attempt(Doing(tr("Block"), tr("Not blocked."), self._block))

    def _block(self, *, token: str, displace: bool = False) -> str:
        kept = blocks.block_time(self._desk.clinic, self._wish(), displace=displace, token=token)
        self.note.clear()
        self.rhythm.setCurrentIndex(0)
        self.closed.emit()
        said = tr("Blocked: {what}.", what=what_of(self._desk, kept))
        return said + lost_said(len(kept.displaced))


def what_of(desk: Desk, kept: Blocked) -> str:
    """The time that a block takes, in one line."""
    first, zone, times = kept.blocks[0], desk.clinic.zone, len(kept.blocks)
    start, end = wall(first.start, zone), wall(first.end, zone)
    said = f"{kept.resource.name}, {words.near_day(start.date())} {words.span(start, end)}"
    return tr("{what}, {count} times", what=said, count=times) if times > 1 else said


def try_unblock(desk: Desk, number: int) -> None:
    """Give the time of a block back, or say in one line why not."""
    token = new_token()
    try:
        kept = blocks.unblock(desk.clinic, number, token=token)
    except EXPECTED as error:
        say_not(desk, tr("Not given back."), error)
    else:
        remember(desk, tr("Given back: {what}.", what=what_of(desk, kept)), token)
