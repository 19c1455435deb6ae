"""A line of a direct chat becomes a reading: a command, a sentence that tells deeds, a correction, a question, talk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.said.boxes import topics_ticked
from bot.said.chosen_resource import chosen_resource
from bot.said.clause_reading import COMMANDS, Grammars, Teller
from bot.said.clauses import PARTING, Clause, clauses
from bot.said.compounds import compounded
from bot.said.conjunction import joined
from bot.said.corrections import Head, correction_in, head_of, without_contrast
from bot.said.deeds import Deed, Outcome
from bot.said.denials import denied
from bot.said.ends import end_asked, end_told
from bot.said.lexicon import Part
from bot.said.moods import mood_of
from bot.said.pauses import PauseClause
from bot.said.plain import PLAN, read_end
from bot.said.pronouns import did_it, did_it_then, finished_it
from bot.said.readings import (
    BEGIN,
    CHECKIN,
    DONE,
    LOG,
    MOST,
    MOST_OFFERED,
    PAUSE,
    TICK,
    Correcting,
    Reading,
    Talking,
    Told,
    Unclear,
    Unknown,
    Untold,
    Why,
)
from bot.said.replies import read_reply
from bot.said.small_talk import asked_in, talk_in
from bot.said.spans import Span, cover_of, named_wholly, raw
from bot.said.studied import read_as_log
from bot.said.taken import says_taken, with_taken
from bot.said.text import Text
from bot.said.values import Call
from bot.said.world import World
from roadmap.model import Topic
from roadmap.words import Chitchat, Mood, Side, Verb

VERBS: Mapping[str, Verb] = {command: verb for verb, command in COMMANDS.items()}

MOST_OF_EACH = 3
"""Readings of each deed that a line may tell without saying which."""


def read_command(command: str, said: str, grammars: Grammars, world: World) -> Reading:
    """What stands behind a command's name. Another deed may follow: "/skip 7 and begin nlp"."""
    if not said and command not in VERBS and not grammars(command).needs_topic:
        return Told((Call(command),))
    if grammars(command).end and (named := read_end(command, end_asked, said, world)):
        return named
    text = world.text(said)
    name = named_wholly(text, world.roadmap) if grammars(command).topics else ()
    cover = cover_of(text, world, steps=grammars(command).names_steps)
    spans = name or compounded(text, cover, world, ticks=command == TICK)
    verb = Verb.STUDY if command == LOG else VERBS.get(command)
    if verb is None:
        outcome = Deed(text, Clause(None, spans), grammars(command), world).read()
        return (command == TICK and topics_ticked(outcome, text, Teller(text, grammars, world))) or outcome
    reading = joined(Teller(text, grammars, world).in_turn(clauses(spans, verb)), text, world)
    return read_as_log(reading, said) if command == LOG else reading


def read_sentence(said: str, grammars: Grammars, world: World) -> Reading:
    """A line without a command; one that replies to a message may leave unsaid what that is about."""
    read = partial(_read, grammars=grammars, world=world)
    return read_reply(said, read, world) if world.about else read(said)


def _read(said: str, grammars: Grammars, world: World) -> Reading:
    if (talk := talk_in(said, world.lexicon)) is Chitchat.DID:
        return did_it(said, world) or Talking(Chitchat.TODAY)
    if talk is not None:
        return Talking(talk)
    if named := read_end(PLAN, end_told, said, world):
        return named
    if chosen := chosen_resource(said, world):
        return Told((chosen,))
    text = world.text(said)
    cover = compounded(text, cover_of(text, world, steps=True), world)
    return _Sentence(text, cover, Teller(text, grammars, world), grammars).reading()


class _Sentence:
    """One sentence being read."""

    def __init__(self, text: Text, cover: tuple[Span, ...], teller: Teller, grammars: Grammars) -> None:
        self._text, self._teller, self._world, self._grammars = text, teller, teller.world, grammars
        self._head = head_of(text, self._world.lexicon)
        cover = with_taken(text, cover, self._world.lexicon)
        spans = without_contrast(text, cover, self._world.lexicon)
        self._contrasts = spans != cover
        self._spans = _without_head(spans, self._head)

    def reading(self) -> Reading:
        if correction := self._correction():
            return correction
        if told := did_it_then(self._text, self._spans, self._world):
            return told
        text, lexicon = self._text, self._world.lexicon
        mood = mood_of(text, self._spans, lexicon)
        if mood is Mood.QUESTION and (talk := asked_in(text, lexicon)) is not None:
            return Talking(talk)
        parted = clauses(self._spans)
        if mood is Mood.INTENTION and (wanted := self._wanted(parted)):
            return wanted
        if mood is Mood.NEGATION and (opened := denied(parted, self._teller)):
            return opened
        if mood is not None:
            return self._besides() or self._untold(mood, parted)
        reading = self._told(parted)
        is_news = self._head is None or self._head.soft
        return self._teller.faint(reading) if isinstance(reading, Told) and not is_news else reading

    @property
    def _line(self) -> str:
        return self._text.line.strip()

    def _correction(self) -> Correcting | Unclear | None:
        if self._head is None and not self._contrasts:
            return None
        return correction_in(self._text, self._spans, self._head, self._world)

    def _topics(self) -> tuple[Topic, ...]:
        named = [span.value for span in self._spans if span.part is Part.TOPIC and not span.shy]
        if not any(span.part is Part.WORD for span in self._spans):
            numbers = self._world.roadmap.names.own_numbers
            named += [numbers.of(raw(self._text, [span])) for span in self._spans]
        return tuple(dict.fromkeys(topics[0] for topics in named if len(topics) == 1))

    # What is not told

    def _wanted(self, parted: Sequence[Clause]) -> Unclear | None:
        """A pause that somebody intends is offered; one who says when they will be back is on a pause until then."""
        clause = parted[0]
        until = clause.verb is Verb.RESUME or (clause.verb is None and _says_sides(clause))
        if len(parted) > 1 or not (until or clause.verb is Verb.PAUSE):
            return None
        quiet = {Part.MOOD, Part.WORD}
        spans = tuple(replace(span, part=Part.FILLER) if span.part in quiet else span for span in clause.spans)
        if until:
            spans = tuple(
                replace(span, part=Part.SIDE, value=Side.UNTIL) if span.part is Part.VERB else span for span in spans
            )
        reading = PauseClause(self._text, Clause(Verb.PAUSE, spans), PAUSE, self._world).read()
        return self._teller.faint(reading) if isinstance(reading, Told) else None

    def _besides(self) -> Unclear | None:
        """What was told in front of a mark, behind which stands what was not, or what there is to say of it: "finished nlp, will start
        cv tomorrow", "finished lesson 2 but I don't get it"."""
        spans = self._spans
        moody = next((place for place, span in enumerate(spans) if span.part is Part.MOOD), None)
        mark = next((at for at in range(moody or 0, 0, -1) if spans[at].part in {*PARTING, Part.JOINT}), None)
        if moody is None or mark is None or not any(one.part in _SAYING for one in spans[mark:]):
            return None
        before = spans[:mark]
        if any(self._teller.said(one) in self._world.lexicon.words.asides for one in spans[mark:]):
            return None  # "finished nlp, no wait, cv"
        if mood_of(self._text, before, self._world.lexicon) or not any(one.part is Part.VERB for one in before):
            return None
        reading = self._told(clauses(before))
        return self._teller.faint(reading) if isinstance(reading, Told) else None

    def _untold(self, mood: Mood, parted: Sequence[Clause]) -> Reading:
        """Nothing is stored; what may be of use is offered."""
        topics, verbs = self._topics(), {clause.verb for clause in parted}
        is_faint = any(clause.faint for clause in parted)
        if not topics and verbs == {None} and mood is not Mood.FOR_NOW and not is_faint:
            is_plan = mood is Mood.INTENTION and any(span.part is Part.LENGTH for span in self._spans)
            return Untold(mood) if is_plan else Unknown(self._line)
        if mood is Mood.FOR_NOW and Verb.SKIP in verbs:
            return Unclear(Why.FAINT, self._line, ((Call("skip", topics=topics),),) if topics else ())
        shown = tuple((Call("topic", topics=(topic,)),) for topic in topics[:3])
        studied = ((Call(CHECKIN),),) if mood is Mood.FOR_NOW else ()
        return Untold(mood, topics[:MOST_OFFERED], (*studied, *shown))

    # What is told

    def _told(self, parted: Sequence[Clause]) -> Reading:
        first = parted[0]
        if first.faint:
            return self._faint(first)
        if first.verb is None:
            return self._without_verb(first)
        return finished_it(joined(self._teller.in_turn(parted, in_sentence=True), self._text, self._world), self._world)

    def _without_verb(self, clause: Clause) -> Reading:
        """A length is study, days with "until" and its like are a pause, perhaps; a topic alone is asked about."""
        kinds = {span.part for span in clause.spans}
        if Part.LENGTH in kinds:
            is_clear = kinds & {Part.TOPIC, Part.DAY} and not kinds & {Part.WORD, Part.MOOD}
            reading = self._teller.told(replace(clause, verb=Verb.STUDY), in_sentence=bool(is_clear))
            if is_clear or not isinstance(reading, Told):
                return reading
            return Unclear(Why.NO_VERB, self._line, (reading.calls,))
        if _says_sides(clause):
            return self._teller.asked_pause(clause)
        named = self._topics() or any(one.part is Part.SEVERAL and not one.shy for one in clause.spans)
        if not named and kinds & {Part.PIECE, Part.STEP}:
            return self._step_alone(clause)
        return self._topic_alone(clause) if named else Unknown(self._line)

    def _topic_alone(self, clause: Clause) -> Reading:
        """A topic by itself; on a day to come nothing is done yet: "nlp tomorrow"."""
        found = self._each_deed(clause)
        told = tuple(calls for calls in found if not any(self._is_to_come(call) for call in calls))
        if told != found and not any(call.command in VERBS for calls in told for call in calls):
            return Untold(Mood.INTENTION, self._topics()[:MOST_OFFERED], told)
        return Unclear(Why.NO_VERB, self._line, told)

    def _step_alone(self, clause: Clause) -> Reading:
        """A step by itself, which a topic that goes on has: "lesson 4"."""
        reading = self._teller.told(replace(clause, verb=Verb.DONE))
        options = (reading.calls,) if isinstance(reading, Told) else getattr(reading, "options", ())
        ticking = tuple(calls for calls in options if all(call.steps for call in calls))
        told = tuple(calls for calls in ticking if not any(self._is_to_come(call) for call in calls))
        if ticking and not told:
            return Untold(Mood.INTENTION)
        if told:
            return Unclear(Why.NO_VERB, self._line, told)
        is_part = isinstance(reading, Unclear) and bool(reading.options) and bool(self._world.going_on)
        return reading if is_part and self._teller.counts(clause) else Unknown(self._line)

    def _is_to_come(self, call: Call) -> bool:
        return call.day is not None and call.day > self._world.now.date()

    def _each_deed(self, clause: Clause) -> tuple[tuple[Call, ...], ...]:
        """What may be told by a line that does not say what was done, with all else that it says."""
        found: list[tuple[Call, ...]] = []
        for command in (DONE, BEGIN, CHECKIN):
            reading: Outcome = Deed(self._text, clause, self._grammars(command), self._world).read()
            options = (reading.calls,) if isinstance(reading, Told) else getattr(reading, "options", ())
            found += options[:MOST_OF_EACH] if command != BEGIN else options[:1]
        topics = self._topics()[:MOST]
        shown = [(Call("topic", topics=topics),)] if len(topics) == 1 else []
        return (*dict.fromkeys(found[:MOST_OFFERED]), *shown)

    def _faint(self, clause: Clause) -> Reading:
        """A verb that may tell a deed: with a length "did" is study, all else is asked about."""
        kinds = {span.part for span in clause.spans}
        faint = next(span for span in clause.spans if span.part is Part.FAINT)
        words, said = self._world.lexicon.words, self._teller.said(faint)
        quiet = replace(
            clause, spans=tuple(replace(one, part=Part.FILLER) if one is faint else one for one in clause.spans)
        )
        taken, lengthy = says_taken(self._text, faint, self._world.lexicon), words.lengthy | words.taking
        if clause.verb is None and said in lengthy - words.hardly and (ticked := self._ticked(quiet, taken=taken)):
            return ticked
        if clause.verb is None and not (said in lengthy and Part.LENGTH in kinds):
            if kinds & {Part.PIECE, Part.STEP}:
                return self._teller.told(replace(quiet, verb=Verb.DONE))
            named = self._topics() or Part.SEVERAL in kinds
            return Unclear(Why.FAINT, self._line, self._each_deed(quiet)) if named else Unknown(self._line)
        verb = clause.verb or Verb.STUDY
        reading = self._teller.told(replace(quiet, verb=verb, faint=False), in_sentence=True)
        if not isinstance(reading, Told):
            is_clear = said not in words.hardly or verb is Verb.STUDY
            is_asked = isinstance(reading, Unclear) and reading.why is Why.SINCE_OR_UNTIL
            return reading if is_clear or is_asked else Unknown(self._line)
        is_study = clause.verb is None and (said not in words.hardly or bool(reading.calls[0].topics))
        return reading if is_study else self._teller.faint(reading)

    def _ticked(self, clause: Clause, *, taken: bool) -> Told | None:
        """Steps that were done, and how long that took behind them: "did lesson 4 in 40 min", or anywhere where it says ``taken``; None
        where the length is what was done: "did 40 min of lesson 4"."""
        parts = [span.part for span in clause.spans]
        within = next((at for at, part in enumerate(parts) if part in {Part.PIECE, Part.STEP}), len(parts))
        if Part.LENGTH not in (parts if taken else parts[within:]):
            return None
        reading = self._teller.told(replace(clause, verb=Verb.DONE))
        return reading if isinstance(reading, Told) and reading.calls[0].steps else None


_SAYING = frozenset({Part.TOPIC, Part.VERB, Part.FAINT, Part.WORD})
"""What is more than a "no" by itself: "finished nlp, not really" takes it back."""


def _says_sides(clause: Clause) -> bool:
    """Whether it consists of days with what says on which side of them something lies: "until friday"."""
    parts = [span.part for span in clause.spans]
    known = {Part.SIDE, Part.DAY, Part.SPAN, Part.FILLER, Part.JOINT, Part.MOOD}
    return Part.SIDE in parts and bool({Part.DAY, Part.SPAN} & set(parts)) and set(parts) <= known


def _without_head(spans: tuple[Span, ...], head: Head | None) -> tuple[Span, ...]:
    """The line without the words by which it corrects, where they deny nothing."""
    if head is None or head.denies:
        return spans
    return tuple(replace(span, part=Part.FILLER) if span.last <= head.end else span for span in spans)
