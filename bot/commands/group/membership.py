"""/join and /leave: who a group sees is whoever agreed to be seen, for as long as they like."""

from functools import partial
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, Sure, Where, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.group.here import Here, aside, here, in_the_group, membership, mute_of
from bot.commands.group.hurrahs import celebrate
from bot.commands.welcome import MOST_ENROLMENTS
from bot.errors import NoGroupHere, NotUnderstood
from bot.nudges.arming import arm
from bot.nudges.group import entries
from bot.nudges.group.sights import asked_what_is_seen
from bot.nudges.partner.anew import leaving
from bot.store import Deed, NudgeKind
from bot.texts import dates, group_labels, group_order, helps, hurrahs, known, welcome
from bot.texts import group as texts
from bot.texts.names import called, chat_called
from bot.texts.phrases import paragraphs

CELEBRATE = "celebrate"
"""Typed behind /join by who lets the group hear at once what they complete."""


@command("join", helps.JOIN, "/join", open_to_all=True, where=Where.GROUP, menu=True)
async def join(
    context: Context, sure: Sure | None = None, also: Annotated[str | None, Arg(offered=False)] = None
) -> Reply:
    now = await here(context)
    if also and also.casefold() != CELEBRATE:
        raise NotUnderstood(also, ("/join",))
    if await membership(context, now.group):
        if also and sure:
            return await celebrate.run(context, "on")
        return aside(
            texts.joined_already(now.title),
            *in_the_group(context, Button(group_labels.leave(), "/leave", Style.DANGER)),
        )
    if await _was_taken_out(context, now):
        return aside(group_order.may_not_join())
    if not sure:
        text = texts.consent(now.title, now.roadmap, now.first_day, now.today)
        return Reply(text=text, buttons=agreeing(), private=context.place.whispers, toast=texts.look_above())
    contact = await context.meet()
    enrolments = await context.store.learners.enrolments(contact.learner.id)
    is_on_it = any(one.roadmap == now.roadmap.slug for one in enrolments)
    if not is_on_it and len(enrolments) >= MOST_ENROLMENTS:
        return aside(welcome.on_many(MOST_ENROLMENTS))
    member = await context.store.members.join(
        now.group.id, contact.account.id, called(context.speaker.name), context.now
    )
    await context.store.members.set_shows_completions(now.group.id, contact.account.id, shows=bool(also))
    await asked_what_is_seen(context.store, member, contact.account, context.now)
    is_late = not is_on_it and now.first_day < context.today
    switched = None if is_on_it else await _enrol(context, now)
    members = await context.store.members.count(now.group.id)
    mute = await mute_of(context, member, now.group) if also else None
    agreed = hurrahs.agreed_while_muted(mute.until, mute.zone, mute.now) if mute else hurrahs.agreed()
    is_told = not context.place.whispers and await context.store.ledger.is_due(now.group.id, NudgeKind.JOINED)
    return Reply(
        text=paragraphs(
            texts.joined(now.title, members),
            agreed if also else None,
            switched,
            dates.begins_today() if is_late else None,
        ),
        buttons=(Button(dates.with_the_groups(), "/dates"), Button(known.know_some(), "/known")) if is_late else (),
        in_passing=is_told and not switched,
        instead=partial(entries.joined, context.store, now.group, member, context.now),
    )


async def _was_taken_out(context: Context, now: Here) -> bool:
    if context.contact is None:
        return False
    account = context.contact.account.id
    return await context.store.orders.about(now.group.id, account, Deed.REMOVED, context.now) is not None


def agreeing() -> tuple[Button, ...]:
    """Join, where what the group sees was said just above: without what is asked apart, and with it."""
    return (
        Button(group_labels.join(), "/join yes", Style.MAIN),
        Button(group_labels.join_and_show(), f"/join {CELEBRATE} yes"),
    )


async def _enrol(context: Context, now: Here) -> Markup | None:
    """Put who joins on the group's roadmap, from the group's first day, or from today where that is over: nobody
    starts behind. What is said if another one was under way."""
    before = context.roadmap if context.enrolment else None
    await context.enrol(now.roadmap, max(now.first_day, context.today))
    await arm(context)
    return texts.under_way_now(now.roadmap, before) if before else None


@command("leave", helps.LEAVE, "/leave", where=Where.GROUP)
async def leave(context: Context) -> Reply:
    group = context.group
    if group is None:
        raise NoGroupHere
    title = chat_called(group.title, texts.this_group())
    if context.contact is None:
        return aside(texts.not_part(title))
    account_id = context.contact.account.id
    async with leaving(context.store, [account_id], context.now, context.default_zone, of=group):
        was_part = await context.store.members.leave(group.id, account_id, context.now)
    return aside(texts.left(title) if was_part else texts.not_part(title))
