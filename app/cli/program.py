"""One run of the command line: from its words to an exit code, whatever happens between."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app import paths, words
from app.cli.answer import DONE, REFUSED, TROUBLE, Answer
from app.cli.screen import Screen, has_display
from app.domain.refusal import Reason, Refused, Trouble, refuse
from app.domain.time import Clock, system_clock

INTERRUPTED = 130


def main(
    arguments: Sequence[str], screen: Screen | None = None, clock: Clock = system_clock
) -> int:
    """Run one command, print its answer, and give the exit code."""
    as_json = "--json" in arguments
    try:
        return _run(arguments, screen, clock, as_json=as_json)
    except SystemExit as left:  # argparse has printed its help
        return left.code if isinstance(left.code, int) else DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as bug:  # noqa: BLE001 -- the last resort: one sentence, no trace of a patient
        return _prevented(_internal(bug), as_json=as_json)


def _run(arguments: Sequence[str], screen: Screen | None, clock: Clock, *, as_json: bool) -> int:
    try:
        answer = _answered(arguments, screen, clock)
    except Refused as refused:
        return _refused(refused.reasons, as_json=as_json)
    except Trouble as trouble:
        return _prevented(trouble.reason, as_json=as_json)
    return _printed(lambda: _say(answer, as_json=as_json), answer.code)


def _answered(arguments: Sequence[str], screen: Screen | None, clock: Clock) -> Answer:
    if not all(map(_is_text, arguments)):
        raise refuse("words-unreadable")
    if not arguments:
        return _window(screen, clock)
    from app.cli import commands  # noqa: PLC0415 -- the window is there before what they need

    return commands.answered(arguments, screen, clock)


def _is_text(argument: str) -> bool:
    """Whether a word is text: what a shell hands on need not be."""
    try:
        return b"\0" not in argument.encode()
    except UnicodeEncodeError:
        return False


def _window(screen: Screen | None, clock: Clock) -> Answer:
    """The window on this person's own clinic; who has none is asked how to begin.

    Without a screen to ask on, the demo clinic's papers are made.
    """
    folder = paths.default_clinic()
    if not folder.exists():
        if screen is None or not has_display():
            return _answered(["demo"], screen, clock)
        return Answer(document={}, code=screen.begin(clock))
    if screen is None or not has_display():
        raise Trouble("display-missing")
    return Answer(document={}, code=screen.sign_in(folder, clock))


def _say(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        _print_document(answer.document)
    else:
        for line in answer.lines:
            print(_plain(line))


def _refused(reasons: Iterable[Reason], *, as_json: bool) -> int:
    told = {"refused": [_told_reason(reason) for reason in reasons]}
    return _told(told, reasons, REFUSED, as_json=as_json)


def _prevented(reason: Reason, *, as_json: bool) -> int:
    return _told({"error": _told_reason(reason)}, [reason], TROUBLE, as_json=as_json)


def _told(document: object, reasons: Iterable[Reason], code: int, *, as_json: bool) -> int:
    def tell() -> None:
        if as_json:
            _print_document(document)
        else:
            for reason in reasons:
                print(_plain(words.say(reason)), file=sys.stderr)

    return _printed(tell, code)


def _told_reason(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, "sentence": words.say(reason)}


def _print_document(document: object) -> None:
    encoding = str(getattr(sys.stdout, "encoding", "")).lower().replace("-", "")
    print(json.dumps(document, ensure_ascii=encoding != "utf8", indent=2))


def _plain(line: str) -> str:
    """The line without what would move a terminal's cursor."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line
    )


def _printed(say: Callable[[], None], code: int) -> int:
    """The exit code, or that of trouble when the answer cannot be handed on."""
    try:
        say()
        if sys.stdout is not None:  # a window's program on Windows has none
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return TROUBLE
    except OSError as fault:
        _silence()
        reason = Reason("answer-not-written", {"why": fault.strerror or str(fault)})
        print(words.say(reason), file=sys.stderr)
        return TROUBLE
    return code


def _silence() -> None:
    """Send what is still to be written nowhere, so that the interpreter ends quietly."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _internal(bug: Exception) -> Reason:
    """Where it happened, in our own code, and nothing of what it was about."""
    frames = traceback.extract_tb(bug.__traceback__)
    ours = [frame for frame in frames if "app" in Path(frame.filename).parts] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return Reason("internal", {"kind": type(bug).__name__, "place": place})
