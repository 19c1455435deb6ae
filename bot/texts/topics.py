"""What is said of a roadmap and of one topic."""

from datetime import date

from markupsafe import Markup

from bot.texts import said
from bot.texts.phrases import (
    Sentence,
    between,
    counted,
    hours,
    hours_between,
    lines,
    named,
    paragraphs,
    plural,
    short_day,
    shortened,
    weeks,
)
from roadmap.model import Certification, Resource, Roadmap, Status, Topic
from roadmap.plan import Plan, weeks_over
from roadmap.progress import TopicProgress
from roadmap.sittings import Sittings
from roadmap.stretch import Days

SIGNS = {Status.COMPLETED: "✅", Status.GOING_ON: "🟡", Status.NOT_STARTED: "⬜", Status.SKIPPED: "⏭"}
MOST_ROWS, MOST_BESIDE = 30, 10
"""Topics shown one to a line, and those going on elsewhere that are shown beside them."""

MOST_LINKS = 20
"""What is shown of the resources of one topic, or of what it builds on."""

LONGEST_NAME = 200
"""Characters of a resource's name, or a certification's, that are shown."""

UNRANGED = "no set time"


def length(roadmap: Roadmap) -> str:
    """ "7 topics, 23–32 weeks one after another"; "4 topics, 7–10 weeks and 58 hours one after another"."""
    ranges = [topic.weeks for topic in roadmap.topics if topic.weeks]
    totals = [topic.total_hours for topic in roadmap.topics if topic.total_hours and not topic.weeks]
    parts = [
        *([counted(sum(one.short for one in ranges), sum(one.long for one in ranges), "week")] if ranges else []),
        *([hours_between(sum(one.short for one in totals), sum(one.long for one in totals))] if totals else []),
    ]
    topics = plural(len(roadmap.topics), "topic")
    return f"{topics}, {' and '.join(parts)} one after another" if parts else topics


def recommended(topic: Topic) -> str:
    """ "4–6 weeks", "4–6 weeks at 5–8 hours a week", "58 hours", "no set time"."""
    time = f"{hours(topic.total_hours)}" if topic.total_hours and not topic.weeks else weeks(topic.weeks)
    return f"{time} at {hours(topic.weekly_hours)} a week" if topic.weekly_hours else time


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
    return Sentence("… and {} not shown; <code>/export</code> has them all.").format(plural(of - shown, "more topic"))


def overview(plan: Plan) -> Markup:
    """The table at a glance: one line a topic."""
    rows = [
        Sentence("{sign} <b>{number}. {title}</b>\n{stars} · {weeks}{needs}").format(
            sign=SIGNS[plan.progress.of(topic.slug).status],
            number=topic.number,
            title=shortened(topic.title),
            stars="★" * topic.difficulty if topic.difficulty else "☆",
            weeks=recommended(topic),
            needs=f" · after {named(needed)}" if (needed := needs(plan.roadmap, topic)) else "",
        )
        for topic in near(plan, plan.roadmap.topics)
    ]
    head = Sentence("<b>{}</b>: {}.").format(plan.roadmap.title, length(plan.roadmap))
    more = others(len(rows), len(plan.roadmap.topics))
    return paragraphs(head, *rows, more, Markup("<code>/topic 1</code> tells more of a topic."))


def needs(roadmap: Roadmap, topic: Topic) -> tuple[str, ...]:
    """The titles and skills a topic builds on."""
    return (*(roadmap.by_slug[slug].title for slug in topic.prerequisites), *topic.skills)


def details(plan: Plan, topic: Topic, studied: Sittings | None) -> Markup:
    """Everything about one topic, links and what was studied of it included."""
    head = Sentence("{sign} <b>{number}. {title}</b>{why}").format(
        sign=SIGNS[plan.progress.of(topic.slug).status],
        number=topic.number,
        title=topic.title,
        why=Sentence("\n<i>{}</i>").format(topic.why) if topic.why else "",
    )
    facts = lines(
        Sentence("Difficulty: {} of 5").format(topic.difficulty) if topic.difficulty else None,
        Sentence("Recommended: {}").format(recommended(topic)),
        _builds_on(plan, topic),
        where(plan, topic),
        _studied(studied, plan.today) if studied else None,
    )
    return paragraphs(head, facts, _resources(topic.resources), _certifications(topic))


def _studied(studied: Sittings, today: date) -> Markup:
    """ "Studied: 1 h 35 in 3 sittings since 4 Jan"."""
    sittings = plural(studied.count, "sitting")
    if studied.minutes:
        return Sentence("Studied: {} in {} since {}").format(
            said.minutes(studied.minutes), sittings, short_day(studied.first, today)
        )
    return Sentence("Studied: {} since {}").format(sittings, short_day(studied.first, today))


def _builds_on(plan: Plan, topic: Topic) -> Markup | None:
    topics = [
        Sentence("{} {}").format(SIGNS[plan.progress.of(slug).status], plan.roadmap.by_slug[slug].title)
        for slug in topic.prerequisites[:MOST_LINKS]
    ]
    known = plan.progress.known_skills
    skills = [Sentence("{} {}").format("☑" if skill in known else "☐", skill) for skill in topic.skills[:MOST_LINKS]]
    if not topics and not skills:
        return None
    assumed = Markup(" (assumed; /skills ticks them)") if skills else ""
    return Sentence("Builds on: {}{}{}").format(
        Markup(", ").join([*topics, *skills][:MOST_LINKS]),
        _and_more(len(topic.prerequisites) + len(topic.skills)),
        assumed,
    )


def _and_more(of: int) -> str:
    """How many are not shown; empty where all are."""
    return f" and {of - MOST_LINKS} more" if of > MOST_LINKS else ""


def where(plan: Plan, topic: Topic) -> Markup:
    """Where the learner stands with a topic, with its window."""
    state, today = plan.progress.of(topic.slug), plan.today
    match state.status:
        case Status.COMPLETED:
            return _completed(state, today)
        case Status.SKIPPED:
            return Markup("skipped")
        case Status.GOING_ON:
            return Sentence("{since}{window}{over}").format(
                since=_since(plan, topic, state), window=_window(plan, topic), over=over(plan, topic)
            )
        case Status.NOT_STARTED:
            return Sentence("not begun{window}{over}").format(window=_window(plan, topic), over=over(plan, topic))


def _completed(state: TopicProgress, today: date) -> Markup:
    done = (
        Sentence("completed {}").format(short_day(state.completed, today)) if state.completed else Markup("completed")
    )
    return Sentence('{} · <a href="{}">evidence</a>').format(done, state.link) if state.link else done


def _since(plan: Plan, topic: Topic, state: TopicProgress) -> str:
    if so_far := where_in_range(plan, topic):
        return so_far
    return f"begun {short_day(state.begun, plan.today)}" if state.begun else "going on"


def where_in_range(plan: Plan, topic: Topic) -> str:
    """ "week 2 of 4–6"; "day 11 of 30–40" where the learner's hours or days stretch the range; "week 2" where there
    is none; empty if the topic is not going on."""
    week, days = plan.week_of(topic), plan.ranges.get(topic.slug)
    if week is None:
        return ""
    if days is None:
        return f"week {week}"
    if topic.weeks and every_week_whole(plan) and days == Days(7 * topic.weeks.short, 7 * topic.weeks.long):
        return f"week {week} of {between(topic.weeks.short, topic.weeks.long)}"
    return f"day {plan.day_of(topic)} of {between(days.short, days.long)}"


def every_week_whole(plan: Plan) -> bool:
    """Whether all seven weekdays count."""
    return plan.progress.weekdays is None


def span(plan: Plan, short: int, long: int | None = None) -> str:
    """ "6 weeks" or "4–6 weeks"; "45 days" where it is no whole number of them, "30 days that count" where not all
    days do."""
    ends = (short, short if long is None else long)
    if not every_week_whole(plan):
        return f"{counted(*ends, 'day')} that count"
    if any(days % 7 for days in ends):
        return counted(*ends, "day")
    return counted(ends[0] // 7, ends[1] // 7, "week")


def _window(plan: Plan, topic: Topic) -> str:
    window = plan.windows.get(topic.slug)
    if window is None:
        return f" · {UNRANGED}"
    return f" · target {short_day(window.target, plan.today)}, limit {short_day(window.limit, plan.today)}"


def over(plan: Plan, topic: Topic) -> Markup:
    """By how much a topic is overdue; empty if it is not."""
    days = plan.days_over(topic)
    if not days:
        return Markup("")
    return Sentence(" · ❗ {} over").format(plural(days, "day") if days < 7 else plural(weeks_over(days), "week"))


def linked(resource: Resource) -> Markup:
    """A resource's name, as a link where it has one."""
    return (
        Sentence('<a href="{}">{}</a>').format(resource.link, shortened(resource.name, LONGEST_NAME))
        if resource.link
        else Markup.escape(shortened(resource.name, LONGEST_NAME))
    )


def _resources(resources: tuple[Resource, ...]) -> Markup | None:
    if not resources:
        return None
    rows = [Sentence("• {}").format(linked(one)) for one in resources[:MOST_LINKS]]
    return lines(Sentence("<b>Free to learn from</b>{}").format(_and_more(len(resources))), *rows)


def _certifications(topic: Topic) -> Markup | None:
    if topic.certifications:
        count, shown = len(topic.certifications), topic.certifications[:MOST_LINKS]
        return lines(Sentence("<b>Free certifications</b>{}").format(_and_more(count)), *map(_certification, shown))
    if topic.instead:
        return Sentence("No certification here; {}.").format(topic.instead)
    return None


def _certification(one: Certification) -> Markup:
    name = shortened(one.name, LONGEST_NAME)
    return (
        Sentence("• {} ({})").format(name, shortened(one.note, LONGEST_NAME))
        if one.note
        else Sentence("• {}").format(name)
    )
