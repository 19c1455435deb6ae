"""What the parts of a topic are called, which may be what topics are called: "week 1 and 2", "module 1", "reading"."""

import re
from collections.abc import Sequence

from bot.said.patterns import any_of, whole
from roadmap.model import Topic
from roadmap.names import Names, folded
from roadmap.own_numbers import FIGURES
from roadmap.words import Words

MOST_NUMBERS = 12
_NUMBERED = re.compile(r"(?:the )?(?P<noun>[^\d]+?)s? (?P<numbers>\d.*)")
_RANGE = re.compile(r"\d+ ?[-–] ?\d+")


def topics_of_pieces(pieces: Sequence[str], names: Names) -> tuple[tuple[Topic, ...], ...]:
    """What may be meant, the likeliest first, each as the topics of one reading; none where no topic is called so."""
    if len(pieces) != 1:
        return ()
    said = folded(pieces[0]).removeprefix("the ").removesuffix(" of")
    if exactly := names.exactly(said):
        return tuple((topic,) for topic in exactly)
    if (number := re.search(FIGURES, pieces[0])) and (own := names.own_numbers.of(number[0])):
        return tuple((topic,) for topic in own)
    if several := _numbered(pieces[0], said, names):
        return (several,)
    return tuple((topic,) for topic in names.containing(said)[:3]) if " " in said else ()


def _numbered(piece: str, said: str, names: Names) -> tuple[Topic, ...]:
    """The topics of "weeks 1 and 2" and of "modules 1-3"; none where one of them is missing."""
    match = _NUMBERED.fullmatch(said)
    if match is None:
        return ()
    numbers = [int(number) for number in re.findall(r"\d{1,3}", match["numbers"])]
    if len(numbers) == 2 and _RANGE.search(piece):
        numbers = list(range(numbers[0], numbers[1] + 1))
    found = [_one_of(names, f"{match['noun']} {number}") for number in numbers[:MOST_NUMBERS]]
    topics = tuple(topic for topic in found if topic)
    return topics if len(topics) == len(numbers) else ()


def _one_of(names: Names, said: str) -> Topic | None:
    """The one topic that is called so, or whose name has these words."""
    found = names.exactly(said) or names.containing(said)
    return found[0] if len(found) == 1 else None


_ONE = ("a", "an", "one")


def piece_shapes(words: Words) -> tuple[re.Pattern[str], ...]:
    """How a part of a topic is called."""
    parts, units = words.parts, words.amounts.units
    numbers = tuple(sorted(word for word, number in words.amounts.numbers.items() if number <= 20))
    noun = f"(?:{any_of(parts)})"
    ordinal = rf"(?:(?:{any_of(words.ordinals)}|\d{{1,3}}(?:{words.days.ordinal})) )?"
    uncounted = rf"(?! ?(?:{any_of(units)})(?:\s|$))"
    number = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*(?: ?[-–/] ?\d{{1,3}})?|{any_of(numbers)}){uncounted}"
    not_of_time = "".join(f"(?<!{re.escape(part)} )" for part in sorted(parts & set(units)))
    of = f"(?: (?:of|{not_of_time}(?:from|in))(?: the)?)?"
    many = rf"(?:\d{{1,3}}|{any_of(one for one in numbers if one not in _ONE)}|some|several|a few|a couple of|all|both|more|all the)"
    one = f"(?:{any_of(_ONE)}|another|my|the|1)"
    nouns = f"(?:{any_of(part for part in parts if part.endswith('s'))})"
    return tuple(
        re.compile(whole(shape))
        for shape in (
            f"(?:{any_of(words.shares)})(?: the)?",
            rf"\d{{1,3}} ?%{of}",
            rf"(?:{number}(?: out)? of (?:the |all )?{number}|\d{{1,3}} ?/ ?\d{{1,3}}(?= {noun}))(?: {noun})?{of}",
            rf"(?:the )?{ordinal}{noun}(?:(?: (?:no |number )?|(?=\d)){number}(?: (?:and |to |through |thru |until |till |til |up to |or |plus )?{number})*)?{of}",
            f"{many} (?:more )?{ordinal}{nouns}{of}",
            f"{one} (?:more )?{ordinal}{noun}{of}",
            rf"(?:the )?(?:first|last|next) {number} {noun}{of}",
        )
    )
