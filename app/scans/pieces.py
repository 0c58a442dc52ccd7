"""The objects that draw a page, written down anew one by one: nothing else comes along."""

import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream

from app.domain.own_pdfs import Piece
from app.domain.refusal import refuse

NAMED = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font")
"""The kinds of resources (7.8.3) that draw; the others only say what something is about."""

BY_NAME = frozenset({*NAMED, "/CharProcs", "/Colorants"})
"""Dictionaries whose keys are names of their own, not words of the standard."""

LEFT = frozenset(
    {
        *("/Parent", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified"),
        *("/OPI", "/AF", "/OC", "/Alternates", "/Ref", "/Measure", "/PtData", "/Thumb", "/Annots"),
        *("/A", "/AA", "/Length"),
    }
)
"""What leads out of a page, or says where it came from."""

OUTSIDE = frozenset({"/F", "/FFilter", "/FDecodeParms"})
"""By these a stream lies in another file (7.3.8.2)."""

PLAIN = "/FlateDecode"
_DEEPEST = 60


class Pieces:
    """The objects found so far, each with its number."""

    def __init__(self) -> None:
        self._found: list[Piece | None] = []
        self._numbers: dict[tuple[int, int], int] = {}

    def all(self) -> tuple[Piece, ...]:
        """All of them, in the order of their numbers."""
        return tuple(piece for piece in self._found if piece is not None)

    def drawing(self, said: Dictionary, code: bytes) -> int:
        """The number of a drawing of a page's own."""
        number = self._next()
        packed = zlib.compress(code, 6)
        entries = self._entries(said, 0)
        self._found[number] = Piece(said=f"<<{entries}/Filter{PLAIN}>>", stream=packed)
        return number

    def _next(self) -> int:
        self._found.append(None)
        return len(self._found) - 1

    def _number(self, thing: Any, deep: int) -> int:  # noqa: ANN401 -- pikepdf's own
        known = self._numbers.get(thing.objgen)
        if known is None:
            known = self._numbers[thing.objgen] = self._next()
            self._found[known] = self._piece(thing, deep)
        return known

    def _piece(self, thing: Any, deep: int) -> Piece:  # noqa: ANN401 -- the same
        if not isinstance(thing, Stream):
            return Piece(said=self._whole(thing, deep))
        if OUTSIDE & set(thing.keys()):
            raise refuse("own-pdf-outside")
        return Piece(said=f"<<{self._entries(thing, deep)}>>", stream=bytes(thing.read_raw_bytes()))

    def _said(self, thing: Any, deep: int, *, by_name: bool = False) -> str:  # noqa: ANN401
        """A value where it stands: an object of its own by its number."""
        alone = isinstance(thing, Object) and thing.is_indirect
        if alone and (not by_name or isinstance(thing, Stream)):
            return f"{{{self._number(thing, deep + 1)}}}"
        return self._whole(thing, deep, by_name=by_name)

    def _whole(self, thing: Any, deep: int, *, by_name: bool = False) -> str:  # noqa: ANN401
        if deep > _DEEPEST:
            raise refuse("own-pdf-broken")
        if isinstance(thing, Array):
            return f"[{' '.join(self._said(each, deep + 1) for each in thing)}]"
        if isinstance(thing, Dictionary):
            return f"<<{self._entries(thing, deep, by_name=by_name)}>>"
        return _word(thing)

    def _entries(self, thing: Any, deep: int, *, by_name: bool = False) -> str:  # noqa: ANN401
        return "".join(
            f"{_name(key)} {self._said(value, deep + 1, by_name=key in BY_NAME and not by_name)}"
            for key, value in _kept(thing, by_name=by_name)
        )


def _kept(thing: Any, *, by_name: bool) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- the same
    """What of a dictionary comes along."""
    for key, value in thing.items():
        if by_name:
            yield key, value
        elif key == "/Resources":
            yield key, Dictionary({each: value[each] for each in NAMED if each in value})
        elif key not in LEFT:
            yield key, value


def _word(thing: Any) -> str:  # noqa: ANN401 -- the same
    """A value that holds no others."""
    match thing:
        case bool():
            return str(thing).lower()
        case None:
            return "null"
        case int():
            return str(thing)
        case float() | Decimal():
            return f"{thing:f}"
        case Name():
            return thing.unparse().decode("ascii")
        case _:
            return f"<{bytes(thing).hex()}>"


def _name(key: str) -> str:
    return Name(key).unparse().decode("ascii")
