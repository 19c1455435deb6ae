"""PURE: the one thing that a nudge asks: the first that is due of being quiet, what is in the way, a second look, the study
times, and what is meant for the week."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, replace
from datetime import timedelta

from markupsafe import Markup

from bot.chat.reply import Button, Reply, Style, also_asking
from bot.nudges.second_look import asked, waiting
from bot.store import Rhythm
from bot.texts import labels, nudge_labels, nudge_lines
from bot.texts import nudge_asks as texts
from roadmap.facts import ProgressEvent
from roadmap.lately import Lately, State, usual
from roadmap.names import reference
from roadmap.plan import Plan, Suggestion
from roadmap.today import Task
from roadmap.value import value

WEEK = timedelta(days=7)


@value
class Asking:
    """What a nudge is composed from: the ``plan`` of today with what was told of it, what was done ``seen`` since the last one,
    the ``state`` that leaves, the topics that go on, and what may be begun. ``number`` counts the nudges; ``may_be_quiet`` is
    whether who is silent is asked now, ``may_look_back`` whether a second look may be. ``same_times`` asks about the study times,
    where that is due; ``next_study`` is when the next of them comes, where there is one."""

    _: KW_ONLY
    plan: Plan
    events: Sequence[ProgressEvent]
    seen: Lately
    state: State
    tasks: tuple[Task, ...]
    offer: Suggestion | None
    number: int
    rhythm: str = Rhythm.WEEKLY
    may_be_quiet: bool = False
    may_look_back: bool = True
    months_left: int | None = None
    same_times: Reply | None = None
    next_study: Markup | None = None


@value
class Ask:
    """A question with its answers, at most four; ``is_quiet`` is the one whether to be quiet. ``yes`` is what is typed by who
    says yes to it, where that is an answer."""

    text: Markup | None
    buttons: tuple[Button, ...] = ()
    is_quiet: bool = False
    yes: str = ""


def ask(asking: Asking) -> Ask:
    """The first that is due."""
    found = next((found for one in ASKS if (found := one(asking))), Ask(None))
    return replace(found, buttons=also_asking(*found.buttons))


def _being_quiet(asking: Asking) -> Ask | None:
    if asking.state is not State.SILENT or not asking.may_be_quiet:
        return None
    monthly = (Button(nudge_labels.once_a_month(), "/nudges once a month until i study"),)
    buttons = (
        Button(nudge_labels.until_i_write(), "/nudges quiet until i write"),
        *(monthly if asking.rhythm != Rhythm.MONTHLY else ()),
        Button(nudge_labels.smaller(), "/stuck smaller"),
    )
    return Ask(texts.be_quiet(), buttons, is_quiet=True)


def _in_the_way(asking: Asking) -> Ask | None:
    if asking.state not in {State.STUCK, State.SILENT}:
        return None
    if asking.months_left is not None:
        return Ask(texts.times_left(asking.months_left), (Button(nudge_labels.smaller(), "/stuck smaller"),))
    return Ask(texts.way(asking.number), obstacles())


def obstacles() -> tuple[Button, ...]:
    """What may be in the way, each of which leads somewhere."""
    words = {"time": nudge_labels.time(), "hard": nudge_labels.hard()}
    words |= {"dull": nudge_labels.dull(), "ill": nudge_labels.ill()}
    return tuple(Button(label, f"/stuck {word}") for word, label in words.items())


def _second_look(asking: Asking) -> Ask | None:
    look = waiting(asking.plan, asking.events) if asking.may_look_back else None
    if look is None:
        return None
    question = asked(asking.plan, look, asking.events)
    return Ask(question.text, question.buttons)


def _same_times(asking: Asking) -> Ask | None:
    """Whether the study times of the last week hold for the next."""
    return _of_yes(asking.same_times.text, *asking.same_times.buttons) if asking.same_times else None


def _of_yes(text: Markup, yes: Button, *others: Button) -> Ask:
    """A question to which the first button says yes."""
    return Ask(text, (yes, *others), yes=yes.line)


def _to_begin(asking: Asking) -> Ask | None:
    """Where nothing is on, or nothing of it is left to do."""
    if asking.offer is None or (asking.tasks and asking.state is State.NEARLY):
        return None
    topic = asking.offer.topic
    begin = Button(labels.begin_topic(topic.title), f"/begin {reference(topic)}", Style.MAIN)
    return _of_yes(texts.begin_it(asking.number), begin)


def _nearly(asking: Asking) -> Ask | None:
    """What is left of a topic that is nearly done."""
    if asking.state is not State.NEARLY:
        return None
    task = asking.tasks[0]
    if task.step is None:
        done = Button(labels.done_topic(task.topic.title), f"/done {reference(task.topic)}", Style.MAIN)
        return _of_yes(texts.is_completed(task.topic.title), done)
    left = task.steps - task.done
    line = f"/today did {reference(task.topic)} {task.step.slug}"
    step = Button(nudge_labels.did(task.step.title), line, Style.MAIN)
    if left == 1:
        return Ask(texts.last_one(asking.number), (step,))
    return Ask(texts.how_much(asking.plan, asking.number), (*_amounts(asking)[:2], step))


def _spending(asking: Asking) -> Ask | None:
    """Who is ahead may rest or begin what comes next; every second time they are asked as all others."""
    if asking.state is not State.AHEAD or asking.number % 2 == 0:
        return None
    free = Button(nudge_labels.free_week(), f"/pause until {(asking.plan.today + WEEK).isoformat()}")
    following = asking.plan.suggestion
    begin = (
        (Button(labels.begin_topic(following.topic.title), f"/begin {reference(following.topic)}"),)
        if following
        else ()
    )
    return Ask(texts.spend(asking.number), (free, *begin))


def _intention(asking: Asking) -> Ask | None:
    buttons = _amounts(asking)
    return Ask(texts.how_much(asking.plan, asking.number), buttons) if buttons else None


def _amounts(asking: Asking) -> tuple[Button, ...]:
    task = asking.tasks[0] if asking.tasks else None
    if task is None or (task.steps and task.step is None):
        return ()
    return amounts(asking.plan, asking.seen, task)


def amounts(plan: Plan, seen: Lately, task: Task) -> tuple[Button, ...]:
    """How much may be meant for a week, of the steps of what is on, or of study days where it has none."""
    left = task.steps - task.done if task.steps else None
    of = reference(task.topic) if task.steps else "days"
    some = usual(seen, left)
    worded = nudge_lines.amount(plan, some[0], (task,), is_days=not task.steps)
    names = (worded, *map(nudge_labels.bare, some[1:]))
    return tuple(
        Button(
            nudge_labels.just_one() if count == 1 else name,
            f"/week {count} {of}",
            Style.MAIN if count == some[0] else Style.PLAIN,
        )
        for count, name in zip(some, names, strict=True)
    )


ASKS: tuple[Callable[[Asking], Ask | None], ...] = (
    _being_quiet,
    _in_the_way,
    _second_look,
    _same_times,
    _to_begin,
    _nearly,
    _spending,
    _intention,
)
"""In their order; whether to begin, and how to spend what one is ahead, stand in the place of what is meant for the week."""
