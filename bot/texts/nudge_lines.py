"""The lines of a nudge below its first: what became of what was intended, where the plan stands, and what is on.

Each has several wordings, taken by the number of the nudge.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.texts import lengths, step_labels, throughput, topics
from bot.texts.nudge_openings import LONGEST, study_days
from bot.texts.phrases import days, listed, number, shortened
from bot.texts.sentence import plain, say
from bot.texts.stages import told_apart
from bot.texts.timing import timing
from roadmap.lately import Lately, State, Wish
from roadmap.model import Topic
from roadmap.plan import Plan, Standing, Suggestion
from roadmap.today import Task

MOST_LATE = 2
AGAIN = 4
"""Nudges after which is said again what is overdue."""

WITH_STANDING = frozenset({State.STUDIED, State.NEARLY, State.IDLE})
"""The states in which is said where the plan stands; silence is no debt, and who is ahead was told so."""


def pick(words: Mapping[int, str], number_: int, **values: str) -> Markup:
    return say(words[number_ % len(words)], **values)


# What was intended


def wished(plan: Plan, wish: Wish, tasks: Sequence[Task], number_: int) -> Markup:
    """What was intended, and what became of it."""
    meant = amount(plan, wish.amount, tasks, is_days=wish.is_days)
    done = amount(plan, wish.done, tasks, is_days=wish.is_days)
    if not wish.done:
        return pick(NOT_DONE, number_, meant=meant)
    if wish.done < wish.amount:
        return pick(PARTLY, number_, meant=meant, done=done)
    return pick(KEPT if wish.done == wish.amount else MORE, number_, meant=meant, done=done)


def meant_so_far(plan: Plan, wish: Wish, tasks: Sequence[Task]) -> Markup:
    """While there is time left for it."""
    return say(
        "🎯 You mean {meant}; so far: {done}.",
        meant=amount(plan, wish.amount, tasks, is_days=wish.is_days),
        done=number(wish.done),
    )


def amount(plan: Plan, count: int, tasks: Sequence[Task], *, is_days: bool) -> str:
    """ "2 lessons", "3 study days"."""
    if is_days:
        return study_days(count)
    return step_labels.some(plan.inside(tasks[0].topic).steps if tasks else (), count)


KEPT = {
    0: "🎯 You meant {meant}, and so it was.",
    1: "🎯 Exactly what you wanted: {meant}.",
    2: "🎯 Said and done: {meant}.",
}
MORE = {
    0: "🎯 You meant {meant} and did {done}.",
    1: "🎯 More than you wanted: {done} in place of {meant}.",
    2: "🎯 With {done} you went beyond the {meant} that you had in mind.",
}
PARTLY = {
    0: "🎯 You meant {meant}; it became {done}.",
    1: "🎯 Of the {meant} you wanted, {done} came about.",
    2: "🎯 In place of {meant} there was {done}, which counts as well as any.",
}
NOT_DONE = {
    0: "🎯 You meant {meant}; this time it did not fit.",
    1: "🎯 The {meant} you wanted can wait, or be fewer.",
    2: "🎯 Wanted were {meant}. A smaller number may be the better one.",
}


# Where the plan stands


def stands(
    plan: Plan, seen: Lately, tasks: Sequence[Task], number_: int, *, urges: bool, has_study: bool
) -> Markup | None:
    """What is overdue where that is news, in days, of two topics at most; else whether more would do where it ``urges``, else how
    far it is where nothing is dated and something was done. None where all is in time, or was told already."""
    if not plan.is_dated:
        return throughput.week(plan) if has_study else None
    late = sorted(plan.overdue, key=plan.days_over, reverse=True)
    if plan.verdict.standing is Standing.BEHIND:
        return _behind(plan, late, number_) if _is_news(plan, seen, plan.verdict.days, number_) else None
    if late:
        said = listed((_by(plan, topic) for topic in late), most_named=MOST_LATE)
        words = WISHED_EARLIER if plan.progress.end else LATE
        is_news = _is_news(plan, seen, min(map(plan.days_over, late)), number_)
        return pick(words, number_, topics=said) if is_news else None
    first = tasks[0] if tasks else None
    slow = urges and first is not None and first.timing is not None and not first.timing.is_on_time
    return timing(plan, first.topic, first.timing) if first and slow else None


def _is_news(plan: Plan, seen: Lately, late_by: int, number_: int) -> bool:
    """Whether it became so since the last nudge; what was told is told again now and then, and not each time with more days."""
    return late_by <= (plan.today - seen.since).days or number_ % AGAIN == 0


def _behind(plan: Plan, late: Sequence[Topic], number_: int) -> Markup:
    span = days(plan.verdict.days)
    if not late:
        return pick(BEHIND, number_, days=span)
    titles = listed((_title(plan, topic) for topic in late), most_named=MOST_LATE)
    return pick(BEHIND_WITH, number_, days=span, topics=titles)


def _by(plan: Plan, topic: Topic) -> str:
    return plain("{topic} by {days}", topic=_title(plan, topic), days=days(plan.days_over(topic)))


def _title(plan: Plan, topic: Topic) -> str:
    return shortened(told_apart(plan.roadmap, topic), LONGEST)


LATE = {
    0: "❗ Overdue: {topics}.",
    1: "⏰ Over the planned time: {topics}.",
    2: "❗ Past the planned end: {topics}.",
}
WISHED_EARLIER = {
    0: "❗ Later than you wanted: {topics}.",
    1: "⏰ You wanted it earlier: {topics}.",
    2: "❗ Beyond the day you named: {topics}.",
}
BEHIND = {
    0: "🧭 Behind by {days}; /replan fits the plan to you.",
    1: "🧭 The plan would be {days} further by now, which a new one mends.",
    2: "🧭 You are behind by {days}. [⋯] has a way to plan it anew.",
}
BEHIND_WITH = {
    0: "🧭 Behind by {days}, with {topics} past the planned end.",
    1: "🧭 The plan is {days} ahead of you: {topics} took longer.",
    2: "🧭 You are behind by {days}; most of it lies in {topics}.",
}


# What is on


def on(plan: Plan, task: Task, number_: int) -> Markup:
    """The step that is on with the one link, or the topic where it has none."""
    topic = _title(plan, task.topic)
    if task.step is None:
        found = _resource(task)
        if found is None:
            return pick(ALONE, number_, topic=topic)
        return pick(TOPIC, number_, topic=topic, resource=found)
    step, of = _linked(task), _resource(task) if not task.step.link else None
    done = plain("{done} of {steps}", done=number(task.done), steps=number(task.steps))
    if of is None:
        return pick(STEP, number_, step=step, topic=topic, done=done)
    return pick(STEP_OF, number_, step=step, topic=topic, resource=of, done=done)


def _linked(task: Task) -> Markup:
    step = task.step
    title = shortened(step.title, topics.LONGEST_NAME) if step else ""
    if step and step.link:
        return say('<a href="{link}">{step}</a>', link=step.link, step=title)
    return say("<b>{step}</b>", step=title)


def _resource(task: Task) -> Markup | None:
    """Where it is found: the resource that the step is of, else the first that is linked, or else named."""
    step, all_of_them = task.step, task.topic.resources
    own = [one for one in all_of_them if step and one.name == step.resource]
    if step and step.resource and not own:
        return say("{resource}", resource=shortened(step.resource, topics.LONGEST_NAME))
    some = own or all_of_them
    first = next((one for one in some if one.link), next(iter(some), None))
    return topics.linked(first) if first else None


STEP = {
    0: "👉 {step} comes next in {topic}.",
    1: "👉 You are at {step}, with {done} of {topic} done.",
    2: "👉 {topic} goes on with {step}.",
    3: "👉 What is on: {step} ({topic}, {done}).",
}
STEP_OF = {
    0: "👉 {step} of {resource} comes next.",
    1: "👉 You are at {step}, {done}, in {resource}.",
    2: "👉 {topic} goes on with {step} of {resource}.",
    3: "👉 What is on: {step} ({resource}, {done}).",
}
TOPIC = {
    0: "👉 <b>{topic}</b> is on: {resource} has it.",
    1: "👉 Go on with <b>{topic}</b>, for instance in {resource}.",
    2: "👉 The way into <b>{topic}</b> leads through {resource}.",
    3: "👉 You are at <b>{topic}</b>; {resource} is open to you.",
}
ALONE = {
    0: "👉 <b>{topic}</b> is on.",
    1: "👉 Go on with <b>{topic}</b>.",
    2: "👉 You are at <b>{topic}</b>.",
    3: "👉 What you have begun: <b>{topic}</b>.",
}


def to_begin(plan: Plan, offer: Suggestion, number_: int) -> Markup:
    """What may be begun, how long it takes, and where it is found."""
    topic = told_apart(plan.roadmap, offer.topic)
    first = next((one for one in offer.topic.resources if one.link), next(iter(offer.topic.resources), None))
    time = lengths.recommended(offer.topic) if lengths.is_timed(offer.topic) else ""
    if first is None or not time:
        return pick(BEGIN, number_, topic=topic)
    return pick(BEGIN_WITH, number_, topic=topic, time=time, resource=topics.linked(first))


BEGIN = {
    0: "👉 It could go on with <b>{topic}</b>.",
    1: "👉 Next could be <b>{topic}</b>.",
    2: "👉 What waits for you: <b>{topic}</b>.",
}
BEGIN_WITH = {
    0: "👉 Begin with <b>{topic}</b> if you like: {time}, from {resource} on.",
    1: "👉 Next could be <b>{topic}</b> ({time}); {resource} leads into it.",
    2: "👉 What waits for you is <b>{topic}</b>, for {time}. Open {resource}.",
}


def after_it(topic: Topic, number_: int) -> Markup:
    """What comes once a topic is nearly done: its certificate, and the sentence to remember."""
    first = next(iter(topic.certifications), None)
    if first is None:
        return pick(SENTENCE, number_)
    return pick(CERTIFICATE, number_, name=shortened(first.name, LONGEST))


SENTENCE = {
    0: "💡 At the end I ask for one sentence to remember.",
    1: "💡 Maybe you know already which sentence you will keep of it.",
    2: "💡 Then one sentence about it, for later.",
}
CERTIFICATE = {
    0: "🎓 Then come its certificate ({name}) and one sentence to remember.",
    1: "🎓 {name} can be earned with it, and a sentence be kept.",
    2: "🎓 What is behind it: {name}, and a sentence for later.",
}


# Below them


def others(titles: Sequence[str]) -> Markup | None:
    """The other roadmaps one is on, in a line below."""
    if not titles:
        return None
    return say("You are also on {roadmaps} (/roadmaps).", roadmaps=listed(map(shortened, titles), most_named=3))


def next_study_time(when: Markup) -> Markup:
    """When the next study time comes."""
    return say("Your next study time is {moment}.", moment=when)
