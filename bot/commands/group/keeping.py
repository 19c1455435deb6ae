"""Who keeps a group, and what the bot lacks where it is started, set or shown."""

from markupsafe import Markup

from bot.chat.context import Context
from bot.nudges.group.entries import has_rooms
from bot.nudges.group.refusals import refused
from bot.send_errors import Ability
from bot.store import Group
from bot.texts import group_abilities as texts


async def kept(context: Context, group: Group) -> None:
    """Note that the speaker has started or set the group: they are told what does not work there."""
    await context.store.keepers.note(group.id, (await context.meet()).account.id, context.now)


async def noted_where_it_may_not_write(context: Context, group: Group, *, is_told: bool) -> bool:
    """Whether the group takes no posts just now. Where the platform says so before one was tried, that is noted, and told to its
    keepers where they were not."""
    place = context.place
    if group.refused_at is None and place.takes_posts is False and place.thread_id == group.thread_id:
        missing = next(ability for ability in Ability if ability in place.needed - (place.abilities or set()))
        await refused(context.store, group, missing, context.now, is_told=is_told)
        return True
    return group.refused_at is not None


def lacking(context: Context, group: Group) -> Markup | None:
    """What the bot needs for what is set in the group, and may not do; None where nothing lacks, or it is not known of the place
    where the group lives."""
    place = context.place
    if place.abilities is None or place.thread_id != group.thread_id:
        return None
    needed = place.needed | ({Ability.PIN} if group.board_on else set())
    if has_rooms(group):
        needed |= {Ability.OPEN_ROOMS}
    missing = [ability for ability in Ability if ability in needed - place.abilities]
    return texts.lacking_here(missing, group.platform) if missing else None
