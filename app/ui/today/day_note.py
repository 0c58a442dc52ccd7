"""The desk's note for the day, read and written where it stands."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.day_notes import LONGEST
from app.ui import acts
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField
from app.ui.common.note_line import NoteLine
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import bare, row
from app.ui.desk import EXPECTED, Desk
from app.words.tongue import later, tr


class DayNote(QWidget):
    """The note, or a line to write it in: Enter keeps it, Esc leaves it as it was.

    What was written and not kept comes back when the note of that day is written on.
    """

    left = Signal()
    """Nobody writes any more: the keyboard goes back to the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = desk.day
        self._said = self._was = self._about = ""
        self._begun: dict[date, str] = {}
        self.start = Button("", Variant.BARE, "edit", "F2")
        """Writes the first note of a day; it stands where its page puts it, while there is none."""
        self.line = NoteLine(tr("Note for the day"))
        self.field = TextField(later("Note for the day"), tr("what everybody should know today"))
        self.keep = Button(tr("Keep"), Variant.PRIMARY, key="Enter")
        self.reasons = Reasons()
        self.editor = row(self.field, self.keep)
        self._arrange()
        self.start.clicked.connect(self.edit)
        self.keep.clicked.connect(self._keep)
        self.field.returnPressed.connect(self._keep)
        Keeps(self.editor, self._keep)

    def _arrange(self) -> None:
        self.field.setMaxLength(LONGEST)
        column = bare(QVBoxLayout(self), 6)
        for part in (self.line, self.editor, self.reasons):
            column.addWidget(part)
        self.editor.hide()

    @property
    def is_written(self) -> bool:
        """Whether somebody writes."""
        return not self.editor.isHidden()

    @property
    def is_told(self) -> bool:
        """Whether there is a note, or something else to be known of the day."""
        return bool(self._said or self._about)

    def show_note(self, day: date, said: str, about: str = "") -> None:
        """The note of a day, after what else is to be known; what is written is left alone."""
        if day != self._day and self.is_written:
            self._put_by()
        self._day, self._said, self._about = day, said, about
        self._show()

    def _show(self) -> None:
        begun = self._day in self._begun
        first = tr("Write on") if begun else tr("Note for the day")
        self.start.say(first)
        told = " ".join(part for part in (self._about, self._said) if part)
        self.line.say(
            "" if self.is_written else told,
            next_thing=tr("Edit") if self._said and not begun else first,
            do=self.edit,
            icon="edit",
        )
        self.setVisible(self.is_told or self.is_written)

    def edit(self) -> None:
        """Write, with what was begun for this day."""
        if not self.is_written:
            self._was = self._said
            self.field.setText(self._begun.get(self._day, self._said))
            self.editor.show()
            self._show()
        self.field.setFocus()

    def leave(self) -> bool:
        """Write no more, and leave the note as it was; False when nobody wrote."""
        focus = self.window().focusWidget()
        if not self.isVisible() or not self.isAncestorOf(focus):
            return False
        self._put_by()
        self._show()
        self.left.emit()
        return True

    def _put_by(self) -> None:
        """Write no more; what was written and not kept is remembered."""
        self._begun.pop(self._day, None)
        if self.field.text() != self._was:
            self._begun[self._day] = self.field.text()
        self._close()

    def _close(self) -> None:
        self.editor.hide()
        self.reasons.clear()

    def _keep(self) -> None:
        text = " ".join(self.field.text().split())
        try:
            if text != self._was:
                acts.note_day(self._desk, self._day, text, was=self._was)
        except EXPECTED as error:
            self._was = self._said = self._desk.see_day(self._day).note
            self.reasons.show_error(error, tr("Not kept."))
        else:
            self._begun.pop(self._day, None)
            self._close()
            self._said = text
            self._show()
            self.left.emit()
