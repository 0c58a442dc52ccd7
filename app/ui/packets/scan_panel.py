"""The scans of a letter or a paper beside the page: looked at, and said to be under Part 2."""

from collections.abc import Mapping, Sequence
from functools import partial

from app import words
from app.domain.access import Act, may
from app.domain.attachments import Attachment, Picture
from app.domain.time import wall
from app.ui.common.buttons import Button
from app.ui.common.fields import Tick
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.packets.paged_preview import PagedPreview
from app.ui.packets.picture_pages import PicturePages
from app.use_cases import attachments
from app.use_cases.papers import PaperView
from app.use_cases.referral_views import ReferralView
from app.words.tongue import later, tr

PROTECTS: Mapping[str, str] = {
    "letter": later("42 CFR Part &2 protects this letter"),
    "paper": later("42 CFR Part &2 protects this paper"),
}
MARKED: Mapping[str, str] = {
    "letter": later("The letter is marked as protected by 42 CFR Part 2."),
    "paper": later("The paper is marked as protected by 42 CFR Part 2."),
}
UNMARKED: Mapping[str, str] = {
    "letter": later("The letter is no longer marked as protected by 42 CFR Part 2."),
    "paper": later("The paper is no longer marked as protected by 42 CFR Part 2."),
}


class ScanPanel(Panel):
    """One scan at a time."""

    WIDTH = 520

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Scan of the letter"))
        self._desk = desk
        self._asked = 0
        self._thing = "letter"
        self.scans: tuple[Attachment, ...] = ()
        self.what = wrapped("", Style.SMALL, Tone.MUTED)
        self.paged = PagedPreview()
        self.reasons = Reasons()
        self.part2 = Tick(PROTECTS[self._thing])
        self.other = Button(tr("Ne&xt scan"), icon="right")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(self.what)
        self.body.addWidget(self.paged, 1)
        for part in (self.reasons, self.part2):
            self.foot.addWidget(part)
        self.add_buttons(self.other)

    def _connect(self) -> None:
        self.paged.listen(self)
        self.other.clicked.connect(self._turn)
        self.part2.clicked.connect(self._flag)

    def show_scans(self, view: ReferralView) -> None:
        """The scans of a letter, the newest first."""
        self._show(tr("Letter from {who}", who=view.referral.titled), "letter", view.scans)

    def show_paper(self, view: PaperView) -> None:
        """The scans of a paper, the newest first."""
        self._show(tr("Scan: {title}", title=view.title), "paper", view.scans)

    def _show(self, title: str, thing: str, scans: Sequence[Attachment]) -> None:
        self.title.setText(title)
        self.part2.say(tr(PROTECTS[thing]))
        self._thing = thing
        self.scans = tuple(scans)[::-1]
        self.other.setVisible(len(self.scans) > 1)
        self._read()

    def _turn(self) -> None:
        first, *others = self.scans
        self.scans = (*others, first)
        self._read()

    def _read(self) -> None:
        """Have the limited child draw the pages, off the window's thread."""
        self._asked += 1
        self.reasons.clear()
        self.paged.preview.show_pages(None)
        scan = self.scans[0]
        self.what.setText(tr("Opening the scan …"))
        self.part2.setChecked(scan.part2)
        work = partial(attachments.see_attachment, self._desk.clinic, scan.id)
        self._desk.background.run(
            work, partial(self._take, self._asked), partial(self._fail, self._asked)
        )

    def _show_part2(self, scan: Attachment) -> None:
        """What a clinician has said of it; everybody else only reads it."""
        judges = may(self._desk.clinic.person.roles, Act.SET_PART2)
        self.part2.setChecked(scan.part2)
        self.part2.set_read_only(read_only=not judges)
        self.part2.setVisible(judges or scan.part2)

    def _take(self, asked: int, pictures: tuple[Picture, ...]) -> None:
        if asked == self._asked:
            scan, zone = self.scans[0], self._desk.clinic.zone
            filed = words.day_time(wall(scan.added_at, zone))
            pages = words.plural(scan.pages, "page")
            self.what.setText(tr("{pages}, filed {when}", pages=pages, when=filed))
            self.paged.preview.show_pages(PicturePages(pictures))

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self.what.setText("")
            self.reasons.show_error(error, tr("The scan cannot be shown."))

    def _flag(self) -> None:
        scan, wanted = self.scans[0], self.part2.isChecked()
        turn = either_way(
            partial(self._set, scan, part2=not wanted), partial(self._set, scan, part2=wanted)
        )
        try:
            self._set(scan, part2=wanted)
        except EXPECTED as error:
            self.part2.setChecked(not wanted)
            self.reasons.show_error(error)
        else:
            said = MARKED if wanted else UNMARKED
            self._desk.remember(tr(said[self._thing]), turn)

    def _set(self, scan: Attachment, *, part2: bool) -> None:
        kept = attachments.set_attachment_part2(self._desk.clinic, scan.id, part2=part2)
        self.scans = tuple(kept if each.id == kept.id else each for each in self.scans)
        if self.scans and self.scans[0].id == kept.id:
            self._show_part2(kept)

    def begin(self) -> None:
        """Put the keyboard on the pages."""
        self.paged.preview.setFocus()
