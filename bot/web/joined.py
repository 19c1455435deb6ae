"""A study group as it is to whoever comes: one that their learner has joined, by the account that did."""

from dataclasses import dataclass

from bot.chat.context import Context, open_context
from bot.chat.platform import Place, Speaker
from bot.commands.group.here import Here, here
from bot.commands.group.how import leads
from bot.errors import NoGroupHere
from bot.store import Membership
from bot.texts import pages as texts
from bot.web.refusals import Refused
from bot.web.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Joined:
    """The group, the membership, and the surroundings of the account whose that is, perhaps another than signed in; and whether
    the one that signed in ``leads`` it, for that is asked as nobody else."""

    now: Here
    me: Membership
    context: Context
    leads: bool


async def joined(context: Context, number: int | None) -> Joined:
    """The study group of that number, asked of our own store. Raises Refused for any that the visitor's learner has not joined: what was
    never there, has stopped, or is another's looks the same."""
    group = (await context.store.groups.by_ids([number])).get(number) if number is not None else None
    me = await _membership(context, group.id) if group and not group.gone_at else None
    by = await _as_member(context, me) if me else None
    if group is None or me is None or by is None:
        raise Refused(404, texts.not_there())
    by.group = group
    try:
        return Joined(await here(by), me, by, await leads(context, group.id))
    except NoGroupHere:
        raise Refused(404, texts.not_there()) from None


def place_of(visitor: Visitor, there: Joined) -> Place:
    """The group's place as a page knows it: the answer is for who asked alone, and no right is claimed that the platform has not
    said, neither the speaker's nor the bot's."""
    group = there.now.group
    return Place(
        group.chat_id,
        direct=False,
        whispers=True,
        rights=frozenset(),
        thread_id=group.thread_id,
        server_id=group.server_id,
        title=group.title,
        abilities=None,
        afar=there.me.account_id != visitor.contact.account.id,
    )


async def _membership(context: Context, group_id: int) -> Membership | None:
    """That of the account that signed in, else of another of its learner's."""
    if context.contact is None:
        return None
    own = context.contact.account.id
    mine = await context.store.members.of_learner(group_id, context.contact.learner.id)
    return min(mine, key=lambda one: one.account_id != own, default=None)


async def _as_member(context: Context, me: Membership) -> Context | None:
    """What a command of that member's would see; None where their account is blocked."""
    if context.contact and context.contact.account.id == me.account_id:
        return context
    contact = (await context.store.learners.by_ids([me.account_id]))[me.account_id]
    if contact.account.blocked_at:
        return None
    by = await open_context(
        context.store,
        Speaker(contact.account.platform, contact.account.user_id),
        context.now,
        default_zone=context.default_zone,
        contact=contact,
        commands=context.commands,
    )
    by.page_url, by.public_url = context.page_url, context.public_url
    return by
