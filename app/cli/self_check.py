"""`self-check`: whether this installation can do its work."""

from collections.abc import Sequence
from time import monotonic

from app import words
from app.cli.answer import DONE, TROUBLE, Answer
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.use_cases.self_check import Check, check_all

SELF_CHECK = Help(
    summary="Check that this installation can do its work: forms, fonts, database, PDF, window.",
    document='{"ok", "checks": [{"check", "ok", "sentence"}], "seconds"}',
    example="anteroom self-check",
    more="Nothing of any clinic is touched. The exit code is 1 when a check fails.",
)


def add(commands: Commands) -> None:
    """Put the command on the list."""
    commands.add("self-check", _self_check, SELF_CHECK, clinic="not used")


def _self_check(call: Call) -> Answer:
    begun = monotonic()
    checks = tuple(check_all(call.screen.check if call.screen else None))
    fine = all(check.ok for check in checks)
    return Answer(
        document={
            "ok": fine,
            "checks": [
                {"check": each.name, "ok": each.ok, "sentence": words.say(each.found)}
                for each in checks
            ],
            "seconds": round(monotonic() - begun, 2),
        },
        lines=columns(map(_row, checks), indent=""),
        code=DONE if fine else TROUBLE,
    )


def _row(check: Check) -> Sequence[str]:
    return "ok" if check.ok else "FAILED", check.name, words.say(check.found)
