"""/board: how the group goes, for whoever asks; it stands pinned for all, if the group likes."""

from dataclasses import replace

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import aside, here
from bot.errors import NoGroupHere
from bot.nudges.group.board import composed
from bot.store.post_names import untraced
from bot.texts import helps


@command("board", helps.BOARD, "/board", where=Where.GROUP, menu=True)
async def board(context: Context) -> Reply:
    """For the asker alone: an answer to all could not be taken back when somebody leaves."""
    now = await here(context)
    shown = await composed(context.store, now.group, context.now, context.default_zone)
    if shown is None:
        raise NoGroupHere
    return replace(aside(untraced(shown)), set_apart=True)
