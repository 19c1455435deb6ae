"""Hypothesis strategies for study groups: members, as a group sees them, and those who have not joined among them."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from roadmap.group.member import Member, Share
from roadmap.group.promises import PromiseOutcome
from roadmap.model import Duration, Roadmap, Topic
from roadmap.plan import Standing

MONDAY = date(2027, 1, 4)

ROADMAP = Roadmap(
    "ml",
    "ML",
    (
        Topic(slug="dl", number=1, title="Deep Learning", duration=Duration.in_weeks(4, 6)),
        Topic(slug="nlp", number=2, title="NLP", duration=Duration.in_weeks(4, 5), prerequisites=("dl",)),
        Topic(slug="cv", number=3, title="Vision", duration=Duration.in_weeks(3, 4), prerequisites=("dl",)),
        Topic(slug="talk", number=4, title="Talking", duration=None),
    ),
)
DL, NLP, CV, TALK = ROADMAP.topics

NAMES = ("Ann", "ann", "Ben", "Cem", "Dee", "<b>Eve</b>", "Łukasz", "Zoë")


def members() -> SearchStrategy[list[Member]]:
    """Members with few different worths, so that equals are common; ids are unique, names are not."""
    some = st.lists(st.sampled_from(ROADMAP.topics), unique=True, max_size=3).map(tuple)
    one = st.builds(
        Member,
        id=st.integers(1, 10**12),
        name=st.sampled_from(NAMES),
        joined=st.booleans(),
        topics=some,
        standing=st.sampled_from(Standing),
        days=st.integers(0, 40),
        steps=st.dictionaries(
            st.sampled_from([topic.slug for topic in ROADMAP.topics]),
            st.builds(lambda done, more: Share(done, done + more), st.integers(0, 3), st.integers(1, 3)),
        ),
        completed=some,
        studied=st.booleans(),
        streak=st.integers(0, 3),
        comeback=st.sampled_from((0, 0, 14, 30)),
        helped=st.integers(0, 2),
        promise=st.none() | st.sampled_from(PromiseOutcome),
    )
    return st.lists(one, max_size=8, unique_by=lambda member: member.id)
