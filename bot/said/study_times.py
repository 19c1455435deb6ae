"""What a line says of study times: on which days, at what time, for how long, on which topic; or what is to change of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.said.lexicon import LEXICON
from bot.said.study_time_groups import TONIGHT, Group, Meant, meant_by
from bot.said.study_time_tokens import Piece, Sort, pieces_of, plainly
from roadmap.facts import EVERY_DAY
from roadmap.words import StudyTimeWords

LONGEST = 300
"""Characters of a line that is read."""

MOST_TOPIC_WORDS = 4
"""Of a topic in a line without a command: more is a sentence about something else."""


class Deed(StrEnum):
    """What a line wants."""

    SET = "set"
    ONLY = "only"
    DROP = "drop"
    MOVE = "move"
    AT = "at"
    SKIP = "skip"
    LATER = "later"
    OFF = "off"
    ON = "on"
    ALWAYS = "always"
    UNLESS_STUDIED = "unless studied"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line says: to MOVE, ``weekdays`` go where ``times`` say; DROP and SKIP are of ``weekdays`` alone, SKIP also of the day
    that is ``ahead`` of today. AT is a time alone, for what is not said: today's, or all. LATER has a time, or how many minutes from now, or
    none; it is of the day that is ``ahead`` of today, where one is said."""

    deed: Deed
    times: tuple[Meant, ...] = ()
    weekdays: int = 0
    ahead: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to ask for."""
        return all(one.weekdays and one.at for one in self.times)


def read_times(said: str, words: StudyTimeWords) -> Wish | None:
    """The wish that the whole of a line is; None for anything else."""
    line = plainly(said)
    if not line or len(line) > LONGEST:
        return None
    for deed, phrases in (
        (Deed.OFF, words.off),
        (Deed.ON, words.on),
        (Deed.ALWAYS, words.always),
        (Deed.UNLESS_STUDIED, words.unless_studied),
    ):
        if line in phrases:
            return Wish(deed)
    return _led(line, words) or _set(Deed.SET, line, words)


def is_about_times(said: str, words: StudyTimeWords) -> bool:
    """Whether a line without a command is about study times beyond doubt: all of it days that come again, with times of day; or a day
    to be dropped or moved, named as one that comes again."""
    line = plainly(said)
    wish = read_times(said, words)
    if wish is None or line in words.off | words.on | words.always:
        return False
    comes_again = any(_is_again(one, words) for one in pieces_of(line, words))
    if wish.deed in {Deed.MOVE, Deed.AT} or (wish.deed is Deed.LATER and wish.times):
        return True
    if wish.deed is Deed.LATER:
        return wish.ahead is not None and _behind(line, (*words.reminding, *words.put_off)) is not None
    if wish.deed is Deed.DROP:
        return comes_again
    if wish.deed is Deed.ONLY and any(line.startswith(f"{phrase} ") for phrase in words.only_free):
        return not any(one.topic for one in wish.times)
    is_introduced = any(line.startswith(f"{phrase} ") for phrase in words.introducing)
    about = {one.topic for one in wish.times}
    if about == {""} and any(line.startswith(f"{phrase} ") for phrase in words.reminding):
        return all(one.weekdays or one.at for one in wish.times)
    names_much = any(len(topic.split()) > MOST_TOPIC_WORDS for topic in about)
    is_sure = is_introduced or comes_again or about == {""}
    return wish.deed is Deed.SET and wish.is_whole and is_sure and not names_much


def _is_again(piece: Piece, words: StudyTimeWords) -> bool:
    """Whether a day is named as one that comes every week: "thursdays"."""
    return piece.sort is Sort.DAYS and (piece.text.endswith(words.plurals) or piece.text in words.days)


def _led(line: str, words: StudyTimeWords) -> Wish | None:
    """A line whose first or last words say what is wanted."""
    if (rest := _behind(line, (*words.later, *words.put_off))) is not None:
        return _later(rest, words)
    if (length := _ahead(_behind(line, words.reminding) or line, words)) is not None:
        return Wish(Deed.LATER, (Meant(minutes=length),))
    if (rest := _behind(line, words.reminding)) and (put_off := _on_a_day(rest, words)):
        return put_off
    if changed := _changed(line, words):
        return changed
    if (rest := _behind(line, words.skip)) is not None and (skipped := _skipped(rest, words)):
        return skipped
    if dropped := _dropped(line, words):
        return dropped
    rest = _behind(line, (*words.only, *words.only_free))
    return None if rest is None else _set(Deed.ONLY, rest, words)


def _changed(line: str, words: StudyTimeWords) -> Wish | None:
    for phrase in _longest(words.change):
        if (rest := _behind(line, (phrase,))) is not None and (moved := _moved(rest, words) or _at(rest, words)):
            return moved
    head = _before(line, words.instead)
    return _instead(head, words) if head != line else None


def _dropped(line: str, words: StudyTimeWords) -> Wish | None:
    if (rest := _behind(line, words.drop)) is not None and (days := _days_alone(_before(rest, words.dropped), words)):
        return Wish(Deed.DROP, weekdays=days)
    head = _before(line, words.dropped)
    days = _days_alone(head, words) if head != line else 0
    return Wish(Deed.DROP, weekdays=days) if days else None


def _later(rest: str, words: StudyTimeWords) -> Wish | None:
    if not rest:
        return Wish(Deed.LATER)
    if (length := _ahead(rest, words)) is not None:
        return Wish(Deed.LATER, (Meant(minutes=length),))
    alone = _time_alone(rest, words)
    return Wish(Deed.LATER, (alone,)) if alone else _on_a_day(rest, words)


def _on_a_day(said: str, words: StudyTimeWords) -> Wish | None:
    """ "tomorrow at 7", "at 7 tomorrow", "tomorrow evening", "tomorrow": a day by its name, with a time or none."""
    said = _before(said, words.fillers)
    for named in _longest([*words.today]):
        rest = _behind(said, (named,))
        if rest is None and said.endswith(f" {named}"):
            rest = said.removesuffix(named).strip()
        if rest is None:
            continue
        part, ahead = TONIGHT if named in LEXICON.words.days.tonight else None, words.today[named]
        if alone := _time_alone(rest, words, part):
            return Wish(Deed.LATER, (alone,), ahead=ahead)
        return Wish(Deed.LATER, ahead=ahead) if ahead and not rest else None
    return None


def _ahead(said: str, words: StudyTimeWords) -> int | None:
    """The minutes of "in half an hour", where there is nothing else."""
    rest = _behind(said, words.ahead)
    pieces = [one for one in pieces_of(rest, words) if one.sort is not Sort.NOTHING] if rest else []
    return pieces[0].number if len(pieces) == 1 and pieces[0].sort is Sort.LENGTH else None


def _time_alone(said: str, words: StudyTimeWords, part: Piece | None = None) -> Meant | None:
    meant = _meant(said, words, part)
    is_time = meant and len(meant) == 1 and meant[0].at and not (meant[0].weekdays or meant[0].topic)
    return meant[0] if meant and is_time else None


def _at(rest: str, words: StudyTimeWords) -> Wish | None:
    """ "it to 20:00", "it 8pm", "to 8": a time alone; "make 2" is none."""
    behind = _behind(rest, words.it)
    said = rest if behind is None else behind
    to = _behind(said, words.to)
    alone = None if behind is None and to is None else _time_alone(said if to is None else to, words)
    return Wish(Deed.AT, (alone,)) if alone else None


def _instead(head: str, words: StudyTimeWords) -> Wish | None:
    """ "tue 20:00 instead": that day's times go there; "8pm instead"."""
    if alone := _time_alone(head, words):
        return Wish(Deed.AT, (alone,))
    meant = _meant(head, words)
    if not meant or len(meant) > 1 or meant[0].topic or not (meant[0].weekdays and meant[0].at):
        return None
    return Wish(Deed.MOVE, (replace(meant[0], weekdays=0),), meant[0].weekdays)


def _moved(rest: str, words: StudyTimeWords) -> Wish | None:
    """ "tue to 20:00", "tue to wed", "tue 19:00 to thu 18:00"; all times of the day go there."""
    for phrase in words.to:
        head, found, tail = rest.rpartition(f" {phrase} ")
        days = [one for one in pieces_of(head, words) if one.sort is Sort.DAYS] if found else []
        meant = _meant(tail, words) if days else None
        if meant and len(meant) == 1 and not meant[0].topic and (meant[0].at or meant[0].weekdays):
            return Wish(Deed.MOVE, meant, _bits(days))
    return None


def _skipped(rest: str, words: StudyTimeWords) -> Wish | None:
    bare = rest
    if (behind := _behind(rest, words.once)) is not None:
        bare = behind
    if not bare or bare == "one":
        return Wish(Deed.SKIP)
    if bare in words.today:
        return Wish(Deed.SKIP, ahead=words.today[bare])
    days = _days_alone(bare, words)
    return Wish(Deed.SKIP, weekdays=days) if days else None


def _days_alone(said: str, words: StudyTimeWords) -> int:
    pieces = pieces_of(said, words)
    alone = all(one.sort in {Sort.DAYS, Sort.NOTHING} for one in pieces)
    return _bits(pieces) if alone else 0


def _bits(pieces: Sequence[Piece]) -> int:
    bits = 0
    for one in pieces:
        bits |= one.number if one.sort is Sort.DAYS else 0
    return bits


def _set(deed: Deed, line: str, words: StudyTimeWords) -> Wish | None:
    for phrase in _longest(words.introducing):
        if (rest := _behind(line, (phrase,))) is not None:
            line = rest
            break
    meant = _meant(line, words)
    return Wish(deed, meant) if meant else None


def _meant(line: str, words: StudyTimeWords, part: Piece | None = None) -> tuple[Meant, ...] | None:
    """The times of a line, of which an hour is of ``part`` of the day where it names none; None where some of it is no time."""
    groups: list[Group] = [Group()]
    for piece in pieces_of(line, words):
        if not groups[-1].takes(piece):
            groups.append(Group(groups[-1].weekdays, inherits=True))
            if not groups[-1].takes(piece):
                return None
    found = [one for one in groups if one.says_something]
    if not any(one.weekdays or one.at or one.part for one in found):
        return None
    meant = list(meant_by(found, part))
    comes_again = not any(one.weekdays for one in meant) and set(line.split()) & set(words.every)
    return tuple(replace(one, weekdays=EVERY_DAY) for one in meant) if comes_again else tuple(meant)


def _behind(line: str, phrases: Sequence[str]) -> str | None:
    """What stands behind one of these at the beginning; None where none does."""
    for phrase in _longest(phrases):
        if line == phrase:
            return ""
        if line.startswith(f"{phrase} "):
            return line[len(phrase) + 1 :].strip()
    return None


def _before(line: str, phrases: Sequence[str]) -> str:
    """The line without one of these at its end."""
    found = next((phrase for phrase in _longest(phrases) if line.endswith(f" {phrase}")), "")
    return line.removesuffix(found).strip(" ,;") if found else line


def _longest(phrases: Sequence[str]) -> list[str]:
    return sorted(phrases, key=len, reverse=True)


def weekdays_of(bits: int) -> tuple[int, ...]:
    """The weekdays of bits, Monday 0."""
    return tuple(day for day in range(EVERY_DAY.bit_length()) if bits >> day & 1)
