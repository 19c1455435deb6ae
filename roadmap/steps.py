"""Edits of the steps of one topic, a value each; their law is that of ``roadmap.edits``: a step keeps its slug."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.errors import LengthOutOfBounds, StepTaken, TooManySteps
from roadmap.model import LONGEST_WEEKS, MOST_HOURS, Step, Topic
from roadmap.reading.limits import MOST_ENTRIES
from roadmap.reading.slugs import free_slug
from roadmap.titles import called, title_of

MOST_MINUTES = int(MOST_HOURS * 60)


@dataclass(frozen=True, slots=True)
class RenameStep:
    """A step of the topic ``slug`` goes by another title."""

    slug: str
    step: str
    title: str


@dataclass(frozen=True, slots=True)
class MoveStep:
    """A step becomes the one of this number, from 1."""

    slug: str
    step: str
    number: int


@dataclass(frozen=True, slots=True)
class StepLength:
    """A step takes so many minutes; None is not known."""

    slug: str
    step: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class AddStep:
    """A step more, as the one of this number; without one the last."""

    slug: str
    title: str
    number: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveStep:
    """A step less."""

    slug: str
    step: str


StepEdit = RenameStep | MoveStep | StepLength | AddStep | RemoveStep


def with_steps(topic: Topic, edit: StepEdit) -> Topic:
    """The topic after an edit of its steps, which are there. Raises EditRefused."""
    steps = topic.steps
    match edit:
        case RenameStep(_, slug, said):
            title = title_of(said)
            _refuse_taken([one for one in steps if one.slug != slug], title)
            news = tuple(replace(one, title=title) if one.slug == slug else one for one in steps)
        case StepLength(_, slug, minutes):
            news = tuple(replace(one, minutes=bounded(minutes)) if one.slug == slug else one for one in steps)
        case MoveStep(_, slug, number):
            moved = next(one for one in steps if one.slug == slug)
            news = _placed([one for one in steps if one.slug != slug], moved, number)
        case RemoveStep(_, slug):
            news = tuple(one for one in steps if one.slug != slug)
        case AddStep():
            news = _added(steps, edit)
    return replace(topic, steps=news)


def _added(steps: Sequence[Step], edit: AddStep) -> tuple[Step, ...]:
    if len(steps) >= MOST_ENTRIES:
        raise TooManySteps(MOST_ENTRIES)
    title = title_of(edit.title)
    _refuse_taken(steps, title)
    slug = free_slug(title, {one.slug for one in steps}, f"step-{len(steps) + 1}")
    new = Step(slug, title, bounded(edit.minutes))
    return _placed(steps, new, edit.number or len(steps) + 1)


def _placed(others: Sequence[Step], step: Step, number: int) -> tuple[Step, ...]:
    """The steps with this one as that of the number, or as the first or last where there are not so many."""
    at = max(0, min(len(others), number - 1))
    return (*others[:at], step, *others[at:])


def bounded(minutes: int | None) -> int | None:
    """The minutes that a step takes. Raises LengthOutOfBounds."""
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise LengthOutOfBounds(LONGEST_WEEKS, MOST_HOURS)
    return minutes


def _refuse_taken(others: Sequence[Step], title: str) -> None:
    if any(called(one.title) == called(title) for one in others):
        raise StepTaken(title)
