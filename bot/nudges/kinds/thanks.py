"""Thanks in the group, by name: both can be struck out again, and who is thanked hears of it."""

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.names import names_in, people
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import group_help as texts


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Nothing where one of the two has left."""
    said = await scene.store.helping.thanks(scene.nudge.subject or 0)
    names = await names_in(scene.store, scene.group.id)
    if said is None or not {said.account_id, said.helper_account_id} <= names.keys():
        return scene.skip(Reason.NOBODY_TO_THANK)
    (helper,) = await people(scene.store, [names[said.helper_account_id]])
    return await scene.post(Reply(text=texts.thanked(helper, names[said.account_id])))
