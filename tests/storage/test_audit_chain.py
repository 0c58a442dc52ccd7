"""Whatever is done to one entry of the audit is found, by whoever has the clinic's key."""

from collections.abc import Generator
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.pool import StaticPool

from app.domain.audit import BETWEEN, Entry, chained, digest
from app.storage import tables
from app.storage.audit import ENTRIES, Audit
from app.storage.driver import driver
from app.storage.guards import GUARDS
from tests.storage.samples import MONDAY

KEY = bytes(range(32))
LAST = 12
NUMBERS = st.integers(1, LAST)
COLUMNS = ("at", "who", "act", "patient_id", "outcome", "payload", "token", "previous", "hash")
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=70)


def _entry(number: int) -> Entry:
    patient = number if number % 3 else None
    return Entry(at=MONDAY, who="desk", act="see-day", patient=patient, payload=f'{{"n":{number}}}')


@pytest.fixture(scope="module")
def chain() -> Generator[Connection]:
    """A chain of entries without its guards; what a test does to it is taken back."""
    engine = create_engine("sqlite://", module=driver, poolclass=StaticPool)
    with engine.connect() as connection:
        tables.audit.create(connection)
        for name in GUARDS:
            if name.startswith("audit_"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        audit = Audit(connection, KEY)
        for number in range(1, LAST + 1):
            audit.append(_entry(number))
        connection.commit()
        yield connection


def _broken_after(chain: Connection, *steps: tuple[str, tuple[object, ...]]) -> int | None:
    try:
        for statement, given in steps:
            chain.exec_driver_sql(statement, given)
        return Audit(chain, KEY).first_broken()
    finally:
        chain.rollback()


def _kept(chain: Connection, seq: int) -> Entry:
    return next(each for each in Audit(chain).last(LAST) if each.seq == seq)


def test_a_chain_that_nobody_touched_is_whole(chain: Connection) -> None:
    assert Audit(chain, KEY).first_broken() is None
    assert Audit(chain, b"another key").first_broken() == 1


@given(seq=NUMBERS, column=st.sampled_from(COLUMNS), put=TEXTS | st.integers(-5, 10**9))
def test_a_changed_field_is_found(chain: Connection, seq: int, column: str, put: str | int) -> None:
    assume(isinstance(put, int) == (column == "patient_id"))
    (before,) = chain.exec_driver_sql(f"SELECT {column} FROM audit WHERE seq = {seq}").one()  # noqa: S608
    assume(put != before)

    found = _broken_after(chain, (f"UPDATE audit SET {column} = ? WHERE seq = ?", (put, seq)))  # noqa: S608

    assert found == seq


@given(seq=NUMBERS)
def test_a_removed_entry_is_found(chain: Connection, seq: int) -> None:
    assert _broken_after(chain, ("DELETE FROM audit WHERE seq = ?", (seq,))) == seq


@given(seq=NUMBERS)
def test_a_removed_entry_is_found_though_the_others_close_the_gap(
    chain: Connection, seq: int
) -> None:
    steps = [
        ("DELETE FROM audit WHERE seq = ?", (seq,)),
        ("UPDATE audit SET seq = -seq WHERE seq > ?", (seq,)),
        ("UPDATE audit SET seq = -seq - 1 WHERE seq < 0", ()),
    ]

    assert _broken_after(chain, *steps) == seq


@given(one=NUMBERS, other=NUMBERS, relinked=st.booleans())
def test_entries_that_changed_places_are_found(
    chain: Connection, one: int, other: int, *, relinked: bool
) -> None:
    assume(one < other)
    before = "(SELECT hash FROM audit b WHERE b.seq = audit.seq - 1)"
    links = f"UPDATE audit SET previous = coalesce({before}, '')"  # noqa: S608
    steps = [
        ("UPDATE audit SET seq = -1 WHERE seq = ?", (one,)),
        ("UPDATE audit SET seq = ? WHERE seq = ?", (one, other)),
        ("UPDATE audit SET seq = ? WHERE seq = -1", (other,)),
        *([(links, ())] if relinked else []),
    ]

    assert _broken_after(chain, *steps) == one


@given(seq=st.integers(1, LAST + 1), key=st.sampled_from([b"", b"guessed", None]))
def test_an_entry_put_between_is_found(chain: Connection, seq: int, key: bytes | None) -> None:
    """By somebody without the key, who seals it with another one, or as earlier programs did."""
    before = _kept(chain, seq - 1).hash if seq > 1 else ""
    forged = chained(_entry(99), seq, before, key or b"")
    if key is None:
        forged = replace(forged, hash=digest(forged))
    try:
        chain.exec_driver_sql("UPDATE audit SET seq = -seq WHERE seq >= ?", (seq,))
        chain.exec_driver_sql("UPDATE audit SET seq = -seq + 1 WHERE seq < 0")
        chain.execute(insert(tables.audit), ENTRIES.row(forged))

        believed = not key and seq == 1  # then the entry after it is the first that is wrong
        assert Audit(chain, KEY).first_broken() == seq + believed
    finally:
        chain.rollback()


def test_the_entries_of_an_earlier_program_stay_good_and_none_comes_after_a_sealed_one(
    chain: Connection,
) -> None:
    try:
        chain.exec_driver_sql("DELETE FROM audit")
        _append_as_before(chain)
        _append_as_before(chain)
        audit = Audit(chain, KEY)
        audit.append(_entry(3))

        assert audit.first_broken() == 4  # so many were given before all were deleted
        chain.exec_driver_sql("UPDATE sqlite_sequence SET seq = 3")
        assert audit.first_broken() is None
        chain.exec_driver_sql("UPDATE audit SET who = 'other' WHERE seq = 2")
        assert audit.first_broken() == 2
        chain.exec_driver_sql("UPDATE audit SET who = 'desk' WHERE seq = 2")
        _append_as_before(chain)
        assert audit.first_broken() == 4
    finally:
        chain.rollback()


def _append_as_before(chain: Connection) -> None:
    count, previous = Audit(chain).head()
    linked = replace(_entry(count + 1), seq=count + 1, previous=previous)
    chain.execute(insert(tables.audit), ENTRIES.row(replace(linked, hash=digest(linked))))


def test_no_field_hides_another_one() -> None:
    with pytest.raises(ValueError, match="between fields"):
        chained(replace(_entry(1), who=f"desk{BETWEEN}see-day"), 1, "")


@given(seq=NUMBERS)
def test_what_a_paper_says_of_an_entry_is_found_again(chain: Connection, seq: int) -> None:
    head = _kept(chain, seq).hash[:16]
    audit = Audit(chain, KEY)

    assert audit.has(seq, head)
    assert not audit.has(seq % LAST + 1, head)
    assert not audit.has(seq, "")
