"""What is said of a whole roadmap at a glance: its topics, or a page of them where it is long."""

from markupsafe import Markup

from bot.texts import stages
from bot.texts.lengths import is_timed, length, recommended
from bot.texts.phrases import lines, named, paragraphs, row, shortened
from bot.texts.sentence import plain, say
from bot.texts.topics import needs, over, titled, where, window
from roadmap.model import Roadmap, Status, Topic
from roadmap.overview import Overview
from roadmap.plan import Plan


def overview(plan: Plan) -> Markup:
    """The table at a glance: two lines a topic, or one where nothing more is known of it."""
    rows = [
        lines(
            titled(plan, topic, shortened(topic.title)),
            row(at_a_glance(plan, topic), _after(plan.roadmap, topic)) or None,
        )
        for topic in plan.roadmap.topics
    ]
    return paragraphs(
        head(plan.roadmap),
        stages.grouped(plan, plan.roadmap.topics, rows, apart=True),
        say("<code>/topic 1</code> tells more of a topic."),
    )


def head(roadmap: Roadmap) -> Markup:
    """Of which roadmap it is told, and how long it takes."""
    return say("<b>{roadmap}</b>: {length}.", roadmap=shortened(roadmap.title), length=length(roadmap))


def page(plan: Plan, shown: Overview) -> Markup:
    """A page of a long roadmap."""
    first = head(plan.roadmap) if shown.page == 1 else None
    return paragraphs(
        lines(first, stages.place(plan, shown.here)),
        stages.page(plan, shown, at_a_glance),
        say("<code>/topic 1</code> tells more of a topic, <code>/roadmap stage 1</code> of a stage.")
        if shown.page == 1
        else None,
    )


def at_a_glance(_: Plan, topic: Topic) -> str | None:
    """How hard a topic is and how long it takes, as far as the roadmap says."""
    stars = "★" * topic.difficulty if topic.difficulty else None
    return row(stars, recommended(topic) if is_timed(topic) else None) or None


def briefly(plan: Plan, topic: Topic) -> Markup | None:
    """Where the learner stands with a topic, among many: nothing of what is not begun and has no window."""
    is_idle = plan.progress.of(topic.slug).status is Status.NOT_STARTED
    if not is_idle:
        return where(plan, topic)
    return row(window(plan, topic), over(plan, topic)) if topic.slug in plan.windows else None


def _after(roadmap: Roadmap, topic: Topic) -> str | None:
    needed = needs(roadmap, topic)
    return plain("after {topics}", topics=named(needed)) if needed else None
