"""The trees of errors: drawn whole in docstrings, and each refusal with words of its own."""

import re
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from bot import errors, send_errors
from bot.texts import domain_errors as domain_texts
from bot.texts import errors as texts
from roadmap import errors as domain_errors

if TYPE_CHECKING:
    from functools import _SingleDispatchCallable

    from markupsafe import Markup

LINE = re.compile(r"^(?P<bars>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:  +.*)?$")


def drawn(module: ModuleType) -> dict[str, str]:
    """The errors of a docstring's tree, each with the one above it; the root has none there."""
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (module.__doc__ or "").partition("\n\n")[2].splitlines():
        if match := LINE.match(line):
            depth = len(match["bars"])
            above = [one for one in above if one[0] < depth]
            parents[match["name"]] = above[-1][1] if above else ""
            above.append((depth, match["name"]))
    return parents


@pytest.mark.parametrize("module", [errors, send_errors, domain_errors])
def test_a_tree_has_every_error_under_the_one_it_derives_from(module: ModuleType) -> None:
    derived = {
        name: one.__bases__[0].__name__ if one.__bases__[0].__module__ == module.__name__ else ""
        for name, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, Exception) and one.__module__ == module.__name__
    }
    assert drawn(module) == derived, f"the tree in the docstring of {module.__name__} is not that of its classes"


def leaves(error: type[Exception]) -> list[type[Exception]]:
    """The errors that nothing derives from."""
    below = error.__subclasses__()
    return [leaf for one in below for leaf in leaves(one)] if below else [error]


@pytest.mark.parametrize(
    ("root", "worded", "where"),
    [
        (errors.Refusal, texts._words, "bot/texts/errors.py"),
        (domain_errors.DomainError, domain_texts.words, "bot/texts/domain_errors.py"),
    ],
)
def test_whatever_is_refused_has_words_of_its_own(
    root: type[Exception], worded: "_SingleDispatchCallable[Markup]", where: str
) -> None:
    wordless = worded.dispatch(object)
    missing = [one.__name__ for one in leaves(root) if worded.dispatch(one) is wordless]
    assert not missing, f"{where} has no words for {missing}"
