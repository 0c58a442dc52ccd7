"""`new` and `patients`: an empty clinic, and who is in it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app import words
from app.cli import patients_merging
from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help, whole_number
from app.cli.recovery import new_password, recovery_sheet
from app.domain.clinics import shown
from app.domain.patients import Patient
from app.domain.refusal import refuse
from app.use_cases import clinics, patients

NEW = Help(
    summary="Make an empty clinic with the shipped visit types and one manager login.",
    document='{"clinic", "name", "zone", "template", "login", "recovery"}\n'
    "recovery: the file with the recovery code; null on a server",
    example='anteroom new --clinic ~/clinic --name "Aurora Clinic" --zone America/Denver '
    "\\\n  --manager ruiz --password-file FILE --recovery-out recovery.txt",
    more="A clinic in a folder is encrypted. Its recovery code opens it when every password is "
    "lost:\nprint the file, lock the sheet away and remove the file. Nobody else can help.",
)
PATIENTS = Help(
    summary="List patients: all by name, or those who answer what was typed.",
    document='{"patients": [{"chart", "name", "born"}], "meant": [the same]}\n'
    "meant: who may have been meant when nobody answers",
    example='anteroom patients --find "garc mar" --limit 5 --json',
    more="TEXT is any part of a name, or one that sounds like it, without regard to accents, the "
    "last digits\nof a telephone number, a chart number or a date of birth in any form; each part "
    "has to be true.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    new = commands.add(
        "new",
        _new,
        NEW,
        clinic="the folder to make (default: this person's own), or an empty database on a server",
    )
    new.add_argument("--name", required=True, metavar="TEXT", help="what the clinic is called")
    new.add_argument("--zone", required=True, metavar="IANA", help="its zone, like America/Denver")
    new.add_argument("--template", default="kap", help="what it starts with (default: kap)")
    new.add_argument(
        "--manager",
        default=clinics.FIRST_LOGIN.login,
        metavar="LOGIN",
        help=f"the login of its manager ({clinics.FIRST_LOGIN.login})",
    )
    new.add_argument(
        "--recovery-out", default="", metavar="FILE", help="a new file for the recovery code"
    )
    find = commands.add("patients", _patients, PATIENTS)
    find.add_argument("--find", default="", metavar="TEXT", help="what to look for")
    patients_merging.add(commands.within(find))
    find.add_argument(
        "--limit", type=whole_number(1, 100_000), default=20, metavar="N", help="at most (20)"
    )


def _new(call: Call) -> Answer:
    asked = call.words
    name = asked.name.strip()
    if not name:
        raise refuse("clinic-name-missing")
    place = call.place.resolve() if isinstance(call.place, Path) else call.place
    make = partial(
        clinics.make_clinic,
        place,
        name=name,
        zone=asked.zone,
        template=asked.template,
        manager=asked.manager,
    )
    sheet: Path | None = None
    if isinstance(place, Path):
        with recovery_sheet(asked.recovery_out) as paper:
            paper.write(name, make(password=new_password(call)))
            sheet = paper.path
    else:
        make()
    printed = f"Its recovery code is in {sheet}: print it, lock it away, and remove the file."
    return Answer(
        document={
            "clinic": shown(place),
            "name": name,
            "zone": asked.zone,
            "template": asked.template,
            "login": asked.manager,
            "recovery": str(sheet) if sheet else None,
        },
        lines=(
            f"Made {name} in {shown(place)}.",
            f"Its first login is “{asked.manager}”.",
            *([printed] if sheet else []),
        ),
    )


def _patients(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = patients.find_patients(clinic, call.words.find, call.words.limit)
        meant = () if found else patients.did_you_mean(clinic, call.words.find)
    document = {"patients": list(map(_one, found)), "meant": list(map(_one, meant))}
    nobody = "No patient answers that." if call.words.find else "There is no patient yet."
    asked = (nobody, "Did you mean", *_rows(meant)) if meant else (nobody,)
    return Answer(document=document, lines=_rows(found) if found else asked)


def _one(patient: Patient) -> Document:
    return {"chart": patient.chart, "name": patient.listed, "born": patient.born.isoformat()}


def _rows(found: Sequence[Patient]) -> tuple[str, ...]:
    rows = [(each.chart, each.listed, f"born {words.short_day(each.born)}") for each in found]
    return columns(rows, indent="")
