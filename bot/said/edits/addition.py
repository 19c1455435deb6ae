"""A topic to add: its title, where it is to stand, and how long it takes."""

from bot.said.edits.parts import MOST_FOUND, QUOTED, behind, exactly, named, quoted, tails, unquoted, with_length
from bot.said.edits.parts import length_in as length
from bot.said.edits.place import Inside, beside, ends, inside
from bot.said.edits.wishes import Meant, Option, Unread, Which, Wish
from roadmap.edits import Add, Beside, Lasting, Place, Within
from roadmap.errors import UnknownPlace
from roadmap.model import Roadmap, Topic
from roadmap.names import folded, reference
from roadmap.words import EditWords

MOST_LOOSE = 4
"""Places that are looked for by a slip or a part of a name, of one line."""


class Adding:
    """Reads what stands behind "add"."""

    def __init__(self, roadmap: Roadmap, words: EditWords) -> None:
        self._roadmap, self._words = roadmap, words

    def read(self, rest: str) -> Wish:
        """Raises UnknownPlace, LengthOutOfBounds."""
        newly = behind(rest, self._words.newly)
        said = newly or rest
        if not said:
            return Unread(rest)
        title = QUOTED.match(said)
        for read in (self._at_an_end, self._beside, self._inside):
            if (wish := read(said, title.end() if title else 0)) is not None:
                return wish
        head, lasting = with_length(said, self._words.no_length)
        return self._added(head, None, lasting)

    def _added(self, title: str, place: Place | None, lasting: Lasting | None) -> Meant:
        """The topic; a length may stand before the place as well as behind it."""
        bare, before = (title, None) if lasting else with_length(title, self._words.no_length)
        return Meant(Add(unquoted(bare), place, lasting or before or Lasting()))

    def _at_an_end(self, said: str, _title_ends: int) -> Wish | None:
        head, lasting = with_length(said, self._words.no_length)
        found = ends(self._roadmap, head, self._words)
        return self._added(found[0], found[1], lasting) if found and found[0] else None

    def _beside(self, said: str, title_ends: int) -> Wish | None:
        """ "after nlp, 2 weeks". A title may have "after" in it: then what stands behind it is no topic, and it is asked."""
        found = [one for one in beside(said, self._words) if len(one[0]) >= title_ends]
        for whole in (True, False):
            for head, tail, after in found[:MOST_LOOSE]:
                topics, lasting = self._where(tail, whole=whole)
                if head and len(topics) == 1:
                    return self._added(head, Beside(topics[0].slug, after=after), lasting)
                if head and topics:
                    return self._which(said, (head, tail), topics, after=after)
        if not found or not found[0][0]:
            return None
        head, tail, after = found[0]
        return self._which(said, (head, tail), (), after=after)

    def _where(self, tail: str, *, whole: bool) -> tuple[tuple[Topic, ...], Lasting | None]:
        """The topics that stand there, and the length behind them, set apart or not."""
        find, no_length = exactly if whole else named, self._words.no_length
        if topics := find(self._roadmap, tail):
            return topics, None
        name, lasting = with_length(tail, no_length)
        if lasting and (topics := find(self._roadmap, name)):
            return topics, lasting
        for name, last in tails(tail):
            if (lasting := length(last, no_length)) and (topics := find(self._roadmap, name)):
                return topics, lasting
        return (), None

    def _which(self, said: str, parted: tuple[str, str], topics: tuple[Topic, ...], *, after: bool) -> Which:
        """Beside which topic; or whether all of it is the title."""
        head, tail = parted
        name, lasting = with_length(tail, self._words.no_length)
        behind_it = tail[len(name) :] if lasting else ""
        near = topics or self._roadmap.names.nearest(name, MOST_FOUND)
        side = "after" if after else "before"
        options = [Option(f"add {quoted(unquoted(head))} {side} {reference(one)}{behind_it}", one) for one in near]
        bare, _ = with_length(said, self._words.no_length)
        as_title = Option(f"add {quoted(unquoted(bare))}{said[len(bare) :]}", None, unquoted(bare))
        return Which(name, (*options[: MOST_FOUND - 1], as_title), weak=not topics)

    def _inside(self, said: str, title_ends: int) -> Wish | None:
        """ "to stage Basics": a stage for certain where it is called one; asked about where only its name is said."""
        bare, lasting = with_length(said, self._words.no_length)
        for one in inside(self._roadmap, bare, self._words):
            if not one.head or len(one.head) < title_ends:
                continue
            if one.is_called_one and not one.stage:
                raise UnknownPlace(behind(one.tail, self._words.stage) or one.tail)
            if one.is_called_one or (title_ends and one.stage):
                return self._added(one.head, Within(one.stage), lasting)
            if one.stage and folded(one.stage) == folded(unquoted(one.tail)):
                return self._stage_or_title(said, bare, one)
        return None

    def _stage_or_title(self, said: str, bare: str, one: Inside) -> Which:
        behind_it = said[len(bare) :]
        stage = self._words.stage[0]
        options = (
            Option(
                f"add {quoted(unquoted(one.head))} to {stage} {one.stage}{behind_it}", None, f"{one.head} → {one.stage}"
            ),
            Option(f"add {quoted(unquoted(bare))}{behind_it}", None, unquoted(bare)),
        )
        return Which(bare, options)
