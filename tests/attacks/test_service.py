"""The service as systemd runs it: what a fault in it could reach is what it needs, and each line says why."""

import shutil
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
UNIT = HOUSE / "deploy" / "roadmate.service"
MOST_EXPOSED = 25
"""Tenths, of the hundred that a service without any bound has."""

FIRST_BOUND = "StateDirectory="
"""From here on a line takes something away."""


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="NOT TESTED: systemd-analyze is not installed here")
def test_systemd_finds_the_service_little_exposed() -> None:
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}", UNIT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout[-400:] + judged.stderr


def test_each_bound_of_the_service_has_its_reason_above_it() -> None:
    lines = UNIT.read_text().split("[Install]")[0].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(FIRST_BOUND))
    kernel = {"ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectClock", "ProtectHostname"}
    for number, line in enumerate(lines[first:], first):
        if "=" in line and not line.startswith("#"):
            above = next(one for one in reversed(lines[:number]) if one.partition("=")[0] not in kernel)
            assert above.startswith("# "), line


def test_the_readers_of_files_can_still_lock_themselves_in() -> None:
    """Under a filter that lacks these calls they would be read without Landlock, and nothing else would show it."""
    allowed = " ".join(line for line in UNIT.read_text().splitlines() if line.startswith("SystemCallFilter="))
    for call in ("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"):
        assert call in allowed


def test_the_service_may_write_where_its_database_is() -> None:
    lines = UNIT.read_text().splitlines()
    assert "StateDirectory=roadmate" in lines
    assert "Environment=DATABASE_URL=sqlite:////var/lib/roadmate/roadmate.db" in lines
