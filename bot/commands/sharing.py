"""/share: the way for others onto a roadmap. Where the installation is found on the web that is a page, which shows what is shipped, and
what whoever brought it has shared, until they take it back."""

from collections.abc import Sequence
from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.library import find_roadmaps, library
from bot.chat.reply import Button, Reply, choices
from bot.commands.shelf import called
from bot.errors import Choice, NotUnderstood
from bot.texts import forms, helps, shelf_labels
from bot.texts import sharing as texts

OFF = "off"


async def _deeds(context: Context) -> list[Choice]:
    """Taking back the page of the roadmap under way, and of each other that is shared."""
    under_way = context.enrolment.roadmap if context.enrolment else ""
    others = [one for one in await _shared(context) if one.line != under_way]
    each = (Choice(shelf_labels.unshare_it(one.label), f"{OFF} {one.line}") for one in others)
    return [Choice(shelf_labels.unshare(), OFF), *each]


@command("share", helps.SHARE, "/share", "/share off")
async def share(context: Context, deed: Annotated[str | None, Arg(suggest=_deeds)] = None) -> Reply:
    context.enrolled()
    is_own = await _is_own(context)
    match (deed or "").split(maxsplit=1):
        case []:
            return await _shown(context, is_own=is_own)
        case [word] if word.casefold() == OFF:
            return await _taken_back_here(context, is_own=is_own)
        case [word, said] if word.casefold() == OFF:
            return await _taken_back_of(context, said)
    raise NotUnderstood(deed or "", share.examples)


async def _shown(context: Context, *, is_own: bool) -> Reply:
    """The way for others, which is the page of the roadmap under way where there is one."""
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


async def _shared(context: Context) -> list[Choice]:
    """The roadmaps that the speaker brought and shows to everybody, by their slugs."""
    slugs = await context.store.roadmaps.shared_of(context.learner.id) if context.learner else ()
    known = await find_roadmaps(context.store, slugs)
    return sorted((Choice(roadmap.title, slug) for slug, roadmap in known.items()), key=lambda one: one.label)


async def _taken_back_here(context: Context, *, is_own: bool) -> Reply:
    """The page of the roadmap under way is taken back; where it has none, the others that have one are shown."""
    roadmap, others = context.roadmap, _buttons(await _shared(context))
    if roadmap.slug in library():
        return Reply(text=texts.everybodys(roadmap), buttons=others)
    if not is_own:
        return Reply(text=texts.not_yours(roadmap), buttons=others)
    if not await context.store.roadmaps.is_shared(roadmap.slug):
        return Reply(text=texts.none_to_take_back(roadmap), buttons=others)
    return await _taken_back(context, roadmap.slug, roadmap.title)


async def _taken_back_of(context: Context, said: str) -> Reply:
    """That of one that is called so, whichever is under way."""
    shared = await _shared(context)
    named = called(said, shared)
    if len(named) == 1:
        return await _taken_back(context, named[0].line, named[0].label)
    text = texts.which_page() if named else texts.no_page_called(said)
    return Reply(text=text, buttons=_buttons(named or shared))


async def _taken_back(context: Context, slug: str, title: str) -> Reply:
    await context.store.roadmaps.share(slug, None)
    return Reply(text=texts.taken_back(title, is_under_way=slug == context.roadmap.slug))


def _buttons(shared: Sequence[Choice]) -> tuple[Button, ...]:
    return choices(
        forms.choose_one(), *(Button(shelf_labels.unshare_it(one.label), f"/share {OFF} {one.line}") for one in shared)
    )
