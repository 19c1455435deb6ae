"""What Telegram says of a token and of the webhook, without serving anybody: for ``roadmate doctor``."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
from pydantic import SecretStr

from bot.platforms.pack import Finding
from bot.platforms.telegram.settings import TelegramSettings
from bot.settings import own

if TYPE_CHECKING:
    from bot.settings import Settings

PATIENCE_SECONDS = 10.0

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}", re.ASCII)
"""What a token looks like: the bot's number and its secret."""


async def look(settings: "Settings") -> Sequence[Finding]:
    """The token, and where there is one the webhook."""
    mine = own(settings, TelegramSettings)
    url, token = mine.telegram_webhook_url, mine.telegram_token
    if token is None:
        off = Finding("telegram", "TELEGRAM_TOKEN is not set, so Telegram stays off")
        return [off, Finding("webhook", "of no use without TELEGRAM_TOKEN", "set TELEGRAM_TOKEN")] if url else [off]
    if not TOKEN.fullmatch(token.get_secret_value()):
        seen = "TELEGRAM_TOKEN is no token: that is digits, a colon, and letters, digits, _ or -"
        return [Finding("telegram", seen, "copy it again from BotFather, whole and alone")]
    found = [_token(await _asked(mine, token, "getMe"))]
    if url:
        found.append(_webhook(await _asked(mine, token, "getWebhookInfo"), url, settings.listens_on(has_routes=True)))
    return found


def _token(answer: Any) -> Finding:
    if isinstance(answer, str):
        return Finding("telegram", f"no answer ({answer})", "check the network and TELEGRAM_API_URL")
    if not answer.get("ok"):
        return Finding("telegram", "the token is refused", "copy TELEGRAM_TOKEN again from BotFather")
    return Finding("telegram", f"the token is that of @{answer['result']['username']}")


def _webhook(answer: Any, wanted: str, port: int | None) -> Finding:
    if isinstance(answer, str) or not answer.get("ok"):
        return Finding("webhook", "unknown", "mend telegram first")
    known = answer["result"]
    waiting = f"{known.get('pending_update_count', 0)} updates wait at Telegram"
    if known.get("url") != wanted:
        return Finding("webhook", f"Telegram does not know the address yet; {waiting}", "start the bot: roadmate run")
    if "last_error_date" in known and known.get("pending_update_count"):
        at = datetime.fromtimestamp(known["last_error_date"], UTC)
        fix = f"see that {wanted} leads to port {port} of this machine"
        return Finding("webhook", f"last failed on {at:%Y-%m-%d %H:%M} UTC; {waiting}", fix)
    return Finding("webhook", f"Telegram brings updates; {waiting}")


async def _asked(mine: TelegramSettings, token: SecretStr, method: str) -> Any:
    """What Telegram answers, or the name of what went wrong."""
    url = f"{mine.telegram_api_url}/bot{token.get_secret_value()}/{method}"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            return (await client.get(url)).json()
    except (httpx.HTTPError, ValueError) as error:
        return type(error).__name__
