"""Whoever had something taken away hears where the chat does not let that happen, once, and what to do; nothing where it goes. The subject
is the row by which it is to go."""

from datetime import timedelta

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.abilities import title_of
from bot.nudges.kinds.scenes import AGAIN, UNDER_WAY, ToChat
from bot.nudges.refused import LACKING
from bot.reasons import Reason
from bot.send_errors import Ability
from bot.store import NudgeState, Outcome
from bot.texts import group_order as texts

MOMENT = timedelta(seconds=5)
"""It is looked at so long after what it is about."""

_LACKED = {reason.value: ability for ability, reason in LACKING.items()}


async def compose(scene: ToChat) -> Errand | Outcome:
    """What passes by itself is waited for; a right that lacks, or a refusal for good, is told."""
    going = await scene.store.sent.row(scene.nudge.subject or 0)
    groups = await scene.store.groups.by_ids([going.group_id or 0]) if going else {}
    if going is None or not groups or going.state in {NudgeState.SENT, NudgeState.SKIPPED}:
        return scene.skip(Reason.SETTLED_ALREADY)
    (group,) = groups.values()
    ability: Ability | None = _LACKED.get(going.reason)
    if group.gone_at:
        return scene.skip(Reason.GROUP_GONE)
    if going.state in UNDER_WAY and ability is None:
        later = max(scene.now + AGAIN, going.due_at + MOMENT)
        return Outcome(scene.nudge, NudgeState.DUE, Reason.POST_UNDER_WAY, due_at=later)
    return await scene.letter(Reply(text=texts.still_there(await title_of(scene, group), ability, group.platform)))
