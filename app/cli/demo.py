"""`demo`: the demo clinic, its window, or without a screen its papers of tomorrow."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import monotonic

from app import paths, words
from app.cli.answer import Answer
from app.cli.call import Call
from app.cli.packets import exit_code, packet_document
from app.cli.parser import Commands, Help
from app.cli.screen import has_display
from app.clinic import Clinic
from app.domain.refusal import refuse
from app.domain.time import local_day, parse_day, wall
from app.use_cases import day_sheets, demo
from app.use_cases.batch import write_packets
from app.use_cases.days import next_open_day
from app.use_cases.demo import Census, Showcase
from app.use_cases.demo.house import demo_zone
from app.use_cases.packets import Written

DEMO = Help(
    summary="Make or open a clinic of made-up patients around today's date.",
    document='{"clinic", "out", "day", "patients", "visits",\n'
    ' "packets": [{"visit", "file", "pages", "sha256", "error"}], "packets_day",\n'
    ' "day_sheet", "seconds"}',
    example="anteroom demo\nanteroom demo --clinic demo --out packets --day 2026-12-01 --no-window",
    more="With a screen the window opens. Without one, with --no-window or with --json, the\n"
    "packets and the day sheet of the next open day are made instead. A demo clinic of another\n"
    "day is made afresh; a folder that holds anything else is never touched.",
)


def add(commands: Commands) -> None:
    """Put the command on the list."""
    parser = commands.add(
        "demo", _demo, DEMO, clinic="the demo clinic's folder (default: this person's own)"
    )
    parser.add_argument(
        "--out", metavar="DIR", help="folder for the papers (default: beside the clinic's)"
    )
    parser.add_argument(
        "--day",
        metavar="DAY",
        help="the day it takes for today (today, or the next day it is open)",
    )
    parser.add_argument("--no-window", action="store_true", help="make the papers, no window")


def _demo(call: Call) -> Answer:
    begun = monotonic()
    if not isinstance(call.place, Path):
        raise refuse("demo-on-server")
    folder = Path(call.words.clinic or paths.demo_clinic()).absolute()
    day = _day(call)
    if demo.is_to_be_made(folder, day):
        call.tell(f"Making the demo clinic of {words.day(day)} ...")
        demo.make_demo(folder, day, call.clock)
    if call.screen and has_display() and not (call.words.no_window or call.words.json):
        with call.clinic(folder) as clinic:
            return Answer(document={}, code=call.screen.open(clinic))
    out = Path(call.words.out or folder.with_name(f"{folder.name}-packets")).absolute()
    with call.clinic(folder) as clinic:
        return _papers(call, clinic, out, begun)


def _day(call: Call) -> date:
    today = local_day(call.clock(), demo_zone())
    return parse_day(call.words.day, today) if call.words.day else demo.day_for(today)


def _papers(call: Call, clinic: Clinic, out: Path, begun: float) -> Answer:
    """The next open day's packets and day sheet, and what to try."""
    day = next_open_day(clinic, clinic.today())
    call.tell(f"Making the packets of {words.day(day)} ...")
    done = write_packets(clinic, day, out)
    sheet = day_sheets.write_day_sheet(clinic, day, out / f"{day}-day-sheet.pdf")
    counted = demo.census(clinic)
    document = {
        "clinic": str(clinic.place),
        "out": str(out),
        "day": clinic.today().isoformat(),
        "patients": counted.patients,
        "visits": counted.visits,
        "packets": [packet_document(each) for each in done],
        "packets_day": day.isoformat(),
        "day_sheet": str(sheet),
        "seconds": round(monotonic() - begun, 2),
    }
    lines = (
        *_made(clinic, counted),
        "",
        *_files(day, out, sheet, done),
        "",
        *_try(clinic, demo.showcase(clinic)),
    )
    return Answer(document=document, lines=lines, code=exit_code(done))


def _made(clinic: Clinic, counted: Census) -> Iterator[str]:
    today = words.long_day(clinic.today())
    count = f"{counted.patients} made-up patients and {counted.visits} visits in four weeks"
    yield f"{clinic.name}: {count} around {today}."
    yield f"It is in {clinic.place}"


def _files(day: date, out: Path, sheet: Path, done: Sequence[Written]) -> Iterator[str]:
    pages = words.plural(sum(each.pages for each in done), "page")
    yield f"For {words.long_day(day)}: {words.plural(len(done), 'packet')}, {pages}, in {out}"
    for each in done:
        if each.error:
            yield f"  visit {each.visit} has no packet: {words.say(each.error)}"
        elif each.file:
            yield f"  {each.file.name}  {words.plural(each.pages, 'page'):>8}"
    yield f"  {sheet.name}    the day sheet"


def _try(clinic: Clinic, shown: Showcase) -> Iterator[str]:
    yield "Two commands to try:"
    if shown.free:
        start = f"{wall(shown.free, clinic.zone):%Y-%m-%d %H:%M}"
        yield f"  {_command(clinic, shown.ready, start)}"
        yield "      books a ketamine infusion: everything is on file."
    start = f"{wall(shown.taken, clinic.zone):%Y-%m-%d %H:%M}"
    yield f"  {_command(clinic, shown.refused, start)}"
    yield "      is refused, and says every reason at once."


def _command(clinic: Clinic, chart: str, start: str) -> str:
    where = (
        ""
        if clinic.place == paths.default_clinic()
        else f"--clinic {shlex.quote(str(clinic.place))} "
    )
    return f'{_program()} book {where}--patient {chart} --type iv-dosing --at "{start}"'


def _program() -> str:
    """What to type before the command: the built program, or from its source."""
    if getattr(sys, "frozen", False):
        return "anteroom"
    return "py run.py" if sys.platform == "win32" else "python3 run.py"
