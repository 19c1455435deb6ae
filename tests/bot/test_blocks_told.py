"""What is said of a block: to the operator, whether anybody goes by that account; to whoever was blocked, what it took from them."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.office import ANN, BEN, Office
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    office = Office(database_url)
    yield office
    await office.close()


async def done_to(office: Office, user: str) -> list[str]:
    """What whoever was blocked reads that was done with their account, without when."""
    told = (await office.say("/settings operators", user)).split("\n\n")[0]
    return [line.partition(": ")[2] for line in told.splitlines()[1:]]


async def test_whoever_was_blocked_reads_that_it_took_them_out_of_their_group(office: Office) -> None:
    await office.join(ANN)
    assert "They left one group" in await office.say(f"/block telegram:{ANN}")
    await office.say(f"/unblock telegram:{ANN}")
    out = "blocked it; that took you out of a group, and from any partner there"
    assert await done_to(office, ANN) == ["ended the block", out]
    assert "blocked an account, by telegram:900" in await office.say("/acts"), "how many groups is theirs to read"


async def test_a_block_that_took_nobody_out_of_anything_says_nothing_of_groups(office: Office) -> None:
    await office.enrol(BEN)
    await office.say(f"/block telegram:{BEN}")
    await office.say(f"/unblock telegram:{BEN}")
    assert await done_to(office, BEN) == ["ended the block", "blocked it"]


async def test_of_an_account_that_nobody_came_by_it_is_said_so(office: Office) -> None:
    said = await office.say("/block telegram:999")
    assert said == (
        "🚫 telegram:999 is blocked. Nobody has come by that account yet; if they do, they are told so once, and then nothing more. "
        "/unblock telegram:999 ends it."
    )
    assert "has blocked this account" in await office.say("/start ml-data", "999")
    assert await office.say("/start ml-data", "999") == ""
    await office.enrol(BEN)
    assert "is blocked. They are told so once" in await office.say(f"/block telegram:{BEN}")
