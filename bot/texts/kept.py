"""How much somebody told, in plain words: in exports, and before a deletion."""

from bot.texts.phrases import listed, number
from bot.texts.sentence import counted, plain
from roadmap.facts import ToldCount


def told(count: ToldCount) -> str:
    """ "3 things you told me", "one thing you told me and one that you took back"; empty where nothing was told."""
    parts = [part for part in (_holding(count.holding), _taken_back(count.taken_back)) if part]
    return listed(parts) if parts else ""


def _holding(things: int) -> str:
    if not things:
        return ""
    return plain(counted(things, "{things} things you told me", one="one thing you told me"), things=number(things))


def _taken_back(things: int) -> str:
    if not things:
        return ""
    return plain(counted(things, "{things} that you took back", one="one that you took back"), things=number(things))
