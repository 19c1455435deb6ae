"""What a learner says, as facts: those that follow from where they stand, none where nothing changes."""

from collections.abc import Iterable
from datetime import date

from roadmap.errors import AlreadyUndone, CompletedBeforeBegun, NothingToUndo
from roadmap.facts import Fact, Kind, ProgressEvent, standing
from roadmap.model import Status
from roadmap.progress import Progress, TopicProgress


def begin(progress: Progress, slug: str, day: date) -> tuple[Fact, ...]:
    """The facts of beginning a topic on a day; none if it was begun that day or is completed."""
    begun = Fact(kind=Kind.BEGUN, day=day, topic=slug)
    match progress.of(slug):
        case TopicProgress(status=Status.NOT_STARTED):
            return (begun,)
        case TopicProgress(status=Status.SKIPPED):
            return (Fact(kind=Kind.REOPENED, day=day, topic=slug), begun)
        case TopicProgress(status=Status.GOING_ON, begun=since) if since != day:
            return (begun,)
    return ()


def finish(
    progress: Progress,
    slug: str,
    day: date,
    *,
    title: str,
    link: str = "",
    note: str = "",
    moves: bool = False,
    known: bool = False,
) -> tuple[Fact, ...]:
    """The facts of completing a topic on a day; a skipped topic is reopened first. A completed one takes a new link, and
    another day where it ``moves``; one that was ``known`` before the plan began is no part of it. None if nothing changes.
    Raises CompletedBeforeBegun."""
    topic = progress.of(slug)
    if topic.status is Status.COMPLETED and topic.completed:
        day = day if moves else topic.completed
        if day == topic.completed and (not link or link == topic.link):
            return ()
    if topic.begun and day < topic.begun:
        raise CompletedBeforeBegun(title, topic.begun, day)
    completed = Fact(kind=Kind.COMPLETED, day=day, topic=slug, link=link, note=note, known=known)
    if topic.status is Status.SKIPPED:
        return (Fact(kind=Kind.REOPENED, day=day, topic=slug), completed)
    return (completed,)


def know(progress: Progress, slug: str, day: date) -> tuple[Fact, ...]:
    """The facts of having known a topic before the plan began: it leaves the plan, and its day is none of study. A skipped one is
    reopened first; none if it was begun or is completed."""
    known = Fact(kind=Kind.COMPLETED, day=day, topic=slug, known=True)
    match progress.of(slug).status:
        case Status.NOT_STARTED:
            return (known,)
        case Status.SKIPPED:
            return (Fact(kind=Kind.REOPENED, day=day, topic=slug), known)
    return ()


def skip(progress: Progress, slug: str, day: date) -> tuple[Fact, ...]:
    """The fact of skipping a topic; none if it is finished already."""
    return () if progress.of(slug).finished else (Fact(kind=Kind.SKIPPED, day=day, topic=slug),)


def reopen(progress: Progress, slug: str, day: date) -> tuple[Fact, ...]:
    """The fact of taking up a finished topic again; none if it is not finished."""
    return (Fact(kind=Kind.REOPENED, day=day, topic=slug),) if progress.of(slug).finished else ()


def undo(events: Iterable[ProgressEvent], saying: int | None = None, *, strand: int = 0) -> tuple[ProgressEvent, ...]:
    """The events that an undo takes back, the last first: those said together last, or those of ``saying`` in a strand.

    Raises NothingToUndo, or AlreadyUndone where ``saying`` names facts that no longer hold.
    """
    events = standing(events)
    if saying is None:
        if not events:
            raise NothingToUndo
        saying, strand = events[-1].saying, events[-1].strand
    taken = tuple(event for event in reversed(events) if (event.saying, event.strand) == (saying, strand))
    if not taken:
        raise AlreadyUndone
    return taken


def undone(event: ProgressEvent, day: date) -> Fact:
    """The fact that takes this event back; it belongs into the same strand."""
    return Fact(kind=Kind.UNDONE, day=day, topic=event.fact.topic, undoes=event.position)
