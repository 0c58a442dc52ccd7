"""`export --all --to`: everything a clinic keeps, in files that need nothing of this program."""

import csv
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.library.export_columns import export_columns
from app.storage.everything import column_names, table_names
from tests import own_forms
from tests.cli.test_archive import objects
from tests.cli.typed import Ask
from tests.storage.samples import outside, rows

MANAGER = ("--as", "manager")
REQUIRED = {
    "Patient": {"identifier", "name", "birthDate", "active"},
    "Practitioner": {"identifier", "name"},
    "Location": {"status", "name", "mode"},
    "Appointment": {"status", "participant", "start", "end"},
    "Condition": {"code", "subject", "verificationStatus"},
    "Consent": {"status", "scope", "category", "patient", "policyRule", "dateTime"},
}
"""What the specification, or whoever reads them, asks of each kind."""


@pytest.fixture
def everything(ask: Ask, folder: Path, tmp_path: Path) -> Path:
    outside(folder, "UPDATE patient SET notes = '=1+1' WHERE id = 1")
    to = tmp_path / "everything"
    assert ask("export", "--all", "--to", to, *MANAGER).code == 0
    return to


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _resources(everything: Path, kind: str) -> list[Any]:
    lines = (everything / "fhir" / f"{kind}.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_table_is_written_or_left_out_with_a_reason_and_every_column_told() -> None:
    columns = export_columns()

    unwritten = [each for each in columns.left_out if "." not in each]
    assert sorted([*columns.tables, *unwritten]) == list(table_names())
    assert all(columns.left_out.values())
    untold = [
        f"{table}.{column}"
        for table in columns.tables
        for column in columns.of(table, column_names(table))
        if not columns.said(table, column)
    ]
    assert untold == []
    unknown = [
        f"{table}.{column}"
        for table, described in columns.tables.items()
        for column in described.columns
        if column not in column_names(table)
    ]
    assert unknown == []


def test_each_row_is_there_and_the_readme_names_each_column(everything: Path, folder: Path) -> None:
    readme = (everything / "README.txt").read_text(encoding="utf-8")
    for table in export_columns().tables:
        ((count,),) = rows(folder, f"SELECT count(*) FROM {table}")  # noqa: S608
        found = _read(everything / "csv" / f"{table}.csv")
        assert len(found) == int(str(count)) - (table == "audit")  # the export itself came after
        assert f"csv/{table}.csv: " in readme


def test_times_are_instants_and_a_formula_is_text(everything: Path, folder: Path) -> None:
    (visit,) = [row for row in _read(everything / "csv" / "visit.csv") if row["id"] == "388"]
    (patient,) = [row for row in _read(everything / "csv" / "patient.csv") if row["id"] == "1"]

    ((minute,),) = rows(folder, "SELECT start_min FROM visit WHERE id = 388")
    assert visit["start_min"].endswith("+00:00")
    assert visit["start_min"][:4] == "2026"
    assert int(str(minute)) > 0
    assert patient["notes"] == "'=1+1"


def test_every_packet_is_there_as_it_was_kept(everything: Path, folder: Path) -> None:
    kept = sorted(path.stem for path in objects(folder))  # called by the hash of what is in them

    written = (everything / "pdf").iterdir()
    assert sorted(sha256(path.read_bytes()).hexdigest() for path in written) == kept


def test_a_form_that_is_the_clinics_own_pdf_is_there_as_it_came(ask: Ask, tmp_path: Path) -> None:
    versions = {"1-en": own_forms.policy(), "2-en": own_forms.with_fields()}
    pdf = tmp_path / "policy.pdf"
    said = ("--title", "Financial policy", "--signed-by", "patient", "--as", "hale")
    more = ("--form", "financial-policy", "--as", "hale")
    for words, content in zip((said, more), versions.values(), strict=True):
        pdf.write_bytes(content)
        assert ask("form take", pdf, *words).code == 0
        ask("form approve financial-policy --as hale")
    done = ask("export", "--all", "--to", tmp_path / "to", *MANAGER)

    written = sorted((tmp_path / "to" / "pdf").glob("form-*"))
    assert [path.name for path in written] == [
        f"form-financial-policy-{version}.pdf" for version in versions
    ]
    assert [path.read_bytes() for path in written] == list(versions.values())
    told = _read(tmp_path / "to" / "csv" / "form.csv")
    assert {"1", "2"} <= {row["version"] for row in told if row["form"] == "financial-policy"}
    assert done.done["pdfs"] == len(list((tmp_path / "to" / "pdf").iterdir()))
    assert "form-FORM-VERSION-LANGUAGE.pdf" in (tmp_path / "to" / "README.txt").read_text("utf-8")


@pytest.mark.parametrize("kind", REQUIRED)
def test_each_resource_has_what_fhir_asks_for_and_nothing_empty(
    everything: Path, kind: str
) -> None:
    found = _resources(everything, kind)

    assert found
    for each in found:
        assert each["resourceType"] == kind
        assert REQUIRED[kind] <= each.keys()
        assert [name for name, fact in each.items() if fact in ("", [], {}, None)] == []


def test_references_lead_to_resources_that_are_there(everything: Path) -> None:
    there = {f"{kind}/{each['id']}" for kind in REQUIRED for each in _resources(everything, kind)}

    named = [
        actor["actor"]["reference"]
        for each in _resources(everything, "Appointment")
        for actor in each["participant"]
    ]
    assert named
    assert set(named) <= there


def test_only_whoever_may_takes_everything_and_nothing_is_written_over(
    ask: Ask, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()

    assert ask("export", "--all", "--to", tmp_path / "to").reasons == ["not-permitted"]
    assert ask("export", "--all", "--to", tmp_path / "there", *MANAGER).reasons == ["folder-exists"]
    assert ask("export", "--all", *MANAGER).reasons == ["usage"]
    assert not (tmp_path / "to").exists()


def test_a_lost_packet_is_counted(ask: Ask, folder: Path, tmp_path: Path) -> None:
    objects(folder)[0].unlink()

    assert ask("export", "--all", "--to", tmp_path / "to", *MANAGER).done["missing"] == 1
