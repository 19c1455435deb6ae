"""Partners are still to be found for a week that has begun: each look at the group tries to, until the week is over."""

from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Outcome


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Its moment is the end of the week: by then it is too late, and nothing is ever sent."""
    return scene.skip(Reason.TOO_LATE)
