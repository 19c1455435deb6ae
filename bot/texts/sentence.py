"""The one door by which a value enters a sentence. A sentence is whole, its values have names, and where a number stands
in it, it is there in the form that the number asks for: a language replaces whole sentences, never a piece of one."""

from markupsafe import Markup, escape

from bot.texts import english


def say(sentence: str, /, **values: str) -> Markup:
    """A sentence in Markup. What stands for ``{name}`` is escaped, unless it is Markup itself. Its places have no format
    of their own, so Python fills them, in half of the time that Markup's own ``format`` takes."""
    safe = {name: escaped(value) for name, value in values.items()}
    said = english.brackets_apart(sentence, safe).format(**safe)
    return Markup(said)  # noqa: S704 - a sentence is ours, tests/bot/test_whole_sentences.py holds it


def escaped(value: str) -> Markup:
    """A value as it may stand in Markup; Markup is left as it is, where ``escape`` would copy it twice."""
    return value if isinstance(value, Markup) else escape(value)


def plain(sentence: str, /, **values: str) -> str:
    """The same without Markup: a label, the words in a picture, what stands in another sentence as its value."""
    return english.brackets_apart(sentence, values).format(**values)


def counted(number: float, many: str, *, one: str = "") -> str:
    """The form of a sentence that a number in it asks for; without ``one`` it never is one."""
    return one if one and english.is_one(number) else many
