"""What was sent along with a command: a file, or text pasted below it, read before the transaction opens."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.chat.platform import File, Pressed, Spoken
from bot.chat.understanding import Heard, name_of
from bot.importing.reading import Read, read
from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.reading.limits import MOST_BYTES

PASTED = "pasted text"

IMPORT = "/import"
"""What a file asks for that is sent without a word, in a direct chat."""


def parted(heard: Heard, takers: AbstractSet[str]) -> Heard:
    """Text pasted below a command that takes a document is that document, as if it had been sent as a file."""
    if not isinstance(heard, Spoken) or heard.file or "\n" not in heard.line.strip():
        return heard
    line, _, pasted = heard.line.strip().partition("\n")
    if name_of(heard) not in takers:
        return heard
    content = pasted.encode()

    async def fetch() -> bytes:
        return content

    return replace(heard, line=line, file=File(PASTED, len(content), fetch))


async def document_of(heard: Heard, takers: AbstractSet[str]) -> Read | None:
    """The document that came with a command that takes one, read.

    Raises RoadmapFaults for one that cannot be, NotFetched.
    """
    file = None if isinstance(heard, Pressed) else heard.file
    if file is None or name_of(heard) not in takers:
        return None
    if file.size > MOST_BYTES:
        raise RoadmapFaults((Fault(0, FaultKind.TOO_LONG, str(file.size)),))
    return await read(await file.fetch(), file.name, account=heard.speaker)
