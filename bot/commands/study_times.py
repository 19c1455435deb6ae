"""/times: when a learner studies, set, changed and taken back; what is pressed at such a time stands in ``study_time_presses``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.study_time_presses import pressed
from bot.commands.study_times_kept import following, store, times_of, undo
from bot.commands.study_times_offered import none_yet, offers, typed
from bot.commands.study_times_put_off import HALF_A_DAY, put_off_as_wished
from bot.errors import Choice, NotUnderstood
from bot.nudges.arming import study_time_to_come
from bot.nudges.study_times import Coming, coming_on, next_of
from bot.said.days import SMALL_HOURS
from bot.said.lexicon import LEXICON
from bot.said.study_time_groups import Meant, typed_of_night
from bot.said.study_times import Deed, Wish, read_times, weekdays_of
from bot.said.topics import topics_beside_times
from bot.texts import helps, labels
from bot.texts import study_time_labels as own_labels
from bot.texts import study_times as texts
from bot.texts.phrases import paragraphs
from roadmap.facts import EVERY_DAY
from roadmap.study_times import MOST, StudyTime, StudyTimes, shifted

EXAMPLES = ("/times tue thu 19:00 45m nlp", "/times sunday morning", "/times off")
ASKED_TIMES = (time(7, 30), time(12, 30), time(19), time(20, 30))
ASKED_DAYS = (EVERY_DAY, 0b0011111, 0b0010101, 0b1100000)
HALF_AN_HOUR = timedelta(minutes=30)
MOST_WORDS = 3
"""Words without a time of their own whose meaning is said."""


async def _some(_: Context) -> list[Choice]:
    return [Choice(said, said) for said in ("every day 20:00 25m", "mon wed fri 19:00", "off", "on")]


@command("times", helps.TIMES, "/times", *EXAMPLES)
async def times(context: Context, said: Annotated[str | None, Arg(suggest=_some)] = None) -> Reply:
    context.enrolled()
    if said is None:
        return await _shown(context)
    if reply := await pressed(context, said.split()):
        return reply
    wish = read_times(said, LEXICON.words.study_times)
    if wish is None:
        raise NotUnderstood(said, EXAMPLES)
    return await _done(context, said, wish)


async def _done(context: Context, said: str, wish: Wish) -> Reply:
    before = times_of(context)
    match wish.deed:
        case Deed.SET | Deed.ONLY:
            return await _set(context, said, wish)
        case Deed.MOVE:
            return await _moved(context, wish)
        case Deed.SKIP:
            return await _skipped(context, wish)
        case Deed.AT if wish.times[0].at:
            return _for_today_or_all(context, before, wish.times[0], wish.times[0].at)
        case Deed.LATER:
            return await put_off_as_wished(context, wish)
        case Deed.DROP:
            return await _dropped(context, wish)
        case Deed.OFF:
            after = await store(context, replace(before, on=False))
            return Reply(text=texts.off(), buttons=(undo(after),), in_place=True)
        case Deed.ON if not before.times:
            return await _shown(context)
        case Deed.ON:
            return await _stored(context, replace(before, on=True))
    after = await store(context, replace(before, always=wish.deed is Deed.ALWAYS))
    return Reply(text=texts.always_set(always=after.always), buttons=(undo(after),))


def _for_today_or_all(context: Context, kept: StudyTimes, to: Meant, at: time) -> Reply:
    """A time alone: whether it is meant for once or for always is for its learner to say."""
    if not kept.times:
        return none_yet()
    is_today = any(one.weekday == context.today.weekday() for one in kept.times)
    once = (Button(own_labels.only_today(), f"/times later {typed(at)}"),) if is_today else ()
    always = Button(own_labels.from_now_on(), f"/times move every day to {_typed(to, at)}")
    return Reply(text=texts.today_or_always(at) if once else texts.at_from_now_on(at), buttons=(*once, always))


async def _shown(context: Context) -> Reply:
    kept = times_of(context)
    if not kept.times:
        return none_yet()
    learner = context.enrolled()[0].learner
    switch = Button(labels.off(), "/times off") if kept.on else Button(labels.on(), "/times on")
    if learner.study_asked_at:
        buttons = (Button(own_labels.keep(), "/times keep"), Button(own_labels.move(), "/times change"), switch)
        return Reply(text=texts.are(kept, context.roadmap, texts.waits_for_answer()), buttons=buttons)
    skip = (Button(own_labels.skip_next(), "/times skip"),) if kept.on else ()
    text = texts.are(kept, context.roadmap, *await _notes(context, kept))
    return Reply(text=text, buttons=(*skip, _always(kept), switch))


def _always(kept: StudyTimes) -> Button:
    if kept.always:
        return Button(own_labels.unless_studied(), "/times unless i studied")
    return Button(own_labels.anyway(), "/times always")


async def _notes(context: Context, kept: StudyTimes) -> tuple[Markup | None, ...]:
    is_off = not context.enrolled()[0].learner.nudges_on
    return (
        texts.nudges_are_off() if is_off else await following(context),
        texts.even_if_studied() if kept.always else None,
    )


async def asking_when(context: Context, reply: Reply) -> Reply:
    """The reply with the question when its learner studies; it is asked once, of who is on a roadmap."""
    if context.enrolment is None or context.enrolled()[0].learner.study_times is not None:
        return reply
    await context.change(study_times="")
    text = paragraphs(reply.text, texts.asked_for())
    return replace(reply, text=text, buttons=(*reply.buttons, *offers(with_no=True)))


async def _set(context: Context, said: str, wish: Wish) -> Reply:
    slugs = [_slug_of(context, one) for one in wish.times]
    if not wish.is_whole:
        return _asked(said, wish)
    new = tuple(_those_of(wish.times, slugs))
    named = {day for one in wish.times for day in weekdays_of(one.weekdays)}
    before = times_of(context)
    after = before.of(new) if wish.deed is Deed.ONLY else before.with_(new, in_place_of=named)
    if len(after.times) > MOST:
        return Reply(text=texts.too_many(MOST))
    reply = await _stored(context, after, is_first=not before.times)
    return _with_meanings(reply, wish.times)


def _with_meanings(reply: Reply, times: Sequence[Meant]) -> Reply:
    """What was taken to mean something is told below, with buttons for what it may mean as well."""
    days: dict[tuple[str, time], set[int]] = {}
    for one in times:
        if one.word and one.at:
            days.setdefault((one.word, one.at), set()).update(one.days())
    words = list(islice(days, MOST_WORDS))
    after_midnight = dict.fromkeys(one.at for one in times if one.of_night and one.at)
    meanings = [texts.word_is(word, at) for word, at in words]
    meanings += [texts.is_after_midnight(at) for at in islice(after_midnight, MOST_WORDS)]
    taps = [button for word, at in words for button in _taps(word, at, days[word, at])]
    return replace(reply, text=texts.with_meanings(reply.text, meanings), buttons=(*reply.buttons, *taps))


def _slug_of(context: Context, one: Meant) -> str:
    """Its topic, empty where it names none. Raises NotUnderstood for one that is none, before anything is asked of the rest."""
    topics = topics_beside_times(context.roadmap, one.topic)
    if one.topic and len(topics) != 1:
        raise NotUnderstood(one.topic, EXAMPLES)
    return topics[0].slug if topics else ""


def _those_of(meant: Iterable[Meant], slugs: Iterable[str]) -> Iterator[StudyTime]:
    """Each of what was meant on each of its days."""
    for one, slug in zip(meant, slugs, strict=True):
        for day in one.days() if one.at else ():
            yield StudyTime(day, one.at or time(), one.minutes, slug)


def _taps(word: str, at: time, days: Iterable[int]) -> Iterator[Button]:
    """What changes the time that a word was taken to mean, on its days: an hour is of the other half of the day, else half an hour before or
    after."""
    others = (HALF_A_DAY,) if word[:1].isdecimal() else (-HALF_AN_HOUR, HALF_AN_HOUR)
    for by in others:
        other = shifted(at, by)
        yield Button(own_labels.word_at(word, other), f"/times at {typed(at)} {typed(other)} {_typed_days(days)}")


def _typed(one: Meant, at: time) -> str:
    """Its time as buttons type it."""
    return typed_of_night(at) if one.of_night else typed(at)


def _typed_days(days: Iterable[int]) -> str:
    return " ".join(map(LEXICON.clocks.weekday_word, sorted(days)))


def _asked(said: str, wish: Wish) -> Reply:
    """The one thing that a line leaves open, with buttons that type it behind the line."""
    first = next(one for one in wish.times if not (one.weekdays and one.at))
    if first.at is None:
        buttons = [Button(own_labels.at_label(at), f"/times {said} {typed(at)}") for at in ASKED_TIMES]
        return Reply(text=texts.at_what_time(weekdays_of(first.weekdays)), buttons=asking(*buttons))
    chosen = [(days, " ".join(map(LEXICON.clocks.weekday_word, weekdays_of(days)))) for days in ASKED_DAYS]
    buttons = [Button(own_labels.on_days(weekdays_of(days)), f"/times {typed} {said}") for days, typed in chosen]
    return Reply(text=texts.on_which_days(first.at), buttons=asking(*buttons))


async def _stored(context: Context, new: StudyTimes, *, is_first: bool = False) -> Reply:
    """They are set here, in this chat; what holds is shown."""
    after = await store(context, replace(new, account=context.enrolled()[0].account.id))
    notes = (*await _notes(context, after), texts.how_they_come() if is_first else None)
    anyway = (_always(after),) if is_first else ()
    return Reply(text=texts.set_(after, context.roadmap, *notes), buttons=(undo(after), *anyway), in_place=not is_first)


def _instead(days: tuple[int, ...], to: Meant) -> tuple[Button, ...]:
    """What may be meant by "tue 20:00 instead" where there is none on that day."""
    if to.at is None or to.weekdays:
        return ()
    said = f"{_typed_days(days)} {_typed(to, to.at)}"
    at = own_labels.days_at(to.days(sum(1 << day for day in days)), to.at)
    return (Button(own_labels.only_at(at), f"/times only {said}"), Button(own_labels.also_at(at), f"/times {said}"))


async def _moved(context: Context, wish: Wish) -> Reply:
    """All times of some days go to other days, or another time of day; how long and what for stays."""
    before, to, days = times_of(context), wish.times[0], weekdays_of(wish.weekdays)
    moving = [one for one in before.times if one.weekday in days]
    if not moving:
        return Reply(text=texts.none_on(days), buttons=_instead(days, to))
    moved = [
        replace(one, weekday=day, at=to.at or one.at, minutes=to.minutes or one.minutes)
        for one in moving
        for day in ((one.weekday,) if _is_there(to, one) else to.days(1 << one.weekday))
    ]
    reply = await _stored(context, before.of((*(one for one in before.times if one not in moving), *moved)))
    named = sum(1 << day for day in {one.weekday for one in moved})
    is_behind = to.of_night and not all(_is_there(to, one) for one in moving)
    return _with_meanings(reply, [replace(to, weekdays=named, of_night=is_behind)])


def _is_there(to: Meant, one: StudyTime) -> bool:
    """Whether it lies after midnight already, and so on the day of the night that it is moved within; no day is named."""
    return to.of_night and not to.weekdays and one.at.hour < SMALL_HOURS


async def _dropped(context: Context, wish: Wish) -> Reply:
    before, days = times_of(context), weekdays_of(wish.weekdays)
    after = before.without(days)
    if after.times == before.times:
        return Reply(text=texts.none_on(days))
    if not after.times:
        return Reply(text=texts.none_left(), buttons=(undo(await store(context, after)),))
    return await _stored(context, after)


async def _skipped(context: Context, wish: Wish) -> Reply:
    """One that is to come is left out: the next, that of a day, or that of a weekday."""
    found = _found(context, wish, await _first_to_come(context))
    if found is None:
        return Reply(text=texts.none_to_come())
    after = await store(context, times_of(context).skipping(found.stamp, context.today))
    text = texts.skipped(found.due, context.zone, context.today, await following(context))
    return Reply(text=text, buttons=(undo(after),))


async def _first_to_come(context: Context) -> datetime:
    """Behind which moment the next one comes: none comes in a pause, nor before the first day."""
    due = await study_time_to_come(context)
    return due - timedelta.resolution if due else context.now


def _found(context: Context, wish: Wish, after: datetime) -> Coming | None:
    kept, days = times_of(context), weekdays_of(wish.weekdays)
    if wish.ahead is not None:
        return coming_on(kept, context.zone, context.now, context.today + timedelta(days=wish.ahead))
    coming = [next_of(kept, context.zone, after, one) for one in (days or (None,))]
    return min((one for one in coming if one), key=lambda one: one.due, default=None)
