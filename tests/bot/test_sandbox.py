"""What the processes for strangers' files have to be able to do all the same: read and draw whatever comes."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.files.signs import READY
from bot.program import doctor
from bot.sandbox import seccomp
from bot.sandbox.landlock import version
from bot.sandbox.process import start
from roadmap.reading.readings import read_any
from roadmap.writing.documents import as_document
from roadmap.writing.sheets import write_csv

X86_64 = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"
ARM = "/usr/include/asm-generic/unistd.h"
CORPUS = Path(__file__).parents[1] / "roadmap" / "corpus"

READ_BOTH_WAYS = """
import os, sys
from pathlib import Path
from bot.files.tasks.reading import locked_in, readings
from bot.files.worker import lock
from roadmap.errors import RoadmapFaults

def outcome(text, name):
    try:
        return repr(readings(text, name))
    except RoadmapFaults as faults:
        return str(faults)

def confined(content, name):
    reads, writes = os.pipe()
    if not os.fork():
        text = locked_in(content, name, lock)
        with os.fdopen(writes, "w") as answer:
            answer.write(outcome(text, name))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as answer:
        said = answer.read()
    os.wait()
    return said

documents = {path.name: path.read_bytes() for path in map(Path, sys.argv[1:])}
locked = {name: confined(content, name) for name, content in documents.items()}
for name, content in documents.items():
    if (said := outcome(locked_in(content, name, lambda: None), name)) != locked[name]:
        print(name, said[:200], "|", locked[name][:200])
"""
"""Confined, each document by itself, so that what one has loaded is not there for the next."""

WRONG = ("latin-1", "windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1257")
"""Encodings as which UTF-8 is taken by mistake."""


def differing(paths: list[Path]) -> str:
    """What is read otherwise by a process that is confined, or by none."""
    house = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-P", "-c", READ_BOTH_WAYS, *map(str, paths)],
        env={"PYTHONPATH": house, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.drill
def test_documents_of_every_form_are_read_by_a_confined_process_as_by_any_other(pytestconfig: pytest.Config) -> None:
    """In the short form the smallest documents of each form that the corpus has, in the long form all of it."""
    corpus = [path for path in sorted(CORPUS.iterdir()) if ".expected." not in path.name]
    assert differing(corpus if pytestconfig.getoption("long") else smallest_of_each_form(corpus)) == ""


def smallest_of_each_form(paths: list[Path], most: int = 2) -> list[Path]:
    forms: dict[str, list[Path]] = {}
    for path in sorted(paths, key=lambda path: path.stat().st_size):
        forms.setdefault(path.suffix, []).append(path)
    return [path for alike in forms.values() for path in alike[:most]]


@pytest.mark.drill
def test_text_of_every_script_and_of_every_encoding_is_read_by_a_confined_process(tmp_path: Path) -> None:
    scripts = [
        "".join(chr(code) for code in range(start, start + 40) if chr(code).isalpha())
        for start in range(0xC0, 0x3000, 0x200)
    ]
    rows = "".join(f"| {title} | 4–6 weeks |\n" for title in scripts if title)
    table = f"| Topic | Duration |\n|---|---|\n| Théorie – “café” | 2 weeks |\n{rows}"
    documents = {f"{name}.md": table.encode(name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32")}
    documents |= {
        f"taken-for-{name}.md": table.encode().decode(name, "replace").encode()
        for name in (*WRONG, "mac_roman", "cp437")
    }
    documents["bytes.md"] = "| Topic |\n|---|\n| Café |\n".encode("windows-1252")
    documents["escaped.json"] = b'[{"title": "Caf\\u00e9 \\u7dda"}]'
    documents["named.md"] = b"- [ ] Caf&eacute; &#x7dda;\n"
    understood = read_any("- [x] Café\n- [ ] Maps (requires Café)\n", name="any.md")
    documents["own.json"] = json.dumps(as_document(understood.roadmap, understood.statuses)).encode()
    documents["own.csv"] = write_csv(understood.roadmap, understood.statuses).encode()
    for name, content in documents.items():
        (tmp_path / name).write_bytes(content)
    assert differing(sorted(tmp_path.iterdir())) == ""


async def test_the_doctor_says_what_this_machine_holds_of_a_reader(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    (seen,) = [finding for finding in await doctor.examine() if finding.subject == "reading of files"]
    known = version()
    assert seen.fine
    assert seen.seen.startswith(f"confined by limits, {f'Landlock {known}' if known else 'no Landlock'}, ")


def environment(pid: int) -> str:
    return Path(f"/proc/{pid}/environ").read_text()


@pytest.mark.drill
async def test_a_worker_has_our_code_and_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123:secret")
    process = await start("bot.files.worker", "read", "path.md")
    while not (
        given := environment(process.pid)
    ):  # nothing is shown yet of a program that is only just put in its place
        await asyncio.sleep(0.01)
    out, _ = await process.communicate(b"- [ ] Sets\n")
    assert json.loads(json.loads(out.removeprefix(READY))["readings"][0]["document"])["topics"][0]["title"] == "Sets"
    assert {line.partition("=")[0] for line in given.split("\0") if line} == {"PYTHONPATH", "PYTHONUTF8"}


@pytest.mark.skipif(not Path(X86_64).exists(), reason="NOT TESTED: the kernel's headers are not installed here")
def test_the_numbers_of_the_kernels_calls_are_those_of_its_headers() -> None:
    found = {
        name: int(number) for name, number in re.findall(r"#define __NR_(\w+) (\d+)", Path(X86_64).read_text("ascii"))
    }
    assert {name: numbers[0] for name, numbers in seccomp.CALLS.items()} == {
        name: found[name] for name in seccomp.CALLS
    }


@pytest.mark.skipif(not Path(ARM).exists(), reason="NOT TESTED: the kernel's headers are not installed here")
def test_the_numbers_on_arm_are_those_of_its_headers() -> None:
    """Its headers call what differs between 32 and 64 bits by another name."""
    found = {
        name.replace("fstatat", "newfstatat"): int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)", Path(ARM).read_text("ascii"))
    }
    arms = {name: numbers[1] for name, numbers in seccomp.CALLS.items() if numbers[1] is not None}
    assert arms == {name: found[name] for name in arms}
