"""/helpme and /canhelp: a question to those who know the way, one post each, and one button to answer it."""

from collections.abc import Sequence
from typing import Annotated

from bot.chat.command import Arg, Where, command
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import Here, aside, here, in_passing, member, mute_of
from bot.commands.group.keeping import noted_where_it_may_not_write
from bot.errors import Choice, Expired, UnclearTopic
from bot.nudges.group.closing import Closing, closing_of
from bot.nudges.group.entries import help_asked, help_changed, help_offered
from bot.said.topics import topics_called
from bot.store import HelpRequest, Membership, Room
from bot.texts import group_abilities, group_refusals, helps
from bot.texts import group_help as texts
from bot.texts.phrases import listed
from bot.texts.stages import told_apart, with_stage
from roadmap.group.helpers import LONGEST
from roadmap.model import Roadmap, Topic
from roadmap.names import folded, reference

MOST_OPEN = 2
"""Open requests of one member in a group."""

MOST_OFFERED = 6
MOST_WORDS = 8
"""Of a line that are looked at for the topic's name."""

SETTLED = frozenset({"settled", "solved", "done", "thanks"})
CLOSED = "closed"

TOO_LATE = {
    Closing.SETTLED: texts.closed,
    Closing.BY_ADMIN: texts.closed_there,
    Closing.HIDDEN: texts.hidden_there,
    Closing.EXPIRED: texts.expired_there,
}
"""What is said to who would help with a question that is closed."""


async def _titles(context: Context) -> list[Choice]:
    """The topics of the group's roadmap, which is the one that matters among others."""
    return [Choice(with_stage(topic), reference(topic)) for topic in context.roadmap.topics]


@command(
    "helpme",
    helps.HELPME,
    "/helpme nlp",
    "/helpme nlp How do I read an attention map?",
    "/helpme nlp settled",
    where=Where.GROUP,
    menu=True,
)
async def helpme(
    context: Context,
    topic: Annotated[str, Arg(suggest=_titles)],
    question: str | None = None,
) -> Reply:
    now = await here(context)
    me = await member(context, now.group, is_heard=False)
    mine = [one for one in await context.store.helping.open([now.group.id]) if one.account_id == me.account_id]
    if topic.casefold() in SETTLED and question is None:
        return await _settle_all(context, now, mine)
    mute = await mute_of(context, me, now.group)
    room = await context.store.rooms.in_thread(now.group.id, context.place.thread_id)
    try:
        about, asked = _understood(now.roadmap, topic, question, room)
    except UnclearTopic:
        if mute:  # asked back among others it would say what they said
            raise mute from None
        raise
    if mute and asked.casefold() not in SETTLED:  # who is muted takes back what is theirs, and says nothing new
        raise mute
    if len(asked) > LONGEST:
        return aside(group_refusals.question_too_long(len(asked), LONGEST))
    earlier = [one for one in mine if one.topic == about.slug]
    for request in earlier:
        await settle(context, now, request)
    if asked.casefold() in SETTLED:
        title = told_apart(now.roadmap, about)
        return in_passing(texts.closed(title)) if earlier else aside(texts.none_of_yours(title))
    if len(mine) - len(earlier) >= MOST_OPEN:
        return aside(texts.too_many_open(MOST_OPEN))
    waits = await noted_where_it_may_not_write(context, now.group, is_told=True)
    request = await context.store.helping.ask(now.group.id, me.account_id, about.slug, asked, context.now, room=room)
    await help_asked(context.store, now.group, request)
    title = told_apart(now.roadmap, about)
    return aside(group_abilities.question_kept(title)) if waits else in_passing(texts.noted(title))


async def _settle_all(context: Context, now: Here, mine: Sequence[HelpRequest]) -> Reply:
    if not mine:
        return aside(texts.none_of_yours())
    for request in mine:
        await settle(context, now, request)
    return in_passing(texts.closed(listed(title_in(now.roadmap, request.topic) for request in mine)))


def _understood(roadmap: Roadmap, said: str, question: str | None, room: Room | None) -> tuple[Topic, str]:
    """The topic and the question. Of a line the topic is the longest head that is a topic's name, a slip of it, or a part of
    it that no other has; in the room of a topic a line of several words that names none is about that one. Raises UnclearTopic."""
    if question is not None:
        return _topic(roadmap, said, question), question
    words = said.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        found = topics_called(roadmap, " ".join(words[:count]))
        if len(found) == 1:
            return found[0], " ".join(words[count:])
    if room and room.topic in roadmap.by_slug and words[1:] and not topics_called(roadmap, words[0]):
        return roadmap.by_slug[room.topic], said
    return _topic(roadmap, words[0], " ".join(words[1:])), ""


def _topic(roadmap: Roadmap, said: str, question: str) -> Topic:
    found = topics_called(roadmap, said)
    if len(found) == 1:
        return found[0]
    offered = (
        found or roadmap.names.containing(folded(said)) or roadmap.names.nearest(said, MOST_OFFERED) or roadmap.topics
    )
    offers = (
        Choice(with_stage(topic), f"/helpme {reference(topic)} {question}".rstrip()) for topic in offered[:MOST_OFFERED]
    )
    raise UnclearTopic(said, weak=not found, choices=tuple(offers))


@command("canhelp", helps.CANHELP, "/canhelp", offered=False, open_to_all=True, where=Where.GROUP)
async def canhelp(context: Context, number: Annotated[int | None, Arg(offered=False)] = None) -> Reply:
    now = await here(context)
    me = await member(context, now.group)
    request = await _request(context, now, me, number)
    if request is None:
        return aside(texts.nothing_open())
    if request.account_id == me.account_id:
        return aside(texts.own_request())
    if request.closed_at:
        closing = await closing_of(context.store, request, context.now)
        return aside(TOO_LATE[closing](title_in(now.roadmap, request.topic)))
    offer = await context.store.helping.offer(request.id, me.account_id, context.now)
    if offer is None:
        return aside(texts.offered_already())
    await help_changed(context.store, now.group, request, str(me.account_id), context.now)
    await help_offered(context.store, request, offer, context.now)
    return in_passing(texts.offer_noted())


async def _request(context: Context, now: Here, me: Membership, number: int | None) -> HelpRequest | None:
    """The request of that number; without one the latest that somebody else waits with. Raises Expired for one that is
    not this group's."""
    if number is None:
        waiting = await context.store.helping.open([now.group.id])
        return next((one for one in reversed(waiting) if one.account_id != me.account_id), None)
    request = await context.store.helping.find(number)
    if request is None or request.group_id != now.group.id:
        raise Expired
    return request


async def settle(context: Context, now: Here, request: HelpRequest) -> None:
    """Close a request; its post says so."""
    await context.store.helping.close(request.id, context.now)
    await help_changed(context.store, now.group, request, CLOSED, context.now)


def title_in(roadmap: Roadmap, slug: str) -> str:
    """What a topic is called; its slug where the roadmap has it no more."""
    return told_apart(roadmap, roadmap.by_slug[slug]) if slug in roadmap.by_slug else slug
