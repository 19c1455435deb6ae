"""Posts that may stand twice: the line broke as one was sent, so it was sent again, and of the first copy nobody knows the number. It is
known by what it reads."""

import re
from collections.abc import Collection, Sequence

from bot.store import Nudge, Store

WORD = re.compile(r"\w+")
ALIKE = 0.75
"""The share of a message's words that a post has to say too, be it of those that both begin with: a platform writes names and moments its
own way, and a post that was changed since begins as it did."""

BEGINNING = 10
"""Words that both begin with."""

FEWEST = 3
"""Words that a message has to have, to be told from others."""


async def copied_by(store: Store, group_ids: Collection[int], reads: str) -> Nudge | None:
    """The post of these groups that a message is a copy of which reads so; None for any other message."""
    said = _words(reads)
    if len(said) < FEWEST:
        return None
    for group_id, message_id, text in await store.posts.perhaps_twice(group_ids):
        stands = _words(text.striptags())
        if _is_in(said, stands) or _is_in(said[:BEGINNING], stands[:BEGINNING]):
            return await store.sent.to_group(group_id, message_id)
    return None


def _words(text: str) -> Sequence[str]:
    return WORD.findall(text.casefold())


def _is_in(said: Sequence[str], stands: Sequence[str]) -> bool:
    """Whether most of what is said stands there as well."""
    return len({*said} & {*stands}) >= ALIKE * len({*said})
