"""Several clauses as one reading: what one of them leaves open, another may say."""

from collections.abc import Sequence
from dataclasses import replace

from bot.said.clauses import Clause
from bot.said.deeds import Outcome
from bot.said.readings import ABOUT_TOPICS, BEGIN, DONE, MOST, MOST_TOPICS, PAUSE, Impossible, Told, Unclear, Why
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Call
from bot.said.world import World

Read = tuple[Clause, Outcome]


def joined(parts: Sequence[Read], text: Text, world: World) -> Outcome:
    """The readings together: what is unclear in one is asked about with what is clear in the others."""
    read, is_sure = _completed([one for _, one in parts], parts, text, world)
    if wrong := next((one for one in read if isinstance(one, Impossible)), None):
        return wrong
    calls = tuple(call for one in read if isinstance(one, Told) for call in one.calls)
    unclear = [one for one in read if isinstance(one, Unclear)]
    if are_too_many(calls):
        return Unclear(Why.TOO_MANY, "")
    if len(calls) > 1 and any(call.command == PAUSE for call in calls):
        return Unclear(Why.SEVERAL, "", (calls, *((call,) for call in calls)))
    if not unclear and (to_come := _still_to_come(calls, world)):
        return Unclear(Why.FAINT, text.line.strip(), (tuple(call for call in calls if call not in to_come),))
    if not unclear:
        return Told(calls) if is_sure else Unclear(Why.FAINT, text.line.strip(), (calls,))
    if len(unclear) > 1 or not calls:
        return unclear[0] if len(unclear) == 1 else replace(unclear[0], options=(), pending=None)
    return replace(unclear[0], options=_in_order(read, unclear[0]), pending=None)


def are_too_many(calls: Sequence[Call]) -> bool:
    """Whether it is more than is taken of one message: calls, topics that are named one by one, or topics altogether."""
    one_by_one = sum(1 if call.refers else len(call.topics) for call in calls)
    return len(calls) > MOST or one_by_one > MOST or sum(len(call.topics) for call in calls) > MOST_TOPICS


def lacks_topic(call: Call) -> bool:
    """Whether it says nothing, for it is about topics and names none."""
    return call.command in ABOUT_TOPICS and not call.topics


def _still_to_come(calls: Sequence[Call], world: World) -> list[Call]:
    """The calls of a day to come, where others are of days that were: "finished nlp, starting cv tomorrow"."""
    found = [call for call in calls if call.day and call.day > world.now.date()]
    return found if len(found) < len(calls) else []


def _in_order(read: Sequence[Outcome], unclear: Unclear) -> tuple[tuple[Call, ...], ...]:
    """The readings of what is unclear, each among the calls of the others; those that say all that is to be said."""
    told = [one.calls if isinstance(one, Told) else None for one in read]
    found = (
        tuple(call for calls in told for call in (option if calls is None else calls)) for option in unclear.options
    )
    return tuple(calls for calls in found if not any(map(lacks_topic, calls)))


def _completed(read: list[Outcome], parts: Sequence[Read], text: Text, world: World) -> tuple[list[Outcome], bool]:
    """A clause that lacks a topic takes those of the one before it, or else of the one behind; whether that is sure."""
    is_sure = not any(clause.faint for clause, _ in parts[1:])
    found = list(read)
    for at, one in enumerate(found):
        if not (isinstance(one, Unclear) and one.why is Why.MISSING_TOPIC and one.pending):
            continue
        near = (found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None)
        donor = next((other.calls[-1] for other in near if isinstance(other, Told) and other.calls[-1].topics), None)
        if donor is None:
            continue
        takes_day = at == 0 and one.pending.command in {DONE, BEGIN}
        call = replace(
            one.pending,
            topics=donor.topics,
            refers=donor.refers,
            day=one.pending.day or (donor.day if takes_day else None),
        )
        is_sure = (
            is_sure
            and at > 0
            and donor.command == BEGIN
            and call.command == DONE
            and _refers(parts[at][0], text, world)
        )
        found[at] = Told((call,))
    return found, is_sure


def _refers(clause: Clause, text: Text, world: World) -> bool:
    """Whether a word of it stands for what was named before: "and finished it today"."""
    words = {folded(text.tokens[at].text) for span in clause.spans for at in range(span.first, span.last)}
    return bool(words & world.lexicon.words.pronouns)
