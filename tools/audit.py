"""Asks a public database for the known vulnerabilities of everything that is pinned.

python -m tools.audit                   PyPI's database, or else OSV's
python -m tools.audit --osv-url URL     a copy of OSV's, and no other

The exit status: 0 where all was audited and nothing is known; 1 where something is, which is listed; 3 where all or a part
was not audited, for no database could be reached or none knows it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from tools.bill import pins

REQUIREMENTS = Path(__file__).parent.parent / "requirements"
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3
DATABASES = {"PyPI": ("--vulnerability-service=pypi",), "OSV": ("--vulnerability-service=osv",)}
QUIET = ("--format=json", "--desc=off", "--progress-spinner=off")
LONGEST_REASON = 100
PINNED_HERE = ("--no-deps", "--disable-pip")


@dataclass(frozen=True, slots=True)
class Audit:
    """What a database said: a line for each vulnerability, and the packages that it does not know."""

    found: tuple[str, ...]
    unknown: tuple[str, ...]


def pinned() -> tuple[str, ...]:
    """Everything that any file pins, for every Python: an audit looks at what is installed elsewhere too."""
    return tuple(sorted({f"{pin.name}=={pin.version}" for path in REQUIREMENTS.iterdir() for pin in pins(path)}))


def ask(requirements: Path, database: Sequence[str]) -> Audit | str:
    """What a database says of the requirements, or in a line why it was of no use."""
    command = (sys.executable, "-m", "pip_audit", f"--requirement={requirements}", *PINNED_HERE, *QUIET, *database)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return shorten((done.stderr.strip().splitlines() or ["no answer"])[-1], LONGEST_REASON, placeholder=" …")
    return understood(told)


def understood(told: Sequence[Mapping[str, Any]]) -> Audit | str:
    """What pip-audit told. One that a database does not know is not clean, though pip-audit counts it as such: a mirror
    that has packages and no advisories knows none, and is then of no use."""
    unknown = tuple(one["name"] for one in told if "skip_reason" in one)
    if len(unknown) == len(told):
        return "it knows none of them"
    found = (_line(one, flaw) for one in told for flaw in one.get("vulns", ()))
    return Audit(tuple(found), unknown)


def _line(one: Mapping[str, Any], flaw: Mapping[str, Any]) -> str:
    mended = f"mended in {', '.join(flaw['fix_versions'])}" if flaw["fix_versions"] else "not mended yet"
    return f"{one['name']} {one['version']}: {flaw['id']}, {mended}"


def audit(databases: Mapping[str, Sequence[str]]) -> int:
    """Ask one database after the other until one is of use, print what it said, and return the exit status."""
    every, failed = pinned(), []
    with tempfile.TemporaryDirectory() as room:
        requirements = Path(room, "pinned.txt")
        requirements.write_text("\n".join(every), encoding="utf-8")
        for name, arguments in databases.items():
            said = ask(requirements, arguments)
            if isinstance(said, Audit):
                return report(name, len(every), said)
            failed.append(f"{name}: {said}")
    print(
        f"Nothing was audited, for no database of vulnerabilities can be reached. {'; '.join(failed)}", file=sys.stderr
    )
    return NOT_AUDITED


def report(name: str, count: int, said: Audit) -> int:
    """Print what a database said of so many packages, and return the exit status."""
    for line in said.found:
        print(line)
    if said.unknown:
        print(f"Not audited, for {name} does not know them: {', '.join(said.unknown)}", file=sys.stderr)
    audited = count - len(said.unknown)
    print(f"{name}: {audited} of {count} packages audited, known vulnerabilities: {len(said.found)}.")
    if said.found:
        return VULNERABLE
    return NOT_AUDITED if said.unknown else CLEAN


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--osv-url", help="a copy of OSV's database, asked instead of the public ones")
    url = parser.parse_args().osv_url
    sys.exit(audit({url: (*DATABASES["OSV"], f"--osv-url={url}")} if url else DATABASES))


if __name__ == "__main__":
    main()
