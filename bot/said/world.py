"""What a line is read with, beside its own words."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.said.calendar import Today
from bot.said.lexicon import Lexicon
from bot.said.text import MOST_MENDED, Text
from bot.said.values import Call, Direction, Order
from roadmap.inside import Inside, inside
from roadmap.model import Roadmap, Status, Topic
from roadmap.progress import Progress

MOST_TOPICS = 12
"""Topics whose steps are looked for in a line that does not name one."""


@dataclass(frozen=True, slots=True)
class World:
    """The learner's ``now``, aware and in their zone, the roadmap they are on, the words of their language, and which of
    day and month comes first where they live (None: not known); what they told so far (None: nothing), by which it is known
    which topics go on and what their steps are. ``about`` is what a message asked for that the line replies to, as a check-in
    (None: it replies to none)."""

    now: datetime
    roadmap: Roadmap
    lexicon: Lexicon
    order: Order | None = None
    progress: Progress | None = None
    looks: int = MOST_MENDED
    """Words of a line that are looked at for a slip; fewer, where it is one of several."""
    about: Call | None = None

    def text(self, line: str) -> Text:
        """A line made ready."""
        return Text(line, self.lexicon, self.roadmap.names, self.looks)

    def today(self, look: Direction) -> Today:
        """What a day is read with that is looked for there."""
        return Today(self.now, look, self.order)

    def inside(self, topic: Topic) -> Inside:
        """The steps of a topic, and which of them are ticked."""
        return inside(topic, self.progress) if self.progress else Inside(topic.steps, {})

    @property
    def going_on(self) -> tuple[Topic, ...]:
        """The topics that go on, in the order of the roadmap, the first of them where there are very many; of a reply the one
        that it is about."""
        if self.about and self.about.topics:
            return self.about.topics
        topics = self.progress.topics if self.progress else {}
        on = {slug for slug, state in topics.items() if state.status is Status.GOING_ON}
        return tuple(islice((topic for topic in self.roadmap.topics if topic.slug in on), MOST_TOPICS)) if on else ()

    @property
    def with_own_steps(self) -> tuple[Topic, ...]:
        """The topics whose steps the learner chose or wrote, the last of them where there are very many."""
        slugs = list(self.progress.ticks.lists) if self.progress else []
        known = (slug for slug in reversed(slugs) if slug in self.roadmap.by_slug)
        return tuple(self.roadmap.by_slug[slug] for slug in islice(known, MOST_TOPICS))
