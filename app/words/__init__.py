"""Sentences, dates, times and numbers in a language, for the window, the command line and paper."""

from app.words.plurals import plural
from app.words.say import action, item_title, overall_word, say, say_all, state_word, status_word
from app.words.times import (
    clock,
    clock_both,
    day,
    day_time,
    days,
    long_day,
    long_weekday,
    month,
    short_day,
    short_days,
    span,
    weekday,
)

__all__ = [
    "action",
    "clock",
    "clock_both",
    "day",
    "day_time",
    "days",
    "item_title",
    "long_day",
    "long_weekday",
    "month",
    "overall_word",
    "plural",
    "say",
    "say_all",
    "short_day",
    "short_days",
    "span",
    "state_word",
    "status_word",
    "weekday",
]
