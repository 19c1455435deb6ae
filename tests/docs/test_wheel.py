"""What is installed is whole: the files that are no Python go along, the licences, and a bill of what it is made with."""

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns
from typing import Any
from zipfile import ZipFile

import pytest

HOUSE = Path(__file__).parents[2]
PACKAGES = ("bot", "roadmap", "simulation", "migrations")


def build(source: Path, target: Path) -> Path:
    """The wheel of a source."""
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(built, cwd=source, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(HOUSE, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def from_the_image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of what `COPY . .` takes into the image, in another folder."""
    source = tmp_path_factory.mktemp("image")
    for kept in re.findall(r"^!(.+?)/?$", (HOUSE / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE):
        (source / kept).parent.mkdir(parents=True, exist_ok=True)
        if (HOUSE / kept).is_dir():
            copytree(HOUSE / kept, source / kept, ignore=ignore_patterns("__pycache__"))
        else:
            copy2(HOUSE / kept, source / kept)
    return build(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def bill(wheel: Path) -> Any:
    with ZipFile(wheel) as packed:
        (name,) = (name for name in packed.namelist() if ".dist-info/sboms/" in name)
        return json.loads(packed.read(name))


def test_the_wheel_carries_every_file_of_its_packages(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())
    here = (path for package in PACKAGES for path in (HOUSE / package).rglob("*") if path.is_file())
    kept = {str(path.relative_to(HOUSE)) for path in here if path.parent.name != "__pycache__"}
    assert kept <= names
    assert {Path(name).suffix for name in kept} >= {".ttf", ".tsv", ".md", ".mako", ".py"}
    assert {name.partition(".dist-info/")[2] for name in names} >= {"licenses/LICENSE", "licenses/NOTICES"}


def test_the_image_is_built_of_all_that_the_wheel_needs_and_comes_out_the_same(
    wheel: Path, from_the_image: Path
) -> None:
    assert from_the_image.read_bytes() == wheel.read_bytes()


def test_the_bill_names_what_is_pinned(bill: Any) -> None:
    pinned = re.findall(
        r"^([a-z0-9-]+)==(\S+)", (HOUSE / "requirements" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert bill["bomFormat"] == "CycloneDX"
    assert [(one["name"], one["version"]) for one in bill["components"]] == pinned
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in bill["components"])
    assert all(one["licenses"] for one in bill["components"])
    assert {one["name"].split(",")[0] for one in bill["metadata"]["component"]["components"]} == {
        "DejaVu Sans Condensed",
        "GeoNames",
        "htmx",
    }


def test_the_bill_tells_who_needs_whom(bill: Any) -> None:
    needs = {
        one["ref"].partition("@")[0]: {ref.partition("@")[0] for ref in one["dependsOn"]}
        for one in bill["dependencies"]
    }
    assert "pkg:pypi/python-slugify" in needs["roadmate"]
    assert needs["pkg:pypi/python-slugify"] == {"pkg:pypi/text-unidecode"}
    assert set().union(*needs.values()) == set(needs) - {"roadmate"}


def test_what_the_bill_leaves_out_of_the_scope_is_what_the_image_uninstalls(bill: Any) -> None:
    builds = {one["name"] for one in bill["components"] if one["scope"] == "excluded"}
    removed = re.search(r"uninstall --yes (hatchling.*)", (HOUSE / "Dockerfile").read_text(encoding="utf-8"))
    assert removed
    assert builds == {*removed[1].split()} - {"setuptools", "pip"}  # which every environment has


def test_the_bill_holds_no_path_or_clock_of_a_machine_and_no_address_of_a_registry(bill: Any) -> None:
    text = json.dumps(bill)
    homes = re.findall(r"^    (https?://\S+)$", (HOUSE / "NOTICES").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\w+://[^\"]+", text)) == set(homes)
    assert not re.search(r"//[^/\"]*pypi|timestamp|serialNumber", text)
    assert not any(str(place) in text for place in (HOUSE, Path.home(), Path(sys.prefix)))
