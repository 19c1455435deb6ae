"""/group lead and /group unlead: whom the admins of a group name to lead it with them."""

from collections.abc import Sequence

from bot.chat.command import Person
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import aside, here
from bot.commands.group.managing import managed
from bot.commands.group.named_member import member_meant
from bot.errors import NotAMember
from bot.nudges.group.names import Names, names_of
from bot.store import Membership
from bot.store.post_names import untraced
from bot.texts import group_leaders as texts
from bot.texts import helps


@managed("group lead", helps.GROUP_LEAD, "/group lead", "/group lead @ben")
async def lead(context: Context, name: Person | None = None) -> Reply:
    group = (await here(context)).group
    members = await context.store.members.of_group(group.id)
    names = names_of(members)
    if name is None:
        named = await context.store.leaders.named(group.id)
        return aside(untraced(texts.leading([names[one] for one in named if one in names])))
    chosen = await _meant(context, members, name, names, "/group lead")
    if chosen is None:
        return aside(texts.no_such_member())
    await context.store.leaders.note(group.id, chosen.account_id, None)
    return aside(untraced(texts.leads_now(names[chosen.account_id])))


@managed("group unlead", helps.GROUP_UNLEAD, "/group unlead @ben")
async def unlead(context: Context, name: Person) -> Reply:
    group = (await here(context)).group
    members = await context.store.members.of_group(group.id)
    names = names_of(members)
    chosen = await _meant(context, members, name, names, "/group unlead")
    if chosen is None:
        return aside(texts.nobody_to_unname())
    was_named = await context.store.leaders.drop(group.id, chosen.account_id)
    await context.store.web.unsay_to(chosen.account_id)
    said = texts.leads_no_more if was_named else texts.did_not_lead
    return aside(untraced(said(names[chosen.account_id])))


async def _meant(
    context: Context, members: Sequence[Membership], name: str, names: Names, head: str
) -> Membership | None:
    """The member who is meant, None where it is nobody. Raises NotAMember for several of one name."""
    try:
        return await member_meant(context, members, name, names, lambda one: f"{head} #{one.id}")
    except NotAMember as error:
        if error.choices:
            raise
        return None
