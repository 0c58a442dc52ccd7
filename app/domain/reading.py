"""How hard a text is to read, and which of its sentences are known to be false."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.reading_names import NAMES

FIELD_WORD = "Monday"  # stands for a field's value: two syllables, like most words of a form

_FIELD = re.compile(r"\{\{[^}]*\}\}")
_BLOCK_ID = re.compile(r"\s*\{#[\w-]+\}")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)")
_LIST_MARK = re.compile(r"(?:[-*+]|\d+\.)\s+")
_SOURCES = re.compile(r"#{1,6}\s+sources\b", re.IGNORECASE)
_NOT_PROSE = (":::", "|", "---")
_REQUIRED = re.compile(r"^:::[ \t]*required\b.*?^:::[ \t]*$", re.MULTILINE | re.DOTALL)
_SENTENCE_END = re.compile(r"(?<!\bDr\.)(?<!\bMrs\.)(?<!\bM[rs]\.)(?<=[.!?])[\"”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WORD_PART = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLOSED = re.compile(r"[.!?:]\W*\Z")


def running_text(markdown: str) -> str:
    """The prose a patient reads: one line a paragraph or list item, no headings, tables or sources.

    Headings, tables and figures' names are left out because they are not sentences and would
    flatter the grade; a list item without a full stop gets one. Wording that the law prescribes
    is left out too: nobody may make it simpler.
    """
    prose = _REQUIRED.sub("", markdown)
    return "\n".join(_closed(_unmarked(block)) for block in _blocks(prose))


def _blocks(markdown: str) -> Iterator[str]:
    block: list[str] = []
    in_sources = False
    for line in (*markdown.splitlines(), ""):
        text = line.strip()
        if text.startswith("#"):
            in_sources = bool(_SOURCES.match(text))
        apart = not text or text.startswith(("#", *_NOT_PROSE))
        if block and (apart or _LIST_MARK.match(text)):
            yield " ".join(block)
            block = []
        if not apart and not in_sources:
            block.append(text)


def _unmarked(block: str) -> str:
    text = _LIST_MARK.sub("", block, count=1) if _LIST_MARK.match(block) else block
    text = _FIELD.sub(FIELD_WORD, _BLOCK_ID.sub("", text))
    return _EMPHASIS.sub("", text).strip()


def _closed(block: str) -> str:
    return block if _CLOSED.search(block) else f"{block}."


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; the end of a line ends one too."""
    parts = (part for line in text.splitlines() for part in _SENTENCE_END.split(line))
    return tuple(part for part in parts if _WORD.search(part))


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text; a hyphenated word counts once."""
    return tuple(_WORD.findall(text))


def words_per_sentence(text: str) -> float:
    """The average length of a sentence in words; 0 for a text without words."""
    return len(words(text)) / max(1, len(sentences(text)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade level, in US school years; 0 for a text without words.

    0.39 x words per sentence + 11.8 x syllables per word - 15.59, from Kincaid, Fishburne, Rogers
    and Chissom, "Derivation of New Readability Formulas", Naval Technical Training Command,
    Research Branch Report 8-75, 1975.
    """
    found = words(text)
    if not found:
        return 0.0
    per_word = sum(weight(word, syllables) for word in found) / len(found)
    return 0.39 * words_per_sentence(text) + 11.8 * per_word - 15.59


_IRREGULAR: Mapping[str, int] = {
    "area": 3,
    "areas": 3,
    "being": 2,
    "business": 2,
    "create": 2,
    "created": 3,
    "element": 3,
    "elements": 3,
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "idea": 3,
    "ideas": 3,
    "maybe": 2,
    "people": 2,
    "quiet": 2,
    "reality": 4,
    "real": 1,
    "react": 2,
    "reacts": 2,
    "reaction": 3,
    "reactions": 3,
    "recipe": 3,
    "science": 2,
    "someone": 2,
    "wednesday": 2,
}
_LONGEST_INITIALISM = 5
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"[^aeiouyl]e\Z|[aeiouyl]le\Z|que\Z|gue\Z"),  # time, while, unique
    re.compile(r"(?:[^aeiouylscgxz]|[aeiouyl]l|[aeiouy]r)es\Z(?<!shes)(?<!ches)"),  # times, rules
    re.compile(r"(?:[^aeiouytdl]|[aeiouylr]l)ed\Z"),  # asked, called
    re.compile(r"[^aeiouy]e(?=(?:ful|less|ly|ness|ment|times?|thing|where|body|line)s?\Z)"),
)
_PARTED = (
    re.compile(r"[^ctgs]i(?=a|o[^u]|um|us)"),  # psychiatric, period
    re.compile(r"[^ctgsx]i(?=ou)|ci(?=at)"),  # serious, dissociation
    re.compile(r"(?<![cts])i(?=et[^aeiou]|enc|ent)"),  # anxiety, experience, client
    re.compile(r"(?<!q)u(?=al|ous|ar)|e(?=o(?:s?\Z|g|l))"),  # usual, video
    re.compile(r"[aeouy](?=ing\Z)"),  # doing, trying
)


def weight(word: str, spoken: Callable[[str], int]) -> int:
    """What a word counts when a text is graded: its syllables, or two for a name of the list."""
    return 2 if word.lower() in NAMES else spoken(word)


def syllables(word: str) -> int:
    """The syllables of a word as spoken; a digit, or a letter of IV or FDA, counts as one."""
    return sum(map(_syllables_of_part, _WORD_PART.findall(word)))


def _syllables_of_part(part: str) -> int:
    letters = part.removesuffix("s")
    if part.isdigit() or (letters.isupper() and 1 < len(letters) <= _LONGEST_INITIALISM):
        return len(letters)
    return _spoken(part.lower().replace("’", "'"))


def _spoken(word: str) -> int:
    stem, apostrophe, ending = word.partition("'")
    if stem in _IRREGULAR:
        return _IRREGULAR[stem]
    if apostrophe and ending == "t" and stem.endswith("n"):
        return _spoken(stem[:-1]) + (stem[-2:-1] in {"d", "s"})
    return max(1, _by_rule(stem))


def _by_rule(word: str) -> int:
    heard = len(_VOWELS.findall(word)) + sum(len(rule.findall(word)) for rule in _PARTED)
    return heard - sum(bool(rule.search(word)) for rule in _SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseSentence:
    """A statement found on clinics' papers that is not true, why, and what to say instead."""

    pattern: re.Pattern[str]
    why: str
    say_instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence of a text, and the false statement it makes."""

    sentence: str
    known: FalseSentence


_WRAP = re.compile(r"(?<!\n)\n(?!\s*(?:[\n#|:>]|[-*+]\s|\d+\.\s))")


def false_sentences(markdown: str) -> Iterator[Finding]:
    """Each sentence, in headings and tables too, that makes a statement known to be false."""
    for sentence in sentences(_EMPHASIS.sub("", _WRAP.sub(" ", markdown))):
        for known in KNOWN_FALSE:
            if known.pattern.search(sentence):
                yield Finding(sentence=sentence, known=known)


def _false(
    pattern: str, *, why: str, say_instead: str, flags: int = re.IGNORECASE
) -> FalseSentence:
    return FalseSentence(pattern=re.compile(pattern, flags), why=why, say_instead=say_instead)


_PSYCHIATRIC = (
    r"(?:depress|treatment.resistant|TRD|psychiatr|mental|mood|anxiety|PTSD|OCD|suicid|pain|CRPS)"
)
_ESKETAMINE = "Only esketamine nasal spray (Spravato) is approved for some adults with depression."

KNOWN_FALSE: tuple[FalseSentence, ...] = (
    _false(
        rf"\b(?:FDA|Food and Drug Administration)\)? (?:has |have )?(?:approved|cleared) "
        rf"(?:(?:IV|generic|racemic|the use of) )*ketamine\b.*\b{_PSYCHIATRIC}",
        why="The FDA approved ketamine in 1970 for anesthesia and for nothing else.",
        say_instead=f"Ketamine for this condition is off-label. {_ESKETAMINE}",
    ),
    _false(
        rf"\bketamine (?:is|was|has been|became) (?:now )?(?:an? )?"
        rf"(?:FDA[- ])?(?:approved|cleared)\b.*\b{_PSYCHIATRIC}",
        why="The FDA approved ketamine in 1970 for anesthesia and for nothing else.",
        say_instead=f"Ketamine for this condition is off-label. {_ESKETAMINE}",
    ),
    _false(
        r"(?<!not an )\bFDA[- ]approved ketamine (?:treatment|therapy|infusion|clinic)",
        why="No ketamine treatment, infusion or clinic is approved by the FDA.",
        say_instead="Ketamine is approved for anesthesia; this use is off-label.",
    ),
    _false(
        r"\bapproved (?:\w+ ){0,2}off-label\b|\boff-label (?:FDA )?approv",
        why="Off-label means that the use is not approved.",
        say_instead="This use is off-label: the FDA has not approved it. Off-label use is lawful.",
    ),
    _false(
        r"\binvestigational\b",
        why="The FDA does not class off-label prescribing as investigational.",
        say_instead="This use is off-label. Off-label prescribing is lawful.",
    ),
    _false(
        r"\boff-label\b(?: \w+){0,5} (?:is|are) (?:illegal|unlawful|against the law|not legal)",
        why="Off-label prescribing is lawful.",
        say_instead="Off-label prescribing is lawful.",
    ),
    _false(
        r"\b(?:does not|doesn['’]t|will not|won['’]t|cannot|can['’]t|never|without) (?:\w+ ){0,2}?"
        r"(?:suppress|slow|depress|affect|stop|harm)(?:s|es|ing)? (?:\w+ )?(?:breath|respirat)",
        why="Slowed breathing is a listed risk (FDA, October 2023; esketamine's boxed warning).",
        say_instead="Most people keep breathing on their own, but ketamine can slow breathing.",
    ),
    _false(
        r"\b(?:no|low|lower|little|minimal|small) (?:known )?(?:risk|chance|potential|danger) "
        r"(?:of|for) (?:\w+ ){0,3}?(?:dependen|addict|misuse|abuse)"
        r"|\b(?:low|no) (?:dependen\w+|addiction|abuse) (?:risk|potential)"
        r"|(?:not|n['’]t|non-?) ?(?:addictive|habit[- ]forming)",
        why="Ketamine is in Schedule III, and long-term data on treated patients are lacking.",
        say_instead="Heavy use can lead to dependence. A 2021 review found no reports of it in "
        "treated patients, but long-term studies are lacking.",
    ),
    _false(
        r"\b(?:february|feb\.?) 15(?:th)?,? 2000|\b15(?:th)? (?:of )?(?:february|feb\.?),? 2000",
        why="15 February 2000 is the date of the journal, not of a trial.",
        say_instead="The first small placebo-controlled study in depression was published in 2000.",
    ),
    _false(
        r"\b(?:up to|for|lasts?|lasting) 28 days",
        why="In the social anxiety trial 28 days was the washout; ratings ran 14 days.",
        say_instead="In two very small studies some people with social anxiety felt better for "
        "days to a few weeks.",
    ),
    _false(
        r"\bonly (?:\w+ ){0,4}?(?:with|alongside|beside|in addition to) (?:an? )?(?:oral )?"
        r"antidepressant",
        why="Since January 2025 esketamine is also approved by itself for resistant depression.",
        say_instead="Since January 2025 esketamine may be used with or without an antidepressant.",
    ),
    _false(
        r"(?<!\bnot )(?<!\bfeel )(?<!\byourself )\bsafe(?:ly)?\b(?! place)",
        why="No paper of a clinic can call a treatment or a person safe.",
        say_instead="Name the risk, and say that a clinician decides.",
    ),
    _false(
        r"\b(?:risk-free|no (?:serious |known |lasting )?(?:risks?|side effects|harms?)\b)"
        r"(?! (?:of|for)\b)",
        why="Ketamine has common and serious side effects.",
        say_instead="Name the common effects and the serious risks.",
    ),
    _false(
        r"\bwe guarantee\b|(?<!not )\bguaranteed\b|\b(?:will|can) cure\b|\bcures\b",
        why="Nobody can promise a result; relapse is common.",
        say_instead="Ketamine may help a lot, a little, or not at all.",
    ),
    _false(
        r"\b(?:ketamine|spravato)\)? (?:prevents|stops|ends|cures) (?:\w+ ){0,2}suicid"
        r"|\bproven to (?:prevent|stop) suicid",
        why="The effect on suicidal thoughts is short; prevention of suicide is not shown.",
        say_instead="It has not been shown to prevent suicide. Call or text 988.",
    ),
    _false(
        r"(?<!not )\bproven\b.*\b(?:PTSD|OCD|social anxiety|anxiety|addiction|pain)\b"
        r"|\bsignificant(?:ly)?\b.*\bPTSD\b",
        why="Results in PTSD are mixed; in OCD and social anxiety the studies are tiny.",
        say_instead="Results so far are mixed, or come from very small studies.",
    ),
    _false(
        r"\b(?:particularly|especially|highly) effective\b",
        why="The evidence is best for depression and fades within days to weeks.",
        say_instead="Say what the studies found, in how many people, and for how long.",
    ),
    _false(
        r"\bveterinary\b|\b(?:horse|animal) (?:tranquili[sz]er|anesthetic)",
        why="The first human dose was in 1964; the story of an animal drug misleads.",
        say_instead="Ketamine was approved for human anesthesia in 1970.",
    ),
    _false(
        r"\b(?:takes|lasts|over) only 40 minutes|\b(?:only|always) (?:\w+ )?40 minutes",
        why="40 minutes is the usual length; 2 to 100 minutes are reported, and hours for pain.",
        say_instead="An infusion for mood often takes about 40 minutes.",
    ),
    _false(
        r"\bC-?II\b|\bSchedule (?:II|2)\b",
        why="Ketamine and esketamine are in Schedule III; one journal abstract misprints it.",
        say_instead="Ketamine is a controlled drug (Schedule III).",
    ),
    _false(
        r"\bSAD\b",
        flags=0,
        why="SAD may be read as social anxiety or as seasonal affective disorder.",
        say_instead="Write social anxiety, or seasonal depression.",
    ),
)
