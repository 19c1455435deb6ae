"""What is said of what came unasked, by itself: "yes", "no" or the word of a button below it; "later", "skip" or a time of day after a
study time. It is the last that came, or the one that the line replies to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.request import Request
from bot.errors import Refusal, SmallTalk, UnknownCommand
from bot.reasons import Reason
from bot.said.lexicon import LEXICON
from bot.said.small_talk import trimmed
from bot.said.study_time_groups import Meant, typed_of_night
from bot.said.study_time_tokens import plainly
from bot.said.study_times import Deed, Wish, read_times, weekdays_of
from bot.said.values import Call
from bot.store import Hush, Learner, Nudge, NudgeKind
from roadmap.study_times import StudyTimes
from roadmap.words import Chitchat

TIMES, NUDGES = "times", "nudges"
"""The commands that the questions are about."""

YES, KEEP, PASS = "yes", "keep", "pass"
"""How the words of a language call what may be answered, and what a yes is to study times, or letting one pass."""

UNTIL_I_WRITE = "/nudges quiet until i write"
"""What is typed by the button of who says yes to being left alone."""

LATER = timedelta(hours=36)
"""For how long after the question a bare word is its answer."""

AT_ONCE = timedelta(minutes=10)
"""Between the question and the moment at which it is noted, at most."""


async def replied(
    refused: Refusal, heard: Heard, context: Context, commands: Mapping[str, Command], post: Nudge | None
) -> tuple[Request, ...] | None:
    """What a bare word answers of the ``post`` that it replies to, or else of the last that came unasked: a question, or a study time
    that has just come. None where it answers nothing."""
    answer, wish, skipped = _answer(refused, heard), put_off(heard), _left_out(heard, context)
    if not (answer or wish or skipped) or context.enrolment is None or context.learner is None:
        return None
    asked = post or await _last(context, context.learner)
    if asked and wish and is_at_hand(asked, context) and TIMES in commands:
        text = f"{PASS} {asked.period}" if wish == PASS else wish
        return (Request(commands[TIMES], Call(TIMES, texts=(text,))),)
    if skipped and TIMES in commands:
        return (Request(commands[TIMES], Call(TIMES, texts=(skipped,))),)
    if asked is None:
        return None
    if answer and _asked_of_times(asked, context.learner) and TIMES in commands:
        return (Request(commands[TIMES], Call(TIMES, texts=(KEEP if answer == YES else answer,))),)
    if answer == YES and _asked_to_be_quiet(asked, context.learner) and NUDGES in commands:
        return (Request(commands[NUDGES], Call(NUDGES, texts=(UNTIL_I_WRITE.partition(" ")[2],))),)
    return None


async def _last(context: Context, learner: Learner) -> Nudge | None:
    """What came last unasked, where that was a while ago at most."""
    last = await context.store.ledger.last(learner.id, 1, alerts=False)
    if not last or last[0].sent_at is None or not timedelta() <= context.now - last[0].sent_at <= LATER:
        return None
    return last[0]


def _answer(refused: Refusal, heard: Heard) -> str | None:
    """The answer of a line that was refused because it says nothing by itself, in a direct chat."""
    line = heard.words
    is_bare = isinstance(refused, UnknownCommand) or (
        isinstance(refused, SmallTalk) and refused.talk in {Chitchat.NO, Chitchat.FINE, Chitchat.YES}
    )
    if not is_bare or not isinstance(line, str) or line.startswith("/") or not heard.place.direct:
        return None
    words = LEXICON.words
    said = trimmed(" ".join(line.casefold().replace("’", "'").rstrip(".!").split()), words.around)
    answers = words.study_times.answers
    return next((answers[one] for one in said if one in answers), None)


def _left_out(heard: Heard, context: Context) -> str | None:
    """A line in a direct chat that leaves out a study time to come by its day, as it is typed behind /times: "skip tonight", "can't make
    it tomorrow". None where none comes on that day."""
    line, words, learner = heard.words, LEXICON.words, context.learner
    if not isinstance(line, str) or line.startswith("/") or not heard.place.direct or not (learner and learner.study):
        return None
    for said in trimmed(plainly(line.replace(",", " ")), words.around):
        wish = read_times(said, words.study_times)
        if wish and wish.deed is Deed.SKIP and not learner.study_asked_at and _come(wish, learner.study, context):
            return said
    return None


def _come(wish: Wish, study: StudyTimes, context: Context) -> bool:
    """Whether a study time comes on the day that is named, or within a week on each of the weekdays."""
    local, week = context.now.astimezone(context.zone).replace(tzinfo=None), range(8)
    days = [context.today + timedelta(days=ahead) for ahead in (week if wish.ahead is None else (wish.ahead,))]
    coming = {day for day in days for one in study.coming(day) if datetime.combine(day, one.at) > local}
    if not study.on or wish.ahead is not None:
        return study.on and bool(coming)
    return bool(wish.weekdays) and {day.weekday() for day in coming} >= set(weekdays_of(wish.weekdays))


def put_off(heard: Heard) -> str | None:
    """What a line in a direct chat wants of the study time that has just come, as it is typed behind /times: later, or let it pass."""
    line, words = heard.words, LEXICON.words.study_times
    if not isinstance(line, str) or line.startswith("/") or not heard.place.direct:
        return None
    wish = read_times(line, words)
    if wish is None:
        return None
    if wish.deed is Deed.SKIP:
        return PASS if not (wish.weekdays or wish.ahead) else None
    is_bare_time = wish.deed is Deed.SET and replace(wish.times[0], at=None, word="", of_night=False) == Meant()
    if is_bare_time and wish.times[0].at:
        at = wish.times[0].at
        return f"{Deed.LATER} {typed_of_night(at) if wish.times[0].of_night else at.isoformat('minutes')}"
    return line if wish.deed is Deed.LATER else None


def is_at_hand(last: Nudge, context: Context) -> bool:
    """Whether a study time came today, and not the question whether its time is a good one."""
    is_today = bool(last.sent_at and last.sent_at.astimezone(context.zone).date() == context.today)
    return (
        is_today and last.kind is NudgeKind.STUDY_TIME and bool(context.learner and not context.learner.study_asked_at)
    )


def _asked_of_times(last: Nudge, learner: Learner) -> bool:
    """Whether it was "still a good time?"."""
    return last.kind is NudgeKind.STUDY_TIME and not last.about and learner.study_asked_at is not None


def _asked_to_be_quiet(last: Nudge, learner: Learner) -> bool:
    """Whether it was "shall I be quiet?", which is noted as it is asked."""
    if last.reason != Reason.SENT_SILENT or learner.hush != Hush.ASKED:
        return False
    return bool(learner.hushed_at and last.sent_at and abs(last.sent_at - learner.hushed_at) <= AT_ONCE)
