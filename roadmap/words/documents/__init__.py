"""The words of people's documents: names of columns, units, statuses and headings, one file a language.

They are written as people write them, parted by commas; who looks for one folds both. All languages are looked through
at once, for nobody says which one a document is in. A language that is missing here is read by the shape of its tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "vi",
    "hi",
    "id",
    "ja",
    "ko",
    "zh",
    "ar",
    "th",
    "he",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The words of one language.

    ``titles`` name the column of titles, the weightiest first. ``weeks`` to ``hours`` are units behind a number,
    ``in_weeks`` and the like what the heading of a column of numbers says that they count. ``week`` names a column of
    positions. ``spelled`` are whole lengths ("a fortnight=2 weeks"), ``numbers`` the numbers from one on. ``ordered``
    follow a number that is a position ("1주차"). ``about`` are whole headings of what is no part of the learning, ``beginning``
    the words such begin with; of one with a hyphen the last word goes on. ``part_words`` are headings that every stage has,
    ``levels`` those of stages that say only how hard it gets, ``main`` those that the roadmap itself stands under, ``resource_steps`` that of the steps which resources
    have; ``counted_parts`` are those, with how one of them is called ("lessons=Lesson"). ``both``
    and ``either`` stand between two names of which both are meant, or one. ``month_names`` are
    the first letters of months. ``sums`` begin the last row of a table, which
    adds up the others; ``agreed`` are a yes and a no, which may be about anything.
    """

    titles: str
    time: str = ""
    needs: str = ""
    helps: str = ""
    resources: str = ""
    certifications: str = ""
    status: str = ""
    done_column: str = ""
    underway_column: str = ""
    unbegun_column: str = ""
    difficulty: str = ""
    optional: str = ""
    teaches: str = ""
    aliases: str = ""
    steps: str = ""
    aside: str = ""
    why: str = ""
    stage: str = ""
    ident: str = ""
    number: str = ""
    minutes: str = ""
    hours: str = ""
    days: str = ""
    weeks: str = ""
    months: str = ""
    years: str = ""
    in_minutes: str = ""
    in_hours: str = ""
    in_days: str = ""
    in_weeks: str = ""
    in_months: str = ""
    day: str = ""
    week: str = ""
    weekly: str = ""
    per: str = ""
    a_week: str = ""
    a_day: str = ""
    every_week: str = ""
    to: str = ""
    numbers: str = ""
    more_numbers: str = ""
    spelled: str = ""
    ordered: str = ""
    sessions: str = ""
    around: str = ""
    nothing: str = ""
    completed: str = ""
    going_on: str = ""
    skipped: str = ""
    not_started: str = ""
    about: str = ""
    beginning: str = ""
    optional_mark: str = ""
    part_words: str = ""
    levels: str = ""
    main: str = ""
    resource_steps: str = ""
    counted_parts: str = ""
    both: str = ""
    either: str = ""
    month_names: str = ""
    sums: str = ""
    agreed: str = ""


def listed(text: str) -> tuple[str, ...]:
    """The words of such a text."""
    return tuple(word for part in text.replace("\n", " ").split(",") if (word := part.strip()))


@cache
def tables() -> tuple[Documents, ...]:
    """The words of every language."""
    return tuple(import_module(f"{__name__}.{language}").WORDS for language in LANGUAGES)


def each(kind: str) -> Iterator[str]:
    """The words of a kind in all languages."""
    if kind not in {field.name for field in fields(Documents)}:
        raise AttributeError(kind)
    for words in tables():
        yield from listed(getattr(words, kind))


ALL_KINDS = tuple(
    field.name for field in fields(Documents) if field.name not in ("spelled", "more_numbers", "counted_parts")
)
"""Every kind of words, but for those that are pairs."""
