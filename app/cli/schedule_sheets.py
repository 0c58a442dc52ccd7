"""`day-sheet` and `visit-list`: the schedule on paper, for the desk and for the patient."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from app import words
from app.cli.answer import Answer
from app.cli.call import Call, day_of, patient_of
from app.cli.parser import Commands, Help
from app.clinic import Clinic
from app.domain.refusal import refuse
from app.use_cases import day_sheets, schedule_sheets
from app.use_cases.resources import resource_named
from app.use_cases.schedule_sheets import PEOPLE, ROOMS

COLUMNS = {"rooms": ROOMS, "people": PEOPLE}

DAY_SHEET = Help(
    summary="Write the day sheet: who comes when, what is still open, which rides are due.",
    document='{"day", "file"}',
    example="anteroom day-sheet --day tomorrow --out tomorrow.pdf\n"
    "anteroom day-sheet --day tomorrow --columns people --out people.pdf\n"
    "anteroom day-sheet --day +7 --week --out week.pdf",
    more="With --columns the day is drawn by rooms or people, the phases of each visit in it;\n"
    "with --week the whole week of that day, of everybody or of one --resource.",
)
VISIT_LIST = Help(
    summary="Write a patient's visits to come, as a calendar and a list, to take home.",
    document='{"patient", "file"}',
    example="anteroom visit-list --patient 10001 --out visits.pdf",
    more="It names neither illness nor medicine.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    sheet = commands.add("day-sheet", _day_sheet, DAY_SHEET)
    sheet.add_argument("--day", required=True, metavar="DAY", help="the day")
    sheet.add_argument("--out", required=True, metavar="FILE.pdf", help="the file to write")
    kind = sheet.add_mutually_exclusive_group()
    kind.add_argument("--columns", choices=tuple(COLUMNS), help="draw the day by these")
    kind.add_argument("--week", action="store_true", help="the week of that day")
    sheet.add_argument("--resource", metavar="NAME", help="with --week: of this one alone")
    plan = commands.add("visit-list", _visit_list, VISIT_LIST)
    plan.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    plan.add_argument("--out", required=True, metavar="FILE.pdf", help="the file to write")
    plan.add_argument("--large", action="store_true", help="in large print")


def _day_sheet(call: Call) -> Answer:
    if call.words.resource and not call.words.week:
        raise refuse("usage", problem="--resource goes with --week.")
    with call.clinic() as clinic:
        day = day_of(clinic, call.words.day)
        file = _write(clinic, day, call.words)
    return Answer(
        document={"day": day.isoformat(), "file": str(file)},
        lines=(f"{_titled(call.words)} of {words.day(day)}: {file}",),
    )


def _write(clinic: Clinic, day: date, asked: Namespace) -> Path:
    path = Path(asked.out)
    if asked.week:
        one = resource_named(clinic, asked.resource).id if asked.resource else None
        return schedule_sheets.write_week(clinic, day, path, one)
    if asked.columns:
        return schedule_sheets.write_day_columns(clinic, day, path, COLUMNS[asked.columns])
    return day_sheets.write_day_sheet(clinic, day, path)


def _titled(asked: Namespace) -> str:
    if asked.week:
        return "Week"
    return f"Day by {asked.columns}" if asked.columns else "Day sheet"


def _visit_list(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        path = Path(asked.out)
        file = schedule_sheets.write_course_plan(clinic, patient.id, path, large=asked.large)
    return Answer(
        document={"patient": patient.chart, "file": str(file)},
        lines=(f"Visits of {patient.listed} ({patient.chart}): {file}",),
    )
