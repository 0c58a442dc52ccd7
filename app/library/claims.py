"""What is often said of ketamine, and which sentence of ours, in which sheet, says it truly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app import paths
from app.domain.forms import Form
from app.domain.refusal import Reason, Trouble
from app.library.templates import read_toml

TABLE = "claims.toml"
ROWS = (
    "first-trial",
    "approval",
    "dependence",
    "breathing",
    "glutamate",
    "forty-minutes",
    "within-a-day",
    "open-label",
    "social-anxiety",
    "ptsd",
    "ocd",
    "substance-use",
    "pain",
    "suicide",
    "referral",
    "resistant",
)
"""Every claim of the article this library was asked to put right, and one that it left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of ours, the sheet it stands in, and the address of its source."""

    sheet: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something often said, in our words, and what our sheets say about it."""

    id: str
    says: str
    told: tuple[Told, ...]


def claims(file: Path | None = None) -> tuple[Claim, ...]:
    """The table of claims; the one shipped with the forms by default."""
    path = file or paths.FORMS / TABLE
    document = read_toml(path)
    try:
        return tuple(
            Claim(
                id=row["id"],
                says=row["says"],
                told=tuple(Told(**told) for told in row.get("told", ())),
            )
            for row in document["claim"]
        )
    except (KeyError, TypeError) as fault:
        raise Trouble("resource-broken", file=path.name, problem=str(fault)) from fault


def lint_claims(table: tuple[Claim, ...], forms: Mapping[str, Form]) -> Iterator[Reason]:
    """Every claim without an answer, and every answer that does not stand where it should."""
    found = {claim.id for claim in table}
    for row in ROWS:
        if row not in found:
            yield Reason("claim-missing", {"claim": row})
    for claim in table:
        if not claim.told:
            yield Reason("claim-untold", {"claim": claim.id, "says": claim.says})
        for told in claim.told:
            yield from _told(claim.id, told, forms.get(told.sheet))


def _told(claim: str, told: Told, form: Form | None) -> Iterator[Reason]:
    facts = {"claim": claim, "form": told.sheet}
    if form is None:
        yield Reason("claim-sheet-unknown", facts)
        return
    if told.sentence not in _plain(form.texts["en"]):
        yield Reason("claim-sentence-missing", {**facts, "sentence": told.sentence})
    if told.source not in {source.url for source in form.sources}:
        yield Reason("claim-source-missing", {**facts, "source": told.source})


def _plain(markdown: str) -> str:
    """A text without emphasis, on one line."""
    return " ".join(markdown.replace("*", "").split())
