"""A command's arguments by name, as a platform's own form asks for them: each text is one argument alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.said.amounts import possible
from bot.said.clauses import Clause
from bot.said.deeds import Deed
from bot.said.ends import end_of
from bot.said.notes import unquoted
from bot.said.pauses import PauseClause
from bot.said.plain import read_end
from bot.said.readings import Grammar, Impossible, Reading, Told, Unclear, Why
from bot.said.sittings import shared
from bot.said.spans import Spans, cover_of, link_in
from bot.said.stages import read_stage
from bot.said.tokens import Form, tokens_of
from bot.said.values import Call, number_named
from bot.said.world import World
from roadmap.words import Verb

NARROW = Grammar("")

TEXTS = frozenset({"text", "person", "weekday", "time", "zone"})
"""The kinds of parameters that are taken as they were typed: what they are is said to who fills them in."""

Said = Sequence[tuple[str, str]]
"""Kinds of parameters, in the order of a command's, with what was said for each; empty where nothing was."""


def read_options(grammar: Grammar, options: Said, world: World) -> Reading:
    """The call that these texts stand for. What is unclear keeps the others."""
    texts = tuple(text for kind, text in options if kind in TEXTS)
    said = {kind: text for kind, text in options if text and kind not in TEXTS}
    call = Call(grammar.command, texts=texts if any(texts) else ())
    unclear: Unclear | None = None
    for kind in sorted(said, key=lambda one: one in {"topic", "topics"}):
        reading = _one(kind, _step_of(said) if kind == "step" else said[kind], grammar, world)
        match reading:
            case Told(calls=(found,)) if call.links and found.command != grammar.command:
                unclear = unclear or Unclear(
                    Why.LEFT_OVER, " ".join(call.links), (reading.calls,)
                )  # of a step none is kept
            case Told(calls=(found,)) if _fills(kind, found):
                call = _joined(call, found)
            case Unclear() if unclear is None:
                unclear = reading
            case Told() | Unclear():
                unclear = unclear or Unclear(Why.LEFT_OVER, said[kind])
            case Impossible():
                return reading
    if unclear and unclear.why is Why.TOO_LONG and call.sure:
        call, unclear = _joined(call, unclear.options[0][0]), None
    if unclear is None:
        return shared(call, said.get("topics", "")) if grammar.is_sitting else Told((call,))
    readings = tuple(tuple(_joined(call, one) for one in option) for option in unclear.options)
    return replace(unclear, options=readings, pending=_joined(call, unclear.pending) if unclear.pending else None)


def _step_of(said: Mapping[str, str]) -> str:
    """A step with the topic that was named beside it: "lesson 4 of nlp"."""
    topic = said.get("topics", "")
    named = f"topic {topic}" if topic.isdecimal() else topic
    return f"{said['step']} of {named}" if named else said["step"]


def _fills(kind: str, call: Call) -> bool:
    """Whether a text said anything of what it is for: "the" is no day."""
    told = {
        "day": call.day,
        "minutes": call.minutes,
        "topic": call.topics,
        "topics": call.topics,
        "steps": call.steps,
        "step": len(call.steps) == 1,
        "days": call.stretch,
    }
    return bool(told.get(kind, True))


def _one(kind: str, said: str, grammar: Grammar, world: World) -> Told | Unclear | Impossible:
    """One argument. Its text is read as a whole."""
    name = grammar.command
    match kind:
        case "links":
            return _links(name, said)
        case "number":
            number = number_named(said)
            if number is None:
                return Unclear(Why.LEFT_OVER, said, ((Call(name),),))  # as of a line: what it is without
            return Told((Call(name, number=number),))
        case "sure":
            return Told((Call(name, sure=said.casefold() in {"yes", "true"}),))
        case "note" | "aside":
            return Told((Call(name, note=unquoted(said.strip())),))
    return _in_words(kind, said, grammar, world)


def _in_words(kind: str, said: str, grammar: Grammar, world: World) -> Told | Unclear | Impossible:
    """What is read as it would be in a line."""
    name = grammar.command
    match kind:
        case "topic" | "topics":
            return _read(
                replace(
                    NARROW,
                    command=name,
                    topics=grammar.topics,
                    needs_topic=True,
                    view=grammar.view,
                    sure=grammar.sure,
                    within=grammar.within,
                ),
                said,
                world,
            )
        case "steps" | "step":
            return _read(replace(NARROW, command=name, topics=grammar.topics, within=name), said, world)
        case "stage":
            return read_stage(said, replace(NARROW, command=name), world) or Unclear(Why.LEFT_OVER, said)
        case "day":
            return _read(replace(NARROW, command=name, day=grammar.day), said, world)
        case "minutes":
            reading = _read(replace(NARROW, command=name, minutes=True), said, world)
            return _figures(reading, name, said) if isinstance(reading, Unclear) else reading
        case "days":
            text = world.text(said)
            spans = Spans(text, world.roadmap, world.lexicon).cover()
            return PauseClause(text, Clause(Verb.PAUSE, spans), name, world, bare_is_back=True).read()
        case "end":
            return read_end(name, end_of, said, world) or Unclear(Why.LEFT_OVER, said)
    raise ValueError(kind)


def _figures(unclear: Unclear, command: str, said: str) -> Unclear:
    """A length without its unit, as hours: "1.5", "6:30"."""
    match = _HOURS.fullmatch(said.strip())
    if match is None:
        return unclear
    hours, minutes = int(match["hours"]), match["minutes"]
    length = possible(60 * hours + (int(minutes) if minutes else round(60 * float(f"0.{match['part']}"))))
    return Unclear(Why.WHICH_LENGTH, said, tuple((Call(command, minutes=one),) for one in length.options))


_HOURS = re.compile(r"(?P<hours>\d{1,2})(?::(?P<minutes>[0-5]\d)|[.,](?P<part>\d{1,2}))")


def _read(grammar: Grammar, said: str, world: World) -> Told | Unclear | Impossible:
    text = world.text(said)
    spans = cover_of(text, world, steps=bool(grammar.within))
    return Deed(text, Clause(None, spans, typed=True), grammar, world).read()


def _links(command: str, said: str) -> Told | Unclear:
    tokens = tokens_of(said)
    links = tuple(link_in(token.text) for token in tokens if token.form is Form.LINK)
    others = [token.text for token in tokens if token.form not in {Form.LINK, Form.JOINT, Form.MARK}]
    return (
        Told((Call(command, links=links),))
        if links and not others
        else Unclear(Why.LEFT_OVER, " ".join(others) or said)
    )


def _joined(one: Call, other: Call) -> Call:
    """Both calls as one: of each argument the one that was told. Another command keeps the day, the length and the note."""
    if other.command != one.command:
        note = " ".join(said for said in (other.note, one.note) if said)
        return replace(other, day=other.day or one.day, minutes=other.minutes or one.minutes, note=note)
    return Call(
        one.command,
        topics=other.topics or one.topics,
        steps=other.steps or one.steps,
        refers=other.refers or one.refers,
        stage=other.stage or one.stage,
        day=other.day or one.day,
        minutes=other.minutes or one.minutes,
        links=other.links or one.links,
        note=other.note or one.note,
        stretch=other.stretch or one.stretch,
        texts=other.texts or one.texts,
        sure=other.sure or one.sure,
        number=other.number if other.number is not None else one.number,
        end=other.end or one.end,
    )
