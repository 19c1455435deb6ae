"""How a nudge opens, by the state that its learner is in: several wordings for each, every one with a fact of that time.

Which one is taken follows from the number of the nudge, so that two in a row never open alike.
"""

from collections.abc import Mapping

from markupsafe import Markup

from bot.texts import step_labels
from bot.texts.phrases import day, days, listed, named, number, shortened, spent
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.lately import Lately, State
from roadmap.plan import Plan, Standing
from roadmap.today import Task

LONGEST = 40
"""Characters of a title in a line of a nudge."""


def opening(plan: Plan, seen: Lately, state: State, number_: int, tasks: tuple[Task, ...]) -> Markup:
    """The first line of a nudge."""
    match state:
        case State.STUDIED:
            return _studied(plan, seen, number_)
        case State.NEARLY:
            return _nearly(plan, seen, number_, tasks[0])
        case State.AHEAD:
            return _pick(AHEAD, number_, ahead=days(plan.verdict.days), what=what(plan, seen), day=_since(plan, seen))
        case State.FRESH if seen.last is None:
            return _pick(READY, number_, day=_begun(plan))
        case State.FRESH:
            return _pick(BACK, number_, day=day(seen.last or seen.since, plan.today))
    return _pick(WITHOUT[state], number_, day=_begun(plan) if seen.last is None else day(seen.last, plan.today))


def _studied(plan: Plan, seen: Lately, number_: int) -> Markup:
    said = {"what": what(plan, seen), "day": _since(plan, seen), "last": day(seen.last or seen.since, plan.today)}
    if number_ % len(STUDIED) == 0 and _is_well(plan):
        return say("🌱 All is well: {what} since {day}.", **said)
    return _pick(STUDIED, number_, **said)


def _is_well(plan: Plan) -> bool:
    return not plan.overdue and plan.verdict.standing is not Standing.BEHIND


def _nearly(plan: Plan, seen: Lately, number_: int, task: Task) -> Markup:
    topic = _title(plan, task)
    if task.step is None:
        return _pick(ALL_TICKED, number_, topic=topic, day=day(seen.last or seen.since, plan.today))
    left = step_labels.some(plan.inside(task.topic).steps, task.steps - task.done)
    return _pick(NEARLY, number_, topic=topic, left=left, what=what(plan, seen), day=_since(plan, seen))


def _pick(words: Mapping[int, str], number_: int, **values: str) -> Markup:
    return say(words[number_ % len(words)], **values)


def _since(plan: Plan, seen: Lately) -> str:
    return day(seen.since, plan.today)


def _begun(plan: Plan) -> str:
    return day(min(plan.progress.first_day, plan.today), plan.today)


def _title(plan: Plan, task: Task) -> str:
    return shortened(told_apart(plan.roadmap, task.topic), LONGEST)


def what(plan: Plan, seen: Lately) -> str:
    """What and how much: "2 lessons of NLP, 3 study days and 1 h 30"."""
    return listed(
        one
        for one in (
            plain("{topics} completed", topics=_named(plan, seen)) if seen.completed else "",
            _steps(plan, seen),
            study_days(seen.days),
            spent(seen.minutes) if seen.minutes else "",
        )
        if one
    )


def _named(plan: Plan, seen: Lately) -> str:
    return named((told_apart(plan.roadmap, topic) for topic in seen.completed), most_named=2)


def _steps(plan: Plan, seen: Lately) -> str:
    if not seen.steps or seen.ticked is None or seen.ticked in seen.completed:
        return ""
    steps = step_labels.some(plan.inside(seen.ticked).steps, seen.steps)
    return plain("{steps} of {topic}", steps=steps, topic=shortened(told_apart(plan.roadmap, seen.ticked), LONGEST))


def study_days(count: int) -> str:
    """ "3 study days"."""
    return plain(counted(count, "{count} study days", one="{count} study day"), count=number(count))


STUDIED = {
    0: "🌿 Something moved: {what} since {day}.",
    1: "📬 That was your week: {what}.",
    2: "You studied last on {last}; in all it came to {what}.",
    3: "Since we last spoke, on {day}: {what}.",
    4: "Between {day} and today: {what}.",
    5: "📓 Up to {last} it was {what}.",
    6: "Noted and kept: {what}.",
}
AHEAD = {
    0: "🚀 Ahead by {ahead}, with {what} since {day}.",
    1: "You could rest for {ahead} and still be on time. Lately: {what}.",
    2: "Faster than planned: {ahead} are yours to spend, thanks to {what}.",
    3: "Since {day}: {what}. That puts you {ahead} in front of the plan.",
}
NEARLY = {
    0: "🏁 Nearly through: {left} to go in {topic}.",
    1: "{topic} is almost yours: the end is {left} away.",
    2: "Only {left} left of {topic}; since {day} you did {what}.",
}
ALL_TICKED = {
    0: "🏁 Every part of {topic} is ticked, the last on {day}.",
    1: "Nothing is left to tick in {topic} since {day}.",
    2: "{topic}: all of it done by {day}, as far as its parts go.",
}
READY = {
    0: "👋 Your plan began on {day}, and it is ready when you are.",
    1: "🌱 Nothing is begun yet; since {day} the first step waits, and it is the smallest.",
    2: "👋 A plan from {day} still has its whole way in front of it.",
}
BACK = {
    0: "👋 Here is your plan again; {day} was your last study day.",
    1: "🌱 A new beginning after {day}, with everything kept that you did.",
    2: "👋 Here we go on from where you stood on {day}.",
}
IDLE = {
    0: "🌙 No study day since {day}; one small step is enough to be back.",
    1: "A week passed by itself after {day}: let's begin small.",
    2: "🌙 Since {day} other things came first, so here is the smallest step.",
}
STUCK = {
    0: "🕯 Two weeks without study since {day}, as happens to everybody.",
    1: "It has been quiet after {day}, for two weeks by now.",
    2: "🕯 Your plan rests since {day}; maybe something can be changed.",
}
SILENT = {
    0: "🍂 Nothing was told since {day}, and nothing of that is owed.",
    1: "A short word from me: all you did up to {day} stays done.",
    2: "🍂 Some time went by after {day}. It counts as no debt.",
    3: "Only a hello, with no list of what was missed since {day}.",
}
WITHOUT = {State.IDLE: IDLE, State.STUCK: STUCK, State.SILENT: SILENT}
