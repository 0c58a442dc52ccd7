"""The buses of a computer, as the window of a test finds them: logind, a screen saver, a portal."""

import subprocess
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Any

dbus: Any = import_module("jeepney")  # it has no types
blocking: Any = import_module("jeepney.io.blocking")

BUS = "org.freedesktop.DBus"
LOGIND = "org.freedesktop.login1"
OURS = "/org/freedesktop/login1/session/_32"
THEIRS = "/org/freedesktop/login1/session/_35"
PORTAL = "org.freedesktop.portal.Desktop"
SETTINGS = ("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
APPEARANCE = "org.freedesktop.appearance"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that is told on a bus."""

    path: str
    interface: str
    member: str
    facts: tuple[bool, ...] = ()

    def signal(self) -> object:
        """As it goes over the bus."""
        sender = dbus.DBusAddress(self.path, interface=self.interface)
        return dbus.new_signal(sender, self.member, "b" * len(self.facts), self.facts)


class Computer:
    """Owns the name of logind, and tells what a computer tells."""

    def __init__(self, bus: Any) -> None:  # noqa: ANN401 -- it has no types
        self._bus = bus
        self._bus.send_and_get_reply(dbus.message_bus.RequestName(LOGIND), timeout=PATIENCE)

    def answer(self) -> None:
        """Tell the window which session is its own, as soon as it asks."""
        fields = dbus.HeaderFields
        asked = self._bus.receive(timeout=PATIENCE)
        while asked.header.fields.get(fields.member) != "GetSession":
            asked = self._bus.receive(timeout=PATIENCE)
        assert asked.body == ("7",)
        self._bus.send(dbus.new_method_return(asked, "o", (OURS,)))

    def wait_for_listeners(self, every: Iterable[Telling]) -> None:
        """Wait until somebody listens to each of these; the bus itself knows."""
        owner = ("/org/freedesktop/DBus", BUS, f"{BUS}.Debug.Stats")
        call = dbus.new_method_call(dbus.DBusAddress(*owner), "GetAllMatchRules")
        waited = [(f"path='{each.path}'", f"member='{each.member}'") for each in every]
        until = monotonic() + PATIENCE
        while monotonic() < until:
            (found,) = self._bus.send_and_get_reply(call, timeout=PATIENCE).body
            rules = [rule for those in found.values() for rule in those]
            if all(any(path in x and what in x for x in rules) for path, what in waited):
                return
        raise AssertionError(waited)

    def tell(self, telling: Telling) -> None:
        """Tell it to whoever listens."""
        self._bus.send(telling.signal())


class Portal:
    """Owns the name of a desktop's portal, and tells what is set there."""

    def __init__(self, bus: Any) -> None:  # noqa: ANN401 -- it has no types
        self._bus = bus
        self._bus.send_and_get_reply(dbus.message_bus.RequestName(PORTAL), timeout=PATIENCE)

    def answer(self, *, high_contrast: bool) -> None:
        """Tell the window what is set, as soon as it asks; nobody answers the rest."""
        fields = dbus.HeaderFields
        asked = self._bus.receive(timeout=PATIENCE)
        while asked.header.fields.get(fields.member) != "ReadAll":
            asked = self._bus.receive(timeout=PATIENCE)
        found = {APPEARANCE: {"contrast": ("u", int(high_contrast))}}
        self._bus.send(dbus.new_method_return(asked, "a{sa{sv}}", (found,)))

    def tell(self, *, high_contrast: bool) -> None:
        """Tell whoever listens that it is set otherwise."""
        path, interface = SETTINGS
        sender = dbus.DBusAddress(path, interface=interface)
        facts = (APPEARANCE, "contrast", ("u", int(high_contrast)))
        self._bus.send(dbus.new_signal(sender, "SettingChanged", "ssv", facts))


@contextmanager
def private_bus(env: Mapping[str, str]) -> Generator[str]:
    """The address of a bus that nobody else is on."""
    command = ["dbus-daemon", "--session", "--print-address=1", "--nofork"]
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        try:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@contextmanager
def computer(env: Mapping[str, str]) -> Generator[tuple[Computer, dict[str, str]]]:
    """A bus that nobody else is on, and what a program needs to know to be there."""
    with private_bus(env) as address:
        told = {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "XDG_SESSION_ID": "7",
        }
        with blocking.open_dbus_connection(address) as bus:
            yield Computer(bus), told


@contextmanager
def portal(env: Mapping[str, str]) -> Generator[tuple[Portal, dict[str, str]]]:
    """A desktop on a bus that nobody else is on, and what a program needs to know to be there."""
    with private_bus(env) as address, blocking.open_dbus_connection(address) as bus:
        yield Portal(bus), {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_CURRENT_DESKTOP": "GNOME"}
