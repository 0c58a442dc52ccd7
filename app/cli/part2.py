"""`record part2`: which records 42 CFR Part 2 protects."""

from app.cli.answer import Answer
from app.cli.call import Call, patient_of
from app.cli.parser import Commands, Help
from app.use_cases import part2

PART2 = Help(
    summary="Say that 42 CFR Part 2 protects a patient's record; the login must be a clinician's.",
    document='{"patient", "part2"}',
    example="anteroom record part2 --patient 10001 --as iyer",
    more="What leaves the clinic about such a patient warns, and brings a page on what the "
    "consent\ncovers. A diagnosis alone does not say it.",
)


def add_record(record: Commands) -> None:
    """Put the command on the list of `record`."""
    parser = record.add("part2", _part2, PART2)
    parser.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    parser.add_argument("--lift", action="store_true", help="it does not, or no longer")


def _part2(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        kept = part2.set_part2(clinic, patient.id, part2=not asked.lift)
    said = "is protected" if kept.part2 else "is not protected"
    return Answer(
        document={"patient": kept.chart, "part2": kept.part2},
        lines=(f"{kept.listed} ({kept.chart}): the record {said} by 42 CFR Part 2.",),
    )
