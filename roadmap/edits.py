"""Edits of a roadmap, a value each; their law: every other topic keeps its slug and what it says, and the topic that is
edited keeps its slug, so that what was told stays with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.errors import LastTopic, TitleTaken, TooManyTopics, UnknownPlace
from roadmap.model import Duration, Hours, Roadmap, Topic
from roadmap.reading.limits import MOST_TOPICS
from roadmap.reading.slugs import free_slug
from roadmap.steps import AddStep, MoveStep, RemoveStep, RenameStep, StepEdit, StepLength, with_steps
from roadmap.titles import called, title_of

MOST_NUMBER = 999_999
"""The highest number that a document may call a topic by."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Right behind another topic, or right before it, and in its stage."""

    slug: str
    after: bool = True


@dataclass(frozen=True, slots=True)
class Within:
    """At the end of a stage."""

    stage: str


Place = Beside | Within


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a topic takes. A duration and hours in all are said together: what is not said of them is not so any longer, and
    with neither it has no length, unless only the hours a week are said, which change nothing else."""

    duration: Duration | None = None
    weekly_hours: Hours | None = None
    total_hours: Hours | None = None

    def of(self, topic: Topic) -> Topic:
        """The topic, with this length."""
        weekly = self.weekly_hours or topic.weekly_hours
        if self.weekly_hours and not (self.duration or self.total_hours):
            return replace(topic, weekly_hours=weekly)
        return replace(topic, duration=self.duration, weekly_hours=weekly, total_hours=self.total_hours)


@dataclass(frozen=True, slots=True)
class Rename:
    """A topic goes by another title."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Move:
    """A topic stands elsewhere."""

    slug: str
    to: Place


@dataclass(frozen=True, slots=True)
class Length:
    """A topic takes another time."""

    slug: str
    lasting: Lasting


@dataclass(frozen=True, slots=True)
class Add:
    """A topic more; without a place the last one."""

    title: str
    to: Place | None = None
    lasting: Lasting = Lasting()


@dataclass(frozen=True, slots=True)
class Remove:
    """A topic less; what the others' prerequisites say of it goes as well."""

    slug: str


TopicEdit = Rename | Move | Length | Add | Remove
Edit = TopicEdit | StepEdit


def edited(roadmap: Roadmap, edit: Edit) -> Roadmap:
    """The roadmap after an edit; the very same one where that changes nothing. What is edited must be there.

    Numbers that count the topics from 1 go on counting them; others stay with their topics. Raises EditRefused.
    """
    topics = roadmap.topics
    match edit:
        case Rename(slug, title):
            news = _with(topics, _renamed(topics, roadmap.by_slug[slug], title))
        case Length(slug, lasting):
            news = _with(topics, lasting.of(roadmap.by_slug[slug]))
        case Move(slug, to):
            news = _moved(topics, roadmap.by_slug[slug], to)
        case Add():
            news = _added(topics, edit)
        case Remove(slug):
            news = _removed(topics, slug)
        case RenameStep() | MoveStep() | StepLength() | AddStep() | RemoveStep():
            news = _with(topics, with_steps(roadmap.by_slug[edit.slug], edit))
    news = _counted(topics, news)
    return roadmap if news == topics else replace(roadmap, topics=news)


def _with(topics: Sequence[Topic], new: Topic) -> tuple[Topic, ...]:
    """The topics with this one in the place of the one of its slug."""
    return tuple(new if topic.slug == new.slug else topic for topic in topics)


def _renamed(topics: Sequence[Topic], topic: Topic, said: str) -> Topic:
    title = title_of(said)
    _refuse_taken(topics, title, topic.stage, but=topic.slug)
    return replace(topic, title=title)


def _moved(topics: Sequence[Topic], topic: Topic, to: Place) -> tuple[Topic, ...]:
    others = [one for one in topics if one.slug != topic.slug]
    if to == Beside(topic.slug, after=True) or to == Beside(topic.slug, after=False):
        return tuple(topics)
    if to == Within(topic.stage) and all(one.stage != topic.stage for one in others):
        return tuple(topics)
    at, stage = _place(others, to)
    if stage != topic.stage:
        _refuse_taken(others, topic.title, stage)
    return (*others[:at], replace(topic, stage=stage), *others[at:])


def _added(topics: Sequence[Topic], edit: Add) -> tuple[Topic, ...]:
    if len(topics) >= MOST_TOPICS:
        raise TooManyTopics(MOST_TOPICS)
    title = title_of(edit.title)
    at, stage = _place(topics, edit.to or Beside(topics[-1].slug))
    _refuse_taken(topics, title, stage)
    slug = free_slug(title, {topic.slug for topic in topics}, f"topic-{len(topics) + 1}")
    new = Topic(slug=slug, number=_free_number(topics), title=title, stage=stage)
    return (*topics[:at], edit.lasting.of(new), *topics[at:])


def _removed(topics: Sequence[Topic], slug: str) -> tuple[Topic, ...]:
    if len(topics) == 1:
        raise LastTopic
    return tuple(_without(topic, slug) for topic in topics if topic.slug != slug)


def _without(topic: Topic, slug: str) -> Topic:
    """The topic, naming this one no longer."""
    if slug not in (*topic.prerequisites, *topic.recommended):
        return topic
    needed = tuple(one for one in topic.prerequisites if one != slug)
    return replace(topic, prerequisites=needed, recommended=tuple(one for one in topic.recommended if one != slug))


def _place(topics: Sequence[Topic], to: Place) -> tuple[int, str]:
    """Before which of these something stands in this place, and in which stage. Raises UnknownPlace."""
    match to:
        case Beside(slug, after):
            at = next((at for at, topic in enumerate(topics) if topic.slug == slug), None)
            if at is None:
                raise UnknownPlace(slug)
            return at + after, topics[at].stage
        case Within(stage):
            last = next((at for at in range(len(topics) - 1, -1, -1) if topics[at].stage == stage), None)
            if last is None or not stage:
                raise UnknownPlace(stage)
            return last + 1, stage


def _refuse_taken(topics: Sequence[Topic], title: str, stage: str, *, but: str = "") -> None:
    """Raises TitleTaken where another topic of the stage has this title."""
    same = called(title)
    if any(one.stage == stage and one.slug != but and called(one.title) == same for one in topics):
        raise TitleTaken(title, stage)


def _free_number(topics: Sequence[Topic]) -> int:
    taken = {topic.number for topic in topics}
    after = max(taken) + 1
    return after if after <= MOST_NUMBER else next(one for one in range(1, MOST_NUMBER) if one not in taken)


def _counted(before: Sequence[Topic], topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics, counted from 1 where they were before."""
    if any(topic.number != place for place, topic in enumerate(before, 1)):
        return tuple(topics)
    return tuple(
        topic if topic.number == place else replace(topic, number=place) for place, topic in enumerate(topics, 1)
    )
