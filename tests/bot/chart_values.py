"""Plans to draw: the seed and its like, and whatever a roadmap and its learner might be."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Roadmap, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress, apply
from tests.roadmap.strategies import lines

FIRST_DAY = date(2027, 1, 4)
TITLES = (
    *("Deep Learning", "Time Series Forecasting", "NLP", "ML OOPs & Multiprocessing", "CI/CD for ML", "C++ <basics>"),
    *("Everything about distributed systems, consensus, clocks and what else there is to know of them", "Глубокое обучение"),
    *("למידה עמוקה: רשתות נוירונים", "شبكات عصبية عميقة", "Μηχανική μάθηση", "深度学习 and 🙂", "Ứng dụng học máy"),
)  # fmt: skip


def plan_of(count: int, today: date = date(2027, 5, 20)) -> Plan:
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
    return make_plan(Roadmap("any", "Machine learning and data", tuple(topics)), progress, today)


def titles() -> SearchStrategy[str]:
    """Anything that might name something: signs and scripts of all kinds, short and long."""
    return lines() | st.sampled_from(TITLES) | st.lists(lines(), min_size=5, max_size=9).map(" ".join)


@st.composite
def plans(draw: DrawFn) -> Plan:
    """Any plan of 1 to 70 topics, on any day of its life."""
    count = draw(st.integers(1, 70))
    named = draw(st.lists(titles(), min_size=1, max_size=5))
    ranges = draw(st.lists(st.none() | st.builds(lambda s, more: Duration.in_weeks(s, s + more), st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=5))  # fmt: skip
    step = draw(st.sampled_from((1, 7, 15_000)))
    topics = tuple(
        Topic(slug=f"t{n}", number=1 + n * step, title=named[n % len(named)], duration=ranges[n % len(ranges)])
        for n in range(count)
    )
    days = st.integers(-900, 900).map(lambda number: FIRST_DAY + timedelta(days=number))
    kinds = st.sampled_from((Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED, Kind.PAUSED, Kind.REPLANNED))
    progress = Progress(FIRST_DAY)
    for kind, day, place in draw(st.lists(st.tuples(kinds, days, st.integers(0, count - 1)), max_size=12)):
        progress = apply(progress, Fact(kind=kind, day=day, topic=f"t{place}"))
    return make_plan(Roadmap("any", draw(titles()), topics), progress, draw(days))


def bands() -> SearchStrategy[tuple[date, date] | None]:
    """Any forecast, or none."""
    days = st.integers(-1000, 40_000).map(lambda number: FIRST_DAY + timedelta(days=number))
    return st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
