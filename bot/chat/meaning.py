"""What was heard means: by itself, as an answer to what was asked last, or below the message that it replies to."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.elsewhere import checked_here
from bot.chat.handed import as_said, on_their_day
from bot.chat.heard import Heard
from bot.chat.intake import understood
from bot.chat.open_ask import answered
from bot.chat.open_focus import how_much, stops
from bot.chat.open_nudge import replied
from bot.chat.open_post import about_of, below, post_of, signed
from bot.chat.open_sentence import checked, sentence
from bot.chat.open_steps import steps_told
from bot.chat.platform import Reacted, Voice
from bot.chat.request import Commands, Request
from bot.errors import Asked, FileMeant, NothingTold, Overheard, Refusal, SmallTalk, UnknownCommand
from bot.said.certificates import CERTIFICATES
from bot.said.readings import BEGIN, CHECKIN, DONE, SKIP, TICK, Why
from bot.store import Nudge
from roadmap.words import Chitchat

TELLING = frozenset({DONE, BEGIN, SKIP, TICK, CHECKIN, CERTIFICATES})
"""The commands of what may have been done with a file to show for it."""

OF_A_DEED = frozenset({Why.WHICH_TOPIC, Why.WHICH_STEP, Why.WHICH_DAY, Why.WHICH_LENGTH, Why.NO_STEP})
"""Why a line is asked about that tells a deed beyond doubt."""


async def meant(heard: Heard, context: Context, commands: Commands) -> tuple[Request, ...]:
    """What is to be done, in the order of its being said. Raises what ``understood`` does; Overheard for what is said to others
    below a post, or says nothing; FileMeant for what stands below a file, such as "my roadmap", and tells nothing that was done."""
    if not heard.may_mean_file:
        return await _said(heard, context, commands)
    try:
        requests = await _said(heard, context, commands)
    except Refusal as refused:
        if isinstance(refused, Asked) and refused.reading.why in OF_A_DEED:
            raise
        raise FileMeant from None
    if any(request.command.name not in TELLING for request in requests):
        raise FileMeant
    return requests


async def _said(heard: Heard, context: Context, commands: Commands) -> tuple[Request, ...]:
    """What a line says, or a sign."""
    post = await post_of(heard, context)
    if isinstance(heard.words, Reacted):
        return await signed(post, context, commands)
    if post and (told := await below(post, heard, context, commands)):
        return told
    try:
        return await _read(heard, context, post, commands)
    except (Asked, NothingTold, SmallTalk, UnknownCommand) as unread:
        is_talk = post is not None or isinstance(unread, UnknownCommand)  # to those who read along
        if is_talk and heard.voice is Voice.IN_REPLY:
            raise Overheard from None
        raise


async def _read(heard: Heard, context: Context, post: Nudge | None, commands: Commands) -> tuple[Request, ...]:
    """What a line says by itself, or as the answer to what was asked last."""
    try:
        world = await context.world_of(heard.command, heard.said)
        if post and heard.place.direct:
            world = replace(world, about=await about_of(post, context, commands))
        then = as_said(world, heard.said_at)
        requests = await on_their_day(understood(heard, commands, context.store, then), world, then)
    except SmallTalk as talk:
        if reply := await replied(talk, heard, context, commands, post):
            return reply
        if talk.talk is Chitchat.NO:
            return await answered(talk, heard, context, commands)
        return await stops(talk, heard, context, commands)
    except (Asked, NothingTold, UnknownCommand) as unread:
        told = await steps_told(unread, heard, context, commands)
        told = told or await sentence(unread, heard, context, commands)
        told = told or (None if post else await how_much(unread, heard, context, commands))
        told = told or await replied(unread, heard, context, commands, post)
        return told or await answered(unread, heard, context, commands)
    await checked(requests, heard, context)
    await checked_here(requests, heard, context)
    return requests
