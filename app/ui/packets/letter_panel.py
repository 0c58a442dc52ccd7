"""The letter that asks for a referral: as it will come out, printed or saved."""

from functools import partial

from typing_extensions import override

from app.domain.referrals import SENT
from app.ui.packets.print_panel import PrintPanel
from app.use_cases import chasing, part2
from app.use_cases.chasing import Try
from app.use_cases.referral_requests import request_letter
from app.use_cases.referral_views import see_referral
from app.words.tongue import tr


class LetterPanel(PrintPanel):
    """One request, beside the page; that it went out is noted as an attempt."""

    number = 0

    def show_request(self, number: int) -> None:
        """Lay out the letter for a referral that is expected."""
        view = see_referral(self.desk.clinic, number)
        self.number = number
        self.title.setText(tr("Request letter"))
        self.job, self.code = "letter", str(number)
        said = tr(
            "To {who}, about {patient}",
            who=view.referral.titled,
            patient=self.desk.name(view.patient),
        )
        self.lay_out(said, partial(request_letter, self.desk.clinic, number))
        self.warning.show_reasons(part2.warnings(part2.protected([view.patient])))

    @override
    def has_gone(self) -> None:
        """Note that the letter went out."""
        due = see_referral(self.desk.clinic, self.number).referral.expected_by
        again = due if due is not None and due >= self.desk.clinic.today() else None
        chasing.note_attempt(
            self.desk.clinic, self.number, Try(answer=SENT, how="letter", next_call=again)
        )
