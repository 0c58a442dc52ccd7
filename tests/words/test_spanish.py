"""What the program says in the languages of its window: nothing is left out, no fact is lost."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from string import Formatter

import pytest
from babel.messages import pofile

from app import paths, words
from app.domain.access import Act, Role
from app.domain.binder import Standing
from app.domain.form_lists import KINDS, SIGNERS
from app.domain.gate import State
from app.domain.next_step import NextStep
from app.domain.packet_rules import RULE_CONDITIONS, Use
from app.domain.refusal import Reason
from app.domain.scheduling import Shift, Status
from app.domain.timers import Pace, Timer
from app.domain.titles import Title
from app.domain.typed_days import read_day
from app.domain.typed_house import read_shifts
from app.domain.wishes import Wishes
from app.domain.worklists import Worklist
from app.words import both, diagnoses, english, gate, letters, lists, own_pdfs, paper_policy
from app.words import papers as paper_words
from app.words.binder import AGAIN
from app.words.patients import FIELDS
from app.words.safety import DRILLED
from app.words.tongue import TONGUES, speaking
from app.words.twins import KEPT

OTHERS = sorted(set(TONGUES) - {"en"})
"""What the window speaks besides English."""

ALIKE = {
    "{by}, {done}.",
    "Sublingual",
    "IV",
    "IM",
    "Fax",
    "Portal",
}
"""What may be the same in two languages."""

ANY = "*"
"""What is marked in a table is told there of one thing or another."""

Said = tuple[str, str]
"""A sentence: what it is said of, where that decides, and its English text."""

REAL: Mapping[str, object] = {
    "item": "ride",
    "field": "born",
    "part": "until",
    "role": "pump",
    "roles": ("nurse", "medical-director"),
    "weekday": 1,
    "paper_state": "handed_over",
    "status": "no_show",
    "wanted": "in_session",
    "cause": "own-evaluation",
    "what": "email",
    "measure": "Flesch-Kincaid grade",
    "names": ("Room 1", "Irene Room"),
    "known": ("siete", "ocho"),
    "instead": ("F33.2 One", "F33.3 Two"),
    "until": date(2026, 12, 1),
    "start": datetime(2026, 12, 1, 9),
    "days": 3,
}
"""A fact as it comes, by its name; others are text."""


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language but English, spoken meanwhile."""
    with speaking(str(request.param)):
        yield str(request.param)


@cache
def known(language: str) -> dict[Said, tuple[str, ...]]:
    """All sentences of a language, from every room of the window, in one and in several."""
    found: dict[Said, tuple[str, ...]] = {}
    for file in sorted((paths.TRANSLATIONS / language).glob("*.po")):
        with file.open("rb") as text:
            for message in pofile.read_po(text):
                one = message.id if isinstance(message.id, str) else message.id[0]
                said = message.string or ""
                if one:
                    key = (message.context or "", one)
                    found[key] = (said,) if isinstance(said, str) else tuple(said)
    return found


def holes(text: str) -> set[tuple[str, str]]:
    """The facts that a sentence takes, and how it tells them."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None}


def facts_of(sentence: str) -> dict[str, object]:
    """A real value for each fact of a sentence."""
    moment = datetime(2026, 11, 23, 9)
    return {name: moment if spec else REAL.get(name, "something") for name, spec in holes(sentence)}


@pytest.mark.parametrize("code", sorted(english.SENTENCES))
def test_every_code_is_said_in_every_language(code: str, language: str) -> None:
    sentence = english.SENTENCES[code]
    reason = Reason(code, facts_of(sentence))  # pyright: ignore[reportArgumentType] -- by name

    said = words.say(reason)

    assert "{" not in said
    if code != "usage":
        (told,) = known(language)["", sentence]
        assert told != sentence or sentence in ALIKE
        assert holes(told) == holes(sentence)


def tables() -> Iterator[tuple[Callable[[str], str], list[str]]]:
    """What tells a word of the program, and every word that it tells."""
    kap = tomllib.loads((paths.TEMPLATES / "kap.toml").read_text(encoding="utf-8"))
    titled = [rule["title"] for rule in kap["gate"]["item"] if "title" in rule]
    needed = {need["role"] for kind in kap["type"] for need in kind["needs"]}
    yield words.item_title, [*english.ITEMS, "consent", *titled]
    yield words.need_word, sorted(needed)
    yield words.role_word, list(Role)
    yield words.act_word, list(Act)
    yield words.state_word, list(State)
    yield words.overall_word, list(english.OVERALL)
    yield words.status_word, list(Status)
    yield words.block_word, list(english.BLOCKS)
    yield words.opening_tag, list(english.OPENING_TAGS)
    yield words.field_word, list(FIELDS)
    yield both.part_word, [*both.PARTS, *FIELDS]
    yield words.condition_word, list(diagnoses.CONDITIONS)
    yield words.paper_state_word, list(paper_words.STATES)
    yield words.step_word, list(paper_words.STEPS)
    yield words.void_word, list(paper_words.VOID_CAUSES)
    yield words.signer_word, list(SIGNERS)
    yield words.signer_told, list(SIGNERS)
    yield words.box_word, ["signature", "name", "date", "time", "choice"]
    yield words.again_word, list(AGAIN)
    yield words.kind_word, list(KINDS)
    yield words.why_word, list(lists.WHYS)
    yield words.answer_word, [*lists.ANSWERS, ""]
    yield words.referral_word, list(letters.REFERRAL_STATES)
    yield words.statement_word, list(letters.STATEMENTS)
    yield words.how_word, list(letters.HOWS)
    yield words.called_word, list(letters.CALLED)
    yield words.route_word, [*letters.ROUTES, ""]
    yield words.indication_word, [*diagnoses.CONDITIONS, ""]
    yield words.held_told, list(RULE_CONDITIONS)
    yield words.use_told, [use for use in Use if use in paper_policy.USES_TOLD]
    yield words.use_word, list(Use)
    yield words.drill_word, list(DRILLED)
    for table in (gate.CAUSES, own_pdfs.LEFT, words.SWITCHES, words.UNTRANSLATED):
        yield words.tr, list(table.values())


def test_every_word_of_the_program_is_another_one_there(language: str) -> None:
    for tell, told in tables():
        for word in told:
            with speaking("en"):
                plain = tell(word)
            assert tell(word) != plain or plain in ALIKE, (tell.__name__, word, language)


def test_lists_and_standings_have_their_names(language: str) -> None:
    for kind in Worklist:
        with speaking("en"):
            english_ones = words.worklist_title(kind), words.worklist_about(kind)
        assert words.worklist_title(kind) not in english_ones, language
        assert words.worklist_about(kind) not in english_ones, language
    with speaking("en"):
        standings = [words.standing_word(each) for each in Standing]
    assert {words.standing_word(each) for each in Standing}.isdisjoint(standings)


def actions() -> Iterator[tuple[str, str, str]]:
    """What an action can be asked by."""
    for key in english.ACTIONS:
        item, _, state = key.partition("/")
        yield item, state or "missing", key


def test_the_next_action_is_told(language: str) -> None:
    for asked in actions():
        with speaking("en"):
            plain = words.action(*asked)
        assert words.action(*asked) != plain, (asked, language)


def test_what_is_counted_is_counted_there() -> None:
    with speaking("es"):
        assert [words.plural(n, "page") for n in (0, 1, 2)] == [
            "0 páginas",
            "1 página",
            "2 páginas",
        ]
        assert words.kept_word("coming", 2) == "2 próximas citas"
        assert words.who_fit(1) == "1 de la lista de espera cabe"
        assert words.plural(2, "{odd}") == "2 {odd}s"
        assert {words.kept_word(name, 1) for name in KEPT}.isdisjoint(
            {f"1 {one}" for one, _ in KEPT.values()}
        )


@pytest.mark.parametrize(
    ("names", "last", "said"),
    [
        (["Ana", "Bruno"], "and", "Ana y Bruno"),
        (["Ana", "Irene", "Inés"], "and", "Ana, Irene e Inés"),
        (["Ana", "Hipólito"], "and", "Ana e Hipólito"),
        (["agua", "hielo"], "and", "agua y hielo"),
        (["Ana", "Óscar"], "or", "Ana u Óscar"),
        (["7", "8"], "or", "7 u 8"),
        (["Sala 1", "Sala 2"], "or", "Sala 1 o Sala 2"),
        (["Ana"], "and", "Ana"),
        ([], "and", ""),
    ],
)
def test_a_list_ends_as_it_sounds(names: list[str], last: str, said: str) -> None:
    with speaking("es"):
        assert words.listed(names, last) == said


def test_days_and_times_are_said_in_spanish_and_can_be_typed_so() -> None:
    day, start = date(2026, 12, 1), datetime(2026, 12, 1, 9)
    with speaking("es"):
        assert words.day(day) == "mar 1 dic 2026"
        assert words.long_day(day) == "martes 1 de diciembre de 2026"
        assert words.day_time(start) == "mar 1 dic 2026 a las 09:00"
        assert words.short_days(date(2026, 11, 23), day) == "23 nov – 1 dic 2026"
        assert words.hours(time(12), None) == "desde las 12:00"
        assert read_day(words.short_day(day), date(2026, 11, 23)) == day
        assert words.language_word("vi") == "vietnamita"


def test_hours_of_work_are_read_as_they_are_said() -> None:
    shifts = [
        Shift(weekday=0, start=time(8), end=time(12)),
        Shift(weekday=0, start=time(13), end=time(17)),
    ]
    with speaking("es"):
        said = words.day_hours(shifts, 0)
        assert said == "08:00–12:00 y 13:00–17:00"
        assert words.week(shifts) == f"lun {said}"
        assert words.week([]) == "sin horario"
    assert list(read_shifts(said, 0)) == shifts


def test_reasons_are_said_whole() -> None:
    taken = {
        "role": "pump",
        "names": ("Bomba 1", "Irene"),
        "start": datetime(2026, 12, 1, 9),
        "end": datetime(2026, 12, 1, 10, 55),
    }
    retired = {
        "diagnosis": "depression",
        "code": "F33",
        "since": date(2026, 10, 1),
        "instead": ("F33.1",),
    }
    with speaking("es"):
        assert words.say(Reason("need-taken", taken)) == (
            "No hay bomba de infusión libre de 09:00 a 10:55 el mar 1 dic 2026 "
            "(en uso: Bomba 1 e Irene)."
        )
        assert words.say(Reason("diagnosis-code-retired", retired)) == (
            "F33 Depresión: este código ya no es válido desde el 1 oct 2026. "
            "Regístrelo de nuevo, como F33.1."
        )
        assert words.say(Reason("status-over", {"status": "no_show"})) == (
            "Esta cita ya terminó: no se presentó."
        )
        assert words.say_alike([Reason("twin-birth-and-name"), Reason("twin-phone")]) == (
            "misma fecha de nacimiento y mismo nombre, mismo teléfono"
        )


def test_a_fact_is_never_taken_for_a_sentence() -> None:
    with speaking("es"):
        assert words.say(Reason("twin-phone")) == "Mismo teléfono."
        assert words.say(Reason("visit-unknown", {"visit": "{odd}"})) == (
            "No hay ninguna cita número {odd}."
        )
        assert words.tr("") == ""


def test_wishes_and_waits_are_read_back() -> None:
    wishes = Wishes(weekdays=frozenset({1, 5}), between=(time(0), time(12)), people=(1, 2))
    with speaking("es"):
        assert words.say_wishes(wishes, {1: "Ira Moss", 2: "Olga Paz"}, date(2026, 12, 10)) == (
            "Los martes y los sábados, por la mañana, con Ira Moss u Olga Paz, "
            "no antes del jue 10 dic 2026"
        )
        assert words.waiting_for(Wishes(), {}, date(2026, 12, 18)) == (
            "Cualquier hora, hasta el vie 18 dic 2026"
        )


def test_clocks_say_how_a_visit_stands() -> None:
    with speaking("es"):
        assert [words.timer(Timer(pace, 75)) for pace in Pace] == [
            "tarde 1 h 15 min",
            "1 h 15 min",
            "faltan 1 h 15 min",
            "1 h 15 min de más",
        ]


def test_the_days_of_a_step_are_told() -> None:
    today, last = date(2026, 11, 23), date(2026, 12, 11)
    step = NextStep(course=1, number=3, of=14, name="Infusion 1", type="iv-dosing", last=last)
    step = replace(step, first=date(2026, 12, 1))
    with speaking("es"):
        assert words.say_step_days(step, today) == "Del mar 1 dic al vie 11 dic"


def test_a_form_is_called_in_the_language_that_is_spoken() -> None:
    consent = Title("Ketamine consent, IV", {"en": "Ketamine consent, IV", "es": "Permiso, IV"})
    reason = Reason("consent-missing", {"form": consent})

    with speaking("es"):
        assert words.item_title(consent) == "Permiso, IV"
        assert words.say(reason).startswith("Permiso, IV: ")
    assert words.say(reason).startswith("Ketamine consent, IV ")
