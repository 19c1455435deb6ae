"""Writes NOTICES: the licence of everything that Roadmate carries or needs to run, as what is installed here states it.

python -m tools.notices     after requirements/run.txt has changed and was installed
"""

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from tools.bill import CARRIED, Noted, Pin, for_building, pins

HOUSE = Path(__file__).parent.parent
NAME = "roadmate"

NAMING = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "MIT", "PSF-2.0"}
"""SPDX ids of licences that ask for no more than to be named."""

ASKING = ("LGPL-3.0-only", "MPL-2.0", "Artistic-1.0-Perl OR GPL-2.0-or-later")
"""Those that ask for more, each with its paragraph in the template. Any other licence stops the script, for taking it
is a decision."""

SPOKEN = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What older metadata says for an SPDX id."""

READ = {
    ("jinja2", "BSD License"): "BSD-3-Clause",
    ("prompt-toolkit", "BSD License"): "BSD-3-Clause",
    ("resvg-py", ""): "MIT",
    ("text-unidecode", "Artistic License"): "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
"""Read in the licence's text, where a package states too little; it holds for as long as it states no other."""

ELSEWHERE = {
    "audioop-lts": (Noted("audioop-lts", "0.2.2", "PSF-2.0", "https://github.com/AbstractUmbra/audioop"), "LICENSE"),
}
"""What is not installed on every Python, as its own metadata states it in this version."""

HOMES = ("source", "source code", "code", "repository", "github", "github: repo", "homepage", "home", "documentation")
TEXT = re.compile(r"[^/]+\.dist-info/(?P<text>(?:.*/)?(?:licen[cs]e|copying|notice)[^/]*)", re.IGNORECASE)


class Unread(Exception):
    """A package whose licence nobody has looked at, or that is not installed as it is pinned; says which and why."""


def licence_of(name: str, stated: str) -> str:
    """The licence of a package as an SPDX expression, of what it states. Raises Unread."""
    said = READ.get((name, stated)) or SPOKEN.get(stated, stated)
    ids = {*re.findall(r"[^\s()]+", said)} - {"AND", "OR"}
    if said in ASKING or (ids and ids <= NAMING):
        return said
    raise Unread(f"{name} states {stated or 'no licence'!r}: read its licence, then put it into tools/notices.py")


def stated_by(package: Distribution) -> str:
    """What a package's metadata says of its licence; the first that says anything counts, the others are older forms."""
    for field in ("License-Expression", "License"):
        if (said := _first(package, field)) and "\n" not in said:  # some have the whole text there
            return said
    classifiers = package.metadata.get_all("Classifier") or []
    return ", ".join(one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::"))


def home_of(package: Distribution) -> str:
    """Where its source is, or else its makers are. Raises Unread."""
    urls = [one.partition(", ") for one in package.metadata.get_all("Project-URL") or ()]
    homes = {label.casefold(): url for label, _, url in urls}
    found = next((homes[label] for label in HOMES if label in homes), _first(package, "Home-page"))
    if not found:
        raise Unread(f"{package.name} does not state where it is from")
    return found.rstrip("/").removesuffix(".git")


def _first(package: Distribution, field: str) -> str:
    return next(iter(package.metadata.get_all(field) or ()), "")


def texts_of(package: Distribution) -> str:
    """The names of its licence's texts. Raises Unread, for one without a text cannot be passed on."""
    found = sorted(match["text"] for file in package.files or () if (match := TEXT.fullmatch(file.as_posix())))
    if not found:
        raise Unread(f"{package.name} has no text of its licence with it")
    return ", ".join(found)


def note(pin: Pin) -> tuple[Noted, str]:
    """What is to be said of a package that is pinned, and the names of its texts. Raises Unread."""
    other = ELSEWHERE.get(pin.name)
    if other and other[0].version == pin.version:
        return other
    try:
        package = distribution(pin.name)
    except PackageNotFoundError:
        raise Unread(f"{pin.name} is not installed here") from None
    if package.version != pin.version:
        raise Unread(
            f"{pin.name} {package.version} is installed, {pin.version} is pinned: install requirements/run.txt"
        )
    licence = licence_of(pin.name, stated_by(package))
    return Noted(pin.name, pin.version, licence, home_of(package)), texts_of(package)


def written() -> str:
    """NOTICES as it is to be. Raises Unread."""
    pinned = pins(HOUSE / "requirements" / "run.txt")
    building = for_building(pinned, NAME)
    notes = [note(pin) for pin in pinned]
    filled = {
        "carried": _entries((one, "") for one in CARRIED),
        "running": _entries(one for one in notes if one[0].name not in building),
        "building": _entries(one for one in notes if one[0].name in building),
        **{asking: _names(one.name for one, _ in notes if one.licence == asking) for asking in ASKING},
    }
    template = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    return re.sub(r"\{(.+?)\}", lambda gap: filled[gap[1]], template)


def _entries(notes: Iterable[tuple[Noted, str]]) -> str:
    lines = ((f"{one.name} {one.version}: {one.licence}", one.home, texts) for one, texts in notes)
    return "\n".join("\n    ".join(filter(None, entry)) for entry in lines)


def _names(names: Iterable[str]) -> str:
    """Raises Unread where there is none, for then the template tells of something that is gone."""
    if not (named := ", ".join(names)):
        raise Unread("tools/notices.txt tells of a licence that nothing has any more")
    return named


def main() -> None:
    try:
        text = written()
    except Unread as unread:
        sys.exit(str(unread))
    (HOUSE / "NOTICES").write_text(text, encoding="utf-8", newline="\n")
    print(f"NOTICES: {len(text.splitlines())} lines")


if __name__ == "__main__":
    main()
