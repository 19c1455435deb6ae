"""How a group is set: its digest, zone, quiet hours, board and topic rooms, a line each, and how they are changed."""

from collections.abc import Collection, Sequence

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.group.here import aside, here
from bot.errors import NotUnderstood
from bot.nudges.group.entries import armed
from bot.said.settings import hours_in, is_off, weekly_in
from bot.store import Group
from bot.texts import group as texts
from bot.texts import settings as setting_texts
from bot.texts import welcome
from bot.zones.search import Exact, find_zone

SETTINGS = (
    "monday 18:00",
    "zone berlin",
    "quiet 22:00-07:30",
    "quiet off",
    "board on",
    "board off",
    "rooms on",
    "rooms off",
)
EXAMPLES = tuple(f"/group settings {setting}" for setting in ("monday 18:00", "zone berlin", "rooms on"))


def lines_of(group: Group, default_zone: str) -> tuple[Markup, ...]:
    """Everything that is set in a group."""
    return (digest_line(group, default_zone), *(line(group) for line in (quiet_line, board_line, rooms_line)))


def digest_line(group: Group, default_zone: str) -> Markup:
    return texts.digest_time(group.digest_weekday, group.digest_time, group.zone_or(default_zone))


def quiet_line(group: Group) -> Markup:
    return setting_texts.quiet_hours(group.quiet)


def board_line(group: Group) -> Markup:
    return texts.board_pinned(group.board_on)


def rooms_line(group: Group) -> Markup:
    return texts.topic_rooms(group.rooms_on)


async def change(context: Context, said: Sequence[str]) -> Reply:
    """Change one setting, as it was typed, in lower case. Raises NoGroupHere, NotUnderstood."""
    match said:
        case ["board", "on" | "off" as switch]:
            return await _set(context, board_on=switch == "on")
        case ["rooms", "on" | "off" as switch]:
            return await _set(context, rooms_on=switch == "on")
        case ["quiet", *hours] if is_off(" ".join(hours)):
            return await _set(context, quiet_from=None, quiet_to=None)
        case ["quiet", *hours] if quiet := hours_in(" ".join(hours)):
            return await _set(context, quiet_from=quiet[0], quiet_to=quiet[1])
        case ["zone", *city] if city:
            return await _zone(context, " ".join(city))
        case at if weekly := weekly_in(" ".join(at)):
            columns = {"digest_weekday": weekly[0], "digest_time": weekly[1]}
            return await _set(context, **{name: value for name, value in columns.items() if value is not None})
    raise NotUnderstood(" ".join(said), EXAMPLES)


async def _set(context: Context, **columns: object) -> Reply:
    now = await here(context)
    group = await context.store.groups.change(now.group.id, **columns)
    group = await armed(context.store, group, context.now, context.default_zone)
    return Reply(text=texts.set_to(_line(group, columns.keys(), context.default_zone)))


def _line(group: Group, columns: Collection[str], default_zone: str) -> Markup:
    """The line of the setting that these columns are."""
    if "board_on" in columns:
        return board_line(group)
    if "rooms_on" in columns:
        return rooms_line(group)
    return quiet_line(group) if "quiet_from" in columns else digest_line(group, default_zone)


async def _zone(context: Context, city: str) -> Reply:
    found = find_zone(city)
    if isinstance(found, Exact):
        return await _set(context, zone=found.zone)
    if not found.options:
        return aside(welcome.no_place(city))
    picker = (Button(option.label, f"/group settings zone {option.zone}") for option in found.options)
    return Reply(text=welcome.which_place(city), buttons=asking(*picker), private=context.place.whispers)
