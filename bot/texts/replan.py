"""What is said of re-planning from today: the ways there are, old → new, and what was done."""

from datetime import timedelta

from markupsafe import Markup

from bot.texts import labels, windows
from bot.texts import named_end as end
from bot.texts.capacity import ending
from bot.texts.phrases import day, hours_in, lines, named, paragraphs, sentences
from bot.texts.sentence import plain, say
from bot.texts.stages import told_apart
from roadmap.facts import Kind
from roadmap.plan import Plan
from roadmap.replan import Replanning, Way


def label(way: Way) -> str:
    """Of a button that shows this way."""
    match way:
        case Way.FRESH:
            return labels.fresh_start()
        case Way.STRETCH:
            return plain("📏 Stretch the end")
        case Way.HOURS:
            return plain("⏱ More hours")
        case Way.DROP:
            return plain("✂ Drop what's optional")


def ways(old: Plan, found: tuple[Replanning, ...]) -> Markup:
    """The ways there are, each with its end."""
    return paragraphs(
        say("🗓 <b>Re-plan what is unfinished from today.</b>"),
        *(lines(_what(old, one), ending(old, one.plan)) for one in found),
        say("Each shows its days first; nothing is changed yet."),
    )


def preview(old: Plan, one: Replanning) -> Markup:
    """The windows, old → new."""
    return paragraphs(
        lines(_what(old, one), ending(old, one.plan)),
        windows.moves(old, one.plan, _days_moved(old, one.plan)),
        say("Nothing is changed yet."),
    )


def _days_moved(old: Plan, new: Plan) -> Markup:
    """What the lines below it say."""
    if old.progress.end and new.progress.end:
        return say("The day by which you want each done, old → new:")
    return say("The day to aim for, and the latest; old → new:")


def done(old: Plan, one: Replanning, new: Plan) -> Markup:
    """A way was taken."""
    return lines(
        say("🗓 Re-planned: your plan now counts from {day}.", day=day(new.progress.first_day, new.today)),
        _what(old, one) if one.way is not Way.STRETCH else None,
        ending(old, new),
    )


def _what(old: Plan, one: Replanning) -> Markup:
    match one.way:
        case Way.FRESH:
            return sentences(say("🌱 <b>Fresh start</b>: what is left, counted from today."), _forgives(old, one))
        case Way.STRETCH if old.progress.end:
            return say(
                "📏 <b>Stretch the end</b> that you named: each topic keeps the days it had, counted from today."
            )
        case Way.STRETCH:
            return say("📏 <b>Stretch the end</b>: the same topics, counted from today.")
        case Way.HOURS:
            minutes = one.plan.progress.weekly_minutes or 0
            return say("⏱ <b>More hours</b>: {hours} a week hold the old end.", hours=hours_in(minutes))
        case Way.DROP:
            return say("✂ <b>Drop what's optional</b>: {topics}.", topics=named(_dropped(old, one)))


def _forgives(old: Plan, one: Replanning) -> Markup | None:
    """Which days a fresh start takes for a pause."""
    pause = next((fact for fact in one.facts if fact.kind is Kind.PAUSED), None)
    if pause is None or pause.back is None:
        return None
    return say(
        "Everything you did stays, and the quiet days from {first} to {last} count as a pause.",
        first=day(pause.day, old.today),
        last=day(pause.back - timedelta(days=1), old.today),
    )


def _dropped(old: Plan, one: Replanning) -> list[str]:
    slugs = [fact.topic for fact in one.facts if fact.kind is Kind.SKIPPED]
    return [told_apart(old.roadmap, old.roadmap.by_slug[slug]) for slug in slugs]


def leads_nowhere(old: Plan, stretched: Plan, way: Way, *, heeds_hours: bool) -> Markup:
    """Why this way is none; ``stretched`` is the plan from today with the hours and topics as they are."""
    if old.finished:
        return say("🏁 Everything is done; there is nothing left to plan.")
    if way is Way.DROP:
        return say("Nothing that is left is optional. /skip leaves out a topic all the same.")
    if not old.is_dated:
        return say(
            "No topic has a day to be done by, so there is nothing to re-plan. <code>/plan finish by 30 june</code> names an end, and "
            "I share the days among what is left."
        )
    if old.progress.end:
        return say(
            "You named an end, {day}, and hours don't move it. <code>/replan stretch</code> does.",
            day=day(end.last(old), old.today),
        )
    if not heeds_hours:
        return say("What is left of this roadmap states no effort in hours, so more hours would not move its end.")
    if old.last_day and old.last_day < old.today:
        return say(
            "The old end, {day}, is over; no hours bring it back. <code>/replan stretch</code> moves it.",
            day=day(old.last_day, old.today),
        )
    if old.last_day and stretched.last_day and stretched.last_day <= old.last_day:
        return say("No need: the old end, {day}, holds without more hours.", day=day(old.last_day, old.today))
    return say("More hours alone would not hold the old end. <code>/replan stretch</code> moves it.")
