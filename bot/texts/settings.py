"""What is said of settings, nudges as they are set, skills, and a learner's data."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import capacity
from bot.texts.glued import (
    day,
    lines,
    moment,
    named,
    paragraphs,
    plural,
    shortened,
)
from roadmap.model import Roadmap
from roadmap.plan import Plan

MOST_SKILLS, MOST_FOR = 24, 3
"""How many assumed skills are shown, and of each the topics that it is for; Discord takes 25 buttons."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def nudge_time(on: bool, weekday: int, at: time) -> Markup:
    return Markup("Nudges: {}").format(f"{WEEKDAYS[weekday]}s at {at:%H:%M}" if on else "off")


def quiet_hours(quiet: tuple[time, time] | None) -> Markup:
    return Markup("Quiet hours: {}").format(f"{quiet[0]:%H:%M}–{quiet[1]:%H:%M}" if quiet else "none")


def waits_for_quiet(at: time, quiet: tuple[time, time]) -> Markup:
    return Markup("{:%H:%M} lies in your quiet hours, so nudges wait until {:%H:%M}.").format(at, quiet[1])


def everything(
    plan: Plan, *, zone: ZoneInfo, zone_known: bool, now: datetime, nudges: tuple[Markup, ...], pause: Markup | None
) -> Markup:
    """Everything /settings shows."""
    return paragraphs(
        Markup("⚙ <b>Your settings</b>"),
        lines(
            Markup("Roadmap: {} from {}").format(plan.roadmap.title, day(plan.progress.first_day, plan.today)),
            Markup("Time zone: {}{}, {:%H:%M} now").format(
                zone.key, "" if zone_known else " (not set: /timezone berlin)", now.astimezone(zone)
            ),
            *capacity.lasting(plan),
            *nudges,
            pause,
        ),
        Markup(
            "To change them: <code>/timezone tokyo</code>, <code>/nudges sunday 18:00</code>, <code>/nudges quiet 22:00-07:30</code>, <code>/plan from monday</code>."
        ),
    )


def nudges(settings: tuple[Markup, ...], upcoming: Markup, past: tuple[Markup, ...]) -> Markup:
    """Everything /nudges shows."""
    return paragraphs(
        lines(Markup("🔔 <b>Nudges</b>"), *settings, upcoming),
        lines(Markup("<b>The last {}</b>").format(len(past)) if len(past) > 1 else Markup("<b>The last</b>"), *past)
        if past
        else None,
        Markup("<code>/nudges monday 09:00</code>, <code>/nudges quiet 22:00-07:30</code>, <code>/nudges off</code>"),
    )


def nudges_set(settings: tuple[Markup, ...], upcoming: Markup) -> Markup:
    return lines(Markup("🔔 Set."), *settings, upcoming)


def snoozed(due: datetime, zone: ZoneInfo, today: date) -> Markup:
    return Markup("💤 I'll be back on {}.").format(moment(due, zone, today))


def nudges_are_off() -> Markup:
    return Markup("Your nudges are off, so there is nothing to put off.")


def nothing_to_snooze() -> Markup:
    return Markup("🏁 Everything is done, so there is nothing left to nudge you about.")


def snoozed_already(due: date, today: date) -> Markup:
    return Markup("A snooze for {} is there already.").format(day(due, today))


def skills(plan: Plan) -> Markup:
    """The assumed skills, ticked or not."""
    if not plan.roadmap.skills:
        return Markup("This roadmap assumes no skills.")
    wanted: dict[str, list[str]] = {skill: [] for skill in plan.roadmap.skills[:MOST_SKILLS]}
    for topic in plan.roadmap.topics:
        for skill in dict.fromkeys(topic.skills):
            if skill in wanted:
                wanted[skill].append(topic.title)
    rows = [
        Markup("{} {} <i>(for {})</i>").format(
            "☑" if skill in plan.progress.known_skills else "☐", shortened(skill), named(titles, most_named=MOST_FOR)
        )
        for skill, titles in wanted.items()
    ]
    return paragraphs(
        Markup("The roadmap assumes these skills. They inform and never lock anything; tap what you know."),
        lines(*rows, _more_skills(len(plan.roadmap.skills) - len(rows))),
    )


def _more_skills(count: int) -> Markup | None:
    if not count:
        return None
    return Markup("… and {}; <code>/skills git</code> ticks one by its name.").format(plural(count, "more skill"))


def no_skill(said: str, roadmap: Roadmap) -> Markup:
    return Markup("“{}” is none of the assumed skills: {}.").format(
        shortened(said), named(roadmap.skills, most_named=MOST_SKILLS) if roadmap.skills else "there are none"
    )
