"""The words for spans of time in the languages roadmaps are written in, and the patterns made of them.

All are for text as ``durations.folded`` leaves it: one case, no accents, plain dashes.
"""

import re
from enum import StrEnum


class Unit(StrEnum):
    """What a number counts."""

    MINUTES = "minutes"
    HOURS = "hours"
    WEEKLY_HOURS = "hours a week"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_WORDS = {
    Unit.WEEKS: "weeks?|wks?|w|semanas?|wochen?|semaines?|settiman[ae]|недел[ьяию]|周|週間?|个?星期|주|اسابيع|اسبوع"
    "|שבועות|שבוע",
    Unit.MONTHS: "months?|mos?|mes(?:es)?|monate?n?|mois|mesi|месяц(?:а|ев)?|个?月|[か㋍ヶケカ]月|개월|اشهر|شهر|חודש(?:ים)?",
    Unit.DAYS: "days?|d|dias?|tage?n?|jours?|giorni|дн(?:я|еи)|天|日間?|일|ايام|يوم|ימים",
    Unit.YEARS: "years?|yrs?|anos?|jahre?n?|ans|annees?|лет|года?|年|년|سنوات|سنة|שנים|שנה",
    Unit.MINUTES: "minutes?|mins?|minutos?|minuten|分钟|分|분|دقيقة|דקות",
    Unit.HOURS: "hours?|hrs?|h|horas?|hs|stunden?|std|heures?|ore|час(?:а|ов)?|小时|小時|学时|時間|시간|ساعات|ساعة|שעות|שעה",
}
_END = r"(?![a-z])"
_UNITS = "|".join(f"(?P<{unit.name}>(?:{words}){_END})" for unit, words in _WORDS.items())
_TO = "(?:-|to|a|ate|hasta|bis|and|or|ou|o|y|e|und|至|到)"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,2})?"

RANGE = rf"(?P<short>{_NUMBER})\s*\+?(?:\s*{_TO}\s*(?P<long>{_NUMBER})\s*\+?)?"
"""One number or two: "4", "4-6", "4 to 6", "4 a 6", "4+"."""

_PER = r"(?:/|\b(?:per|an?|each|every|por|pro|par|na|la|em)\b)"
_A_WEEK = (
    rf"\s*{_PER}\s*(?:each\s)?(?:{_WORDS[Unit.WEEKS]}){_END}|\s*(?:weekly|semanais|semanales|wochentlich)|pw{_END}"
)
_A_DAY = rf"\s*{_PER}\s*(?:{_WORDS[Unit.DAYS]}){_END}|\s*(?:daily|diarias)"

PIECE = re.compile(
    rf"(?P<every_week>(?:每周|每週|每星期|週に?|주당|매주|weekly:?|por semana:?)\s*)?(?<![a-z0-9.,第])(?<!第\d-)(?<!第\d\d-){RANGE}\s*(?:x\s+)?-?\s*"
    rf"(?:{_UNITS})(?P<a_week>{_A_WEEK})?(?P<a_day>{_A_DAY})?(?P<other>\s*(?:/|\bper\b)\s*[a-z]+)?"
)
"""A number or a range with its unit, and what it is counted for."""

WEEKS_FROM = re.compile(
    rf"(?:(?:{_WORDS[Unit.WEEKS]})s?\s*#?(?P<short>\d{{1,4}})(?:\s*(?:-|&|{_TO})\s*(?P<long>\d{{1,4}}))?"
    r"|第\s*(?P<first>\d{1,4})(?:\s*-\s*(?P<last>\d{1,4}))?\s*[周週])(?!\d)"
)
"""Where in the roadmap something stands, in weeks: "week 3", "weeks 17-21"; a length by its two ends."""

MONTHS_FROM = re.compile(
    rf"(?:{_WORDS[Unit.MONTHS]})\s*#?(?P<short>\d{{1,3}})(?:\s*(?:-|&|{_TO})\s*(?P<long>\d{{1,3}}))?(?!\d)"
)

PLACE = re.compile(
    rf"(?:{_WORDS[Unit.DAYS]}|sessions?|sessao|sesion|sessoes|sitzung)\s*#?\d{{1,4}}(?:\s*(?:-|&|{_TO})\s*\d{{1,4}})?(?!\d)"
    r"|第\s*\d{1,4}(?:\s*-\s*\d{1,4})?\s*[天日]"
)
"""A position that says nothing about time: "day 12", "days 1-7", "session 3"."""

_ANY = "|".join(_WORDS.values())
NO_TIME = re.compile(
    rf"[-?.…/\s]*(?:none|n/?a|tb[ad]|unknown|null|无|無|なし)?[-?.…\s]*(?:(?:{_ANY}){_END}(?:{_A_WEEK})?)?[-?.\s]*"
)
"""How a document writes that it says nothing about time; "- weeks" among them."""

AROUND = re.compile(
    r"[\s,;:.+&/|~≈<>≤≥±()⏱⏰⏳🕐🕒🕓🗓📅\ufe0f-]+|\b(?:about|approx|approximately|around|circa|ca|est|estimated|total|up to|at least"
    r"|aprox|cerca de|of (?:work|content|video|study)|video|each|of|por|de|max|min|to|and|or|optional|opcional|long|duration|time|effort"
    r"|duracao|duracion)\b|约|約"
)
"""What may stand around a span of time and says no more."""

CLOCKED = re.compile(r"(?<![a-z0-9])(\d{1,3})\s*h\s*(\d{1,2})(?:\s*m(?:in)?)?(?![0-9a-z])")
"""Hours and minutes in one: "2h30", "1h 30m"."""


def _words(text: str) -> list[str]:
    return text.split()


NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_words("one two three four five six seven eight nine ten"), 1)},
    **{word: number for number, word in enumerate(_words("uma dois tres quatro cinco seis sete oito nove dez"), 1)},
    **{word: number for number, word in enumerate(_words("una dos tres cuatro cinco seis siete ocho nueve diez"), 1)},
    **dict.fromkeys(("twelve", "doze", "doce"), 12),
    **dict.fromkeys(("a", "an"), 1),
    "duas": 2,
}
_COUNTED = rf"(?=\s+(?:{_TO}\s+\w+\s+)?(?:{_ANY}){_END})"
NUMBERS = re.compile(
    rf"^an?{_COUNTED}|(?<![^\s(])(?:{'|'.join(word for word in NUMBER_WORDS if len(word) > 2)}){_COUNTED}"
)
"""A small number in words before a unit."""
