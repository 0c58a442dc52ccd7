"""What this program is, and what it never does."""

from app.ui.common.notices import Shape
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.words.tongue import later, tr

SAYS = (
    later("The front desk of a ketamine-assisted psychotherapy clinic."),
    later("It keeps visits, readiness, and the papers that a patient signs and takes home."),
    later("It computes no dose, judges no measurement and calls nobody safe: clinicians do."),
    later("Everything stays on this computer, in the clinic's own folder."),
)


class AboutPanel(Panel):
    """The program in three sentences."""

    def __init__(self) -> None:
        super().__init__(tr("About Anteroom"))
        self.body.addWidget(Shape("anteroom", "", 3.0))
        self.body.addWidget(wrapped("Anteroom", Style.TITLE))
        for sentence in SAYS:
            self.body.addWidget(wrapped(tr(sentence), Style.BODY, Tone.MUTED))
        self.body.addStretch(1)
        self.foot_line.hide()

    def begin(self) -> None:
        """Put the keyboard where Esc works."""
        self.close_button.setFocus()
