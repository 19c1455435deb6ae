"""What is said of re-planning from today: the ways there are, old → new, and what was done."""

from markupsafe import Markup

from bot.texts import standing
from bot.texts.capacity import ending
from bot.texts.glued import day, hours_of, lines, named, paragraphs
from bot.texts.sentence import plain
from roadmap.plan import Plan
from roadmap.progress import Kind
from roadmap.replanning import Replanning, Way


def label(way: Way) -> str:
    """Of a button that shows this way."""
    match way:
        case Way.STRETCH:
            return plain("📏 Stretch the end")
        case Way.HOURS:
            return plain("⏱ More hours")
        case Way.DROP:
            return plain("✂ Drop what's optional")


def ways(old: Plan, found: tuple[Replanning, ...]) -> Markup:
    """The ways there are, each with its end."""
    return paragraphs(
        Markup("🗓 <b>Re-plan what is unfinished from today.</b>"),
        *(lines(_what(old, one), ending(old, one.plan)) for one in found),
        Markup("Each shows its windows first; nothing is changed yet."),
    )


def preview(old: Plan, one: Replanning) -> Markup:
    """The windows, old → new."""
    return paragraphs(
        lines(_what(old, one), ending(old, one.plan)),
        lines(Markup("Target to limit, old → new:"), standing.moves(old, one.plan)),
        Markup("Nothing is changed yet."),
    )


def done(old: Plan, one: Replanning, new: Plan) -> Markup:
    """A way was taken."""
    return lines(
        Markup("🗓 Re-planned: your plan now counts from {}.").format(day(new.progress.first_day, new.today)),
        _what(old, one) if one.way is not Way.STRETCH else None,
        ending(old, new),
    )


def _what(old: Plan, one: Replanning) -> Markup:
    match one.way:
        case Way.STRETCH:
            return Markup("📏 <b>Stretch the end</b>: the same topics, counted from today.")
        case Way.HOURS:
            minutes = one.plan.progress.weekly_minutes or 0
            return Markup("⏱ <b>More hours</b>: {} a week hold the old end.").format(hours_of(minutes))
        case Way.DROP:
            return Markup("✂ <b>Drop what's optional</b>: {}.").format(named(_dropped(old, one)))


def _dropped(old: Plan, one: Replanning) -> list[str]:
    slugs = [fact.topic for fact in one.facts if fact.kind is Kind.SKIPPED]
    return [old.roadmap.by_slug[slug].title for slug in slugs]


def leads_nowhere(old: Plan, stretched: Plan, way: Way, *, heeds_hours: bool) -> Markup:
    """Why this way is none; ``stretched`` is the plan from today with the hours and topics as they are."""
    if old.finished:
        return Markup("🏁 Everything is done; there is nothing left to plan.")
    if way is Way.DROP:
        return Markup("Nothing that is left is optional. /skip leaves out a topic all the same.")
    if not heeds_hours:
        return Markup("What is left of this roadmap states no effort in hours, so more hours would not move its end.")
    if old.last_day and old.last_day < old.today:
        return Markup(
            "The old end, {}, is over; no hours bring it back. <code>/replan stretch</code> moves it."
        ).format(day(old.last_day, old.today))
    if old.last_day and stretched.last_day and stretched.last_day <= old.last_day:
        return Markup("No need: the old end, {}, holds without more hours.").format(day(old.last_day, old.today))
    return Markup("More hours alone would not hold the old end. <code>/replan stretch</code> moves it.")
