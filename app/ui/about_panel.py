"""What this program is, what it never does, and what it is made of."""

from app.ui.common.buttons import Button
from app.ui.common.notices import Shape
from app.ui.common.panel import Panel
from app.ui.common.surfaces import column
from app.ui.common.type import Style, Tone, wrapped
from app.ui.licences_view import LicencesView
from app.words.tongue import later, tr

SAYS = (
    later("The front desk of a ketamine-assisted psychotherapy clinic."),
    later("It keeps visits, readiness, and the papers that a patient signs and takes home."),
    later("It computes no dose, judges no measurement and calls nobody safe: clinicians do."),
    later("Everything stays on this computer, in the clinic's own folder."),
)


class AboutPanel(Panel):
    """The program in a few sentences, and behind a button the licences of its parts."""

    def __init__(self) -> None:
        super().__init__(tr("About Anteroom"))
        self.licences: LicencesView | None = None
        self.button = Button(tr("Licences"), icon="text")
        sentences = (wrapped(tr(sentence), Style.BODY, Tone.MUTED) for sentence in SAYS)
        name = wrapped("Anteroom", Style.TITLE)
        self.about = column(Shape("anteroom", "", 3.0), name, *sentences, self.button, spacing=12)
        self.body.addWidget(self.about)
        self.body.addStretch(1)
        self.foot_line.hide()
        self.button.clicked.connect(self.show_licences)

    def begin(self) -> None:
        """Put the keyboard where there is more to read; Esc closes."""
        self._come_back()

    def show_licences(self) -> None:
        """What the program is made of, in the place of the sentences; read when first asked."""
        if self.licences is None:
            from app.library.licences import licences  # noqa: PLC0415 -- slow import, seldom wanted

            self.licences = LicencesView(licences())
            self.licences.left.connect(self._come_back)
            self.body.insertWidget(1, self.licences, 100)
        self.about.hide()
        self.licences.show()
        self.licences.list.setFocus()

    def _come_back(self) -> None:
        if self.licences is not None:
            self.licences.hide()
        self.about.show()
        self.button.setFocus()
