"""What is said at the door: greeting, enrolling, zones."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import known
from bot.texts.lengths import length
from bot.texts.phrases import (
    clock,
    day,
    lines,
    listed,
    moment,
    number,
    paragraphs,
    sentences,
    short_day,
    shortened,
    typed_day,
)
from bot.texts.sentence import counted, say
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan


def greeting(roadmap: Roadmap) -> Markup:
    """The first words to a stranger; nothing is stored yet."""
    return paragraphs(
        say(
            "👋 I'm Roadmate, a study mate for a learning roadmap. You tell me what you begin and finish; I do the "
            "arithmetic, and once a week I tell you what is on, what is overdue and what comes next."
        ),
        say(
            "The roadmap: <b>{roadmap}</b>, {length}. It begins with {topic}.",
            roadmap=roadmap.title,
            length=length(roadmap),
            topic=roadmap.order[0].title,
        ),
    )


def enrolled(plan: Plan, first_nudge: datetime | None, zone: ZoneInfo, *, zone_known: bool) -> Markup:
    """The learner is on a roadmap."""
    first = plan.roadmap.order[0]
    window = plan.windows.get(first.slug)
    begin = (
        say(
            "First comes <b>{topic}</b>: aim for {day}.",
            topic=first.title,
            day=short_day(window.target, plan.today),
        )
        if window
        else say("First comes <b>{topic}</b>.", topic=first.title)
    )
    return paragraphs(
        sentences(
            say(
                "🎒 You're on <b>{roadmap}</b> from {day}.",
                roadmap=plan.roadmap.title,
                day=day(plan.progress.first_day, plan.today),
            ),
            begin,
        ),
        lines(first_nudge_on(first_nudge, zone, plan.today), None if zone_known else goes_by(zone)),
        known.asked(),
    )


def first_nudge_on(first_nudge: datetime | None, zone: ZoneInfo, today: date) -> Markup | None:
    if first_nudge is None:
        return None
    return say("My first nudge comes on {moment}.", moment=moment(first_nudge, zone, today, named=True))


def goes_by(zone: ZoneInfo) -> Markup:
    """Which zone holds until another is said, where that is not asked yet."""
    return say("I'm going by {zone} until you say, for example, <code>/timezone berlin</code>.", zone=zone.key)


def ask_city(zone: ZoneInfo) -> Markup:
    return say(
        "Which city are you in? I'm going by {zone} until you say, for example, <code>/timezone berlin</code>.",
        zone=zone.key,
    )


def welcome_back(roadmap: Roadmap) -> Markup:
    return say("👋 Good to see you. You're on <b>{roadmap}</b>; here is where you stand.", roadmap=roadmap.title)


def as_well(here: Roadmap, other: Roadmap) -> Markup:
    """The offer of a second roadmap."""
    return say(
        "You're on <b>{roadmap}</b>. Begin <b>{other}</b> as well, {length}? Your progress stays where it is.",
        roadmap=here.title,
        other=other.title,
        length=length(other),
    )


def on_both(here: Roadmap, other: Roadmap) -> Markup:
    return say(
        "You're on <b>{roadmap}</b> too; <b>{under_way}</b> is under way. Shall I go over to it?",
        roadmap=other.title,
        under_way=here.title,
    )


def on_many(most: int) -> Markup:
    return say(
        counted(most, "You're on {most} roadmaps, and that is as many as I keep for one person."), most=number(most)
    )


def moves_by_plan(when: date) -> Markup:
    return say("To move your first day: <code>/replan from {day}</code>.", day=typed_day(when))


def no_roadmap(slug: str, known: tuple[str, ...]) -> Markup:
    return say("I have no roadmap called “{slug}”. There is {roadmaps}.", slug=shortened(slug), roadmaps=listed(known))


def a_topic(topic: Topic) -> Markup:
    """Somebody starts what is no roadmap, but a topic of theirs."""
    return say("<b>{topic}</b> is a topic of your roadmap. Shall I mark it as begun?", topic=topic.title)


def zone_is(zone: ZoneInfo, now: datetime, *, known: bool) -> Markup:
    """The zone as it stands, with the local time to check it by."""
    if not known:
        return ask_city(zone)
    return say(
        "Your zone is {zone}, where it is {at} now. Another? <code>/timezone berlin</code>",
        zone=zone.key,
        at=clock(now.astimezone(zone).time()),
    )


def zone_set(place: str, zone: ZoneInfo, now: datetime, next_nudge: datetime | None) -> Markup:
    """The zone was set; the local time is shown back."""
    today = now.astimezone(zone).date()
    return lines(
        say(
            "🌍 {place} ({zone}): it is {at} there now.",
            place=place,
            zone=zone.key,
            at=clock(now.astimezone(zone).time()),
        ),
        say("The next nudge comes on {moment}.", moment=moment(next_nudge, zone, today)) if next_nudge else None,
    )


def which_place(said: str) -> Markup:
    return say("I'm not sure about “{said}”. Is it one of these?", said=shortened(said))


def which_clock(said: str) -> Markup:
    """An offset is no zone: clocks change."""
    return say(
        "Clocks change with the seasons, so I go by places. Which of these has your time, {said}?", said=shortened(said)
    )


def no_place(said: str, example: str) -> Markup:
    return say(
        "I know no place like “{said}”. Try the nearest big city: <code>{example}</code>.",
        said=shortened(said),
        example=example,
    )
