"""A meeting is called, or a round begun on the spot, by a member who is in by that."""

from datetime import datetime, timedelta

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, asking
from bot.commands.group.here import asked_here, here, in_passing, member, membership
from bot.commands.group.keeping import noted_where_it_may_not_write
from bot.commands.group.meeting_presses import comes, plan_on, will_do
from bot.nudges.group.meetings import called, event_wanted, summoned, topic_of
from bot.said.focus import ALONE
from bot.send_errors import Ability
from bot.store import Group, Meeting
from bot.texts import group_labels
from bot.texts import rounds as texts
from bot.texts.phrases import clock_of
from roadmap.group.rounds import LEAST, MOST, Round
from roadmap.model import Topic
from roadmap.names import reference


async def begin(
    context: Context,
    group: Group,
    topic: str,
    lengths: Round,
    starts_at: datetime,
    *,
    weekly: bool = False,
    at_once: bool = False,
) -> Meeting:
    """A meeting of a group, on a topic by its slug or on none. Raises NotJoined."""
    me = await member(context, group)
    await noted_where_it_may_not_write(context, group, is_told=True)
    made = await context.store.meetings.call(
        group_id=group.id,
        account_id=me.account_id,
        topic=topic,
        starts_at=starts_at,
        minutes=lengths.minutes,
        focus=lengths.focus,
        pause=lengths.pause,
        weekly=weekly,
        at_once=at_once,
    )
    await context.store.meetings.come(made.id, me.account_id, context.now, is_in=True)
    await called(context.store, group, made, context.now)
    await summoned(context.store, made, [me.account_id], context.now)
    if Ability.PLAN_EVENTS in (context.place.abilities or ()) and not at_once:
        await event_wanted(context.store, group, made, context.now)
    return made


async def begin_now(context: Context, group: Group, topic: str, lengths: Round, *, named: Topic | None) -> Reply:
    """A round begins; where one is on that somebody is in, so is the speaker. Whoever has ``named`` another topic than that of the round
    is asked. Raises NotJoined."""
    on = await round_on(context, group)
    who = await context.store.meetings.who(on.id) if on else ()
    if on is None or not who:
        await begin(context, group, topic, lengths, context.now, at_once=True)
        return in_passing(texts.begun_for_all())
    me, title = await member(context, group), topic_of((await here(context)).roadmap, on.topic)
    mine = next((one for one in who if one.account_id == me.account_id), None)
    end = clock_of(on.ends_at, group.zone_or(context.default_zone))
    if mine is None and named and title and named.slug != on.topic:
        return asked_here(
            context,
            Reply(
                text=texts.another_is_on(title, end, named.title),
                buttons=asking(
                    Button(group_labels.join_the_round(), f"/meet in {on.id}", Style.MAIN),
                    Button(group_labels.start_my_own(), f"/focus {lengths.minutes}m {reference(named)} {ALONE}"),
                ),
            ),
        )
    if named and not title and not (mine and mine.plan):
        await will_do(context, group, on, me, plan_on(named))
    else:
        await comes(context, group, on, me, is_in=True)
    return in_passing(texts.one_is_on(title, end))


async def round_on(context: Context, group: Group) -> Meeting | None:
    """The round that is on in a group."""
    lately = await context.store.meetings.open(group.id, context.now - timedelta(minutes=MOST))
    return next((one for one in lately if one.is_on(context.now)), None)


async def focus_shared(context: Context, minutes: int, topic: str, *, named: Topic | None) -> Reply | None:
    """A member focuses in a study group, on a topic of the roadmap under way, which may be one that they ``named``: a round that others
    may join. None elsewhere, for less than makes one, where nothing is posted just now, and for who is muted: a focus is theirs all the
    same."""
    group = await _shares_rounds(context)
    if group is None or minutes < LEAST or _takes_no_posts(context, group):
        return None
    about = topic if context.roadmap.slug == group.roadmap else ""
    return await begin_now(context, group, about, Round(minutes, minutes, 0), named=named)


async def round_shared(context: Context) -> Meeting | None:
    """The round that is on in this group with the speaker in it."""
    group = await _shares_rounds(context)
    on = await round_on(context, group) if group else None
    who = await context.store.meetings.who(on.id) if on else ()
    mine = context.contact.account.id if context.contact else 0
    return on if any(one.account_id == mine for one in who) else None


def _takes_no_posts(context: Context, group: Group) -> bool:
    """Whether the group takes no posts in its own place: a round would begin unseen there."""
    place = context.place
    return group.refused_at is not None or (place.takes_posts is False and place.thread_id == group.thread_id)


async def _shares_rounds(context: Context) -> Group | None:
    """The study group of this chat, where the speaker is a member of whom it hears."""
    group = context.group
    if context.place.direct or group is None or group.roadmap is None:
        return None
    me = await membership(context, group)
    is_heard = me and me.account_id not in await context.store.orders.muted(group.id, context.now)
    return group if is_heard else None
