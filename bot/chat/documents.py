"""What was sent along with a command, read before the transaction opens."""

from bot.chat.platform import File, Speaker
from bot.files.reader import Read, Run, read
from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.reading.limits import MOST_BYTES

IMPORT = "/import"
"""What a file asks for that is sent without a word, in a direct chat."""


async def document_of(file: File, speaker: Speaker, run: Run) -> Read:
    """The document that somebody sent. Raises RoadmapFaults for one that cannot be read, NotFetched."""
    if file.size > MOST_BYTES:
        raise RoadmapFaults((Fault(0, FaultKind.TOO_LONG, str(file.size)),))
    return await read(await file.fetch(), file.name, account=speaker, run=run)
