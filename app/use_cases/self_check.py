"""What an installed program checks about itself, in a clinic that is thrown away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from app import documents, exchange, library, paths, scans, words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.diagnoses import is_valid
from app.domain.holidays import holidays_of
from app.domain.patients import Patient
from app.domain.refusal import Reason, Refused, Trouble
from app.domain.scheduling import Visit, ends_at
from app.domain.time import midnight
from app.domain.worklists import Worklist
from app.library import diagnoses as codes
from app.library.help import help_pages
from app.library.licences import licences
from app.security import keys, passwords, second_factor
from app.use_cases import clinics
from app.use_cases.day_sheets import day_sheet
from app.use_cases.packets import write_packet
from app.use_cases.patients import add_patient, find_patients
from app.use_cases.schedule_sheets import course_plan_pdf, week_pdf
from app.use_cases.worklist_sheets import worklist_pdf
from app.words.tongue import TONGUES, speaking, tongue

SAMPLE = "Nguyễn Đức, Łukasik, Peña"
"""Letters that the fonts must have."""

PASSWORD = token_urlsafe(24)
"""What opens the clinic that is thrown away."""

COMMON = "F33.2"
"""A code that every release has."""

COUNTED = 2026
"""A year whose holidays are known."""

CALENDAR = "\r\n".join(
    [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Anteroom//EN", "BEGIN:VEVENT", "UID:check"),
        f"DTSTART;TZID=America/Denver:{COUNTED}0101T090000",
        "DURATION:PT1H",
        f"SUMMARY:{SAMPLE.replace(',', chr(92) + ',')}",
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
).encode()
"""What another program could have written."""

WORKBOOK = "patients.xlsx"
WORKED = ("Łukasik", "1980-01-01")
SCANNED = ("pdf", "png", "jpeg", "tiff")
"""Every kind of scan, each with a shipped letter of one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was tried, and what came of it."""

    name: str
    ok: bool
    found: Reason


def check_all(window: Callable[[Clinic], None] | None) -> Iterator[Check]:
    """Every check in turn; the window is tried by whoever knows it."""
    yield _tried("forms", _forms)
    yield _tried("fonts", _fonts)
    yield _tried("holidays", _holidays)
    yield _tried("codes", _codes)
    yield _tried("foreign", _foreign)
    yield _tried("translations", _translations)
    yield _tried("help", _help)
    yield _tried("licences", _licences)
    yield _tried("keys", _keys)
    with TemporaryDirectory(prefix="anteroom-") as folder:
        yield _tried("database", lambda: _database(Path(folder) / "clinic"))
        yield _tried("pdf", lambda: _pdf(Path(folder) / "clinic", Path(folder) / "packet.pdf"))
        yield _tried("reports", lambda: _reports(Path(folder) / "clinic"))
        if window is not None:
            yield _tried("window", lambda: _window(Path(folder) / "clinic", window))


def _tried(name: str, check: Callable[[], Reason]) -> Check:
    try:
        return Check(name=name, ok=True, found=check())
    except Refused as refused:
        return Check(name=name, ok=False, found=refused.reasons[0])
    except Trouble as trouble:
        return Check(name=name, ok=False, found=trouble.reason)
    except Exception as fault:  # noqa: BLE001 -- whatever is wrong here is what is to be found out
        kind = type(fault).__name__
        return Check(name=name, ok=False, found=Reason("check-failed", {"kind": kind}))


def _forms() -> Reason:
    found = library.forms()
    if not found:
        raise Trouble("check-no-forms")
    for form in found.values():
        for language in form.texts:
            library.form_text(form, language)
    return Reason("check-forms", {"count": len(found)})


def _fonts() -> Reason:
    missing = documents.missing_letters(SAMPLE)
    if missing:
        raise Trouble("check-letters-missing", letters=missing)
    return Reason("check-fonts")


def _holidays() -> Reason:
    found = holidays_of("US-CO", COUNTED)
    return Reason("check-holidays", {"count": len(found), "year": COUNTED})


def _codes() -> Reason:
    through = codes.known_through()
    if not is_valid(codes.listed(COMMON), through):
        raise Trouble("check-no-codes")
    return Reason("check-codes", {"through": through})


def _foreign() -> Reason:
    """Read a file of every kind as they are read: by this program once more, limited."""
    first = date(COUNTED, 1, 1)
    found = exchange.read_calendar(CALENDAR, ZoneInfo("America/Denver"), first, 1)
    _right([each.summary for each in found.busy] == [SAMPLE], "calendar")
    table = exchange.read_table((paths.FOREIGN / WORKBOOK).read_bytes())
    _right([line.cells for line in table.lines] == [WORKED], WORKBOOK)
    for kind in SCANNED:
        name = f"letter.{kind}"
        content = (paths.FOREIGN / name).read_bytes()
        looked = scans.look_at_letter(content)
        pages = tuple(scans.letter_pages(content, looked.pages))
        _right((looked.kind, len(pages)) == (kind, 1), name)
    own = scans.take_apart((paths.FOREIGN / "letter.pdf").read_bytes())
    _right(len(own.pages) == 1, "letter.pdf")
    return Reason("check-foreign", {"scans": SCANNED})


def _translations() -> Reason:
    others = {name: title for name, title in TONGUES.items() if name != tongue()}
    english = words.say(Reason("check-window"))
    for name, title in others.items():
        with speaking(name):
            if words.say(Reason("check-window")) == english:
                raise Trouble("check-untranslated", language=title)
    return Reason("check-translations", {"languages": tuple(others.values())})


def _help() -> Reason:
    pages = [len(help_pages(language)) for language in TONGUES]
    return Reason("check-help", {"count": min(pages)})


def _licences() -> Reason:
    parts = licences()
    silent = next((part.name for part in parts if not part.text.strip()), None)
    if silent:
        raise Trouble("check-no-licences", name=silent)
    return Reason("check-licences", {"count": len(parts)})


def _keys() -> Reason:
    """Whether each way to the data key works as it does at the desk, at its real cost."""
    made = keys.make("check", PASSWORD)
    ways = (keys.unlock(made.file, "check", PASSWORD), keys.recover(made.file, made.code))
    secret = second_factor.new_secret()
    if not (
        all(way.now == made.key for way in ways)
        and any(passwords.against_password("password", expected=()))
        and second_factor.address(secret, "check").startswith("otpauth://")
        and not _opens(made.file, SAMPLE)
    ):
        raise Trouble("check-keys-wrong")
    return Reason("check-keys")


def _opens(file: keys.KeyFile, password: str) -> bool:
    try:
        keys.unlock(file, "check", password)
    except Refused:
        return False
    return True


def _right(right: bool, file: str) -> None:  # noqa: FBT001 -- what is compared reads first
    if not right:
        raise Trouble("check-foreign-wrong", file=file)


def _database(folder: Path) -> Reason:
    clinics.make_clinic(folder, name="Self-check", zone="America/Denver", password=PASSWORD)
    clinic = clinics.open_clinic(folder, password=PASSWORD)
    try:
        kept = add_patient(clinic, Patient(given="Thị", family="Nguyễn", born=date(1980, 1, 1)))
    finally:
        clinic.close()
    again = clinics.open_clinic(folder, password=PASSWORD)
    try:
        if find_patients(again, "nguyen") != (kept,):
            raise Trouble("check-not-kept")
    finally:
        again.close()
    return Reason("check-database")


def _pdf(folder: Path, file: Path) -> Reason:
    clinic = clinics.open_clinic(folder, password=PASSWORD)
    try:
        written = write_packet(clinic, _visit(clinic), file)
    finally:
        clinic.close()
    return Reason("check-pdf", {"pages": written.pages})


def _visit(clinic: Clinic) -> int:
    """A visit for the packet, put in the diary without the resources that a new clinic lacks."""
    patient = find_patients(clinic)[0]
    kind = clinic.setup.types["iv-dosing"]
    start = midnight(clinic.today() + timedelta(days=1), clinic.zone) + timedelta(hours=9)
    visit = Visit(patient=patient.id, type=kind.slug, start=start, end=ends_at(kind, start))
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        return unit.scheduling.add_visit(visit).id


def _reports(folder: Path) -> Reason:
    clinic = clinics.open_clinic(folder, password=PASSWORD)
    try:
        day = clinic.today() + timedelta(days=1)
        made = (
            day_sheet(clinic, day),
            week_pdf(clinic, day),
            worklist_pdf(clinic, Worklist.WEEK),
            course_plan_pdf(clinic, find_patients(clinic)[0].id),
        )
    finally:
        clinic.close()
    if not all(sheet.startswith(b"%PDF") for sheet in made):
        raise Trouble("check-report-wrong")
    return Reason("check-reports")


def _window(folder: Path, window: Callable[[Clinic], None]) -> Reason:
    clinic = clinics.open_clinic(folder, password=PASSWORD)
    try:
        window(clinic)
    finally:
        clinic.close()
    return Reason("check-window")
