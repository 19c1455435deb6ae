"""Somebody exchanges a file of a package on its way: it is not installed."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

HOUSE = Path(__file__).parents[2]
INSTALL = re.compile(r"pip install (?P<options>.*?)(?: 1>&2| *\\?$)", re.MULTILINE)


def recipes() -> list[str]:
    """The options of every `pip install` by which Roadmate is set up."""
    texts = ((HOUSE / name).read_text(encoding="utf-8") for name in ("Makefile", "Dockerfile"))
    return [found["options"] for text in texts for found in INSTALL.finditer(text)]


def wheel(folder: Path, content: str) -> str:
    """A package of one module with this content; its digest."""
    path = folder / "thing-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as packed:
        packed.writestr(ZipInfo("thing.py"), content)
        packed.writestr(ZipInfo("thing-1.0.dist-info/METADATA"), "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
        packed.writestr(
            ZipInfo("thing-1.0.dist-info/WHEEL"), "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        packed.writestr(ZipInfo("thing-1.0.dist-info/RECORD"), "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_nothing_is_installed_without_its_digest_but_roadmate_itself() -> None:
    found = recipes()
    assert len(found) == 5
    for options in found:
        assert "--require-hashes -r requirements/" in options or re.search(
            r"--no-deps --no-build-isolation .*\.$", options
        )


@pytest.mark.drill
def test_a_file_that_was_exchanged_is_refused(tmp_path: Path) -> None:
    options = next(one for one in recipes() if " -r " in one)
    pinned = tmp_path / "pinned.txt"
    pinned.write_text(f"thing==1.0 --hash=sha256:{wheel(tmp_path, 'GOOD = True')}\n", encoding="utf-8")

    def install() -> subprocess.CompletedProcess[str]:
        said = re.sub(r"requirements/\w+\.txt", str(pinned), options).split()
        here = ("--no-index", f"--find-links={tmp_path}", f"--target={tmp_path / 'installed'}")
        return subprocess.run(
            [sys.executable, "-m", "pip", "install", *said, *here], capture_output=True, text=True, check=False
        )

    wheel(tmp_path, "GOOD = False")
    refused = install()
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert not (tmp_path / "installed" / "thing.py").exists()
    wheel(tmp_path, "GOOD = True")
    assert install().returncode == 0
