"""The list of a topic's steps becomes another: written, counted, of a resource; it is shown before it is kept."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.chat.buttons import KEPT
from bot.chat.context import Context
from bot.chat.open_steps import ask
from bot.chat.reply import Button, Reply, Style, also_asking, asking
from bot.commands.facts import tell
from bot.errors import Expired
from bot.said.steps_line import Edited, Listed
from bot.texts import edit_steps, step_labels
from bot.texts import going_through as through_texts
from bot.texts import steps_shown as texts
from bot.texts.phrases import lines, paragraphs
from roadmap import step_sayings as facts
from roadmap.errors import TooManySteps
from roadmap.facts import Fact
from roadmap.inside import Inside, inside
from roadmap.model import Status, Step, Topic, Written
from roadmap.names import folded, reference
from roadmap.plan import Plan, make_plan
from roadmap.reading.slugs import slug_of
from roadmap.replay import apply
from roadmap.step_lists import MOST_STEPS, steps_in
from roadmap.step_lists import kept as kept_as
from roadmap.steps import RemoveStep
from roadmap.titles import called

OWN, NONE = "own", "none"
"""What a button types in the place of a resource."""

MOST_OFFERED = 4
"""Resources that are offered to go through."""


async def listed(context: Context, topic: Topic, wish: Listed) -> Reply:
    """A whole list, which is shown before it is kept; that of a resource beside or in the place of what is there. Raises
    TooManySteps, EditRefused."""
    if len(wish.steps) > MOST_STEPS:
        raise TooManySteps(MOST_STEPS)
    progress = await context.progress()
    now = inside(topic, progress)
    resource = _called(topic, wish.resource) or _same(now, wish.steps)
    steps = facts.listed(progress, topic, wish.steps, resource=resource)
    others = tuple(step for step in now.steps if step.resource != resource)
    if not resource or not now.steps:
        return await _previewed(context, topic, steps)
    if len(others) < len(now.steps):
        return await _previewed(context, topic, (*others, *steps))
    return await _beside_or_instead(context, topic, now, steps)


def _called(topic: Topic, said: str) -> str:
    """The resource of the topic that is meant, by its name or what that begins with; else what was said."""
    key = folded(said)
    return next((one.name for one in topic.resources if key and f"{folded(one.name)} ".startswith(f"{key} ")), said)


def _same(now: Inside, written: Sequence[Written]) -> str:
    """The resource whose steps these are by their titles, more or fewer of them, or by as many as were only counted, where none
    is named: so they stay ticked."""
    titles = {called(one.title) for one in written}
    if not titles:
        return ""
    of: dict[str, list[Step]] = {}
    for step in now.steps:
        of.setdefault(step.resource, []).append(step)
    known = {resource: {called(step.title) for step in steps} for resource, steps in of.items()}
    same = [resource for resource, some in known.items() if some <= titles or titles <= some]
    same = same or [resource for resource, steps in of.items() if facts.are_titled(steps, written)]
    return same[0] if len(same) == 1 else ""


async def _beside_or_instead(context: Context, topic: Topic, now: Inside, steps: tuple[Step, ...]) -> Reply:
    """Another resource than the one that is gone through: what carries over is asked. Ticks stay facts in any case."""
    both = (*now.steps, *steps)
    carried = int(now.share * len(steps))
    head = f"/steps keep {reference(topic)}"
    own = await _kept_for_now(context, kept_as(steps))
    buttons = [
        *([Button(step_labels.instead_with(carried, len(steps)), f"{head} {own} {carried}")] if carried else []),
        Button(step_labels.instead(), f"{head} {own}"),
    ]
    if len(both) <= MOST_STEPS:
        buttons.append(Button(step_labels.both(len(both)), f"{head} {await _kept_for_now(context, kept_as(both))}"))
    text = through_texts.beside_or_instead(topic, now, steps)
    return Reply(text=text, buttons=asking(*buttons, Button(step_labels.cancel(), "/nothing")))


async def edited(context: Context, topic: Topic, wish: Edited) -> Reply:
    """One step changed: at once, unless somebody would stand worse by it. Raises EditRefused."""
    progress, before = await context.progress(), await context.plan()
    steps, was = facts.edited(progress, topic, wish.edit), inside(topic, progress).steps
    news = facts.change(progress, topic, steps, context.today)
    after = make_plan(context.roadmap, apply(progress, *news), context.today)
    if news and after.verdict.signed < before.verdict.signed:
        return await _previewed(context, topic, steps)
    told = await _told(context, topic, news)
    if not news:
        return told
    said = edit_steps.changed(wish.edit, replace(topic, steps=was), replace(topic, steps=steps))
    return replace(told, text=lines(said, told.text))


async def without(context: Context, topic: Topic, slugs: Collection[str]) -> Reply:
    """The list without some of its steps: one comes out as by an edit, of several it is shown what is left."""
    if len(slugs) == 1:
        return await edited(context, topic, Edited(topic, RemoveStep(topic.slug, *slugs)))
    steps = inside(topic, await context.progress()).steps
    return await _previewed(context, topic, tuple(step for step in steps if step.slug not in slugs))


async def _previewed(context: Context, topic: Topic, steps: Sequence[Step]) -> Reply:
    progress, old = await context.progress(), await context.plan()
    news = facts.change(progress, topic, steps, context.today)
    if not news:
        return Reply(text=texts.as_it_was(topic))
    new = make_plan(context.roadmap, apply(progress, *news), context.today)
    before, then = inside(topic, progress), inside(topic, new.progress)
    text = paragraphs(texts.preview(topic, before, then, old, new), texts.carried_by_number(before, then))
    token = await _kept_for_now(context, news[0].steps or "")
    keep_it = Button(step_labels.keep(), f"/steps keep {reference(topic)} {token}", Style.MAIN)
    return Reply(text=text, buttons=asking(keep_it, Button(step_labels.cancel(), "/nothing")))


async def _kept_for_now(context: Context, steps: str) -> str:
    """A list put away until its button is pressed; the token that it goes by."""
    token = secrets.token_urlsafe(9)
    expires_at = context.now + KEPT
    await context.store.buttons.keep_text(token, context.speaker.user_id, steps, now=context.now, expires_at=expires_at)
    return token


async def keep(context: Context, slug: str, token: str, carried: int) -> Reply:
    """The list that was shown is kept, with so many of its first steps ticked. Raises Expired."""
    topic, kept = context.roadmap.by_slug.get(slug), await context.store.buttons.text(token, context.now)
    if topic is None or not kept:
        raise Expired
    progress, steps = await context.progress(), steps_in(kept)
    say = facts.choose if any(step.resource for step in steps) else facts.change
    news = say(progress, topic, steps, context.today)
    ticked = facts.tick(apply(progress, *news), topic, {step.slug for step in steps[:carried]}, context.today)
    return replace(await _told(context, topic, (*news, *ticked)), in_place=True)


async def _told(context: Context, topic: Topic, news: Sequence[Fact]) -> Reply:
    if not news:
        return Reply(text=texts.as_it_was(topic))
    told = await tell(context, news)
    within = inside(topic, told.plan.progress)
    page = f"/steps {reference(topic)} {texts.page_here(within)}"
    shown = (Button(step_labels.its_steps(), page),) if within.steps else ()
    return Reply(text=texts.kept(topic, within), buttons=(*shown, told.undo))


# Going through a resource


def what_to_go_through(topic: Topic, plan: Plan) -> tuple[Button, ...]:
    """The resources of a topic that was just begun, one of which may be gone through; none where it has steps, or none."""
    going_on = plan.progress.of(topic.slug).status is Status.GOING_ON
    if not going_on or plan.inside(topic).steps or topic.slug in plan.progress.ticks.lists or not topic.resources:
        return ()
    head = f"/steps through {reference(topic)}"
    own, none = Button(step_labels.my_own(), f"{head} {OWN}"), Button(step_labels.no_steps(), f"{head} {NONE}")
    return also_asking(*resources(topic), own, none)


def resources(topic: Topic) -> tuple[Button, ...]:
    """The resources of a topic, each with how many parts it has where that is known."""
    head = f"/steps through {reference(topic)}"
    return tuple(
        Button(step_labels.resource(one), f"{head} {slug_of(one.name)}") for one in topic.resources[:MOST_OFFERED]
    )


async def going_through(context: Context, slug: str, resource: str) -> Reply:
    """A resource becomes the steps of a topic: at once where its parts are known and the topic has no steps, for that makes
    nothing worse. Of others nobody but the learner knows how many parts they have. Raises Expired."""
    topic = context.roadmap.by_slug.get(slug)
    if topic is None:
        raise Expired
    if resource == NONE:
        return Reply(text=through_texts.without(topic))
    found = next((one for one in topic.resources if slug_of(one.name) == resource), None)
    if found is None or not found.steps:
        await ask(context, reference(topic), found.name if found else "")
        return Reply(text=through_texts.how_many(topic, found.name) if found else through_texts.own(topic))
    progress = await context.progress()
    if inside(topic, progress).steps:
        return await listed(context, topic, Listed(topic, found.steps, found.name))
    steps = facts.listed(progress, topic, found.steps, resource=found.name)
    told = await _told(context, topic, facts.choose(progress, topic, steps, context.today))
    return replace(told, buttons=(*told.buttons, *others(topic, steps)))


def others(topic: Topic, steps: Sequence[Step]) -> tuple[Button, ...]:
    """The resources whose parts are known, and of which none of these steps is, for whoever goes through another one: several
    may be gone through."""
    through = {step.resource for step in steps} - {""}
    others = [one for one in topic.resources[:MOST_OFFERED] if through and one.steps and one.name not in through]
    head = f"/steps through {reference(topic)}"
    return tuple(Button(step_labels.resource_too(one), f"{head} {slug_of(one.name)}") for one in others)
