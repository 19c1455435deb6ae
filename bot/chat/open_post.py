"""What replies to a message that the bot sent unasked is about that message, and so is a sign that is set on it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.intake import understood
from bot.chat.open_nudge import PASS, TIMES, is_at_hand, put_off
from bot.chat.platform import Voice
from bot.chat.request import Commands, Request
from bot.errors import Overheard
from bot.said.lexicon import LEXICON
from bot.said.readings import CHECKIN, FOCUS, Told
from bot.said.replies import done_of
from bot.said.sentences import read_command
from bot.said.small_talk import says
from bot.said.study_times import Deed
from bot.said.values import Call
from bot.store import HelpRequest, Nudge, NudgeKind
from bot.store.timers import place_in
from roadmap import focus
from roadmap.facts import Kind, standing

CANHELP, HELPME, SETTLED, MEET, WILL = "canhelp", "helpme", "settled", "meet", "will"
"""The commands that whole lines below a message stand for, what closes a request, and what is said for a round."""

LATELY = timedelta(hours=36)
"""For how long after a study time a sign on it says that it was done; one that is set later may be meant in any way."""

WORDS = LEXICON.words


async def post_of(heard: Heard, context: Context) -> Nudge | None:
    """The row that was sent as the message that this replies to; None for one that answered somebody."""
    if heard.replies_to is None:
        return None
    if not heard.place.direct:
        return await context.store.sent.to_group(context.group.id, heard.replies_to) if context.group else None
    account = context.contact.account if context.contact else None
    return await context.store.sent.to_account(account.id, heard.replies_to) if account else None


async def about_of(post: Nudge, context: Context, commands: Commands) -> Call | None:
    """What it asked for, as a check-in that tells it, or as the focus whose end it told; None where it is of another roadmap, or
    asked for nothing."""
    if post.kind is NudgeKind.FOCUS:
        return await _focus(post, context)
    command, line = commands.get(CHECKIN), post.about.partition("\n")[0]
    if not line or command is None:
        return None
    said = line.partition(" ")[2]
    world = await context.world_of(command, said)
    match read_command(CHECKIN, said, lambda name: commands[name].grammar, world):
        case Told(calls=(Call(topics=(_,)) as call,)):
            return call
    return None


async def _focus(post: Nudge, context: Context) -> Call | None:
    event = focus.found(await context.events(), *place_in(post.period))
    if event is None:
        return None
    topic = context.roadmap.by_slug.get(event.fact.topic)
    return Call(FOCUS, (topic,) if topic else (), minutes=focus.length(event.fact), texts=(post.period,))


async def below(post: Nudge, heard: Heard, context: Context, commands: Commands) -> tuple[Request, ...] | None:
    """What a whole line says that means something only below this message: "not today", "I can help". None for any other. Raises
    Overheard for what people say to each other below a question of one of them."""
    line = heard.words
    if not isinstance(line, str) or line.lstrip().startswith("/"):
        return None
    match post.kind:
        case NudgeKind.STUDY_TIME if post.about:
            return _let_pass(post, line, heard, context, commands)
        case NudgeKind.WEEKLY | NudgeKind.SNOOZE if _says(line, WORDS.replies.agreeing):
            return await _agreed(post, heard, context, commands)
        case NudgeKind.HELP:
            return await _help(post, line, context, commands, is_to_us=heard.voice is Voice.TO_US)
        case NudgeKind.ROUND:
            return await _in_a_round(post, line, context, commands, is_to_us=heard.voice is Voice.TO_US)
        case NudgeKind.DIGEST if _says(line, WORDS.replies.helping):
            return (Request(commands[CANHELP], Call(CANHELP)),)
    return None


def _let_pass(post: Nudge, line: str, heard: Heard, context: Context, commands: Commands) -> tuple[Request, ...] | None:
    """A study time that is put off, or let pass; one of another day is over."""
    wish = PASS if _says(line, WORDS.replies.passing) else put_off(heard)
    if wish is None:
        return None
    over = f"{PASS if wish == PASS else Deed.LATER} {post.period}"
    text = over if wish == PASS or not is_at_hand(post, context) else wish
    return (Request(commands[TIMES], Call(TIMES, texts=(text,))),)


async def _agreed(post: Nudge, heard: Heard, context: Context, commands: Commands) -> tuple[Request, ...] | None:
    """A yes to the question of a nudge is what its first button types; None where that was no such question."""
    yes = post.about.partition("\n")[2]
    return await understood(replace(heard, words=yes), commands, context.store, context.world) if yes else None


async def _help(
    post: Nudge, line: str, context: Context, commands: Commands, *, is_to_us: bool
) -> tuple[Request, ...] | None:
    """Who can help says so, and who asked that it is settled; whatever else is said there without a word to the bot is an answer
    to them."""
    request = await context.store.helping.find(post.subject or 0)
    if request and _says(line, WORDS.replies.helping):
        return (Request(commands[CANHELP], Call(CANHELP, number=request.id)),)
    if request and _says(line, WORDS.replies.settled) and _is_own(request, context):
        return (Request(commands[HELPME], Call(HELPME, texts=(f"#{request.topic}", SETTLED))),)
    if is_to_us:
        return None
    raise Overheard


async def _in_a_round(
    post: Nudge, line: str, context: Context, commands: Commands, *, is_to_us: bool
) -> tuple[Request, ...] | None:
    """The first line of a member below the post of a round that is on is what they will do; whatever else is said there without a
    word to the bot, or by who is muted, is said to the others."""
    meeting = await context.store.meetings.find(post.subject or 0)
    account = context.contact.account.id if context.contact else 0
    is_member = meeting is not None and await context.store.members.find(meeting.group_id, account) is not None
    if meeting and is_member and meeting.is_on(context.now):
        who = await context.store.meetings.who(meeting.id)
        is_first = not any(one.account_id == account and one.plan for one in who)
        if is_to_us or (is_first and account not in await context.store.orders.muted(meeting.group_id, context.now)):
            return (Request(commands[MEET], Call(MEET, texts=(f"{WILL} {meeting.id} {line}",))),)
    if is_to_us:
        return None
    raise Overheard


def _says(line: str, phrases: Iterable[str]) -> bool:
    return says(line, phrases, LEXICON)


def _is_own(request: HelpRequest, context: Context) -> bool:
    return context.contact is not None and context.contact.account.id == request.account_id


async def signed(post: Nudge | None, context: Context, commands: Commands) -> tuple[Request, ...]:
    """A sign on a study time says that it was done, once. On any other message it says nothing that could be stored, and nothing
    is taken back with it: a finger slips, and what was told has its own way back. Raises Overheard where it says nothing."""
    if post is None or post.kind is not NudgeKind.STUDY_TIME or not post.about or post.sent_at is None:
        raise Overheard
    about = await about_of(post, context, commands) if context.now - post.sent_at <= LATELY else None
    if about is None or await _is_told(about, post, context) or not await context.store.sent.answer(post.id):
        raise Overheard
    call = done_of(about)
    return (Request(commands[call.command], call),)


async def _is_told(about: Call, post: Nudge, context: Context) -> bool:
    """Whether what was asked for was told since by other ways: it would count twice. A step does not."""
    if about.steps or post.sent_at is None:
        return False
    day, slug = post.sent_at.astimezone(context.zone).date(), about.topics[0].slug
    facts = (event.fact for event in standing(await context.events()))
    return any(fact.kind is Kind.CHECKED_IN and fact.topic == slug and fact.day >= day for fact in facts)
