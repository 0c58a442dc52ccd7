"""A clinic's own PDF is taken apart by the limited child; what is more than pages stays behind."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, LEGAL, LETTER, landscape

from app import scans, words
from app.domain.own_pdfs import read_own_pdf, written_own_pdf
from app.domain.refusal import Refused
from tests import own_forms

UPRIGHT = LETTER
LYING = landscape(LETTER)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (own_forms.policy(), UPRIGHT),
        (own_forms.policy(size=LYING), LYING),
        (own_forms.policy(size=A4), A4),
        (own_forms.policy(size=LEGAL), LEGAL),
        (own_forms.turned(1), LYING),
        (own_forms.turned(2), UPRIGHT),
        (own_forms.cropped(50, 300, 500, 760), (450, 460)),
    ],
)
def test_a_page_is_as_large_as_it_is_seen(content: bytes, size: tuple[float, float]) -> None:
    (page,) = scans.take_apart(content).pages

    assert page.size == pytest.approx(size, abs=0.01)


def test_where_there_is_ink_is_known() -> None:
    (policy,) = scans.take_apart(own_forms.policy()).pages
    (empty,) = scans.take_apart(own_forms.changed(own_forms.policy(), _emptied)).pages

    left, bottom, right, top = policy.ink or (0, 0, 0, 0)
    assert (round(left), round(top)) == (72, 719)
    assert 68 < bottom < 72
    assert right < 612 - 72
    assert empty.ink is None


def _emptied(pdf: Any) -> None:  # noqa: ANN401 -- pikepdf's own
    pdf.pages[0].Contents = pdf.make_stream(b"")


def test_forty_pages_come_in_order() -> None:
    pages = scans.take_apart(own_forms.policy(40)).pages

    assert [page.words.rsplit(" ", 1)[1] for page in pages] == [str(n) for n in range(1, 41)]


@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        (own_forms.policy(), ()),
        (own_forms.with_script(), ("scripts",)),
        (own_forms.with_attachment(), ("files",)),
        (own_forms.with_fields(), ("links", "fields")),
        (own_forms.with_layers(hidden=False), ()),
    ],
)
def test_what_is_no_page_is_left_out_and_told(content: bytes, left_out: tuple[str, ...]) -> None:
    own = scans.take_apart(content)

    kept = written_own_pdf(own)
    assert own.left_out == left_out
    assert [word for word in (b"JavaScript", b"tool.exe", b"example.org") if word in kept] == []


def test_what_was_filled_in_on_a_screen_is_printed_as_it_stands() -> None:
    (page,) = scans.take_apart(own_forms.with_fields()).pages

    assert "Whoever pays" in page.words


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "own-pdf-kind"),
        (b"PK\x03\x04 a text", "own-pdf-kind"),
        (own_forms.locked(), "own-pdf-locked"),
        (own_forms.locked(user=""), "own-pdf-locked"),
        (own_forms.policy()[:900], "own-pdf-broken"),
        (b"%PDF-1.7\n and then nothing", "own-pdf-broken"),
        (own_forms.policy(100), "own-pdf-pages"),
        (own_forms.policy(size=(50, 50), edge=2), "own-pdf-size"),
        (own_forms.policy(size=(3_000, 3_000)), "own-pdf-size"),
        (own_forms.with_fields(xfa=True), "own-pdf-xfa"),
        (own_forms.portfolio(), "own-pdf-portfolio"),
        (own_forms.with_layers(hidden=True), "own-pdf-layers"),
        (own_forms.elsewhere(), "own-pdf-outside"),
        (bytes(25_000_001), "foreign-too-large"),
    ],
)
def test_what_cannot_be_printed_as_it_is_is_refused_in_a_sentence(
    content: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        scans.take_apart(content)

    (reason,) = refused.value.reasons
    assert reason.code == code
    assert words.say(reason).endswith(".")


def test_what_was_taken_apart_is_read_again_as_it_was() -> None:
    own = scans.take_apart(own_forms.with_fields())

    assert read_own_pdf(written_own_pdf(own)) == own


def _said(told: Any, said: str) -> None:  # noqa: ANN401 -- what JSON held
    told["pieces"][0][0] = said


def _no_pages(told: Any) -> None:  # noqa: ANN401 -- the same
    told["pages"] = []


def _other_piece(told: Any) -> None:  # noqa: ANN401 -- the same
    told["pages"][0][0] = 99


def _longer(told: Any) -> None:  # noqa: ANN401 -- the same
    told["pieces"][0][1] += 1


def _half_turn(told: Any) -> None:  # noqa: ANN401 -- the same
    told["pages"][0][2] = 5


@pytest.mark.parametrize("lie", [_no_pages, _other_piece, _longer, _half_turn])
def test_what_the_child_says_of_pages_is_not_believed(lie: Callable[[Any], None]) -> None:
    assert not is_believed(lie)


@pytest.mark.parametrize(
    "said",
    [
        *("", "<<", ">>", "<< [ >> ]", "1 2", "<<>> <<>>", "{99}", "(text)", "% no"),
        *("<<>>endobj 9 0 obj<<>>", "9 0 R", "<</OpenAction {1}>>", "<</S/JavaScript>>", "stream"),
    ],
)
def test_a_piece_that_is_no_plain_object_is_not_believed(said: str) -> None:
    assert not is_believed(lambda told: _said(told, said))


def test_a_piece_of_every_kind_is_believed() -> None:
    said = "<</A [1 -2.5 +3 true null]/B#20C <0aff> /D {1}/E<</F/G>>>>"

    assert is_believed(lambda told: _said(told, said))


def is_believed(change: Callable[[Any], None]) -> bool:
    """Whether pages are taken for such when the child says something else of them."""
    head, _, streams = written_own_pdf(scans.take_apart(own_forms.policy())).partition(b"\n")
    told = json.loads(head)
    change(told)
    try:
        read_own_pdf(json.dumps(told).encode() + b"\n" + streams)
    except ValueError:
        return False
    return True
