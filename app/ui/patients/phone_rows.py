"""The telephones of a patient: a number, whose it is, and what may be done with it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.patients import Phone
from app.ui.common.buttons import Button, icon_button
from app.ui.common.fields import TextField, Tick
from app.ui.common.flow import Flow
from app.ui.common.surfaces import bare, empty
from app.use_cases.phones import shown_phone
from app.words.tongue import later, tr


class PhoneRow(QWidget):
    """One number."""

    changed = Signal()
    entered = Signal()
    dropped = Signal()

    def __init__(self, place: int) -> None:
        super().__init__()
        self.number = TextField(tr("Telephone {place}", place=place), "(202) 555-0142")
        self.label = TextField(tr("Whose telephone {place} is", place=place), tr("mobile, mother"))
        self.message = Tick(later("May leave a message"))
        self.text = Tick(later("May send texts"))
        self.drop = icon_button("close", tr("Take telephone {place} away", place=place))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        line = bare(QHBoxLayout())
        line.addWidget(self.number, 3)
        line.addWidget(self.label, 2)
        line.addWidget(self.drop)
        column = bare(QVBoxLayout(self), 2)
        column.addLayout(line)
        column.addWidget(Flow(self.message, self.text, gap=12))

    def _connect(self) -> None:
        for line in (self.number, self.label):
            line.textChanged.connect(self.changed)
            line.returnPressed.connect(self.entered)
        for tick in (self.message, self.text):
            tick.toggled.connect(self.changed)
        self.drop.clicked.connect(self.dropped)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return (self.number, self.label, self.message, self.text, self.drop)

    @property
    def phone(self) -> Phone:
        """The number as it was typed."""
        return Phone(
            number=self.number.text().strip(),
            label=self.label.text().strip(),
            message=self.message.isChecked(),
            text=self.text.isChecked(),
        )

    def show_phone(self, phone: Phone) -> None:
        """Write a number into the row."""
        self.number.setText(phone.number)
        self.label.setText(phone.label)
        self.message.setChecked(phone.message)
        self.text.setChecked(phone.text)


class PhoneRows(QWidget):
    """As many numbers as there are; the first is the one to call."""

    changed = Signal()
    rowed = Signal()
    """There are other rows now."""
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PhoneRow] = []
        self.add = Button(tr("Add a &telephone"), icon="plus")
        self._rows = bare(QVBoxLayout(), 10)
        column = bare(QVBoxLayout(self))
        column.addLayout(self._rows)
        column.addWidget(Flow(self.add, gap=4))
        self.add.clicked.connect(self._add)
        self.show_phones(())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return (*(stop for row in self.rows for stop in row.stops), self.add)

    @property
    def phones(self) -> tuple[Phone, ...]:
        """The numbers as they were typed; rows without one are none."""
        return tuple(row.phone for row in self.rows if row.phone.number)

    def show_phones(self, phones: Sequence[Phone]) -> None:
        """These numbers, and one empty row when there are none."""
        empty(self._rows)
        self.rows = []
        for phone in phones or (Phone(number=""),):
            self._one_more().show_phone(phone)
        self.rowed.emit()

    def _one_more(self) -> PhoneRow:
        row = PhoneRow(len(self.rows) + 1)
        row.changed.connect(self.changed)
        row.entered.connect(self.entered)
        row.dropped.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._rows.addWidget(row)
        row.show()
        return row

    def _add(self) -> None:
        self._one_more().number.setFocus()
        self.rowed.emit()
        self.changed.emit()

    def _drop(self, row: PhoneRow) -> None:
        kept = [each.phone for each in self.rows if each is not row]
        self.show_phones(kept)
        self.rows[-1].number.setFocus()
        self.changed.emit()


def as_read(phone: Phone) -> Phone:
    """A kept number as people read it, to be edited."""
    return Phone(
        number=shown_phone(phone.number),
        label=phone.label,
        message=phone.message,
        text=phone.text,
    )


def written(phones: Sequence[Phone]) -> dict[str, str]:
    """Numbers as the fields of a draft."""
    return {
        f"phone-{place}-{name}": value
        for place, phone in enumerate(phones)
        for name, value in _written(phone).items()
    }


def _written(phone: Phone) -> dict[str, str]:
    ticks = {"message": phone.message, "text": phone.text}
    told = {name: "yes" if ticked else "" for name, ticked in ticks.items()}
    return {"number": phone.number, "label": phone.label, **told}


def read_written(fields: Mapping[str, str]) -> tuple[Phone, ...]:
    """The numbers that the fields of a draft hold."""
    found: list[Phone] = []
    while f"phone-{len(found)}-number" in fields:
        lead = f"phone-{len(found)}-"
        found.append(
            Phone(
                number=fields[f"{lead}number"],
                label=fields.get(f"{lead}label", ""),
                message=bool(fields.get(f"{lead}message")),
                text=bool(fields.get(f"{lead}text")),
            )
        )
    return tuple(found)
