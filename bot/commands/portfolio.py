"""/portfolio: what was done, as Markdown to show to others; nothing is stored."""

from functools import partial

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Composed, Reply
from bot.commands.evidence import proofs_of
from bot.texts import certificate_labels, helps
from bot.texts import portfolio as texts
from roadmap.model import Status
from roadmap.portfolio import Portfolio, portfolio_of


@command("portfolio", helps.PORTFOLIO, "/portfolio")
async def portfolio(context: Context) -> Reply:
    context.enrolled()
    progress = await context.progress()
    done = [slug for slug, state in progress.topics.items() if state.status is Status.COMPLETED]
    removed = [slug for slug in done if slug not in context.roadmap.by_slug]
    gone = await context.store.roadmaps.removed(context.roadmap.slug, removed) if removed else {}
    found = portfolio_of(context.roadmap, progress, await context.events(), await proofs_of(context), gone)
    buttons = (Button(certificate_labels.all_of_them(), "/certificates"),)
    if found.is_empty:
        return Reply(text=texts.nothing_yet(), buttons=buttons)
    document = Composed("portfolio.md", "text/markdown", partial(_written, found))
    return Reply(text=texts.told(found), documents=(document,), buttons=buttons, private=True)


def _written(found: Portfolio) -> bytes:
    return "".join(f"{line}\n" for line in texts.document(found)).encode()
