"""/group mute, remove and back: whom a group hears of for a while no more, by those who manage it."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Arg, Person, Sure, words
from bot.chat.context import Context
from bot.chat.people import mentioned_in, person_in
from bot.chat.reply import Button, Reply, Style, asking, choices
from bot.commands.group.here import aside, in_the_group, known
from bot.commands.group.keeping import kept
from bot.commands.group.managing import managed
from bot.commands.group.named_member import Line, choice, member_meant
from bot.commands.group.undoing import UNDO, undo, undone, welcome
from bot.errors import Expired, NotAMember
from bot.nudges.group import order as orders
from bot.nudges.group.names import Names, names_of
from bot.store import Group, Membership
from bot.store.post_names import untraced
from bot.texts import group_order as texts
from bot.texts import helps

A_WEEK, LONGEST = timedelta(days=7), timedelta(days=366)
TERM = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>h|d|w)[a-z]*", re.IGNORECASE)
_LENGTH = r"\d{1,4}\s*(?:h|hours?|d|days?|w|weeks?)"
AT_AN_END = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>.*?)(?:^|\s+)(?:for\s+)?(?P<term>{_LENGTH})",
        rf"(?P<term>{_LENGTH})\s+(?P<name>\S.*)",
        r"(?P<name>.*?)(?:^|\s+)(?P<term>(?:until|till)\s+\S.*|forever)",
    )
)
"""Where the term stands that was typed with the name: behind it, in front of it, or as one that is no length."""
UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
TERMS = words("1d", "3d", "7d", "30d")

MOST_SHOWN = 25


@managed("group mute", helps.GROUP_MUTE, "/group mute @ben 7d")
async def mute(
    context: Context, name: Person | None = None, term: Annotated[str | None, Arg(choices=TERMS)] = None
) -> Reply:
    group = known(context)
    said, term = _parted(name or "", term)
    length = _length(term) if term else A_WEEK
    if length is None:
        return aside(texts.no_such_term(term or ""))
    members, names = await _members(context, group)
    line = _typing("/group mute", f" {term}" if term else "")
    meant = await _meant(context, members, names, said, line)
    if isinstance(meant, Reply):
        return meant
    until, zone = context.now + length, group.zone_or(context.default_zone)
    order = await orders.mute(context.store, group, meant, until, context.now)
    is_told = await orders.is_told_in_time(context.store, order, context.now, context.default_zone)
    text = texts.muted(names[meant.account_id], until, zone, context.now, is_told=is_told)
    return aside(untraced(text), *in_the_group(context, undo(order)))


@managed("group remove", helps.GROUP_REMOVE, "/group remove @ben")
async def remove(context: Context, name: Person | None = None, sure: Sure | None = None) -> Reply:
    group = known(context)
    members, names = await _members(context, group)
    meant = await _meant(context, members, names, name or "", _typing("/group remove"))
    if isinstance(meant, Reply):
        return meant
    called = names[meant.account_id]
    if not sure:
        take_out = Button(texts.take_out(), f"/group remove #{meant.id} yes", Style.DANGER)
        buttons = in_the_group(context, *asking(take_out))
        return aside(untraced(texts.sure_to_remove(called, by_button=bool(buttons))), *buttons)
    order = await orders.remove(context.store, group, meant, context.now, context.default_zone)
    if order is None:
        raise Expired
    if not await context.store.keepers.of_group(group.id, 1):  # somebody has to hear what does not work there
        await kept(context, group)
    return aside(untraced(texts.removed(called)), *in_the_group(context, undo(order)))


@managed("group back", helps.GROUP_BACK, "/group back @ben")
async def back(context: Context, name: Person | None = None) -> Reply:
    group = known(context)
    said = person_in(name or "", context.people)
    if said.startswith(UNDO) and said.removeprefix(UNDO).isdecimal():
        return await undone(context, group, int(said.removeprefix(UNDO)[:9]))
    account = await _to_let_back(context, group, said)
    if isinstance(account, Reply):
        return account
    done = await orders.let_back(context.store, group, account, context.now)
    return aside(await welcome(context, group, account) if done else texts.nothing_to_undo())


async def _to_let_back(context: Context, group: Group, said: str) -> int | Reply:
    """The account that is meant, of those that are muted or out. Raises NotAMember for several of one name."""
    waiting = await orders.not_heard(context.store, group, context.now)
    if (user_id := mentioned_in(said)) is not None:
        contact = await context.store.learners.seen(context.speaker.platform, user_id)
        account = contact.account.id if contact else None
        return account if account in waiting else aside(texts.nothing_to_undo())
    found = [
        Membership(order.id, group.id, order.account_id, order.name, order.done_at, wants_partner=False)
        for order in waiting.values()
    ]
    names = names_of(found)
    if not said:
        return _whom_to_let_back(context, found, names)
    try:
        return (await member_meant(context, found, said, names, _letting_back)).account_id
    except NotAMember as error:
        if error.choices:
            raise
        return aside(texts.nothing_to_undo())


def _letting_back(one: Membership) -> str:
    return f"/group back {UNDO}{one.id}"


def _whom_to_let_back(context: Context, found: Sequence[Membership], names: Names) -> Reply:
    some = [choice(one, names, _letting_back) for one in found[-MOST_SHOWN:]]
    if not some:
        return aside(texts.nobody_is_out())
    text = texts.who_is_out([names[one.account_id] for one in found[-MOST_SHOWN:]])
    buttons = choices(texts.member_to_choose(), *(Button(one.label, one.line) for one in some))
    return aside(untraced(text), *in_the_group(context, *buttons))


async def _members(context: Context, group: Group) -> tuple[Sequence[Membership], Names]:
    members = await context.store.members.of_group(group.id)
    return members, names_of(members)


def _typing(head: str, tail: str = "") -> Line:
    return lambda one: f"{head} #{one.id}{tail}"


async def _meant(
    context: Context, members: Sequence[Membership], names: Names, said: str, line: Line
) -> Membership | Reply:
    """The member who is meant, or what is said where nobody is, or who says so themselves. Raises NotAMember for several of one name."""
    person = person_in(said, context.people)
    if not person:
        return aside(texts.name_whom())
    try:
        meant = await member_meant(context, members, person, names, line)
    except NotAMember as error:
        if error.choices:
            raise
        return aside(texts.no_such_member(by_mention=context.place.whispers))
    is_own = context.contact is not None and meant.account_id == context.contact.account.id
    return aside(texts.not_oneself()) if is_own else meant


def _parted(name: str, term: str | None) -> tuple[str, str | None]:
    """The name and the term, which stand in one text where they were typed."""
    found = next((one for pattern in AT_AN_END if (one := pattern.fullmatch(name.strip()))), None)
    return (found["name"].strip(), found["term"]) if found and not term else (name, term)


def _length(term: str) -> timedelta | None:
    found = TERM.fullmatch(term.strip())
    length = int(found["count"]) * UNITS[found["unit"].lower()] if found else timedelta()
    return length if timedelta() < length <= LONGEST else None
