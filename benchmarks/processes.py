"""The program in a process of its own, and a bare interpreter to hold it against."""

import os
import sys
from pathlib import Path

from bot.settings import Settings

ROADMATE = str(Path(sys.executable).with_name("roadmate"))


def surroundings(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a process whose settings are only these."""
    ours = {name.upper() for name in Settings.model_fields}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return {**inherited, "HOME": str(folder), **settings}
