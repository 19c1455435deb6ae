"""What leads onto a roadmap on each platform, for a page that anybody reads."""

import asyncio

from bot.platforms.telegram.platform import Telegram
from tests.platforms.bot_api import BotApi
from tests.platforms.discord_stage import Stage
from tests.platforms.sides import running


async def test_telegram_has_a_link_once_it_has_said_who_the_bot_is(database, clock):
    async with BotApi() as api:
        bot = Telegram(
            token=api.token, api_url=api.url, dispatcher=Silent(), database=database, clock=clock, pause=0.01
        )
        assert bot.start_link("ml-data") == ""
        async with running(bot), asyncio.timeout(10):
            while not bot.start_link("ml-data"):
                await asyncio.sleep(0.01)
            assert bot.start_link("ml-data") == "https://t.me/roadmate_bot?start=ml-data"


async def test_discord_leads_to_where_somebody_lets_the_bot_in(sqlite_url):
    async with Stage(sqlite_url) as stage:
        link = stage.discord.start_link("ml-data")
        assert link.startswith("https://discord.com/oauth2/authorize?client_id=")
        assert link.endswith("&integration_type=1")


class Silent:
    """A kernel that nobody asks anything."""

    commands = ()
