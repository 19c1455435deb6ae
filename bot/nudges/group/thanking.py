"""Thanks in the group, by name: both can be struck out again."""

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.scene import Scene
from bot.store import Outcome
from bot.store.naming import Traced
from bot.texts import group_help as texts


async def thanking(scene: Scene) -> Errand | Outcome:
    """Nothing where one of the two has left."""
    said = await scene.store.helping.thanks(scene.nudge.subject or 0)
    names = {one.account_id: one.name for one in await scene.store.members.of_group(scene.group.id)}
    if said is None or not {said.account_id, said.helper_account_id} <= names.keys():
        return scene.skip("nobody to thank")
    helper, by = (Traced(names[account], account) for account in (said.helper_account_id, said.account_id))
    return await scene.post(Reply(text=texts.thanked(helper, by)))
