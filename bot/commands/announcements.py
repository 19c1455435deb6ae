"""/nudges announcements: whether a learner hears what operators tell everybody."""

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.texts import announcements as texts

SWITCHES = {"on": True, "off": False}


async def switched(context: Context, setting: str) -> Reply | None:
    """The answer to "announcements off"; None for any other setting. Nobody needs a roadmap for it."""
    match setting.casefold().removeprefix("nudges: ").split():
        case ["announcements" | "announcement", switch] if switch in SWITCHES:
            pass
        case _:
            return None
    await context.meet()
    learner = await context.change(announcements=SWITCHES[switch])
    return Reply(text=texts.switched(on=learner.announcements))
