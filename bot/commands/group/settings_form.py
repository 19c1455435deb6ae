"""The settings of a group as one form; where a platform has none, a button for each of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.context import Context
from bot.chat.form import Blank, Field, Form, Into, Option, answers_in
from bot.chat.offers import OFF, QUIET_HOURS
from bot.chat.questions import asking_one, choosing, filled
from bot.chat.reply import Reply
from bot.commands.group.here import day_in, here
from bot.commands.group.keeping import lacking
from bot.commands.group.setup import EXAMPLES, dates_line, lines_of
from bot.errors import NotUnderstood
from bot.store import Group
from bot.texts import group as texts
from bot.texts import group_forms
from bot.texts.phrases import clock, lines, paragraphs, whole_weekday

LINE = "/group settings"
FORM = f"{LINE} form"

TIMES = ("08:00", "09:00", "12:00", "18:00", "20:00", "21:00")
"""What is offered where nothing can be typed into a form."""

SHOWN = {
    (True, True): "board on, rooms on",
    (True, False): "board on, rooms off",
    (False, True): "board off, rooms on",
    (False, False): "board off, rooms off",
}
"""What is typed for a board or none, and rooms or none."""

LONGEST_TIME, LONGEST_ZONE, LONGEST_HOURS = 20, 60, 40


async def settings(context: Context) -> Reply:
    """How the group is set, and the form that changes it."""
    group = (await here(context)).group
    form = settings_form(group, context.default_zone)
    set_so = (
        *lines_of(group, context.default_zone),
        dates_line(group, day_in(group, context.now, context.default_zone)),
    )
    text = paragraphs(lines(*set_so), texts.how_to_set(), lacking(context, group))
    return Reply(text=text, buttons=choosing(form, FORM), private=context.place.whispers, form=form)


async def asked(context: Context, said: Sequence[str]) -> Reply:
    """One setting asked about by its name, or the form with what was answered before. Raises NotUnderstood."""
    group = (await here(context)).group
    form = settings_form(group, context.default_zone)
    if not said:
        return await settings(context)
    if answers := answers_in(" ".join(said)):
        return replace(await settings(context), form=filled(form, answers))
    if one := asking_one(form, " ".join(said)):
        return replace(one, private=context.place.whispers)
    raise NotUnderstood(" ".join(said), EXAMPLES)


def settings_form(group: Group, default_zone: str) -> Form:
    """All of it, as it is set now."""
    zone, quiet = group.zone_or(default_zone).key, group.quiet
    hours = f"{clock(quiet[0])}-{clock(quiet[1])}" if quiet else OFF
    days = [whole_weekday(day) for day in range(7)]
    return Form(
        group_forms.settings(),
        LINE,
        (
            Field(
                group_forms.which_weekday(),
                tuple(Option(day, day.casefold(), days[group.digest_weekday] == day) for day in days),
                into=Into("day"),
            ),
            Blank(
                label=group_forms.which_time(),
                into=Into("time"),
                longest=LONGEST_TIME,
                text=clock(group.digest_time),
                offers=_as_typed(TIMES),
                required=True,
            ),
            Blank(
                label=group_forms.which_zone(),
                into=Into("zone", ", zone"),
                longest=LONGEST_ZONE,
                text=zone,
                hint=group_forms.zone_hint(),
                required=True,
            ),
            Blank(
                label=group_forms.quiet_hours(),
                into=Into("quiet", ", quiet"),
                longest=LONGEST_HOURS,
                text=hours,
                hint=group_forms.quiet_hint(),
                offers=_as_typed(QUIET_HOURS),
                required=True,
            ),
            Field(group_forms.board_and_rooms(), _shown(group), into=Into("shown", ",")),
        ),
        at_once=True,
    )


def _as_typed(words: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(word, word) for word in words)


def _shown(group: Group) -> tuple[Option, ...]:
    """Whether the board is pinned, and whether topics have their rooms."""
    now = group.board_on, group.rooms_on
    return tuple(
        Option(group_forms.shown(board=board, rooms=rooms), typed, now == (board, rooms))
        for (board, rooms), typed in SHOWN.items()
    )
