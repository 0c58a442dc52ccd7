"""Reports that leave the window: on paper, or as a table for a spreadsheet program."""

from app import words
from app.clinic import Clinic
from app.documents.report_values import ReportSheet
from app.domain.access import Act
from app.domain.pictures import Line, Told
from app.domain.reports import Period, Report
from app.domain.time import wall
from app.exchange.exports import write_table
from app.storage.unit import Unit
from app.use_cases.part2 import notice, protected
from app.use_cases.reports import Seen, read_report
from app.use_cases.sheets import letterhead
from app.use_cases.worklist_sheets import Exported
from app.words.reports import report_title, tell_report
from app.words.tongue import tongue, tr


def told(seen: Seen) -> Told:
    """A report in words, with whole names for whoever may see them."""

    def name(patient: int) -> tuple[str, str]:
        whom = seen.people[patient]
        return whom.chart, whom.listed if seen.named else whom.chart

    return tell_report(seen.numbers, name)


def export_report(clinic: Clinic, kind: Report, period: Period) -> Exported:
    """The table behind a report, safe to open in a spreadsheet program. Kept in the audit."""
    with clinic.reading(Act.EXPORT_REPORT) as unit:
        seen, report = _leaving(clinic, unit, kind, period)
    heads, rows = report.heads, [_cells(seen, line) for line in report.lines]
    if seen.people:
        heads = (*heads, tr("Notice"))
    part2 = protected(seen.people.values())
    return Exported(content=write_table(heads, rows), rows=len(rows), part2=part2)


def report_pdf(clinic: Clinic, kind: Report, period: Period) -> bytes:
    """A report as a PDF of one page in black and white. Kept in the audit."""
    from app.documents import make_report  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.EXPORT_REPORT) as unit:
        seen, report = _leaving(clinic, unit, kind, period)
    part2 = protected(seen.people.values())
    return make_report(
        ReportSheet(
            clinic=letterhead(clinic),
            title=report_title(kind),
            picture=report.picture,
            printed=words.day_time(wall(clinic.now(), clinic.zone)),
            language=tongue(),
            warning=tr("Names patients: shred after use") if seen.people else "",
            notice=words.PART_2 if part2 else "",
        )
    )


def _leaving(clinic: Clinic, unit: Unit, kind: Report, period: Period) -> tuple[Seen, Told]:
    seen = read_report(clinic, unit, kind, period)
    report = told(seen)
    part2 = protected(seen.people.values())
    unit.note(report=kind.value, period=period.value, rows=len(report.lines), part2=part2)
    return seen, report


def _cells(seen: Seen, line: Line) -> tuple[str, ...]:
    if line.patient is None:
        return line.cells
    return (*line.cells, notice(seen.people[line.patient]))
