"""Where a form about an item stands; what is typed in it and not filed stays a draft."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.surfaces import bare, empty
from app.ui.desk import Desk
from app.ui.drafting import DraftKeeper
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases.drafts import PATIENT, DraftView

FORM = "form"
"""The kind of draft that a form about an item is."""

THING = "thing"
ABOUT = frozenset({PATIENT, THING})


class FormPlace(QWidget):
    """Where one form stands at a time."""

    done = Signal()
    shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._column = bare(QVBoxLayout(self), 0)
        self.form: ItemForm | None = None
        self._beside: Mapping[str, str] = {}
        """What a draft has kept of fields that this form does not have."""
        self.keeper = DraftKeeper(desk, FORM, self._draft)

    def show_form(self, form: ItemForm) -> None:
        """A form in place of the one before, with the keyboard in it."""
        self.clear()
        self.form = form
        self._column.addWidget(form)
        form.show()
        self._open(form)
        form.done.connect(self._finish)
        form.instead.connect(self.show_form)
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(form)

    def _open(self, form: ItemForm) -> None:
        """What was typed earlier about the same thing stands there again."""
        begun = next((view for view in self.keeper.every() if _about(view) == form.about), None)
        typed: dict[str, str] = {}
        if begun is not None:
            self.keeper.take_up(begun)
            typed = {n: text for n, text in begun.draft.fields.items() if n not in ABOUT}
        self._beside = form.open(typed)
        form.edited.connect(self.keeper.keep_soon)

    def _draft(self) -> dict[str, str]:
        """What is typed, and what it is about."""
        form = self.form
        if form is None or form.about is None or not form.typed:
            return {}
        about = {PATIENT: str(form.about.patient), THING: form.about.thing}
        return {**self._beside, **form.typed, **about}

    def clear(self) -> None:
        """No form; what is typed in it is kept."""
        self.keeper.put_aside()
        self.form = None
        empty(self._column)

    def _finish(self) -> None:
        self.clear()
        self.done.emit()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self.keeper.keep()


def _about(view: DraftView) -> Matter | None:
    """What a draft is about."""
    thing = view.draft.fields.get(THING, "")
    return Matter(view.patient.id, thing) if view.patient is not None else None
