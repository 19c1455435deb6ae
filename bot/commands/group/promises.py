"""/promise: one small thing for a week, told to the partners, and what became of it by its maker's own word."""

import re
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.form import answers_in
from bot.chat.reply import Button, Reply
from bot.commands.group.here import aside, mute_of
from bot.commands.group.meant import Belonging, belonging, belongings
from bot.commands.group.promise_form import BY as BY_DAY
from bot.commands.group.promise_form import FORM, line_in, once_more, promise_form
from bot.errors import Expired
from bot.nudges.agenda import asks_how_it_went
from bot.nudges.kinds.promises import worded
from bot.nudges.partner.announcements import outcome_told, promise_told
from bot.nudges.partner.questions import will_be_asked
from bot.said.values import Direction
from bot.store import Promise
from bot.texts import group_forms, group_refusals, helps, without_company
from bot.texts import partner as texts
from bot.texts.phrases import paragraphs
from roadmap.group import promises
from roadmap.group.promises import LONGEST, PromiseOutcome
from roadmap.streak import WEEK, monday

IN_FORM = re.compile(rf"{FORM} (?:&|\w*\s*=)", re.IGNORECASE)
"""A form with answers in it, be they empty, and not "form a study group"."""

OUTCOMES = frozenset({PromiseOutcome.KEPT.value, PromiseOutcome.PARTLY.value, PromiseOutcome.NOT.value})
BY = re.compile(r"(?P<text>.+) (?:by|until|till) (?P<day>.+)", re.IGNORECASE)
BY_ALONE = re.compile(r"(?:by|until|till) (?P<day>.+)", re.IGNORECASE)
IN = "in"
"""Typed before the number of the group that is meant, where there are several."""

IN_GROUP = re.compile(
    rf"{IN} (?P<number>\d{{1,9}})(?: (?!(?:minute|hour|day|week|month)s?\b)(?P<said>.+))?", re.IGNORECASE | re.DOTALL
)
"""In a group, and not "in 3 days a chapter"."""


@command(
    "promise",
    helps.PROMISE,
    "/promise two chapters of CS224n by sunday",
    "/promise kept",
    form=f"/promise {FORM}",
)
async def promise(
    context: Context,
    what: str | None = None,
) -> Reply:
    number, said = _parted(what or "")
    match said.casefold().split():
        case []:
            return await _show(context, await belonging(context, number, lambda group: f"/promise {IN} {group}"))
        case [first, *rest] if first == FORM and (not rest or IN_FORM.match(said.strip())):
            answers = answers_in(said.strip()[len(FORM) :])
            mine = await belonging(context, number, lambda group: f"/promise {IN} {group} {said}")
            below = None if answers else group_forms.in_own_words()
            return replace(await promise_form(context, mine, answers, below), private=True)
        case [word] if word in OUTCOMES:
            mine = await belonging(context, number, lambda group: f"/promise {IN} {group} {word}")
            return await _settle(context, mine, PromiseOutcome(word))
        case [word, kept] if word in OUTCOMES and _is_number(kept):
            return await _settle_one(context, PromiseOutcome(word), int(kept))
    mine = await belonging(context, number, lambda group: f"/promise {IN} {group} {said}")
    return await _make(context, mine, said)


def _parted(what: str) -> tuple[int | None, str]:
    """The number of the group, where a button said it, and the rest."""
    found = IN_GROUP.fullmatch(what.strip())
    return (int(found["number"]), found["said"] or "") if found else (None, what)


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) < 10


async def _show(context: Context, mine: Belonging) -> Reply:
    kept = await context.store.partners.promises_of(mine.group.id, mine.me.account_id, monday(mine.today))
    text = texts.promises([worded(one) for one in kept], mine.today)
    if kept:
        return aside(text, Button(group_forms.another_promise(), f"{line_in(mine)} {FORM}"))
    asked = await promise_form(context, mine, {})
    return replace(asked, text=paragraphs(text, asked.text), private=True)


def _with_day(context: Context, mine: Belonging, said: str) -> tuple[str, date | None]:
    """The promise without the day that it is to be kept by, and the day; "two lectures a day" has none. Raises NotADay."""
    ending = BY.fullmatch(said)
    day = _day(context, mine, ending["day"]) if ending else None
    return (ending["text"], day) if ending and day else (said, None)


def _day(context: Context, mine: Belonging, said: str) -> date | None:
    """The day that it is to be kept by, in the group; None for what is none. Raises NotADay."""
    return context.day(said, Direction.AHEAD, mine.group.zone_or(context.default_zone))


async def _make(context: Context, mine: Belonging, said: str) -> Reply:
    said = " ".join(said.split())
    if (alone := BY_ALONE.fullmatch(said)) and (day := _day(context, mine, alone["day"])):
        return replace(await promise_form(context, mine, {BY_DAY.name: day.isoformat()}), private=True)
    what, by = _with_day(context, mine, said)
    if len(what) > LONGEST:
        return aside(group_refusals.promise_too_long(len(what), LONGEST), once_more(mine, what[:LONGEST]))
    if by and by < mine.today:
        return aside(texts.day_is_over(by, mine.today), once_more(mine, what))
    made = promises.promised(what, mine.today, by)
    if made.week > monday(mine.today) + WEEK:
        return aside(texts.not_so_far_ahead(), once_more(mine, what))
    partners = context.store.partners
    earlier = await partners.promises_of(mine.group.id, mine.me.account_id, made.week)
    kept = await partners.promise(mine.group.id, mine.me.account_id, made.week, made.text, made.day)
    hearing = await promise_told(context.store, kept, context.now, context.today)
    if asks_how_it_went(made.last_day, mine.today):
        await will_be_asked(context.store, kept, context.now, context.default_zone)
    is_another = any(one.week == made.week for one in earlier)
    noted = texts.promise_replaced(made, mine.today) if is_another else texts.promised(made, mine.today)
    return aside(paragraphs(noted, None if hearing else await _why_untold(context, mine)))


async def _why_untold(context: Context, mine: Belonging) -> Markup | None:
    """Why no partner hears of a promise. Nothing of one whose nudges are off: that is their own matter."""
    if mute := await mute_of(context, mine.me, mine.group):
        return without_company.promised_while_muted(mute.until, context.zone, context.now)
    pairing = await context.store.partners.of_account(mine.group.id, mine.me.account_id)
    return None if pairing and len(pairing.accounts) > 1 else texts.no_partner_yet()


async def _settle(context: Context, mine: Belonging, outcome: PromiseOutcome) -> Reply:
    """What became of the promise that waits longest for it, or else of the latest one: minds may change."""
    since = monday(mine.today) - WEEK
    made = await context.store.partners.promises_of(mine.group.id, mine.me.account_id, since)
    one = next((one for one in made if one.outcome is PromiseOutcome.OPEN), made[-1] if made else None)
    return await _settled(context, one, outcome) if one else aside(texts.nothing_promised())


async def _settle_one(context: Context, outcome: PromiseOutcome, number: int) -> Reply:
    """What became of the promise of that number. Raises Expired for one that is none of the learner's own."""
    kept = (await context.store.partners.promises([number])).get(number)
    mine = {(one.group.id, one.me.account_id) for one in await belongings(context)}
    if kept is None or (kept.group_id, kept.account_id) not in mine:
        raise Expired
    return await _settled(context, kept, outcome)


async def _settled(context: Context, kept: Promise, outcome: PromiseOutcome) -> Reply:
    settled = await context.store.partners.settle(kept.id, outcome) or kept
    hearing = await outcome_told(context.store, settled, context.now)
    return Reply(text=texts.settled(outcome, hearing), private=True, in_place=True)
