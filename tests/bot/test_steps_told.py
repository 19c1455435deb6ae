"""Ticks of steps as facts: they come with a document, outlive every edit and later version of it, and go out with an export."""

import json

import pytest

from bot.chat.context import open_context
from bot.chat.platform import Speaker
from bot.chat.reply import Message
from bot.commands.facts import tell
from roadmap import step_sayings
from roadmap.facts import Kind, ProgressEvent
from roadmap.inside import inside
from roadmap.model import Written
from roadmap.step_sayings import listed
from tests.bot.conftest import ANN, Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import send
from tests.conftest import SQLITE

ENGINES = SQLITE

CLAY = """{"format": "roadmate-roadmap", "version": 1, "slug": "clay", "title": "Clay", "topics": [
  {"title": "Bowls", "slug": "bowls", "number": 1, "status": "in_progress", "min_weeks": 3, "max_weeks": 4, "steps": [
    {"title": "Centring", "slug": "centring", "done": true}, {"title": "Trimming", "slug": "trimming"},
    {"title": "Glazing", "slug": "glazing"}]},
  {"title": "Kilns", "slug": "kilns", "number": 2, "status": "done", "min_weeks": 1, "max_weeks": 2}]}"""
LATER = CLAY.replace('"title": "Glazing", "slug": "glazing"', '"title": "Firing", "slug": "firing"')


async def brought(talk: Talk, label: str = "With its") -> Message:
    answer = await talk.press(data_of(await send(talk, CLAY, name="clay.json"), label))
    assert isinstance(answer, Message)
    return answer


async def own_steps(talk: Talk, *titles: str) -> None:
    """Write a list of one's own in the place of the document's; what is there already keeps its ticks."""
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", ANN)
        context = await open_context(
            store, Speaker("console", ANN), talk.clock(), default_zone="UTC", contact=contact, commands=talk.commands
        )
        bowls, progress = context.roadmap.by_slug["bowls"], await context.progress()
        steps = listed(progress, bowls, [Written(title, 30, f"https://a.b/{title}") for title in titles])
        await tell(context, step_sayings.change(progress, bowls, steps, context.today))


async def ticked(talk: Talk, slug: str) -> None:
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", ANN)
        context = await open_context(
            store, Speaker("console", ANN), talk.clock(), default_zone="UTC", contact=contact, commands=talk.commands
        )
        bowls = context.roadmap.by_slug["bowls"]
        await tell(context, step_sayings.tick(await context.progress(), bowls, [slug], context.today))


async def events(talk: Talk) -> tuple[ProgressEvent, ...]:
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", ANN)
        assert contact
        assert contact.enrolment
        return await store.facts.of(contact.enrolment.ids)


async def steps(talk: Talk) -> dict[str, bool]:
    """The steps of the bowls by their titles, and whether they are ticked."""
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", ANN)
        context = await open_context(
            store, Speaker("console", ANN), talk.clock(), default_zone="UTC", contact=contact, commands=talk.commands
        )
        found = inside(context.roadmap.by_slug["bowls"], await context.progress())
        return {step.title: step.slug in found.ticked for step in found.steps}


async def test_the_ticks_of_steps_are_counted_kept_and_taken_back_with_the_others(talk: Talk) -> None:
    shown = await send(talk, CLAY, name="clay.json")
    assert "Ticked in it: 1 completed, 1 going on, and 1 step." in shown.text
    answer = await talk.press(data_of(shown, "With its 3 ticks"))
    assert isinstance(answer, Message)
    assert "its 3 ticks" in answer.text
    told = [(event.fact.kind, event.fact.topic, event.fact.step, event.fact.known) for event in await events(talk)]
    assert told == [
        (Kind.BEGUN, "bowls", "", False),
        (Kind.COMPLETED, "kilns", "", True),
        (Kind.STEP_DONE, "bowls", "centring", True),
    ]
    assert await steps(talk) == {"Centring": True, "Trimming": False, "Glazing": False}
    assert "knowing Kilns and knowing “Centring” of Bowls" in await talk.hear("/undo")
    assert not any((await steps(talk)).values())


async def test_a_topic_with_a_ticked_step_goes_on_where_it_has_no_tick_of_its_own(talk: Talk) -> None:
    unticked = CLAY.replace('"status": "in_progress", ', "")
    answer = await talk.press(data_of(await send(talk, unticked, name="clay.json"), "With its 2 ticks"))
    assert isinstance(answer, Message)
    assert "its 2 ticks" in answer.text
    assert (Kind.BEGUN, "bowls") in {(event.fact.kind, event.fact.topic) for event in await events(talk)}


async def test_declined_ticks_of_steps_are_no_facts_and_go_nowhere(talk: Talk) -> None:
    await brought(talk, "Without ticks")
    assert await events(talk) == ()
    assert '"done": true' not in await exported(talk)


@pytest.mark.drill
async def test_a_step_keeps_its_tick_at_every_edit_and_in_a_later_version_that_has_it(talk: Talk) -> None:
    await brought(talk)
    await ticked(talk, "glazing")
    await talk.say("/edit rename step 1 of bowls to Finding the middle")
    assert await steps(talk) == {"Finding the middle": True, "Trimming": False, "Glazing": True}
    await talk.press(data_of(await send(talk, LATER, name="clay.json"), "Update"))
    assert await steps(talk) == {"Centring": True, "Trimming": False, "Firing": False}
    await talk.press(data_of(await send(talk, CLAY, name="clay.json"), "Update"))
    assert await steps(talk) == {"Centring": True, "Trimming": False, "Glazing": True}, "a removed step keeps its fact"


async def exported(talk: Talk) -> str:
    message = await talk.say("/export json")
    assert isinstance(message, Message)
    return message.attachments[0].content.decode()


async def test_an_export_has_the_steps_that_were_written_and_what_was_ticked_since(talk: Talk) -> None:
    await brought(talk)
    await own_steps(talk, "Centring", "Pulling walls")
    await ticked(talk, "pulling-walls")
    (bowls, _) = json.loads(await exported(talk))["topics"]
    assert bowls["steps"] == [
        {"title": "Centring", "slug": "centring", "minutes": 30, "url": "https://a.b/Centring", "done": True},
        {
            "title": "Pulling walls",
            "slug": "pulling-walls",
            "minutes": 30,
            "url": "https://a.b/Pulling walls",
            "done": True,
        },
    ]
    assert await talk.hear("/undo list") != ""
    assert "“Pulling walls” of Bowls ticked" in await talk.hear("/undo")
    assert "the steps of Bowls changed" in await talk.hear("/undo")
    assert await steps(talk) == {"Centring": True, "Trimming": False, "Glazing": False}


async def test_a_tick_can_be_moved_to_another_day_but_not_to_another_topic(talk: Talk) -> None:
    await brought(talk)
    await ticked(talk, "trimming")
    assert "Of what you just said I can correct" in await talk.hear("/correct kilns")
    assert "“Trimming” of Bowls ticked on 3 Jan" in await talk.hear("/correct yesterday")


async def test_a_tick_that_moved_and_is_taken_back_is_named_once(talk: Talk) -> None:
    await brought(talk)
    await ticked(talk, "trimming")
    await talk.hear("/tick bowls trimming yesterday")
    assert await talk.hear("/undo") == "↩ Taken back: “Trimming” of Bowls ticked on 3 Jan."
