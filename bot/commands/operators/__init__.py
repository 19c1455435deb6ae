"""What operators type in their direct chat. Nobody else has these commands, and no menu shows them: see ``bot.chat.operating``."""

from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.operators import blocking, looking, saying
from bot.commands.operators.desk import Desk, number_in
from bot.errors import GroupOnly
from bot.texts import helps


async def _desk(context: Context) -> Desk:
    """The desk in this chat. Whoever operates is known from now on, so that incidents reach them."""
    speaker = context.speaker
    await context.meet()
    by = (speaker.platform, speaker.user_id)
    return Desk(context.store, context.now, context.zone, by, context.operators)


@command("stats", helps.STATS, "/stats", offered=False)
async def stats(context: Context) -> Reply:
    return Reply(text=await looking.stats(await _desk(context)))


@command("say", helps.SAY, *saying.EXAMPLES, offered=False)
async def say(context: Context, words: Annotated[str, Arg(lines=True)]) -> Reply:
    return await saying.say(await _desk(context), words)


@command("block", helps.BLOCK, *blocking.BLOCKS, offered=False)
async def block(context: Context, whom: str) -> Reply:
    return Reply(text=await blocking.block(await _desk(context), whom))


@command("unblock", helps.UNBLOCK, *blocking.UNBLOCKS, offered=False)
async def unblock(context: Context, whom: str) -> Reply:
    return Reply(text=await blocking.unblock(await _desk(context), whom))


@command("learner", helps.LEARNER, *looking.LEARNERS, offered=False)
async def learner(context: Context, whom: str) -> Reply:
    return Reply(text=await looking.learner(await _desk(context), whom))


@command("group", helps.A_GROUP, *looking.GROUPS, offered=False)
async def group(context: Context, number: str | None = None) -> Reply:
    if number is None or number_in(number) is None:
        raise GroupOnly  # as it is for everybody else
    return Reply(text=await looking.group(await _desk(context), number))


@command("acts", helps.ACTS, "/acts", offered=False)
async def acts(context: Context) -> Reply:
    return Reply(text=await looking.acts(await _desk(context)))


COMMANDS = (stats, say, block, unblock, learner, group, acts)
