"""/share: the way for others onto a roadmap. Where the installation is found on the web that is a page, which shows what is shipped, and
what whoever brought it has shared, until they take it back."""

from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.library import library
from bot.chat.reply import Button, Reply
from bot.errors import Choice, NotUnderstood
from bot.texts import helps, shelf_labels
from bot.texts import sharing as texts

OFF = "off"


def _deeds() -> tuple[Choice, ...]:
    return (Choice(shelf_labels.unshare(), OFF),)


@command("share", helps.SHARE, "/share", "/share off")
async def share(context: Context, deed: Annotated[str | None, Arg(choices=_deeds)] = None) -> Reply:
    context.enrolled()
    wanted = (deed or "").casefold().strip()
    if wanted not in {"", OFF}:
        raise NotUnderstood(deed or "", share.examples)
    is_own = await _is_own(context)
    if wanted == OFF:
        return await _taken_back(context, is_own=is_own)
    slug = context.roadmap.slug
    if is_own and context.public_url:
        await context.store.roadmaps.share(slug, context.now)
    if context.public_url and (slug in library() or await context.store.roadmaps.is_shared(slug)):
        buttons = (Button(shelf_labels.unshare(), f"/share {OFF}"),) if is_own else ()
        link = f"{context.public_url}/roadmap/{slug}"
        return Reply(text=texts.page(context.roadmap, link, is_own=is_own), buttons=buttons)
    direct = context.place.direct_link
    return Reply(text=texts.share(context.roadmap, f"{direct}?start={slug}" if direct else ""))


async def _is_own(context: Context) -> bool:
    """Whether the speaker brought the roadmap under way."""
    contact, _ = context.enrolled()
    shelved = await context.store.roadmaps.shelved(context.roadmap.slug)
    return shelved is not None and shelved.learner_id == contact.learner.id


async def _taken_back(context: Context, *, is_own: bool) -> Reply:
    slug = context.roadmap.slug
    if context.roadmap.slug in library():
        return Reply(text=texts.everybodys(context.roadmap))
    if not is_own:
        return Reply(text=texts.not_yours(context.roadmap))
    if not await context.store.roadmaps.is_shared(slug):
        return Reply(text=texts.none_to_take_back(context.roadmap))
    await context.store.roadmaps.share(slug, None)
    return Reply(text=texts.taken_back(context.roadmap))
