"""The program in a process of its own: how it is called, with which settings, on which port."""

import os
import socket
import sys
from pathlib import Path

from bot.settings import whole

ROADMATE = (sys.executable, "-m", "bot")
HOUSE = Path(__file__).parents[1]


def surroundings(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a process whose settings are only these, and whose program is the one that lies here.

    What changes the interpreter stays outside too: without bytecode each start would compile everything anew.
    """
    ours = {name.upper() for name in whole().model_fields}
    inherited = {
        name: value for name, value in os.environ.items() if name not in ours and not name.startswith("PYTHON")
    }
    return {**inherited, "HOME": str(folder), "PYTHONPATH": str(HOUSE), **settings}


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
