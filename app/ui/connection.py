"""Whether the clinic's server answers, said over everything for as long as it does not."""

from app import words
from app.domain.ears import Doubt
from app.domain.time import wall
from app.ui.common.band import Band
from app.ui.common.notices import announce
from app.ui.desk import Desk
from app.words.tongue import later, tr

LOST = later(
    "Connection lost since {since}. Nothing you typed is lost. Today can be read as it was; "
    "changes wait until the server answers, which is tried again by itself."
)


class ConnectionLine(Band):
    """A line over the window that is there while the server is away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Connection"))
        self._desk = desk
        self._settled: list[Doubt] = []
        self.hide()
        desk.news.lost.connect(self._show_lost)
        desk.news.found.connect(self._show_found)
        desk.news.settled.connect(self._settle)

    def _show_lost(self) -> None:
        desk = self._desk
        since = words.clock(wall(desk.lost_since or desk.clinic.now(), desk.clinic.zone))
        self.text.setText(tr(LOST, since=since))
        self.show()
        announce(self, self.text.text())

    def _settle(self, doubt: Doubt) -> None:
        """What became of the last step is told once the server is there again."""
        self._settled.append(doubt)
        if self.isHidden():
            self._say_settled()

    def _show_found(self) -> None:
        self.hide()
        if self._settled:
            self._say_settled()
        else:
            self._desk.say(tr("Connected again."))

    def _say_settled(self) -> None:
        lost = [_act_word(each) for each in self._settled if not each.kept]
        kept = [_act_word(each) for each in self._settled if each.kept]
        self._settled = []
        if lost:
            told = words.listed(lost)
            said = tr("Connected again. Not kept: {what}. Do it once more.", what=told)
            self._desk.say(said, look="blocked")
        else:
            told = words.listed(kept)
            said = tr("Connected again. Kept, although no answer came: {what}.", what=told)
            self._desk.say(said)


def _act_word(doubt: Doubt) -> str:
    return words.act_word(doubt.entry.act).lower()
