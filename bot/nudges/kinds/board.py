"""The board: one pinned message, kept up to date in place; on a platform that throttles edits of old messages, a fresh one
each week."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.common_goals import goal_line
from bot.nudges.group.company import gather, title_of
from bot.nudges.kinds.pin import pin_it
from bot.nudges.kinds.scenes import ToGroup
from bot.nudges.when import week_of
from bot.platforms.packs import traits_of
from bot.reasons import Reason
from bot.store import Group, Nudge, Outcome, Store
from bot.texts import group_board as texts
from bot.texts.phrases import paragraphs
from roadmap.group.board import make_board


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The last seven days, today included. Where nothing has changed the message stays as it is."""
    group = scene.group
    company = await gather(scene.store, group, scene.now, scene.default_zone)
    if company is None:
        return scene.skip(Reason.NO_ROADMAP)
    seen = make_board(company.members, company.week)
    shown = texts.board(seen, title_of(group, company.roadmap), company.today)
    reply = Reply(
        text=paragraphs(shown, await goal_line(scene.store, group, company.today, scene.default_zone)), set_apart=True
    )
    if not group.board_message_id or not traits_of(group.platform).edits_freely:
        week = week_of(scene.nudge.first_due_at, group.zone_or(scene.default_zone))
        return await scene.post(reply, Posted(group, scene.nudge, week))
    standing = await scene.store.posts.standing(group.id, group.board_message_id)
    if standing == reply.text:
        return scene.skip(Reason.NOTHING_NEW)
    return await scene.edit(group.board_message_id, group.thread_id, reply)


@dataclass(frozen=True, slots=True)
class Posted:
    """The board stands anew, told of ``week``, and is to be pinned."""

    group: Group
    nudge: Nudge
    week: str

    async def keep(self, store: Store, made: str, _now: datetime) -> None:
        await store.groups.change(self.group.id, board_message_id=made, board_week=self.week)
        await pin_it(store, self.group, self.nudge)
