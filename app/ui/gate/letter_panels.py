"""The panels about referral letters: the request, the scan, the form for the next thing."""

from app.domain.patients import Patient
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm
from app.ui.gate.referral_panel import ReferralPanel
from app.ui.packets.letter_panel import LetterPanel
from app.ui.packets.scan_panel import ScanPanel
from app.ui.place import Place
from app.use_cases.papers import PaperView
from app.use_cases.referral_views import ReferralView


class LetterPanels:
    """Opened beside the page by whoever wants them."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._place = place
        self.request = LetterPanel(desk)
        self.scan = ScanPanel(desk)
        self.referral = ReferralPanel(desk)
        for panel in (self.request, self.scan, self.referral):
            place.add_panel(panel)
        desk.letter_wanted.connect(self.open_request)
        desk.scan_wanted.connect(self.open_scan)
        desk.paper_scans_wanted.connect(self.open_paper_scan)
        desk.referral_wanted.connect(self.open_referral)

    def open_request(self, referral: int) -> None:
        """The letter that asks for a referral."""
        self.request.show_request(referral)
        self._place.open_panel(self.request)

    def open_scan(self, view: ReferralView) -> None:
        """The scans of a letter."""
        self.scan.show_scans(view)
        self._place.open_panel(self.scan)

    def open_paper_scan(self, view: PaperView) -> None:
        """The scans of a paper."""
        self.scan.show_paper(view)
        self._place.open_panel(self.scan)

    def open_referral(self, patient: Patient, form: ItemForm) -> None:
        """The next thing about a referral."""
        self.referral.show_form(patient, form)
        self._place.open_panel(self.referral)

    def let_go(self) -> None:
        """Close the documents, when the window goes."""
        self.scan.paged.preview.let_go()
