"""What is installed is whole: the files that are no Python go along."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

HOUSE = Path(__file__).parents[2]
PACKAGES = ("bot", "roadmap", "migrations")


def test_the_wheel_carries_every_file_of_its_packages(tmp_path: Path) -> None:
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(built, cwd=HOUSE, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())
    here = (path for package in PACKAGES for path in (HOUSE / package).rglob("*") if path.is_file())
    kept = {str(path.relative_to(HOUSE)) for path in here if path.parent.name != "__pycache__"}
    assert kept <= names
    assert {Path(name).suffix for name in kept} >= {".ttf", ".tsv", ".md", ".mako", ".py"}
