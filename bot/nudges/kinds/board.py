"""The board: one pinned message, kept up to date in place; on a platform that throttles edits of old messages, a fresh one with the
digest. One that would read the same stays as it is, and for who is muted, or is no more, what stands is edited everywhere."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.board import composed
from bot.nudges.group.pinned_board import turned_off
from bot.nudges.kinds.pin import pin_it
from bot.nudges.kinds.scenes import ToGroup
from bot.nudges.when import week_of
from bot.platforms.packs import traits_of
from bot.reasons import Reason
from bot.store import Group, Nudge, Outcome, Store
from bot.store.board_edits import is_put_right
from bot.texts.phrases import APART


async def compose(scene: ToGroup) -> Errand | Outcome:
    """What is on now, beside the days of the digest."""
    group, is_edit = scene.group, is_put_right(scene.nudge)
    if is_edit and await scene.store.posts.is_changing(group.id, scene.nudge, behind=scene.nudge):
        return scene.again()
    if is_edit and not group.board_message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    text = await composed(scene.store, group, scene.now, scene.default_zone)
    if text is None:
        return scene.skip(Reason.NO_ROADMAP)
    if group.board_message_id and _says(await scene.store.posts.standing(group.id, group.board_message_id), text):
        return scene.skip(Reason.NOTHING_NEW)
    reply = Reply(text=text, set_apart=True)
    if group.board_message_id and (is_edit or traits_of(group.platform).edits_freely):
        return await scene.edit(group.board_message_id, group.thread_id, reply)
    week = week_of(scene.nudge.first_due_at, group.zone_or(scene.default_zone))
    return await scene.post(reply, Posted(group, scene.nudge, week))


def _says(standing: Markup | None, text: Markup) -> bool:
    """Whether what stands says all of this. After a quiet week it may tell of the last one with life below it: that is none the worse
    for it."""
    return standing is not None and (standing == text or standing.startswith(f"{text}{APART}"))


@dataclass(frozen=True, slots=True)
class Posted:
    """The board stands anew, told of ``week``, and is to be pinned."""

    group: Group
    nudge: Nudge
    week: str

    async def keep(self, store: Store, made: str, now: datetime) -> None:
        """One that was turned off while it was on its way goes again."""
        group = await store.groups.change(self.group.id, board_message_id=made, board_week=self.week)
        if group.board_on:
            await pin_it(store, group, self.nudge)
        else:
            await turned_off(store, group, now)
