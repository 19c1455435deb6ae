"""The steps of a topic with their state, a page at a time, and what a change of the list would mean."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from bot.texts.phrases import days_or_weeks, lines, number, numeral, paragraphs, row, sentences, shortened, spent
from bot.texts.sentence import counted, plain, say
from roadmap.inside import Inside
from roadmap.model import Step, Topic
from roadmap.plan import Plan, Standing

PAGE = 10
"""Steps on a page: what Discord has check boxes for."""

PREVIEWED = 12
"""Steps of another list that are shown before it is kept."""

LONGEST_STEP = 120


def pages_of(inside: Inside) -> int:
    return max(1, -(-len(inside.steps) // PAGE))


def page_here(inside: Inside) -> int:
    """The page of the step that comes next, from 1; the last where all are ticked."""
    if not inside.left:
        return pages_of(inside)
    return inside.steps.index(inside.left[0]) // PAGE + 1


def on_page(inside: Inside, page: int) -> tuple[tuple[int, Step], ...]:
    """The steps of a page, each with its place, from 1; of page 0 all."""
    every = tuple(enumerate(inside.steps, 1))
    return every[(page - 1) * PAGE : page * PAGE] if page else every


def page(topic: Topic, inside: Inside, page: int) -> Markup:
    """One page of the steps, with how many are done in all."""
    count = pages_of(inside)
    head = row(
        say("<b>{topic}</b>", topic=topic.title),
        say(
            counted(len(inside.steps), "{done} of {count} steps done", one="{done} of one step done"),
            done=number(len(inside.done)),
            count=number(len(inside.steps)),
        ),
        say("page {page} of {pages}", page=number(page), pages=number(count)) if count > 1 else None,
    )
    return paragraphs(head, listed(inside, on_page(inside, page)))


def listed(inside: Inside, shown: Sequence[tuple[int, Step]]) -> Markup:
    """Steps, each with its state; a resource stands above its steps, where there are several."""
    several = len({step.resource for step in inside.steps}) > 1
    first = [shown[0][1].resource] if shown else []
    heads = [*first, *(b.resource if a.resource != b.resource else "" for (_, a), (_, b) in pairwise(shown))]
    return lines(
        *(
            part
            for (at, step), head in zip(shown, heads, strict=True)
            for part in (say("<i>{resource}</i>", resource=head) if several and head else None, _row(inside, at, step))
        )
    )


def _row(inside: Inside, at: int, step: Step) -> Markup:
    is_done = step.slug in inside.ticked
    return row(_numbered(at, step, is_done=is_done), spent(step.minutes) if step.minutes else None)


def _numbered(at: int, step: Step, *, is_done: bool) -> Markup:
    """A step with its number, where its title does not end with it."""
    values = {"number": numeral(at), "step": _linked(step)}
    if is_numbered(step, at):
        return say("☑ {step}", **values) if is_done else say("☐ {step}", **values)
    return say("☑ {number}. {step}", **values) if is_done else say("☐ {number}. {step}", **values)


def is_numbered(step: Step, at: int) -> bool:
    """Whether its title says its number: "Lesson 4", "Lesson 4: Trees"."""
    words = step.title.split()
    return numeral(at) in (words[-1], words[1].rstrip(":.") if len(words) > 1 else "")


def _linked(step: Step) -> Markup:
    title = shortened(step.title, LONGEST_STEP)
    return (
        say('<a href="{link}">{title}</a>', link=step.link, title=title) if step.link else say("{title}", title=title)
    )


def no_steps(topic: Topic) -> Markup:
    """A topic that has none, and how it gets some."""
    return lines(
        say("<b>{topic}</b> has no steps yet. How would you like to go through it?", topic=topic.title),
        say("• <code>/steps {number}: 9 lessons</code>", number=numeral(topic.number)),
        say("• <code>/steps {number}:</code> with a list below it, a step on each line", number=numeral(topic.number)),
    )


def none_on() -> Markup:
    return say("No topic goes on that has steps. <code>/steps nlp</code> shows or makes those of one.")


def which_topic() -> Markup:
    return say("The steps of which topic?")


def how_to_change(topic: Topic) -> Markup:
    """How a list is changed."""
    named = numeral(topic.number)
    return lines(
        say(
            "Change it: <code>/steps {number} add Attention, 45 min</code>, or rename 2 to …, move 2 to 1, drop 2",
            number=named,
        ),
        say("Another list: <code>/steps {number}: 9 lessons</code>, or the titles below it", number=named),
    )


def all_done() -> Markup:
    """Behind the last tick."""
    return say("That is all of them. Is the whole topic completed, too?")


# Another list


def preview(topic: Topic, inside: Inside, news: Inside, old: Plan, new: Plan) -> Markup:
    """What another list would be, before it is kept."""
    if not news.steps:
        head = say("📋 <b>{topic}</b> would go without steps.", topic=topic.title)
        return paragraphs(head, change(inside, news, old, new), lost(inside, news))
    shown = tuple(enumerate(news.steps, 1))
    some = shown if len(shown) <= PREVIEWED else (*shown[: PREVIEWED - 2], shown[-1])
    more = len(shown) - len(some)
    return paragraphs(
        say("📋 <b>{topic}</b> would go by this list:", topic=topic.title),
        lines(
            listed(news, some[:-1]) if some[:-1] else None,
            say("… {count} more", count=number(more)) if more else None,
            listed(news, some[-1:]),
        ),
        change(inside, news, old, new),
        lost(inside, news),
    )


def change(inside: Inside, news: Inside, old: Plan, new: Plan) -> Markup | None:
    """ "4 of 9 → 4 of 19, a week less ahead"; without a change of the standing the counts alone."""
    if not news.steps and old.verdict == new.verdict:
        return None
    counts = _counts(inside, news)
    by = new.verdict.signed - old.verdict.signed
    if not by:
        return say("{counts}", counts=counts)
    time = days_or_weeks(abs(by))
    if by > 0:
        return say("{counts}, {time} better", counts=counts, time=time)
    match new.verdict.standing if new.verdict else None:
        case Standing.BEHIND:
            return say("{counts}: you would be {time} further behind", counts=counts, time=time)
        case Standing.AHEAD:
            return say("{counts}, {time} less ahead", counts=counts, time=time)
    return say("{counts}: on track, {time} less ahead", counts=counts, time=time)


def _counts(inside: Inside, news: Inside) -> str:
    if not news.steps:
        count = len(inside.steps)
        return plain(counted(count, "{count} steps → none", one="{count} step → none"), count=number(count))
    now = plain("{done} of {count}", done=number(len(news.done)), count=number(len(news.steps)))
    if not inside.steps:
        return counted(len(news.steps), plain("{now} done", now=now))
    before = plain("{done} of {count}", done=number(len(inside.done)), count=number(len(inside.steps)))
    return plain("{before} → {now}", before=before, now=now) if before != now else plain("{now} done", now=now)


def lost(inside: Inside, news: Inside) -> Markup | None:
    """How many ticks are of no step any more; they stay as facts."""
    kept = {step.slug for step in news.steps}
    gone = [step for step in inside.done if step.slug not in kept]
    if not gone:
        return None
    return say(
        counted(
            len(gone),
            "{count} ticks are of steps that are not in it. They stay told, and count for nothing there.",
            one="One tick is of a step that is not in it. It stays told, and counts for nothing there.",
        ),
        count=number(len(gone)),
    )


def carried_by_number(inside: Inside, news: Inside) -> Markup | None:
    """How many ticks go on as those of other titles, each at the place where it was."""
    before = {step.slug: (at, step.title) for at, step in enumerate(inside.steps)}
    carried = [
        step for at, step in enumerate(news.steps) if _is_retitled(before, at, step) and step.slug in news.ticked
    ]
    if not carried or len(carried) < len(news.done):
        return None
    return say(
        counted(
            len(carried),
            "The {count} ticks carry over by their numbers.",
            one="The one tick carries over by its number.",
        ),
        count=number(len(carried)),
    )


def _is_retitled(before: Mapping[str, tuple[int, str]], at: int, step: Step) -> bool:
    was = before.get(step.slug)
    return was is not None and was[0] == at and was[1] != step.title


def kept(topic: Topic, inside: Inside) -> Markup:
    """Another list is kept."""
    if not inside.steps:
        return say("📋 <b>{topic}</b> goes without steps now.", topic=topic.title)
    return sentences(
        say(
            counted(
                len(inside.steps),
                "📋 <b>{topic}</b> has {count} steps now, {done} done.",
                one="📋 <b>{topic}</b> has one step now, {done} done.",
            ),
            topic=topic.title,
            count=number(len(inside.steps)),
            done=number(len(inside.done)),
        ),
        say("Next: {step}", step=shortened(inside.left[0].title)) if inside.left else None,
    )


def as_it_was(topic: Topic) -> Markup:
    """A change that changes nothing."""
    return say("The steps of <b>{topic}</b> are so already. Nothing to change.", topic=topic.title)


def other_list() -> Markup:
    """The form was about a list that is not there any more."""
    return say("The list has changed meanwhile, so I stored nothing. Here is how it stands.")
