"""What a focus is about, and how one begins and stops: facts, and a row of the ledger that tells its end."""

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.facts import tell
from bot.nudges.timers import Running, place_of, set_focus
from bot.texts import focus as texts
from bot.texts.phrases import paragraphs
from roadmap import focus
from roadmap.facts import Fact, ProgressEvent
from roadmap.inside import inside
from roadmap.model import Status, Step, Topic
from roadmap.names import reference
from roadmap.today import Today
from roadmap.today import today as asked_by

EXAMPLES = ("/focus 25 nlp", "/focus", "/focus open end", "/focus stop")


async def begin(context: Context, fact: Fact, *, also: tuple[Fact, ...] = (), strand: int | None = None) -> Reply:
    """It begins now, with what is told along with it; one undo takes all of it back."""
    told = await tell(context, [fact, *also], strand)
    event = ProgressEvent(told.saying, told.saying, fact, told.strand)
    until = await set_focus(context, event)
    shown = await _shown(context, fact)
    text = texts.running(*shown, until, context.zone, is_open=fact.minutes is None)
    stop = Button(texts.stop(), f"/focus {place_of(event)} stop")
    return Reply(text=paragraphs(text, told.welcome), buttons=(stop, told.undo))


async def _shown(context: Context, fact: Fact) -> tuple[str, str]:
    """The titles of its topic and step; empty where it has none."""
    topic = context.roadmap.by_slug.get(fact.topic)
    step = await step_of(context, fact)
    return topic.title if topic else "", step.title if step else ""


async def step_of(context: Context, fact: Fact) -> Step | None:
    """Its step as it is by now."""
    topic = context.roadmap.by_slug.get(fact.topic)
    steps = inside(topic, await context.progress()).steps if topic and fact.step else ()
    return next((one for one in steps if one.slug == fact.step), None)


async def about(context: Context, topic: Topic | None, step: Step | None) -> tuple[str, str]:
    """The slugs of what it is about: of a topic that is named its next open step; where none is, what the last focus of today was
    about, else what the day asks for."""
    plan = await context.plan()
    if topic is None:
        today_ = [one.fact for one in await context.events() if focus.is_planned(one) and one.fact.day == context.today]
        last = context.roadmap.by_slug.get(today_[-1].topic) if today_ else None
        is_open = last is not None and not plan.progress.of(last.slug).finished
        topic = last if is_open else _of_today(asked_by(plan))
    if topic is None:
        return "", ""
    if step is None and plan.progress.of(topic.slug).status is Status.GOING_ON:
        step = next(iter(plan.inside(topic).left), None)
    return topic.slug, step.slug if step else ""


def _of_today(seen: Today) -> Topic | None:
    """What the day asks for, be it to begin it."""
    if seen.tasks:
        return seen.tasks[0].topic
    return seen.offer.topic if seen.offer else None


def lengths(topic: str, wish: str = "") -> tuple[Button, ...]:
    """The lengths that are offered, for a topic by its slug or for none, with what was wished for besides."""
    named, besides = f" #{topic}" if topic else "", f" {wish}" if wish else ""
    timed = (Button(texts.lasting(minutes), f"/focus {minutes}m{named}{besides}") for minutes in (15, focus.USUAL, 45))
    return asking(*timed, Button(texts.open_end(), f"/focus{named} open"))


async def stop(context: Context, on: Running) -> ProgressEvent | None:
    """It is over before its time; as it is from now on, or None where not even a minute has passed."""
    await context.store.timers.call_off(on.nudge)
    told = await tell(context, focus.stopped(on.event, on.minutes(context.now), context.today), on.event.strand)
    last = (await context.events())[-1]
    return last if last.saying == told.saying and last.position > last.saying else None


async def again(context: Context) -> Button:
    """Begins another as long as the last."""
    minutes = minutes_of_last(await context.events())
    return Button(texts.start(minutes), f"/focus {minutes}m")


def minutes_of_last(events: tuple[ProgressEvent, ...]) -> int:
    """As long as the last one was to be."""
    last = focus.last(events)
    return focus.length(last) if last else focus.USUAL


def start_of(topic: Topic, events: tuple[ProgressEvent, ...], minutes: int | None = None) -> Button:
    """Begins one on a topic, of so many minutes, else as long as the last one."""
    minutes = min(minutes, focus.MOST) if minutes else minutes_of_last(events)
    return Button(texts.start(minutes), f"/focus {minutes}m {reference(topic)}")


async def is_on(context: Context, on: Running) -> Reply:
    """The one that is on, and what may become of it; it may be on another roadmap than the one under way."""
    place, fact = place_of(on.event), on.event.fact
    topic, _ = await _shown(context, fact) if on.event.strand in _strands(context) else ("", "")
    minutes = on.minutes(context.now)
    text = texts.on_already(topic, minutes, on.until, context.zone, is_open=fact.minutes is None)
    keep = (
        Button(texts.stop_and_keep(minutes), f"/focus {place} keep")
        if minutes
        else Button(texts.stop(), f"/focus {place} stop")
    )
    return Reply(text=text, buttons=(keep, Button(texts.go_on(), f"/focus {place} on")))


def _strands(context: Context) -> tuple[int, ...]:
    return context.enrolment.ids if context.enrolment else ()


async def goes_on(context: Context, on: Running) -> Reply:
    """It is let be."""
    shown = await _shown(context, on.event.fact)
    text = texts.running(*shown, on.until, context.zone, is_open=on.event.fact.minutes is None)
    return Reply(text=text, buttons=(Button(texts.stop(), f"/focus {place_of(on.event)} stop"),), in_place=True)
