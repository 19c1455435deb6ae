"""The two contracts across the edge, bot.chat.platform.Kernel and Platform: nothing else is called there, on either side."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Kernel, Platform
from bot.platforms.console.console import Console
from bot.platforms.discord.platform import Discord
from bot.platforms.telegram.platform import Telegram
from bot.store import Database

HOUSE = Path(__file__).parents[2] / "bot"
INWARD = {name for name in vars(Kernel) if not name.startswith("_")}
WRITTEN = "bot/chat/platform.py has what is called, Kernel inward and Platform outward, and nothing that is not"
OUTWARD = {name for name in {**vars(Platform), **Platform.__annotations__} if not name.startswith("_")}


def used(paths: Iterator[Path], *holders: str) -> set[str]:
    """What is asked of these names, and of attributes called so, anywhere in these files."""
    asked = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                held = node.value
                name = held.attr if isinstance(held, ast.Attribute) else held.id if isinstance(held, ast.Name) else ""
                asked |= {node.attr} if name in holders else set()
    return asked


def test_platforms_call_of_the_kernel_what_the_contract_says_and_all_of_that() -> None:
    assert used((HOUSE / "platforms").rglob("*.py"), "_dispatcher", "dispatcher", "kernel") == INWARD, WRITTEN


def test_the_kernel_calls_of_platforms_what_the_contract_says_and_all_of_that() -> None:
    files = [HOUSE / "app.py", *(HOUSE / "nudges").rglob("*.py")]
    assert used(iter(files), "platform", "_platform", "work") == OUTWARD, WRITTEN


async def test_the_dispatcher_has_no_door_but_the_contracts_and_nothing_is_set_on_it_later(database: Database) -> None:
    dispatcher: Kernel = Dispatcher(database, (), clock=lambda: None, default_zone="UTC", returning=lambda _: None)
    assert {name for name in dir(dispatcher) if not name.startswith("_")} == INWARD
    assert [name for name in vars(dispatcher) if not name.startswith("_")] == ["commands"]


def test_nobody_sets_anything_on_the_kernel() -> None:
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), ctx=ast.Store()):
                    where = f"{path.relative_to(HOUSE.parent)}:{node.lineno}"
                    assert name.strip("_") not in {"dispatcher", "kernel"}, f"{where}: give it when it is built"


@pytest.mark.parametrize("kind", [Console, Discord, Telegram])
def test_every_platform_keeps_the_contract(kind: type[Platform]) -> None:
    assert {name for name in dir(kind) if not name.startswith("_")} >= OUTWARD
