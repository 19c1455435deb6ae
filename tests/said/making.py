"""Lines made from the grammar and garbled, roadmaps as large as any that can be imported, and what reading one takes."""

import random
import string
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from bot.commands import COMMANDS
from bot.said.lexicon import LEXICON
from roadmap.model import Roadmap, Topic
from roadmap.reading.limits import MOST_TOPICS
from roadmap.words.en import ENGLISH
from tests.machine import fair
from tests.said.reading import SHIPPED

LONGEST_LINE = 1000
SUBJECTS = (
    *("graph", "theory", "linear", "algebra", "deep", "learning", "networks", "statistics", "bayesian", "methods"),
    *("distributed", "systems", "compilers", "optimisation", "probability", "databases", "transformers", "attention"),
    *("for", "of", "and", "the", "with", "in", "to", "on", "introduction", "advanced", "applied", "part", "week"),
)
"""What the titles of the largest roadmaps consist of."""

TITLE = 200
"""Characters of a long title."""

DAYS = (
    *("today", "yesterday", "last night", "monday", "last friday", "3 march", "3.1", "3-5", "3/4", "2027-03-01"),
    *("31 april", "29 feb", "the 15th", "two weeks ago", "last week", "in march", "end of june", "31.12", "tomorrow"),
)
LENGTHS = ("45m", "1.5h", "1,5 h", "1h30", "90min", "45'", "0:45", "half an hour", "two hours", "0m", "9999", "25h")
LINKS = (
    *("https://a.example/b", "<https://a.example/b>", "(https://a.example/b)", "[cert](https://a.example/b)"),
    *("a.example/b", "https://", "http://[", "[x](", "https://a.example/" + "x" * 60),
)
SEPARATORS = (" ", " ", " ", ", ", " and ", "; ", ": ", " - ", " – ", "\n", " & ", "/", '"', "(", ")", "?", "! ", " + ")
NUMBERS = ("3", "#3", "topic 3", "99", "1 2 5", "0", "-1", "3%", "12345678901234567890", "²", "٣", "1.000")
JUNK = (
    "🦉",
    "🎉",
    "é",
    "e\u0301",
    "数学",
    "ß",
    "\u200f",
    "\u00a0",
    "'",
    "’",
    "``",
    "*",
    "_",
    "…",
    "—",
    "\t",
    "İ",
    "ﬁ",
    "\ud7ff",
)


@cache
def _phrases() -> tuple[str, ...]:
    """The phrases of the tables that lines consist of."""
    days, amounts = ENGLISH.days, ENGLISH.amounts
    tables: tuple[Iterable[str], ...] = (
        *(ENGLISH.verbs, ENGLISH.faint, ENGLISH.fillers, ENGLISH.joints, ENGLISH.sides, ENGLISH.labels, ENGLISH.wholly),
        *(ENGLISH.introducing, ENGLISH.moods, ENGLISH.asking, ENGLISH.parts, ENGLISH.shares, ENGLISH.ordinals),
        *(ENGLISH.talk, ENGLISH.around, ENGLISH.corrections, ENGLISH.before_topic, ENGLISH.before_day),
        *(days.near, days.weekdays, days.months, days.vague, days.last, days.next, amounts.units, amounts.numbers),
    )
    return tuple(sorted({phrase for table in tables for phrase in table}))


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted({*ENGLISH.verbs, *ENGLISH.faint, *ENGLISH.moods}))


class Maker:
    """Makes lines of one roadmap, the same ones for the same seed."""

    def __init__(self, seed: int, roadmap: Roadmap = SHIPPED) -> None:
        self._random = random.Random(seed)
        topics = roadmap.topics[:300]
        self._names = [name for topic in topics for name in (topic.title, f"#{topic.slug}", *topic.aliases)]
        self._kinds: tuple[Sequence[str], ...] = (
            *(_phrases(), _phrases(), sorted(LEXICON.known), self._names, self._names),
            *(DAYS, LENGTHS, LINKS, NUMBERS, JUNK),
        )

    def line(self) -> str:
        """One line; every third is garbled."""
        choice = self._random.choice
        said = choice((self._mixed, self._mixed, self._listed))()
        head = f"/{choice(COMMANDS).name} " if self._random.random() < 0.5 else ""
        line = f"{head}{said}"
        return (self._garbled(line) if self._random.random() < 0.34 else line)[:LONGEST_LINE]

    def _mixed(self) -> str:
        """Words of all kinds, in any order."""
        choice = self._random.choice
        pieces = (choice(choice(self._kinds)) for _ in range(self._random.randint(1, 14)))
        return "".join(f"{piece}{choice(SEPARATORS)}" for piece in pieces)

    def _listed(self) -> str:
        """Some topics with their days and lengths, of which some are named more than once, and a verb somewhere."""
        choice, chance = self._random.choice, self._random.random
        topics, days, lengths = (self._random.sample(kind, 3) for kind in (self._names, DAYS, LENGTHS))
        kinds = [kind for kind in (topics, days, lengths, NUMBERS) if chance() < 0.5]
        alike = chance() < 0.7
        groups = []
        for _ in range(self._random.randint(1, 5)):
            parts = [choice(kind) for kind in kinds if alike or chance() < 0.5]
            groups.append(" ".join(parts if alike else self._random.sample(parts, len(parts))))
        if chance() < 0.5:
            groups.insert(self._random.randrange(len(groups) + 1), choice(_verbs()))
        return choice((", ", " and ", "\n", " ", "; ", ": ")).join(groups)

    def long_line(self, length: int) -> str:
        """Lines one behind the other, so many characters of them."""
        found = ""
        while len(found) < length:
            found += f"{self.line()} "
        return found[:length]

    def _garbled(self, line: str) -> str:
        letters = list(line)
        for _ in range(self._random.randint(1, 1 + len(letters) // 8)):
            at = self._random.randrange(len(letters)) if letters else 0
            match self._random.randrange(5):
                case 0:
                    letters[at : at + 1] = []
                case 1:
                    letters[at:at] = letters[at : at + self._random.randint(1, 12)]
                case 2:
                    letters[at : at + 2] = reversed(letters[at : at + 2])
                case 3:
                    letters[at:at] = self._random.choice(JUNK)
                case _:
                    letters[at : at + 1] = self._random.choice(string.printable[:95])
        return "".join(letters)


@cache
def largest(form: str = "shared") -> Roadmap:
    """As many topics as can be imported, each with a long title of its own, in one of the LARGEST forms."""
    chance = random.Random(9)
    topics = (
        Topic(slug=f"topic-{number}", number=number, title=LARGEST[form](chance, number))
        for number in range(1, MOST_TOPICS + 1)
    )
    return Roadmap("largest", "Largest", tuple(topics))


def _of_shared(chance: random.Random, number: int) -> str:
    return _filled(lambda: chance.choice(SUBJECTS), f"{number}")


def _of_one_beginning(chance: random.Random, number: int) -> str:
    return f"{'Introduction to the theory of applied deep learning with ' * 4}{chance.choice(SUBJECTS)} {number}"


def _of_own_words(chance: random.Random, number: int) -> str:
    return _filled(lambda: "s" + "".join(chance.choices(string.ascii_lowercase, k=7)), f"{number}")


def _of_letters(chance: random.Random, number: int) -> str:
    return _filled(lambda: chance.choice(string.ascii_lowercase), f"{number}")


def _filled(word: Callable[[], str], end: str) -> str:
    """A title of words, as long as one should be."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < TITLE:
        words.append(word())
    return " ".join([*words, end])


LARGEST: dict[str, Callable[[random.Random, int], str]] = {
    "shared": _of_shared,
    "beginning": _of_one_beginning,
    "own": _of_own_words,
    "letters": _of_letters,
}
"""Titles that share their words, that begin alike, that consist of words of their own with one first letter, and that
consist of single letters."""


@cache
def hostile(form: str = "") -> dict[str, str]:
    """Lines that make reading take long on the largest roadmap of a form, or on the shipped one, by what they consist
    of; each has as many characters as a line may have."""
    chance, roadmap = random.Random(5), largest(form) if form else SHIPPED
    words = sorted({word for topic in roadmap.topics[:200] for word in topic.title.split()})
    first = roadmap.topics[0].title
    made = {
        "a;": "a;",
        "a ": "a ",
        "b,": "b,",
        "words of titles": " ".join(chance.choices(words, k=300)),
        "words of titles, parted": ";".join(chance.choices(words, k=300)),
        "near-misses of words of titles": " ".join(_missed(chance, chance.choice(words)) for _ in range(300)),
        "near-misses, each another": " ".join(_missed(chance, word) for word in (words * 300)[:300]),
        "lines of near-misses": "".join(
            f"done {' '.join(_missed(chance, chance.choice(words)) for _ in range(8))}\n" for _ in range(12)
        ),
        "lines of words of titles": "".join(f"done {' '.join(chance.choices(words, k=10))}\n" for _ in range(12)),
        "lines of beginnings of titles": "".join(
            f"done {' '.join(topic.title.split()[1:9])}\n" for topic in roadmap.topics[:12]
        ),
        "one title over and over": f"{first} ",
        "one title's beginning": f"{first[: len(first) // 2]} ",
        "one title's first words": f"{' '.join(first.split()[:3])} ",
        "titles one behind the other": " ".join(topic.title for topic in roadmap.topics[:60]),
        "beginnings of titles": " ".join(" ".join(topic.title.split()[:7]) for topic in roadmap.topics[:60]),
        "digits": "1 2 3 ",
        "digits and marks": "1.2/3-4,5:6;",
        "dashes": "3-",
        "one number": "1",
        "days": "last week of march 3 2027 ago ",
        "lengths": "1 h and 30 and a half ",
        "spans": "one two three of the ",
        "quotes": '"',
        "quoted": '"a" ',
        "brackets": "[",
        "links": "[a](",
        "addresses": "a.",
        "web addresses": "https://a.b/",
        "hashes": "#a-",
        "apostrophes": "a'",
        "accents": "e\u0301",
        "digits of elsewhere": "٣ ",
        "verbs": "finished started ",
        "negations": "not no never ",
        "fillers": "the of my just ",
        "blanks": " a" + " " * 40,
        "lines": "a\n",
        "lines of verbs": "done nlp\n",
        "unknown": "wombat ",
        "one word": "x",
        "emoji": "🦉",
        "percent": "9% of ",
        "chapters": "chapter 1 and 2 of ",
    }
    once = {name for name in made if name.startswith("lines of")}
    return {name: (said if name in once else said * LONGEST_LINE)[:LONGEST_LINE] for name, said in made.items()}


def _missed(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :]


def milliseconds(deed: Callable[[], object], *, within: float, tries: int = 5) -> float:
    """The processor's time that a deed takes: of several tries the best, and no more tries than it needs to be within
    its bound, so that a machine that is busy makes nobody fail."""
    best = float("inf")
    for _ in range(tries):
        began = time.process_time()
        deed()
        best = min(best, 1000 * fair(time.process_time() - began, within / 1000))
        if best <= within:
            break
    return best
