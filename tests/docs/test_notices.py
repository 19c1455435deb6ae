"""NOTICES names the licence of everything that is needed to run, as it is pinned, and as it says itself."""

import re
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from tools.notices import Unread, licence_of, stated_by, written

HOUSE = Path(__file__).parents[2]
NOTICES = (HOUSE / "NOTICES").read_text(encoding="utf-8")
ENTRY = re.compile(r"^([a-z0-9-]+) (\S+): (.+)\n    https?://\S+\n    \S", re.MULTILINE)


def package(folder: Path, *lines: str) -> PathDistribution:
    """An installed package with this metadata."""
    (folder / "METADATA").write_text("\n".join(("Metadata-Version: 2.4", "Name: thing", *lines, "")), encoding="utf-8")
    return PathDistribution(folder)


def test_the_notices_name_exactly_what_is_pinned() -> None:
    pinned = re.findall(
        r"^([a-z0-9-]+)==(\S+)", (HOUSE / "requirements" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted((name, version) for name, version, _ in ENTRY.findall(NOTICES)) == pinned


def test_the_notices_are_what_the_installed_packages_state() -> None:
    """`python -m tools.notices` writes them anew."""
    assert written() == NOTICES


def test_each_licence_that_asks_for_more_than_naming_is_explained() -> None:
    asking = {licence: set() for licence in ("LGPL-3.0-only", "MPL-2.0", "Artistic-1.0-Perl OR GPL-2.0-or-later")}
    for name, _, licence in ENTRY.findall(NOTICES):
        if re.search("GPL|MPL|Artistic", licence):
            asking[licence].add(name)
    assert all(asking.values())
    for licence, names in asking.items():
        assert f"* {licence}: {', '.join(sorted(names))}.\n" in NOTICES


@pytest.mark.parametrize("stated", ["", "AGPL-3.0-only", "MIT AND SSPL-1.0", "GPL-2.0-or-later", "BSD License"])
def test_a_licence_that_nobody_has_looked_at_is_refused(stated: str) -> None:
    with pytest.raises(Unread, match="thing"):
        licence_of("thing", stated)


def test_a_licence_that_was_read_counts_only_while_the_package_states_the_same() -> None:
    assert licence_of("prompt-toolkit", "BSD License") == "BSD-3-Clause"
    with pytest.raises(Unread):
        licence_of("prompt-toolkit", "BSD-4-Clause")


def test_an_older_statement_does_not_hide_a_stricter_newer_one(tmp_path: Path) -> None:
    mit = "Classifier: License :: OSI Approved :: MIT License"
    assert stated_by(package(tmp_path, "License-Expression: SSPL-1.0", "License: MIT", mit)) == "SSPL-1.0"
    assert stated_by(package(tmp_path, "License: MIT License", "        Copyright (c) 2015", mit)) == "MIT License"
    assert (
        stated_by(package(tmp_path, mit, "Classifier: License :: Free For Home Use"))
        == "MIT License, Free For Home Use"
    )
