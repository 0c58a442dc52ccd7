"""Sentences, dates, times and numbers in a language, for the window, the command line and paper."""

from app.words.binder import approval, standing_word
from app.words.courses import say_step_days
from app.words.diagnoses import ON_FILE, SYMPTOMS, condition_word, diagnosis, diagnosis_told
from app.words.gate import CAUSES as WAIVER_CAUSES
from app.words.gate import waiver_scope, waiver_words
from app.words.hours import day_hours, week
from app.words.kinds import need_word
from app.words.languages import language_word
from app.words.letters import (
    called_word,
    how_word,
    indication_word,
    referral_word,
    route_word,
    statement_word,
)
from app.words.lists import answer_word, waiting_for, who_fit, why_word
from app.words.papers import SWITCHES, UNTRANSLATED, use_word
from app.words.part2 import PART_2, mark, name_on_paper
from app.words.patients import field_word
from app.words.plans import neutral_title, plan_language, plan_mark, plan_words, to_bring
from app.words.plurals import plural
from app.words.say import (
    action,
    block_word,
    item_title,
    opening_tag,
    overall_word,
    role_word,
    say,
    say_all,
    state_word,
    status_word,
)
from app.words.timers import minutes, timer
from app.words.times import (
    clock,
    clock_both,
    clock_on,
    day,
    day_month,
    day_time,
    days,
    hours,
    long_day,
    long_weekday,
    moment,
    month,
    near_day,
    short_day,
    short_days,
    span,
    spoken_clock,
    spoken_span,
    weekday,
    weekday_name,
    weekday_short,
)
from app.words.twins import kept_word, say_alike
from app.words.wishes import say_wishes
from app.words.worklists import worklist_about, worklist_title

__all__ = [
    "ON_FILE",
    "PART_2",
    "SWITCHES",
    "SYMPTOMS",
    "UNTRANSLATED",
    "WAIVER_CAUSES",
    "action",
    "answer_word",
    "approval",
    "block_word",
    "called_word",
    "clock",
    "clock_both",
    "clock_on",
    "condition_word",
    "day",
    "day_hours",
    "day_month",
    "day_time",
    "days",
    "diagnosis",
    "diagnosis_told",
    "field_word",
    "hours",
    "how_word",
    "indication_word",
    "item_title",
    "kept_word",
    "language_word",
    "long_day",
    "long_weekday",
    "mark",
    "minutes",
    "moment",
    "month",
    "name_on_paper",
    "near_day",
    "need_word",
    "neutral_title",
    "opening_tag",
    "overall_word",
    "plan_language",
    "plan_mark",
    "plan_words",
    "plural",
    "referral_word",
    "role_word",
    "route_word",
    "say",
    "say_alike",
    "say_all",
    "say_step_days",
    "say_wishes",
    "short_day",
    "short_days",
    "span",
    "spoken_clock",
    "spoken_span",
    "standing_word",
    "state_word",
    "statement_word",
    "status_word",
    "timer",
    "to_bring",
    "use_word",
    "waiting_for",
    "waiver_scope",
    "waiver_words",
    "week",
    "weekday",
    "weekday_name",
    "weekday_short",
    "who_fit",
    "why_word",
    "worklist_about",
    "worklist_title",
]
