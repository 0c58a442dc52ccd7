"""A clinic is moved from its folder to a server by one command."""

from pathlib import Path

from tests.cli.typed import Ask
from tests.postgresql import Server
from tests.small import PASSWORD

TOKYO = ["--name", "Juniper", "--zone", "Asia/Tokyo"]


def signed_in(typed: Ask, tmp_path: Path) -> tuple[str, list[str]]:
    """A new clinic in a folder, and the words by which its manager signs in."""
    secret, folder = tmp_path / "password", str(tmp_path / "clinic")
    secret.write_text(PASSWORD, encoding="utf-8")
    known = ["--password-file", str(secret)]
    first = ["--manager", "manager", *known, "--recovery-out", str(tmp_path / "recovery.pdf")]
    assert typed("new --json --clinic", folder, *TOKYO, *first).done["name"] == "Juniper"
    return folder, ["--as", "manager", *known]


def test_a_clinic_is_moved_to_a_server(typed: Ask, server: Server, tmp_path: Path) -> None:
    (folder, mine), address = signed_in(typed, tmp_path), server.empty()
    secret = address.replace("postgres@", "postgres:s3same@")
    added = typed("patient add --json --given Ana --born 1988-03-12 --clinic", folder, *mine).done

    moved = typed("transfer --json --from", folder, "--to", secret, *mine)

    assert (moved.done["from"], moved.done["to"]) == (folder, address)
    assert moved.done["rows"]["patient"] == 1
    assert "s3same" not in moved.out + moved.err
    shown = typed("patient show --json --patient", added["patient"], "--clinic", address)
    assert shown.done == typed("patient show --json --patient 10001 --clinic", folder, *mine).done
    again = typed("transfer --json --from", folder, "--to", address, *mine)
    assert again.trouble == "server-not-empty"


def test_a_clinic_is_moved_to_nothing_but_a_server(typed: Ask, tmp_path: Path) -> None:
    folder, mine = signed_in(typed, tmp_path)

    assert typed("transfer --json --from", folder, "--to", "elsewhere", *mine).reasons == [
        "transfer-to-folder"
    ]
