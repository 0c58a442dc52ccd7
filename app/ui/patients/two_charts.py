"""Two charts beside each other, line by line."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app import words
from app.domain.patients import Contact, Patient, Phone, Representative
from app.ui.common.surfaces import empty
from app.ui.common.type import Style, Tone, wrapped
from app.use_cases.merging import MergePreview, Side
from app.use_cases.phones import shown_phone
from app.words.tongue import tr

NOTHING = "–"
NAMED = frozenset({"given", "family"})
"""What stands over the two charts anyway."""
LANGUAGES = {"en": "English", "es": "Español"}


def shown_value(patient: Patient, name: str) -> str:
    """A field of a patient's record as people read it."""
    value: object = getattr(patient, name)
    match value:
        case bool():
            return tr("Yes") if value else tr("No")
        case date():
            return words.short_day(value)
        case Contact() | Representative():
            return ", ".join(part for part in (value.name, shown_phone(value.phone)) if part)
        case str() if value:
            return LANGUAGES.get(value, value) if name == "language" else value
        case _:
            phones = patient.phones if name == "phones" else ()
            return "\n".join(map(_phone, phones)) or NOTHING


def _phone(phone: Phone) -> str:
    return " ".join(part for part in (shown_phone(phone.number), phone.label) if part)


class TwoCharts(QWidget):
    """The chart that stands on the left, the other one on the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._texts: list[tuple[str, str]] = []
        self.setAccessibleName(name)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What stands beside each other, line by line."""
        return list(self._texts)

    def show_known(self, preview: MergePreview) -> None:
        """Who they are, and what else is not the same."""
        self._begin()
        mine, theirs = preview.keep.patient, preview.other.patient
        self._pair(tr("Stands"), tr("Is read as a part of it"), Style.LABEL, Tone.MUTED)
        self._pair(_who(preview.keep), _who(preview.other), Style.STRONG)
        for name in (*preview.differ, *preview.offers):
            if name not in NAMED:
                self._title(words.field_word(name))
                self._pair(shown_value(mine, name), shown_value(theirs, name))

    def show_kept(self, preview: MergePreview) -> None:
        """How much each of them holds."""
        self._begin()
        self._title(tr("On the chart"))
        self._pair(_has(preview.keep), _has(preview.other))

    def _begin(self) -> None:
        empty(self._grid)
        self._texts = []

    def _title(self, text: str) -> None:
        label = wrapped(text, Style.LABEL, Tone.MUTED)
        label.setContentsMargins(0, 8, 0, 0)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def _pair(
        self, mine: str, theirs: str, style: Style = Style.BODY, tone: Tone = Tone.INK
    ) -> None:
        self._texts.append((mine, theirs))
        at = self._grid.rowCount()
        for column, text in enumerate((mine, theirs)):
            label = wrapped(text, style, tone)
            self._grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignTop)


def _who(side: Side) -> str:
    return f"{side.patient.listed}\n{tr('chart {chart}', chart=side.patient.chart)}"


def _has(side: Side) -> str:
    kept = [words.kept_word(name, count) for name, count in side.has.items()]
    return "\n".join(kept) or tr("Nothing yet")
