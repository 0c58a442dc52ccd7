"""How much alike names are that were mistyped or misheard."""

from collections.abc import Iterable, Sequence
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST = 0.55
"""Words less alike than this are not the same word mistyped."""

alike = OSA.normalized_similarity
"""From 0 to 1: letters left out, put in, exchanged or swapped count one each."""


def nearest(word: str, known: Iterable[str], most: int) -> list[str]:
    """The known words that are most like a word, or like the beginning of one."""
    beginnings = {each: each[: len(word) + 1] for each in known}
    whole = {each: each for each in beginnings}
    extract = partial(
        process.extract, word, scorer=alike, score_cutoff=LEAST, limit=most, processor=None
    )
    found = [*extract(whole), *extract(beginnings)]
    found.sort(key=lambda match: (-match[1], match[2]))
    return list(dict.fromkeys(key for _, _, key in found))[:most]


def resemblance(words: Sequence[str], names: Sequence[str]) -> float:
    """From 0 to 1: how much each word is like the name nearest to it; 0 when one is like none."""
    scores = [max(_alike(word, name) for name in names) for word in words]
    return sum(scores) / len(scores) if min(scores) >= LEAST else 0


def _alike(word: str, name: str) -> float:
    return max(alike(word, name), alike(word, name[: len(word)]))
