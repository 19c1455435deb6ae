"""One clause with its deed becomes a reading: which command it is for, and what that leaves open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.said.clauses import Clause
from bot.said.deeds import Deed, Outcome
from bot.said.lexicon import Part
from bot.said.mutes import OWN
from bot.said.pauses import PauseClause, is_long
from bot.said.readings import BEGIN, CHECKIN, DONE, PAUSE, STUCK, Grammar, Told, Unclear, Why
from bot.said.several import counted_from_to
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Call, Stretch
from bot.said.world import World
from roadmap.replay import apply
from roadmap.sayings import begin
from roadmap.words import Verb

COMMANDS: Mapping[Verb, str] = {
    Verb.DONE: DONE,
    Verb.BEGIN: BEGIN,
    Verb.STUDY: CHECKIN,
    Verb.SKIP: "skip",
    Verb.REOPEN: "reopen",
    Verb.PAUSE: PAUSE,
    Verb.RESUME: "resume",
}
"""What carries each deed out."""

OVER = frozenset({"was", "were", "been", "had"})
"""Words by which a pause is told as one that is over."""

ILL, AWAY = "ill", "away"
"""What stood in the way, as /stuck knows it."""

Grammars = Callable[[str], Grammar]
"""The grammar of a command by its name."""


class Teller:
    """Reads the clauses of one text."""

    def __init__(self, text: Text, grammars: Grammars, world: World) -> None:
        self.text, self.world = text, world
        self._grammars = grammars

    def in_turn(self, parted: Sequence[Clause], *, in_sentence: bool = False) -> list[tuple[Clause, Outcome]]:
        """What each clause tells, with what those before it did: "began nlp, did lesson 1"."""
        teller, found = self, list[tuple[Clause, Outcome]]()
        for clause in parted:
            outcome = teller.told(clause, in_sentence=in_sentence)
            found.append((clause, outcome))
            teller = teller._after(outcome)
        return found

    def _after(self, outcome: Outcome) -> "Teller":
        calls = [call for call in outcome.calls if call.command == BEGIN] if isinstance(outcome, Told) else []
        progress = self.world.progress
        if not calls or progress is None:
            return self
        begun = (fact for call in calls for topic in call.topics for fact in begin(progress, topic.slug, self._today))
        return Teller(self.text, self._grammars, replace(self.world, progress=apply(progress, *begun)))

    def told(self, clause: Clause, *, in_sentence: bool = False) -> Outcome:
        """What the clause tells. A line that is a sentence is taken less at its word than one with a command in front."""
        match clause.verb or Verb.STUDY:
            case Verb.PAUSE:
                return self.pause(clause)
            case Verb.RESUME:
                return self._back(clause)
            case Verb.SKIP if self._has_days_alone(clause):
                return self.asked_pause(clause)
        verb = clause.verb or Verb.STUDY
        reading = Deed(self.text, clause, self._grammars(COMMANDS[verb]), self.world).read()
        if in_sentence and verb is Verb.STUDY and isinstance(reading, Told):
            return self._studied(clause, reading)
        return reading

    def pause(self, clause: Clause) -> Outcome:
        """The days of a clause as a pause. One that is over and says no day is asked about, never begun: "I was ill"."""
        outcome = PauseClause(self.text, replace(clause, verb=clause.verb or Verb.PAUSE), PAUSE, self.world).read()
        if outcome == Told((Call(PAUSE),)) and any(token.plain in OVER for token in self.text.spoken):
            is_illness = any(self.said(span) in self.world.lexicon.words.illness for span in clause.spans)
            return Told((Call(STUCK, texts=(ILL if is_illness else AWAY,)),))
        return outcome

    def asked_pause(self, clause: Clause) -> Outcome:
        """A pause of these days, to be confirmed."""
        spans = tuple(replace(one, part=Part.FILLER) if one.part is Part.VERB else one for one in clause.spans)
        reading = PauseClause(self.text, Clause(Verb.PAUSE, spans), PAUSE, self.world).read()
        return self.faint(reading) if isinstance(reading, Told) else reading

    def faint(self, told: Told) -> Unclear:
        """What may have been told, to be confirmed."""
        return Unclear(Why.FAINT, self.text.line.strip(), (told.calls,))

    def counts(self, clause: Clause) -> bool:
        """Whether a part of a topic is named by a number, or a share of one: "lab 2", "half of lesson 3"."""
        pieces = [self.said(span) for span in clause.spans if span.part is Part.PIECE]
        shares = self.world.lexicon.words.shares
        return any(one in shares or any(sign.isdecimal() for sign in one) for one in pieces)

    def said(self, span: Span) -> str:
        return folded(raw(self.text, [span]))

    def _has_days_alone(self, clause: Clause) -> bool:
        """Whether nothing but days is left out: "skip today"; not where topics are numbered so: "skip 3.1", "skip 5-7"."""
        roadmap, said = self.world.roadmap, [raw(self.text, [span]) for span in clause.spans]
        if any(roadmap.names.own_numbers.of(one) or counted_from_to(one, roadmap) for one in said):
            return False
        parts = {span.part for span in clause.spans if span.part is not Part.VERB}
        return bool(parts & {Part.DAY, Part.SPAN}) and parts <= {
            Part.DAY,
            Part.SPAN,
            Part.SIDE,
            Part.FILLER,
            Part.JOINT,
        }

    def _back(self, clause: Clause) -> Outcome:
        """Somebody is back. Who will be on a day to come is on a pause until then; where from does not matter."""
        known = self.world.lexicon.words.back_from
        spans = tuple(replace(one, part=Part.FILLER) if self.said(one) in known else one for one in clause.spans)
        reading = Deed(
            self.text, replace(clause, spans=spans), self._grammars(COMMANDS[Verb.RESUME]), self.world
        ).read()
        if isinstance(reading, Told) and (until := self._until(reading.calls)) != reading.calls:
            return self.faint(Told(until))
        if isinstance(reading, Unclear):
            reading = replace(reading, options=tuple(map(self._until, reading.options)))
        if isinstance(reading, Unclear) and any(span.part is Part.TOPIC for span in spans):
            return self._back_at_study(spans, reading)
        return reading

    def _until(self, calls: tuple[Call, ...]) -> tuple[Call, ...]:
        """The same, with a pause until each day to come."""
        return tuple(map(self._away_until, calls))

    def _away_until(self, call: Call) -> Call:
        if not call.day or call.day <= self._today:
            return call
        away = Stretch(self._today, call.day)
        return replace(call, command=PAUSE, day=None, stretch=away, sure=is_long(away, self._today))

    def _back_at_study(self, spans: tuple[Span, ...], back: Unclear) -> Unclear:
        """ "back to nlp, 30 min": it may be study that is told."""
        quiet = tuple(replace(one, part=Part.FILLER) if one.part is Part.VERB else one for one in spans)
        study = Deed(self.text, Clause(Verb.STUDY, quiet), self._grammars(CHECKIN), self.world).read()
        return replace(back, options=(*((study.calls,) if isinstance(study, Told) else ()), *back.options))

    @property
    def _today(self) -> date:
        return self.world.now.date()

    def _studied(self, clause: Clause, told: Told) -> Outcome:
        """Of a sentence nothing is noted unless a topic or a length was told: "watched a movie" is asked about; nor what
        may be another thing than a topic: "my CV"."""
        call = told.calls[0]
        if call.note and not (call.topics or call.minutes):
            return Unclear(Why.LEFT_OVER, call.note, (told.calls,))
        if call.note and any(span.part is Part.MOOD for span in clause.spans):
            return Unclear(Why.LEFT_OVER, call.note, (told.calls,))
        if not (call.note or call.topics or call.minutes or call.day) and len(clause.spans) < 2:
            return Unclear(Why.NO_VERB, "", (told.calls,))
        for own, topic in zip(clause.spans, clause.spans[1:], strict=False):
            if topic.part is Part.TOPIC and self.said(own) in OWN and call.note:
                meant = replace(call, topics=topic.value[:1], note="")
                return Unclear(Why.WHICH_TOPIC, raw(self.text, [own, topic]), ((meant,), told.calls))
        return told
