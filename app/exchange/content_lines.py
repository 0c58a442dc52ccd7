"""The grammar of an iCalendar file: bytes to components, each line with its number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from icalendar.parser import Contentline

from app.domain.refusal import refuse

MOST_BYTES = 5_000_000
MOST_EVENTS = 5_000
LONGEST_LINE = 10_000
"""Letters of a line that is read; longer ones are pictures and the like, which nobody asks for."""

_DEEPEST = 8
_EVENT = "VEVENT"
_READ = frozenset(
    {
        "BEGIN",
        "END",
        "VERSION",
        "UID",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "EXRULE",
        "RECURRENCE-ID",
        "SUMMARY",
        "STATUS",
        "TRANSP",
        "CLASS",
    }
)
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property of a component."""

    line: int
    value: str
    parameters: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Component:
    """What stands between a BEGIN and its END."""

    name: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict[str, list[Property]])
    torn: list[int] = field(default_factory=list[int])
    """Lines in it that cannot be read."""

    def first(self, name: str) -> Property | None:
        """The property of a name, the first where there are several."""
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """What the property of a name says, nothing where there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""


def events(content: bytes) -> Iterator[Component]:
    """The events of a calendar file; what is no calendar is refused with the line."""
    seen = 0
    for component in _components(_text(content)):
        if component.name == "VCALENDAR" and component.text("VERSION") not in {"", "2.0"}:
            raise refuse("calendar-version", line=component.line)
        if component.name == _EVENT:
            seen += 1
            if seen > MOST_EVENTS:
                raise refuse("calendar-events", most=MOST_EVENTS)
            yield component


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise refuse("calendar-large", megabytes=MOST_BYTES // 1_000_000)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refuse("calendar-not-text", line=line) from None


def _components(text: str) -> Iterator[Component]:
    """Every component at its end, so that inner ones come before what they stand in."""
    stack: list[Component] = []
    number = 0
    for number, line in _unfolded(text):
        name = _name(line)
        if not stack and (name != "BEGIN" or _value(line) != "VCALENDAR"):
            raise refuse("calendar-none", line=number)
        if name == "BEGIN":
            stack.append(_begun(number, line, depth=len(stack)))
        elif name == "END":
            if _value(line) != stack[-1].name:
                raise refuse("calendar-torn", line=number, name=stack[-1].name)
            yield stack.pop()
        else:
            _keep(stack, number, name, line)
    if not number:
        raise refuse("calendar-none", line=1)
    if stack:
        raise refuse("calendar-torn", line=number, name=stack[-1].name)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the number at which it begins; one that begins with a space goes on."""
    start, parts = 0, list[str]()
    for number, line in enumerate(_BREAK.split(text), start=1):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
        elif line.strip():
            if parts:
                yield start, "".join(parts)
            start, parts = number, [line]
    if parts:
        yield start, "".join(parts)


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def _value(line: str) -> str:
    return line.partition(":")[2].strip().upper()


def _begun(number: int, line: str, depth: int) -> Component:
    if depth >= _DEEPEST or len(line) > LONGEST_LINE:
        raise refuse("calendar-line", line=number)
    return Component(name=_value(line), line=number)


def _keep(stack: Sequence[Component], number: int, name: str, line: str) -> None:
    """Put a property where it belongs; a broken one inside an event is that event's fault."""
    if name and name not in _READ:
        return
    try:
        stack[-1].properties.setdefault(name, []).append(_property(number, name, line))
    except ValueError:
        event = next((each for each in stack if each.name == _EVENT), None)
        if event is None:
            raise refuse("calendar-line", line=number) from None
        event.torn.append(number)


def _property(number: int, name: str, line: str) -> Property:
    if not name or len(line) > LONGEST_LINE:
        raise ValueError(line[:20])
    read: Any = Contentline(line)  # its types are half there
    _, parameters, value = read.parts()
    words = {key.upper(): each for key, each in parameters.items() if isinstance(each, str)}
    return Property(line=number, value=value, parameters=words)
