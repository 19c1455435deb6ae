"""How many connections the system lets the program have: each is an open file."""

import resource

import structlog

from bot.http.door import MOST

OTHERS = 300
"""Files that the program itself has open: the database's, the platforms' connections, those of processes it starts."""

log = structlog.get_logger()


def room_for(streams: int) -> int:
    """How many of so many streams there is room for, beside the connections that the door lets in. What the system leaves to
    the program to raise is raised; where that is not enough, a line in the log says so."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = streams + MOST + OTHERS
    allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    room = max(0, min(streams, allowed - MOST - OTHERS))
    if room < streams:
        log.warning("http.few_files", streams=room, wanted=streams, open_files=hard)
    return room
