"""The commands on a clinic that a server keeps."""

from tests.cli.typed import Ask
from tests.postgresql import Server

TOKYO = ["--name", "Juniper", "--zone", "Asia/Tokyo"]


def test_a_clinic_is_made_and_asked_on_a_server(typed: Ask, server: Server) -> None:
    address = server.empty()
    secret = address.replace("postgres@", "postgres:s3same@")

    made = typed("new --json --clinic", secret, *TOKYO)

    assert made.done["clinic"] == address
    assert typed("new --json --clinic", secret, *TOKYO).trouble == "server-not-empty"
    assert typed("patients --json --clinic", secret).done == {"patients": [], "meant": []}
    openings = typed("openings --json --type iv-dosing --from today --clinic", secret)
    assert openings.done["openings"] == []
    for said in (made, openings, typed("new --clinic", secret, *TOKYO)):
        assert "s3same" not in said.out + said.err


def test_a_demo_clinic_is_not_made_on_a_server(typed: Ask, server: Server) -> None:
    assert typed("demo --no-window --json --clinic", server.empty()).reasons == ["demo-on-server"]
