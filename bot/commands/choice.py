"""What a learner chooses of a document before it is kept: a reading of it, and which of its stages."""

from dataclasses import dataclass
from functools import partial

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.errors import Expired
from bot.importing.reading import Read
from bot.store.stored import Stored
from bot.store.values import Draft
from bot.texts import readings as texts
from roadmap.model import Roadmap
from roadmap.selection import stages_of, without


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen so far, as it would be kept, and ``whole``: the reading with all of its stages."""

    read: Read
    whole: Roadmap


async def draft_of(context: Context, token: str) -> Draft:
    """A draft of whoever speaks. Raises Expired."""
    speaker = context.speaker
    draft = await context.store.roadmaps.draft(token, speaker.platform, speaker.user_id, context.now)
    if draft is None:
        raise Expired
    return draft


async def chosen_of(context: Context, token: str) -> Chosen:
    """The reading that is looked at, without the stages that were left out. Raises Expired, NotReady."""
    draft = await draft_of(context, token)
    understood = await context.store.roadmaps.understood(token, draft)
    kept = understood
    if draft.without:
        key = (token, draft.reading, draft.without)
        kept = (await context.store.worked_out({key: partial(_kept, understood, draft.without)}))[key]
    return Chosen(Read(draft, kept.roadmap, kept.statuses), understood.roadmap)


def _kept(understood: Stored, places: frozenset[int]) -> tuple[Stored, int]:
    roadmap = without(understood.roadmap, places).ready()
    kept = Stored(roadmap, {slug: status for slug, status in understood.statuses.items() if slug in roadmap.by_slug})
    return kept, kept.size


def stages_page(token: str, chosen: Chosen, page: int) -> Reply:
    """A page of the stages, from 0, each with a button that leaves it out or takes it back."""
    stages = list(enumerate(stages_of(chosen.whole)))
    last = (len(stages) - 1) // texts.PAGE
    page = min(page, last)
    left_out = chosen.read.draft.without
    buttons = [
        Button(texts.stage_label(stage, taken=place not in left_out), f"/import stage {token} {place}")
        for place, stage in stages[page * texts.PAGE : (page + 1) * texts.PAGE]
    ]
    if page:
        buttons.append(Button(texts.earlier_page(), f"/import stages {token} {page - 1}"))
    if page < last:
        buttons.append(Button(texts.later_page(), f"/import stages {token} {page + 1}"))
    buttons.append(Button(texts.chosen(), f"/import look {token}"))
    return Reply(text=texts.stages(chosen.whole, left_out, page), buttons=tuple(buttons), in_place=True)


async def turn_stage(context: Context, token: str, place: int) -> Reply:
    """Leave a stage out, or take it back; the last one stays."""
    chosen = await chosen_of(context, token)
    count, draft = len(stages_of(chosen.whole)), chosen.read.draft
    if place >= count:
        raise Expired
    left_out = draft.without ^ {place}
    if len(left_out) == count:
        return Reply(text=texts.last_one(), buttons=(Button(texts.back_to_stages(), f"/import stages {token} 0"),))
    await context.store.roadmaps.choose(token, draft.reading, left_out)
    return stages_page(token, await chosen_of(context, token), place // texts.PAGE)
