"""Check-ins about several topics: each is a sitting of its own, and a length that was told once is asked about."""

from dataclasses import replace

from bot.said.readings import CHECKIN, MOST_OFFERED, Told, Unclear, Why
from bot.said.values import Call


def sittings(call: Call) -> tuple[Call, ...]:
    """A call for each topic of a check-in, with its share of the length; any other call as it is."""
    if call.command != CHECKIN or len(call.topics) < 2:
        return (call,)
    share = max(1, call.minutes // len(call.topics)) if call.minutes else None
    return tuple(
        replace(call, topics=(topic,), minutes=share, note="" if at else call.note)
        for at, topic in enumerate(call.topics)
    )


def shared(call: Call, said: str) -> Told | Unclear:
    """The sittings; whose a length is that was told of several topics is asked."""
    parted = sittings(call)
    if len(parted) == 1 or not call.minutes:
        return Told(parted)
    alone = tuple((replace(call, topics=(topic,)),) for topic in call.topics)
    return Unclear(Why.WHICH_TOPIC, said, (parted, *alone)[:MOST_OFFERED])
