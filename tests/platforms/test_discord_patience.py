"""An answer on Discord is tried again for a while by whoever has it in hand."""

from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientError, ServerDisconnectedError
from discord import DiscordServerError, Forbidden, HTTPException, NotFound, RateLimited

from bot.platforms.discord.patience import persistently


def answered(status: int, code: int = 0, kind: type[HTTPException] = HTTPException) -> HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")
    return kind(response, {"code": code, "message": "no"})


class Line:
    """Fails in these ways, one after another, and then takes everything."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.tries = list(failures), 0

    async def __call__(self) -> None:
        self.tries += 1
        if self.failures:
            raise self.failures.pop(0)


PASSING = [
    answered(502, kind=DiscordServerError),
    answered(429),
    RateLimited(0.0),
    ServerDisconnectedError(),
    ClientError(),
    OSError(),
    TimeoutError(),
]


async def test_what_passes_is_outlived() -> None:
    line = Line(*PASSING)
    await persistently(line, 0.0001, longest=1.0)
    assert line.tries == len(PASSING) + 1


async def test_unless_more_is_said_it_is_tried_for_eight_of_its_first_pauses() -> None:
    line = Line(*[ClientError("away") for _ in range(999)])
    with pytest.raises(ClientError, match="away"):
        await persistently(line, 0.02)
    assert 1 < line.tries < 5


LASTING = [
    answered(403, 50007, Forbidden),
    answered(404, 10062, NotFound),
    answered(400, 50035),
    answered(401),
    answered(400, 40060),
]


@pytest.mark.parametrize("failure", LASTING, ids=lambda failure: f"{failure.status} {failure.code}")
async def test_what_will_not_pass_is_not_tried_again(failure: HTTPException) -> None:
    line = Line(failure)
    with pytest.raises(HTTPException):
        await persistently(line, 0.0001)
    assert line.tries == 1


async def test_an_answer_that_had_arrived_after_all_is_not_given_twice() -> None:
    line = Line(ServerDisconnectedError(), answered(400, 40060))
    await persistently(line, 0.0001)
    assert line.tries == 2


async def test_after_its_time_it_is_of_no_use() -> None:
    line = Line(*[ClientError("away") for _ in range(999)])
    with pytest.raises(ClientError, match="away"):
        await persistently(line, 0.01, longest=0.1)
    assert 2 < line.tries < 10


async def test_what_discord_asks_to_wait_for_longer_than_that_is_not_waited_for() -> None:
    with pytest.raises(RateLimited):
        await persistently(Line(RateLimited(601.0)), 0.0001)
