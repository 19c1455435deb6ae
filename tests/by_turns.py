"""Telegram and Discord by turns: what goes alike on both is tried in the short form on one of them, and which that is stays the same
for each test and each of its examples; the long form tries all of it on both."""

from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

import pytest

PLATFORMS = ("telegram", "discord")

NAMES = ("platform", "gathering", "owls", "ours")
"""What a test is given a platform as: a word, or what stands on it."""

MARK = "by_turns"


def left_out(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Of each pair that differs by the platform alone the one whose turn it is not; all of these pairs are marked. A test that
    looks at the platform itself is about what differs there, and no pair."""
    pairs: defaultdict[str, dict[str, pytest.Item]] = defaultdict(dict)
    for item in items:
        if (platform := _platform(item)) and not _looks(item):
            pairs[item.nodeid.replace(platform, "*")][platform] = item
    left: list[pytest.Item] = []
    for alike, pair in pairs.items():
        if len(pair) == len(PLATFORMS):
            left.append(pair[PLATFORMS[crc32(alike.encode()) % len(PLATFORMS)]])
            for item in pair.values():
                item.add_marker(MARK)
    return left


def _platform(item: pytest.Item) -> str | None:
    """The one that a test is given."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return next((one for name in NAMES if (one := given.get(name)) in PLATFORMS), None)


def _looks(item: pytest.Item) -> bool:
    """Whether the platform is named in what the test itself does."""
    assert isinstance(item, pytest.Function)
    code = item.function.__code__
    return "platform" in (*code.co_names, *code.co_varnames)
