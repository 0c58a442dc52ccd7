"""Page codes: an opaque mark on every printed page, which says which paper and which page it is."""

from app.domain.refusal import refuse

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "A1"
CODE_LENGTH = 8
RANDOM_BYTES = 5
LAST_PAGE = 99
_PAYLOAD_LENGTH = len(PREFIX) + CODE_LENGTH + 4
_MODULUS = (
    1021  # a prime just under 32 * 32: one wrong or two swapped characters are always noticed
)
_TYPED = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\N{MIDDLE DOT}": None})


def new_code(random_bytes: bytes) -> str:
    """The code of a new paper, made of five random bytes."""
    if len(random_bytes) != RANDOM_BYTES:
        message = f"a code is made of {RANDOM_BYTES} bytes"
        raise ValueError(message)
    return _base32(int.from_bytes(random_bytes, "big"), CODE_LENGTH)


def payload(code: str, page: int) -> str:
    """What is printed in the two symbols of a page: prefix, code, page, check."""
    if not 1 <= page <= LAST_PAGE or not _is_code(code):
        message = f"no page {page} of a code like this"
        raise ValueError(message)
    body = f"{PREFIX}{code}{page:02}"
    return body + _check(body)


def read(scanned: str) -> tuple[str, int]:
    """The code and page that a payload holds; refused when it is none of ours or was misread."""
    body, check = scanned[:-2], scanned[-2:]
    code, page = body[len(PREFIX) : -2], body[-2:]
    if not (_well_formed(scanned, code, page) and _check(body) == check):
        raise refuse("paper-code-unreadable", code=scanned[: 2 * _PAYLOAD_LENGTH])
    return code, int(page)


def normalise(typed: str) -> str:
    """The paper's code as somebody typed it: alone or the whole payload, in any case."""
    text = typed.upper().translate(_TYPED)
    if len(text) == _PAYLOAD_LENGTH:
        return read(text)[0]
    if not _is_code(text):
        raise refuse("paper-code-unreadable", code=typed[: 2 * _PAYLOAD_LENGTH])
    return text


def grouped(code: str) -> str:
    """The code as people read it: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def _is_code(text: str) -> bool:
    return len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)


def _well_formed(scanned: str, code: str, page: str) -> bool:
    return (
        len(scanned) == _PAYLOAD_LENGTH
        and scanned.startswith(PREFIX)
        and _is_code(code)
        and page.isascii()
        and page.isdigit()
        and page != "00"
    )


def _check(body: str) -> str:
    number = 0
    for character in body:
        number = (number * 32 + ALPHABET.index(character)) % _MODULUS
    return _base32(number, 2)


def _base32(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
