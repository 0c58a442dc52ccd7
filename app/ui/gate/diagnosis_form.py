"""The forms of a diagnosis: found by code or words and recorded, or taken off the file."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from typing_extensions import override

from app import words
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.records import Diagnosis
from app.ui.common.fields import DayField, TextField, Tick, labelled
from app.ui.common.lists import Row
from app.ui.common.pick import PickField
from app.ui.common.surfaces import GAP
from app.ui.common.type import Style, Tone, metrics, wrapped
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases import diagnoses
from app.use_cases.diagnoses import DEPRESSION, Finding, find_codes
from app.use_cases.views import VisitView
from app.words.tongue import later, tr, tr_of

ROWS = 5
"""Rows of the list of codes, headings included."""


CUTS = (", ", " of ", " with ", " due to ")
"""Where a title is broken into two lines."""


class DiagnosisForm(ItemForm):
    """A clinician records a diagnosis: type, arrow, Enter; Enter again files it."""

    def __init__(self, desk: Desk, patient: Patient) -> None:
        super().__init__(
            desk,
            tr("Record a diagnosis"),
            tr_of("button", "Record"),
            self._keep,
            Matter(patient.id, "diagnosis"),
        )
        self.patient = patient
        self._found: dict[str, Finding] = {}
        self._chosen, self._refused = "", ""
        self.code = PickField(
            tr("&Diagnosis"),
            later("Diagnosis"),
            tr("depression, F33.2, crps left …"),
            self._find,
            ROWS,
        )
        self.told = wrapped("", Style.SMALL, Tone.MUTED)
        self.secondary = Tick(later("Secondar&y, beside another diagnosis"))
        self.resistant = Tick(later("Treatment-&resistant"))
        self.trials = TextField(
            later("Treatments that did not help"), tr("which, how much, how long")
        )
        self.on = DayField(later("Made on"), desk.clinic.today())
        self.on.set_day(desk.clinic.today())
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.place(self.code, self.code.line)
        self.fields.addWidget(self.told)
        self.place(self.secondary, self.secondary)
        self.place(self.resistant, self.resistant)
        self._tried = labelled(tr("Treatments that did not he&lp"), self.trials)
        self.place(self._tried, self.trials)
        self._made = labelled(tr("Made &on"), self.on)
        self.place(self._made, self.on.line)
        self.setFocusProxy(self.code)
        self._show_rest()

    def _connect(self) -> None:
        self.code.picked.connect(self._take)
        self.code.emptied.connect(self._forget)
        self.code.list.moved.connect(self._tell)
        self.resistant.toggled.connect(self._show_rest)
        for line in (self.trials, self.on.line):
            line.returnPressed.connect(self.try_it)

    def _show_rest(self) -> None:
        """What else is asked for; while codes are listed, they have the room."""
        chosen, depressed = bool(self._chosen), self._is_depression()
        for part in (self.secondary, self._made):
            part.setVisible(chosen)
        self.resistant.setVisible(depressed)
        self._tried.setVisible(depressed and self.resistant.isChecked())
        self.told.setVisible(bool(self.told.text()))

    def _is_depression(self) -> bool:
        found = self._found.get(self._chosen)
        return found is not None and found.condition == DEPRESSION

    def _find(self, typed: str) -> Sequence[Row]:
        found = find_codes(self.desk.clinic, typed)
        self._found = {each.code: each for each in found.codes}
        nothing = "" if found.codes else tr("No code has all these words.")
        self._refused = words.say(found.said) if found.said else nothing
        self.told.setText(self._refused)
        self._show_rest()
        return tuple(code_rows(found.codes))

    def _tell(self, code: object) -> None:
        """The whole title of the row that is current, when the list has no room for it."""
        found = self._found.get(str(code))
        if found is None or self._refused:
            return
        room = self.code.list.viewport().width() - 2 * GAP
        is_cut = metrics(Style.SMALL).horizontalAdvance(_halves(found.title)[1]) > room
        self.told.setText(found.title if is_cut else "")
        self._show_rest()

    def _take(self, code: object) -> None:
        if code == self._chosen:
            self.try_it()
            return
        self._chosen = str(code)
        found = self._found[self._chosen]
        condition = words.condition_word(found.condition)
        self.told.setText("  ·  ".join(part for part in (found.title, condition) if part))
        self.secondary.setChecked(found.only_secondary)
        self._show_rest()

    def _forget(self) -> None:
        self._chosen = ""
        self._show_rest()

    @override
    def fill(self, fields: Mapping[str, str]) -> None:
        text = fields.get(self.code.line.key, "")
        code = text.split(" ")[0]
        row = next((row for row in self._find(code) if code and row.value == code), None)
        self.code.reset()
        self._forget()
        if row is not None:
            self.code.set_row(row)
        super().fill(fields)

    def _keep(self) -> None:
        """Keep the diagnosis under the signed-in clinician's name."""
        resistant = self._is_depression() and self.resistant.isChecked()
        diagnoses.record_diagnosis(
            self.desk.clinic,
            self.patient.id,
            self._chosen or self.code.line.text(),
            self.on.day(),
            secondary=self.secondary.isChecked(),
            resistant=resistant,
            trials=self.trials.text() if resistant else "",
        )
        self.desk.say(tr("Diagnosis recorded for {who}.", who=self.desk.name(self.patient)))


def diagnosis_form(desk: Desk, view: VisitView, _item: Item) -> ItemForm:
    """The diagnosis of the patient of a visit."""
    return DiagnosisForm(desk, view.patient)


def code_rows(found: Sequence[Finding]) -> Sequence[Row]:
    """Codes as rows: the short list under its conditions, then all the others."""
    rows: list[Row] = []
    for heading, codes in groupby(found, _heading):
        rows.append(Row(value=heading, title=heading, is_heading=True))
        rows += (_row(each) for each in codes)
    return rows


def _row(found: Finding) -> Row:
    head, tail = _halves(found.title)
    return Row(value=found.code, title=f"{found.code}  {head}".strip(), detail=tail)


def _halves(title: str) -> tuple[str, str]:
    """What neighbours share, and what tells them apart: that begins a line and is not cut off."""
    for mark in CUTS:
        head, found, tail = title.partition(mark)
        if found:
            return head, f"{mark.strip(', ')} {tail}".strip()
    return "", title


def _heading(found: Finding) -> str:
    if not found.short:
        return tr("All other codes")
    return words.condition_word(found.condition) or tr(words.SYMPTOMS)


class RemoveDiagnosisForm(ItemForm):
    """A clinician takes a diagnosis off the file and says why; the row stays with the reason."""

    def __init__(self, desk: Desk, patient: Patient, diagnosis: Diagnosis) -> None:
        told = words.diagnosis_told(diagnosis)
        super().__init__(
            desk,
            tr("Remove {diagnosis}?", diagnosis=told),
            tr("Remove it"),
            self._keep,
            Matter(patient.id, f"remove diagnosis {diagnosis.id}"),
        )
        self.patient, self.diagnosis = patient, diagnosis
        self.why = TextField(
            later("Why it is removed"), tr("recorded for somebody else, ruled out …")
        )
        self.add(tr("Wh&y"), self.why)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Take it off."""
        diagnoses.remove_diagnosis(self.desk.clinic, self.diagnosis.id, self.why.text())
        self.desk.say(tr("Diagnosis removed for {who}.", who=self.desk.name(self.patient)))
