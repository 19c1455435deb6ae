"""The one door by which a value enters a sentence. A sentence is whole, its values have names; a language replaces the
sentence, never a piece of one."""

from markupsafe import Markup


def say(sentence: str, /, **values: str | int) -> Markup:
    """A sentence in Markup. What stands for ``{name}`` is escaped, unless it is Markup itself."""
    return Markup(sentence).format(**values)  # noqa: S704 - a sentence is written by us, tests/texts holds it


def plain(sentence: str, /, **values: str | int) -> str:
    """The same without Markup: a label, the words in a picture, what stands in another sentence as its value."""
    return sentence.format(**values)
