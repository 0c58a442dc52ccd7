"""A clinic is moved from its folder to a server by one command."""

from pathlib import Path

from tests.cli.typed import Ask
from tests.postgresql import Server

TOKYO = ["--name", "Juniper", "--zone", "Asia/Tokyo"]


def test_a_clinic_is_moved_to_a_server(typed: Ask, server: Server, tmp_path: Path) -> None:
    folder, address = str(tmp_path / "clinic"), server.empty()
    secret = address.replace("postgres@", "postgres:s3same@")
    assert typed("new --json --clinic", folder, *TOKYO).done["name"] == "Juniper"
    added = typed("patient add --json --given Ana --born 1988-03-12 --clinic", folder).done

    moved = typed("transfer --json --from", folder, "--to", secret)

    assert (moved.done["from"], moved.done["to"]) == (folder, address)
    assert moved.done["rows"]["patient"] == 1
    assert "s3same" not in moved.out + moved.err
    shown = typed("patient show --json --patient", added["patient"], "--clinic", address)
    assert shown.done == typed("patient show --json --patient 10001 --clinic", folder).done
    again = typed("transfer --json --from", folder, "--to", address)
    assert again.trouble == "server-not-empty"


def test_a_clinic_is_moved_to_nothing_but_a_server(typed: Ask, tmp_path: Path) -> None:
    folder = str(tmp_path / "clinic")
    typed("new --json --clinic", folder, *TOKYO)

    assert typed("transfer --json --from", folder, "--to", "elsewhere").reasons == [
        "transfer-to-folder"
    ]
