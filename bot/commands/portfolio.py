"""/portfolio: what was done, as Markdown to show to others, and as a page on the web that shows what its learner chose."""

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Composed, Reply
from bot.commands.evidence import proofs_of
from bot.errors import Choice, NotUnderstood
from bot.store.portfolios import KeptPortfolio
from bot.store.unguessable import ADDRESS_BITS, new_secret
from bot.texts import certificate_labels, helps
from bot.texts import portfolio as texts
from bot.texts import portfolio_page as page_texts
from bot.texts.phrases import paragraphs
from roadmap.model import Status
from roadmap.notes import noted
from roadmap.portfolio import Portfolio, portfolio_of
from roadmap.showing import FIRST, Part, Showing, showing_of

ON, OFF, NEW, SHOW = "on", "off", "new", "show"


def _deeds() -> tuple[Choice, ...]:
    return Choice(page_texts.turn_on(), ON), Choice(page_texts.new_address(), NEW), Choice(page_texts.turn_off(), OFF)


@command(
    "portfolio", helps.PORTFOLIO, "/portfolio", "/portfolio on", "/portfolio show topics certificates", "/portfolio off"
)
async def portfolio(context: Context, deed: Annotated[str | None, Arg(choices=_deeds)] = None) -> Reply:
    words = (deed or "").casefold().split()
    if words == [OFF]:  # whatever is under way by now
        return await _off(context)
    context.enrolled()
    match words:
        case []:
            return await _document(context)
        case ["on" | "new" as how]:
            return await _on(context, anew=how == NEW)
        case ["show", *parts] if set(parts) <= set(Part):
            return await _choose(context, parts)
    raise NotUnderstood(deed or "", portfolio.examples)


async def _document(context: Context) -> Reply:
    found, buttons = await _found(context), await web_buttons(context)
    all_of_them = Button(certificate_labels.all_of_them(), "/certificates")
    if found.is_empty:
        return Reply(text=texts.nothing_yet(), buttons=(all_of_them, *buttons))
    document = Composed("portfolio.md", "text/markdown", partial(_written, found))
    return Reply(text=texts.told(found), documents=(document,), buttons=(all_of_them, *buttons), private=True)


def _written(found: Portfolio) -> bytes:
    return "".join(f"{line}\n" for line in texts.document(found)).encode()


async def _found(context: Context) -> Portfolio:
    progress = await context.progress()
    done = [slug for slug, state in progress.topics.items() if state.status is Status.COMPLETED]
    removed = [slug for slug in done if slug not in context.roadmap.by_slug]
    gone = await context.store.roadmaps.removed(context.roadmap.slug, removed) if removed else {}
    return portfolio_of(context.roadmap, progress, await context.events(), await proofs_of(context), gone)


# On the web


async def kept_of(context: Context) -> KeptPortfolio | None:
    """What the learner chose to show of the roadmap under way."""
    contact, _ = context.enrolled()
    return await context.store.portfolios.of_learner(contact.learner.id, context.roadmap.slug)


def parts_of(kept: KeptPortfolio | None) -> frozenset[Part]:
    """What is shown; words of a later release are none."""
    return frozenset(Part(word) for word in kept.parts.split() if word in set(Part)) if kept else FIRST


async def seen(context: Context, parts: frozenset[Part]) -> Showing:
    """What others see where these parts were chosen."""
    found, events, progress = await _found(context), await context.events(), await context.progress()
    notes = await asyncio.to_thread(noted, context.roadmap, events)
    return showing_of(found, notes, progress.study_days, parts)


async def web_buttons(context: Context) -> tuple[Button, ...]:
    """What can be done about the page, where the installation is found on the web."""
    if context.public_url is None:
        return ()
    return _buttons(await kept_of(context))


def _buttons(kept: KeptPortfolio | None) -> tuple[Button, ...]:
    if kept is None or kept.made_at is None:
        return (Button(page_texts.turn_on(), f"/portfolio {ON}"),)
    new = Button(page_texts.new_address(), f"/portfolio {NEW}")
    return new, Button(page_texts.turn_off(), f"/portfolio {OFF}")


async def _on(context: Context, *, anew: bool) -> Reply:
    """Make its address, which is shown this once; where it has one it stays, unless another is wanted."""
    if context.public_url is None:
        return Reply(text=page_texts.off_here(), private=True)
    kept = await kept_of(context)
    if kept and kept.made_at and not anew:
        since = kept.made_at.astimezone(context.zone).date()
        text = page_texts.known(context.roadmap.title, since, context.today, _in_order(parts_of(kept)))
        return Reply(text=text, buttons=_buttons(kept), private=True)
    kept = kept or await _keep(context, FIRST)
    had_one, secret = kept.made_at is not None, new_secret(ADDRESS_BITS)
    contact, _ = context.enrolled()
    await context.store.portfolios.show(contact.learner.id, kept, secret, context.now)
    url = f"{context.public_url}/portfolio/{secret}"
    text = page_texts.offered(context.roadmap.title, url, _in_order(parts_of(kept)), instead=had_one)
    return Reply(text=text, buttons=(Button(page_texts.turn_off(), f"/portfolio {OFF}"),), private=True)


async def _off(context: Context) -> Reply:
    was_on = context.learner is not None and await context.store.portfolios.hide(context.learner.id)
    return Reply(text=page_texts.ended() if was_on else page_texts.none_to_end(), private=True)


async def _choose(context: Context, words: Iterable[str]) -> Reply:
    parts = frozenset(map(Part, words))
    kept = await _keep(context, parts)
    text = paragraphs(page_texts.chosen(_in_order(parts)), page_texts.nobody_yet() if kept.made_at is None else None)
    return Reply(text=text, buttons=await web_buttons(context), private=True)


async def _keep(context: Context, parts: frozenset[Part]) -> KeptPortfolio:
    contact, _ = context.enrolled()
    words = " ".join(_in_order(parts))
    slug, account = context.roadmap.slug, contact.account
    await context.store.portfolios.choose(contact.learner.id, account.id, slug, words)
    kept = await kept_of(context)
    assert kept is not None  # noqa: S101 - it was kept in this transaction
    return kept


def _in_order(parts: frozenset[Part]) -> list[Part]:
    return [part for part in Part if part in parts]
