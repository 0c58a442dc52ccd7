"""A server that is not on this computer proves who it is, or nothing is sent to it."""

import os
import shutil
import subprocess
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.refusal import Trouble
from app.storage.database import open_database
from app.storage.server_tls import is_here, secured
from tests.postgresql import Server
from tests.storage.samples import rows

NAME, OTHER = "clinic.test", "other.test"


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("/run/postgresql", True),
        ("10.0.0.7", False),
        ("db.example.org", False),
        ("localhost,db.example.org", False),
        ("127.0.0.1.example.org", False),
    ],
)
def test_only_this_computer_is_reached_without_proof(host: str, here: bool) -> None:  # noqa: FBT001 -- a case
    assert is_here({"host": host}) == here


def test_proof_is_asked_for_where_the_address_says_nothing() -> None:
    asked = secured("", {"host": "db.example.org"})

    assert (asked["sslmode"], asked["sslrootcert"]) == ("verify-full", "system")
    assert secured("", {"host": "localhost"}) == {"host": "localhost"}


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_an_address_that_asks_for_less_is_refused(mode: str) -> None:
    with pytest.raises(Trouble, match="server-tls") as caught:
        open_database(f"postgresql://desk:secret@db.example.org/clinic?sslmode={mode}")

    assert caught.value.reason.facts["server"] == "postgresql://desk@db.example.org/clinic"


def test_less_that_the_surroundings_ask_for_is_refused_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGSSLMODE", "require")

    with pytest.raises(Trouble, match="server-tls"):
        open_database("postgresql://desk@db.example.org/clinic")


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who vouches for servers."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "ca.pem"

    def make(self) -> "Authority":
        """Make the authority's own key and certificate."""
        self.folder.mkdir()
        _openssl(
            self.folder,
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority", "-days", "2"),
        )
        return self

    def vouch(self, name: str) -> None:
        """Make a server's key, and a certificate that it bears a name."""
        _openssl(
            self.folder,
            *("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN={name}"),
        )
        (self.folder / "names").write_text(f"subjectAltName=DNS:{name}\n")
        _openssl(
            self.folder,
            *("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key"),
            *("-CAcreateserial", "-out", "server.pem", "-days", "2", "-extfile", "names"),
        )


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whoever vouches for the tests' server."""
    authority = Authority(tmp_path_factory.mktemp("tls") / "authority").make()
    authority.vouch(NAME)
    return authority


@pytest.fixture
def speaking_tls(server: Server, authority: Authority) -> Generator[Server]:
    """The tests' server, with a certificate."""
    ((place,),) = rows(server.address, "SHOW data_directory")
    folder = Path(str(place))
    for name in ("server.key", "server.pem"):
        shutil.copy(authority.folder / name, folder / name)
        (folder / name).chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(folder / name, "postgres")
    try:
        for setting in ("ssl = on", "ssl_cert_file = 'server.pem'", "ssl_key_file = 'server.key'"):
            server.tell(f"ALTER SYSTEM SET {setting}")
        server.tell("SELECT pg_reload_conf()")
        yield server
    finally:
        for setting in ("ssl", "ssl_cert_file", "ssl_key_file"):
            server.tell(f"ALTER SYSTEM RESET {setting}")
        server.tell("SELECT pg_reload_conf()")


def away(address: str, name: str, root: Path | str) -> str:
    """The address of the tests' server as if it were another computer of that name."""
    return f"{address.replace('127.0.0.1', name)}?hostaddr=127.0.0.1&sslrootcert={root}"


def trouble(address: str) -> str:
    """Why a clinic is not opened; empty when it is."""
    try:
        open_database(address).close()
    except Trouble as trouble:
        return trouble.reason.code
    return ""


def test_a_server_is_used_once_it_has_proven_itself(
    speaking_tls: Server, authority: Authority, address: str, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path / "stranger").make()

    assert trouble(away(address, NAME, authority.certificate)) == ""
    assert trouble(away(address, OTHER, authority.certificate)) == "server-unproven"
    assert trouble(away(address, NAME, stranger.certificate)) == "server-unproven"
    assert trouble(away(address, NAME, "system")) == "server-unproven"
    open_by_name = open_database(away(address, NAME, authority.certificate))
    with open_by_name.reading() as unit:
        said = unit.audit._connection.exec_driver_sql(  # pyright: ignore[reportPrivateUsage]
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        )
        assert said.scalar_one() is True
    open_by_name.close()


def test_a_server_without_tls_is_not_spoken_to(address: str, authority: Authority) -> None:
    assert trouble(away(address, NAME, authority.certificate)) == "server-unproven"
