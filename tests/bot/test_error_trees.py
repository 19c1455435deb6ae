"""The trees of errors that are drawn in docstrings have every error, under the one it derives from."""

import re
from types import ModuleType

import pytest

from bot import errors, send_errors
from roadmap import errors as domain_errors

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
    assert drawn(module) == derived
