"""What is said when a plan begins and the learner is asked what they know already, with the labels of its buttons."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import day, lines, listed, number, numeral, paragraphs, short_day, shortened
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import title as stage_title
from bot.texts.stages import told_apart, told_of
from roadmap.marks import Marks
from roadmap.model import Roadmap, Status, Step, Topic
from roadmap.plan import Plan
from roadmap.stages import Stage

MOST_LABEL = 40
"""Characters of a title on a button."""


def asked() -> Markup:
    return say("What of it do you know already? It leaves your plan.")


def choose(marks: Marks) -> Markup:
    """A list to choose from; nothing is stored yet."""
    return paragraphs(
        say("What do you know already?"),
        marked(marks),
        say("Tap what you know, or name it: <code>/known {number}</code>.", number=numeral(marks.topics[0].number))
        if marks.topics
        else say("You have told me of every topic already."),
    )


def choose_stage(stage: Stage, marks: Marks) -> Markup:
    return paragraphs(say("What of <b>{stage}</b> do you know already?", stage=stage_title(stage)), marked(marks))


def choose_steps(topic: Topic, marks: Marks) -> Markup:
    return paragraphs(say("How much of <b>{topic}</b> do you know already?", topic=topic.title), marked(marks))


def marked(marks: Marks) -> Markup | None:
    """What is marked so far; None where nothing is."""
    if not marks.bits:
        return None
    return say("Marked: {things}.", things=_named(marks))


def _named(marks: Marks) -> str:
    parts = [told_of(marks.roadmap, marks.marked)] if marks.marked else []
    return listed([*parts, *(_in_part(marks.roadmap, topic, steps) for topic, steps in marks.in_part.items())])


def _in_part(roadmap: Roadmap, topic: Topic, steps: Sequence[Step]) -> str:
    return plain(
        counted(len(steps), "{steps} steps of {topic}", one="{steps} step of {topic}"),
        steps=number(len(steps)),
        topic=told_apart(roadmap, topic),
    )


def told(marks: Marks, skills: Sequence[str], plan: Plan) -> Markup:
    """What was known has left the plan, and what comes first now."""
    return paragraphs(
        lines(
            say("☑ Known already, and out of your plan: <b>{things}</b>.", things=_named(marks))
            if marks.bits
            else None,
            say("☑ You know {skills}.", skills=listed(skills)) if skills else None,
        ),
        first_comes(plan),
    )


def first_comes(plan: Plan) -> Markup:
    """The topic to go on with, and until when."""
    topic = next(iter([*plan.with_status(Status.GOING_ON), *plan.unfinished]), None)
    if topic is None:
        return say("Nothing of it is left to learn. /roadmaps shows what else there is.")
    is_on, window = plan.progress.of(topic.slug).begun is not None, plan.windows.get(topic.slug)
    if window is None:
        said = say("You're on <b>{topic}</b>.", topic=topic.title)
        return said if is_on else say("First comes <b>{topic}</b>.", topic=topic.title)
    values = {"topic": topic.title, "target": short_day(window.target, plan.today)}
    if is_on:
        return say("You're on <b>{topic}</b>: aim for {target}.", **values)
    return say("First comes <b>{topic}</b>: aim for {target}.", **values)


def nothing_yet() -> Markup:
    return say("Then all of it is ahead of you. One topic at a time.")


def too_late(plan: Plan, topics: Sequence[Topic]) -> Markup:
    """The first days are over; what is known counts as done then."""
    began = day(plan.progress.enrolled, plan.today)
    if not topics:
        return say(
            "Your plan began on {day}, so I ask no more what you knew before. /done or /skip tell me of a topic that you "
            "need no more.",
            day=began,
        )
    return say(
        "Your plan began on {day}, and what you knew before leaves it in its first week. If you know {topics} now, that "
        "is done; or leave it out.",
        day=began,
        topics=told_of(plan.roadmap, tuple(topics)),
    )


def nothing_new(roadmap: Roadmap, topics: Sequence[Topic]) -> Markup:
    """What was named was begun or completed before; nothing changes."""
    if not topics:
        return say("I knew that already. Nothing to change.")
    return say("You have told me of {topics} before. Nothing to change.", topics=told_of(roadmap, tuple(topics)))


# Labels


def know_some() -> str:
    return plain("☑ I know some of it")


def know(title: str) -> str:
    """A topic that was known before."""
    return plain("☑ I know {title}", title=shortened(title, MOST_LABEL))


def nothing_yet_label() -> str:
    return plain("🌱 Nothing yet")


def box(title: str, *, ticked: bool) -> str:
    """A topic or a step to mark."""
    shown = shortened(title, MOST_LABEL)
    return plain("☑ {title}", title=shown) if ticked else plain("☐ {title}", title=shown)


def with_steps(topic: Topic, marks: Marks) -> str:
    """A topic that opens, because it has steps to mark."""
    values = {"title": shortened(topic.title, MOST_LABEL), "steps": number(len(marks.steps(topic)))}
    if marks.has(topic):
        return plain("☑ {title} …", **values)
    if count := len(marks.marked_steps(topic)):
        return plain("◪ {title} ({count} of {steps}) …", count=number(count), **values)
    return plain(
        counted(len(marks.steps(topic)), "☐ {title} ({steps} steps) …", one="☐ {title} ({steps} step) …"), **values
    )


def stage(one: Stage, marks: Marks) -> str:
    """A stage that opens, with how much of it is marked."""
    count = sum(marks.has(topic) or bool(marks.marked_steps(topic)) for topic in one.topics)
    values = {"stage": stage_title(one), "topics": number(len(one.topics))}
    if count:
        return plain("◪ {stage} ({count} of {topics})", count=number(count), **values)
    return plain("☐ {stage} ({topics})", **values)


def all_of_it(*, ticked: bool) -> str:
    return plain("☑ All of it") if ticked else plain("☐ All of it")


def back() -> str:
    return plain("◀ Back")


def form_title() -> str:
    return plain("What do you know already?")


def which_topics() -> str:
    return plain("I know")


def which_steps(topic: Topic) -> str:
    return plain("Of {topic}", topic=shortened(topic.title, MOST_LABEL))


def whole() -> str:
    """Of a topic, among its steps."""
    return plain("All of it")
