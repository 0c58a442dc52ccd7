"""The panels about a patient: new, the record, merging, taking over from a table."""

from app.ui.desk import Desk
from app.ui.patients.import_panel import ImportPanel
from app.ui.patients.merge_panel import MergePanel
from app.ui.patients.new_patient_panel import NewPatientPanel
from app.ui.patients.record_panel import RecordPanel
from app.ui.place import Place


class PatientPanels:
    """Opened beside the page by whoever wants them."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._place = place
        self.new = NewPatientPanel(desk)
        self.record = RecordPanel(desk)
        self.merge = MergePanel(desk)
        self.imports = ImportPanel(desk)
        for panel in (self.new, self.record, self.merge, self.imports):
            place.add_panel(panel)
        desk.new_patient_wanted.connect(self.open_new)
        desk.record_wanted.connect(self.open_record)
        desk.merge_wanted.connect(self.open_merge)

    def open_new(self, typed: str = "") -> None:
        """A new patient."""
        self.new.start(typed)
        self._place.open_panel(self.new)

    def open_record(self, patient: int) -> None:
        """A patient's record, to be changed."""
        self.record.show_patient(patient)
        self._place.open_panel(self.record)

    def open_merge(self, patient: int) -> None:
        """Merging a patient's chart with another one."""
        self.merge.start(patient)
        self._place.open_panel(self.merge)

    def open_import(self) -> None:
        """Taking patients over from a table."""
        self._place.open_panel(self.imports)
