"""/edit: one topic of a roadmap of one's own is renamed, moved, given a length, added or removed, as another version."""

from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.library import library
from bot.chat.reply import Button, Reply, Style, asking, choices
from bot.commands import step_lists
from bot.commands.facts import any_topics
from bot.commands.own_copy import copied, stays_for
from bot.commands.way_back import EDIT, WayBack
from bot.errors import NotUnderstood, TooMuch
from bot.files.kept import EDIT as FORM
from bot.files.kept import origin_of
from bot.nudges.arming import arm
from bot.said.edits.edit_line import read_edit
from bot.said.edits.wishes import HowLong, Meant, Option, Shown, Unread, Which, Wish
from bot.said.lexicon import LEXICON
from bot.said.steps_line import Edited
from bot.store.stored import Stored
from bot.store.values import Imported, Shelved
from bot.texts import edit_labels, forms, helps, labels
from bot.texts import edits as texts
from bot.texts.phrases import paragraphs
from bot.texts.topics import near
from roadmap.edits import Add, Edit, Remove, edited
from roadmap.errors import EditRefused
from roadmap.facts import standing
from roadmap.inside import with_own_steps
from roadmap.model import Roadmap, Topic
from roadmap.names import reference
from roadmap.steps import StepEdit
from roadmap.writing.origin import Origin, with_origin
from roadmap.writing.stored_form import write_stored

EXAMPLES = (
    "/edit nlp",
    "/edit rename nlp to Natural language",
    "/edit move nlp after cv",
    "/edit length nlp 2-3 weeks",
    "/edit add Transformers after nlp, 2 weeks",
    "/edit remove nlp",
    "/edit rename step 2 of nlp to Tokens",
)
OF_VERSION = "@"
"""What stands before the number of the version that an edit was made of."""

MOST_SHOWN = 6
"""Topics that are offered to be edited."""


@command("edit", helps.EDIT, *EXAMPLES)
async def edit(context: Context, what: Annotated[str | None, Arg(suggest=any_topics)] = None) -> Reply:
    context.enrolled()
    match what.split() if what else []:
        case ["undo", slug, number, before] if number.isdecimal() and before.isdecimal():
            return await _undone(context, slug, int(number[:6]), int(before[:6]))
        case ["undo"] if last := await last_edit(context):
            return await _undone(context, last.slug, last.number, last.before)
        case ["copy", *rest]:
            return await _on_a_copy(context, " ".join(rest))
    shelved = await _own(context)
    if shelved is None:
        return await _not_yours(context, what or "")
    if what is None:
        return await _how_to(context)
    return await _wished(context, shelved, what)


async def _of_own_list(context: Context, wish: Wish) -> Reply | None:
    """An edit of a step in a list of the learner's own, which hides those of the document: the list that is shown is edited.
    None for anything else. Raises EditRefused."""
    meant = wish.edit if isinstance(wish, Meant) else None
    if not isinstance(meant, StepEdit) or meant.slug not in (await context.progress()).ticks.lists:
        return None
    topic = context.roadmap.by_slug[meant.slug]
    return await step_lists.edited(context, topic, Edited(topic, meant))


async def _own(context: Context) -> Shelved | None:
    """The roadmap under way on its owner's shelf; None where the speaker is not its owner."""
    contact, _ = context.enrolled()
    shelved = await context.store.roadmaps.shelved(context.roadmap.slug)
    return shelved if shelved and shelved.learner_id == contact.learner.id else None


async def is_own(context: Context) -> bool:
    """Whether the roadmap under way may be edited by the speaker."""
    return await _own(context) is not None


async def _not_yours(context: Context, what: str) -> Reply:
    """A roadmap of somebody else's stays as it is, but for a list of one's own in it. Raises UnknownStep, EditRefused."""
    if (await context.progress()).ticks.lists and (reply := await _of_own_list(context, await _wish(context, what))):
        return reply
    if group := await stays_for(context):
        return Reply(text=texts.stays_for_group(context.roadmap, group))
    own = Button(edit_labels.make_copy(), f"/edit copy {what}".rstrip(), Style.MAIN)
    return Reply(text=texts.not_yours(context.roadmap), buttons=asking(own))


async def _on_a_copy(context: Context, what: str) -> Reply:
    """The learner's own copy, edited at once where that was asked for."""
    shelved, said = await _own(context), None
    if shelved is None:
        if group := await stays_for(context):
            return Reply(text=texts.stays_for_group(context.roadmap, group))
        if (refused := await copied(context)) is not None:
            return refused
        said, shelved = texts.copied(context.roadmap), await _own(context)
    reply = await _wished(context, shelved, what) if what and shelved else await _how_to(context)
    return replace(reply, text=paragraphs(said, reply.text))


async def _how_to(context: Context) -> Reply:
    shown = near(await context.plan(), context.roadmap.topics, MOST_SHOWN)[:MOST_SHOWN]
    buttons = (Button(edit_labels.edit_topic(topic.title), f"/edit {reference(topic)}") for topic in shown)
    return Reply(text=texts.how_to(context.roadmap), buttons=choices(forms.which_to_edit(), *buttons))


async def _wished(context: Context, shelved: Shelved, said: str) -> Reply:
    """What a line asks for. Raises NotUnderstood, TooMuch, EditRefused."""
    wish = await _wish(context, said)
    if own := await _of_own_list(context, wish):
        return own
    match wish:
        case Shown(topic):
            return _card(context.roadmap, topic, own=topic.slug in (await context.progress()).ticks.lists)
        case Which():
            return _which(wish)
        case HowLong(topic, number):
            return _how_long(topic, number)
        case Meant(edit=Remove(slug), sure=False) if facts := await _facts(context, slug):
            return _asked(context.roadmap.by_slug[slug], facts)
        case Meant(edit=meant):
            return await _made(context, shelved, meant)
        case Unread():
            raise NotUnderstood(said, EXAMPLES[1:-1])


async def _wish(context: Context, said: str) -> Wish:
    """What a line asks for, of the steps that are shown. Raises TooMuch, UnknownStep."""
    if len(said.splitlines()) > 1:
        raise TooMuch(1)  # a second line is no part of a title
    return read_edit(said, with_own_steps(context.roadmap, await context.progress()), LEXICON.words.edits)


def _card(roadmap: Roadmap, topic: Topic, *, own: bool) -> Reply:
    """A topic with the steps that are shown of it, which may be the learner's own."""
    name, at = reference(topic), texts.place(roadmap, topic)
    up = (Button(edit_labels.up(), f"/edit move {name} up"),) if at > 1 else ()
    down = (Button(edit_labels.down(), f"/edit move {name} down"),) if at < len(roadmap.topics) else ()
    return Reply(
        text=texts.card(roadmap, topic, own=own),
        buttons=(*up, *down, Button(edit_labels.remove(), f"/edit remove {name}", Style.DANGER)),
    )


def _which(wish: Which) -> Reply:
    text = texts.which(wish.said, weak=wish.weak, several=bool(wish.options))
    offered = (Button(_label(one), f"/edit {one.line}") for one in wish.options)
    return Reply(text=text, buttons=asking(*choices(forms.choose_one(), *offered)))


def _label(option: Option) -> str:
    if option.topic is None:
        return edit_labels.add(option.title)
    return edit_labels.rename(option.topic, option.title) if option.title else edit_labels.topic(option.topic)


def _how_long(topic: Topic, number: int) -> Reply:
    line = f"/edit length {reference(topic)} {number}"
    return Reply(
        text=texts.how_long(topic, number),
        buttons=asking(
            Button(edit_labels.some_weeks(number), f"{line} weeks"),
            Button(edit_labels.some_days(number), f"{line} days"),
            Button(edit_labels.some_hours(number), f"{line} hours"),
        ),
    )


async def _facts(context: Context, slug: str) -> int:
    """How much the learner told of a topic, and still holds."""
    return sum(event.fact.topic == slug for event in standing(await context.events()))


def _asked(topic: Topic, facts: int) -> Reply:
    buttons = asking(
        Button(edit_labels.remove_it(), f"/edit remove {reference(topic)} yes", Style.DANGER),
        Button(edit_labels.keep_it(), f"/edit {reference(topic)}"),
    )
    return Reply(text=texts.facts_asked(topic, facts), buttons=buttons)


# Versions


@dataclass(frozen=True, slots=True)
class _Version:
    """A roadmap after an edit, with the document that is kept of it; that is empty where nothing changed."""

    roadmap: Roadmap
    document: str


def _version(roadmap: Roadmap, meant: Edit) -> tuple[_Version | EditRefused, int]:
    """The version that comes of an edit, or why there is none; and its size."""
    try:
        new = edited(roadmap, meant)
    except EditRefused as refused:
        return refused.with_traceback(None), 1  # what is remembered holds on to no frame
    if new is roadmap:
        return _Version(roadmap, ""), 1
    return _Version(new.ready(), write_stored(new)), Stored(new, {}).size


async def _made(context: Context, shelved: Shelved, meant: Edit) -> Reply:
    """An edit, as another version of the roadmap, worked out aside. Raises EditRefused."""
    old = await context.plan()
    key = (FORM, shelved.slug, shelved.current, meant)
    found = (await context.store.worked_out({key: partial(_version, context.roadmap, meant)}))[key]
    if isinstance(found, EditRefused):
        raise copy(found)
    if not found.document:
        return Reply(text=texts.so_already())
    document = await _of_its_origin(context, shelved, found.document)
    imported = Imported(FORM, f"{OF_VERSION}{shelved.current}", document)
    number = await context.store.roadmaps.revise(shelved.slug, imported, context.now)
    context.read_as(found.roadmap)
    await arm(context)
    slug = (
        next(iter(found.roadmap.by_slug.keys() - old.roadmap.by_slug.keys())) if isinstance(meant, Add) else meant.slug
    )
    text = texts.made(meant, old, await context.plan(), told=bool(await _facts(context, slug)))
    undo = Button(labels.undo(), WayBack(EDIT, shelved.slug, number, shelved.current, context.now).line)
    return Reply(text=text, buttons=(undo, Button(labels.see_topics(), "/roadmap")))


async def _of_its_origin(context: Context, shelved: Shelved, document: str) -> str:
    """What comes of an edit, still known as what came of the document it was made of, although it says something else."""
    before = await context.store.roadmaps.imported(shelved.slug)
    origin = origin_of(before) if before else None
    return with_origin(document, Origin(origin.digest)) if origin else document


async def last_edit(context: Context) -> WayBack | None:
    """The edit that the speaker's own roadmap under way stands at; None where it stands at none."""
    if context.enrolment is None or context.roadmap.slug in library() or await _own(context) is None:
        return None
    slug = context.roadmap.slug
    found = await context.store.roadmaps.newest_of(slug, FORM)
    if found is None:
        return None
    number, source, made_at = found
    return WayBack(EDIT, slug, number, int(source.removeprefix(OF_VERSION)), made_at)


async def _undone(context: Context, slug: str, number: int, before: int) -> Reply:
    """The version before an edit, where nothing has come behind it since."""
    shelved = await _own(context)
    if shelved is None or shelved.slug != slug:
        return Reply(text=texts.elsewhere(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    if shelved.current != number or not shelved.oldest <= before <= shelved.newest:
        return Reply(text=texts.changed_since(context.roadmap), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    await context.store.roadmaps.set_current(slug, before)
    context.read_as((await context.store.roadmaps.current([slug]))[slug])
    await arm(context)
    buttons = (Button(labels.status(), "/status"), Button(labels.see_topics(), "/roadmap"))
    return Reply(text=texts.undone(context.roadmap, before), buttons=buttons)
