"""/board: how the group goes, for whoever asks; it stands pinned for all, if the group likes."""

from dataclasses import replace

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import aside, here
from bot.errors import NoGroupHere
from bot.nudges.group.common_goals import goal_line
from bot.nudges.group.company import gather
from bot.store.post_names import untraced
from bot.texts import group_board as texts
from bot.texts import helps
from bot.texts.phrases import paragraphs
from roadmap.group.board import make_board


@command("board", helps.BOARD, "/board", where=Where.GROUP, menu=True)
async def board(context: Context) -> Reply:
    """For the asker alone: an answer to all could not be taken back when somebody leaves."""
    now = await here(context)
    company = await gather(context.store, now.group, context.now, context.default_zone)
    if company is None:
        raise NoGroupHere
    shown = texts.board(make_board(company.members, company.week), now.title, company.today)
    goal = await goal_line(context.store, now.group, company.today, context.default_zone)
    return replace(aside(untraced(paragraphs(shown, goal))), set_apart=True)
