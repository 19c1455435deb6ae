"""/thanks: credit for help, to somebody else who has joined, once for a request and else once a day."""

from collections.abc import Sequence
from datetime import time

from bot.chat.command import Person, Where, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.group.help_requests import settle
from bot.commands.group.here import Here, aside, here, member
from bot.commands.group.named_member import choice, member_meant
from bot.errors import NotAMember
from bot.nudges.group.entries import thanks_said
from bot.nudges.group.names import Names, names_of
from bot.nudges.when import moment
from bot.store import HelpRequest, Membership
from bot.store.post_names import untraced
from bot.texts import group_help as texts
from bot.texts import group_refusals, helps

MOST_PICKED = 12
"""Members of whom one is picked by a button."""

Offers = Sequence[tuple[HelpRequest, Membership]]
"""Who can help with which open request."""


@command("thanks", helps.THANKS, "/thanks", "/thanks @ben", where=Where.GROUP)
async def thanks(context: Context, name: Person | None = None) -> Reply:
    now = await here(context)
    me = await member(context, now.group)
    offers = await _offers(context, now, me)
    members = await context.store.members.of_group(now.group.id)
    names = names_of(members)
    if not (name or offers):
        return _picker(context, [one for one in members if one.account_id != me.account_id], names)
    helper = await member_meant(context, members, name, names, _line) if name else _helper(offers, names)
    if helper.account_id == me.account_id:
        return aside(group_refusals.thanks_to_yourself())
    answered = next((request for request, by in offers if by.account_id == helper.account_id), None)
    midnight = moment(now.today, time.min, now.group.zone_or(context.default_zone))
    helping = context.store.helping
    is_new = not await helping.thanked_since(now.group.id, me.account_id, helper.account_id, midnight)
    if answered:
        await settle(context, now, answered)
    elif not is_new:
        return aside(untraced(group_refusals.thanked_already(names[helper.account_id])))
    if is_new:
        said = await helping.thank(now.group.id, me.account_id, helper.account_id, context.now)
        await thanks_said(context.store, now.group, said)
    return Reply(text=texts.thanks_noted(), private=True, in_passing=True)


async def _offers(context: Context, now: Here, me: Membership) -> Offers:
    waiting = await context.store.helping.open([now.group.id])
    mine = [request for request in waiting if request.account_id == me.account_id]
    return [(request, by) for request in mine for by in await context.store.helping.offers(request)]


def _helper(offers: Offers, names: Names) -> Membership:
    """The only one who offered. Raises NotAMember for several."""
    helpers = list({by.account_id: by for _, by in offers}.values())
    if len(helpers) != 1:
        raise NotAMember("", tuple(choice(one, names, _line) for one in helpers))
    return helpers[0]


def _picker(context: Context, others: Sequence[Membership], names: Names) -> Reply:
    """Those who joined last, in whose place a name can be typed; a button works in the group alone."""
    choices = (choice(one, names, _line) for one in others[-MOST_PICKED:])
    buttons = tuple(Button(one.label, one.line) for one in choices)
    return Reply(text=texts.thank_whom(), buttons=buttons, private=context.place.whispers or not buttons)


def _line(one: Membership) -> str:
    return f"/thanks #{one.id}"
