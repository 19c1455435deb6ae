"""The Bot API server refuses what Telegram refuses, and fails the test whose bot tried it."""

from typing import Any

import aiohttp
import pytest

from tests.platforms.bot_api import BotApi

HTML = {"parse_mode": "HTML"}


def keys(*rows: int, label: str = "Yes", data: str = "1") -> dict[str, Any]:
    button = {"text": label, "callback_data": data}
    return {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[button] * row for row in rows]}}


async def call(api: BotApi, method: str, params: dict[str, Any]) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{api.token}/{method}", json=params) as answer,
    ):
        return answer.status


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 1, "text": "é" * 4096}),
        ("sendMessage", {"chat_id": 1, "text": "<b>&lt;&#39;&quot;</b>" + "x" * 4093} | HTML),
        ("sendMessage", keys(8, 1, label="No", data="x" * 64)),
        ("setMyCommands", {"commands": [{"command": "done_1", "description": "Mark it"}]}),
    ],
)
async def test_what_is_within_the_limits_is_taken(method: str, params: dict[str, Any]) -> None:
    async with BotApi() as api:
        assert await call(api, method, params) == 200


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 1, "text": " \n"}),
        ("sendMessage", {"chat_id": 1, "text": "📚" * 2049}),
        ("sendMessage", {"chat_id": 1, "text": "<h1>x</h1>"} | HTML),
        ("sendMessage", {"chat_id": 1, "text": "<b><i>x</b></i>"} | HTML),
        ("sendMessage", {"chat_id": 1, "text": "<b>x"} | HTML),
        ("sendMessage", {"chat_id": 1, "text": "1 < 2"} | HTML),
        ("sendMessage", {"chat_id": 1, "text": "a&nbsp;b"} | HTML),
        ("sendMessage", {"chat_id": 1, "text": "<b>x</b>" * 101} | HTML),
        ("sendMessage", keys(9)),
        ("sendMessage", keys(*[1] * 101)),
        ("sendMessage", keys(1, label=" ")),
        ("sendMessage", keys(1, data="")),
        ("sendMessage", keys(1, data="é" * 33)),
        ("sendDocument", {"chat_id": 1, "document": "x", "caption": "x" * 1025}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
        ("getChatMember", {"chat_id": -1, "user_id": "@ann"}),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_parameters": {"chat_id": 1}}),
        ("setMyCommands", {"commands": [{"command": "Done", "description": "x"}]}),
        ("setMyCommands", {"commands": [{"command": "done", "description": ""}]}),
        ("setMyCommands", {"commands": [{"command": "done", "description": "x"}] * 101}),
    ],
)
async def test_what_breaks_a_limit_is_refused_and_remembered(method: str, params: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match=method):
        async with BotApi() as api:
            assert await call(api, method, params) == 400
