"""Why a clause is asked about, each with the readings that it may have: nothing that was understood is lost by asking."""

from collections.abc import Callable, Sequence

from bot.said.found import Found
from bot.said.lexicon import Part
from bot.said.notes import without_of
from bot.said.number_doubts import figure, not_in_it, step_or_topic
from bot.said.pieces import topics_of_pieces
from bot.said.readings import CHECKIN, MOST, MOST_OFFERED, Unclear, Why
from bot.said.sittings import sittings
from bot.said.slots import runs
from bot.said.spans import Span, raw
from bot.said.step_doubts import not_ticked
from bot.said.tokens import folded
from bot.said.values import Call, Days
from bot.said.within import lacking
from roadmap.model import Topic
from roadmap.names import folded as name_of
from roadmap.words import Verb

Doubt = Callable[[Found, Sequence[Days]], Unclear | None]


def _many(found: Found, _days: Sequence[Days]) -> Unclear | None:
    one_by_one = len(found.slots.topics)
    if not found.grammar.sure:
        one_by_one += len(found.sure_several)
    return Unclear(Why.TOO_MANY, "") if one_by_one > MOST else None


def _unsure_length(found: Found, days: Sequence[Days]) -> Unclear | None:
    """ "30 to 45 minutes"; and a time of day that may be a length, where nothing else is said: "6:30"."""
    slots = found.slots
    unsure = next((one for one in slots.lengths if one.sure is None), None)
    if unsure is not None:
        options = tuple(sittings(found.call(day, minutes=one)) for day in found.ways(days) for one in unsure.options)
        return Unclear(Why.WHICH_LENGTH, found.text_of(Part.LENGTH), options[:MOST_OFFERED])
    if not found.grammar.is_sitting or slots.lengths or len(slots.clocks) != 1 or slots.rest or slots.notes:
        return None
    minutes = 60 * slots.clocks[0].hour + slots.clocks[0].minute
    of_day = tuple(sittings(found.call(day)) for day in found.ways(days))
    return Unclear(Why.WHICH_LENGTH, found.text_of(Part.CLOCK), (sittings(found.call(minutes=minutes)), *of_day))


def _piece(found: Found, days: Sequence[Days]) -> Unclear | None:
    """A part of a topic never stands for it; one that is no step of it can be noted as a check-in. It may be what a
    topic is called."""
    slots, is_told_of_steps = found.slots, found.grammar.within == found.grammar.command
    if not slots.within:
        return None
    lacks = lacking(found)
    note = " ".join(without_of(raw(found.text, run)) for run in runs(slots.within))
    named, on = found.sure_topics, found.world.going_on
    about = named or (on if len(on) == 1 else ())
    others = [run for run in runs(slots.rest) if any(span.part is not Part.LENGTH for span in run)]
    rest = " ".join(raw(found.text, run) for run in others)
    noted = tuple(
        sittings(Call(CHECKIN, topics=about, day=day, minutes=found.told_minutes(), note=f"{note} {rest}".strip()))
        for day in found.ways(days)
    )
    meant = _namings(found) if named else topics_of_pieces(slots.pieces, found.world.roadmap.names)
    whole = () if is_told_of_steps else found.readings(days, meant)
    why = Why.LEFT_OVER if rest else Why.NO_STEP if lacks else Why.PART
    return Unclear(why, rest or note, (*whole, *noted)[:MOST_OFFERED], lacking=lacks)


def _left_over(found: Found, days: Sequence[Days]) -> Unclear | None:
    """Words without a place, where the command takes no note."""
    grammar, slots = found.grammar, found.slots
    if slots.rest and grammar.within == grammar.command:
        return Unclear(Why.LEFT_OVER, slots.left_over)
    if not slots.rest or (grammar.note and not _says_nothing_was_done(found)):
        return None
    named = found.sure_topics
    if grammar.note:
        return Unclear(Why.LEFT_OVER, slots.left_over, _if_something_was_done(found, days))
    if not (slots.topics or slots.several) and grammar.topics and grammar.needs_topic:
        return _no_topic(found, days)
    if _are_alternatives(found):
        return Unclear(Why.LEFT_OVER, slots.left_over, found.readings(days, [(one,) for one in named] or [()]))
    options = found.readings(days, _namings(found))
    return Unclear(Why.LEFT_OVER, slots.left_over, (*options, *_as_study(found, days, named))[:MOST_OFFERED])


def _namings(found: Found) -> list[Sequence[Topic]]:
    """The sets of topics that may be meant: with each that an unclear name may stand for. Of what is about one topic
    each is a set of its own."""
    unclear = next((one for one in found.slots.topics if len(one) > 1), ())
    named = found.sure_topics
    sets: list[Sequence[Topic]] = [(*named, topic) for topic in unclear] or [named]
    if 0 < found.grammar.topics < max(map(len, sets)):
        return [(topic,) for topic in dict.fromkeys((*named, *unclear))]
    return sets


def _are_alternatives(found: Found) -> bool:
    """Whether the words say that one of several is meant: "nlp or cv"."""
    return set(found.slots.left_over.casefold().split()) <= found.world.lexicon.words.alternatives


def _as_study(found: Found, days: Sequence[Days], named: tuple[Topic, ...]) -> tuple[tuple[Call, ...], ...]:
    """A length that was told with a deed is study: "45 minutes of nlp done"."""
    minutes = found.told_minutes()
    if len(found.slots.rest) != 1 or not minutes or len(named) != 1:
        return ()
    return tuple((Call(CHECKIN, topics=named, day=day, minutes=minutes),) for day in found.ways(days))


def _if_something_was_done(found: Found, days: Sequence[Days]) -> tuple[tuple[Call, ...], ...]:
    """A check-in with those words as its note, unless they say that there was nothing to tell."""
    bare = not (found.slots.lengths or found.slots.topics)
    return () if bare else found.readings(days, _namings(found))


def _says_nothing_was_done(found: Found) -> bool:
    """Whether a line that takes a note may say that there was no study: nothing but words, and one of them a no."""
    slots = found.slots
    if _numbers_left(found) or _is_of_somebody(found) or slots.rest[-1].part is Part.QUESTION:
        return True
    bare = not (slots.lengths or slots.topics or slots.links or slots.notes)
    undoing = {Verb.SKIP, Verb.PAUSE, Verb.RESUME}
    return bare and any(
        span.part in {Part.MOOD, Part.QUESTION} or (span.part is Part.VERB and span.value in undoing)
        for span in slots.rest
    )


def _numbers_left(found: Found) -> bool:
    """Whether a number is left that counts nothing: "20 30"."""
    return any(len(run) == 1 and run[0].part in {Part.NUMBER, Part.SEVERAL} for run in runs(found.slots.rest))


def _is_of_somebody(found: Found) -> bool:
    """Whether the line begins with somebody who did it: "ben did 40 minutes"."""
    spans = [span for span in found.clause.spans if span.part is not Part.FILLER]
    return (
        len(spans) > 2
        and spans[0].part is Part.WORD
        and spans[1].part in {Part.FAINT, Part.VERB}
        and found.clause.typed
    )


def _no_topic(found: Found, days: Sequence[Days]) -> Unclear:
    """No topic of this name: those that have the words in theirs, or else the nearest."""
    if len(found.ways(days)) > 1:
        return which_day(found, days)
    said = found.slots.left_over
    names = found.world.roadmap.names
    if asked := not_in_it(found, said):
        return asked
    containing = names.containing(folded(" ".join(said.split())))[:MOST_OFFERED]
    nearest = containing or names.nearest(said, 3)
    options = found.readings(days, [(topic,) for topic in nearest])
    why = Why.WHICH_TOPIC if containing else Why.NO_TOPIC
    return Unclear(why, said, options, pending=found.call(found.ways(days)[0], ()))


def _unclear_topic(found: Found, days: Sequence[Days]) -> Unclear | None:
    if all(len(one) == 1 for one in found.slots.topics):
        return None
    return Unclear(Why.WHICH_TOPIC, found.text_of(Part.TOPIC), found.readings(days, _namings(found)))


def _unclear_stage(found: Found, days: Sequence[Days]) -> Unclear | None:
    """ "all of goals", where several stages are called so, or a topic as well."""
    unclear = next((one for one in found.slots.several if len(one) > 1), None)
    if unclear is None:
        return None
    named = [(*found.sure_topics, *topics) for topics in unclear[:MOST_OFFERED]]
    return Unclear(Why.WHICH_STAGE, found.text_of(Part.SEVERAL), found.readings(days, named))


def _one_within_another(found: Found, days: Sequence[Days]) -> Unclear | None:
    """ "day 2 of 100 days of code", where both are topics: one may be a part of the other."""
    spans, words = found.clause.spans, found.world.lexicon.words
    for one, between, other in zip(spans, spans[1:], spans[2:], strict=False):
        said = folded(raw(found.text, [between]))
        if one.part is other.part is Part.TOPIC and said in words.within:
            named = found.sure_topics
            return Unclear(
                Why.WHICH_TOPIC,
                raw(found.text, [one, between, other]),
                found.readings(days, [*((topic,) for topic in named), named]),
            )
    return None


def _several_shown(found: Found, days: Sequence[Days]) -> Unclear | None:
    """Of what is about one topic, several were named."""
    topics = found.sure_topics
    if len(topics) <= max(1, found.grammar.topics):
        return None
    return Unclear(Why.WHICH_TOPIC, found.text_of(Part.TOPIC), found.readings(days, [(one,) for one in topics]))


def _missing(found: Found, days: Sequence[Days]) -> Unclear | None:
    """No topic is named, unless a word that says something else is what one is called: "Monday"."""
    grammar, slots = found.grammar, found.slots
    if slots.topics or slots.several or not grammar.needs_topic:
        return None
    called = [topic for span in found.clause.spans for topic in _called_by(found, span)]
    if called:
        return Unclear(
            Why.WHICH_TOPIC, raw(found.text, found.clause.spans), found.readings([], [(one,) for one in called])
        )
    ways = found.ways(days)
    return which_day(found, days) if len(ways) > 1 else Unclear(Why.MISSING_TOPIC, "", pending=found.call(ways[0], ()))


def _called_by(found: Found, span: Span) -> tuple[Topic, ...]:
    """The topics whose name is this stretch of the line, whatever else it may be."""
    if span.part in {Part.FILLER, Part.JOINT}:
        return ()
    return found.world.roadmap.names.exactly(name_of(raw(found.text, [span])))


def which_day(found: Found, days: Sequence[Days]) -> Unclear:
    """Each day that may be meant. Where every topic may have one of its own, none is offered for all."""
    offered = len(days) == 1 or len(found.slots.topics) + 2 * len(found.slots.several) < 2
    options = found.readings(days, [[one[0] for one in found.slots.topics]]) if offered else ()
    return Unclear(Why.WHICH_DAY, found.text_of(Part.DAY) or found.text_of(Part.CLOCK), options)


DOUBTS: tuple[Doubt, ...] = (
    *(
        _many,
        step_or_topic,
        figure,
        _unsure_length,
        not_ticked,
        _piece,
        _left_over,
        _unclear_topic,
        _unclear_stage,
        _several_shown,
        _one_within_another,
        _missing,
    ),
)
"""In the order in which they are asked about."""
