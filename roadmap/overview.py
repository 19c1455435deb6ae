"""What of a long roadmap is shown at once: the stage where the learner is, the others in a line each, pages of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.model import Roadmap, Status, Topic
from roadmap.progress import Progress
from roadmap.stages import Stage

LONG = 30
"""Topics that a roadmap has at most to be shown whole."""

MOST_HERE, MOST_LINES = 8, 8
"""On the first page: topics of the stage where the learner is, one more where that is the last, and other stages."""

MOST_ON_A_PAGE = 12
"""On any other page: stages; of a stage: topics."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of a roadmap. On the first one stands ``here``, the stage where the learner is (None once all is finished),
    with those ``topics`` of it that are to be done next; ``stages`` are others."""

    page: int
    pages: int
    here: Stage | None
    topics: tuple[Topic, ...]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A page of one stage: what is unfinished stands before what is finished."""

    page: int
    pages: int
    stage: Stage
    topics: tuple[Topic, ...]


def is_long(roadmap: Roadmap) -> bool:
    """Whether it is shown in pages."""
    return len(roadmap.topics) > LONG


def finished_in(stage: Stage, progress: Progress) -> int:
    """How many of its topics are completed or skipped."""
    return sum(progress.of(topic.slug).finished for topic in stage.topics)


def status_of(stage: Stage, progress: Progress) -> Status:
    """Where a learner stands with a stage: it goes on from the first topic that was begun or finished."""
    found = {progress.of(topic.slug).status for topic in stage.topics}
    if len(found) == 1:
        return found.pop()
    return Status.COMPLETED if found == {Status.COMPLETED, Status.SKIPPED} else Status.GOING_ON


def here(roadmap: Roadmap, progress: Progress) -> Stage | None:
    """The stage where the learner is: that of the topic begun last of those going on, or else the first unfinished one
    from that of the last completion on; None once all is finished."""
    stages = roadmap.stages
    going_on = [topic for topic in roadmap.topics if progress.of(topic.slug).status is Status.GOING_ON]
    if going_on:
        return stages.of(max(reversed(going_on), key=lambda topic: progress.of(topic.slug).begun or date.min))
    completed = [
        (day, place) for place, topic in enumerate(roadmap.topics) if (day := progress.of(topic.slug).completed)
    ]
    start = stages.of(roadmap.topics[max(completed)[1]]).number - 1 if completed else 0
    around = (*stages.all[start:], *stages.all[:start])
    return next((stage for stage in around if finished_in(stage, progress) < len(stage.topics)), None)


def overview(roadmap: Roadmap, progress: Progress, page: int) -> Overview:
    """A page, the nearest that there is."""
    current = here(roadmap, progress)
    others = _others(roadmap.stages.all, current, progress)
    pages = 1 + -(-max(0, len(others) - MOST_LINES) // MOST_ON_A_PAGE)
    page = min(max(1, page), pages)
    if page == 1:
        topics = _first_unfinished(current.topics, progress) if current else ()
        unfinished = tuple(topic for topic in topics if not progress.of(topic.slug).finished)
        shown = unfinished if len(unfinished) == MOST_HERE + 1 else unfinished[:MOST_HERE]
        return Overview(1, pages, current, shown, others[:MOST_LINES])
    start = MOST_LINES + (page - 2) * MOST_ON_A_PAGE
    return Overview(page, pages, current, (), others[start : start + MOST_ON_A_PAGE])


def _others(stages: Sequence[Stage], current: Stage | None, progress: Progress) -> tuple[Stage, ...]:
    """The unfinished ones from the current one on, those before it, and the finished ones."""
    start = current.number if current else 0
    around = (*stages[start:], *stages[: max(0, start - 1)])
    return tuple(sorted(around, key=lambda stage: finished_in(stage, progress) == len(stage.topics)))


def within(stage: Stage, progress: Progress, page: int) -> Within:
    """A page of a stage, the nearest that there is."""
    topics = _first_unfinished(stage.topics, progress)
    pages = -(-len(topics) // MOST_ON_A_PAGE)
    page = min(max(1, page), pages)
    return Within(page, pages, stage, topics[(page - 1) * MOST_ON_A_PAGE : page * MOST_ON_A_PAGE])


def _first_unfinished(topics: Sequence[Topic], progress: Progress) -> tuple[Topic, ...]:
    """What goes on, then what is to be begun, then what is finished."""
    rank = {Status.GOING_ON: 0, Status.NOT_STARTED: 1, Status.COMPLETED: 2, Status.SKIPPED: 2}
    return tuple(sorted(topics, key=lambda topic: rank[progress.of(topic.slug).status]))
