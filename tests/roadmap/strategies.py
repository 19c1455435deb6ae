"""Hypothesis strategies: roadmaps, statuses, and the documents people might send."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from slugify import slugify

from roadmap.facts import LOOKED, Fact, Kind
from roadmap.model import (
    LONGEST_DAYS,
    LONGEST_WEEKS,
    MOST_HOURS,
    Certification,
    Duration,
    Hours,
    Resource,
    Roadmap,
    Status,
    Step,
    Topic,
    Written,
)
from roadmap.proofs import Certificate, Completion, Held, Proven
from roadmap.reading.slugs import unique_slugs

# What is drawn again and again is made once, here and below: each new strategy is looked through before it is drawn from.
_SIGNS = (
    *"|*_[]()<>&\\`~#\"'!+,;:-–.⏭⭐☑☐✅ ",
    *("and", " and ", "none", "- ", "* ", "#1", "Topic 1", "topic #2", "<br>", "**", "\\|", "&amp;", "&#65;", "C++"),
    *(
        "No cert",
        "No cert; ",
        "(paid)",
        "[x]",
        "](http://a.b)",
        "https://a.b",
        "<http://a.b>",
        "| - |",
        "`x`",
        "4 weeks",
    ),
    *("深度学习", "שלום", "مرحبا", "\u200f", "👩🏽‍🚀", "é", "\ufe0f", "NLP", "nlp", "x"),
)
_QUARTERS = st.lists(st.integers(1, int(MOST_HOURS) * 4), min_size=2, max_size=2)
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))


@cache
def lines() -> SearchStrategy[str]:
    """One line of text: something stands in it, and its white space is single spaces inside.

    A table holds no more than that: no text without a character, no white space at the ends or in runs, no line
    breaks, no control characters, lone surrogates or code points that are no characters.
    """
    pieces = st.lists(st.sampled_from(_SIGNS) | st.text(_CHARACTERS, max_size=4), min_size=1, max_size=6)
    return pieces.map(lambda found: " ".join("".join(found).split())).filter(bool)


@cache
def urls() -> SearchStrategy[str]:
    """A web address that a chat can open: http or https, a host, no white space."""
    hosts = st.sampled_from(("http://a.b", "https://kurs.example", "HTTPS://a.b:80", "https://例え.jp"))
    return st.builds(lambda host, path: f"{host}/{path.replace(' ', '')}", hosts, st.just("") | lines())


@cache
def durations() -> SearchStrategy[Duration]:
    """Whole weeks, and days."""
    weeks, days = st.integers(1, LONGEST_WEEKS), st.integers(1, LONGEST_DAYS)
    in_weeks = st.tuples(weeks, weeks).map(lambda pair: Duration.in_weeks(min(pair), max(pair)))
    return in_weeks | st.tuples(days, days).map(lambda pair: Duration(min(pair), max(pair)))


@st.composite
def steps_done(draw: DrawFn, roadmap: Roadmap) -> frozenset[tuple[str, str]]:
    """Some of the steps of a roadmap, as (topic, step)."""
    every = [(topic.slug, step.slug) for topic in roadmap.topics for step in topic.steps]
    return frozenset(draw(st.lists(st.sampled_from(every), unique=True))) if every else frozenset()


@cache
def _maybe_url() -> SearchStrategy[str]:
    return st.just("") | urls()


@cache
def _completions() -> SearchStrategy[Completion]:
    return st.builds(Completion, _DAYS, _maybe_url()) | st.builds(Completion, st.none(), urls())


@st.composite
def proven(draw: DrawFn, roadmap: Roadmap) -> Proven:
    """What there may be to show of a roadmap: completions of some topics, and certificates of them and of none."""
    slugs = [topic.slug for topic in roadmap.topics]
    completions = draw(st.dictionaries(st.sampled_from(slugs), _completions(), max_size=4))
    certificate = st.builds(
        Certificate, st.sampled_from([*slugs, ""]), lines(), st.sampled_from(Held), _DAYS, _maybe_url()
    )
    return Proven(completions, tuple(draw(st.lists(certificate, max_size=4))), draw(logs(roadmap)))


_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_NOTES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)
_SPENT = st.none() | st.integers(1, 24 * 60)
_FREE = st.builds(
    lambda day, minutes, note: Fact(Kind.CHECKED_IN, day, minutes=minutes, note=note), _DAYS, _SPENT, _NOTES
)
_SWITCH = st.builds(lambda kind, day: Fact(kind=kind, day=day), st.sampled_from([Kind.LOOKS_ON, Kind.LOOKS_OFF]), _DAYS)


def logs(roadmap: Roadmap) -> SearchStrategy[tuple[Fact, ...]]:
    """What may have been logged of a roadmap."""
    topics = st.sampled_from([topic.slug for topic in roadmap.topics])
    of_step = st.builds(
        lambda day, topic, step, minutes, note: Fact(
            Kind.CHECKED_IN, day, topic, step=step, minutes=minutes, note=note
        ),
        *(_DAYS, topics, st.sampled_from(["", "one", "step-2"]), _SPENT, _NOTES),
    )
    sentence = st.builds(
        lambda day, topic, note: Fact(Kind.REMEMBERED, day, topic, note=note), _DAYS, topics, _NOTES.filter(bool)
    )
    look = st.builds(
        lambda kind, day, topic: Fact(kind=kind, day=day, topic=topic), st.sampled_from(sorted(LOOKED)), _DAYS, topics
    )
    return st.lists(_FREE | of_step | sentence | look | _SWITCH, max_size=6).map(tuple)


def statuses(roadmap: Roadmap) -> SearchStrategy[dict[str, Status]]:
    """Where a learner stands with every topic, by slug."""
    return st.fixed_dictionaries({topic.slug: st.sampled_from(Status) for topic in roadmap.topics})


@cache
def _titles() -> SearchStrategy[list[str]]:
    return st.lists(lines().filter(slugify), min_size=1, max_size=4, unique_by=slugify)


@cache
def _maybe_line() -> SearchStrategy[str]:
    return st.just("") | lines()


@cache
@st.composite
def roadmaps(draw: DrawFn) -> Roadmap:
    """Any roadmap a table can hold.

    Beyond what the model asks for: every text but ``why`` and ``instead``, a URL and a note is a line of
    ``lines()``, these may be empty too; a slug is the slug of the title; a number is 1 to 999999; a difficulty is 1
    to 5; no prerequisite and no skill is named twice.
    """
    titles = draw(_titles())
    places = range(len(titles))
    ranks = draw(st.permutations(places))
    numbers = draw(
        st.just(ranks) | st.lists(st.integers(0, 999_998), min_size=len(titles), max_size=len(titles), unique=True)
    )
    slugs = [slugify(title) for title in titles]
    topics = [
        Topic(
            slug=slugs[place],
            number=numbers[place] + 1,
            title=titles[place],
            **draw(_sayings()),
            **draw(_needs([slugs[other] for other in places if ranks[other] < ranks[place]], titles)),
        )
        for place in places
    ]
    return Roadmap(slug="any", title="Any", topics=tuple(topics))


@cache
def written() -> SearchStrategy[Written]:
    """A step of a resource."""
    return st.builds(Written, lines(), st.none() | st.integers(1, 9999), _maybe_url())


@cache
def _sayings() -> SearchStrategy[dict[str, Any]]:
    """What a topic says that has nothing to do with the other topics, by field."""
    maybe = _maybe_line()
    return st.fixed_dictionaries(
        {
            "why": maybe,
            "difficulty": st.none() | st.integers(1, 5),
            "duration": st.none() | durations(),
            "resources": st.lists(
                st.builds(Resource, lines(), _maybe_url(), st.lists(written(), max_size=3).map(tuple)),
                max_size=3,
            ).map(tuple),
            "certifications": st.lists(st.builds(Certification, lines(), maybe), max_size=3).map(tuple),
            "instead": maybe,
            "aliases": st.lists(lines(), max_size=2).map(tuple),
        }
    )


def _needs(earlier: list[str], titles: list[str]) -> SearchStrategy[dict[str, Any]]:
    skills = lines() | st.sampled_from(titles) | st.permutations(titles).map(", ".join)
    prerequisites = st.lists(st.sampled_from(earlier), unique=True) if earlier else st.just([])
    return st.fixed_dictionaries(
        {"prerequisites": prerequisites.map(tuple), "skills": st.lists(skills, max_size=3, unique=True).map(tuple)}
    )


@cache
@st.composite
def spans(draw: DrawFn) -> Hours:
    ends = sorted(draw(_QUARTERS))
    return Hours(ends[0] / 4, ends[1] / 4)


@cache
def _maybe_spans() -> SearchStrategy[Hours | None]:
    return st.none() | spans()


_MINUTES = st.none() | st.integers(1, 9999)
_LINKS = st.sampled_from(("", "https://example.org/a_(b)?c=1&d=2"))


@cache
def _titles_of_steps() -> SearchStrategy[list[str]]:
    return st.lists(lines(), max_size=3)


@st.composite
def steps(draw: DrawFn, resources: tuple[Resource, ...]) -> tuple[Step, ...]:
    titles = draw(_titles_of_steps())
    of = st.sampled_from(("", *(one.name for one in resources))) | lines()  # also of one that is none of the topic's
    return tuple(
        Step(slug, title, draw(_MINUTES), draw(_LINKS), draw(of))
        for slug, title in zip(unique_slugs(titles), titles, strict=True)
    )


@cache
@st.composite
def full_roadmaps(draw: DrawFn) -> Roadmap:
    """Any roadmap a table can hold, with stages, efforts, soft prerequisites, and titles that are another's too. What a topic
    waits for is not recommended for it as well."""
    plain = draw(roadmaps())
    titles = [topic.title for topic in plain.topics]
    if len(titles) > 1 and draw(st.booleans()):
        titles[-1] = titles[0]
    slugs = unique_slugs(titles)
    renamed = dict(zip((topic.slug for topic in plain.topics), slugs, strict=True))
    topics = []
    for topic, slug, title in zip(plain.topics, slugs, titles, strict=True):
        needed = {renamed[other] for other in topic.prerequisites}
        others = [other for other in slugs if other != slug and other not in needed]
        topics.append(
            replace(
                topic,
                slug=slug,
                title=title,
                prerequisites=tuple(renamed[other] for other in topic.prerequisites),
                weekly_hours=draw(_maybe_spans()),
                total_hours=draw(_maybe_spans()),
                stage=draw(_maybe_line()),
                optional=draw(st.booleans()),
                steps=draw(steps(topic.resources)),
                recommended=tuple(draw(st.lists(st.sampled_from(others), unique=True))) if others else (),
            )
        )
    return Roadmap("any", "Any", tuple(topics))


HEADINGS = {
    "number": ("🔢", "#", "No.", "**Number**"),
    "title": ("**Topic**", "Topics", "[Topic](http://a.b)", "📚 Topic"),
    "why": ("Why Learn It Now", "*Why?*"),
    "difficulty": ("**Difficulty**",),
    "prerequisites": ("Dependency", "Prerequisites"),
    "weeks": ("Recommended Duration", "Duration"),
    "resources": ("Free Resources", "`Resources`"),
    "certifications": ("Free Certifications",),
    "completed": ("✅ Completed",),
    "going on": ("🟡 Going On",),
    "not started": ("❌ Not Started",),
    "other": ("Notes", "", "Topic again", "\\|"),
}
"""Headings by which each column is known, and some by which none is."""

CELLS = {
    "number": ("1", "2", "3.", "#4", "5", "6", ""),
    "title": (
        "**Deep Learning**",
        "NLP",
        "⏭ **CI, CD**",
        "**⏭️ Git and Hub**",
        "`C` & \\*co\\*",
        "[R](http://a.b)",
        "A\\|B",
    ),
    "why": ("", "because", "a<br>b", "*so* \\| so", "<i>x</i>"),
    "difficulty": ("", "⭐", "⭐⭐⭐ (hard)", "easy", "⭐️⭐️"),
    "prerequisites": ("", "-", "None", "Stats + ML", "SQL, Git<br>- Cloud and C++", "nlp", "[x][y]", "&#78;LP"),
    "weeks": ("", "–", "4–6 weeks", "4 to 6 Weeks", "1 week", "**2** weeks", "10–11 days"),
    "resources": (
        "",
        "-",
        "[a](http://a.b)",
        "- [a](<http://a.b/c d>)",
        "- <https://c.d> <br/> - book",
        "[x][y]",
        "a [b](http://c) [d](http://e)",
    ),
    "certifications": (
        "",
        "- A <br> - B (paid)",
        "No cert; try <br> B",
        "- No certification",
        "[A (x)](http://a.b)",
        "(x)",
    ),
    "completed": ("", "☐", "☑", "✔️", "[x]", "[ ]"),
    "going on": ("", "☐", "☑", "✅"),
    "not started": ("", "☐", "☑"),
    "other": ("", "anything", "a \\| b", "\\", "\u00a0x"),
}
"""What people write in a cell of each column, good and bad."""


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


@cache
@st.composite
def documents(draw: DrawFn) -> str:
    """A document with a table of topics in somebody's own columns and wording; it may have faults."""
    columns = [*draw(st.lists(st.sampled_from(list(HEADINGS)), max_size=8)), "title"]
    columns = draw(st.permutations(columns))
    headings = [draw(st.sampled_from(HEADINGS[column])) for column in columns]
    rows = draw(st.lists(st.tuples(*(st.sampled_from(CELLS[column]) for column in columns)), min_size=1, max_size=4))
    before = draw(
        st.sampled_from(("", "# Plan\n\n", "a | b\n--|--\n1 | 2\n\n", "[x]: y\n[y]: http://r.s 'T'\n\n", "> "))
    )
    table = [_line(headings), _line(["---"] * len(columns)), *(_line(list(row)) for row in rows)]
    return before + ("\n> " if before == "> " else "\n").join(table) + draw(st.sampled_from(("", "\n", "\n\nafter\n")))


_PIECES = st.just("") | st.text(max_size=6) | st.sampled_from((*_SIGNS, "\n", "\r"))


@st.composite
def damaged(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """A text with pieces cut out, doubled and garbled."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(_PIECES) + text[end:]
    return text
