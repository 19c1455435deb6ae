"""How a group is set: its digest, zone, quiet hours, board and topic rooms, a line each, and how they are changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import Here, here
from bot.commands.group.keeping import kept, lacking
from bot.errors import Choice, NoPlace, NotADay, NotUnderstood
from bot.nudges.group.entries import armed
from bot.said.group_dates import common_dates_in
from bot.said.settings import hours_in, is_off, weekly_in
from bot.said.values import NoSuchDay
from bot.store import Group
from bot.texts import dates
from bot.texts import group as texts
from bot.texts import settings as setting_texts
from bot.texts.phrases import paragraphs
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
    *texts.DATES_TYPED,
)
ZONE = "zone"
WORDS = frozenset({"board", "rooms", "quiet", "dates", ZONE})
"""The words that settings begin with, but for that of the digest."""

MOST_AWAY = timedelta(days=3 * 366)
"""How far common dates may begin from today, and go from there."""

EXAMPLES = tuple(f"/group settings {setting}" for setting in ("monday 18:00", "zone berlin", "rooms on"))


def lines_of(group: Group, default_zone: str) -> tuple[Markup, ...]:
    """Everything that is set in a group, but for its dates."""
    return (digest_line(group, default_zone), *(line(group) for line in (quiet_line, board_line, rooms_line)))


def digest_line(group: Group, default_zone: str) -> Markup:
    return texts.digest_time(group.digest_weekday, group.digest_time, group.zone_or(default_zone))


def quiet_line(group: Group) -> Markup:
    return setting_texts.quiet_hours(group.quiet)


def board_line(group: Group) -> Markup:
    return texts.board_pinned(group.board_on)


def rooms_line(group: Group) -> Markup:
    return texts.topic_rooms(group.rooms_on)


def dates_line(group: Group, today: date) -> Markup:
    return dates.setting(group.first_day or today, group.last_day, today)


async def change(context: Context, said: Sequence[str]) -> Reply:
    """Change what was typed, in lower case: one setting, or several between commas, of which all are understood and none says
    otherwise than another, or none is changed. Raises NoGroupHere, NoPlace, NotUnderstood."""
    now = await here(context)
    whole = " ".join(said)
    parts = parts_of(whole)
    columns: dict[str, object] = {}
    for number, part in enumerate(parts):
        others = [*parts[:number], *parts[number + 1 :]]
        said_now = _dates(context, now, part) or _columns(part.split(), others)
        if any(columns.get(name, value) != value for name, value in said_now.items()):
            raise NotUnderstood(whole, EXAMPLES)
        columns |= said_now
    await kept(context, now.group)
    group = await context.store.groups.change(now.group.id, **columns)
    group = await armed(context.store, group, context.now, context.default_zone, was=now.group)
    done = texts.set_to(_lines(group, columns.keys(), context.default_zone, now.today))
    has_moved = group.first_day != now.first_day and await context.store.members.count(group.id)
    hint = dates.kept_own(group.first_day or now.today) if has_moved else None
    return Reply(text=paragraphs(done, hint, lacking(context, group)))


def parts_of(said: str) -> list[str]:
    """The settings of a line, which commas part; one within a place ("paris, texas") or a digest parts nothing. A line of commas
    alone is one, which nobody understands."""
    parts: list[str] = [said] if _weekly(said) else []
    for piece in () if parts else filter(None, map(str.strip, said.split(","))):
        is_setting = piece.partition(" ")[0] in WORDS or bool(_weekly(piece))
        if parts and not is_setting and parts[-1].partition(" ")[0] == ZONE:
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    return parts or [said]


def _dates(context: Context, now: Here, said: str) -> Mapping[str, object] | None:
    """The columns of common dates; None where the setting is another one. Raises NotADay, NotUnderstood."""
    word, _, typed = said.partition(" ")
    if word != "dates":
        return None
    local = replace(context.world, now=context.now.astimezone(now.group.zone_or(context.default_zone)))
    try:
        found = common_dates_in(typed, local, now.first_day)
    except NoSuchDay as refused:
        raise NotADay(refused.said, refused.year) from None
    if found is None:
        raise NotUnderstood(said, _examples(["dates"]))
    first, last = found.first or now.first_day, found.last or (None if found.is_open else now.group.last_day)
    if abs(first - now.today) > MOST_AWAY or (last and not first < last <= first + MOST_AWAY):
        raise NotUnderstood(said, _examples(["dates"]))
    return {"first_day": first, "last_day": last}


def _columns(said: Sequence[str], others: Sequence[str]) -> Mapping[str, object]:
    """The columns of one setting; ``others`` were said with it. Raises NoPlace, NotUnderstood."""
    match said:
        case ["board", "on" | "off" as switch]:
            return {"board_on": switch == "on"}
        case ["rooms", "on" | "off" as switch]:
            return {"rooms_on": switch == "on"}
        case ["quiet", *hours] if is_off(" ".join(hours)):
            return {"quiet_from": None, "quiet_to": None}
        case ["quiet", *hours] if quiet := hours_in(" ".join(hours)):
            return {"quiet_from": quiet[0], "quiet_to": quiet[1]}
        case ["zone", *city] if city:
            return {"zone": _zone(" ".join(city), others)}
        case at if weekly := _weekly(" ".join(at)):
            return weekly
    raise NotUnderstood(" ".join(said), _examples(said))


def _examples(said: Sequence[str]) -> tuple[str, ...]:
    """Lines that set what somebody meant to, where its word says so."""
    of_word = (f"/group settings {setting}" for setting in SETTINGS if said and setting.startswith(f"{said[0]} "))
    return tuple(of_word) or EXAMPLES


def _weekly(said: str) -> Mapping[str, object]:
    """A weekday, a time of day or both; nothing for anything else."""
    weekday, at = weekly_in(said) or (None, None)
    columns = {"digest_weekday": weekday, "digest_time": at}
    return {name: value for name, value in columns.items() if value is not None}


def _zone(city: str, others: Sequence[str]) -> str:
    """The zone of a place. Raises NoPlace, with a line for each that may be meant."""
    found = find_zone(city)
    if isinstance(found, Exact):
        return found.zone
    settings = [f"{one}, " for one in others]
    head = f"/group settings {''.join(settings)}zone"
    choices = tuple(Choice(option.label, f"{head} {option.zone}") for option in found.options)
    raise NoPlace(city, choices, "/group settings zone berlin")


def _lines(group: Group, columns: Collection[str], default_zone: str, today: date) -> Sequence[Markup]:
    """The lines of the settings that these columns are."""
    shown = (
        ({"digest_weekday", "digest_time", "zone"}, digest_line(group, default_zone)),
        ({"quiet_from"}, quiet_line(group)),
        ({"board_on"}, board_line(group)),
        ({"rooms_on"}, rooms_line(group)),
        ({"first_day"}, dates_line(group, today)),
    )
    return [line for names, line in shown if names.intersection(columns)]
