"""How hard the texts of a form are to read, each by the measure of its language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain import reading, reading_spanish
from app.domain.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of reading: its name, how it is counted, and what a text may be."""

    name: str
    of: Callable[[str], float]
    limit: float
    block_limit: float
    rises: bool
    """Whether a higher value is harder to read."""

    def is_harder(self, value: float, limit: float) -> bool:
        """Whether a value, as it is told with one digit, lies beyond a limit."""
        told = round(value, 1)
        return told > limit if self.rises else told < limit


MEASURES: Mapping[str, Measure] = {
    "en": Measure(
        name="Flesch-Kincaid grade", of=reading.grade, limit=8.0, block_limit=10.0, rises=True
    ),
    "es": Measure(
        name="Fernández Huerta ease",
        of=reading_spanish.ease,
        limit=reading_spanish.EASIEST_OF_SCHOOL,
        block_limit=45.0,
        rises=False,
    ),
}
"""By language; a text in another language is not measured."""

LEAST_WORDS = 12
"""A block of fewer words is not measured by itself: one long name would decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one language's text of a form reads, and its hardest block."""

    language: str
    measure: Measure
    value: float
    hardest: float
    block: str
    """The beginning of the hardest block."""

    @property
    def is_too_hard(self) -> bool:
        """Whether the text as a whole is harder than it may be."""
        return self.measure.is_harder(self.value, self.measure.limit)

    @property
    def has_hard_block(self) -> bool:
        """Whether one block by itself is harder than it may be."""
        return self.measure.is_harder(self.hardest, self.measure.block_limit)


def readings(form: Form) -> Iterator[Reading]:
    """The readings of a form's texts, by language."""
    for language, text in sorted(form.texts.items()):
        measure = MEASURES.get(language)
        if measure is not None:
            yield _reading(language, measure, reading.running_text(text))


def _reading(language: str, measure: Measure, prose: str) -> Reading:
    blocks = [line for line in prose.splitlines() if len(reading.words(line)) >= LEAST_WORDS]
    hardest = max if measure.rises else min
    block = hardest(blocks, key=measure.of, default="")
    return Reading(
        language=language,
        measure=measure,
        value=measure.of(prose),
        hardest=measure.of(block) if block else measure.limit,
        block=" ".join(block.split()[:8]),
    )
