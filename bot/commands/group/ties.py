"""/group: ties a chat to a roadmap, shows and changes how the group is set. Changing is for those who manage the chat."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.library import default_roadmap, find_roadmaps, library
from bot.chat.platform import Right
from bot.chat.reply import Button, Reply, Style
from bot.chat.request import check_right
from bot.commands.group import common_goals
from bot.commands.group.here import aside, here
from bot.commands.group.keeping import kept, lacking, noted_where_it_may_not_write
from bot.commands.group.membership import agreeing
from bot.commands.group.settings_form import FORM, asked, settings
from bot.commands.group.setup import change, lines_of
from bot.errors import Choice, Expired, NoGroupHere, NotUnderstood, WhichToMove
from bot.nudges.group.company import title_of, titles_of
from bot.nudges.group.entries import added, armed, heard_of
from bot.nudges.group.meetings import none_held
from bot.store import Group
from bot.store.groups import LONGEST_TITLE, TAKES_POSTS
from bot.store.values import zone_of
from bot.texts import dates, group_labels, helps, welcome
from bot.texts import group as texts
from bot.texts.phrases import paragraphs, text_of
from roadmap.model import Roadmap

GOAL = "goal"

EXAMPLES = (
    "/group",
    "/group start",
    "/group settings monday 18:00",
    "/group settings rooms on",
    "/group here",
    "/group stop",
)


@command(
    "group",
    helps.GROUP,
    *EXAMPLES,
    where=Where.GROUP,
    menu=True,
    rights_asked=True,
    form=FORM,
)
async def group(context: Context, what: str | None = None) -> Reply:
    words = what.casefold().split() if what else []
    if not words:
        return await _shown(context)
    if words == [GOAL]:
        return await common_goals.shown(context)
    check_right(Right.MANAGE_GROUP, context.place)
    return await _managed(context, words, what or "")


async def _managed(context: Context, words: Sequence[str], what: str) -> Reply:
    """What only those may say who manage the chat."""
    match words:
        case ["start", *slug] if len(slug) <= 1:
            return await _start(context, slug[0] if slug else None)
        case ["here", *number] if len(number) <= 1:
            return await _here(context, number[0] if number else None)
        case ["stop"]:
            return await _stop(context)
        case [first, *said] if first == GOAL:
            return await common_goals.change(context, " ".join(said))
        case ["settings"]:
            return await settings(context)
        case ["settings", "form", *said]:
            return await asked(context, said)
        case ["settings", *setting]:
            return await change(context, setting)
        case ["board" | "rooms" | "zone" | "quiet" | "dates", *_]:
            return await change(context, words)
    raise NotUnderstood(what, EXAMPLES)


async def _shown(context: Context) -> Reply:
    now = await here(context)
    members = await context.store.members.count(now.group.id)
    settings = lines_of(now.group, context.default_zone)
    days = dates.from_to(now.first_day, now.group.last_day, now.today)
    text = texts.shown(now.title, now.roadmap, days, members=members, settings=settings)
    return Reply(
        text=paragraphs(text, lacking(context, now.group)), buttons=(Button(group_labels.join(), "/join", Style.MAIN),)
    )


async def _start(context: Context, slug: str | None) -> Reply:
    chosen = await _chosen(context, slug)
    if chosen is None:
        return aside(welcome.no_roadmap(slug or "", tuple(library())))
    known = await _of_this_place(context) or await _added(context)
    await kept(context, known)
    if known.roadmap and await find_roadmaps(context.store, [known.roadmap]):
        return aside(texts.started_already(await _called(context, known)))
    zone = known.zone or (context.learner.zone if context.learner else None)
    today = context.now.astimezone(zone_of(zone, context.default_zone)).date()
    group = await context.store.groups.change(
        known.id,
        roadmap=chosen.slug,
        first_day=today,
        last_day=None,
        zone=zone,
        title=_title(context)[:LONGEST_TITLE] or known.title,
        quiet_weeks=0,
        gone_at=None,
        **TAKES_POSTS,
    )
    group = await armed(context.store, group, context.now, context.default_zone)
    await noted_where_it_may_not_write(context, group, is_told=False)
    beside = await _of_chat(context) if group.thread_id else None
    hint = texts.beside(await _called(context, beside)) if beside else None
    return _started(context, group, chosen, today, hint)


def _started(context: Context, group: Group, chosen: Roadmap, today: date, hint: Markup | None) -> Reply:
    """What begins, and what does not work yet. Where nothing can be posted only a whisper is seen in the group: elsewhere the
    button would be of no use."""
    place = context.place
    digest = texts.digest_once_allowed if place.takes_posts is False else texts.digest_to_come
    text = paragraphs(
        texts.started(title_of(group, chosen), chosen, today, today),
        digest(group.digest_weekday, group.digest_time, group.zone_or(context.default_zone)),
        hint,
        lacking(context, group),
    )
    if place.takes_posts is False and not place.whispers:
        return aside(text)
    return Reply(text=text, buttons=agreeing())


async def _chosen(context: Context, slug: str | None) -> Roadmap | None:
    """The roadmap of this slug. Without one that of who starts, unless they brought it themselves: that is theirs to share."""
    if slug is None:
        return context.roadmap if context.roadmap.slug in library() else default_roadmap()
    return (await find_roadmaps(context.store, [slug])).get(slug)


async def _of_this_place(context: Context) -> Group | None:
    """The group that lives here, or has a room here. That of the chat itself is none of a thread's."""
    group, thread_id = context.group, context.place.thread_id
    if group and (group.thread_id == thread_id or await context.store.rooms.in_thread(group.id, thread_id)):
        return group
    return None


async def _of_chat(context: Context) -> Group | None:
    """The group of the chat itself, where it has one that was started."""
    group = await context.store.groups.find(context.speaker.platform, context.place.chat_id)
    return group if group and group.roadmap else None


async def _called(context: Context, group: Group) -> str:
    roadmaps = await find_roadmaps(context.store, [group.roadmap or ""])
    return title_of(group, roadmaps.get(group.roadmap or "", context.roadmap))


def _title(context: Context) -> str:
    """What the place is called: a thread by its own name, so that two of a chat are told apart."""
    return context.place.thread_title or context.place.title


async def _added(context: Context) -> Group:
    place = context.place
    return await added(
        context.store,
        context.speaker.platform,
        place.chat_id,
        context.now,
        default_zone=context.default_zone,
        thread_id=place.thread_id,
        title=_title(context),
        server_id=place.server_id,
    )


async def _here(context: Context, number: str | None) -> Reply:
    """The group that is meant lives where this is said from now on, unless another one does. Raises NoGroupHere, WhichToMove,
    NotUnderstood, and Expired for the number of no group of this chat."""
    there = await _of_this_place(context)
    if there and there.roadmap:
        return aside(texts.lives_here_already(await _called(context, there)))
    moving = await _to_move(context, number)
    await kept(context, moving)
    await context.store.groups.live_in(moving, context.place.thread_id)
    moved = await heard_of(context.store, moving, context.now, context.default_zone)
    lives = texts.lives_here if context.place.thread_id else texts.lives_in_chat
    return Reply(text=paragraphs(lives(await _called(context, moved)), lacking(context, moved)))


async def _to_move(context: Context, number: str | None) -> Group:
    """The group of that number, or the one that is surely meant: that of the chat itself, or whose thread takes no posts. Raises
    NoGroupHere, NotUnderstood, Expired, and WhichToMove where there are several such, or only those that do well in their threads."""
    of_chat = await context.store.groups.of_chat(context.speaker.platform, context.place.chat_id)
    started = {f"{one.id}": one for one in of_chat if one.roadmap}
    if number is not None:
        if number in started:
            return started[number]
        raise Expired if number.isdecimal() else NotUnderstood(text_of("here", number), EXAMPLES)
    if not started:
        raise NoGroupHere
    meant = [one for one in started.values() if one.thread_id is None or one.refused_at or one.gone_at]
    if len(meant) == 1:
        return meant[0]
    offered = meant or started.values()
    raise WhichToMove(await _choices(context, [*offered]))


async def _choices(context: Context, groups: Sequence[Group]) -> tuple[Choice, ...]:
    """One for each of these groups, told apart."""
    found = await find_roadmaps(context.store, {one.roadmap for one in groups if one.roadmap})
    roadmaps = [found.get(one.roadmap or "") for one in groups]
    titles = titles_of(groups, roadmaps, context.today)
    return tuple(Choice(title, f"/group here {one.id}") for one, title in zip(groups, titles, strict=True))


async def _stop(context: Context) -> Reply:
    now = await here(context)
    await none_held(context.store, now.group, context.now, by=context.contact.account.id if context.contact else 0)
    stopped = await context.store.groups.change(now.group.id, roadmap=None, first_day=None, last_day=None)
    await armed(context.store, stopped, context.now, context.default_zone)
    return Reply(text=texts.stopped(now.title))
