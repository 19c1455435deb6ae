"""Small talk, and the asking for a view: lines that stand in the table, polite words around them left out."""

import re
from collections.abc import Iterable

from bot.said.lexicon import Lexicon
from bot.said.text import Text
from bot.said.tokens import SPOKEN, Form, tokens_of
from roadmap.words import Chitchat

LONGEST_TALK = 80
"""Characters of a line that may be small talk."""


def talk_in(said: str, lexicon: Lexicon) -> Chitchat | None:
    """What a whole line is that stands in the table, polite words around it left out."""
    if len(said) > LONGEST_TALK:
        return None
    tokens = tokens_of(said)
    if any(token.form in {Form.LINK, Form.QUOTE, Form.REFERENCE} for token in tokens):
        return None
    words = " ".join(token.plain for token in tokens if token.form in SPOKEN) or said.strip()
    table = _talk(lexicon)
    for candidate in trimmed(words, lexicon.words.around):
        if (talk := table.get(candidate)) is not None:
            return talk
        for pattern, talk in lexicon.words.asked:
            if talk in _STATED and re.fullmatch(pattern, candidate):
                return talk
    return None


_STATED = frozenset({Chitchat.STOP, Chitchat.HARD, Chitchat.REPLAN})
"""What is asked for by lines that are no questions as well."""


def declines(said: str, lexicon: Lexicon) -> bool:
    """Whether a line says that a question stays without an answer."""
    return says(said, lexicon.words.declining, lexicon)


def says(said: str, phrases: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a whole line is one of these phrases, polite words around it left out."""
    if len(said) > LONGEST_TALK:
        return False
    words = " ".join(token.plain for token in tokens_of(said) if token.form in SPOKEN) or said.strip()
    table = {spelled.replace("'", "") for spelled in phrases}
    return any(one.replace("'", "") in table for one in trimmed(words, lexicon.words.around))


def _talk(lexicon: Lexicon) -> dict[str, Chitchat]:
    found = _TALKS.get(id(lexicon))
    if found is None:
        found = _TALKS[id(lexicon)] = {
            spelled: talk
            for phrase, talk in lexicon.words.talk.items()
            for spelled in (phrase, phrase.replace("'", ""))
        }
    return found


_TALKS: dict[int, dict[str, Chitchat]] = {}


def trimmed(plain: str, around: frozenset[str]) -> list[str]:
    """The line, and what is left of it without the words around, taken off one after another."""
    found = [plain]
    words = plain.split()
    while len(words) > 1 and (words[0] in around or " ".join(words[:2]) in around):
        words = words[2 if " ".join(words[:2]) in around else 1 :]
        found.append(" ".join(words))
    ends = plain.split()
    while len(ends) > 1 and (ends[-1] in around or " ".join(ends[-2:]) in around):
        ends = ends[: -2 if " ".join(ends[-2:]) in around else -1]
        found.append(" ".join(ends))
    both = words
    while len(both) > 1 and both[-1] in around:
        both = both[:-1]
        found.append(" ".join(both))
    return found


def asked_in(text: Text, lexicon: Lexicon) -> Chitchat | None:
    """The view that a question asks for."""
    for candidate in trimmed(text.plain, lexicon.words.around):
        for pattern, talk in lexicon.words.asked:
            if re.fullmatch(pattern, candidate):
                return talk
    return None


_PARTING = re.compile(r"(?:[.!;,:)–—…-]+|\n)\s*(?=\S)|\s+-\s+")
SHOWN = frozenset(
    {
        *(Chitchat.STATUS, Chitchat.TODAY, Chitchat.FORECAST, Chitchat.PLAN, Chitchat.ROADMAP, Chitchat.STREAK),
        Chitchat.LOG,
    }
)
"""Views that may be asked for behind what was told: "finished nlp, what's next?"."""

_POLITE = SHOWN | {Chitchat.THANKS, Chitchat.GREETING, Chitchat.FINE, Chitchat.YES}


def talk_behind(said: str, lexicon: Lexicon) -> tuple[str, Chitchat | None]:
    """A line without the talk at its end, and that: "finished nlp. how am i doing?"."""
    for mark in reversed(list(_PARTING.finditer(said))):
        head, tail = said[: mark.start()].strip(), said[mark.end() :]
        if head and (talk := talk_in(tail, lexicon)) in _POLITE:
            return head, talk
    return said, None
