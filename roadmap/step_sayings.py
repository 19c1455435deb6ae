"""What a learner says of the steps within a topic, as facts: those that follow from where they stand, none where nothing
changes. No step completes its topic."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from roadmap.errors import TooManySteps
from roadmap.facts import Fact, Kind
from roadmap.inside import WHOLE, Inside, as_kept, inside, known_share
from roadmap.model import Resource, Status, Step, Topic, Written
from roadmap.progress import Progress
from roadmap.reading.limits import LONGEST_TEXT
from roadmap.reading.slugs import free_slug
from roadmap.sayings import begin
from roadmap.step_lists import MOST_STEPS, kept
from roadmap.steps import StepEdit, bounded, with_steps
from roadmap.titles import called, title_of


def tick(
    progress: Progress, topic: Topic, slugs: Collection[str], day: date, *, moves: bool = False
) -> tuple[Fact, ...]:
    """The facts of having done some steps of a topic on a day. A topic that was not begun, or was skipped, is begun by it; what is
    ticked already says nothing, unless it ``moves`` to this day, nor does what is none of its steps."""
    within = inside(topic, progress)
    others = [slug for slug, since in within.ticked.items() if moves and since != day and slug in slugs]
    news = [step.slug for step in within.steps if step.slug in slugs and (step in within.left or step.slug in others)]
    if not news:
        return ()
    opened = untick(progress, topic, others, day)  # of two days the earlier would hold
    is_idle = progress.of(topic.slug).status in {Status.NOT_STARTED, Status.SKIPPED}
    begun = begin(progress, topic.slug, day) if is_idle else ()
    return (*begun, *opened, *(Fact(kind=Kind.STEP_DONE, day=day, topic=topic.slug, step=slug) for slug in news))


def with_note(news: Sequence[Fact], note: str) -> tuple[Fact, ...]:
    """The facts, the last with a note."""
    return (*news[:-1], news[-1]._replace(note=note)) if note else tuple(news)


def known(progress: Progress, topic: Topic, slugs: Collection[str], day: date) -> tuple[Fact, ...]:
    """The facts of having known some steps of a topic already when the plan began; they count for nothing in it, and begin
    no topic."""
    now = inside(topic, progress)
    news = [step.slug for step in now.left if step.slug in slugs]
    share = min(WHOLE, known_share(topic.slug, progress) + now.share_of(news))
    shares = as_kept({topic.slug: share})
    return tuple(
        Fact(kind=Kind.STEP_DONE, day=day, topic=topic.slug, step=slug, known=True, shares=shares) for slug in news
    )


def untick(progress: Progress, topic: Topic, slugs: Collection[str], day: date) -> tuple[Fact, ...]:
    """The facts of not having done some steps after all; steps that are in no list any more can be meant too."""
    ticked = (slug for slug in progress.ticks.of(topic.slug) if slug in slugs)
    return tuple(Fact(kind=Kind.STEP_OPEN, day=day, topic=topic.slug, step=slug) for slug in ticked)


def choose(progress: Progress, topic: Topic, steps: Sequence[Step] | None, day: date) -> tuple[Fact, ...]:
    """The fact of going through these steps of a topic, such as those of a resource; through none, or (None) through the
    document's own. What was ticked stays ticked. Raises TooManySteps."""
    return _listed(Kind.STEPS_CHOSEN, progress, topic, steps, day)


def change(progress: Progress, topic: Topic, steps: Sequence[Step], day: date) -> tuple[Fact, ...]:
    """The fact of having written another list: steps added, renamed, moved or dropped. Raises TooManySteps."""
    return _listed(Kind.STEPS_CHANGED, progress, topic, steps, day)


def _listed(kind: Kind, progress: Progress, topic: Topic, steps: Sequence[Step] | None, day: date) -> tuple[Fact, ...]:
    if steps is not None and len(steps) > MOST_STEPS:
        raise TooManySteps(MOST_STEPS)
    own = None if steps is None else kept(steps)
    has_own = topic.slug in progress.ticks.lists
    if own == progress.ticks.lists.get(topic.slug) or (not has_own and tuple(steps or ()) == topic.steps):
        return ()
    return (Fact(kind=kind, day=day, topic=topic.slug, steps=own),)


# Lists of one's own


def _as_step(written: Written, slug: str, resource: str) -> Step:
    """What was written as a step under a slug; a link that opens nowhere is left out. Raises EditRefused for a title that is
    none, or a length out of bounds."""
    link = written.link if len(written.link) <= LONGEST_TEXT else ""
    return Step(slug, title_of(written.title), bounded(written.minutes), Resource("", link).link, resource)


def listed(progress: Progress, topic: Topic, written: Iterable[Written], *, resource: str = "") -> tuple[Step, ...]:
    """Steps with slugs that are stable: a step that is in the list by its title keeps its slug, and the steps of a resource have
    those that they had when it was chosen before. Titles take the slugs of a list that only counted as many steps, one by
    one. A new one takes none that was ever ticked. Raises EditRefused for a title that is none."""
    now, written = inside(topic, progress), tuple(written)
    same = {(called(step.title), step.resource): step.slug for step in reversed(now.steps)}
    before = [step for step in now.steps if step.resource == resource]
    if are_titled(before, written):
        same = {(called(one.title), resource): step.slug for one, step in zip(written, before, strict=True)}
    taken = _taken(now, progress.ticks.of(topic.slug), resource)
    found: list[Step] = []
    for at, one in enumerate(written, 1):
        title = title_of(one.title)
        slug = same.get((called(title), resource))
        if slug is None or any(step.slug == slug for step in found):
            slug = free_slug(f"{resource} {title}".strip(), taken, f"step-{at}")
        taken.add(slug)
        found.append(_as_step(one, slug, resource))
    return tuple(found)


def are_titled(counted: Sequence[Step], written: Sequence[Written]) -> bool:
    """Whether steps were only counted ("Lesson 1", "Lesson 2" …) of which these are the titles: none of them is one that is counted in
    the same way, in another place."""
    if not counted or len(counted) != len(written):
        return False
    before, now = [step.title for step in counted], [one.title for one in written]
    noun = before[0].partition(" ")[0]
    is_other = any(_is_number_of(noun, title) and title != was for title, was in zip(now, before, strict=True))
    return _are_counted(before) and not _are_counted(now) and not is_other


def _is_number_of(noun: str, title: str) -> bool:
    """Whether a title is a noun and a number: "Lesson 7"."""
    said, _, number = title.partition(" ")
    return said == noun and number.isdecimal()


def _are_counted(titles: Sequence[str]) -> bool:
    """Whether each title is the same noun and its place: "Lesson 1"."""
    noun = titles[0].partition(" ")[0]
    return all(title == f"{noun} {at}" for at, title in enumerate(titles, 1))


def edited(progress: Progress, topic: Topic, edit: StepEdit) -> tuple[Step, ...]:
    """The steps after an edit of one of them, which keep their slugs; a new one takes none that was ever ticked. Raises
    EditRefused."""
    now = inside(topic, progress)
    news = with_steps(replace(topic, steps=now.steps), edit).steps
    known, ticked = {step.slug for step in now.steps}, progress.ticks.of(topic.slug)
    return tuple(
        replace(step, slug=free_slug(step.title, {*known, *ticked}, "step"))
        if step.slug not in known and step.slug in ticked
        else step
        for step in news
    )


def _taken(now: Inside, ticked: Iterable[str], resource: str) -> set[str]:
    """The slugs that a new step may not have: those of the list, and for one's own steps those that were ever ticked. The steps
    of a resource begin with its name and are the same whenever it is chosen."""
    return {*(step.slug for step in now.steps), *(() if resource else ticked)}
