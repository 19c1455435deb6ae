"""/week: what is meant to be done in the coming days, as a fact, and what became of it."""

from datetime import timedelta
from typing import Annotated

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, also_asking
from bot.commands.facts import tell
from bot.errors import Choice, NotUnderstood
from bot.nudges.asks import amounts
from bot.said.settings import DAYS, amount_in
from bot.texts import helps, labels, nudge_lines
from bot.texts import quiet as texts
from bot.texts.nudge_openings import what
from bot.texts.phrases import paragraphs
from roadmap.facts import Fact, Kind
from roadmap.lately import lately
from roadmap.names import reference
from roadmap.today import Task, today

EXAMPLES = ("/week", "/week 2", "/week 3 days")
MOST, MOST_DAYS = 99, 7
SEVEN_DAYS = timedelta(days=6)


async def _amounts(_: Context) -> list[Choice]:
    return [*words("1", "2", "3", "4", "5", "2 days", "3 days", "4 days", "5 days")]


@command("week", helps.WEEK, *EXAMPLES)
async def week(context: Context, said: Annotated[str | None, Arg(suggest=_amounts)] = None) -> Reply:
    context.enrolled()
    tasks = today(await context.plan()).tasks
    if not said:
        return await _shown(context, tasks)
    amount = amount_in(said)
    if amount is None or not 0 < amount[0] <= MOST:
        raise NotUnderstood(said, EXAMPLES)
    return await _meant(context, *amount, tasks, said)


async def _meant(context: Context, amount: int, of: str, tasks: tuple[Task, ...], said: str) -> Reply:
    """Steps of the topic that is named, or of what is on; days, where that is said or nothing has steps."""
    first = next((task for task in tasks if of in {"", reference(task.topic)} and task.steps), None)
    if of not in {"", DAYS} and first is None:
        if not any(of == reference(topic) for topic in context.roadmap.topics):
            raise NotUnderstood(said, EXAMPLES)
        return Reply(text=texts.nothing_on())
    task = None if of == DAYS else first
    if task is None and amount > MOST_DAYS:
        raise NotUnderstood(said, EXAMPLES)
    topic = task.topic.slug if task else ""
    told = await tell(context, [Fact(kind=Kind.INTENDED, day=context.today, topic=topic, amount=amount)])
    worded = nudge_lines.amount(told.plan, amount, (task,) if task else (), is_days=task is None)
    return Reply(text=paragraphs(texts.meant(worded), told.welcome), buttons=(told.undo,))


async def _shown(context: Context, tasks: tuple[Task, ...]) -> Reply:
    plan = await context.plan()
    seen = lately(plan, await context.events(), context.today - SEVEN_DAYS)
    wish = nudge_lines.meant_so_far(plan, seen.wish, tasks) if seen.wish and seen.wish.day >= seen.since else None
    text = texts.week(what(plan, seen), wish) if seen.days else texts.nothing_this_week(wish)
    some = amounts(plan, seen, tasks[0]) if tasks and (tasks[0].step or not tasks[0].steps) else ()
    return Reply(text=text, buttons=(*also_asking(*some), Button(labels.today(), "/today")))
