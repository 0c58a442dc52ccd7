"""Papers of the archive as rows."""

from zoneinfo import ZoneInfo

from app.ui.common.lists import Row
from app.ui.patients.on_file import paper_row
from app.use_cases.papers import PaperView


def document_row(view: PaperView, zone: ZoneInfo, name: str) -> Row:
    """A paper with whose it is."""
    row = paper_row(view, zone)
    language = f" · {view.paper.language.upper()}"
    return Row(
        value=row.value,
        title=f"{name}   {row.title}",
        detail=row.detail + language,
        icon=row.icon,
        chip=row.chip,
        look=row.look,
    )
