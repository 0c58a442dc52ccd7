"""Everything that the desk writes down of a patient, in fields; only name and birth are asked."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.patients import Contact, Patient, Representative
from app.domain.refusal import refuse
from app.ui.common.fields import Choice, DayField, TextField, Tick, labelled
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, wrapped
from app.ui.desk import Desk
from app.ui.patients.new_patient import LANGUAGES
from app.ui.patients.phone_rows import PhoneRows, as_read, read_written, written
from app.use_cases.phones import shown_phone
from app.words.tongue import later, tr

LINES = {
    "given": (later("Given name(s)"), "Ana"),
    "family": (later("Famil&y name(s)"), "Romero Gil"),
    "preferred": (later("&Called"), "Anita"),
    "pronouns": (later("Pronouns"), later("she/her")),
    "sort_as": (later("Sort as"), later("empty: by the family name")),
    "email": (later("E&mail"), "ana@example.org"),
    "address": (later("&Address"), later("street, town, state, ZIP")),
    "interpreter": (later("Interpreter for"), later("empty: none is needed")),
    "emergency_name": (later("Emergency c&ontact"), "Luis Romero"),
    "emergency_relation": (later("Relation"), later("husband")),
    "emergency_phone": (later("Their telephone"), "(202) 555-0178"),
    "representative_name": (later("Legal representative"), later("empty: the patient signs")),
    "representative_authority": (
        later("By what authority"),
        later("parent, guardian, power of attorney"),
    ),
    "representative_proof": (later("How that was shown"), later("order of 3 March 2026 seen")),
    "representative_phone": (later("Their telephone"), "(202) 555-0178"),
    "alert": (later("Alert"), later("shown wherever the name stands")),
    "notes": (later("Notes"), later("for the desk; no clinical notes")),
}
"""Each line of text: its label with its letter, and the hint in it."""

PARTS = (
    (later("Name"), ("given", "family", "born", "preferred", "pronouns", "sort_as")),
    (later("How to reach them"), ("phones", "email", "address")),
    (later("Papers and language"), ("language", "large_print", "interpreter")),
    (later("In an emergency"), ("emergency_name", "emergency_relation", "emergency_phone")),
    (
        later("Who signs for them"),
        (
            "representative_name",
            "representative_authority",
            "representative_proof",
            "representative_phone",
        ),
    ),
    (later("For the desk"), ("alert", "notes")),
)
"""What belongs together, in the order in which it is asked."""


class RecordForm(QWidget):
    """The fields of a record."""

    edited = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.lines = {
            name: TextField(_spoken(name, tr(label)), tr(hint))
            for name, (label, hint) in LINES.items()
        }
        self.born = DayField(later("Date of birth"), desk.clinic.today(), later("12 Mar 1988"))
        self.phones = PhoneRows()
        self.language = Choice(later("Language of the papers"))
        for name, code in LANGUAGES:
            self.language.addItem(name, code)
        self.large_print = Tick(later("Papers in large print"))
        self._arrange()
        self._connect()
        self.setFocusProxy(self.lines["given"])

    def _arrange(self) -> None:
        column = bare(QVBoxLayout(self), 10)
        fields: dict[str, QWidget] = {
            **{name: labelled(tr(LINES[name][0]), line) for name, line in self.lines.items()},
            "born": labelled(tr("&Date of birth"), self.born),
            "phones": self.phones,
            "language": labelled(tr("Lang&uage of the papers"), self.language),
            "large_print": self.large_print,
        }
        for title, names in PARTS:
            column.addWidget(wrapped(tr(title), Style.HEADING))
            for name in names:
                column.addWidget(fields[name])
            column.addSpacing(6)

    def _order(self) -> None:
        """The keyboard goes through the fields as they stand."""
        stops: dict[str, tuple[QWidget, ...]] = {
            **{name: (line,) for name, line in self.lines.items()},
            "born": (self.born.line,),
            "phones": self.phones.stops,
            "language": (self.language,),
            "large_print": (self.large_print,),
        }
        order = [stop for _, names in PARTS for name in names for stop in stops[name]]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _connect(self) -> None:
        for line in (*self.lines.values(), self.born.line):
            line.textChanged.connect(self.edited)
            line.returnPressed.connect(self.entered)
        self.phones.changed.connect(self.edited)
        self.phones.rowed.connect(self._order)
        self.phones.entered.connect(self.entered)
        self.language.currentTextChanged.connect(self.edited)
        self.large_print.toggled.connect(self.edited)

    def show_record(self, patient: Patient) -> None:
        """Write a kept record into the fields."""
        for name, line in self.lines.items():
            line.setText(_told(patient, name))
        self.born.set_day(patient.born)
        self.phones.show_phones([as_read(phone) for phone in patient.phones])
        self.language.setCurrentIndex(max(0, self.language.findData(patient.language)))
        self.large_print.setChecked(patient.large_print)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields, as a draft keeps it."""
        return {
            **{name: line.text() for name, line in self.lines.items()},
            "born": self.born.line.text(),
            "language": str(self.language.currentData()),
            "large_print": "yes" if self.large_print.isChecked() else "",
            **written(self.phones.phones),
        }

    def fill(self, typed: Mapping[str, str]) -> None:
        """Write into the fields what stood there before."""
        for name, line in self.lines.items():
            line.setText(typed.get(name, ""))
        self.born.line.setText(typed.get("born", ""))
        self.language.setCurrentIndex(max(0, self.language.findData(typed.get("language", "en"))))
        self.large_print.setChecked(bool(typed.get("large_print")))
        self.phones.show_phones(read_written(typed))

    def wanted(self, kept: Patient) -> Patient:
        """A kept record as it is to be now."""
        born = self.born.day()
        if born is None:
            raise refuse("patient-born-missing")
        said = {name: line.text().strip() for name, line in self.lines.items()}
        return replace(
            kept,
            given=said["given"],
            family=said["family"],
            preferred=said["preferred"],
            pronouns=said["pronouns"],
            sort_as=said["sort_as"],
            born=born,
            phones=self.phones.phones,
            email=said["email"],
            address=said["address"],
            language=str(self.language.currentData()),
            large_print=self.large_print.isChecked(),
            interpreter=said["interpreter"],
            emergency=_contact(said),
            representative=_representative(said),
            alert=said["alert"],
            notes=said["notes"],
        )


def _spoken(name: str, label: str) -> str:
    """The name of a line for the screen reader; two lines are called by one label."""
    whose = {"emergency": tr("Emergency contact"), "representative": tr("Representative")}
    lead = whose.get(name.partition("_")[0], "")
    plain = label.replace("&", "")
    return plain if not lead or name.endswith("_name") else f"{lead}: {plain.lower()}"


def _told(patient: Patient, name: str) -> str:
    """What a line says of a record; numbers as people read them."""
    whose, _, part = name.partition("_")
    if whose in {"emergency", "representative"}:
        other = getattr(patient, whose)
        said = getattr(other, part) if other else ""
        return shown_phone(said) if part == "phone" else said
    return str(getattr(patient, name))


def _contact(said: Mapping[str, str]) -> Contact | None:
    found = {part: said[f"emergency_{part}"] for part in ("name", "relation", "phone")}
    return Contact(**found) if any(found.values()) else None


def _representative(said: Mapping[str, str]) -> Representative | None:
    parts = ("name", "authority", "proof", "phone")
    found = {part: said[f"representative_{part}"] for part in parts}
    return Representative(**found) if any(found.values()) else None
