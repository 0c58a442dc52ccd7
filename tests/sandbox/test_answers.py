"""A child that a foreign file has taken over may say what it likes: it is a value or a refusal."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import scans
from app.domain.own_pdfs import read_own_pdf, written_own_pdf
from app.domain.refusal import Reason, Refused
from app.exchange import agendas, tables
from app.exchange.values import Agenda, Busy
from app.sandbox.crossing import Outcome, plain_reasons
from app.sandbox.parent import understood
from tests import hostile, own_forms
from tests.exchange.sheets import ANA, HEADINGS, csv_of

NOON = datetime.fromisoformat("2026-11-23T12:00:00-07:00")
FAULTS = (
    Reason("table-cell-formula", {"row": 2, "column": "Born"}),
    Reason("table-sheet-unknown", {"sheet": "x", "known": ("a", "b"), "at": date(2026, 1, 2)}),
)
BUSY = Busy(uid="one", line=3, start=NOON, end=NOON.replace(hour=13), summary="Lunch")
AGENDA = agendas.written(Agenda(busy=(BUSY,), uids=frozenset({"one"}), faults=FAULTS))
TABLE = tables.written(csv_of(HEADINGS, ANA, ("=1", "", ""), ANA[:2]).encode(), "")
PICTURES = b'{"kind":"png","pages":1,"shapes":[[2,1,3],[1,1,1]]}\n1234567'
OWN_PDF = written_own_pdf(scans.take_apart(own_forms.with_fields()))
REFUSAL = json.dumps(plain_reasons(FAULTS)).encode()

INTO: tuple[tuple[bytes, Callable[[bytes], object]], ...] = (
    (AGENDA, agendas.read),
    (TABLE, tables.read),
    (PICTURES, scans.read_found),
    (PICTURES, scans.read_pictures),
    (OWN_PDF, read_own_pdf),
)
SAMPLES = (*(sample for sample, _ in INTO), REFUSAL)
ENDINGS = st.sampled_from([each.value.encode() for each in Outcome] + [b"", b"crashed"])


def look(heard: bytes) -> None:
    for _, into in INTO:
        hostile.given(lambda: understood(heard, into))  # noqa: B023 -- called at once


@given(ENDINGS, hostile.damaged(*SAMPLES))
def test_any_damage_to_an_answer(ending: bytes, payload: bytes) -> None:
    look(ending + b"\n" + payload)
    look(payload)


def _lies(sample: bytes, at: int) -> st.SearchStrategy[bytes]:
    """The sample with something else in the JSON of one of its lines."""
    lines = sample.split(b"\n")
    before, after = lines[:at], lines[at + 1 :]
    document = json.loads(lines[at])

    def lying(lie: hostile.Lie) -> bytes:
        return b"\n".join([*before, json.dumps(lie.told(document)).encode(), *after])

    return hostile.LIES.map(lying)


LIES = st.one_of(_lies(TABLE, 2), *(_lies(sample, 0) for sample in SAMPLES))


@given(ENDINGS, LIES)
def test_any_lie_in_an_answer(ending: bytes, payload: bytes) -> None:
    look(ending + b"\n" + payload)
    look(b"done\n" + payload)


@pytest.mark.parametrize(
    ("heard", "into"),
    [
        (b'refused\n[["no-such-code", {}]]', bytes),
        (b'refused\n[["table-wide", {}]]', bytes),
        (b'refused\n[["table-wide", []]]', bytes),
        (b"refused\n[]", bytes),
        (b'done\n{"kind": "pdf", "pages": Infinity}', scans.read_found),
        (b'done\n[[["u", 1, null, null, ""]], [], []]', agendas.read),
        (b'done\n[[], [], [["x", {"a": {"day": 3}}]]]', agendas.read),
    ],
)
def test_a_lie_that_makes_no_sense_is_a_refusal(
    heard: bytes, into: Callable[[bytes], object]
) -> None:
    with pytest.raises(Refused) as refused:
        understood(heard, into)

    assert [reason.code for reason in refused.value.reasons] == ["foreign-crashed"]
