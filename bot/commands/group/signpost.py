"""What leads to a group's page from within the group: an address that everybody there may be shown, for it says which group is meant and
gives no right to see it."""

from bot.chat.context import Context
from bot.chat.reply import Page, Reply
from bot.commands.group.here import Here, here, membership
from bot.errors import NoGroupHere
from bot.store.unguessable import WAY_IN_BITS, new_secret
from bot.texts import web as texts


async def signpost(context: Context) -> Reply | None:
    """A new one for the group of this chat; None where there is no such group, or pages cannot be opened within the platform."""
    now, link = await _group_here(context), context.place.page_link
    if now is None or not link or not (context.page_url or "").startswith("https://"):
        return None
    word = new_secret(WAY_IN_BITS)
    await context.store.signposts.put_up(now.group.id, word, context.now)
    page = Page(texts.our_page(), link + word, open_to_all=True)
    return Reply(text=texts.page_of_group(now.title), among=True, page=page)


async def page_here(context: Context) -> tuple[str, str] | None:
    """What the group of this chat is called, and the address of its page, where the speaker is a member."""
    now = await _group_here(context)
    if now is None or await membership(context, now.group) is None:
        return None
    return now.title, f"{context.page_url}/groups/{now.group.id}"


async def _group_here(context: Context) -> Here | None:
    try:
        return None if context.place.direct else await here(context)
    except NoGroupHere:
        return None
