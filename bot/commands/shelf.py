"""/roadmaps, /switch: the roadmaps a learner is on."""

from collections.abc import Sequence
from typing import Annotated

from rapidfuzz import fuzz

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, Style, asking, choices
from bot.errors import Choice, NotUnderstood
from bot.nudges.arming import arm
from bot.store import Enrolment
from bot.store.values import Shelved
from bot.texts import forms, helps, labels, shelf_labels
from bot.texts import shelf as texts
from roadmap.model import Roadmap, Status
from roadmap.names import folded
from roadmap.replay import replay

LIKE = 80
"""Likeness (rapidfuzz ratio, 0 to 100) from which a misspelt word is that of a title."""


@command("roadmaps", helps.ROADMAPS, "/roadmaps")
async def roadmaps(context: Context, choice: Annotated[str | None, Arg(offered=False)] = None) -> Reply:
    contact, _ = context.enrolled()
    brought = {one.slug: one for one in await context.store.roadmaps.of_learner(contact.learner.id)}
    match choice.split() if choice else []:
        case []:
            return await _shelf(context, brought)
        case ["version", slug, number] if slug in brought and number.isdecimal():
            return await _go_to(context, brought[slug], int(number[:6]))
        case ["drop", slug, *sure] if slug in brought:
            return await _drop(context, brought[slug], sure=sure == ["yes"])
    raise NotUnderstood(choice or "", ("/roadmaps",))


async def _shelf(context: Context, brought: dict[str, Shelved]) -> Reply:
    contact, under_way = context.enrolled()
    enrolments = await context.store.learners.enrolments(contact.learner.id)
    events = await context.store.facts.of_all([one.ids for one in enrolments])
    known = await find_roadmaps(context.store, {one.roadmap for one in enrolments} | set(brought))
    shared = await context.store.roadmaps.shared_of(contact.learner.id) if context.public_url else frozenset()
    rows, buttons = [], []
    for one in enrolments:
        if one.roadmap not in known:
            continue
        roadmap, shelved = known[one.roadmap], brought.get(one.roadmap)
        progress = replay(one.first_day, events[one.ids])
        done = sum(progress.of(topic.slug).status is Status.COMPLETED for topic in roadmap.topics)
        rows.append(
            texts.shelf_row(
                roadmap,
                done,
                under_way=one.roadmap == under_way.roadmap,
                version=shelved.current if shelved else None,
                newest=shelved.newest if shelved else None,
            )
        )
        if one.roadmap != under_way.roadmap:
            buttons.append(Button(labels.go_to(roadmap.title), f"/switch {one.roadmap}"))
            buttons += (
                [Button(shelf_labels.drop(roadmap.title), f"/roadmaps drop {one.roadmap}", Style.DANGER)]
                if shelved
                else []
            )
        elif shelved:
            buttons += _versions(roadmap, shelved)
        if one.roadmap in shared:
            buttons.append(Button(shelf_labels.unshare_it(roadmap.title), f"/share off {one.roadmap}"))
    return Reply(text=texts.shelf(rows), buttons=tuple(buttons))


def _versions(roadmap: Roadmap, shelved: Shelved) -> list[Button]:
    """The way back to the version before, and forth to the one after."""
    back = (
        [Button(shelf_labels.back_to(shelved.current - 1, roadmap.title), _line(shelved, -1))]
        if shelved.current > shelved.oldest
        else []
    )
    forth = [Button(shelf_labels.forth_to(shelved.current + 1, roadmap.title), _line(shelved, 1))]
    return back + (forth if shelved.current < shelved.newest else [])


def _line(shelved: Shelved, step: int) -> str:
    return f"/roadmaps version {shelved.slug} {shelved.current + step}"


async def _go_to(context: Context, shelved: Shelved, number: int) -> Reply:
    if not shelved.oldest <= number <= shelved.newest or number == shelved.current:
        return Reply(text=texts.no_version())
    await context.store.roadmaps.set_current(shelved.slug, number)
    roadmap = (await context.store.roadmaps.current([shelved.slug]))[shelved.slug]
    if context.enrolled()[1].roadmap == shelved.slug:
        context.roadmap = roadmap
        await arm(context)
    back = Button(shelf_labels.back(shelved.current), f"/roadmaps version {shelved.slug} {shelved.current}")
    return Reply(text=texts.went_to(roadmap, number), buttons=(Button(labels.status(), "/status"), back), in_place=True)


async def _drop(context: Context, shelved: Shelved, *, sure: bool) -> Reply:
    """Take a roadmap that the learner brought off their shelf, with what they told of it; never the one under way."""
    contact, under_way = context.enrolled()
    roadmap = (await context.store.roadmaps.current([shelved.slug]))[shelved.slug]
    if shelved.slug == under_way.roadmap:
        return Reply(text=texts.under_way_stays(roadmap))
    enrolments = await context.store.learners.enrolments(contact.learner.id)
    strands = [strand for one in enrolments if one.roadmap == shelved.slug for strand in one.ids]
    if not sure:
        told = await context.store.facts.told(strands)
        buttons = asking(
            Button(shelf_labels.drop_it(), f"/roadmaps drop {shelved.slug} yes", Style.DANGER),
            Button(shelf_labels.keep_it(), "/roadmaps"),
        )
        return Reply(text=texts.drop_preview(roadmap, told), buttons=buttons)
    await context.store.learners.leave(strands)
    await context.store.portfolios.drop(contact.learner.id, shelved.slug)
    await context.store.roadmaps.drop(shelved.slug)
    return Reply(text=texts.dropped(roadmap), buttons=(Button(labels.roadmaps(), "/roadmaps"),), in_place=True)


async def _others(context: Context) -> list[Choice]:
    """The roadmaps to switch to."""
    here = context.enrolment.roadmap if context.enrolment else ""
    return [one for one in await _all(context) if one.line != here]


async def _all(context: Context) -> list[Choice]:
    """The roadmaps that the learner is on, by their slugs."""
    if context.learner is None:
        return []
    enrolments = await context.store.learners.enrolments(context.learner.id)
    known = await find_roadmaps(context.store, {one.roadmap for one in enrolments})
    return [Choice(known[one.roadmap].title, one.roadmap) for one in enrolments if one.roadmap in known]


@command("switch", helps.SWITCH, "/switch")
async def switch(context: Context, roadmap: Annotated[str | None, Arg(suggest=_others)] = None) -> Reply:
    context.enrolled()
    others = await _others(context)
    if not others:
        return Reply(text=texts.only_one())
    if roadmap is None:
        return Reply(text=texts.which_roadmap(), buttons=_switches(others))
    named = called(roadmap, await _all(context))
    there = [one for one in named if one in others]
    if not named:
        return Reply(text=texts.no_such_roadmap(roadmap), buttons=_switches(others))
    if not there:
        return Reply(text=texts.under_way_already(context.roadmap), buttons=_switches(others))
    if len(there) > 1:
        return Reply(text=texts.which_roadmap(), buttons=_switches(there))
    wanted = next(one for one in await _enrolments(context) if one.roadmap == there[0].line)
    await context.go_to((await find_roadmaps(context.store, [wanted.roadmap]))[wanted.roadmap], wanted)
    await arm(context)
    return Reply(
        text=texts.switched(context.roadmap),
        buttons=(Button(labels.status(), "/status"), Button(labels.today(), "/today")),
    )


def _switches(roadmaps: Sequence[Choice]) -> tuple[Button, ...]:
    return choices(forms.choose_one(), *(Button(labels.go_to(one.label), f"/switch {one.line}") for one in roadmaps))


def called(said: str, roadmaps: Sequence[Choice]) -> list[Choice]:
    """The roadmaps that are called so: by the slug, by the title, by words that its words begin with, or by slips of them; the
    first of these that any is."""
    key = folded(said)
    words = key.split()
    if by_slug := [one for one in roadmaps if said.casefold().strip() == one.line]:
        return by_slug
    by_title = [one for one in roadmaps if key in (folded(one.line), folded(one.label))]
    if by_title or not words:
        return by_title
    begun = [one for one in roadmaps if all(any(of.startswith(word) for of in _words(one)) for word in words)]
    return begun or [one for one in roadmaps if all(any(_alike(word, of) for of in _words(one)) for word in words)]


def _words(roadmap: Choice) -> list[str]:
    return [*folded(roadmap.label).split(), *folded(roadmap.line).split()]


def _alike(said: str, word: str) -> bool:
    return len(said) > 2 and fuzz.ratio(said, word) >= LIKE


async def _enrolments(context: Context) -> list[Enrolment]:
    contact, _ = context.enrolled()
    return list(await context.store.learners.enrolments(contact.learner.id))
