"""``python -m bot.sandbox``: confines itself and tells what the kernel holds on this machine."""

from bot.sandbox.confinement import Held, confine
from bot.sandbox.modules import loaded

MEMORY = 1 << 30


def told(held: Held) -> str:
    landlock = f"Landlock {held.landlock}" if held.landlock else "no Landlock"
    return f"limits, {landlock}, {'seccomp' if held.calls else 'no seccomp'}"


if __name__ == "__main__":
    print(told(confine(*loaded(), memory=MEMORY, processor_seconds=1)), flush=True)  # noqa: T201 - what it tells is all it does
