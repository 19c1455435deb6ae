"""Which of a learner's linked chats nudges go to: what is said of it, and how what waits is sent there."""

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.errors import NoAccountThere
from bot.nudges.whom import whom
from bot.store import Account
from bot.texts import labels
from bot.texts import links as texts
from bot.texts.platforms import platform_name

ANY = "any"
"""Typed for no platform in particular: the one last used."""


async def own_accounts(context: Context) -> tuple[Account, ...]:
    """The learner's accounts, the oldest first. Raises NotEnrolled."""
    learner = context.enrolled()[0].learner
    return (await context.store.learners.accounts([learner.id]))[learner.id]


async def chosen(context: Context, platform: str) -> dict[str, object]:
    """The column for the platform that nudges are to go to. Raises NoAccountThere for one without an account."""
    own = [account.platform for account in await own_accounts(context)]
    if platform not in {ANY, *own}:
        raise NoAccountThere(platform, tuple(own))
    return {"nudge_platform": None if platform == ANY else platform}


async def readdress(context: Context) -> None:
    """Let what waits in the ledger go where nudges go now."""
    learner = context.enrolled()[0].learner
    if account := whom(learner, await own_accounts(context)):
        await context.store.ledger.readdress(learner.id, account)


async def route(context: Context) -> tuple[Markup, ...]:
    """The linked chats and where nudges go, a line each; nothing for a learner with one chat."""
    learner, own = context.enrolled()[0].learner, await own_accounts(context)
    if len(own) == 1:
        return ()
    account = whom(learner, own)
    return (
        texts.accounts(tuple(one.platform for one in own), context.speaker.platform),
        texts.nudges_go(account.platform, learner.nudge_platform) if account else texts.nudges_go_nowhere(),
    )


async def ways(context: Context) -> tuple[Button, ...]:
    """Where nudges could go instead; nothing for a learner with one chat."""
    now, own = context.enrolled()[0].learner.nudge_platform, await own_accounts(context)
    if len(own) == 1:
        return ()
    others = (
        Button(labels.nudges_go_to(platform_name(a.platform)), f"/nudges on {a.platform}")
        for a in own
        if a.platform != now
    )
    return (*others, *((Button(labels.nudges_go_where_last(), f"/nudges on {ANY}"),) if now else ()))
