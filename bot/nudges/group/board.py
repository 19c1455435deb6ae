"""The board: one pinned message, kept up to date in place; on a platform that throttles edits of old messages, a fresh one
each week."""

from functools import partial

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import gather, title_of
from bot.nudges.group.scene import Scene
from bot.nudges.when import week_of
from bot.platforms.packs import traits_of
from bot.store import NudgeKind, Outcome, Store
from bot.store.ledger import Entry
from bot.texts import group_board as texts
from roadmap.group.board import make_board


async def board(scene: Scene) -> Errand | Outcome:
    """The last seven days, today included. Where nothing has changed the message stays as it is."""
    group = scene.group
    company = await gather(scene.store, group, scene.now, scene.default_zone)
    if company is None:
        return scene.skip("no roadmap")
    seen = make_board(company.members, company.week)
    reply = Reply(text=texts.board(seen, title_of(group, company.roadmap), company.today))
    if not group.board_message_id or not traits_of(group.platform).edits_freely:
        errand = await scene.post(reply)
        return Errand(errand.what, partial(_posted, scene))
    standing = await scene.store.posts.standing(group.id, group.board_message_id)
    if standing == reply.text:
        return scene.skip("nothing new")
    return await scene.edit(group.board_message_id, reply)


async def _posted(scene: Scene, store: Store, made: str, _now: object) -> None:
    group, nudge = scene.group, scene.nudge
    week = week_of(nudge.first_due_at, group.zone_or(scene.default_zone))
    await store.groups.change(group.id, board_message_id=made, board_week=week)
    await store.ledger.file(Entry.of_group(group, NudgeKind.PIN, f"{nudge.id}", nudge.first_due_at, nudge.id))
