"""/known: what a learner knew before their plan began leaves it, all that was named at once."""

import asyncio
from dataclasses import replace
from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.facts import idle_topics, tell
from bot.commands.known_pages import Where, parent, places_of, shown, where_in
from bot.commands.preview import MOST_UNASKED
from bot.commands.settings import city_buttons
from bot.errors import Asked, NotUnderstood
from bot.said.knowing import MAYBE, NOTHING, read_known
from bot.said.readings import Unclear
from bot.texts import helps, labels, welcome
from bot.texts import known as texts
from bot.texts.phrases import paragraphs
from roadmap.facts import standing
from roadmap.marks import Marks, is_early, know_skills
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.overview import is_long
from roadmap.plan import Plan

MOST_OFFERED = 3
"""Topics that are offered to be done, where it is too late to have known them."""

EXAMPLES = ("/known", "/known 1 3", "/known nlp and deep learning")


@command("known", helps.KNOWN, *EXAMPLES)
async def known(context: Context, what: Annotated[str | None, Arg(suggest=idle_topics)] = None) -> Reply:
    context.enrolled()
    plan = await context.plan()
    marks = Marks(plan.roadmap, plan.progress)
    words = what.split() if what else []
    if words == [NOTHING]:
        return _nothing(context, plan)
    if not is_early(plan.progress, context.today):
        return await _too_late(context, plan, what if words[:1] not in (["at"], ["take"], ["form"]) else None)
    match words:
        case []:
            return shown(marks, Where())
        case ["at", page, word] if (where := where_in(page)) and (marked := _marked(marks, word)):
            return shown(marked, where)
        case ["form", page, word, *places] if (where := where_in(page)) and (marked := _marked(marks, word)):
            return await _filled_in(context, marked, where, places)
        case ["take", word] if marked := _marked(marks, word):
            return await _take(context, marked, ())
    return await _said(context, marks, " ".join(words))


def _marked(marks: Marks, word: str) -> Marks | None:
    try:
        return marks.with_word(word)
    except ValueError:
        return None


async def _filled_in(context: Context, marks: Marks, where: Where, places: list[str]) -> Reply:
    """What was chosen in a form is told where it asked about everything, else marked in the list that led to it."""
    chosen = {int(place[:5]) for place in places if place.isdecimal()}
    asked = places_of(marks, where)
    marks = marks.at(asked, on=False).at(place for place in asked if place in chosen)
    if where.kind == "a" and not is_long(marks.roadmap):
        return await _take(context, marks, ())
    return replace(shown(marks, parent(marks, where)), form=None)


async def _said(context: Context, marks: Marks, said: str) -> Reply:
    """What was named is told; many topics are marked, and looked at first. Raises Asked, NotUnderstood."""
    head, _, rest = said.partition(" ")
    only_marked = head == MAYBE
    named = read_known(rest if only_marked else said, context.world)
    if isinstance(named, Unclear):
        raise Asked(named) if named.options else NotUnderstood(said, EXAMPLES[1:])
    marks = marks.marking(topic for topic in named.topics if topic in marks.topics)
    if named.topics and not (marks.bits or named.skills):
        return Reply(text=texts.nothing_new(marks.roadmap, named.topics))
    if (only_marked or len(named.topics) > MOST_UNASKED) and not named.skills:
        return replace(shown(marks, Where()), in_place=False)
    return await _take(context, marks, named.skills)


async def _take(context: Context, marks: Marks, skills: tuple[str, ...]) -> Reply:
    """What is marked leaves the plan, and one undo takes all of it back."""
    progress = marks.progress
    day = min(context.today, progress.enrolled)
    facts = (*marks.facts(day), *know_skills(progress, skills, day))
    if not facts:
        return Reply(text=texts.nothing_new(marks.roadmap, ())) if skills else _nothing(context, await context.plan())
    is_first = not standing(await context.events())
    told = await tell(context, facts)
    reply = Reply(text=texts.told(marks, skills, told.plan), buttons=(told.undo,), in_place=True)
    return _going_on(context, told.plan, reply, asks_city=is_first)


def _nothing(context: Context, plan: Plan) -> Reply:
    reply = Reply(text=paragraphs(texts.nothing_yet(), texts.first_comes(plan)))
    return _going_on(context, plan, reply, asks_city=True)


def _going_on(context: Context, plan: Plan, reply: Reply, *, asks_city: bool) -> Reply:
    """With what comes first, and the one ask that follows: the city, where no zone is known and nobody asked before."""
    knows_city = context.enrolled()[0].learner.zone is not None or not asks_city
    first = next((topic for topic in plan.unfinished if plan.progress.of(topic.slug).begun is None), None)
    begin = (Button(labels.begin_topic(first.title), f"/begin {reference(first)}", Style.MAIN),) if first else ()
    cities = () if knows_city else city_buttons()
    city = None if knows_city else welcome.ask_city(context.zone)
    buttons = (*begin, Button(labels.my_plan(), "/plan"), *cities, *reply.buttons)
    return replace(reply, text=paragraphs(reply.text, city), buttons=buttons)


async def _too_late(context: Context, plan: Plan, what: str | None) -> Reply:
    """What is known later is done, or left out."""
    await asyncio.sleep(0)  # a plan of many topics took a while, and so does a long line
    named = read_known(what, context.world) if what else None
    topics = () if named is None or isinstance(named, Unclear) else _open(plan, named.topics)
    buttons = [
        button
        for topic in topics[:MOST_OFFERED]
        for button in (
            Button(labels.complete(topic.title), f"/done {reference(topic)}"),
            Button(labels.leave_out(topic.title), f"/skip {reference(topic)}"),
        )
    ]
    return Reply(text=texts.too_late(plan, topics), buttons=tuple(buttons))


def _open(plan: Plan, topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    return tuple(topic for topic in topics if not plan.progress.of(topic.slug).finished)
