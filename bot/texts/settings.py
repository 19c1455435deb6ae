"""What is said of settings, nudges as they are set, skills, and a learner's data."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import capacity
from bot.texts.phrases import (
    clock,
    day,
    every,
    hours_from_to,
    lines,
    moment,
    named,
    number,
    paragraphs,
    shortened,
    whole_weekday,
)
from bot.texts.sentence import counted, plain, say
from roadmap.model import Roadmap
from roadmap.plan import Plan

RHYTHMS = {
    "fortnightly": "Nudges: every second {weekday} at {at}",
    "monthly": "Nudges: the first {weekday} of each month at {at}",
}
"""How often they come, where it is not each week."""

MOST_SKILLS, MOST_FOR = 24, 3
"""How many assumed skills are shown, and of each the topics that it is for; Discord takes 25 buttons."""


def nudge_time(on: bool, weekday: int, at: time, rhythm: str = "") -> Markup:
    if not on:
        return say("Nudges: off")
    if rhythm in RHYTHMS:
        return say(RHYTHMS[rhythm], weekday=whole_weekday(weekday), at=clock(at))
    return say("Nudges: {weekdays} at {at}", weekdays=every(weekday), at=clock(at))


def quiet_hours(quiet: tuple[time, time] | None) -> Markup:
    return say("Quiet hours: {hours}", hours=hours_from_to(quiet)) if quiet else say("Quiet hours: none")


def waits_for_quiet(at: time, quiet: tuple[time, time]) -> Markup:
    return say("{at} lies in your quiet hours, so nudges wait until {until}.", at=clock(at), until=clock(quiet[1]))


def shown(*, dark: bool, plain: bool) -> Markup:
    """How things are shown."""
    if plain:
        return say("Shown: dark pictures, no leading emoji") if dark else say("Shown: light pictures, no leading emoji")
    return say("Shown: dark pictures") if dark else say("Shown: light pictures")


def theme_set(*, dark: bool) -> Markup:
    if dark:
        return say("🌙 Pictures are dark from now on. <code>/settings light</code> makes them light again.")
    return say("☀️ Pictures are light from now on.")


def plain_set(*, plain: bool) -> Markup:
    if plain:
        return say(
            "Messages and buttons come without leading emoji from now on; <code>/settings emoji</code> brings them back."
        )
    return say("⚙ The emoji are back. <code>/settings plain</code> leaves them out, for who has messages read aloud.")


def everything(
    plan: Plan,
    *,
    zone: ZoneInfo,
    zone_known: bool,
    now: datetime,
    nudges: tuple[Markup | None, ...],
    pause: Markup | None,
    shown: Markup,
) -> Markup:
    """Everything /settings shows."""
    return paragraphs(
        say("⚙ <b>Your settings</b>"),
        lines(
            say(
                "Roadmap: {roadmap} from {day}",
                roadmap=plan.roadmap.title,
                day=day(plan.progress.first_day, plan.today),
            ),
            _zone(zone, now, known=zone_known),
            *capacity.lasting(plan),
            *nudges,
            pause,
            shown,
        ),
        say(
            "To change them: <code>/timezone tokyo</code>, <code>/nudges sunday 18:00</code>, <code>/nudges quiet "
            "22:00-07:30</code>, <code>/replan from monday</code>, <code>/settings plain</code>."
        ),
    )


def _zone(zone: ZoneInfo, now: datetime, *, known: bool) -> Markup:
    at = clock(now.astimezone(zone).time())
    if known:
        return say("Time zone: {zone}, {at} now", zone=zone.key, at=at)
    return say("Time zone: {zone} (not set: /timezone berlin), {at} now", zone=zone.key, at=at)


def nudges(settings: tuple[Markup, ...], upcoming: Markup, past: tuple[Markup, ...]) -> Markup:
    """Everything /nudges shows."""
    return paragraphs(
        lines(say("🔔 <b>Nudges</b>"), *settings, upcoming),
        lines(say(counted(len(past), "<b>The last {count}</b>", one="<b>The last</b>"), count=number(len(past))), *past)
        if past
        else None,
        say(
            "<code>/nudges monday 09:00</code>, <code>/nudges every two weeks</code>, <code>/nudges quiet 22:00-07:30</code>, "
            "<code>/nudges off</code>"
        ),
    )


def nudges_set(settings: tuple[Markup, ...], upcoming: Markup) -> Markup:
    return lines(say("🔔 Set."), *settings, upcoming)


def snoozed(due: datetime, study: datetime | None, zone: ZoneInfo, today: date) -> Markup:
    """``study`` is a study time that comes before."""
    if study:
        return say(
            "💤 The next nudge comes on {moment}. Your study times stay, next on {study}; /times skip leaves that one out.",
            moment=moment(due, zone, today),
            study=moment(study, zone, today),
        )
    return say("💤 I'll be back on {moment}.", moment=moment(due, zone, today))


def nudges_are_off() -> Markup:
    return say("Your nudges are off, so there is nothing to put off.")


def nothing_to_snooze() -> Markup:
    return say("🏁 Everything is done, so there is nothing left to nudge you about.")


def snoozed_already(due: date, today: date) -> Markup:
    return say("A snooze for {day} is there already.", day=day(due, today))


def skills(plan: Plan) -> Markup:
    """The assumed skills, ticked or not."""
    if not plan.roadmap.skills:
        return say("This roadmap assumes no skills.")
    rows = [
        _skill(skill, titles, known=skill in plan.progress.known_skills)
        for skill, titles in skills_wanted(plan.roadmap).items()
    ]
    return paragraphs(about_skills(), lines(*rows, more_skills(plan.roadmap)))


def skills_wanted(roadmap: Roadmap) -> dict[str, list[str]]:
    """As many of the assumed skills as are shown, each with the titles of the topics that it is for."""
    wanted: dict[str, list[str]] = {skill: [] for skill in roadmap.skills[:MOST_SKILLS]}
    for topic in roadmap.topics:
        for skill in dict.fromkeys(topic.skills):
            if skill in wanted:
                wanted[skill].append(topic.title)
    return wanted


def about_skills() -> Markup:
    return say("The roadmap assumes these skills. They inform and never lock anything; tap what you know.")


def wanted_for(titles: Sequence[str]) -> str:
    """Beside a skill."""
    return plain("for {topics}", topics=named(titles, most_named=MOST_FOR))


def skill_told(skill: str, *, known: bool) -> Markup:
    """Where the list is in sight anyway."""
    if known:
        return say("☑ {skill}: you know it.", skill=shortened(skill))
    return say("☐ {skill}: still assumed.", skill=shortened(skill))


def _skill(skill: str, wanted_by: list[str], *, known: bool) -> Markup:
    values = {"skill": shortened(skill), "topics": named(wanted_by, most_named=MOST_FOR)}
    if known:
        return say("☑ {skill} <i>(for {topics})</i>", **values)
    return say("☐ {skill} <i>(for {topics})</i>", **values)


def more_skills(roadmap: Roadmap) -> Markup | None:
    """How many there are beyond those that are shown."""
    count = len(roadmap.skills) - MOST_SKILLS
    if count <= 0:
        return None
    return say(
        counted(
            count,
            "… and {skills} more skills; <code>/skills git</code> ticks one by its name.",
            one="… and {skills} more skill; <code>/skills git</code> ticks one by its name.",
        ),
        skills=number(count),
    )


def no_skill(said: str, roadmap: Roadmap) -> Markup:
    if not roadmap.skills:
        return say("“{said}” is none of the assumed skills: there are none.", said=shortened(said))
    return say(
        "“{said}” is none of the assumed skills: {skills}.",
        said=shortened(said),
        skills=named(roadmap.skills, most_named=MOST_SKILLS),
    )
