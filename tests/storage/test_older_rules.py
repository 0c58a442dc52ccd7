"""The packet rules of a clinic from before they knew routes and conditions are still read."""

from dataclasses import replace
from pathlib import Path

from app.domain.packet_rules import PacketRule, PaperPolicy
from app.storage.archive import make_archive
from app.storage.database import FILE, open_database
from app.storage.migrating import SHIPPED, upgrade
from tests.storage.samples import outside

OLD = replace(SHIPPED, revisions=SHIPPED.revisions[: SHIPPED.revisions.index("0014")])


def test_an_older_rule_is_for_its_kinds_of_visit_and_asks_for_nothing_else(tmp_path: Path) -> None:
    make_archive(tmp_path)
    (tmp_path / FILE).touch()
    upgrade(tmp_path / FILE, OLD)
    outside(
        tmp_path,
        "INSERT INTO packet_rule (position, form, types) "
        "VALUES (0, 'ketamine-consent', '[\"iv-dosing\"]')",
    )

    database = open_database(tmp_path)
    with database.reading() as unit:
        found = unit.settings.packet_rules(), unit.settings.paper_policy()
    database.close()

    rule = PacketRule(form="ketamine-consent", types=("iv-dosing",))
    assert found == ((rule,), PaperPolicy())
