"""Learners as they are after three months: enrolled, two topics completed, one going on of whose sixty steps half are ticked,
fifty-one facts in all."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.chat.library import default_roadmap
from bot.store import Database, Store
from roadmap.facts import Fact, Kind
from roadmap.model import Step
from roadmap.step_lists import kept

NOW = datetime.fromisoformat("2027-06-14T18:00:00+00:00")
ZONE = "Europe/Berlin"
STUDIED = timedelta(weeks=12)
LAST_HEARD = NOW.date() - timedelta(days=1)
"""Whoever says nothing for weeks is welcomed back, which is not what most answers do."""

CHECK_INS = 15
COMPLETED = 2
"""Topics completed; the one after them is going on."""

STEPS = 60
"""Steps of the topic that is going on, every other of which is ticked."""


async def enrol(database: Database, platform: str, user_ids: Iterable[int]) -> None:
    """Put learners with these ids on a platform into a database."""
    async with database.store() as store:
        for user_id in user_ids:
            await _learner(store, platform, str(user_id))


async def _learner(store: Store, platform: str, user_id: str) -> None:
    began = NOW - STUDIED
    contact = await store.learners.add(platform, user_id, began)
    await store.learners.change(
        contact.learner.id, zone=ZONE, next_nudge_at=NOW + timedelta(days=6, hours=13), heard_on=LAST_HEARD
    )
    enrolled = await store.learners.enrol(contact, default_roadmap().slug, began.date(), began)
    assert enrolled.enrolment
    (strand,) = enrolled.enrolment.ids
    for last, fact in enumerate(_facts(began.date())):
        said_at = datetime.combine(fact.day, began.timetz())
        await store.facts.append(strand, [fact], after=last, said_at=said_at)


def _facts(began: date) -> list[Fact]:
    order = [topic.slug for topic in default_roadmap().order]
    step = STUDIED // (2 * COMPLETED + 1)
    told = [
        Fact(kind=kind, day=began + (2 * number + offset) * step, topic=slug)
        for number, slug in enumerate(order[: COMPLETED + 1])
        for offset, kind in enumerate((Kind.BEGUN, Kind.COMPLETED))
    ][:-1]
    studied = [
        Fact(kind=Kind.CHECKED_IN, day=began + each * STUDIED / CHECK_INS, minutes=30 + each, note="chapter 3")
        for each in range(CHECK_INS)
    ]
    return [*sorted((*told, *studied), key=lambda fact: fact.day), *_within(order[COMPLETED], told[-1].day)]


def _within(topic: str, day: date) -> list[Fact]:
    """The steps of a topic, chosen and ticked on a day."""
    steps = [Step(f"step-{number}", f"Lesson {number}") for number in range(1, STEPS + 1)]
    chosen = Fact(kind=Kind.STEPS_CHOSEN, day=day, topic=topic, steps=kept(steps))
    return [chosen, *(Fact(kind=Kind.STEP_DONE, day=day, topic=topic, step=step.slug) for step in steps[::2])]
