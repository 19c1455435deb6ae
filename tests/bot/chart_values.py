"""Plans to draw: the seed and its like, and whatever a roadmap and its learner might be."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from roadmap.facts import Fact, Kind
from roadmap.forecast import Band, Basis
from roadmap.model import Duration, Roadmap, Step, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from tests.roadmap.strategies import lines

FIRST_DAY = date(2027, 1, 4)
TITLES = (
    *("Deep Learning", "Time Series Forecasting", "NLP", "ML OOPs & Multiprocessing", "CI/CD for ML", "C++ <basics>"),
    *("Everything about distributed systems, consensus, clocks and what else there is to know of them", "Глубокое обучение"),
    *("למידה עמוקה: רשתות נוירונים", "شبكات عصبية عميقة", "Μηχανική μάθηση", "深度学习 and 🙂", "Ứng dụng học máy"),
)  # fmt: skip


def plan_of(count: int, today: date = date(2027, 5, 20), title: str = "Machine learning and data") -> Plan:
    """A plan of so many topics: the first two done, the third overdue, the fourth going on, the fifth skipped."""
    topics = [
        Topic(
            slug=f"t{place}",
            number=place + 1,
            title=TITLES[place % len(TITLES)],
            duration=Duration.in_weeks(2 + place % 3, 4 + place % 4) if place % 9 != 8 else None,
        )
        for place in range(count)
    ]
    facts = (
        Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t0"),
        Fact(kind=Kind.COMPLETED, day=date(2027, 2, 3), topic="t0"),
        Fact(kind=Kind.COMPLETED, day=date(2027, 2, 23), topic="t1"),
        Fact(kind=Kind.BEGUN, day=date(2027, 3, 1), topic="t2"),
        Fact(kind=Kind.BEGUN, day=date(2027, 5, 10), topic="t3"),
        Fact(kind=Kind.SKIPPED, day=date(2027, 5, 10), topic="t4"),
    )
    progress = Progress(FIRST_DAY)
    for fact in facts:
        progress = apply(progress, fact)
    return make_plan(Roadmap("any", title, tuple(topics)), progress, today)


STAGES = (
    "Foundations",
    "Arrays & Hashing",
    "Graphs",
    "System design of very large things that have long names",
    "深度学习",
)
WALK = 5
"""Days that each topic of a walk takes."""


def long_plan(count: int, *, stages: int = 0, done: int = 0, steps: int = 0, today: date | None = None) -> Plan:
    """A plan of so many topics of a week or two, in so many stages, the first of them done one after another and the next
    one going on."""
    each = -(-count // stages) if stages else count
    topics = tuple(
        Topic(
            slug=f"t{place}",
            number=place + 1,
            title=TITLES[place % len(TITLES)],
            duration=Duration.in_weeks(1, 2),
            stage=f"{STAGES[place // each % len(STAGES)]} {place // each}" if stages else "",
            steps=tuple(Step(f"s{number}", f"Lesson {number}") for number in range(steps)),
        )
        for place in range(count)
    )
    facts: list[Fact] = []
    for place in range(min(count, done + 1)):
        begun = FIRST_DAY + timedelta(days=place * WALK)
        facts.append(Fact(kind=Kind.BEGUN, day=begun, topic=f"t{place}"))
        if place < done:
            facts.append(Fact(kind=Kind.COMPLETED, day=begun + timedelta(days=WALK - 1), topic=f"t{place}"))
    facts.extend(
        Fact(kind=Kind.STEP_DONE, day=FIRST_DAY + timedelta(days=done * WALK), topic=f"t{done}", step=f"s{number}")
        for number in range(steps // 2)
        if done < count
    )
    seen = today or FIRST_DAY + timedelta(days=done * WALK + 1)
    return make_plan(Roadmap("any", "Everything", topics), apply(Progress(FIRST_DAY), *facts), seen)


def titles() -> SearchStrategy[str]:
    """Anything that might name something: signs and scripts of all kinds, short and long."""
    return lines() | st.sampled_from(TITLES) | st.lists(lines(), min_size=5, max_size=9).map(" ".join)


@st.composite
def plans(draw: DrawFn) -> Plan:
    """Any plan of 1 to 400 topics, most of them short, in stages or not, on any day of its life."""
    count = draw(st.integers(1, 40) | st.integers(1, 400))
    each = draw(st.none() | st.integers(1, 60))
    named = draw(st.lists(titles(), min_size=1, max_size=5))
    ranges = draw(st.lists(st.none() | st.builds(lambda s, more: Duration.in_weeks(s, s + more), st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=5))  # fmt: skip
    step = draw(st.sampled_from((1, 7, 15_000)))
    inner = tuple(Step(f"s{number}", f"Lesson {number}") for number in range(draw(st.integers(0, 5))))
    topics = tuple(
        Topic(
            slug=f"t{n}",
            number=1 + n * step,
            title=named[n % len(named)],
            duration=ranges[n % len(ranges)],
            stage=f"{named[n // each % len(named)]} {n // each}" if each else "",
            steps=inner,
        )
        for n in range(count)
    )
    days = st.integers(-900, 900).map(lambda number: FIRST_DAY + timedelta(days=number))
    kinds = st.sampled_from((Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED, Kind.PAUSED, Kind.REPLANNED, Kind.STEP_DONE))  # fmt: skip
    progress = Progress(FIRST_DAY)
    told = st.tuples(kinds, days, st.integers(0, count - 1), st.integers(0, 4))
    for kind, day, place, part in draw(st.lists(told, max_size=12)):
        step_of = f"s{part}" if kind is Kind.STEP_DONE else ""
        progress = apply(progress, Fact(kind=kind, day=day, topic=f"t{place}", step=step_of))
    if draw(st.sampled_from((False, False, False, True))):
        everything = (Fact(kind=Kind.COMPLETED, day=FIRST_DAY, topic=topic.slug) for topic in topics)
        progress = apply(progress, *everything)
    return make_plan(Roadmap("any", draw(titles()), topics), progress, draw(days))


def bands() -> SearchStrategy[Band | None]:
    """Any forecast, or none."""
    days = st.integers(-1000, 40_000).map(lambda number: FIRST_DAY + timedelta(days=number))
    two = st.tuples(days, days).map(sorted)
    return st.none() | st.builds(lambda pair, basis: Band(pair[0], pair[1], basis), two, st.sampled_from(Basis))
