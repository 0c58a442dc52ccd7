"""Off this computer, a clinic's server is reached only by TLS that proves who the server is."""

import os
from collections.abc import Mapping
from ipaddress import ip_address

from app.domain.clinics import shown
from app.domain.refusal import Trouble

PROVEN = "verify-full"
"""The only way of libpq that tells whether it is that server: its certificate and its name."""

SYSTEM = "system"
"""Trusts the authorities that this computer trusts, where no certificate of one is named."""

UNPROVEN = (
    "certificate verify failed",
    "does not match host name",
    "server does not support SSL",
    "root certificate file",
    "certificate authentication failed",
)
"""What the driver says when a server does not prove who it is."""


Setting = str | int | None


def is_here(named: Mapping[str, Setting]) -> bool:
    """Whether a server that is named so is on this computer."""
    if named.get("service"):  # a file of the machine says where it is
        return False
    hosts = str(named.get("host") or os.environ.get("PGHOST") or "localhost").split(",")
    return all(map(_is_loopback, hosts))


def _is_loopback(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def secured(address: str, named: Mapping[str, Setting]) -> dict[str, Setting]:
    """The settings to connect to a server by, refused where they would not have it prove itself."""
    settings = dict(named)
    if is_here(settings):
        return settings
    mode = settings.get("sslmode") or os.environ.get("PGSSLMODE") or PROVEN
    if mode != PROVEN:
        raise Trouble("server-tls", server=shown(address), mode=str(mode))
    known = settings.get("sslrootcert") or os.environ.get("PGSSLROOTCERT") or SYSTEM
    return settings | {"sslmode": PROVEN, "sslrootcert": known}
