"""What is typed and chosen in the fields of a form, by their keys, and back into the fields."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.ui.common.fields import Choice, TextField, Tick
from app.ui.common.numbered import Numbered

YES, NO = "yes", "no"


def typed_in(form: QWidget) -> dict[str, str]:
    """Everything that stands in the fields of a form."""
    return {
        **{each.name: each.value for each in form.findChildren(Numbered)},
        **{each.key: _chosen(each) for each in form.findChildren(Choice)},
        **{each.key: _said(each) for each in form.findChildren(Tick)},
        **{each.key: each.text() for each in form.findChildren(TextField)},
    }


def fill_in(form: QWidget, fields: Mapping[str, str]) -> None:
    """Write into the fields that are named; what a choice proposes comes before what is typed."""
    for each in form.findChildren(Numbered):
        wanted = fields.get(each.name, each.value)
        each.choose(wanted if wanted in each.values else each.value)
    for each in form.findChildren(Choice):
        _choose(each, fields.get(each.key, _chosen(each)))
    for each in form.findChildren(Tick):
        each.setChecked(fields.get(each.key, _said(each)) == YES)
    for each in form.findChildren(TextField):
        each.setText(fields.get(each.key, each.text()))


def hear_typing(form: QWidget, heard: Callable[[], object]) -> None:
    """Do something whenever anything is typed or chosen."""

    def hear() -> None:
        heard()

    for each in form.findChildren(Numbered):
        each.chosen.connect(hear)
    for each in form.findChildren(Choice):
        each.currentIndexChanged.connect(hear)
    for each in form.findChildren(Tick):
        each.toggled.connect(hear)
    for each in form.findChildren(TextField):
        each.textChanged.connect(hear)


def _chosen(choice: Choice) -> str:
    """What is chosen: by its value, which no language changes, else as it is said."""
    value = choice.currentData()
    return value if isinstance(value, str) else choice.currentText()


def _choose(choice: Choice, wanted: str) -> None:
    at = choice.findData(wanted)
    if at < 0:  # a draft from before values were kept, or one of names
        choice.setCurrentText(wanted)
    else:
        choice.setCurrentIndex(at)


def _said(tick: Tick) -> str:
    return YES if tick.isChecked() else NO
