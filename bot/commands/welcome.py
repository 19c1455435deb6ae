"""/start and /help: the door."""

from datetime import date
from typing import Annotated

from bot.chat.command import Arg, Where, command
from bot.chat.context import Context
from bot.chat.library import find_roadmaps, library
from bot.chat.menu import by_name
from bot.chat.reply import Button, Reply, Style, also_asking, asking
from bot.errors import Choice, NotUnderstood
from bot.nudges.arming import arm, next_nudge
from bot.said.topics import topics_called
from bot.said.values import Direction
from bot.texts import help as help_texts
from bot.texts import helps, known, labels, standing, streaks
from bot.texts import welcome as texts
from bot.texts.phrases import lines, paragraphs
from roadmap.model import Roadmap
from roadmap.names import reference
from roadmap.streak import streak

MOST_ENROLMENTS = 20

MORE = "more"
"""What /help takes to tell of every command."""


async def _roadmaps(_: Context) -> list[Choice]:
    return [Choice(roadmap.title, slug) for slug, roadmap in library().items()]


@command("start", helps.START, "/start", "/start ml-data today")
async def start(
    context: Context,
    roadmap: Annotated[str | None, Arg(suggest=_roadmaps)] = None,
    when: Annotated[date | None, Arg(look=Direction.NEAR)] = None,
) -> Reply:
    chosen = await _chosen(context, roadmap)
    if chosen is None and (topics := topics_called(context.roadmap, roadmap or "")):
        buttons = tuple(
            Button(labels.begin_topic(topic.title), f"/begin {reference(topic)}") for topic in topics[:MOST_ENROLMENTS]
        )
        return Reply(text=texts.a_topic(topics[0]), buttons=asking(*buttons))
    if chosen is None:
        return Reply(text=texts.no_roadmap(roadmap or "", tuple(library())))
    if context.enrolment and chosen.slug != context.enrolment.roadmap:
        return await _another(context, chosen, when)
    if context.enrolment:
        return await _back(context, when)
    if when is None:
        return Reply(text=texts.greeting(chosen), buttons=offers(chosen))
    return await _enrol(context, chosen, when)


async def _chosen(context: Context, slug: str | None) -> Roadmap | None:
    """The roadmap of this slug; without one the roadmap under way, or the one that is offered."""
    if slug is None:
        return context.roadmap
    return (await find_roadmaps(context.store, [slug.casefold()])).get(slug.casefold())


async def _another(context: Context, chosen: Roadmap, when: date | None) -> Reply:
    """A second roadmap, or the way back to one that was begun before."""
    contact, _ = context.enrolled()
    enrolments = await context.store.learners.enrolments(contact.learner.id)
    if any(one.roadmap == chosen.slug for one in enrolments):
        buttons = (Button(labels.go_to(chosen.title), f"/switch {chosen.slug}"),)
        return Reply(text=texts.on_both(context.roadmap, chosen), buttons=buttons)
    if len(enrolments) >= MOST_ENROLMENTS:
        return Reply(text=texts.on_many(MOST_ENROLMENTS))
    if when is None:
        stay = Button(labels.status(), "/status")
        return Reply(text=texts.as_well(context.roadmap, chosen), buttons=(offers(chosen)[0], stay))
    return await _enrol(context, chosen, when)


def offers(roadmap: Roadmap) -> tuple[Button, ...]:
    """The way onto a roadmap, and a look at it first."""
    return (
        Button(labels.start_today(), f"/start {roadmap.slug} today", Style.MAIN),
        Button(labels.see_topics(), "/roadmap"),
    )


async def _back(context: Context, when: date | None) -> Reply:
    await arm(context)
    plan = await context.plan()
    return Reply(
        text=paragraphs(
            texts.welcome_back(plan.roadmap),
            texts.moves_by_plan(when) if when else None,
            lines(
                standing.paused(plan),
                standing.verdict(plan),
                streaks.streak(streak(plan.progress, plan.today)),
                standing.nudge(await next_nudge(context), context.zone, context.today),
            ),
        ),
        buttons=(
            Button(labels.status(), "/status"),
            Button(labels.today(), "/today"),
            Button(labels.settings(), "/settings"),
        ),
    )


async def _enrol(context: Context, chosen: Roadmap, first_day: date) -> Reply:
    await context.enrol(chosen, first_day)
    await arm(context)
    plan, first = await context.plan(), chosen.order[0]
    learner = context.enrolled()[0].learner
    return Reply(
        text=texts.enrolled(plan, learner.next_nudge_at, context.zone, zone_known=learner.zone is not None),
        buttons=also_asking(
            Button(known.know_some(), "/known"),
            Button(known.nothing_yet_label(), "/known nothing"),
            Button(labels.begin_topic(first.title), f"/begin {reference(first)}", Style.MAIN),
        ),
        in_place=True,
    )


async def _commands(context: Context) -> list[Choice]:
    return [Choice(labels.command(one.name, one.help), one.name) for one in by_name(context.commands).values()]


@command("help", helps.HELP, "/help", "/help done", "/help more", menu=True)
async def help_(context: Context, about: Annotated[str | None, Arg(suggest=_commands)] = None) -> Reply:
    is_alone = context.place.direct
    first = sorted(context.commands, key=lambda one: (one.where is Where.GROUP) is is_alone)
    known = {one.name: one.help for one in first}
    if about is None:
        more = Button(labels.more(), f"/help {MORE}")
        return Reply(text=help_texts.commands(known, among_others=not is_alone), buttons=(more,))
    wanted = about.removeprefix("/").casefold()
    if wanted == MORE:
        return Reply(text=help_texts.every_command(known))
    found = by_name(context.commands).get(wanted)
    if found is None:
        raise NotUnderstood(about, ("/help", "/help done"))
    params = [(param.name, param.help) for param in found.in_menu if param.kind != "sure"]
    behind = [(f"{found.name} {word.word}", word.command.help) for word in found.words if word.command]
    return Reply(text=help_texts.command(found.usage, found.help, params, found.examples, behind))
