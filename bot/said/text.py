"""A line made ready: its tokens, their words in one plain text, and misspelt ones mended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.said.lexicon import SHORTEST_MENDED, Lexicon
from bot.said.tokens import SPOKEN, Form, Token, tokens_of
from roadmap.names import Names, folded

MOST_MENDED = 8
"""Words of a line that are looked at for a slip."""

STEM = 4
"""First letters that words of one stem share."""

LONG = 8
"""Of a longer word two letters may be wrong, of others one."""


class Text:
    """``spoken`` are the tokens that are words or numbers, ``plain`` their text with single blanks, ``begins`` where each
    stands in it; ``places`` is where a spoken token stands among ``tokens``. ``mended`` are the words that were."""

    def __init__(self, line: str, lexicon: Lexicon, names: Names, looks: int = MOST_MENDED) -> None:
        self.line = line
        self.tokens, self.mended = _mended(tokens_of(line), lexicon, names, looks)
        self.places = [place for place, token in enumerate(self.tokens) if token.form in SPOKEN]
        self.spoken = [self.tokens[place] for place in self.places]
        self.plain = " ".join(token.plain for token in self.spoken)
        self.begins: list[int] = []
        at = 0
        for token in self.spoken:
            self.begins.append(at)
            at += len(token.plain) + 1
        self._ends = {
            begin + len(token.plain): index
            for index, (begin, token) in enumerate(zip(self.begins, self.spoken, strict=True))
        }

    def last_of(self, end: int) -> int | None:
        """The spoken token that ends there in the plain text; None where one is cut."""
        return self._ends.get(end)


def _mended(tokens: Sequence[Token], lexicon: Lexicon, names: Names, looks: int) -> tuple[list[Token], dict[str, str]]:
    found: list[Token] = []
    mended: dict[str, str] = {}
    for token in tokens:
        instead = None
        if token.form is Form.WORD and looks and _may_be_a_slip(token.plain, lexicon, names):
            looks -= 1
            instead = _mend(token.plain, lexicon, names)
        if instead:
            mended[token.text] = instead
        found.append(replace(token, plain=instead) if instead else token)
    return found, mended


def _may_be_a_slip(word: str, lexicon: Lexicon, names: Names) -> bool:
    known = word in lexicon.known or word.replace("'", "") in lexicon.known or word in names.single_words
    return not known and word.isalpha() and not names.exactly(folded(word)) and not names.joined(word)


def _mend(word: str, lexicon: Lexicon, names: Names) -> str | None:
    """The one word that this is a slip of, with its first letter; None where there is none, or there are several."""
    candidates = (*lexicon.vocabulary.get(word[0], ()), *names.vocabulary.get(word[0], ()))
    near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=2, limit=12)
    fitting = sorted({(distance, known) for known, distance, _ in near if distance <= _allowed(word, known)})
    nearest = [known for distance, known in fitting if distance == fitting[0][0]]
    return max(nearest, key=len) if len(nearest) == 1 or _of_one_stem(nearest) else None


def _allowed(word: str, known: str) -> int:
    longer, shorter = max(len(word), len(known)), min(len(word), len(known))
    if shorter < SHORTEST_MENDED:
        return 0
    return 2 if longer > LONG and shorter >= LONG - 1 else 1


def _of_one_stem(words: Iterable[str]) -> bool:
    """Whether they differ in their endings alone, so that the longest will do: "minute" and "minutes"."""
    stems = {word[:STEM] for word in words}
    return len(stems) == 1
