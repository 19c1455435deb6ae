"""/steps: the steps within a topic, a page at a time; they are ticked there, and their list becomes another."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.form import Field, Form, Option
from bot.chat.reply import Button, Reply, Style, choices
from bot.commands.facts import any_topics, tell
from bot.commands.step_lists import edited, going_through, keep, listed, others, resources, without
from bot.errors import Expired, NotUnderstood
from bot.said.edits.wishes import Which
from bot.said.lexicon import LEXICON
from bot.said.readings import TAKE_OUT
from bot.said.steps_line import Edited, Listed, NoTopic, Page, read_steps
from bot.texts import forms, helps, labels, stages, step_labels
from bot.texts import steps as step_texts
from bot.texts import steps_shown as texts
from bot.texts import ticks as tick_texts
from bot.texts import told as topic_texts
from bot.texts.phrases import paragraphs
from roadmap import step_sayings as facts
from roadmap.facts import Fact, Kind
from roadmap.inside import Inside, inside, with_own_steps
from roadmap.model import Status, Step, Topic
from roadmap.names import reference
from roadmap.progress import Progress

EXAMPLES = (
    "/steps nlp",
    "/steps nlp: 9 lessons",
    "/steps nlp add Attention, 45 min",
    "/steps nlp rename 2 to Attention",
    "/steps nlp move 3 to 1",
    "/steps nlp drop 2",
)
STEP = "n"
"""What the words of the form begin with, before the place on the page."""


@command("steps", helps.STEPS, *EXAMPLES)
async def steps(context: Context, what: Annotated[str | None, Arg(suggest=any_topics, lines=True)] = None) -> Reply:
    said = (what or "").strip()
    if not said:
        return await _of_those_on(context)
    if (pressed := await _by_button(context, said.split())) is not None:
        return pressed
    roadmap = with_own_steps(context.roadmap, await context.progress())
    wish = read_steps(said, roadmap, await _on(context), LEXICON.words)
    match wish:
        case Page(topic, number):
            return await show(context, context.roadmap.by_slug[topic.slug], number)
        case Listed(topic):
            return await listed(context, context.roadmap.by_slug[topic.slug], wish)
        case Edited(topic):
            return await edited(context, context.roadmap.by_slug[topic.slug], wish)
        case Which(options=options):
            buttons = (Button(labels.go_to(one.topic.title), f"/steps {one.line}") for one in options if one.topic)
            return Reply(text=texts.which_topic(), buttons=choices(forms.which_topic(), *buttons))
        case NoTopic(unknown):
            raise NotUnderstood(unknown, EXAMPLES[:3], topic=unknown)


async def _by_button(context: Context, said: Sequence[str]) -> Reply | None:
    """What only buttons and forms type; None for what somebody typed."""
    match said:
        case ["tick" | "untick" as deed, place] if place.startswith("#") and "/" in place:
            return await _pressed(context, place[1:], is_done=deed == "tick")
        case ["chosen", slug, page, digest, *words] if slug.startswith("#") and page.isdecimal():
            return await _filled_in(context, slug[1:], int(page[:4]), digest, words)
        case ["keep", slug, token, *carried] if slug.startswith("#"):
            return await keep(
                context, slug[1:], token, int(carried[0][:4]) if carried and carried[0].isdecimal() else 0
            )
        case [*places, deed] if (
            deed == TAKE_OUT and places and all(one.startswith("#") and "/" in one for one in places)
        ):
            return await _taken_out(context, places)
        case ["through", slug, resource] if slug.startswith("#"):
            return await going_through(context, slug[1:], resource)
    return None


async def _taken_out(context: Context, places: Sequence[str]) -> Reply:
    """Steps of one topic come out of its list: "#nlp/lesson-2". Raises Expired."""
    slug, slugs = places[0][1:].partition("/")[0], {place.partition("/")[2] for place in places}
    topic = context.roadmap.by_slug.get(slug)
    known = {step.slug for step in inside(topic, await context.progress()).steps} if topic else set[str]()
    if topic is None or not slugs <= known:
        raise Expired
    return await without(context, topic, slugs)


# Showing


async def _on(context: Context) -> list[Topic]:
    """The topics that go on."""
    progress = await context.progress()
    return [topic for topic in context.roadmap.order if progress.of(topic.slug).status is Status.GOING_ON]


async def _of_those_on(context: Context) -> Reply:
    on, progress = await _on(context), await context.progress()
    stepped = [topic for topic in on if inside(topic, progress).steps] or on
    if len(stepped) == 1:
        return await show(context, stepped[0])
    buttons = (Button(labels.go_to(topic.title), f"/steps {reference(topic)}") for topic in stepped)
    text = texts.which_topic() if stepped else texts.none_on()
    return Reply(text=text, buttons=choices(forms.which_topic(), *buttons))


async def show(context: Context, topic: Topic, number: int | None = None) -> Reply:
    """A page of the steps of a topic; without a number the one of the next step."""
    within = inside(topic, await context.progress())
    if not within.steps:
        return Reply(text=texts.no_steps(topic), buttons=resources(topic))
    page = max(1, min(number or texts.page_here(within), texts.pages_of(within)))
    would_do = step_texts.what_would_do(await context.plan(), topic)
    text = paragraphs(texts.page(topic, within, page), would_do, texts.how_to_change(topic) if number is None else None)
    buttons = (
        *_toggles(topic, within, page),
        *_turning(topic, within, page),
        *completing(topic, within, await context.progress()),
        *(others(topic, within.steps) if number is None and not within.is_done else ()),
    )
    return Reply(text=text, buttons=buttons, in_place=number is not None, form=form_of(topic, within, page))


def _toggles(topic: Topic, within: Inside, page: int) -> tuple[Button, ...]:
    return tuple(
        Button(
            step_labels.toggle(step, number, ticked=step.slug in within.ticked),
            f"/steps {'untick' if step.slug in within.ticked else 'tick'} {reference(topic)}/{step.slug}",
        )
        for number, step in texts.on_page(within, page)
    )


def _turning(topic: Topic, within: Inside, page: int) -> tuple[Button, ...]:
    head = f"/steps {reference(topic)}"
    earlier = (Button(stages.earlier(page - 1), f"{head} {page - 1}"),) if page > 1 else ()
    later = (Button(stages.later(page + 1), f"{head} {page + 1}"),) if page < texts.pages_of(within) else ()
    return (*earlier, *later)


def completing(topic: Topic, within: Inside, progress: Progress) -> tuple[Button, ...]:
    """The completion is offered once all is ticked; it never comes by itself."""
    if not within.is_done or progress.of(topic.slug).status is Status.COMPLETED:
        return ()
    return (Button(step_labels.complete(topic), f"/done {reference(topic)}", Style.MAIN),)


def form_of(topic: Topic, within: Inside, page: int) -> Form:
    """The page with a check box for each step, where they can be asked for at once; page 0 has all of them."""
    shown = texts.on_page(within, page)
    options = tuple(
        Option(step_labels.option(step, number), f"{STEP}{at}", step.slug in within.ticked)
        for at, (number, step) in enumerate(shown)
    )
    field = Field(step_labels.which_are_done(), options, several=True)
    line = f"/steps chosen {reference(topic)} {page} {_digest(shown)}"
    return Form(step_labels.steps_of(topic), line, (field,))


def _digest(shown: Sequence[tuple[int, Step]]) -> str:
    """What tells a page from one of another list."""
    return blake2b(" ".join(step.slug for _, step in shown).encode(), digest_size=4).hexdigest()


# Ticking by press


async def _pressed(context: Context, place: str, *, is_done: bool) -> Reply:
    """One step is ticked, or not any more. What is so already stays, and the page shows it."""
    slug, _, step = place.partition("/")
    topic = context.roadmap.by_slug.get(slug)
    if topic is None:
        raise Expired
    progress = await context.progress()
    say = facts.tick if is_done else facts.untick
    return await _told(context, topic, say(progress, topic, [step], context.today), step)


async def _filled_in(context: Context, slug: str, page: int, digest: str, words: Sequence[str]) -> Reply:
    """All check boxes of a page at once."""
    topic = context.roadmap.by_slug.get(slug)
    if topic is None:
        raise Expired
    progress = await context.progress()
    within = inside(topic, progress)
    shown = texts.on_page(within, page)
    if not shown or _digest(shown) != digest:
        return replace(await show(context, topic), text=texts.other_list(), form=None)
    chosen = {step.slug for at, (_, step) in enumerate(shown) if f"{STEP}{at}" in words}
    dropped = [step.slug for _, step in shown if step.slug not in chosen]
    news = (
        *facts.untick(progress, topic, dropped, context.today),
        *facts.tick(progress, topic, chosen, context.today),
    )
    return await _told(context, topic, news, shown[0][1].slug, briefly=not page)


async def _told(context: Context, topic: Topic, news: Sequence[Fact], step: str, *, briefly: bool = False) -> Reply:
    """The page on which a step stands, with what was just told, and the way back; of what is told ``briefly`` that alone, where all
    steps are in sight anyway."""
    told = await tell(context, news) if news else None
    within = inside(topic, await context.progress())
    is_begun = any(fact.kind is Kind.BEGUN for fact in news)
    if briefly:
        shown = Reply(
            text=_changes(context, topic, within, news), buttons=completing(topic, within, await context.progress())
        )
    else:
        at = next((at for at, one in enumerate(within.steps) if one.slug == step), 0)
        shown = await show(context, topic, at // texts.PAGE + 1)
    text = paragraphs(
        shown.text,
        topic_texts.begun(told.plan, (topic,), context.today, "") if told and is_begun else None,
        texts.all_done() if completing(topic, within, await context.progress()) else None,
        told.welcome if told else None,
    )
    undo = (told.undo,) if told else ()
    return replace(shown, text=text, buttons=(*shown.buttons, *undo), in_place=True, form=None)


def _changes(context: Context, topic: Topic, within: Inside, news: Sequence[Fact]) -> Markup:
    """What became of the steps of a topic at once: which are ticked now, and which open again."""
    told = {kind: {fact.step for fact in news if fact.kind is kind} for kind in (Kind.STEP_DONE, Kind.STEP_OPEN)}
    done, opened = ([step for step in within.steps if step.slug in slugs] for slugs in told.values())
    return tick_texts.changed(topic, within, done, opened, context.today)
