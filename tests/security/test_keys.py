import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.refusal import Refused, Trouble
from app.security.keys import (
    KeyFile,
    Made,
    make,
    read_file,
    recover,
    renewed,
    renewing,
    unlock,
    with_login,
    with_recovery,
    write_file,
)
from app.security.recovery import GROUPS, LETTERS, new_code, read_code
from app.security.sealing import DataKey, Purpose, Unsealable, seal, unseal
from app.security.slots import USUAL, Cost

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "quiet juniper morning"

Change = Callable[[Any], object]
"""What somebody does to the document of a key file."""

IN_A_SLOT: list[Change] = [
    lambda d: d["now"]["slots"][0].update(name="hale"),
    lambda d: d["now"]["slots"][0].update(passes=2),
    lambda d: d["now"]["slots"][0].update(memory_kib=16),
    lambda d: d["now"]["slots"][0].update(temporary=True),
    lambda d: d["now"]["slots"][0].update(kind="recovery"),
]
IN_THE_SET: list[Change] = [
    lambda d: d["now"]["slots"].pop(),
    lambda d: d["now"]["slots"].reverse(),
    lambda d: d["now"].update(generation=7),
    lambda d: d["now"].update(mac="0" * 64),
    lambda d: d["now"].update(mac="\x80\ud800"),
    lambda d: d["now"]["slots"].append(d["now"]["slots"][0] | {"name": "eve"}),
    lambda d: d["now"]["slots"][0].update(sealed="00" * 60),
    lambda d: d["now"]["slots"][0].update(once="00" * 32),
]
NONSENSE: list[Change] = [
    lambda d: d["now"]["slots"][0].update(memory_kib=2**31),
    lambda d: d["now"]["slots"][0].update(passes=0),
    lambda d: d["now"]["slots"][0].update(lanes="4"),
    lambda d: d["now"]["slots"][0].update(salt="zz"),
    lambda d: d["now"]["slots"][0].update(salt=""),
    lambda d: d["now"]["slots"][0].update(public="00"),
    lambda d: d["now"]["slots"][0].pop("public"),
    lambda d: d["now"].update(slots=None),
    lambda d: d.pop("now"),
]


@pytest.fixture
def made() -> Made:
    return make("ruiz", PASSWORD, CHEAP)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises((Refused, Trouble)) as caught:
        act()
    error = caught.value
    return error.reason.code if isinstance(error, Trouble) else error.reasons[0].code


def changed(path: Path, change: Change) -> KeyFile:
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    return read_file(path)


def test_the_password_of_a_login_opens_the_data_key(made: Made) -> None:
    assert unlock(made.file, "ruiz", PASSWORD).now == made.key


def test_the_printed_code_opens_it_however_it_is_typed(made: Made) -> None:
    typed = made.code.lower().replace("-", " ").replace("1", "l")

    assert recover(made.file, typed).now == made.key


def test_a_password_is_the_same_however_its_letters_are_composed(made: Made) -> None:
    file = with_login(made.file, made.key, "peña", "contrase\u00f1a de la mañana", cost=CHEAP)

    assert unlock(file, "peña", "contrasen\u0303a de la mañana").now == made.key


@pytest.mark.parametrize(
    ("login", "password"), [("ruiz", "quiet juniper mornin"), ("hale", PASSWORD), ("", PASSWORD)]
)
def test_a_wrong_password_and_a_login_nobody_has_are_refused_alike(
    made: Made, login: str, password: str
) -> None:
    assert code_of(lambda: unlock(made.file, login, password)) == "login-or-password-wrong"


def test_another_recovery_code_is_refused(made: Made) -> None:
    assert code_of(lambda: recover(made.file, new_code())) == "recovery-wrong"


def test_the_key_of_one_purpose_is_not_that_of_another() -> None:
    key = DataKey.new()

    assert len({key.key_for(purpose) for purpose in Purpose} | {key.secret}) == len(Purpose) + 1


def test_the_key_of_a_purpose_is_the_same_for_good() -> None:
    made = DataKey(bytes(32)).key_for(Purpose.DATABASE).hex()

    assert made == "cf8686a76430a1730b2aeecd864b74c95a60e9a53839f0f4e43a97b65fc28c8e"


def test_what_is_sealed_opens_with_its_key_and_label_alone() -> None:
    key, other = DataKey.new().secret, DataKey.new().secret
    sealed = seal(key, b"Ana", b"one")

    assert unseal(key, sealed, b"one") == b"Ana"
    wrongs: list[Callable[[], bytes]] = [
        lambda: unseal(other, sealed, b"one"),
        lambda: unseal(key, sealed, b"two"),
        lambda: unseal(key, sealed[:-1], b"one"),
        lambda: unseal(key, b"", b"one"),
        lambda: unseal(key, bytes([sealed[0] ^ 1]) + sealed[1:], b"one"),
    ]
    for wrong in wrongs:
        with pytest.raises(Unsealable):
            wrong()


def test_a_key_is_never_shown(made: Made) -> None:
    shown = repr(made) + repr(unlock(made.file, "ruiz", PASSWORD))

    assert made.key.secret.hex() not in shown
    assert repr(made.key.secret) not in shown
    assert made.code not in shown


def test_what_a_password_costs_is_what_the_rfc_recommends() -> None:
    assert (USUAL.memory_kib, USUAL.passes, USUAL.lanes) == (64 * 1024, 3, 4)


def test_a_file_is_read_back_as_it_was(made: Made, tmp_path: Path) -> None:
    file, _ = renewing(made.file, made.key, frozenset())
    for each in (made.file, file):
        write_file(tmp_path / "clinic.keys", each)

        assert read_file(tmp_path / "clinic.keys") == each
        assert (tmp_path / "clinic.keys").stat().st_mode & 0o777 == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["clinic.keys"]


def test_a_file_tells_neither_the_key_nor_the_code(made: Made, tmp_path: Path) -> None:
    write_file(tmp_path / "clinic.keys", made.file)
    text = (tmp_path / "clinic.keys").read_text()

    assert made.key.secret.hex() not in text
    assert made.code.replace("-", "") not in text


@pytest.mark.parametrize(
    "change",
    IN_A_SLOT,
    ids=["renamed", "other passes", "other memory", "said to be temporary", "other kind"],
)
def test_a_slot_that_was_changed_does_not_open(made: Made, tmp_path: Path, change: Change) -> None:
    write_file(tmp_path / "clinic.keys", made.file)
    file = changed(tmp_path / "clinic.keys", change)

    for login in ("ruiz", "hale"):
        assert code_of(partial(unlock, file, login, PASSWORD)) == "login-or-password-wrong"


@pytest.mark.parametrize(
    "change",
    IN_THE_SET,
    ids=[
        "removed",
        "reordered",
        "renumbered",
        "unmarked",
        "other letters",
        "added",
        "other key",
        "no pair",
    ],
)
def test_a_file_that_was_changed_is_seen_by_whoever_opens_it(
    made: Made, tmp_path: Path, change: Change
) -> None:
    write_file(tmp_path / "clinic.keys", made.file)
    file = changed(tmp_path / "clinic.keys", change)

    assert code_of(lambda: unlock(file, "ruiz", PASSWORD)) == "keys-changed"


@pytest.mark.parametrize("change", NONSENSE)
def test_a_file_that_makes_no_sense_or_asks_for_too_much_is_damaged(
    made: Made, tmp_path: Path, change: Change
) -> None:
    write_file(tmp_path / "clinic.keys", made.file)

    assert code_of(lambda: changed(tmp_path / "clinic.keys", change)) == "keys-damaged"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b" " * 2_000_000])
def test_anything_else_in_its_place_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clinic.keys").write_bytes(content)

    assert code_of(lambda: read_file(tmp_path / "clinic.keys")) == "keys-damaged"


def test_a_missing_file_and_one_of_a_newer_program_are_said(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "clinic.keys"

    assert code_of(lambda: read_file(path)) == "keys-missing"
    write_file(path, made.file)
    assert code_of(lambda: changed(path, lambda d: d.update(format=2))) == "keys-newer"


def test_a_new_password_takes_the_place_of_the_old_one(made: Made) -> None:
    file = with_login(made.file, made.key, "ruiz", "another quiet evening", cost=CHEAP)

    assert unlock(file, "ruiz", "another quiet evening").now == made.key
    assert code_of(lambda: unlock(file, "ruiz", PASSWORD)) == "login-or-password-wrong"
    assert file.logins == ("ruiz",)
    assert recover(file, made.code).now == made.key


def test_a_password_that_somebody_else_chose_is_temporary(made: Made) -> None:
    file = with_login(
        made.file, made.key, "hale", "chosen by the manager", temporary=True, cost=CHEAP
    )
    changed_by_her = with_login(file, made.key, "hale", "chosen by herself now", cost=CHEAP)

    assert unlock(file, "hale", "chosen by the manager").temporary
    assert not unlock(changed_by_her, "hale", "chosen by herself now").temporary


def test_a_new_recovery_code_takes_the_place_of_the_old_one(made: Made) -> None:
    file, code = with_recovery(made.file, made.key, CHEAP)

    assert recover(file, code).now == made.key
    assert code_of(lambda: recover(file, made.code)) == "recovery-wrong"


def test_every_change_is_a_generation(made: Made) -> None:
    second = with_login(made.file, made.key, "hale", "a second person here", cost=CHEAP)
    third, new = renewing(second, made.key, frozenset({"hale"}))
    fourth = with_login(renewed(third), new, "moss", "a third person here", cost=CHEAP)

    assert [f.newest.generation for f in (made.file, second, third, fourth)] == [1, 2, 3, 4]
    assert unlock(fourth, "ruiz", PASSWORD).generation == 4


def test_only_a_holder_of_the_key_changes_a_file(made: Made) -> None:
    stranger = DataKey.new()

    assert code_of(lambda: with_login(made.file, stranger, "eve", "x" * 20, cost=CHEAP)) == (
        "keys-changed"
    )
    assert code_of(lambda: renewing(made.file, stranger, frozenset())) == "keys-changed"


def test_while_the_key_is_replaced_everybody_who_stays_has_both(made: Made) -> None:
    both = with_login(made.file, made.key, "hale", "a second person here", cost=CHEAP)
    file, new = renewing(both, made.key, frozenset())

    found = unlock(file, "hale", "a second person here")

    assert (found.now, found.coming) == (made.key, new)
    assert recover(file, made.code).coming == new


def test_whoever_is_left_out_cannot_follow_with_anything_they_had(made: Made) -> None:
    both = with_login(made.file, made.key, "hale", "a second person here", cost=CHEAP)
    file, new = renewing(both, made.key, frozenset({"hale"}))

    after = renewed(file)

    assert unlock(after, "ruiz", PASSWORD).now == new
    assert code_of(lambda: unlock(file, "hale", "a second person here")) == (
        "login-or-password-wrong"
    )
    assert after.logins == ("ruiz",)
    old = both.now.find(both.now.slots[-1].kind, "hale")
    assert old is not None
    with pytest.raises(Trouble):  # her old slot, put back by hand, is vouched for by nobody
        unlock(
            replace(after, now=replace(after.now, slots=(*after.now.slots, old))),
            "hale",
            "a second person here",
        )


def test_nothing_is_changed_while_the_key_is_replaced(made: Made) -> None:
    file, _ = renewing(made.file, made.key, frozenset())

    assert code_of(lambda: with_login(file, made.key, "eve", "x" * 20, cost=CHEAP)) == (
        "keys-changed"
    )


def test_a_code_says_which_of_its_groups_is_mistyped() -> None:
    code = new_code()
    wrong = LETTERS[(LETTERS.index(code[6]) + 1) % len(LETTERS)]

    with pytest.raises(Refused) as caught:
        read_code(code[:6] + wrong + code[7:])

    assert caught.value.reasons[0].facts == {"groups": ("2",)}


def test_every_slip_of_one_letter_and_every_swap_of_two_is_found() -> None:
    code = new_code()
    groups = code.split("-")
    slips = [
        code[:place] + letter + code[place + 1 :]
        for place in range(len(code))
        for letter in LETTERS
        if code[place] not in {"-", letter}
    ]
    swaps = [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(len(code) - 1)
        if "-" not in code[place : place + 2] and code[place] != code[place + 1]
    ]
    moved = "-".join([groups[1], groups[0], *groups[2:]])

    for wrong in (*slips, *swaps, moved):
        assert code_of(partial(read_code, wrong)) == "recovery-mistyped"


def test_a_code_of_another_length_is_refused_with_the_count() -> None:
    with pytest.raises(Refused) as caught:
        read_code("1234")

    assert caught.value.reasons[0].facts == {"letters": 5 * GROUPS, "typed": 4}
