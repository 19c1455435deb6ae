"""What a learner chooses of a document before it is kept: a reading of it, and which of its stages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.chat.context import Context
from bot.chat.form import Field, Form, Option
from bot.chat.reply import Button, Reply, Style
from bot.errors import Expired
from bot.files.reader import Read
from bot.store.stored import Stored
from bot.store.values import Draft
from bot.texts import reading_labels
from bot.texts import readings as texts
from roadmap.model import Roadmap
from roadmap.selection import without

READING, STAGE, TICKED, BARE = "r", "s", "ticked", "bare"
"""What the words of the form begin with, or are."""

AT_ONCE, MOST_ASKED = 25, 75
"""Stages in one question of the form, and in all of them; the others stay as they are."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen so far, as it would be kept, and ``whole``: the reading with all of its stages."""

    read: Read
    whole: Roadmap


async def draft_of(context: Context, token: str) -> Draft:
    """A draft of whoever speaks. Raises Expired."""
    speaker = context.speaker
    draft = await context.store.drafts.of_account(token, speaker.platform, speaker.user_id, context.now)
    if draft is None:
        raise Expired
    return draft


async def chosen_of(context: Context, token: str) -> Chosen:
    """The reading that is looked at, without the stages that were left out. Raises Expired, NotReady."""
    draft = await draft_of(context, token)
    understood = await context.store.drafts.understood(token, draft)
    kept = understood
    if draft.without:
        key = (token, draft.reading, draft.without)
        kept = (await context.store.worked_out({key: partial(_kept, understood, draft.without)}))[key]
    return Chosen(Read(draft, kept.roadmap, kept.statuses, kept.steps_done, kept.proven), understood.roadmap)


def _kept(understood: Stored, places: frozenset[int]) -> tuple[Stored, int]:
    roadmap = without(understood.roadmap, places).ready()
    statuses = {slug: status for slug, status in understood.statuses.items() if slug in roadmap.by_slug}
    steps = frozenset(one for one in understood.steps_done if one[0] in roadmap.by_slug)
    kept = Stored(roadmap, statuses, steps, understood.proven.within(roadmap.by_slug))
    return kept, kept.size


def stages_page(token: str, chosen: Chosen, page: int) -> Reply:
    """A page of the stages, from 0, each with a button that leaves it out or takes it back; with the form where that asks of all of them."""
    stages = list(enumerate(chosen.whole.stages.all))
    last = (len(stages) - 1) // texts.PAGE
    page = min(page, last)
    left_out = chosen.read.draft.without
    buttons = [
        Button(reading_labels.stage_label(stage, taken=place not in left_out), f"/import stage {token} {place}")
        for place, stage in stages[page * texts.PAGE : (page + 1) * texts.PAGE]
    ]
    if page:
        buttons.append(Button(reading_labels.earlier_page(), f"/import stages {token} {page - 1}"))
    if page < last:
        buttons.append(Button(reading_labels.later_page(), f"/import stages {token} {page + 1}"))
    buttons.append(Button(reading_labels.chosen(), f"/import look {token}", Style.MAIN))
    text = texts.stages(chosen.whole, left_out, page)
    are_asked = min((page + 1) * texts.PAGE, len(stages)) <= MOST_ASKED
    form = _form(token, chosen) if are_asked else None  # which has nothing of those that it leaves as they are
    return Reply(text=text, buttons=tuple(buttons), in_place=True, form=form)


def _form(token: str, chosen: Chosen) -> Form:
    """All there is to choose, for platforms that can ask for it at once."""
    draft, fields = chosen.read.draft, []
    if len(draft.readings) > 1:
        readings = (
            Option(texts.offered(sketch), f"{READING}{number}", number == draft.reading)
            for number, sketch in enumerate(chosen.read.sketches)
        )
        fields.append(Field(reading_labels.which_reading(), tuple(readings)))
    log = bool(chosen.read.proven.log)
    if chosen.read.sketch.ticked or chosen.read.steps_done or log:
        fields.append(
            Field(
                reading_labels.which_ticks(),
                (
                    Option(reading_labels.its_ticks(log=log), TICKED, True),
                    Option(reading_labels.no_ticks(log=log), BARE),
                ),
            )
        )
    shown = list(enumerate(chosen.whole.stages.all))[:MOST_ASKED]
    for first in range(0, len(shown), AT_ONCE):
        options = (
            Option(reading_labels.stage_option(stage), f"{STAGE}{place}", place not in draft.without)
            for place, stage in shown[first : first + AT_ONCE]
        )
        fields.append(Field(reading_labels.which_stages(), tuple(options), several=True))
    return Form(reading_labels.choose(), f"/import chosen {token}", tuple(fields))


async def filled_in(context: Context, token: str, words: Sequence[str]) -> bool:
    """Keep what was chosen in the form; whether the document's ticks are wanted. Of another reading the stages are others,
    so that all of them are taken. Raises Expired."""
    chosen = await chosen_of(context, token)
    draft = chosen.read.draft
    reading = next(iter(_numbers(words, READING)), draft.reading)
    if reading >= len(draft.readings):
        raise Expired
    shown = frozenset(range(min(MOST_ASKED, len(chosen.whole.stages.all))))
    taken = frozenset(_numbers(words, STAGE)) & shown
    left_out = (draft.without - shown) | (shown - taken) if reading == draft.reading and taken else frozenset()
    await context.store.drafts.choose(token, reading, left_out)
    return BARE not in words


def _numbers(words: Sequence[str], mark: str) -> Iterator[int]:
    return (int(word[1:5]) for word in words if word[0] == mark and word[1:].isdecimal())


async def turn_stage(context: Context, token: str, place: int) -> Reply:
    """Leave a stage out, or take it back; the last one stays."""
    chosen = await chosen_of(context, token)
    count, draft = len(chosen.whole.stages.all), chosen.read.draft
    if place >= count:
        raise Expired
    left_out = draft.without ^ {place}
    if len(left_out) == count:
        return Reply(
            text=texts.last_one(), buttons=(Button(reading_labels.back_to_stages(), f"/import stages {token} 0"),)
        )
    await context.store.drafts.choose(token, draft.reading, left_out)
    return stages_page(token, await chosen_of(context, token), place // texts.PAGE)
