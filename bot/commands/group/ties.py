"""/group: ties a chat to a roadmap, shows and changes how the group is set. Changing is for those who manage the chat."""

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.library import default_roadmap, find_roadmaps, library
from bot.chat.platform import Right
from bot.chat.reply import Button, Reply, Style
from bot.commands.group.here import aside, here
from bot.commands.group.membership import agree
from bot.commands.group.settings_form import FORM, asked, settings
from bot.commands.group.setup import change, lines_of
from bot.errors import NotAllowed, NotUnderstood
from bot.nudges.group.company import title_of
from bot.nudges.group.entries import added, armed
from bot.store import Group
from bot.store.groups import LONGEST_TITLE
from bot.store.values import zone_of
from bot.texts import group as texts
from bot.texts import group_labels, helps, welcome
from roadmap.model import Roadmap

EXAMPLES = ("/group", "/group start", "/group settings monday 18:00", "/group settings rooms on", "/group stop")


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
    if Right.MANAGE_GROUP not in (context.place.rights or ()):
        raise NotAllowed
    match words:
        case ["start"]:
            return await _start(context, None)
        case ["start", slug]:
            return await _start(context, slug)
        case ["stop"]:
            return await _stop(context)
        case ["settings"]:
            return await settings(context)
        case ["settings", "form", *said]:
            return await asked(context, said)
        case ["settings", *setting]:
            return await change(context, setting)
        case ["board" | "rooms" | "zone" | "quiet", *_]:
            return await change(context, words)
    raise NotUnderstood(what or "", EXAMPLES)


async def _shown(context: Context) -> Reply:
    now = await here(context)
    members = await context.store.members.count(now.group.id)
    settings = lines_of(now.group, context.default_zone)
    text = texts.shown(now.title, now.roadmap, now.first_day, now.today, members=members, settings=settings)
    return Reply(text=text, buttons=(Button(group_labels.join(), "/join", Style.MAIN),))


async def _start(context: Context, slug: str | None) -> Reply:
    chosen = await _chosen(context, slug)
    if chosen is None:
        return aside(welcome.no_roadmap(slug or "", tuple(library())))
    known = context.group or await _added(context)
    if known.roadmap and await find_roadmaps(context.store, [known.roadmap]):
        return await _moved(context, known)
    zone = known.zone or (context.learner.zone if context.learner else None)
    today = context.now.astimezone(zone_of(zone, context.default_zone)).date()
    group = await context.store.groups.change(
        known.id,
        roadmap=chosen.slug,
        first_day=today,
        zone=zone,
        thread_id=context.place.thread_id,
        title=context.place.title[:LONGEST_TITLE] or known.title,
        quiet_weeks=0,
    )
    group = await armed(context.store, group, context.now, context.default_zone)
    text = texts.started(
        title_of(group, chosen),
        chosen,
        today,
        today,
        weekday=group.digest_weekday,
        at=group.digest_time,
        zone=group.zone_or(context.default_zone),
    )
    return Reply(text=text, buttons=(agree(),))


async def _chosen(context: Context, slug: str | None) -> Roadmap | None:
    """The roadmap of this slug. Without one that of who starts, unless they brought it themselves: that is theirs to share."""
    if slug is None:
        return context.roadmap if context.roadmap.slug in library() else default_roadmap()
    return (await find_roadmaps(context.store, [slug])).get(slug)


async def _added(context: Context) -> Group:
    place = context.place
    return await added(
        context.store,
        context.speaker.platform,
        place.chat_id,
        context.now,
        default_zone=context.default_zone,
        title=place.title,
        server_id=place.server_id,
    )


async def _moved(context: Context, group: Group) -> Reply:
    """Said once more in another thread, it is there that the group lives from now on."""
    title = (await here(context)).title
    if group.thread_id == context.place.thread_id:
        return aside(texts.started_already(title))
    await context.store.groups.change(group.id, thread_id=context.place.thread_id)
    return Reply(text=texts.lives_here(title))


async def _stop(context: Context) -> Reply:
    now = await here(context)
    stopped = await context.store.groups.change(now.group.id, roadmap=None, first_day=None)
    await armed(context.store, stopped, context.now, context.default_zone)
    return Reply(text=texts.stopped(now.title))
