"""What is said at the door: greeting, enrolling, zones, help."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.glued import day, lines, listed, moment, paragraphs, short_day, shortened
from bot.texts.topics import length
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan


def greeting(roadmap: Roadmap) -> Markup:
    """The first words to a stranger; nothing is stored yet."""
    return paragraphs(
        Markup(
            "👋 I'm Roadmate, a study mate for a learning roadmap. You tell me what you begin and finish; I do the "
            "arithmetic, and once a week I tell you what is in its window, what is overdue and what comes next."
        ),
        Markup("The roadmap: <b>{}</b>, {}. It begins with {}.").format(
            roadmap.title, length(roadmap), roadmap.order[0].title
        ),
    )


def enrolled(plan: Plan, first_nudge: datetime | None, zone: ZoneInfo, *, zone_known: bool) -> Markup:
    """The learner is on a roadmap."""
    first = plan.roadmap.order[0]
    window = plan.windows.get(first.slug)
    begin = Markup("First comes <b>{}</b>{}.").format(
        first.title,
        f": target {short_day(window.target, plan.today)}, limit {short_day(window.limit, plan.today)}"
        if window
        else "",
    )
    return paragraphs(
        Markup("🎒 You're on <b>{}</b> from {}. {}").format(
            plan.roadmap.title, day(plan.progress.first_day, plan.today), begin
        ),
        first_nudge_on(first_nudge, zone, plan.today),
        None if zone_known else ask_city(zone),
    )


def first_nudge_on(first_nudge: datetime | None, zone: ZoneInfo, today: date) -> Markup | None:
    if first_nudge is None:
        return None
    return Markup("My first nudge comes on {}.").format(moment(first_nudge, zone, today, named=True))


def ask_city(zone: ZoneInfo) -> Markup:
    return Markup(
        "Which city are you in? I'm going by {} until you say, for example, <code>/timezone berlin</code>."
    ).format(zone.key)


def welcome_back(roadmap: Roadmap) -> Markup:
    return Markup("👋 Good to see you. You're on <b>{}</b>; here is where you stand.").format(roadmap.title)


def as_well(here: Roadmap, other: Roadmap) -> Markup:
    """The offer of a second roadmap."""
    return Markup("You're on <b>{}</b>. Begin <b>{}</b> as well, {}? Your progress stays where it is.").format(
        here.title, other.title, length(other)
    )


def on_both(here: Roadmap, other: Roadmap) -> Markup:
    return Markup("You're on <b>{}</b> too; <b>{}</b> is under way. Shall I go over to it?").format(
        other.title, here.title
    )


def on_many(most: int) -> Markup:
    return Markup("You're on {} roadmaps, and that is as many as I keep for one person.").format(most)


def moves_by_plan(when: date) -> Markup:
    return Markup("To move your first day: <code>/plan from {}</code>.").format(f"{when.day} {when:%B} {when.year}")


def no_roadmap(slug: str, known: tuple[str, ...]) -> Markup:
    return Markup("I have no roadmap called “{}”. There is {}.").format(shortened(slug), listed(known))


def a_topic(topic: Topic) -> Markup:
    """Somebody starts what is no roadmap, but a topic of theirs."""
    return Markup("<b>{}</b> is a topic of your roadmap. Shall I mark it as begun?").format(topic.title)


def zone_is(zone: ZoneInfo, now: datetime, *, known: bool) -> Markup:
    """The zone as it stands, with the local time to check it by."""
    if not known:
        return ask_city(zone)
    return Markup("Your zone is {}, where it is {:%H:%M} now. Another? <code>/timezone berlin</code>").format(
        zone.key, now.astimezone(zone)
    )


def zone_set(place: str, zone: ZoneInfo, now: datetime, next_nudge: datetime | None) -> Markup:
    """The zone was set; the local time is shown back."""
    today = now.astimezone(zone).date()
    return lines(
        Markup("🌍 {} ({}): it is {:%H:%M} there now.").format(place, zone.key, now.astimezone(zone)),
        Markup("The next nudge comes on {}.").format(moment(next_nudge, zone, today)) if next_nudge else None,
    )


def which_place(said: str) -> Markup:
    return Markup("I'm not sure about “{}”. Is it one of these?").format(shortened(said))


def which_clock(said: str) -> Markup:
    """An offset is no zone: clocks change."""
    return Markup("Clocks change with the seasons, so I go by places. Which of these has your time, {}?").format(
        shortened(said)
    )


def no_place(said: str) -> Markup:
    return Markup("I know no place like “{}”. Try the nearest big city: <code>/timezone berlin</code>.").format(
        shortened(said)
    )


def commands(names: list[tuple[str, str]]) -> Markup:
    """/help: one line a command."""
    rows = [Markup("/{} – {}").format(name, what) for name, what in names]
    return paragraphs(
        Markup(
            "Just tell me: <code>finished nlp yesterday</code>, <code>studied 45 min of deep learning</code>, "
            "<code>ill since tuesday</code>, <code>what's next?</code> I say back what I stored, and ask where I'm not "
            "sure. Topics go by number, name or nickname; days as you say them (<code>yesterday</code>, "
            "<code>3 march</code>)."
        ),
        lines(*rows),
        Markup("<code>/help done</code> shows one of them with examples."),
    )


def command(usage: str, what: str, params: list[tuple[str, str]], examples: tuple[str, ...]) -> Markup:
    """/help for one command."""
    return paragraphs(
        Markup("<code>{}</code>\n{}").format(usage, what),
        lines(*(Markup("<b>{}</b>: {}").format(name, about) for name, about in params)) if params else None,
        lines(*(Markup("<code>{}</code>").format(example) for example in examples)) if examples else None,
    )
