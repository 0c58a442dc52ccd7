"""The preview with its page number and the buttons that turn it and come closer."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.common.buttons import icon_button
from app.ui.common.hearing import hear_keys
from app.ui.common.surfaces import bare, filler, row
from app.ui.common.type import ElidedText, Style, Tone
from app.ui.packets.preview import Preview
from app.words.tongue import tr


class PagedPreview(QWidget):
    """A document, page by page."""

    def __init__(self) -> None:
        super().__init__()
        self.preview = Preview()
        self.page = ElidedText("", Style.SMALL, Tone.MUTED)
        back = icon_button("up", tr("Previous page"), "PgUp")
        forth = icon_button("down", tr("Next page"), "PgDn")
        further = icon_button("zoom-out", tr("Further away"), "-")
        closer = icon_button("zoom-in", tr("Closer"), "+")
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(row(self.page, filler(), back, forth, further, closer, spacing=0))
        column.addWidget(self.preview, 1)
        back.clicked.connect(partial(self.preview.turn, -1))
        forth.clicked.connect(partial(self.preview.turn, 1))
        closer.clicked.connect(partial(self.preview.closer, 1))
        further.clicked.connect(partial(self.preview.closer, -1))
        self.preview.turned.connect(self._say_page)

    def listen(self, panel: QWidget) -> None:
        """Turn the pages by PgUp and PgDn wherever the keyboard is in a panel."""
        read_on = self.preview.read_on
        hear_keys(panel, {"PgUp": partial(read_on, -1), "PgDown": partial(read_on, 1)})

    def _say_page(self, page: int, count: int) -> None:
        said = tr("Page {page} of {total}", page=page + 1, total=count)
        self.page.setText(said if count else "")
