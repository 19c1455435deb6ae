"""Workers that were taken over: they do what the attacker says where they would look into what a stranger sent."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from struct import Struct

from tests.attacks.locks import OPENED

LENGTH = Struct(">I")

ATTACKS = """
import ctypes, json, os, resource, signal, socket, subprocess, sys, threading
from pathlib import Path
import bot.sandbox.confinement as confining
import bot.charts.worker as drawer
import bot.files.tasks.reading as reading
import bot.files.worker as reader
from bot.sandbox.kernel import system_call

def done(deed):
    try:
        return "done: " + repr(eval(deed))
    except BaseException as error:
        return type(error).__name__ + ": " + str(error)

def all_done(deeds):
    return {name: done(deed) for name, deed in json.loads(deeds).items()}

"""
"""``eval`` stands for whatever a fault of a worker would let a file do."""

READER = "reading.readings = lambda text, name: {'did': all_done(text)}; reader.main()"
DRAWER = """
draw = drawer._drawn
drawer._drawn = lambda svg: json.dumps({'did': all_done(svg)}).encode() if svg.startswith('{') else draw(svg)
drawer.main()
"""


def taken_over(worker: str, deeds: Mapping[str, str], *, lock: str = "all") -> dict[str, str]:
    """What became of each deed in a worker; ``lock`` is the one that it keeps, all others are left open."""
    asked = json.dumps(deeds).encode()
    process = subprocess.run(
        [sys.executable, "-c", f"{ATTACKS}{OPENED[lock]}\n{worker}", "read", "path.md"],
        input=asked if worker is READER else LENGTH.pack(len(asked)) + asked,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        timeout=50,
    )
    assert process.returncode == 0, process.stderr.decode()
    said: dict[str, str] = json.loads(process.stdout[process.stdout.index(b"{") :])["did"]
    return said
