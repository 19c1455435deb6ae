"""/focus: a while of study by the clock, which counts once it is said how much of it was study."""

from typing import Annotated

from bot.chat.command import Arg, Minutes, command
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.facts import any_topics
from bot.commands.focus_answers import answered, stopped
from bot.commands.focusing import EXAMPLES, about, begin, is_on, lengths
from bot.commands.group.meeting_calls import focus_shared, round_shared
from bot.commands.group.meeting_words import end
from bot.commands.ticking import open_steps
from bot.errors import Choice, NotUnderstood
from bot.nudges.timers import running
from bot.said.focus import ALONE, CARRIED, OPEN, STOP
from bot.said.lexicon import LEXICON
from bot.texts import focus as texts
from bot.texts import helps
from roadmap import focus
from roadmap.model import Step, Topic


def _words() -> tuple[Choice, ...]:
    return (Choice(texts.open_end(), OPEN), Choice(texts.stop(), STOP), Choice(texts.alone(), ALONE))


@command("focus", helps.FOCUS, *EXAMPLES)
async def focus_(
    context: Context,
    *,
    minutes: Minutes | None = None,
    topics: Annotated[tuple[Topic, ...] | None, Arg(suggest=any_topics)] = None,
    step: Annotated[Step | None, Arg(suggest=open_steps)] = None,
    what: Annotated[str | None, Arg(choices=_words)] = None,
) -> Reply:
    if what and CARRIED.fullmatch(what):
        place, _, said = what.partition(" ")
        return await answered(context, place, said)
    wish = _wish(what) if what else ""
    on = await running(context)
    if wish == STOP:
        return await (end.run(context) if on is None and await round_shared(context) else stopped(context))
    if on:
        return await is_on(context, on)
    topic, slug = await about(context, topics[0] if topics else None, step)
    if minutes and minutes > focus.MOST:
        return Reply(text=texts.too_long(focus.MOST), buttons=lengths(topic, wish))
    last = focus.last(await context.events())
    usual = minutes or (last.minutes if last else None) or focus.USUAL
    if not wish and (shared := await focus_shared(context, usual, topic, named=topics[0] if topics else None)):
        return shared
    if not (minutes or wish == OPEN or last):
        title = context.roadmap.by_slug[topic].title if topic else ""
        return Reply(text=texts.how_long(title), buttons=lengths(topic, wish))
    length = None if wish == OPEN else minutes or (last.minutes if last else None)
    return await begin(context, focus.focus(context.today, length, topic, slug))


def _wish(what: str) -> str:
    """What is wanted beside a length. Raises NotUnderstood."""
    said, words = what.strip().casefold(), LEXICON.words.focus
    if said in words.open_end:
        return OPEN
    if said == STOP or said in words.stop | words.stop_bare:
        return STOP
    if said in words.alone:
        return ALONE
    raise NotUnderstood(what, EXAMPLES)
