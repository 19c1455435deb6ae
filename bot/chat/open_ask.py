"""What a learner says by itself answers what they were asked as their plan began: what they know already."""

from collections.abc import Mapping

from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.request import Request
from bot.errors import Asked, NothingTold, Refusal, SmallTalk, UnknownCommand
from bot.said.knowing import KNOWN, MAYBE, NOTHING, knows_nothing, told_known
from bot.said.readings import Why
from bot.said.values import Call
from roadmap.facts import standing
from roadmap.marks import is_early
from roadmap.words import Chitchat, Mood


async def answered(
    refused: Refusal, heard: Heard, context: Context, commands: Mapping[str, Command]
) -> tuple[Request, ...]:
    """Topics by themselves, said before anything was told of the plan, are marked for the learner to look at: "1 3"; so is nothing
    of it: "nothing yet". Raises ``refused`` where that is not what was said."""
    line = heard.words
    if (
        not isinstance(line, str)
        or line.startswith("/")
        or not heard.place.direct
        or not (_may_answer(refused) or _may_deny(refused))
    ):
        raise refused
    if (
        context.enrolment is None
        or standing(await context.events())
        or not is_early(await context.progress(), context.today)
    ):
        raise refused
    if KNOWN in commands and knows_nothing(line, context.world):
        return (Request(commands[KNOWN], Call(KNOWN, texts=(NOTHING,))),)
    said = told_known(line, context.world, asked=True) if _may_answer(refused) else None
    if said is None or KNOWN not in commands:
        raise refused
    return (Request(commands[KNOWN], Call(KNOWN, texts=(f"{MAYBE} {said}",))),)


def _may_answer(refused: Refusal) -> bool:
    """Whether a line was refused because it says nothing of what is about it."""
    return isinstance(refused, UnknownCommand) or (isinstance(refused, Asked) and refused.reading.why is Why.NO_VERB)


def _may_deny(refused: Refusal) -> bool:
    """Whether a line says no: "nothing yet"."""
    if isinstance(refused, SmallTalk):
        return refused.talk is Chitchat.NO
    return isinstance(refused, NothingTold) and refused.reading.mood is Mood.NEGATION
