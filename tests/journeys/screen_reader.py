"""A screen reader: it knows a program by its tree on the accessibility bus, and by nothing else."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Any

from tests.journeys.session_buses import private_bus

dbus: Any = import_module("jeepney")  # it has no types
blocking: Any = import_module("jeepney.io.blocking")

PATIENCE = 60
"""Seconds after which what is waited for will not come."""

SHOWING = 1 << 25
"""The bit of AT-SPI's states that says that a thing can be seen."""

REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the tree: a button, a field, a row."""

    bus: Any
    owner: str
    path: str

    def _at(self, interface: str) -> object:
        return dbus.DBusAddress(self.path, self.owner, f"org.a11y.atspi.{interface}")

    def ask(self, interface: str, method: str, sign: str = "", *facts: object) -> tuple[Any, ...]:
        """The answer to a call."""
        call = dbus.new_method_call(self._at(interface), method, sign or None, facts)
        return answer(self.bus, call)

    @property
    def name(self) -> str:
        """What is said of it."""
        ((_, name),) = answer(self.bus, dbus.Properties(self._at("Accessible")).get("Name"))
        return str(name)

    @property
    def role(self) -> str:
        """What it is said to be."""
        return str(self.ask("Accessible", "GetRoleName")[0])

    @property
    def is_shown(self) -> bool:
        """Whether it can be seen."""
        ((low, _high),) = self.ask("Accessible", "GetState")
        return bool(low & SHOWING)

    @property
    def children(self) -> "list[Thing]":
        """What is within it."""
        (found,) = self.ask("Accessible", "GetChildren")
        return [Thing(self.bus, owner, path) for owner, path in found]

    def every(self) -> "Iterator[Thing]":
        """Whatever can be seen within it."""
        for each in self.children:
            if each.is_shown:
                yield each
                yield from each.every()

    def do(self, action: str) -> None:
        """Do what it says can be done with it."""
        (actions,) = self.ask("Action", "GetActions")
        names = [name for name, _told, _key in actions]
        assert self.ask("Action", "DoAction", "i", names.index(action)) == (True,)

    def write(self, text: str) -> None:
        """Write into a field."""
        assert self.ask("EditableText", "SetTextContents", "s", text) == (True,)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who cannot see the screen."""

    program: Callable[[], list[Thing]]

    def find(self, role: str, begins: str) -> Thing:
        """The thing of a role whose name begins so, as soon as there is one."""
        until = monotonic() + PATIENCE
        heard: list[str] = []
        while monotonic() < until:
            heard.clear()
            with suppress(LookupError):  # what goes away meanwhile is looked for again
                for each in self._every():
                    if each.name.startswith(begins) and each.role == role:
                        return each
                    heard.append(f"{each.role} {each.name}")
        raise AssertionError(f"{role} {begins} is not among {heard}")

    def _every(self) -> Iterator[Thing]:
        """All that can be seen."""
        for program in self.program():
            yield from program.every()


def answer(bus: object, call: object) -> tuple[Any, ...]:
    """What was answered; what is no longer there is looked for in vain."""
    spoken: Any = bus
    reply = spoken.send_and_get_reply(call, timeout=PATIENCE)
    if reply.header.message_type.name == "error":
        raise LookupError(reply.body)
    body: tuple[Any, ...] = reply.body
    return body


@contextmanager
def accessibility(env: Mapping[str, str]) -> Generator[tuple[Reader, dict[str, str]]]:
    """A reader on a bus that nobody else is on, and what a program needs to know to be there."""
    launcher = dbus.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    with private_bus(env) as address, blocking.open_dbus_connection(address) as session:
        told = {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        (whole,) = answer(session, dbus.new_method_call(launcher, "GetAddress"))
        with blocking.open_dbus_connection(whole) as bus:
            yield Reader(lambda: Thing(bus, *REGISTRY).children), told
