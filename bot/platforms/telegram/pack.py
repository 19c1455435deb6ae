"""What is known of Telegram, and how it is served; python-telegram-bot is loaded by whoever serves it alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.platforms.pack import Finding, House, Pack, Service, Vouches
from bot.send_errors import Ability
from bot.traits import Limit, Traits

if TYPE_CHECKING:
    from bot.chat.command import Command
    from bot.platforms.telegram.platform import Telegram
    from bot.platforms.telegram.settings import TelegramSettings
    from bot.settings import Settings

FREE_RATE = 30.0
"""Messages a second that Telegram takes without pay."""

SUPERGROUPS = -(10**12)
"""Below it lie the ids of supergroups; only they have addresses."""


def _address(chat_id: str, _server_id: str | None, thread_id: str) -> str:
    supergroup = SUPERGROUPS - int(chat_id)
    return f"https://t.me/c/{supergroup}/{thread_id}" if supergroup > 0 else ""


TRAITS = Traits(
    name="telegram",
    shown_name="Telegram",
    limit=Limit(  # about one message a second in a chat, and twenty a minute in a group
        interval=timedelta(seconds=1) / FREE_RATE,
        chat_interval=timedelta(seconds=1),
        group_interval=timedelta(seconds=4),
    ),
    rights=MappingProxyType(
        {
            Ability.WRITE: "Send messages",
            Ability.WRITE_IN_CLOSED: "Manage topics",
            Ability.PIN: "Pin messages",
            Ability.OPEN_ROOMS: "Manage topics",
        }
    ),
    keeps_files=True,
    opens_pages=True,
    address_of=_address,
)


def _needs() -> "type[TelegramSettings]":
    from bot.platforms.telegram.settings import TelegramSettings  # noqa: PLC0415 - only who reads settings needs it

    return TelegramSettings


def _traits(settings: "Settings") -> Traits:
    from bot.settings import own  # noqa: PLC0415 - as above

    rate = own(settings, _needs()).telegram_rate
    return replace(TRAITS, limit=replace(TRAITS.limit, interval=timedelta(seconds=1) / rate))


def _made(settings: "Settings", house: House) -> "Telegram":
    from bot.platforms.telegram.platform import Address, Telegram  # noqa: PLC0415 - it costs 30 MB, and only some need it
    from bot.settings import own  # noqa: PLC0415 - as above

    mine = own(settings, _needs())
    assert mine.telegram_token is not None  # noqa: S101 - it is what turns Telegram on
    url, secret = mine.telegram_webhook_url, mine.telegram_webhook_secret
    return Telegram(
        token=mine.telegram_token.get_secret_value(),
        api_url=mine.telegram_api_url,
        webhook=Address(url, secret.get_secret_value()) if url and secret else None,
        paid=mine.telegram_rate > FREE_RATE,
        dispatcher=house.kernel,
        database=house.database,
        clock=house.clock,
    )


async def _look(settings: "Settings", _commands: "Sequence[Command]") -> Sequence[Finding]:
    from bot.platforms.telegram.checks import look  # noqa: PLC0415 - only the doctor needs it

    return await look(settings)


def _vouches(settings: "Settings") -> Vouches:
    from bot.platforms.telegram.init_data import opened  # noqa: PLC0415 - only the web needs it
    from bot.settings import own  # noqa: PLC0415 - as above

    token = own(settings, _needs()).telegram_token
    assert token is not None  # noqa: S101 - it is what turns Telegram on
    return lambda said, now: opened(said, token.get_secret_value(), now)


TELEGRAM = Pack(
    TRAITS,
    Service(
        needs=_needs,
        switch="telegram_token",
        given_by="BotFather",
        made=_made,
        look=_look,
        traits_by=_traits,
        vouches=_vouches,
    ),
)
