"""A clause that names steps of topics becomes what is told of them, or a question: "lesson 4", "Attention", "2 of Fast.ai"."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, islice, product

from bot.said.counted import Counted, fitting
from bot.said.found import Found
from bot.said.lexicon import Part
from bot.said.meant import Choice, Group, Meant, counted_in, surest
from bot.said.notes import without_of
from bot.said.pieces import topics_of_pieces
from bot.said.readings import CHECKIN, MOST_OFFERED, MOST_STEPS_TYPED, Lacking, Told, Unclear, Why
from bot.said.slots import runs
from bot.said.spans import Span, raw
from bot.said.values import Call, Days, Direction, NoSuchDay

MOST_PARTED = 8
"""Parts of topics, or days, in one line that are each looked for by themselves."""

MENTIONS = frozenset({Part.PIECE, Part.STEP, Part.RESOURCE, Part.NUMBER})


def within_topics(found: Found, days: Sequence[Days]) -> Told | Unclear | None:
    """What a clause says of steps; None where it names none, or nothing that any topic has."""
    if 1 < len(days) <= MOST_PARTED and (told := _day_by_day(found)):
        return told
    if (asked := _without_what_is_to_come(found)) is not None:
        return asked
    groups = _groups(found)
    if not groups or found.slots.several or not found.grammar.within:
        return None
    if not any(found.slots.topics) and topics_of_pieces(found.slots.pieces, found.world.roadmap.names):
        return None  # "weeks 1 and 2" are topics
    choices = [surest(Meant(found, group).choices()) for group in groups]
    if not all(choices) and len(groups) == 1 and not groups[0].named:
        choices = _each_of_its_own(found, groups[0])
    return _read(found, days, choices) if choices and all(choices) else None


def steps_meant(found: Found) -> list[tuple[Choice, ...]]:
    """The steps that each group of parts may mean, whatever the deed is; empty where one of them is none that any topic has."""
    choices = [surest(Meant(found, group).choices()) for group in _groups(found)]
    return choices if all(choices) else []


def _day_by_day(found: Found) -> Told | None:
    """Parts with a day each: "lessons 2 and 3 yesterday, 4 today"; None where it is not so throughout, or not beyond doubt."""
    spans = [span for span in found.clause.spans if span.part in {*MENTIONS, Part.DAY}]
    slots, others = found.slots, found.has(Part.TOPIC) or found.has(Part.LENGTH)
    if not found.grammar.within or others or slots.rest or slots.links or slots.notes:
        return None
    runs = [tuple(run) for _, run in groupby(spans, lambda span: span.part is Part.DAY)]
    if len(runs) % 2 or any(len(run) > 1 for run in runs[spans[0].part is not Part.DAY :: 2]):
        return None
    calls: list[Call] = []
    for one, other in zip(runs[::2], runs[1::2], strict=True):
        (day,), within = (one, other) if one[0].part is Part.DAY else (other, one)
        choices = surest(Meant(found, Group(within, ())).choices())
        sure = _day_of(day, found)
        if len(choices) != 1 or not choices[0].sure or sure is None:
            return None
        calls += _calls(found, sure, None, choices)
    return Told(tuple(calls))


def _day_of(span: Span, found: Found) -> date | None:
    """The day of a span beyond doubt; None also for one that there is not."""
    try:
        days: Days = span.value(found.world.today(Direction.BACK))
    except NoSuchDay:
        return None
    return days.sure


def _without_what_is_to_come(found: Found) -> Unclear | None:
    """Parts that were done, where the last is of a day to come: "did lesson 4, lesson 5 tomorrow"; None where it is not so."""
    spans = [span for span in found.clause.spans if span.part in {*MENTIONS, Part.DAY}]
    within = tuple(span for span in spans if span.part in {Part.PIECE, Part.STEP})
    if len(within) < 2 or [span.part for span in spans].count(Part.DAY) != 1 or spans[-1].part is not Part.DAY:
        return None
    day = _day_of(spans[-1], found)
    if not found.grammar.within or day is None or day <= found.world.now.date():
        return None
    choices = surest(Meant(found, Group(within[:-1], tuple(found.slots.topics))).choices())
    options = tuple(_calls(found, None, None, [one]) for one in choices)
    return Unclear(Why.FAINT, found.text.line.strip(), options[:MOST_OFFERED]) if options else None


def _each_of_its_own(found: Found, group: Group) -> list[tuple[Choice, ...]]:
    """Parts that no one topic has, each of which is beyond doubt that of another: "video 4 and lesson 8"."""
    if len(group.within) > MOST_PARTED:
        return []
    each = [surest(Meant(found, Group((span,), ())).choices()) for span in group.within]
    return each if all(len(some) == 1 and some[0].sure for some in each) else []


def _groups(found: Found) -> list[Group]:
    """The parts with the topic of each: "lesson 4 of nlp and lesson 2 of cv", "nlp lesson 4, cv lesson 2"."""
    within, topics = found.slots.within, list(found.slots.topics)
    if not within:
        return []
    if len(topics) < 2:
        return [Group(tuple(within), tuple(topics))]
    order = [span for span in found.clause.spans if span in within or span.part is Part.TOPIC]
    parted = [(is_topic, tuple(run)) for is_topic, run in groupby(order, lambda span: span.part is Part.TOPIC)]
    some = [run for is_topic, run in parted if not is_topic]
    if len(some) != len(topics) or len(parted) != 2 * len(topics):
        return []
    return [Group(run, (topic,)) for run, topic in zip(some, topics, strict=True)]


def steps_numbered(numbers: Sequence[int], found: Found) -> list[Choice]:
    """The steps of these numbers in each topic that goes on, where some of them are not done; none for a deed that ticks none."""
    words = found.world.lexicon.words
    if not numbers or not found.grammar.within:
        return []
    inside = [(topic, found.world.inside(topic)) for topic in found.world.going_on]
    fits = [(topic, seen, fitting(Counted("", tuple(numbers)), seen.steps, seen.left, words)) for topic, seen in inside]
    return [Choice(topic, fit.steps) for topic, seen, fit in fits if fit and set(fit.steps) & set(seen.left)]


def lacking(found: Found) -> Lacking | None:
    """The topic that has steps, of which those that are counted are none; None where no topic is meant beyond doubt."""
    named = [one[0] for one in found.slots.topics if len(one) == 1]
    on = [topic for topic in found.world.going_on if found.world.inside(topic).steps]
    topics, spans, words = named or on, found.slots.within, found.world.lexicon.words
    counts = [counted_in(span, found) for span in spans if span.part is not Part.RESOURCE]
    if (
        len(topics) != 1
        or not counts
        or not all(one and one.noun in words.countable and not one.loose for one in counts)
    ):
        return None
    inside = found.world.inside(topics[0])
    steps = inside.steps
    if all(fitting(one, steps, inside.left, words) for one in counts if one):
        return None
    return Lacking(topics[0], len(steps)) if steps and found.grammar.within else None


def _read(found: Found, days: Sequence[Days], choices: Sequence[tuple[Choice, ...]]) -> Told | Unclear:
    """All groups together, on the day that was named."""
    ways = found.ways(days)
    is_sure_day = len(days) < 2 and all(one.sure for one in days)
    minutes, rest = _length(found), _left(found)
    options = [
        _calls(found, day, minutes, meant)
        for meant in islice(product(*choices), MOST_OFFERED)
        for day in ways
    ]  # fmt: skip
    is_sure = all(len(one) == 1 and one[0].sure for one in choices)
    if is_sure and is_sure_day and not rest:
        return Told(options[0])
    offered = tuple(calls for calls in options if all(len(call.steps) <= MOST_STEPS_TYPED for call in calls))
    if rest:
        return Unclear(Why.LEFT_OVER, rest, offered[:MOST_OFFERED])
    if is_sure:
        return Unclear(Why.WHICH_DAY, found.text_of(Part.DAY), offered[:MOST_OFFERED])
    said = raw(found.text, found.slots.within[:1])
    return Unclear(Why.WHICH_STEP, said, (*offered, *_noted(found, ways, choices))[:MOST_OFFERED])


def _noted(
    found: Found, ways: Sequence[date | None], choices: Sequence[tuple[Choice, ...]]
) -> Iterator[tuple[Call, ...]]:
    """As a sitting, where it was told how many parts there were, and not which: "two lessons"; of all that is left, the topic."""
    told = [counted_in(span, found) for span in found.slots.within]
    topics = {one.topic for some in choices for one in some}
    is_resource = all(span.part is Part.RESOURCE for span in found.slots.within)
    if not (is_resource or any(one is not None and one.loose for one in told)) or len(topics) != 1:
        return
    if any(one is not None and one.remaining for one in told):
        yield from ((Call(found.grammar.command, tuple(topics), day=day),) for day in ways)
        return
    note = without_of(raw(found.text, found.slots.within))
    yield from ((Call(CHECKIN, tuple(topics), day=day, minutes=_length(found), note=note),) for day in ways)


def _left(found: Found) -> str:
    """What has no place: words, and links, which no step keeps."""
    rest = [span for span in found.slots.rest if span.part is not Part.LENGTH or _length(found) is None]
    return " ".join((*(raw(found.text, run) for run in runs(rest)), *found.slots.links))


def _length(found: Found) -> int | None:
    """The length that was told along, which is study."""
    return found.told_minutes() if found.grammar.day else None


def _calls(found: Found, day: date | None, minutes: int | None, meant: Sequence[Choice]) -> tuple[Call, ...]:
    whole = found.call(day, ())
    calls = [
        Call(found.grammar.within, topics=(one.topic,), steps=one.steps, day=day, note="" if at else whole.note)
        for at, one in enumerate(meant)
    ]
    if minutes:
        about = tuple(dict.fromkeys(one.topic for one in meant))
        steps = meant[0].steps if len(meant) == len(meant[0].steps) == 1 else ()
        calls.append(Call(CHECKIN, topics=about[:1], steps=steps, day=day, minutes=minutes))
    return tuple(calls)
