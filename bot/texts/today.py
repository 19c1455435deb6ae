"""What /today says: the one thing to do, where it stands, and where it is found."""

from markupsafe import Markup

from bot.texts import lengths, standing, topics
from bot.texts.phrases import clauses, day, lines, number, paragraphs, row, sentences, shortened, spent
from bot.texts.sentence import counted, say
from bot.texts.stages import told_apart
from bot.texts.tasks import beside_others, where
from bot.texts.timing import timing
from roadmap.model import Step, Topic
from roadmap.plan import Plan, Suggestion
from roadmap.today import Occasion, Task, Today
from roadmap.week import Week

MOST_BESIDE = 2
"""Topics that go on as well and have a line each."""


def today(plan: Plan, seen: Today, week: Week, minutes: int | None = None) -> Markup:
    """Everything /today says to who is on a roadmap, and has so many minutes where they said so."""
    match seen.occasion:
        case Occasion.PAUSED:
            return lines(standing.paused(plan), say("Until then there is nothing to do."))
        case Occasion.FINISHED:
            return say("🏁 Everything is done. Nothing to do today but enjoy it.")
        case Occasion.GO_ON:
            task = lines(_task(plan, seen.tasks[0]), _is_a_start(seen.tasks[0], minutes))
            return paragraphs(task, _beside(plan, seen.tasks[1:]), _week(week))
    return paragraphs(_to_begin(plan, seen), _week(week))


def _task(plan: Plan, task: Task) -> Markup:
    topic = told_apart(plan.roadmap, task.topic)
    if task.step is None:
        return lines(where(plan, task, say("👉 <b>{topic}</b>", topic=topic)), opens(task))
    head = say("👉 <b>{step}</b>", step=shortened(task.step.title, topics.LONGEST_NAME))
    time = spent(task.step.minutes) if task.step.minutes else None
    return lines(row(head, time), where(plan, task, topic), timing(plan, task.topic, task.timing), opens(task))


def _is_a_start(task: Task, minutes: int | None) -> Markup | None:
    """Where the step is longer than the minutes that there are."""
    if minutes is None or task.step is None or not task.step.minutes or task.step.minutes <= minutes:
        return None
    return say("{time} of it is a good start.", time=spent(minutes))


def opens(task: Task) -> Markup | None:
    """Where what is to be done is found: at its own link, else in the resource that its steps are of, else in the first."""
    if task.step and task.step.link:
        return _opens(task.step)
    return _link(task.topic, task.step)


def _opens(step: Step) -> Markup:
    return say('Open <a href="{link}">{step}</a>.', link=step.link, step=shortened(step.title, topics.LONGEST_NAME))


def _link(topic: Topic, step: Step | None = None) -> Markup | None:
    """Where to open it: the resource that the step is of, else the first of what is linked, or else of what is named. None for a
    step of what the roadmap does not name."""
    of_step = [one for one in topic.resources if step and one.name == step.resource]
    if step and step.resource and not of_step:
        return say("It is in {resource}.", resource=shortened(step.resource, topics.LONGEST_NAME))
    some = of_step or topic.resources
    first = next((one for one in some if one.link), next(iter(some), None))
    return say("Open {resource}.", resource=topics.linked(first)) if first else None


def _beside(plan: Plan, others: tuple[Task, ...]) -> Markup | None:
    """What goes on as well, a line each; what of it is overdue is told where it is asked for."""
    if not others:
        return None
    more = len(others) - MOST_BESIDE
    return lines(
        *(
            beside_others(plan, one, say("Also on: {topic}", topic=shortened(told_apart(plan.roadmap, one.topic))))
            for one in others[:MOST_BESIDE]
        ),
        say(counted(more, "… and {count} more (/status)", one="… and {count} more (/status)"), count=number(more))
        if more > 0
        else None,
    )


def _week(week: Week) -> Markup | None:
    """ "This week: 2 study days, today among them; 1 h 30."; None where there was none yet: nobody is asked for what was
    not."""
    if not week.days:
        return None
    days = number(week.days)
    told = (
        say(
            counted(
                week.days, "This week: {days} study days, today among them.", one="This week: {days} study day, today."
            ),
            days=days,
        )
        if week.today
        else say(counted(week.days, "This week: {days} study days.", one="This week: {days} study day."), days=days)
    )
    return sentences(told, say("{time} in all.", time=spent(week.minutes)) if week.minutes else None)


def _to_begin(plan: Plan, seen: Today) -> Markup | None:
    if seen.offer is None:
        return None
    topic, why = told_apart(plan.roadmap, seen.offer.topic), _why(plan, seen.offer)
    link = _link(seen.offer.topic)
    if seen.occasion is Occasion.NOT_YET:
        return lines(
            say(
                "🗓 Your plan begins on {day}, so nothing has to be done yet. First comes <b>{topic}</b>.",
                day=day(plan.progress.first_day, plan.today),
                topic=topic,
            ),
            link,
        )
    head = (
        say("👉 Nothing is on. Begin with <b>{topic}</b>: {why}.", topic=topic, why=why)
        if why
        else say("👉 Nothing is on. Begin with <b>{topic}</b>.", topic=topic)
    )
    return lines(head, link)


def _why(plan: Plan, offer: Suggestion) -> str:
    """How long it takes, and what speaks for it."""
    time = lengths.recommended(offer.topic) if lengths.is_timed(offer.topic) else ""
    return clauses(time, standing.first_or_not(plan, offer), standing.opens(offer))


def no_roadmap(title: str, time: str) -> Markup:
    """Nobody knows what is to be done before there is a roadmap."""
    return say(
        "You're on no roadmap yet, so nothing is to be done. Shall it be <b>{roadmap}</b>, {time}?",
        roadmap=title,
        time=time,
    )


def not_today() -> Markup:
    return say("🌙 All right, not today. It will be here tomorrow.")
