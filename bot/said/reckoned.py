"""Parts of a topic that are told by how many they are: "two lessons", "up to lesson 4", "4 of 9", "the rest". Which ones are meant
is likely and never sure, but for the rest."""

import re

from bot.said.counted import Counted, counted
from bot.said.notes import without_of
from bot.said.patterns import any_of
from bot.said.tokens import folded
from roadmap.words import Words

_SHARE = re.compile(r"(?P<done>\d{1,3}) ?(?:/|(?:out )?of (?:the |all )?)(?P<all>\d{1,3})(?: (?P<noun>.+))?")


def reckoned(piece: str, words: Words) -> Counted | None:
    """What is told so; None where nothing is."""
    said = without_of(folded(piece)).removeprefix("the ")
    if said in words.remainder:
        return Counted("", remaining=True, loose=said not in words.rest)
    if share := _SHARE.fullmatch(said):
        done, noun = int(share["done"]), _one(share["noun"] or "", words)
        return Counted(noun, tuple(range(1, done + 1)), total=int(share["all"]), loose=True) if done else None
    if behind := re.fullmatch(rf"(?:{any_of(words.up_to)}) (.+)", said):
        last = counted(behind[1], words)
        is_one = last is not None and len(last.numbers) == 1
        return Counted(last.noun, tuple(range(1, last.numbers[0] + 1)), loose=True) if last and is_one else None
    head, _, noun = said.rpartition(" ")
    return _following(head, noun, words) if noun in words.parts else None


def _following(head: str, noun: str, words: Words) -> Counted | None:
    """ "two lessons", "another lesson", "3 more lessons", "lesson"."""
    if head in words.rest:
        return Counted(_one(noun, words), remaining=True)
    bare = head.removesuffix(" more")
    number = int(bare[:3]) if bare.isdecimal() else words.amounts.numbers.get(bare, 0)
    if bare == "" or bare in words.another:
        number = 1 if _one(noun, words) == noun else 0
    return Counted(_one(noun, words), following=number, loose=True) if number else None


def _one(noun: str, words: Words) -> str:
    return noun[:-1] if noun.endswith("s") and noun[:-1] in words.parts else noun
