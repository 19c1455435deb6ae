"""What Telegram says of a token, of the webhook and of the page that it is to open, without serving anybody: for ``roadmate doctor``."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx
from pydantic import SecretStr

from bot.platforms.pack import Finding
from bot.platforms.telegram.settings import TelegramSettings
from bot.settings import own

if TYPE_CHECKING:
    from bot.settings import Settings

PATIENCE_SECONDS = 10.0

_LEADS = "start the bot: roadmate run, and see that {url} leads to port {port} of this machine"

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}", re.ASCII)
"""What a token looks like: the bot's number and its secret."""


async def look(settings: "Settings") -> Sequence[Finding]:
    """The token, and where there are some the webhook and the page."""
    mine = own(settings, TelegramSettings)
    url, token = mine.telegram_webhook_url, mine.telegram_token
    if token is None:
        off = Finding("telegram", "TELEGRAM_TOKEN is not set, so Telegram stays off")
        return [off, Finding("webhook", "of no use without TELEGRAM_TOKEN", "set TELEGRAM_TOKEN")] if url else [off]
    if not TOKEN.fullmatch(token.get_secret_value()):
        seen = "TELEGRAM_TOKEN is no token: that is digits, a colon, and letters, digits, _ or -"
        return [Finding("telegram", seen, "copy it again from BotFather, whole and alone")]
    me = await _asked(mine, token, "getMe")
    found = [_token(me)]
    if url:
        found.append(_webhook(await _asked(mine, token, "getWebhookInfo"), url, settings.listens_on(has_routes=True)))
    if settings.public_url:
        asked = await _asked(mine, token, "getChatMenuButton")
        found.append(await _page(settings.public_url, asked, settings.listens_on(has_routes=True)))
        found.append(_from_groups(settings.public_url, me))
    return found


async def _page(public_url: str, menu: Any, port: int | None) -> Finding:
    """The page as Telegram's clients get it, if they do."""
    if not public_url.startswith("https://"):
        return Finding("page", "not opened within Telegram, which takes https alone; /web gives a link")
    url = f"{public_url}/app/telegram"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            return opens(url, await client.get(url), menu, port)
    except httpx.HTTPError as error:
        return Finding("page", f"{url} does not answer ({type(error).__name__})", _LEADS.format(url=url, port=port))


def opens(url: str, answer: httpx.Response, menu: Any, port: int | None) -> Finding:
    """Whether Telegram can open what answers at the address of the page, in a frame of its web client too, and opens nothing else by the
    menu button that chats have which were given none: ``menu`` is what it says of that."""
    if answer.status_code != HTTPStatus.OK:
        return Finding("page", f"{url} answers {answer.status_code}", _LEADS.format(url=url, port=port))
    if "x-frame-options" in answer.headers:
        return Finding("page", "shut out of Telegram's web client", "let the proxy add no X-Frame-Options to it")
    if other := _opens_elsewhere(menu, url):
        fix = "take the menu button away in BotFather: /web gives each chat its own"
        return Finding("page", f"every chat's menu button opens {other}", fix)
    return Finding("page", f"Telegram opens {url}")


def _from_groups(public_url: str, me: Any) -> Finding:
    """Whether a link in a group opens the page within Telegram, which takes a bot with a main Mini App."""
    has_main = isinstance(me, dict) and me.get("result", {}).get("has_main_web_app")
    if has_main or not public_url.startswith("https://"):
        return Finding("groups' pages", "opened within Telegram" if has_main else "opened in a browser")
    seen = f"opened in a browser; within Telegram once BotFather's Configure Mini App has {public_url}/app/telegram"
    return Finding("groups' pages", seen)


def _opens_elsewhere(menu: Any, url: str) -> str:
    """The address that the menu button of every chat opens, where that is another."""
    button = menu.get("result", {}) if isinstance(menu, dict) else {}
    opened = str(button.get("web_app", {}).get("url", ""))
    return "" if opened == url else opened


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
