"""/goal: on how many days of a week a learner sets out to study, by which their streak goes."""

from typing import Annotated

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.facts import tell
from bot.errors import Choice, NotUnderstood
from bot.said.settings import is_off, weekly_days_in
from bot.texts import helps
from bot.texts import streaks as texts
from bot.texts.phrases import lines
from roadmap.facts import Fact, Kind
from roadmap.progress import Progress
from roadmap.streak import WEEK, goal_in, monday, streak

EXAMPLES = ("/goal 3", "/goal off")
OFFERED = (2, 3, 4, 5)
MOST = 7


def _numbers() -> tuple[Choice, ...]:
    return (*(Choice(texts.days_a_week(number), str(number)) for number in range(1, MOST + 1)), *words("off"))


@command("goal", helps.GOAL, "/goal", *EXAMPLES)
async def goal(context: Context, days: Annotated[str | None, Arg(choices=_numbers)] = None) -> Reply:
    context.enrolled()
    progress = await context.progress()
    if days is None:
        return _shown(context, progress)
    number = None if is_off(days) else weekly_days_in(days)
    if number is None and not is_off(days):
        raise NotUnderstood(days, EXAMPLES)
    if number is not None and not 1 <= number <= MOST:
        return Reply(text=texts.too_many_days(), buttons=_offers(progress))
    next_week = monday(context.today) + WEEK
    is_own = not (progress.goals and progress.goals[-1].by_times)
    if number == goal_in(progress.goals, next_week) and (is_own or number is None):
        return _shown(context, progress)
    told = await tell(context, [Fact(kind=Kind.GOAL_SET, day=context.today, amount=number)])
    earned = texts.spares_are_earned() if number else None
    return Reply(text=lines(texts.goal_set(number, next_week, context.today), earned), buttons=(told.undo,))


def _shown(context: Context, progress: Progress) -> Reply:
    next_week = monday(context.today) + WEEK
    run, coming = streak(progress, context.today), goal_in(progress.goals, next_week)
    text = texts.goal_is(run, coming, next_week, context.today)
    why = texts.by_study_times() if progress.goals and progress.goals[-1].by_times and coming else None
    return Reply(text=lines(text, why), buttons=_offers(progress))


def _offers(progress: Progress) -> tuple[Button, ...]:
    off = (Button(texts.no_goal(), "/goal off"),) if progress.goals else ()
    return asking(*(Button(texts.days_a_week(number), f"/goal {number}") for number in OFFERED), *off)
