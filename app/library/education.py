"""What only a sheet for reading at home must hold, and what no two of them may share."""

from collections.abc import Iterable, Iterator, Mapping

from app.domain import reading
from app.domain.form_lists import WRITING_LINES
from app.domain.forms import Block, Figure, Form, ids_of, walk
from app.domain.refusal import Reason

EDUCATION = "education"
FEWEST_WORDS = 350
MOST_WORDS = 900
FEWEST_DATED = 3
UNDATED = "undated"
QUESTIONS = "questions"
SHARED_FROM = 5
"""From so many words on, a sentence belongs to one sheet alone."""

Texts = Mapping[str, tuple[Block, ...]]


def education(form: Form, texts: Texts) -> Iterator[Reason]:
    """What an education sheet still lacks; nothing for any other form, or for a PDF."""
    if form.kind != EDUCATION or form.files:
        return
    dated = sum(source.date != UNDATED for source in form.sources)
    if dated < FEWEST_DATED:
        facts = {"form": form.id, "dated": str(dated), "fewest": str(FEWEST_DATED)}
        yield Reason("sheet-sources", facts)
    for language, blocks in texts.items():
        yield from _text(form, language, blocks)


def _text(form: Form, language: str, blocks: tuple[Block, ...]) -> Iterator[Reason]:
    where = {"form": form.id, "file": f"{language}.md"}
    count = len(reading.words(reading.running_text(form.texts[language])))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        bounds = {"fewest": str(FEWEST_WORDS), "most": str(MOST_WORDS)}
        yield Reason("sheet-length", {**where, "count": str(count), **bounds})
    figures = [block.name for block in walk(blocks) if isinstance(block, Figure)]
    drawn = len(figures) - figures.count(WRITING_LINES)
    if drawn != 1:
        yield Reason("sheet-figures", {**where, "count": str(drawn)})
    if QUESTIONS not in ids_of(blocks):
        yield Reason("sheet-questions", {**where, "id": QUESTIONS})
    if not form.evidences.get(language):
        yield Reason("sheet-evidence", {**where, "language": language})


def shared_sentences(
    forms: Iterable[Form], commons: Mapping[tuple[str, str], str]
) -> Iterator[Reason]:
    """Each sentence that an education sheet has from another one, not from a common text."""
    sheets = sorted((form for form in forms if form.kind == EDUCATION), key=lambda form: form.id)
    for language in sorted({language for sheet in sheets for language in sheet.texts}):
        common = {
            folded
            for (_, spoken), text in commons.items()
            if spoken == language
            for folded in _sentences(text)
        }
        first: dict[str, str] = {}
        for sheet in sheets:
            for folded, sentence in _sentences(sheet.texts.get(language, "")).items():
                if folded in common:
                    continue
                owner = first.setdefault(folded, sheet.id)
                if owner != sheet.id:
                    facts = {"form": sheet.id, "file": f"{language}.md", "sentence": sentence}
                    yield Reason("sheet-sentence-shared", {**facts, "other": owner})


def _sentences(markdown: str) -> dict[str, str]:
    """The sentences long enough to belong to one sheet, by their words in small letters."""
    found: dict[str, str] = {}
    for sentence in reading.sentences(reading.running_text(markdown)):
        words = reading.words(sentence)
        if len(words) >= SHARED_FROM:
            found.setdefault(" ".join(words).lower(), sentence)
    return found
