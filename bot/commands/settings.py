"""/timezone, /settings, /skills: what a learner sets about themselves."""

from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.charts.palette import Theme
from bot.chat.command import Arg, Zone, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, also_asking, asking, choices
from bot.commands.facts import tell
from bot.commands.nudges import settings_lines
from bot.commands.routes import route
from bot.commands.study_times import asking_when
from bot.errors import Choice, NotUnderstood
from bot.nudges.arming import arm, next_nudge
from bot.store import Learner
from bot.texts import forms, helps, labels, looks, shelf_labels, standing, study_times
from bot.texts import settings as texts
from bot.texts import welcome as welcome_texts
from bot.texts.phrases import paragraphs
from bot.zones.offsets import offset_in, places_at
from bot.zones.search import Exact, find_zone
from roadmap.facts import Fact, Kind
from roadmap.names import folded
from roadmap.plan import Plan

MOST_OFFERED = 2000
"""Skills that are suggested while one is typed; those beyond are found by their whole names."""

CITIES = ("Berlin", "New York", "Mumbai")
"""Offered where no zone is known: one in each of three parts of the world."""


def city_buttons() -> tuple[Button, ...]:
    return also_asking(*(Button(labels.city(city), f"/timezone {city}") for city in CITIES))


@command("timezone", helps.TIMEZONE, "/timezone berlin", "/timezone new york")
async def timezone(context: Context, city: Zone | None = None) -> Reply:
    known = bool(context.learner and context.learner.zone)
    if city is None:
        return Reply(text=welcome_texts.zone_is(context.zone, context.now, known=known))
    offset = offset_in(city)
    found = find_zone(city) if offset is None else places_at(offset, context.now)
    if not isinstance(found, Exact):
        offered = (Button(option.label, f"/timezone {option.zone}") for option in found.options)
        picker = asking(*choices(forms.choose_one(), *offered))
        return Reply(text=_which(city, picker, by_offset=offset is not None), buttons=picker)
    if context.contact is None:
        await context.meet()
    was = context.learner
    await context.change(zone=found.zone)
    if context.enrolment:
        await arm(context, was)
    zone = ZoneInfo(found.zone)
    reply = Reply(text=welcome_texts.zone_set(found.place, zone, context.now, await next_nudge(context)))
    return await asking_when(context, reply)


def _which(city: str, picker: tuple[Button, ...], *, by_offset: bool) -> Markup:
    """What is asked where a place is not clear. An offset is a place's for a part of the year only."""
    if not picker:
        return welcome_texts.no_place(city, "/timezone berlin")
    return welcome_texts.which_clock(city) if by_offset else welcome_texts.which_place(city)


SHOWN: Mapping[str, Mapping[str, object]] = {
    "dark": {"theme": Theme.DARK.value},
    "light": {"theme": Theme.LIGHT.value},
    "plain": {"plain": True},
    "emoji": {"plain": False},
}
"""What may be said of how things are shown, and the columns that it sets."""

OPPOSITE = {"dark": "light", "light": "dark", "plain": "emoji", "emoji": "plain"}


@command("settings", helps.SETTINGS, "/settings", "/settings dark", "/settings plain", menu=True)
async def settings(context: Context, shown: Annotated[str | None, Arg(choices=words(*SHOWN))] = None) -> Reply:
    if shown is not None:
        return await _show_as(context, shown)
    contact, _ = context.enrolled()
    learner, plan = contact.learner, await context.plan()
    pause, linked = plan.progress.pause_on(context.today), await route(context)
    return Reply(
        text=texts.everything(
            plan,
            zone=context.zone,
            zone_known=learner.zone is not None,
            now=context.now,
            nudges=(
                *settings_lines(learner),
                looks.setting(on=bool(plan.progress.looks)),
                study_times.setting(learner.study),
                *linked,
            ),
            pause=standing.paused(plan),
            shown=texts.shown(dark=learner.theme == Theme.DARK, plain=learner.plain),
        ),
        buttons=(
            *_nudges(learner),
            Button(labels.resume(), "/resume") if pause else Button(labels.pause(), "/pause"),
            Button(labels.time_zone(), "/timezone"),
            _theme(learner),
            Button(shelf_labels.link_another(), "/link"),
            *((Button(shelf_labels.unlink_this(), "/unlink", Style.DANGER),) if linked else ()),
        ),
    )


def _nudges(learner: Learner) -> tuple[Button, Button]:
    """What switches nudges and quiet hours."""
    return (
        Button(labels.nudges_off(), "/nudges off") if learner.nudges_on else Button(labels.nudges_on(), "/nudges on"),
        Button(labels.no_quiet_hours(), "/nudges quiet off")
        if learner.quiet
        else Button(labels.usual_quiet_hours(), "/nudges quiet 22:00-07:30"),
    )


def _theme(learner: Learner) -> Button:
    is_dark = learner.theme == Theme.DARK
    return Button(labels.light(), "/settings light") if is_dark else Button(labels.dark(), "/settings dark")


async def _show_as(context: Context, said: str) -> Reply:
    """Set how things are shown: "dark", "dark mode", "plain off"."""
    words = folded(said).split()
    named = [word for word in words if word not in {"mode", "theme", "on", "off"}]
    if len(named) != 1 or named[0] not in SHOWN:
        raise NotUnderstood(said, settings.examples)
    wanted = OPPOSITE[named[0]] if "off" in words else named[0]
    await context.meet()
    learner = await context.change(**SHOWN[wanted])
    if "theme" in SHOWN[wanted]:
        return Reply(text=texts.theme_set(dark=learner.theme == Theme.DARK))
    return Reply(text=texts.plain_set(plain=learner.plain))


async def _skills(context: Context) -> list[Choice]:
    return [Choice(skill, skill) for skill in context.roadmap.skills[:MOST_OFFERED]]


@command("skills", helps.SKILLS, "/skills", "/skills stats")
async def skills(context: Context, skill: Annotated[str | None, Arg(suggest=_skills)] = None) -> Reply:
    """With a # in front of the skill, as a page says it that has the list in sight, the answer is a line."""
    if skill is None:
        return _skill_list(await context.plan(), None)
    by_name = context.roadmap.skills_by_name
    named = by_name.get(folded(skill)) or by_name.get(folded(skill.removeprefix("#")))
    if named is None:
        return Reply(text=texts.no_skill(skill, context.roadmap))
    known = named in (await context.progress()).known_skills
    kind = Kind.SKILL_UNKNOWN if known else Kind.SKILL_KNOWN
    told = await tell(context, [Fact(kind=kind, day=context.today, skill=named)])
    if skill.startswith("#") and folded(skill) != folded(named):
        return Reply(text=paragraphs(texts.skill_told(named, known=not known), told.welcome))
    return _skill_list(told.plan, told.welcome)


def _skill_list(plan: Plan, welcome: Markup | None) -> Reply:
    ticks = [
        Button(labels.skill(skill, known=skill in plan.progress.known_skills), f"/skills {skill}")
        for skill in plan.roadmap.skills[: texts.MOST_SKILLS]
    ]
    return Reply(text=paragraphs(texts.skills(plan), welcome), buttons=tuple(ticks), in_place=True)
