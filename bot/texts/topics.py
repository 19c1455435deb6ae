"""What is said of a roadmap and of one topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.texts import stages, steps
from bot.texts.certificate_views import Shown, in_topic
from bot.texts.lengths import recommended, says_lengths, where_in_range
from bot.texts.log import SHOWN_OF_NOTE, in_all, kept, last_notes
from bot.texts.phrases import (
    clauses_markup,
    days,
    lines,
    number,
    numeral,
    paragraphs,
    row,
    short_day,
    shortened,
    weeks_of,
)
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import SIGNS
from roadmap.facts import Fact
from roadmap.model import Resource, Roadmap, Status, Topic
from roadmap.plan import Plan
from roadmap.progress import TopicProgress
from roadmap.sittings import Sittings

MOST_ROWS, MOST_BESIDE = 30, 10
"""Topics shown one to a line, and those going on elsewhere that are shown beside them."""

MOST_LINKS = 20
"""What is shown of the resources of one topic, or of what it builds on."""

LONGEST_NAME = 200
"""Characters of a resource's name, or a certification's, that are shown."""


def stands(status: Status) -> str:
    """Where a topic stands, in a word or two."""
    match status:
        case Status.NOT_STARTED:
            return plain("not started")
        case Status.GOING_ON:
            return plain("going on")
        case Status.COMPLETED:
            return plain("completed")
        case Status.SKIPPED:
            return plain("skipped")


def near(plan: Plan, topics: tuple[Topic, ...], most: int = MOST_ROWS) -> tuple[Topic, ...]:
    """Of many topics those where the learner is: some around the first unfinished one, and a few more that go on."""
    if len(topics) <= most:
        return topics
    first = next((place for place, topic in enumerate(topics) if not plan.progress.of(topic.slug).finished), 0)
    start = max(0, min(first - most // 4, len(topics) - most))
    before, after = topics[:start], topics[start + most :]
    beside = [topic for topic in (*before, *after) if plan.progress.of(topic.slug).status is Status.GOING_ON]
    kept = set(beside[:MOST_BESIDE])
    return (
        *(topic for topic in before if topic in kept),
        *topics[start : start + most],
        *(topic for topic in after if topic in kept),
    )


def others(shown: int, of: int) -> Markup | None:
    """That there are more topics than were shown; None where there are none."""
    if shown == of:
        return None
    return say(
        counted(
            of - shown,
            "… and {topics} more topics not shown; <code>/export</code> has them all.",
            one="… and {topics} more topic not shown; <code>/export</code> has them all.",
        ),
        topics=number(of - shown),
    )


def titled(plan: Plan, topic: Topic, title: str) -> Markup:
    """A topic with where it stands and its number."""
    return say(
        "{sign} <b>{number}. {topic}</b>",
        sign=SIGNS[plan.progress.of(topic.slug).status],
        number=numeral(topic.number),
        topic=title,
    )


def needs(roadmap: Roadmap, topic: Topic) -> tuple[str, ...]:
    """The titles and skills a topic builds on."""
    return (*(roadmap.by_slug[slug].title for slug in topic.prerequisites), *topic.skills)


@dataclass(frozen=True, slots=True)
class Noted:
    """What was studied of a topic, the last notes about it, what the learner will remember (empty: not said), how they stand with
    its certifications, and what is said of the files that show it."""

    studied: Sittings | None = None
    notes: tuple[Fact, ...] = ()
    sentence: str = ""
    certificates: Sequence[Shown] = ()
    files: Markup | None = None


def details(plan: Plan, topic: Topic, noted: Noted) -> Markup:
    """Everything about one topic, links, what was studied and noted of it and what there is to show for it included."""
    head = lines(
        titled(plan, topic, topic.title),
        stages.heading(plan, topic) if topic.stage else None,
        say("<i>{why}</i>", why=topic.why) if topic.why else None,
    )
    facts = lines(
        say("Difficulty: {difficulty} of 5", difficulty=number(topic.difficulty)) if topic.difficulty else None,
        say("Recommended: {recommended}", recommended=recommended(topic)) if says_lengths(plan.roadmap) else None,
        _builds_on(plan, topic),
        where(plan, topic),
        say("Studied: {studied}", studied=in_all(noted.studied, plan.today)) if noted.studied else None,
        kept(noted.sentence),
    )
    notes = last_notes(noted.notes, plan.today, most=SHOWN_OF_NOTE)
    within = steps.within(plan, topic)
    proven = certifications(topic, noted.certificates, plan.today)
    return paragraphs(head, facts, notes, within, _resources(topic.resources), proven, noted.files)


def _builds_on(plan: Plan, topic: Topic) -> Markup | None:
    topics = [
        say("{sign} {topic}", sign=SIGNS[plan.progress.of(slug).status], topic=plan.roadmap.by_slug[slug].title)
        for slug in topic.prerequisites[:MOST_LINKS]
    ]
    skills = [_skill(skill, known=skill in plan.progress.known_skills) for skill in topic.skills[:MOST_LINKS]]
    if not topics and not skills:
        return None
    shown = clauses_markup([*topics, *skills][:MOST_LINKS], more=_beyond(len(topic.prerequisites) + len(topic.skills)))
    if not skills:
        return say("Builds on: {topics}", topics=shown)
    return say("Builds on: {topics} (assumed; /skills ticks them)", topics=shown)


def _skill(skill: str, *, known: bool) -> Markup:
    return say("☑ {skill}", skill=skill) if known else say("☐ {skill}", skill=skill)


def _beyond(of: int) -> int:
    """How many are not shown."""
    return max(0, of - MOST_LINKS)


def where(plan: Plan, topic: Topic) -> Markup:
    """Where the learner stands with a topic, with its window."""
    state, today = plan.progress.of(topic.slug), plan.today
    match state.status:
        case Status.COMPLETED:
            return _completed(state, today)
        case Status.SKIPPED:
            return say("skipped")
        case Status.GOING_ON:
            return row(_since(plan, topic, state), window(plan, topic), over(plan, topic))
        case Status.NOT_STARTED:
            return row(say("not begun"), window(plan, topic), over(plan, topic))


def _completed(state: TopicProgress, today: date) -> Markup:
    evidence = say('<a href="{link}">evidence</a>', link=state.link) if state.link else None
    if state.known:
        return row(say("known already"), evidence)
    return row(
        say("completed {day}", day=short_day(state.completed, today)) if state.completed else say("completed"), evidence
    )


def _since(plan: Plan, topic: Topic, state: TopicProgress) -> str:
    if so_far := where_in_range(plan, topic):
        return so_far
    return plain("begun {day}", day=short_day(state.begun, plan.today)) if state.begun else plain("going on")


def window(plan: Plan, topic: Topic) -> str:
    """Both days of a topic, where they are asked for, or that it has none; nothing where no topic has any."""
    found = plan.windows.get(topic.slug)
    if found is None:
        return weeks_of(None) if plan.is_dated else ""
    target, limit = short_day(found.target, plan.today), short_day(found.limit, plan.today)
    if plan.progress.end or found.target == found.limit:
        return plain("by {day}", day=limit)
    return plain("aim for {target}, latest {limit}", target=target, limit=limit)


def aim(plan: Plan, topic: Topic) -> str:
    """The one day that matters by now: the first of both while it is ahead; empty where there is none, or both are over."""
    found = plan.windows.get(topic.slug)
    if found is None or found.limit < plan.today:
        return ""
    if plan.today <= found.target < found.limit and not plan.progress.end:
        return plain("aim for {day}", day=short_day(found.target, plan.today))
    return plain("by {day}", day=short_day(found.limit, plan.today))


def over(plan: Plan, topic: Topic) -> Markup | None:
    """By how much a topic is overdue, in days, as everywhere; None if it is not."""
    late = plan.days_over(topic)
    return say("❗ {time} over", time=days(late)) if late else None


def linked(resource: Resource) -> Markup:
    """A resource's name, as a link where it has one."""
    return (
        say('<a href="{link}">{name}</a>', link=resource.link, name=shortened(resource.name, LONGEST_NAME))
        if resource.link
        else say("{name}", name=shortened(resource.name, LONGEST_NAME))
    )


def _resources(resources: tuple[Resource, ...]) -> Markup | None:
    if not resources:
        return None
    more = _beyond(len(resources))
    return lines(
        say("<b>Free to learn from</b> and {count} more", count=number(more))
        if more
        else say("<b>Free to learn from</b>"),
        *(say("• {resource}", resource=linked(one)) for one in resources[:MOST_LINKS]),
    )


def certifications(topic: Topic, rows: Sequence[Shown], today: date) -> Markup | None:
    """The certifications of a topic, each with where the learner stands; None where there is nothing to say of them."""
    if rows:
        more = _beyond(len(rows))
        return lines(
            say("<b>Free certifications</b> and {count} more", count=number(more))
            if more
            else say("<b>Free certifications</b>"),
            *(in_topic(one, today) for one in rows[:MOST_LINKS]),
        )
    if topic.instead:
        return say("No certification here; {instead}.", instead=topic.instead)
    return None
