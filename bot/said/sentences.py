"""A line of a direct chat becomes a reading: a command, a sentence that tells deeds, a correction, a question, talk."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.said.clauses import Clause, clauses
from bot.said.deeds import Deed
from bot.said.lexicon import Lexicon, Part
from bot.said.moods import mood_of
from bot.said.pauses import Pause
from bot.said.readings import (
    CHECKIN,
    MOST,
    MOST_OFFERED,
    Correcting,
    Grammar,
    Impossible,
    Reading,
    Talking,
    Told,
    Unclear,
    Unknown,
    Untold,
    Why,
)
from bot.said.spans import Span, Spans, raw
from bot.said.text import Text
from bot.said.tokens import SPOKEN, Form, folded, tokens_of
from bot.said.values import Call, Look
from bot.said.world import World
from roadmap.model import Topic
from roadmap.words import Mood, Side, Talk, Verb

COMMANDS: Mapping[Verb, str] = {
    Verb.DONE: "done",
    Verb.BEGIN: "begin",
    Verb.STUDY: CHECKIN,
    Verb.SKIP: "skip",
    Verb.REOPEN: "reopen",
    Verb.PAUSE: "pause",
    Verb.RESUME: "resume",
}
"""What carries each deed out."""

VERBS: Mapping[str, Verb] = {command: verb for verb, command in COMMANDS.items()}

Grammars = Callable[[str], Grammar]
"""The grammar of a command by its name."""

CORRECT = "correct"


def read_command(command: str, said: str, grammars: Grammars, world: World) -> Reading:
    """What stands behind a command's name. Another deed may follow: "/skip 7 and begin nlp"."""
    text = Text(said, world.lexicon, world.roadmap.names)
    spans = Spans(text, world.roadmap, world.lexicon).cover()
    verb = VERBS.get(command)
    if verb is None:
        return Deed(text, Clause(None, spans), grammars(command), world).read()
    return _together([_read(text, clause, grammars, world) for clause in clauses(spans, verb)])


def read_sentence(said: str, grammars: Grammars, world: World, *, after_answer: bool = True) -> Reading:
    """A line without a command. ``after_answer`` says that it may correct what was said just before."""
    if (talk := talk_in(said, world.lexicon)) is not None:
        return Talking(talk)
    text = Text(said, world.lexicon, world.roadmap.names)
    spans = _without_contrast(text, Spans(text, world.roadmap, world.lexicon).cover())
    if after_answer and (correction := _correction(text, spans, world)):
        return correction
    mood = mood_of(text, spans, world.lexicon)
    topics = _topics_in(spans)
    if mood is Mood.QUESTION and (talk := _asked_in(text, world.lexicon)) is not None:
        return Talking(talk)
    parted = clauses(spans)
    if mood is Mood.INTENTION and (wanted := _wanted(text, parted, world)):
        return wanted
    if mood is not None:
        return _untold(mood, topics, parted, said)
    return _told(text, parted, grammars, world, topics)


def _wanted(text: Text, parted: Sequence[Clause], world: World) -> Unclear | None:
    """A pause that somebody intends is offered; one who says when they will be back is on a pause until then."""
    clause = parted[0]
    if clause.verb not in {Verb.PAUSE, Verb.RESUME} or len(parted) > 1:
        return None
    spans = tuple(
        replace(span, part=Part.FILLER) if span.part in {Part.MOOD, Part.WORD} else span for span in clause.spans
    )
    if clause.verb is Verb.RESUME:
        spans = tuple(
            replace(span, part=Part.SIDE, value=Side.UNTIL) if span.part is Part.VERB else span for span in spans
        )
    reading = Pause(text, Clause(Verb.PAUSE, spans), COMMANDS[Verb.PAUSE], world).read()
    return Unclear(Why.FAINT, text.line.strip(), (reading.calls,)) if isinstance(reading, Told) else None


def _told(text: Text, parted: Sequence[Clause], grammars: Grammars, world: World, topics: tuple[Topic, ...]) -> Reading:
    first = parted[0]
    if first.faint:
        return _faint(text, first, grammars, world, topics)
    if first.verb is None:
        return _without_verb(text, first, grammars, world, topics)
    return _together([_read(text, clause, grammars, world, in_sentence=True) for clause in parted])


def _without_verb(text: Text, clause: Clause, grammars: Grammars, world: World, topics: tuple[Topic, ...]) -> Reading:
    """A length is study; a topic alone is asked about."""
    kinds = {span.part for span in clause.spans}
    if Part.LENGTH in kinds and (Part.TOPIC in kinds or Part.DAY in kinds) and Part.WORD not in kinds | {Part.MOOD}:
        return _read(text, replace(clause, verb=Verb.STUDY), grammars, world, in_sentence=True)
    if Part.LENGTH in kinds:
        reading = _read(text, replace(clause, verb=Verb.STUDY), grammars, world)
        return Unclear(Why.NO_VERB, text.line.strip(), (reading.calls,)) if isinstance(reading, Told) else reading
    if topics:
        day = next((span.value for span in clause.spans if span.part is Part.DAY), None)
        return (
            Unclear(Why.NO_VERB, text.line.strip(), _deeds_with(topics[:MOST]))
            if day is None or topics
            else Unknown(text.line)
        )
    return Unknown(text.line.strip())


def _deeds_with(topics: tuple[Topic, ...]) -> tuple[tuple[Call, ...], ...]:
    """What may be done with topics that were only named."""
    deeds = [(Call("done", topics=topics),), (Call("begin", topics=topics),)]
    if len(topics) == 1:
        deeds += [(Call(CHECKIN, topics=topics),), (Call("topic", topics=topics),)]
    return tuple(deeds)


def _faint(text: Text, clause: Clause, grammars: Grammars, world: World, topics: tuple[Topic, ...]) -> Reading:
    """A verb that may tell a deed: with a length "did" is study, all else is asked about."""
    has_length = any(span.part is Part.LENGTH for span in clause.spans)
    faint = next(span for span in clause.spans if span.part is Part.FAINT)
    is_lengthy = folded(raw(text, [faint])) in world.lexicon.words.lengthy
    if clause.verb is None and not (is_lengthy and has_length):
        if not topics and not any(span.part is Part.PIECE for span in clause.spans):
            return Unknown(text.line.strip())
        pieced = any(span.part is Part.PIECE for span in clause.spans)
        parted = Clause(Verb.DONE, _without(clause.spans, faint))
        if pieced:
            return _read(text, parted, grammars, world)
        return Unclear(Why.FAINT, text.line.strip(), _deeds_with(topics[:MOST]))
    verb = clause.verb or Verb.STUDY
    reading = _read(text, Clause(verb, _without(clause.spans, faint)), grammars, world, in_sentence=True)
    if not isinstance(reading, Told) or (clause.verb is None and has_length):
        return reading
    if verb is Verb.STUDY and has_length:
        return Unclear(Why.FAINT, text.line.strip(), (reading.calls,))
    return Unclear(Why.FAINT, text.line.strip(), (reading.calls,))


def _without(spans: Sequence[Span], left_out: Span) -> tuple[Span, ...]:
    return tuple(replace(span, part=Part.FILLER) if span is left_out else span for span in spans)


def _read(
    text: Text, clause: Clause, grammars: Grammars, world: World, *, in_sentence: bool = False
) -> Told | Unclear | Impossible:
    verb = clause.verb or Verb.STUDY
    command = COMMANDS[verb]
    if verb is Verb.PAUSE:
        return Pause(text, clause, command, world).read()
    if verb is Verb.RESUME:
        clause = replace(clause, spans=tuple(_at_home(text, span, world.lexicon) for span in clause.spans))
    reading = Deed(text, clause, grammars(command), world).read()
    if in_sentence and verb is Verb.STUDY and isinstance(reading, Told):
        return _studied(clause, reading)
    return reading


def _at_home(text: Text, span: Span, lexicon: Lexicon) -> Span:
    """What only says where somebody is back from says nothing."""
    known = folded(raw(text, [span])) in lexicon.words.back_from
    return replace(span, part=Part.FILLER) if known else span


def _studied(clause: Clause, told: Told) -> Told | Unclear:
    """Of a sentence nothing is noted unless a topic or a length was told: "watched a movie" is asked about."""
    call = told.calls[0]
    if call.note and not (call.topics or call.minutes):
        return Unclear(Why.LEFT_OVER, call.note, (told.calls,))
    if call.note and any(span.part is Part.MOOD for span in clause.spans):
        return Unclear(Why.LEFT_OVER, call.note, (told.calls,))
    if not (call.note or call.topics or call.minutes or call.day) and len(clause.spans) < 2:
        return Unclear(Why.NO_VERB, "", (told.calls,))
    return told


def _together(read: Sequence[Told | Unclear | Impossible]) -> Told | Unclear | Impossible:
    """Several clauses as one reading: what is unclear in one is asked about with what is clear in the others."""
    if wrong := next((one for one in read if isinstance(one, Impossible)), None):
        return wrong
    calls = tuple(call for one in read if isinstance(one, Told) for call in one.calls)
    unclear = [one for one in read if isinstance(one, Unclear)]
    if len(calls) > MOST or sum(len(call.topics) for call in calls) > MOST:
        return Unclear(Why.TOO_MANY, "")
    if len(calls) > 1 and any(call.stretch or call.command == COMMANDS[Verb.PAUSE] for call in calls):
        return Unclear(Why.SEVERAL, "", tuple((call,) for call in calls))
    if not unclear:
        return Told(calls)
    if len(unclear) > 1 or not calls:
        return unclear[0] if len(unclear) == 1 else replace(unclear[0], options=(), pending=None)
    one = unclear[0]
    return replace(one, options=tuple((*calls, *option) for option in one.options), pending=None)


def _without_contrast(text: Text, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The line without what it says that something is not: "on tuesday, not today"."""
    for place in range(len(spans) - 1, max(0, len(spans) - LONGEST_CONTRAST), -1):
        span = spans[place]
        if span.part is Part.MOOD and span.value is Mood.NEGATION and folded(raw(text, [span])) in CONTRASTING:
            behind = [one.part for one in spans[place + 1 :] if one.part not in {Part.FILLER, Part.SIDE}]
            known = {one.part for one in spans[:place]}
            if len(behind) == 1 and _alike(behind[0]) & known and spans[place - 1].part in {Part.JOINT, Part.FILLER}:
                silenced = (replace(one, part=Part.FILLER) for one in spans[place:])
                return (*spans[:place], *silenced)
    return spans


LONGEST_CONTRAST = 6
"""Spans at the end of a line that may say what something is not."""

CONTRASTING = frozenset({"not", "instead of", "no"})


def _alike(part: Part) -> frozenset[Part]:
    """What a part may be contrasted to; a number to whatever has one."""
    comparable = {Part.DAY, Part.TOPIC, Part.LENGTH}
    return (
        frozenset({part}) & comparable if part is not Part.NUMBER else frozenset({Part.LENGTH, Part.TOPIC, Part.NUMBER})
    )


def _topics_in(spans: Sequence[Span]) -> tuple[Topic, ...]:
    named = (span.value for span in spans if span.part is Part.TOPIC and not span.shy)
    return tuple(dict.fromkeys(topics[0] for topics in named if len(topics) == 1))


def _untold(mood: Mood, topics: tuple[Topic, ...], parted: Sequence[Clause], said: str) -> Reading:
    """Nothing is stored; what may be of use is offered."""
    verbs = {clause.verb for clause in parted}
    if not topics and verbs == {None} and mood is not Mood.FOR_NOW and not any(c.faint for c in parted):
        return Unknown(said.strip()) if mood is not Mood.INTENTION or not _has(parted, Part.LENGTH) else Untold(mood)
    shown = tuple((Call("topic", topics=(topic,)),) for topic in topics[:3])
    studied = ((Call(CHECKIN),),) if mood is Mood.FOR_NOW else ()
    return Untold(mood, topics[:MOST_OFFERED], (*studied, *shown))


def _has(parted: Sequence[Clause], part: Part) -> bool:
    return any(span.part is part for clause in parted for span in clause.spans)


# Whole lines

LONGEST_TALK = 80
"""Characters of a line that may be small talk."""


def talk_in(said: str, lexicon: Lexicon) -> Talk | None:
    """What a whole line is that stands in the table, polite words around it left out."""
    if len(said) > LONGEST_TALK:
        return None
    tokens = tokens_of(said)
    if any(token.form in {Form.LINK, Form.QUOTE, Form.REFERENCE} for token in tokens):
        return None
    words = " ".join(token.plain for token in tokens if token.form in SPOKEN) or said.strip()
    table = _talk(lexicon)
    for candidate in _trimmed(words, lexicon.words.around):
        if (talk := table.get(candidate)) is not None:
            return talk
        if any(talk is Talk.STOP and re.fullmatch(pattern, candidate) for pattern, talk in lexicon.words.asked):
            return Talk.STOP
    return None


def _talk(lexicon: Lexicon) -> dict[str, Talk]:
    found = _TALKS.get(id(lexicon))
    if found is None:
        found = _TALKS[id(lexicon)] = {
            spelled: talk
            for phrase, talk in lexicon.words.talk.items()
            for spelled in (phrase, phrase.replace("'", ""))
        }
    return found


_TALKS: dict[int, dict[str, Talk]] = {}


def _trimmed(plain: str, around: frozenset[str]) -> list[str]:
    """The line, and what is left of it without the words around, taken off one after another."""
    found = [plain]
    words = plain.split()
    while len(words) > 1 and (words[0] in around or " ".join(words[:2]) in around):
        words = words[2 if " ".join(words[:2]) in around else 1 :]
        found.append(" ".join(words))
    ends = plain.split()
    while len(ends) > 1 and (ends[-1] in around or " ".join(ends[-2:]) in around):
        ends = ends[: -2 if " ".join(ends[-2:]) in around else -1]
        found.append(" ".join(ends))
    both = words
    while len(both) > 1 and both[-1] in around:
        both = both[:-1]
        found.append(" ".join(both))
    return found


def _asked_in(text: Text, lexicon: Lexicon) -> Talk | None:
    """The view that a question asks for."""
    for candidate in _trimmed(text.plain, lexicon.words.around):
        for pattern, talk in lexicon.words.asked:
            if re.fullmatch(pattern, candidate):
                return talk
    return None


# Corrections


def _correction(text: Text, spans: Sequence[Span], world: World) -> Reading | None:
    """ "no, cv", "I meant yesterday", "that should have been an hour": what is to be instead."""
    start = _corrects_until(text, world.lexicon)
    if start == 0 or any(span.first < start < span.last for span in spans):
        return None
    rest = [span for span in spans if span.first >= start]
    grammar = Grammar(CORRECT, topics=MOST, day=Look.BACK, minutes=True)
    reading = Deed(text, Clause(None, tuple(rest)), grammar, world).read()
    if not isinstance(reading, Told) or len(reading.calls) != 1:
        return None
    call = reading.calls[0]
    if call.note or not (call.topics or call.day or call.minutes):
        return None
    return Correcting(call)


def _corrects_until(text: Text, lexicon: Lexicon) -> int:
    """The first token behind the words by which a line corrects; 0 where it does not."""
    words = [token.plain for token in text.spoken]
    for count in range(min(len(words), 6), 0, -1):
        head = " ".join(words[:count])
        if head in lexicon.words.corrections or head.replace("'", "") in lexicon.words.corrections:
            return text.places[count - 1] + 1
    return 0
