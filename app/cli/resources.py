"""`resources`: the people, rooms, pumps and seats that visits can hold."""

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, written
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.domain.scheduling import Resource, Shift
from app.use_cases.resources import see_resources

RESOURCES = Help(
    summary="List the people, rooms, pumps and seats: hours, how many visits at once, last day.",
    document='{"resources": [{"resource", "kind", "note", "skills": [...], "lanes",\n'
    '                "overbooking", "hours": [{"weekday", "start", "end"}],\n'
    '                "good_until", "within", "retired"}]}',
    example="anteroom resources --json",
    more="“weekday” counts from 0, Monday. “lanes” is how many visits it serves at once,\n"
    "“overbooking” how many beyond these. Past “good_until” nothing is booked with it.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    resources = commands.add("resources", _resources, RESOURCES)
    resources.add_argument("--retired", action="store_true", help="those of the past as well")


def _resources(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = see_resources(clinic, retired=call.words.retired)
    names = {each.id: each.name for each in found}
    document = [_document(each, names.get(each.within or 0)) for each in found]
    return Answer(document={"resources": document}, lines=columns(map(_row, found), indent=""))


def _document(resource: Resource, within: str | None) -> Document:
    return {
        "resource": resource.name,
        "kind": resource.kind.value,
        "note": resource.note,
        "skills": sorted(resource.skills),
        "lanes": len(resource.lanes),
        "overbooking": len(resource.extra),
        "hours": [_shift(shift) for shift in resource.hours],
        "good_until": written(resource.good_until),
        "within": within,
        "retired": resource.retired,
    }


def _shift(shift: Shift) -> Document:
    return {
        "weekday": shift.weekday,
        "start": shift.start.isoformat("minutes"),
        "end": shift.end.isoformat("minutes"),
    }


def _row(resource: Resource) -> tuple[str, ...]:
    last = resource.good_until and f"until {words.short_day(resource.good_until)}"
    return (
        resource.name,
        resource.kind.value,
        f"{len(resource.lanes)} at once",
        words.week(resource.hours),
        "retired" if resource.retired else last or "",
    )
