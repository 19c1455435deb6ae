"""A learner's partner has taken another one, or waits for one."""

from bot.chat.reply import Reply
from bot.nudges.group.names import person
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.texts import partner as texts
from bot.texts import without_company


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the membership of who took the rematch."""
    subject = scene.nudge.subject or 0
    gone = (await scene.store.members.by_ids([subject])).get(subject)
    if gone is None:
        return Reason.NO_PARTNER
    pairing = await scene.store.partners.of_account(gone.group_id, gone.account_id)
    has_met = pairing is not None and len(pairing.accounts) > 1
    name = await person(scene.store, gone)
    return Reply(text=texts.let_go(name) if has_met else without_company.asked_for_another(name))
