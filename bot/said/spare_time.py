"""How long a learner says they have just now: "i have 25 minutes", "what can i do in half an hour"."""

import re

from bot.said.small_talk import LONGEST_TALK, trimmed
from bot.said.world import World


def spare_minutes(line: str, world: World) -> int | None:
    """The minutes of a whole line that says so; None for another line, and for a length that may mean several."""
    words = world.lexicon.words
    if len(line) > LONGEST_TALK:
        return None
    for said in trimmed(" ".join(line.casefold().replace("’", "'").rstrip(" .!?").split()), words.around):
        for pattern in words.spare_time:
            found = re.fullmatch(pattern, said)
            length = world.lexicon.amounts.length_at(found["length"], 0) if found else None
            if found and length and length[0] == len(found["length"]):
                return length[1].sure
    return None
